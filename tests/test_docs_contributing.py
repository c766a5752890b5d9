"""The steps of docs/contributing.md, followed to the letter on a copy of the project."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import ROOT
from tests.test_structure import tracked

PAGE = (ROOT / "docs/contributing.md").read_text("utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")[1:]}
RECIPES = {name: text for name, text in SECTIONS.items() if "```sh" in text}
BLOCK = re.compile(r"(?P<told>.*?)```(?P<kind>csv|python|sh)\n(?P<text>.*?)```\n", re.S)
STEP = re.compile(
    r"New file `(?P<new>[^`]+)`|Append to `(?P<more>[^`]+)`"
    r"|In `(?P<into>[^`]+)`, (?P<side>above|below) `(?P<line>[^`]+)`"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the project as git knows it."""
    for name in tracked():
        if (ROOT / name).exists():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def run(folder: Path, *arguments: str) -> None:
    """Run a tool of Python in the copy, with the copy's package."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True,
        encoding="utf-8", check=False, env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def follow(folder: Path, block: re.Match[str]) -> None:
    """Do one step: commands, a new file, rows or lines added to one."""
    if block["kind"] == "sh":
        for line in block["text"].splitlines():
            run(folder, *shlex.split(line))
        return
    step = STEP.match(block["told"].strip().split("\n\n")[-1])
    assert step, block["told"]
    path = folder / (step["new"] or step["more"] or step["into"])
    assert path.exists() == (not step["new"])
    old = "" if step["new"] else path.read_text("utf-8")
    if step["into"]:
        assert old.count(f"\n{step['line']}\n") == 1
        both = (step["line"] + "\n", block["text"])
        both = both if step["side"] == "below" else both[::-1]
        path.write_text(old.replace(step["line"] + "\n", "".join(both)), "utf-8")
    else:
        path.write_text(old + block["text"], "utf-8")


@pytest.mark.parametrize("name", RECIPES)
def test_the_steps_work_as_they_are_written(name, copy):
    for block in BLOCK.finditer(RECIPES[name]):
        follow(copy, block)
    run(copy, "ruff", "check", "yjstats", "tests")
    run(copy, "ruff", "format", "--check", "yjstats", "tests")
    made = {
        "A chart": ["figures/cadres.png", "figures/cadres.en.svg"],
        "A sheet": ["scopes.xlsx"],
    }.get(name, [])
    assert all((copy / file).stat().st_size > 1000 for file in made)
    if name == "A sheet":
        assert "Scopes" in load_workbook(copy / "scopes.xlsx", read_only=True).sheetnames


def test_each_takes_less_than_ten_steps():
    assert [*RECIPES] == ["An indicator", "A unit", "A chart", "A sheet", "A reader"]
    for text in RECIPES.values():
        assert text.count("\n```") // 2 < 10

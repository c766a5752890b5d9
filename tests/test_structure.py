"""The project as a whole: what stands where, what importing does, what the files must not hold."""

import importlib
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

import yjstats
from tests.conftest import ROOT

TOP = {
    "pyproject.toml", "notebooks", "yjstats", "data", "figures", "tests", "docs", "README.md",
    "README.zh-CN.md", "LICENSE", "CHANGELOG.md", "Makefile", "constraints.txt", "mkdocs.yml",
}  # fmt: skip


def tracked() -> list[str]:
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return told.stdout.splitlines()


def test_the_top_level_is_as_designed():
    names = {Path(name).parts[0] for name in tracked()}
    assert {name for name in names if not name.startswith(".")} == TOP


def test_importing_loads_nothing_heavy():
    code = (
        "import sys, yjstats; print(sorted({'pandas', 'matplotlib', 'click'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [n for n in yjstats.__all__ if n != "__version__"])
def test_every_name_of_the_door_opens_and_no_module_stands_in_its_way(name):
    for module in yjstats._DOOR.values():
        importlib.import_module(module)
    thing = getattr(yjstats, name)
    assert callable(thing)
    assert thing.__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = yjstats.nonsense


def test_constraints_pin_every_package_and_hold_no_url():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert not [line for line in lines if "://" in line]
    assert all(re.match(r"[a-z0-9._-]+==\S+( ; .+)?$", line) for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *chain.from_iterable(extras)]
    names = {re.match(r"[A-Za-z0-9_-]+", item).group().lower() for item in wanted}
    assert names <= {line.split("==")[0] for line in lines}


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md"])
def test_the_ten_lines_of_the_readme_run(file):
    text = (ROOT / file).read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL).group(1)
    assert len(code.strip().splitlines()) == 10
    told = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, check=False,
                          capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md", "data/raw/README.md"])
def test_every_file_that_a_readme_names_exists(file):
    text = (ROOT / file).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert links or file.startswith("data")
    for link in links:
        assert (ROOT / file).parent.joinpath(link).exists(), link


def test_no_figure_or_table_is_too_large_to_review():
    for name in tracked():
        assert (ROOT / name).stat().st_size < 2_000_000, name


def test_make_help_explains_every_target():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("setup", "report", "test", "lint", "types"):
        assert f"  make {target} " in told.stdout

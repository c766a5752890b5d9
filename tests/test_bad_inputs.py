"""Every bad input is one clear message, the right exit status, and a project that is as it was."""

import csv
import os
import shutil
import sys
from pathlib import Path

import pytest

import yjstats
from tests.bad_inputs.make import LONG, PLAIN, make_document, spoil
from yjstats.cli import main
from yjstats.codebook.own import take_up

TABLE = Path(__file__).parent / "bad_inputs/table.csv"
CASES = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
USUAL = "--city wenzhou --published 2024-05"


@pytest.fixture(scope="module")
def known(tmp_path_factory) -> Path:
    """A project that has two articles."""
    root = tmp_path_factory.mktemp("known") / "project"
    yjstats.init(root)
    for name, text in (("known", PLAIN), ("long", PLAIN + LONG)):
        yjstats.add(
            text.encode() + b" ", "wenzhou", "2024-05", source_id=name, root=root, anyway=True
        )
    return root


def unescaped(cell: str) -> str:
    for code in ("\\x1b", "\\x00", "\\x0a"):
        cell = cell.replace(code, chr(int(code[2:], 16)))
    return cell


def snapshot(root: Path) -> dict[str, bytes | str]:
    """Return all that stands in and beside a project, but for the lock."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else os.readlink(path)
        for path in root.rglob("*")
        if path.name != ".yjstats-lock" and (path.is_file() or path.is_symlink())
    }


def test_there_are_sixty_cases_and_no_two_alike():
    assert len({tuple(case.values()) for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['document']} {case['project']}")
def test_a_bad_input_is_told_in_one_line_and_changes_nothing(
    case, known, tmp_path, monkeypatch, capsys
):
    root = tmp_path / "work" / "project"
    shutil.copytree(known, root)
    (tmp_path / "given").mkdir()
    path = make_document(unescaped(case["document"]), tmp_path / "given")
    spoil(case["project"], root)
    before = snapshot(root.parent)
    options = [unescaped(option) for option in (case["options"] or USUAL).split(" ")]
    monkeypatch.setattr(
        sys, "argv", ["yjstats", "add", str(path), "--root", str(root), "--lang", "en", *options]
    )
    monkeypatch.setattr(os, "_exit", sys.exit)
    with pytest.raises(SystemExit) as ended:
        main()
    take_up(None)
    out, told = capsys.readouterr()
    assert ended.value.code == int(case["status"]), told
    assert out == ""
    assert case["says"] in told
    assert "Traceback" not in told
    assert told.replace("\n", "").isprintable()
    lines = told.strip().splitlines()
    assert len(lines) == 1 or told.startswith("yjstats: faults in the data")
    assert snapshot(root.parent) == before

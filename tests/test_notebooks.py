"""Notebooks run from their first cell within a time limit, and are committed clean and current."""

import json
import re
import shutil

import nbformat
import pytest

from tests.conftest import ROOT
from yjstats.errors import YjstatsError
from yjstats.notebooks import execute

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_the_notebooks_are_there():
    assert [path.stem for path in NOTEBOOKS] == [
        "01-start-here", "02-funds-and-projects", "03-education", "04-medical", "05-coverage",
        "06-comparability", "07-themes", "08-extraction",
    ]  # fmt: skip


@pytest.mark.timeout(120)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_gives_what_is_committed(path, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    (root / "data" / "processed").mkdir()
    for name in ("extracted.csv", "readings.csv"):  # what was read in the articles, not at hand
        shutil.copy(ROOT / "data" / "processed" / name, root / "data" / "processed")
    (root / "notebooks").mkdir()
    copy = root / "notebooks" / path.name
    shutil.copy(path, copy)
    execute(copy)
    assert without_pictures(copy) == without_pictures(path), "stale: run make report"


def without_pictures(path):
    """Return a notebook without its PNGs, which another font library may draw a shade otherwise."""
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                output["data"]["image/png"] = "…"
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_nothing_of_the_machine_that_ran_it(path):
    text = path.read_text("utf-8")
    notebook = nbformat.reads(text, as_version=4)
    assert notebook.metadata["language_info"] == {"name": "python"}
    assert not re.search(r"/(home|root|tmp|Users|usr)/", text)
    assert not any("execution" in cell.metadata for cell in notebook.cells)
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    assert outputs
    assert not [out for out in outputs if out.output_type in ("stream", "error")]
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_number_of_a_finding_is_typed(path):
    notebook = nbformat.read(path, as_version=4)
    prose = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    assert re.findall(r"\d+", prose) == [path.stem[:2]]


def write(path, source):
    cell = nbformat.v4.new_code_cell(source)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    return path


def test_a_file_that_is_no_notebook_is_told(tmp_path):
    (tmp_path / "a.ipynb").write_text("no notebook")
    with pytest.raises(YjstatsError, match=r"a\.ipynb"):
        execute(tmp_path / "a.ipynb")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1/0", "ZeroDivisionError"),
        ("import warnings; warnings.warn('careful')", "careful"),
        ("import os; os._exit(1)", "died"),
    ],
)
def test_a_notebook_that_fails_or_warns_is_left_as_it_was(tmp_path, source, words):
    path = write(tmp_path / "a.ipynb", source)
    before = path.read_bytes()
    with pytest.raises(YjstatsError) as caught:
        execute(path)
    assert words in caught.value.text("en")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.ipynb"]


def test_of_a_widget_only_its_words_stay(tmp_path):
    path = write(tmp_path / "a.ipynb", "import ipywidgets\nipywidgets.Text(value='甲')")
    execute(path)
    first = path.read_bytes()
    execute(path)  # with a model of another number
    assert path.read_bytes() == first
    (output,) = nbformat.read(path, as_version=4).cells[0].outputs
    assert list(output.data) == ["text/plain"]

"""Whatever changes, what a build redoes leaves no output as it would not be made anew."""

import os
import shutil
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import record, source, write_csv
from yjstats import pipeline
from yjstats.keeping.helper import FEWEST, Helper, helping
from yjstats.observations import CURATED
from yjstats.paths import Project
from yjstats.pipeline import build_told
from yjstats.registers import ALTERNATIVES, SOURCES, checksum

CHARTS = ("projects_total", "timeline", "themes")  # too few for a helper
DIGEST = "甲市派出教师20名。\n"


def write(root: Path, digest: str = DIGEST, curated=(), alternatives=(), **cells: str) -> None:
    """Write two cities' figures and a digest, with what a test changes."""
    raw = root / "data" / "raw"
    texts = {"sha256": checksum(digest), "chars": str(len(digest))}
    digests = source("wenzhou-digest", kind="digest", city="wenzhou", digest_of="wenzhou", **texts)
    others = source("taizhou", sha256="0" * 64)
    write_csv(raw / "sources.csv", SOURCES, [source(**cells), others, digests])
    rows = [
        record(),
        record(source_id="taizhou", city="taizhou", value="45", low="45", high="45",
               surface="45个", char_end="21", status="conflict"),
        record(indicator="edu_teachers_dispatched", unit="person", surface="20名", char_start="1",
               char_end="4", value="20", low="20", high="20"),
    ]  # fmt: skip
    for number, changed in curated:
        rows[number] |= changed
    write_csv(raw / "curated.csv", CURATED, rows)
    other = {"obs_id": rows[1]["obs_id"], "field": "value", "value": "54", "why": "二读"}
    write_csv(raw / "alternatives.csv", ALTERNATIVES, [other | dict(alternatives)])
    (raw / "articles").mkdir(exist_ok=True)
    (raw / "articles" / "wenzhou-digest.txt").write_text(digest, "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("built") / "project"
    write(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "NAMES", CHARTS)
        build_told(root)
    return root


def outputs(project: Project) -> dict[str, bytes]:
    folders = (project.processed, project.figures)
    return {path.name: path.read_bytes() for folder in folders for path in folder.iterdir()}


def add_a_city(root: Path) -> None:
    folder = root / "data" / "raw" / "codebook"
    folder.mkdir()
    columns = ("code", "zh", "pinyin", "en")
    city = {"code": "ningbo", "zh": "宁波", "pinyin": "Níngbō", "en": "Ningbo"}
    write_csv(folder / "cities.csv", columns, [city])


VALUE = {"value": "130", "low": "130", "high": "130", "surface": "130个"}
CHANGES = {
    "a value": (partial(write, curated=[(0, VALUE)]), {"projects_total"}),
    "a period": (partial(write, curated=[(0, {"period_start": "2021-01-01"})]),
                 {"projects_total", "timeline"}),
    "a label": (partial(write, curated=[(0, {"label": "新建"})]), {"projects_total"}),
    "a note": (partial(write, curated=[(0, {"note": "存疑"})]), set()),
    "an indicator": (partial(write, curated=[(2, {"indicator": "med_staff_dispatched"})]),
                     {"timeline"}),
    "the title of a source": (partial(write, title="乙市援疆"), set(CHARTS)),
    "another reading": (partial(write, alternatives={"value": "55"}), set()),
    "a digest": (partial(write, digest="甲市派出医生20名。\n"), {"themes"}),
    "a city of the project's own codebook": (add_a_city, set(CHARTS)),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_after_a_change_gives_what_a_build_of_all_gives(
    change, built, tmp_path, monkeypatch
):
    monkeypatch.setattr(pipeline, "NAMES", CHARTS)
    shutil.copytree(built, tmp_path / "project")
    project = Project(tmp_path / "project")
    work, wanted = CHANGES[change]
    work(project.root)
    told = build_told(project.root)
    assert {name for name in told.done if name in CHARTS} == wanted
    after = outputs(project)
    assert build_told(project.root).done == []
    assert build_told(project.root, force=True).kept == []
    assert outputs(project) == after


def test_a_chart_is_drawn_anew_by_another_version_of_the_program(built, tmp_path, monkeypatch):
    from yjstats.keeping import redo

    monkeypatch.setattr(pipeline, "NAMES", ("projects_total",))
    shutil.copytree(built, tmp_path / "project")
    versions = {**redo.versions(), "program": "another"}
    monkeypatch.setattr(redo, "versions", lambda: versions)
    assert build_told(tmp_path / "project").why["projects_total"] == "changed"


# What is recalled of an earlier build


def drawn(monkeypatch) -> list[str]:
    """List the project's charts that the page draws from now on, and read no digest."""
    from yjstats.curation import reconcile
    from yjstats.page import drawing

    names, make = [], drawing._chart
    monkeypatch.setattr(reconcile, "records_of", lambda *_: pytest.fail("a digest was read again"))
    monkeypatch.setattr(drawing, "_chart", lambda *told: names.append(told[0]) or make(*told))
    return names


def test_the_page_draws_only_what_shows_something_else(built, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "NAMES", CHARTS)
    shutil.copytree(built, tmp_path / "project")
    names = drawn(monkeypatch)
    write(tmp_path / "project", curated=[(0, {"note": "存疑"})])
    assert "yjstats.html" in build_told(tmp_path / "project").done
    assert names == []
    write(tmp_path / "project", curated=[(0, VALUE)])
    build_told(tmp_path / "project")
    assert names == ["profiles", "profiles"]  # in two languages; the others show the same


@pytest.mark.parametrize("damage", ["missing", "cut off", "of another program", "untrue"])
def test_what_is_recalled_may_be_missing_or_damaged(damage, built, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "NAMES", CHARTS)
    shutil.copytree(built, tmp_path / "project")
    project = Project(tmp_path / "project")
    before = outputs(project)
    for path in sorted(project.recalled.iterdir()):
        data = path.read_bytes()
        if damage == "missing":
            path.unlink()
        elif damage == "cut off":
            path.write_bytes(data[: len(data) // 2])
        elif damage == "untrue":
            path.write_bytes(data.replace("甲".encode(), "乙".encode()).replace(b"svg", b"gvs"))
        else:
            path.write_bytes(b'{"sha256": "0", "made": []}')
    (project.processed / "yjstats.html").unlink()
    (project.processed / "reconciliation.csv").unlink()
    assert {"yjstats.html", "reconciliation.csv"} <= set(build_told(project.root).done)
    assert {name: outputs(project)[name] for name in before} == before


def test_compared_once_is_compared_alike(curated):
    from yjstats.codebook import codebook
    from yjstats.comparison.compare import compare_many
    from yjstats.comparison.once import comparing_once

    codes = list(codebook().indicators)
    asked = [[code] for code in codes] + [codes[::-3], []]
    plain = [compare_many(some, per, curated) for some in asked for per in (None, "year")]
    with comparing_once():
        once = [compare_many(some, per, curated) for some in asked for per in (None, "year")]
    for one, other in zip(plain, once, strict=True):
        pd.testing.assert_frame_equal(one, other)


# Two processes


def named(name: str) -> dict[str, bytes]:
    return {name: f"{name} by {os.getpid()}".encode()}


def deadly(parent: int, name: str) -> dict[str, bytes]:
    if os.getpid() != parent:
        os._exit(3)
    return {name: name.encode()}


def test_jobs_are_shared_and_each_is_done_once():
    names = [f"job{number}" for number in range(FEWEST + 4)]
    with helping() as helper:
        content = helper.share({name: partial(named, name) for name in names})
        found = {name: content(name)[name].decode() for name in names}
    assert [told.split(" by ")[0] for told in found.values()] == names


def test_where_the_helper_dies_this_process_does_its_jobs():
    names = [f"job{number}" for number in range(FEWEST)]
    with helping() as helper:
        content = helper.share({name: partial(deadly, os.getpid(), name) for name in names})
        assert [content(name) for name in names] == [{name: name.encode()} for name in names]


def test_the_helper_begins_where_inputs_changed_and_not_where_nothing_did(
    built, tmp_path, monkeypatch
):
    began: list[bool] = []
    monkeypatch.setattr(Helper, "begin", lambda _: began.append(True))
    monkeypatch.setattr(pipeline, "NAMES", CHARTS)
    monkeypatch.setattr(pipeline, "FEWEST", len(CHARTS))
    shutil.copytree(built, tmp_path / "project")
    build_told(tmp_path / "project")
    assert began == []
    write(tmp_path / "project", curated=[(0, VALUE)])
    build_told(tmp_path / "project")
    assert began


def test_a_helper_that_is_given_nothing_ends_in_silence(capfd):
    with helping() as helper:
        helper.begin()
    assert capfd.readouterr() == ("", "")


def test_few_jobs_start_no_process():
    names = ["a", "b"]
    with helping() as helper:
        content = helper.share({name: partial(named, name) for name in names})
        assert all(content(name)[name].decode().endswith(f" {os.getpid()}") for name in names)


# Starting up


def test_help_loads_nothing_heavy():
    import subprocess

    code = (
        "import sys; sys.argv = ['yjstats', '--help']; from yjstats.cli import cli\n"
        "try: cli()\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'jieba', 'pyarrow', 'openpyxl', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stderr.strip() == "[]"

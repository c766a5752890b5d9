"""Building: from data/raw to all outputs, whole or not at all, the same on every run."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from tests.conftest import ROOT
from yjstats import build, load
from yjstats.charts import NAMES as CHARTS
from yjstats.errors import BadData, UnknownName
from yjstats.pipeline import build_figures

PROCESSED = (
    "observations.csv", "coverage.csv", "comparisons.csv", "observations.parquet",
    "yjstats-summary.xlsx", "datapackage.json", "candidates.csv", "reconciliation.csv",
    "scores.csv", "yjstats.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory, articles) -> Path:
    root = tmp_path_factory.mktemp("real") / "project"
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    build(root, articles, notebooks=False)
    return root


def digests(root: Path) -> dict[str, str]:
    files = [path for path in root.rglob("*") if path.is_file() and "raw" not in path.parts]
    return {str(p.relative_to(root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_all_outputs_are_written(project):
    made = {path.name for path in (project / "data/processed").iterdir()}
    assert made == {*PROCESSED, "extracted.csv", "readings.csv", "manifest.json"}
    for suffix in ("png", "svg"):
        drawn = {path.stem for path in (project / "figures").glob(f"*.{suffix}")}
        assert drawn == set(CHARTS)


def test_a_second_build_changes_nothing(project):
    before = digests(project)
    stamps = {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()}
    build(project, notebooks=False)
    assert digests(project) == before
    assert {p: p.stat().st_mtime_ns for p in stamps} == stamps


def test_what_is_committed_is_what_the_code_makes(project):
    for name in PROCESSED:
        made, committed = ((r / "data/processed" / name).read_bytes() for r in (project, ROOT))
        assert made == committed, f"{name} is stale: run make report"


def test_the_page_is_small_enough_to_send_and_holds_no_sentence(project, articles):
    page = (project / "data/processed/yjstats.html").read_bytes()
    assert len(page) <= 4_000_000
    text = "".join(page.decode("utf-8").split())
    for path in sorted(articles.glob("*.txt")):
        article = "".join(path.read_text("utf-8").split())
        clauses = re.split("[\u3002\uff01\uff1f\uff1b\uff0c]", article)  # 。！？；，
        carried = [clause for clause in clauses if len(clause) > 15 and clause in text]
        assert not carried, path.name


def test_the_parquet_file_holds_the_frame(project):
    back = pd.read_parquet(project / "data/processed/observations.parquet")
    pd.testing.assert_frame_equal(back, load(root=project))


def test_a_build_without_the_articles_keeps_what_was_read_in_them(project):
    names = ("extracted.csv", "readings.csv")
    before = [(project / "data/processed" / name).read_bytes() for name in names]
    build(project, notebooks=False)
    assert [(project / "data/processed" / name).read_bytes() for name in names] == before


def test_the_data_package_is_valid_and_describes_the_files(project):
    path = project / "data/processed/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    for resource in package["resources"]:
        data = (path.parent / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["type", "message"])
    names = [field["name"] for field in package["resources"][0]["schema"]["fields"]]
    assert names == list(load(root=project).columns)


def test_the_data_package_notices_a_file_that_was_changed(project, tmp_path):
    copy = tmp_path / "processed"
    shutil.copytree(project / "data/processed", copy)
    path = copy / "observations.csv"
    path.write_text(path.read_text("utf-8").replace("452000000", "many"), "utf-8")
    assert not frictionless.validate(str(copy / "datapackage.json")).valid


def test_bad_data_change_no_output(project, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(project, root)
    before = digests(root)
    path = root / "data/raw/curated.csv"
    path.write_text(path.read_text("utf-8").replace("452000000", "many"), "utf-8")
    with pytest.raises(BadData) as caught:
        build(root, notebooks=False)
    assert len(caught.value.faults) == 3
    assert digests(root) == before


def test_every_step_is_told(project):
    told = []
    done = build(project, notebooks=False, tell=lambda *step: told.append(step))
    assert [name for name, _, _ in told] == done
    assert [number for _, number, _ in told] == list(range(1, len(done) + 1))


def test_comparisons_hold_every_reported_indicator_and_flows_per_year_too(project, curated):
    table = pd.read_csv(project / "data/processed/comparisons.csv")
    totals = table[table["per"].isna()]
    assert totals["indicator"].nunique() == curated["indicator"].dropna().nunique()
    funds = table[(table["per"] == "year") & (table["indicator"] == "funds_aid_total")]
    assert funds["rank_low"].tolist()[:4] == [3, 1, 2, 4]
    assert funds["near_value"].tolist()[4] == 118_070_000


def test_english_outputs_stand_beside_the_chinese_ones(project):
    done = build_figures(project, "en", ["projects_total"])
    assert done == ["projects_total"]
    assert (project / "figures/projects_total.en.png").is_file()
    (project / "figures/projects_total.en.png").unlink()
    (project / "figures/projects_total.en.svg").unlink()


def test_an_unknown_chart_is_told_before_anything_is_drawn(project):
    with pytest.raises(UnknownName):
        build_figures(project, only=["projects_total", "nonsense"])

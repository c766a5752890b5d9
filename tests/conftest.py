"""What tests share: a tiny project of hand-written rows, and the articles where at hand."""

import csv
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from yjstats.codebook import codebook
from yjstats.observations import CURATED, observation_id, to_frame
from yjstats.registers import ALTERNATIVES, SOURCES, checksum

ROOT = Path(__file__).parent.parent
TEXT = "甲市三年投入4.52亿元,建成项目123个,培训教师1900余人。"

Record = dict[str, str]


def record(**cells: object) -> Record:
    """Return a valid row of curated.csv, with the cells given."""
    row: Record = dict.fromkeys(CURATED, "")
    row |= {
        "source_id": "wenzhou",
        "city": "wenzhou",
        "indicator": "projects_total",
        "value": "123",
        "low": "123",
        "high": "123",
        "unit": "project",
        "qualifier": "exact",
        "measure": "level",
        "basis": "cumulative",
        "period_start": "2020-01-01",
        "period_end": "2022-12-31",
        "status": "accepted",
        "surface": "123个",
        "char_start": "18",
        "char_end": "22",
    }
    row |= {name: str(cell) for name, cell in cells.items()}
    if "obs_id" not in cells:
        place = (int(row["char_start"]), int(row["char_end"]))
        row["obs_id"] = observation_id(row["source_id"], *place)
    return row


def observations(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Return the tidy frame of some records, each at an offset of its own."""
    records = []
    for number, cells in enumerate(rows):
        given = record(**cells)
        if "obs_id" not in cells:
            given["obs_id"] = f"o{number:012x}"
        indicator = codebook().indicators.get(given["indicator"], {})
        records.append({**given, "domain": indicator.get("domain"), "origin": "curated"})
    return to_frame(records)


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def source(source_id: str = "wenzhou", **cells: str) -> Record:
    row = dict.fromkeys(SOURCES, "")
    row |= {"source_id": source_id, "kind": "article", "city": source_id, "title": "甲市援疆"}
    row |= {"published": "2023-01", "published_precision": "month", "published_inferred": "yes"}
    row |= {"covers_start": "2020-01-01", "covers_end": "2022-12-31"}
    row |= {"chars": str(len(TEXT)), "sha256": checksum(TEXT), "rights": "test"}
    return row | cells


MakeProject = Callable[..., Path]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Return a function that writes a project folder with these rows of curated.csv."""

    def make(
        *rows: Record,
        sources: Iterable[Record] | None = None,
        alternatives: Iterable[Record] = (),
    ) -> Path:
        root = tmp_path / "project"
        raw = root / "data" / "raw"
        write_csv(raw / "sources.csv", SOURCES, [source()] if sources is None else sources)
        write_csv(raw / "curated.csv", CURATED, rows or [record()])
        write_csv(raw / "alternatives.csv", ALTERNATIVES, alternatives)
        return root

    return make


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the full articles: named by YJSTATS_ARTICLES, a must in CI."""
    named = os.environ.get("YJSTATS_ARTICLES")
    if not named:
        if os.environ.get("CI"):
            pytest.fail("YJSTATS_ARTICLES must name the folder of the articles in CI")
        pytest.skip("YJSTATS_ARTICLES names no folder: the articles are not part of the project")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"YJSTATS_ARTICLES names {folder}, which is no folder")
    return folder


@pytest.fixture(scope="session")
def curated() -> pd.DataFrame:
    """The real data of the five cities."""
    from yjstats import load

    return load(origin="curated", root=ROOT)


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    """A project with figures and readings to review."""
    from tests.reviews import project

    return project(make_project)

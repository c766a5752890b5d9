"""A small project with readings to review, and a person who fills workbooks in."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl

from tests.conftest import TEXT, Record, record, source, write_csv
from yjstats.codebook import codebook
from yjstats.curation.review_apply import Applied, apply_review
from yjstats.curation.review_export import export_review
from yjstats.curation.review_page import COLUMNS, header_of
from yjstats.observations import NAMES, observation_id
from yjstats.paths import Project

DAY = date(2024, 5, 6)
HEADER = 4


def at(surface: str) -> Record:
    start = TEXT.index(surface)
    end = start + len(surface)
    return {
        "surface": surface, "char_start": str(start), "char_end": str(end),
        "obs_id": observation_id("wenzhou", start, end),
    }  # fmt: skip


FUNDS = at("4.52亿元") | {
    "indicator": "funds_aid_total", "unit": "CNY", "value": "452000000", "low": "452000000",
    "high": "452000000",
}  # fmt: skip
PROJECTS = at("123个")
TEACHERS = at("1900余人") | {
    "indicator": "edu_teachers_trained", "unit": "person", "value": "1900", "low": "1900",
    "high": "2000", "qualifier": "over",
}  # fmt: skip
FUNDS_ID, PROJECTS_ID, TEACHERS_ID = (row["obs_id"] for row in (FUNDS, PROJECTS, TEACHERS))


def reading(confidence: str = "0.95", **cells: str) -> Record:
    row = dict.fromkeys(NAMES, "") | record(**cells)
    domain = codebook().indicators.get(row["indicator"], {}).get("domain", "")
    return row | {
        "domain": domain, "origin": "extracted", "status": "candidate", "confidence": confidence,
    }  # fmt: skip


def project(make_project: Callable[..., Path], *, more: tuple[Record, ...] = ()) -> Path:
    """Return a project with three readings: a new one, one that differs, one that is unsure."""
    root = make_project(
        record(**PROJECTS, part_of="", note="两地合计"), record(**TEACHERS), sources=[source()]
    )
    readings = [
        reading(**FUNDS),
        reading(**PROJECTS, recipient="baicheng", basis="annual", period_start="2022-01-01"),
        reading("0.41", **TEACHERS),
        *more,
    ]
    write_readings(root, *readings)
    return root


def write_readings(root: Path, *rows: Record) -> None:
    write_csv(root / "data/processed/extracted.csv", NAMES, rows)


def exported(root: Path, **options: object) -> Path:
    path = root.parent / "review.xlsx"
    export_review(path, root, **options)  # type: ignore[arg-type]
    return path


def fill(path: Path, answers: Mapping[str, Mapping[str, object]], lang: str = "zh") -> Path:
    """Fill cells in as a person would: by the observation in the first column and the header."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    for row in range(HEADER + 1, sheet.max_row + 1):
        for name, value in answers.get(sheet.cell(row, 1).value, {}).items():
            sheet.cell(row, column(name)).value = value
    book.save(path)
    return path


def column(name: str) -> int:
    return COLUMNS.index(name) + 1


def header(name: str, lang: str = "zh") -> str:
    return header_of(name, lang)  # type: ignore[arg-type]


def accept(**cells: object) -> dict[str, object]:
    return {"decision": "采纳 accept", "reviewer": "张三", **cells}


def correct(**cells: object) -> dict[str, object]:
    return accept(**cells) | {"decision": "更正 correct"}


def reject(**cells: object) -> dict[str, object]:
    return accept(**cells) | {"decision": "不取 reject"}


def apply(path: Path, root: Path, **options: object) -> Applied:
    return apply_review(path, root, today=DAY, **options)  # type: ignore[arg-type]


def table(path: Path) -> list[dict[str, str]]:
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def curated(root: Path) -> dict[str, dict[str, str]]:
    return {row["obs_id"]: row for row in table(Project(root).curated)}


def reviews(root: Path) -> list[dict[str, str]]:
    path = Project(root).reviews
    return table(path) if path.is_file() else []


def raw(root: Path) -> dict[str, bytes]:
    """Return every file of data/raw, to see that nothing was touched."""
    folder = root / "data" / "raw"
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }

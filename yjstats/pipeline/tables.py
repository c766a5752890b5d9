"""Steps of a build: the tables and the workbook."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from yjstats.datapackage import describe
from yjstats.keeping.redo import Step
from yjstats.keeping.staging import Staged
from yjstats.observations import to_csv
from yjstats.paths import Project
from yjstats.pipeline.frames import Made
from yjstats.text import Lang
from yjstats.workbook import to_excel
from yjstats.writing import check_target, replacing, write_bytes, write_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
WORKBOOK = "yjstats-summary.xlsx"

TABLES = (
    "observations.csv", "coverage.csv", "comparisons.csv", "candidates.csv", "reconciliation.csv",
    "scores.csv",
)  # fmt: skip


def table_steps(project: Project, lang: Lang, made: Made) -> Iterator[Step]:
    """Yield the tables as CSV and Parquet, the workbook, and the description of them all."""
    for name in TABLES:
        yield Step(name, (f"data/processed/{name}",), partial(_table, name, made))
    yield Step("observations.parquet", ("data/processed/observations.parquet",),
               lambda to: _parquet(made("observations.csv"), to.processed))  # fmt: skip
    book = WORKBOOK if lang == "zh" else WORKBOOK.replace(".xlsx", f".{lang}.xlsx")

    def workbook(to: Staged) -> None:
        check_target(Project(to.root).processed / book)
        to_excel(made("observations.csv"), to.processed / book, lang, project.root)

    yield Step(book, (f"data/processed/{book}",), workbook)
    if lang == "zh":
        name = "datapackage.json"
        yield Step(name, (f"data/processed/{name}",), partial(_package, made))


def _table(name: str, made: Made, to: Staged) -> None:
    write_text(to.processed / name, to_csv(made(name)))


def _parquet(frame: pd.DataFrame, folder: Path) -> None:
    with replacing(folder / "observations.parquet") as part:
        frame.to_parquet(part, engine="pyarrow", compression="zstd", index=False)


def _package(made: Made, to: Staged) -> None:
    others = {"observations.parquet": PARQUET, WORKBOOK: XLSX}
    for name in (*TABLES, *others):  # what is up to date already
        if not (to.processed / name).is_file():
            made_before = (Project(to.root).processed / name).read_bytes()
            write_bytes(to.processed / name, made_before)
    text = describe(to.processed, {name: made(name) for name in TABLES}, others)
    write_text(to.processed / "datapackage.json", text)

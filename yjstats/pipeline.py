"""Build everything: from data/raw to frames, charts, workbook and executed notebooks."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from yjstats.charts import NAMES as CHARTS
from yjstats.charts import plot
from yjstats.checking import project_faults
from yjstats.codebook import codebook
from yjstats.comparison.compare import compare_many
from yjstats.comparison.coverage import coverage
from yjstats.comparison.formats import flat
from yjstats.curation.reconcile import candidates, reconcile
from yjstats.curation.refresh import refresh
from yjstats.curation.score import score
from yjstats.datapackage import describe
from yjstats.errors import BadData, UnknownName
from yjstats.loading import Origin, load
from yjstats.observations import to_csv
from yjstats.paths import Project, find_project
from yjstats.text import Lang
from yjstats.workbook import to_excel
from yjstats.writing import replacing, write_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
WORKBOOK = "yjstats-summary.xlsx"

Step = tuple[str, Callable[[], None]]
Tell = Callable[[str, int, int], None]


def build(
    root: str | Path | None = None,
    articles: str | Path | None = None,
    lang: Lang = "zh",
    notebooks: bool = True,
    tell: Tell | None = None,
) -> list[str]:
    """Rebuild all outputs of a project from data/raw.

    Nothing is written unless all data pass their checks; each file is then replaced only when
    whole, and only where it differs. The same data give the same bytes.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    articles : str or Path, optional
        A folder with the articles' texts: each curated surface is then checked against its text,
        and extracted.csv is read anew from those found.
    lang : {"zh", "en"}
        Language of charts and workbook; the English ones are `*.en.*` beside the Chinese.
    notebooks : bool
        Whether the notebooks are executed.
    tell : callable, optional
        Called before each step with its name, its number from 1 and the number of steps.

    Returns
    -------
    list of str
        The steps done, which are the names of the files written.

    Raises
    ------
    BadData
        If any data file is wrong; lists every fault.
    YjstatsError
        If a file cannot be written or a notebook fails.
    """
    project = find_project(root)
    faults = project_faults(project, articles)
    if faults:
        raise BadData(faults)
    if articles is not None:
        refresh(project, articles)
    frame = load(root=project.root)
    steps = [*_tables(project, frame, lang), *_figures(project, frame, lang, CHARTS)]
    if notebooks and project.notebooks.is_dir():
        steps += _notebooks(project)
    return _run(steps, tell)


def build_figures(
    root: str | Path | None = None,
    lang: Lang = "zh",
    only: Sequence[str] = (),
    tell: Tell | None = None,
    origin: Origin = "all",
) -> list[str]:
    """Draw the charts, or those named, into figures/ as PNG and SVG.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    lang : {"zh", "en"}
    only : sequence of str
        Names of charts; all where empty.
    tell : callable, optional
        As for `build`.
    origin : {"all", "curated", "extracted"}
        Figures entered by hand, read by the program, or both.

    Raises
    ------
    UnknownName
        If there is no such chart.
    BadData
        If the data do not pass their checks.
    """
    for name in only:
        if name not in CHARTS:
            raise UnknownName("chart", name, CHARTS)
    project = find_project(root)
    frame = load(origin, project.root)
    return _run([*_figures(project, frame, lang, only or CHARTS)], tell)


def comparisons(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the comparisons of all reported indicators, one below the other, with plain cells.

    Returns
    -------
    DataFrame
        The columns of `formats.flat` after `per`: blank where ranks are of the values as reported,
        `year` where they are per year (flows only).
    """
    book = codebook().indicators
    reported = set(frame["indicator"].dropna().astype("str"))
    codes = [code for code in book if code in reported]
    flows = [code for code in codes if book[code]["kind"] == "flow"]
    parts = []
    for per, wanted in ((None, codes), ("year", flows)):
        part = flat(compare_many(wanted, "year" if per else None, frame))
        part.insert(0, "per", pd.Series(per, part.index, dtype="str"))
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _run(steps: Sequence[Step], tell: Tell | None) -> list[str]:
    for number, (name, work) in enumerate(steps, 1):
        if tell is not None:
            tell(name, number, len(steps))
        work()
    return [name for name, _ in steps]


def _tables(project: Project, frame: pd.DataFrame, lang: Lang) -> Iterator[Step]:
    folder = project.processed
    tables = {
        "observations.csv": frame,
        "coverage.csv": coverage(frame),
        "comparisons.csv": comparisons(frame),
        **_machine(project),
    }
    for name, table in tables.items():
        yield name, lambda name=name, table=table: write_text(folder / name, to_csv(table))  # type: ignore[misc]
    yield "observations.parquet", lambda: _parquet(frame, folder / "observations.parquet")
    workbook = WORKBOOK if lang == "zh" else WORKBOOK.replace(".xlsx", f".{lang}.xlsx")
    yield workbook, lambda: to_excel(frame, folder / workbook, lang, project.root)
    if lang == "zh":
        others = {"observations.parquet": PARQUET, WORKBOOK: XLSX}
        path = folder / "datapackage.json"
        yield path.name, lambda: write_text(path, describe(folder, tables, others))


def _machine(project: Project) -> dict[str, pd.DataFrame]:
    """Return the tables of what the program reads: the digests now, the articles as last read."""
    curated, extracted = load("curated", project.root), load("extracted", project.root)
    read = set(extracted["source_id"].astype("str"))
    known = curated[curated["source_id"].isin(read)]
    return {
        "candidates.csv": candidates(project.root),
        "reconciliation.csv": reconcile(project.root),
        "scores.csv": score(known, extracted),
    }


def _parquet(frame: pd.DataFrame, path: Path) -> None:
    with replacing(path) as part:
        frame.to_parquet(part, engine="pyarrow", compression="zstd", index=False)


def _figures(
    project: Project, frame: pd.DataFrame, lang: Lang, names: Sequence[str]
) -> Iterator[Step]:
    from yjstats.charts.style import save_figure

    def work(name: str) -> None:
        figure = plot(name, frame, lang, project.root)
        for suffix in (".png", ".svg"):
            stem = name if lang == "zh" else f"{name}.{lang}"
            save_figure(figure, project.figures / (stem + suffix))

    for name in names:
        yield name, lambda name=name: work(name)  # type: ignore[misc]


def _notebooks(project: Project) -> Iterator[Step]:
    from yjstats.notebooks import execute

    for path in sorted(project.notebooks.glob("*.ipynb")):
        yield path.name, lambda path=path: execute(path)  # type: ignore[misc]

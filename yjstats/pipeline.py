"""Build everything: from data/raw to frames, charts, workbook and executed notebooks."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from yjstats.charts import CHARTS, NAMES
from yjstats.charts.caption import CITED
from yjstats.checking import project_faults
from yjstats.codebook import codebook
from yjstats.codebook.own import Own, in_use, use
from yjstats.comparison.compare import compare_many
from yjstats.comparison.coverage import coverage
from yjstats.comparison.formats import flat
from yjstats.comparison.once import comparing_once
from yjstats.curation.reconcile import candidates, digest_readings, reconcile
from yjstats.curation.refresh import to_read
from yjstats.curation.score import score
from yjstats.datapackage import describe
from yjstats.errors import BadData, UnknownName
from yjstats.keeping.aside import reading_aside
from yjstats.keeping.helper import Job
from yjstats.keeping.lock import one_at_a_time
from yjstats.keeping.recalling import Recall, anew, keep_recalled, recalling
from yjstats.keeping.redo import Built, Step, Tell, redo
from yjstats.keeping.repair import repair
from yjstats.keeping.staging import Staged
from yjstats.loading import Origin, load, sources
from yjstats.observations import to_csv
from yjstats.opening import open_project
from yjstats.paths import Project
from yjstats.text import Lang
from yjstats.workbook import to_excel
from yjstats.writing import check_target, replacing, write_bytes, write_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
WORKBOOK = "yjstats-summary.xlsx"
PAGE = "yjstats.html"

Made = Callable[[str], pd.DataFrame]  # gives a table by its name, made when first wanted

TABLES = (
    "observations.csv", "coverage.csv", "comparisons.csv", "candidates.csv", "reconciliation.csv",
    "scores.csv",
)  # fmt: skip


def build(
    root: str | Path | None = None,
    articles: str | Path | None = None,
    lang: Lang = "zh",
    notebooks: bool = True,
    tell: Tell | None = None,
    force: bool = False,
) -> list[str]:
    """Bring all outputs of a project up to date with data/raw.

    Nothing is written unless all data pass their checks. What changed is made anew beside the old,
    and put into place when all of it is whole. The same data give the same bytes.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    articles : str or Path, optional
        A folder with the articles' texts: each curated surface is then checked against its text,
        and extracted.csv is read anew from those found. Without it, only those of the project's
        private folder are read that no reading has, or one of an older version.
    lang : {"zh", "en"}
        Language of charts and workbook; the English ones are `*.en.*` beside the Chinese.
    notebooks : bool
        Whether the notebooks are executed.
    tell : callable, optional
        Called before each step with its name, its number from 1 and the number of steps.
    force : bool
        Whether to redo what is up to date as well.

    Returns
    -------
    list of str
        The steps done; none where all was up to date.

    Raises
    ------
    BadData
        If any data file is wrong; lists every fault.
    YjstatsError
        If a file cannot be written, a notebook fails, or another command is at work.
    """
    return build_told(root, articles, lang, notebooks, tell, force).done


def build_told(
    root: str | Path | None = None,
    articles: str | Path | None = None,
    lang: Lang = "zh",
    notebooks: bool = True,
    tell: Tell | None = None,
    force: bool = False,
) -> Built:
    """Do what `build` does, and tell why each step was done and which were not."""
    project = open_project(root)
    with one_at_a_time(project):
        repaired = repair(project)
        faults = project_faults(project, articles)
        if faults:
            raise BadData(faults)
        with reading_aside(project, to_read(project, articles)) as seen, comparing_once():
            recalled = project.recalled / "digests.json"
            recall, kept = recalling(recalled, force)
            made = _frames(seen, recall=recall)
            steps = [
                *_tables(seen, lang, made), *_figures(seen, lang, NAMES, made),
                _page(project, seen, lang, made, force),
            ]  # fmt: skip
            if notebooks and project.notebooks.is_dir():
                steps += _notebooks(project, seen)
            built = redo(project, steps, lang, force, tell, repaired, seen)
        keep_recalled(recalled, kept())
        return built


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
        if name not in NAMES:
            raise UnknownName("chart", name, NAMES)
    project = open_project(root)
    with one_at_a_time(project):
        repair(project)
        made, more = _frames(project, origin), "" if origin == "all" else origin
        steps = [*_figures(project, lang, only or NAMES, made, more)]
        return redo(project, steps, lang, True, tell).done


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


def _tables(project: Project, lang: Lang, made: Made) -> Iterator[Step]:
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


def _frames(project: Project, origin: Origin = "all", recall: Recall = anew) -> Made:
    """Return a function that makes each table when it is first wanted."""

    @cache
    def digests() -> pd.DataFrame:
        return digest_readings(project.root, recall)

    @cache
    def frame(name: str) -> pd.DataFrame:
        match name:
            case "observations.csv":
                return load(origin, project.root)
            case "coverage.csv":
                return coverage(frame("observations.csv"))
            case "comparisons.csv":
                return comparisons(frame("observations.csv"))
            case "candidates.csv":
                return candidates(project.root, digests(), frame("reconciliation.csv"))
            case "reconciliation.csv":
                return reconcile(project.root, digests())
        # scores.csv: the digests now, the articles as last read
        curated, extracted = load("curated", project.root), load("extracted", project.root)
        read = set(extracted["source_id"].astype("str"))
        return score(curated[curated["source_id"].isin(read)], extracted)

    return frame


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


def _figures(
    project: Project, lang: Lang, names: Sequence[str], made: Made, more: str = ""
) -> Iterator[Step]:
    """Yield the charts; `more` tells other figures from the usual: the next build draws anew."""

    @cache
    def shown(name: str) -> Any:
        from yjstats.charts.drawing import shown as shown_of

        if CHARTS[name].of_texts:  # costly to count, and all of it depends on few files
            return partial(shown_of, name, pd.DataFrame(), project.root)
        return shown_of(name, made("observations.csv"))

    @cache
    def cited() -> pd.DataFrame:
        return sources(project.root)[list(CITED)]

    def shows(name: str) -> str:
        from yjstats.charts.drawing import digests_of

        of = () if CHARTS[name].of_texts else shown(name)
        told = digests_of(name, of, cited(), project)
        return json.dumps([told, hashlib.sha256(repr(in_use()).encode()).hexdigest()])

    def job(name: str, outputs: tuple[str, ...]) -> Job:
        return partial(_drawn, outputs, name, shown(name), cited(), lang, in_use())

    for name in names:
        stem = name if lang == "zh" else f"{name}.{lang}"
        outputs = (f"figures/{stem}.png", f"figures/{stem}.svg")
        yield Step(name, outputs, None, more, partial(shows, name), partial(job, name, outputs))


def _drawn(outputs: tuple[str, ...], *told: Any) -> dict[str, bytes]:
    from yjstats.charts.drawing import drawn

    made = drawn(*told)
    return {name: made[Path(name).suffix] for name in outputs}


def _page(project: Project, seen: Project, lang: Lang, made: Made, force: bool) -> Step:
    name = PAGE if lang == "zh" else PAGE.replace(".html", f".{lang}.html")

    output = f"data/processed/{name}"

    def job() -> Job:
        frame = made("observations.csv")
        return partial(_paged, output, project, frame, lang, seen.root, in_use(), force)

    return Step(name, (output,), None, "", None, job)


def _paged(
    output: str,
    project: Project,
    frame: pd.DataFrame,
    lang: Lang,
    root: Path,
    own: Own,
    force: bool,
) -> dict[str, bytes]:
    from yjstats.page import page_of

    use(own)
    path = project.recalled / "page.json"
    recall, kept = recalling(path, force)
    with comparing_once():
        page = page_of(frame, lang, root, recall)
    return {output: page.encode("utf-8"), path.relative_to(project.root).as_posix(): kept()}


def _notebooks(project: Project, seen: Project) -> Iterator[Step]:
    from yjstats.notebooks import cells

    for path in sorted(project.notebooks.glob("*.ipynb")):
        name = f"notebooks/{path.name}"
        run = partial(_run, name, path, seen.root)
        yield Step(path.name, (name,), None, cells(path), None, run)


def _run(name: str, path: Path, root: Path) -> Job:
    return partial(_executed, name, path, root)


def _executed(name: str, path: Path, root: Path) -> dict[str, bytes]:
    from yjstats.notebooks import executed

    return {name: executed(path, root).encode()}

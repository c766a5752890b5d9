"""Explore a project in a notebook."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.errors import UsageError, YjstatsError
from yjstats.loading import Origin, load, readings, sources
from yjstats.opening import open_project
from yjstats.text import Lang

if TYPE_CHECKING:
    from yjstats.exploring.panel import Explorer


def explore(
    root: str | Path | None = None,
    articles: str | Path | None = None,
    lang: Lang = "zh",
    *,
    origin: Origin = "all",
    folder: str | Path | None = None,
) -> "Explorer":
    """Show a panel: pick an indicator and cities, see chart, comparison and evidence.

    Above stand the controls: domain, indicator, cities, as reported or per year or per project,
    nearest definitions, language. Below them the chart, the comparison with its reasons in words
    and codes, and, for the row that is chosen, its evidence: the sentence with the number marked
    where the text is at hand, source, period, bounds, and the figures that were not chosen.
    Buttons copy the table, save the chart and export the selection as a workbook.

    Running the cell again shows what was asked before: it is kept in the kernel, for each project
    apart, and is gone with it. Nothing is written but what is saved by a button. No JavaScript
    comes from a network.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    articles : str or Path, optional
        A folder that may have the articles' texts, found by checksum.
    lang : {"zh", "en"}
        Language to begin with. Where it is another than at the last call it counts, else the one
        that was chosen in the panel.
    origin : {"all", "curated", "extracted"}
        Which figures (see `load`).
    folder : str or Path, optional
        Where charts and workbooks are saved; the working folder where it is not given.

    Returns
    -------
    Explorer
        An ipywidgets box. Do not save a notebook with its widgets' state where `articles` is
        given: sentences of the articles would be in it.

    Raises
    ------
    YjstatsError
        If ipywidgets or anywidget is not installed (extra `notebooks`).
    UsageError
        If there is no project folder or no folder of articles, or such an origin or language.
    BadData
        If the project's data do not pass their checks.
    """
    from yjstats.exploring.behind import Data
    from yjstats.exploring.memory import keep, kept
    from yjstats.exploring.question import first_question, settled

    try:
        from yjstats.exploring.panel import Explorer
    except ImportError as error:
        raise YjstatsError("error.no_widgets", missing=error.name) from error
    project = open_project(root)
    if articles is not None and not Path(articles).is_dir():
        raise UsageError("error.no_folder", path=articles)
    frame = load(origin, project.root)
    before = kept(project.root)
    question = first_question(frame, lang) if before is None else before.question
    if before is not None and before.lang != lang:
        question = replace(question, lang=lang)
    data = Data(project.root, articles, frame, sources(project.root), readings(project.root))
    return Explorer(
        data, settled(question, frame), Path(folder or Path.cwd()),
        lambda asked: keep(project.root, asked, lang),
    )  # fmt: skip

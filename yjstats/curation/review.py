"""Review the readings in a notebook."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.curation.review_items import BELOW, review_items
from yjstats.errors import YjstatsError
from yjstats.opening import open_project
from yjstats.text import Lang

if TYPE_CHECKING:
    import ipywidgets


def review(
    root: str | Path | None = None,
    source: str | None = None,
    below: float = BELOW,
    articles: str | Path | None = None,
    reviewer: str = "",
    lang: Lang = "zh",
    today: date | None = None,
) -> "ipywidgets.HBox":
    """Show the readings that need a person, one at a time, and write what is decided.

    On the left stands the article with its numbers marked, where its text is at hand; on the right
    the reading, what was entered, a field for each correction, and buttons to accept, correct,
    reject and go on. Each decision is written at once, just as `yjstats review apply` writes it.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    source : str, optional
        Only readings of this source.
    below : float
        Readings less sure than this are shown even where nothing differs.
    articles : str or Path, optional
        A folder that may have the articles' texts, found by checksum.
    reviewer : str
        Who judges; can be entered in the panel.
    lang : {"zh", "en"}
    today : date, optional
        The day of review to put down; today's where it is not given.

    Returns
    -------
    ipywidgets.HBox
        The panel, which a notebook shows. Do not save a notebook with its widgets' state: the
        article's text would be in it.

    Raises
    ------
    YjstatsError
        If ipywidgets is not installed (extra `notebooks`).
    UnknownName, UsageError, BadData
        As for `review_items.review_items`.
    """
    try:
        from yjstats.curation.review_panel import Panel
        from yjstats.curation.review_sitting import Sitting

        project = open_project(root)
        items = review_items(project, source, below, articles)
        return Panel(Sitting(project, items, articles, reviewer, lang, today), lang).box
    except ModuleNotFoundError as error:
        raise YjstatsError("error.no_widgets", missing=error.name) from error

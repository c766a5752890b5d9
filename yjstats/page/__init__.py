"""One page to send: all that the data say, in one file that opens anywhere."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd

    from yjstats.charts.drawing import Shown
    from yjstats.keeping.recalling import Recall


def to_page(
    frame: "pd.DataFrame",
    path: str | Path,
    lang: Lang = "zh",
    root: str | Path | None = None,
) -> None:
    """Write the page: a publication in one HTML file that needs no network and no server.

    Summary, each domain with its charts and what may be compared in them, coverage, a profile of
    each city, every figure with its evidence (the number as written, its place and checksum, never
    a sentence), reason codes, codebook and sources; in Chinese and English, light and dark. The
    same data give the same bytes.

    Parameters
    ----------
    frame : DataFrame
        Observations with the columns of the tidy frame, a caller's own or from `load`.
    path : str or Path
        The .html to make or replace; written whole or not at all.
    lang : {"zh", "en"}
        The language that is shown first; both are in the file.
    root : str or Path, optional
        The project folder, for sources, digests and the other readings of disputed figures.

    Raises
    ------
    UsageError
        If the frame lacks columns, `path` is no .html, or there is no project folder.
    BadData
        If the project's data do not pass their checks.
    YjstatsError
        If the file cannot be written.
    """
    from yjstats.errors import UsageError
    from yjstats.writing import write_text

    path = Path(path)
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError("error.not_html", path=path)
    write_text(path, page_of(frame, lang, root))


def page_of(
    frame: "pd.DataFrame", lang: Lang, root: str | Path | None, recall: "Recall | None" = None,
    shown: "Mapping[str, Shown] | None" = None,
) -> str:  # fmt: skip
    """Return the page (see `to_page`).

    Parameters
    ----------
    frame : DataFrame
    lang : {"zh", "en"}
    root : str, Path or None
    recall : callable, optional
        From `keeping.recalling`: gives the charts that were drawn before of the same.
    shown : mapping of str to tuple of DataFrame, optional
        What charts show, by their names, where that is known (see `charts.drawing.shown`).
    """
    from yjstats.loading import readings
    from yjstats.observations import as_tidy, numbered
    from yjstats.page.domains import pairs_of
    from yjstats.page.drawing import studio
    from yjstats.page.render import render
    from yjstats.page.view import make_view
    from yjstats.workbook.report import gather
    from yjstats.workbook.subset import make_subset

    other = readings(root)  # first, for it takes up the project's own codebook
    tidy = numbered(as_tidy(frame))
    report = gather(tidy, make_subset(), lang, root)
    languages: tuple[Lang, ...] = ("zh", "en") if lang == "zh" else ("en", "zh")
    pairs, draws = pairs_of(report), studio(tidy, root, recall, shown)
    return render([make_view(report, other, pairs, draws, each) for each in languages])

"""Show a frame so that people can read it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yjstats.text import Lang, say

if TYPE_CHECKING:
    import pandas as pd

MOST = 500  # rows shown


@dataclass(frozen=True)
class Shown:
    """A frame as text, which a notebook shows as a table.

    Attributes
    ----------
    frame : DataFrame
        What is shown, all str.
    html : str
        The same as HTML, escaped.
    """

    frame: "pd.DataFrame"
    html: str = field(repr=False)

    def __repr__(self) -> str:
        return self.frame.to_string(index=False)

    def _repr_html_(self) -> str:
        from yjstats.showing.sheet import dressed

        return dressed(self.html)


def show(frame: "pd.DataFrame | pd.Series[Any]", lang: Lang = "zh", caption: str = "") -> Shown:
    """Show a frame as people read it: names for codes, display units, bounds, periods, blanks.

    Parameters
    ----------
    frame : DataFrame or Series
        A comparison, shown as `present` does; or observations, any part of their columns, or
        another view, shown as `readable` does. Where a unit stands beside a value, the two become
        one figure with its bounds; first and last day become one period; a named index becomes
        columns.
    lang : {"zh", "en"}
        Language of headers and cells.
    caption : str
        Stands above the table.

    Returns
    -------
    Shown
        Shows itself in a notebook, at most `MOST` rows of it; `str()` gives the table as text.
    """
    from yjstats.presenting import present, readable
    from yjstats.showing.joining import join, numeric
    from yjstats.showing.table import table_html

    wide = _without_index(frame, lang)
    told = wide.head(MOST)
    if {"city", "near", "rank_low", "per_year"} <= {*told.columns}:
        made = present(told, lang)
        numbers = {say(f"column.{name}", lang) for name in ("value", "per_year", "rank")}
    else:
        right = numeric(told)
        told = join(told, lang)
        made = readable(told, lang)
        numbers = {made.columns[n] for n, name in enumerate(told.columns) if name in right}
    more = say("show.more", lang, shown=len(told), count=len(wide)) if len(wide) > MOST else ""
    return Shown(made, table_html(made, numbers, caption, more, lang))


def _without_index(frame: "pd.DataFrame | pd.Series[Any]", lang: Lang) -> "pd.DataFrame":
    """Return a frame whose index says nothing, its names as columns in plain text.

    Columns that are codes of one list, as after pivoting by it, are named.
    """
    from yjstats.codebook import codebook

    made = frame.to_frame() if frame.ndim == 1 else frame.copy(deep=False)
    kind = made.columns.name if isinstance(made.columns.name, str) else ""
    made.columns = [
        "·".join(map(str, name))
        if isinstance(name, tuple)
        else codebook().name(kind, str(name), lang)
        for name in made.columns
    ]
    named = any(name is not None for name in made.index.names)
    return made.reset_index() if named else made.reset_index(drop=True)

"""Show a frame so that people can read it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yjstats.text import Lang, say

if TYPE_CHECKING:
    import pandas as pd

MOST = 500  # rows shown
FIGURE = {"value", "unit"}  # columns that together say how much


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
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    from yjstats.presenting import present, readable
    from yjstats.showing.table import table_html

    wide = _without_index(frame)
    told = wide.head(MOST)
    if {"city", "near", "rank_low", "per_year"} <= {*told.columns}:
        made = present(told, lang)
        numbers = {say(f"column.{name}", lang) for name in ("value", "per_year", "rank")}
    else:
        told = _joined(told, lang)
        made = readable(told, lang)
        numbers = {
            made.columns[place]
            for place, name in enumerate(told.columns)
            if (is_numeric_dtype(told[name]) and not is_bool_dtype(told[name])) or name == "value"
        }
    more = say("show.more", lang, shown=len(told), count=len(wide)) if len(wide) > MOST else ""
    return Shown(made, table_html(made, numbers, caption, more, lang))


def _without_index(frame: "pd.DataFrame | pd.Series[Any]") -> "pd.DataFrame":
    """Return a frame whose index says nothing, its names as columns in plain text."""
    made = frame.to_frame() if frame.ndim == 1 else frame.copy(deep=False)
    made.columns = ["·".join(map(str, c)) if isinstance(c, tuple) else str(c) for c in made.columns]
    named = any(name is not None for name in made.index.names)
    return made.reset_index() if named else made.reset_index(drop=True)


def _joined(frame: "pd.DataFrame", lang: Lang) -> "pd.DataFrame":
    """Put into one column what is one thing to a reader: figure, bounds, period."""
    import pandas as pd

    from yjstats.presenting import show_bounds, show_figure, show_period, show_value

    made: dict[str, Any] = {}
    rows = frame.to_dict("records")
    figures = {*frame.columns} >= FIGURE
    bounds = figures and {"low", "high"} <= {*frame.columns}
    period = {"period_start", "period_end"} <= {*frame.columns}
    for name in frame.columns:
        if figures and name == "value":
            known = bounds and "qualifier" in frame
            made[name] = [
                show_figure(row, lang) if known else show_value(row["value"], row["unit"], lang)
                for row in rows
            ]
            if bounds:
                made["bounds"] = [show_bounds(row, lang) for row in rows]
        elif period and name == "period_start":
            made["period"] = [
                show_period(row["period_start"], row["period_end"], lang) for row in rows
            ]
        elif name == "surface":
            made[name] = [" ".join(str(row[name]).split()) for row in rows]
        elif not (
            (figures and name in ("unit", "qualifier"))
            or (bounds and name in ("low", "high"))
            or (period and name == "period_end")
        ):
            made[name] = frame[name]
    return pd.DataFrame(made, index=frame.index)

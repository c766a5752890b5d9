"""What the bars of one comparison show, whoever draws them: the rules of every doubt."""

from collections.abc import Iterable, Mapping
from math import inf, isnan, nan
from typing import Any, Literal, NamedTuple

from yjstats.codebook import codebook
from yjstats.comparison.reasons import blocking_codes
from yjstats.presenting import scale_of, show_figure, show_near, show_per_year, show_period
from yjstats.text import Lang, say

Which = Literal["value", "per_year"]
Row = Mapping[str, Any]

ARROW = 0.05  # of the longest bar: how far an arrow reaches


class Whisker(NamedTuple):
    """The bounds of a figure, in the units of its bar.

    Attributes
    ----------
    line : tuple of float
        From where to where; empty where the figure is exact.
    caps : tuple of float
        The ends that are bounds.
    arrows : tuple of float
        Tips of arrows that begin at the figure: it has no bound on that side.
    end : float
        Where bar and whisker end, both.
    """

    line: tuple[float, ...]
    caps: tuple[float, ...]
    arrows: tuple[float, ...]
    end: float


class Bar(NamedTuple):
    """One city.

    Attributes
    ----------
    city, name, period : str
        `period` is empty where it is not told.
    value : float
        In display units; NaN where no bar is drawn.
    whisker : Whisker
    unlike : bool
        Whether the figure may not be compared with the others: a hatched bar.
    text : str
        The figure, behind the bar; or the grey words instead of a bar.
    near : str
        The near figure of another indicator, where there is no bar; may be empty.
    """

    city: str
    name: str
    period: str
    value: float
    whisker: Whisker
    unlike: bool
    text: str
    near: str


class BarPlan(NamedTuple):
    """All that is drawn.

    Attributes
    ----------
    bars : list of Bar
        The highest first; those without a bar last, in the order of the comparison.
    longest : float
        The highest figure or bound that is drawn, in display units; 1 where none is above 0.
    """

    bars: list[Bar]
    longest: float


def plan_bars(comparison: Iterable[Row], which: Which = "value", lang: Lang = "zh") -> BarPlan:
    """Decide what bars show, the highest first.

    A figure that may not be compared with the others is unlike; a city without a figure has words
    instead of a bar, and so has a disputed figure, and one that is not told per year.

    Parameters
    ----------
    comparison : iterable of mapping
        The rows of `compare`, one indicator, at least one city.
    which : {"value", "per_year"}
        The figures as reported, or per year.
    lang : {"zh", "en"}
    """
    rows = list(comparison)
    low, high = ("low", "high") if which == "value" else ("per_year_low", "per_year_high")
    drawn = [nan if "disputed" in row["reasons"] else float(row[which]) for row in rows]
    unit = codebook().indicators[rows[0]["indicator"]]["unit"]
    factor, _ = scale_of(unit, drawn, lang)
    shown = [at for at in range(len(rows)) if not isnan(drawn[at])]
    ends = [end for at in shown for end in (drawn[at], rows[at][high]) if end > 0]  # no NaN either
    longest = max(ends) / factor if ends else 1.0
    blocking = blocking_codes("year" if which == "per_year" else None)
    bars = []
    for at in sorted(range(len(rows)), key=lambda at: inf if isnan(drawn[at]) else -drawn[at]):
        row, value = rows[at], drawn[at] / factor
        absent = isnan(value)
        text, near = _absent(row, which, lang) if absent else (_figure(row, which, lang), "")
        bars.append(
            Bar(
                city=str(row["city"]),
                name=codebook().name("city", str(row["city"]), lang),
                period=_period(row, lang),
                value=value,
                whisker=plan_whisker(value, row[low] / factor, row[high] / factor, longest),
                unlike=not absent and not blocking.isdisjoint(row["reasons"]),
                text=text,
                near=near,
            )
        )
    return BarPlan(bars, longest)


def plan_whisker(value: float, low: float, high: float, longest: float) -> Whisker:
    """Decide how the bounds of a figure are drawn, a bound that is NaN as an arrow.

    Parameters
    ----------
    value, low, high : float
        In one unit; no whisker where there is no figure.
    longest : float
        The longest bar of the chart.
    """
    if isnan(value) or low == high:
        return Whisker((), (), (), value)
    left, right = (value if isnan(end) else end for end in (low, high))
    tips = ((high, value + longest * ARROW), (low, max(value - longest * ARROW, 0.0)))
    arrows = tuple(tip for bound, tip in tips if isnan(bound))
    caps = tuple(sorted({left, right} - {value}))
    return Whisker((left, right), caps, arrows, max(right, *arrows, right))


def _period(row: Row, lang: Lang) -> str:
    period = show_period(row["period_start"], row["period_end"], lang)
    return say("chart.at", lang, date=period) if period and row["basis"] == "point" else period


def _figure(row: Row, which: Which, lang: Lang) -> str:
    return show_figure(row, lang) if which == "value" else show_per_year(row, lang)


def _absent(row: Row, which: Which, lang: Lang) -> tuple[str, str]:
    """Return the words instead of a bar, and the near figure where the sources are silent."""
    if "disputed" in row["reasons"]:
        return say("chart.disputed", lang), ""
    if "not_reported" not in row["reasons"]:
        return say("chart.not_per_year", lang), ""
    near, text = row["near"], codebook().name("reason", "not_reported", lang)
    if isinstance(near, dict) and which == "value":
        return text, say("chart.near", lang, near=show_near(near, lang))
    return text, ""

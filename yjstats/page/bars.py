"""The bars of one comparison on the page: where each thing stands; `bars.html` draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import NamedTuple

from rich.cells import cell_len

from yjstats.charts.bar_plan import BEHIND, BESIDE, Bar, BarPlan, Row, Which, plan_bars
from yjstats.charts.style import style
from yjstats.codebook import codebook
from yjstats.page.svg import short
from yjstats.text import Lang, say

# In points, of which a chart is WIDTH wide on a page that shows it as wide as it has room.
WIDTH, ROW, THICK, EDGE = 295.2, 33.12, 20.5, 4.32
CELL = 0.6  # of its size: half a Chinese character and some air, for readers have other fonts
BEFORE, GAP, AFTER = 3.6, 5.0, 7.2  # before labels, between them and the axis, behind texts
LEAST = 0.15  # of the room behind the axis: what a bar keeps, however long its text
CAP, HEAD = 4.0, 2.2  # half the height of a whisker's end and of an arrow's
BASE = 0.38  # of its size: how far below its middle a text has its baseline
MANY = 12  # cities; beyond, bars leave out the silent ones, and there are no charts of all cities


class Text(NamedTuple):
    """A line of text: its place, size and words."""

    x: str
    y: str
    size: str
    words: str


@dataclass(frozen=True)
class BarRow:
    """One city.

    Attributes
    ----------
    labels : list of Text
        Its name and, where there is one, the period; each ends at its place.
    text : Text
        Behind the bar, or instead of it.
    colour : str
    y, width : str
        Of the bar; no width where there is none.
    unlike, absent : bool
        Whether the bar is hatched; whether words stand instead of a bar.
    whisker : str
        The path of the bounds, empty where there are none.
    """

    labels: list[Text]
    text: Text
    colour: str
    y: str
    width: str
    unlike: bool
    absent: bool
    whisker: str


@dataclass(frozen=True)
class BarChart:
    """A chart.

    Attributes
    ----------
    label : str
        What it shows, for those who cannot see it.
    hatch : str
        Id of the pattern of bars that are unlike the others; empty where none is.
    width, height, left, thick : str
        Of all, where the axis is, and how thick a bar.
    rows : list of BarRow
    """

    label: str
    hatch: str
    width: str
    height: str
    left: str
    thick: str
    rows: list[BarRow]


def few_cities() -> bool:
    """Tell whether all cities have room in one chart."""
    return len(codebook().cities) <= MANY


def bar_chart(rows: Sequence[Row], which: Which, name: str, prefix: str, lang: Lang) -> BarChart:
    """Lay out one comparison as bars.

    Parameters
    ----------
    rows : sequence of mapping
        The rows of `compare`, one indicator; some city reports it.
    which : {"value", "per_year"}
    name : str
        What is compared, for the description of the chart.
    prefix : str
        Of the ids in it, unlike those of the others of the page.
    lang : {"zh", "en"}
    """
    shown = [row for row in rows if not isnan(row["value"])] if len(rows) > MANY else rows
    plan = plan_bars(shown, which, lang)
    told = {bar.city: f"{bar.name} {bar.text}" for bar in plan.bars}
    figures = say("list.semicolon", lang).join(told[row["city"]] for row in shown)
    wide = max(_wide(words, size) for bar in plan.bars for words, size in _labels(bar))
    left = BEFORE + wide + GAP
    scale = _scale(plan, WIDTH - left)
    return BarChart(
        label=say("workbook.alt", lang, title=name, figures=figures),
        hatch=f"{prefix}-unlike" if any(bar.unlike for bar in plan.bars) else "",
        width=short(WIDTH),
        height=short(ROW * len(plan.bars) + 2 * EDGE),
        left=short(left),
        thick=short(THICK),
        rows=[_row(bar, at, left, scale, plan.longest) for at, bar in enumerate(plan.bars)],
    )


def _labels(bar: Bar) -> list[tuple[str, float]]:
    """Return the lines of a label and their sizes."""
    size = style()["size"]
    lines = [(bar.name, size["label"]), (bar.period, size["value"] - 1)]
    return lines if bar.period else lines[:1]


def _wide(words: str, size: float) -> float:
    return cell_len(words) * CELL * size


def _scale(plan: BarPlan, room: float) -> float:
    """Return the points that one unit takes, so that the words behind each bar have room."""
    size, found = style()["size"]["value"], [room / plan.longest]
    for bar in plan.bars:
        if not isnan(bar.value):
            free = max(room - _wide(bar.text, size) - AFTER, room * LEAST)
            found.append(free / (max(bar.whisker.end, 0.0) + plan.longest * BEHIND))
    return min(found)


def _row(bar: Bar, at: int, left: float, scale: float, longest: float) -> BarRow:
    middle, size = EDGE + (at + 0.5) * ROW, style()["size"]
    absent = isnan(bar.value)
    end = longest * BESIDE if absent else max(bar.whisker.end, 0.0) + longest * BEHIND
    lines = _labels(bar)
    apart = size["label"] * 0.62 if len(lines) > 1 else 0.0
    return BarRow(
        labels=[_text(left - GAP, middle + up, points, words)
                for (words, points), up in zip(lines, (-apart, apart), strict=False)],
        text=_text(left + end * scale, middle, size["value"] - absent, bar.text),
        colour=codebook().colour(bar.city),
        y=short(middle - THICK / 2),
        width=short(bar.value * scale) if bar.value > 0 else "",
        unlike=bar.unlike,
        absent=absent,
        whisker=_whisker(bar, middle, left, scale),
    )  # fmt: skip


def _text(x: float, middle: float, size: float, words: str) -> Text:
    return Text(short(x), short(middle + size * BASE), short(size), words)


def _whisker(bar: Bar, y: float, left: float, scale: float) -> str:
    """Return the path of a whisker: line, caps, arrows."""

    def x(value: float) -> float:
        return left + max(value, 0.0) * scale

    def line(x0: float, y0: float, x1: float, y1: float) -> str:
        return f"M{short(x0)} {short(y0)}L{short(x1)} {short(y1)}"

    begin, parts = x(bar.value), []
    if bar.whisker.caps:
        from_, to = (x(end) for end in bar.whisker.line)
        parts.append(line(from_, y, to, y))
    parts += [line(x(cap), y - CAP, x(cap), y + CAP) for cap in bar.whisker.caps]
    for tip in map(x, bar.whisker.arrows):
        back = HEAD * 1.6 if tip < begin else -HEAD * 1.6
        head = f"M{short(tip + back)} {short(y - HEAD)}L{short(tip)} {short(y)}"
        parts.append(f"{line(begin, y, tip, y)}{head}L{short(tip + back)} {short(y + HEAD)}")
    return "".join(parts)

"""The bars of one comparison on the page: where each thing stands; `bars.html` draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import NamedTuple

from rich.cells import cell_len

from yjstats.charts.bar_plan import Bar, BarPlan, Row, Which, plan_bars
from yjstats.codebook import codebook
from yjstats.page.svg import short
from yjstats.text import Lang, say

# In points, of which a chart is WIDTH wide, more where names or texts are long; the page shows it
# as wide as it has room.
WIDTH, ROW, THICK, EDGE = 295.2, 33.12, 20.5, 4.32
CELL = 0.6  # of its size: half a Chinese character and some air, for readers have other fonts
BEFORE, GAP, BEHIND, AFTER = 3.6, 5.0, 3.0, 4.2  # air around labels, then around texts
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
    room = max(WIDTH - left, *(_needed(bar) for bar in plan.bars))
    scale = _scale(plan, room)
    drawn = [_row(bar, at, left, scale) for at, bar in enumerate(plan.bars)]
    return BarChart(
        label=say("workbook.alt", lang, title=name, figures=figures),
        hatch=f"{prefix}-unlike" if any(row.unlike for row in drawn) else "",
        width=short(left + room),
        height=short(ROW * len(plan.bars) + 2 * EDGE),
        left=short(left),
        thick=short(THICK),
        rows=drawn,
    )


def _labels(bar: Bar) -> list[tuple[str, float]]:
    """Return the lines of a label and their sizes."""
    size = codebook().style["size"]
    lines = [(bar.name, size["label"]), (bar.period, size["value"] - 1)]
    return lines if bar.period else lines[:1]


def _wide(words: str, size: float) -> float:
    return cell_len(words) * CELL * size


def _needed(bar: Bar) -> float:
    """Return the points that the words of a row need behind the axis, and a bar before them."""
    words = BEHIND + _wide(bar.text, _size(bar)) + AFTER
    return words if isnan(bar.value) else words / (1 - LEAST)


def _size(bar: Bar) -> float:
    """Return the size of the words behind a bar, or instead of it."""
    size: float = codebook().style["size"]["value"]
    return size - 1 if isnan(bar.value) else size


def _scale(plan: BarPlan, room: float) -> float:
    """Return the points that one unit takes, so that the words behind each bar have room."""
    ends = [(bar.whisker.end, room - BEHIND - _wide(bar.text, _size(bar)) - AFTER)
            for bar in plan.bars if bar.whisker.end > 0]  # fmt: skip
    return min(free / end for end, free in [(plan.longest, room), *ends])


def _row(bar: Bar, at: int, left: float, scale: float) -> BarRow:
    middle, size = EDGE + (at + 0.5) * ROW, codebook().style["size"]
    end = bar.whisker.end * scale if bar.whisker.end > 0 else 0.0
    lines = _labels(bar)
    apart = size["label"] * 0.62 if len(lines) > 1 else 0.0
    return BarRow(
        labels=[_text(left - GAP, middle + up, points, words)
                for (words, points), up in zip(lines, (-apart, apart), strict=False)],
        text=_text(left + end + BEHIND, middle, _size(bar), bar.text),
        colour=codebook().colour(bar.city),
        y=short(middle - THICK / 2),
        width=short(bar.value * scale) if bar.value > 0 else "",
        unlike=bar.unlike and bar.value > 0,
        absent=isnan(bar.value),
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
        if tip != begin:  # at most 0 has nowhere to point
            back = tip + (HEAD if tip < begin else -HEAD) * 1.6
            head = line(back, y - HEAD, tip, y) + f"L{short(back)} {short(y + HEAD)}"
            parts.append(line(begin, y, tip, y) + head)
    return "".join(parts)

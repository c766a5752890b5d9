"""The order in which a page is read: cut at gutters between columns, then between rows.

A recursive cut along white space (XY-cut). Gutters go before gaps between lines: the lines of all
columns of a newspaper stand on one grid, so that gaps run through all of them. Where a headline
bridges the gutters, the page is cut above and below it first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from yjstats.reading.pdf_lines import Segment, rows

GUTTER = 0.6  # ems of white space that run down a whole region
SHRINK = 0.2  # of the height of a line that the next may reach into
WIDE, LARGE = 1.25, 1.3  # how a headline exceeds usual lines in width or size
NARROW = 7.0  # ems: no newspaper sets running text in narrower columns; tables have such
ALIGNED = 0.6  # share of a table's rows that have cells in several columns
LETTERS = 3  # a column of so many lines of one character is a line set downwards
FREE, FAR = 1.5, 2.5  # ems between such a line and the page; more, if it is not spread
SPREAD = 0.5  # of the width of a page over which the line above or below it is spread
TIED = 0.9  # gaps as large as this share of the largest are cut together


@dataclass(frozen=True)
class Block:
    """Segments that are read one after another: a column, a headline, or a table."""

    parts: tuple[Segment, ...]
    table: bool = False

    @property
    def downwards(self) -> bool:
        """Whether this is one line, set from top to bottom."""
        return len(self.parts) >= LETTERS and all(len(part.text) == 1 for part in self.parts)


def blocks(parts: Sequence[Segment]) -> list[Block]:
    """Put the segments of a page into blocks, in the order of reading.

    Parameters
    ----------
    parts : sequence of Segment

    Returns
    -------
    list of Block
    """
    found: list[Block] = []
    stack: list[Sequence[Segment]] = [part for part in _margins(parts) if part][::-1]
    while stack:
        region = stack.pop()
        if len(rows(region)) == 1:
            found.append(Block(tuple(sorted(region, key=lambda part: part.x0))))
            continue
        columns = _cut_columns(region)
        if len(columns) > 1 and _is_table(region, columns):
            found.append(Block(tuple(region), table=True))
            continue
        if len(columns) == 1:
            columns = _cut_rows(region)
        if len(columns) == 1:
            found.append(Block(tuple(sorted(region, key=lambda part: (part.y0, part.x0)))))
        else:
            stack += reversed(columns)
    return found


def _margins(parts: Sequence[Segment]) -> list[Sequence[Segment]]:
    """Cut off the line above and the line below a page, with its name, date and number."""
    lines = _groups(parts, _ends, lambda gap: gap > 0)
    width = max((part.x1 for part in parts), default=0) - min((p.x0 for p in parts), default=0)

    def apart(line: Sequence[Segment], beside: Sequence[Segment], free: float) -> bool:
        upper, lower = sorted((line, beside), key=lambda row: row[0].y0)
        gap = min(part.y0 for part in lower) - max(part.y1 for part in upper)
        return gap > free * max(part.size for part in line)

    def spread(line: Sequence[Segment]) -> bool:
        ends = min(part.x0 for part in line), max(part.x1 for part in line)
        return len(line) > 1 and ends[1] - ends[0] > SPREAD * width

    above = len(lines) > 1 and spread(lines[0]) and apart(lines[0], lines[1], FREE)
    below = len(lines) > 2 and apart(lines[-1], lines[-2], FREE if spread(lines[-1]) else FAR)
    inner = lines[int(above) : len(lines) - int(below)]
    return [
        lines[0] if above else [],
        _joined(inner),
        lines[-1] if below else [],
    ]


def _ends(part: Segment) -> tuple[float, float]:
    return part.y0 + SHRINK * part.size, part.y1 - SHRINK * part.size


def _cut_columns(region: Sequence[Segment]) -> list[list[Segment]]:
    wide = GUTTER * median(part.size for part in region)
    groups = _groups(region, lambda part: (part.x0, part.x1), lambda gap: gap > wide)
    return groups


def _cut_rows(region: Sequence[Segment]) -> list[list[Segment]]:
    """Cut a region whose gutters are bridged; not at all where it is a single column."""
    if all(len(row) == 1 for row in rows(region)):
        return [list(region)]
    lines = _groups(region, _ends, lambda gap: gap > 0)
    if len(lines) == 1:
        return lines
    usual = median(part.size for part in region)
    width = quantiles([part.width for part in region], n=4)[2]
    strength = [
        max((part.width for part in line if part.width > WIDE * width or part.size > LARGE * usual),
            default=0.0)
        for line in lines
    ]  # fmt: skip
    leading = next((n for n, width in enumerate(strength) if not width), len(lines))
    if 0 < leading < len(lines):  # what lies below may have gutters again
        return [_joined(lines[:leading]), _joined(lines[leading:])]
    if not leading and any(strength):
        widest = strength.index(max(strength))
        return [_joined(lines[:widest]), _joined(lines[widest:])]
    gaps = [
        min(_ends(part)[0] for part in below) - max(_ends(part)[1] for part in above)
        for above, below in pairwise(lines)
    ]
    cuts = [n + 1 for n, gap in enumerate(gaps) if gap >= TIED * max(gaps)]
    return [_joined(lines[a:b]) for a, b in pairwise([0, *cuts, len(lines)])]


def _joined(lines: Sequence[Sequence[Segment]]) -> list[Segment]:
    return [part for line in lines for part in line]


def _groups(
    region: Sequence[Segment],
    ends: Callable[[Segment], tuple[float, float]],
    cut: Callable[[float], bool],
) -> list[list[Segment]]:
    """Split segments wherever a gap that `cut` accepts runs through all of them."""
    found: list[list[Segment]] = []
    reach = 0.0
    for part in sorted(region, key=ends):
        start, end = ends(part)
        if found and not cut(start - reach):
            found[-1].append(part)
            reach = max(reach, end)
        else:
            found.append([part])
            reach = end
    return found


def _is_table(region: Sequence[Segment], columns: Sequence[Sequence[Segment]]) -> bool:
    size = median(part.size for part in region)
    narrow = [
        column for column in columns
        if max(part.x1 for part in column) - min(part.x0 for part in column) < NARROW * size
        and not Block(tuple(column)).downwards
    ]  # fmt: skip
    lines = rows(region)
    beside = sum(len(row) > 1 for row in lines)
    return bool(narrow) and beside > 1 and beside >= ALIGNED * len(lines)

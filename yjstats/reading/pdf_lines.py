"""Characters with their places become segments of lines; pure geometry, no PDF library."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

GAP = 0.9  # ems between two characters that may be the gutter between two columns
SPACE = 0.2  # ems beyond the usual gap of a line that are a space
INSIDE = re.compile(r"[0-9][.,][0-9]|.?[0-9][.,%]")  # no gap tears a number
BASELINE = 0.4  # ems that the middles of two characters of one line may differ
LIKE = 1.5  # how much larger one may be than the other
TWICE = 0.3  # of its width: the same character so near is drawn twice, to look bold


@dataclass(frozen=True)
class Box:
    """What a page shows at a place: x to the right, y downwards."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> float:
        """Height of the box: the font's size as shown."""
        return self.y1 - self.y0


class Char(Box):
    """A character and its box."""

    @property
    def middle(self) -> float:
        """Height of the middle of the box."""
        return (self.y0 + self.y1) / 2


class Segment(Box):
    """Characters of one line with no wide gap between them."""

    @property
    def width(self) -> float:
        """Width of the segment."""
        return self.x1 - self.x0


def segments(chars: Iterable[Char]) -> list[Segment]:
    """Put characters together to segments of lines, whatever order they come in.

    Parameters
    ----------
    chars : iterable of Char
        Of one page.

    Returns
    -------
    list of Segment
        From top to bottom and left to right.
    """
    found = []
    for row in _rows(chars):
        row.sort(key=lambda char: (char.x0, char.x1))
        run: list[Char] = []
        for char in row:
            if run and _drawn_twice(run[-1], char):
                continue
            if run and char.x0 - run[-1].x1 > GAP * min(run[-1].size, char.size):
                found.append(_segment(run))
                run = []
            run.append(char)
        found.append(_segment(run))
    return sorted(found, key=lambda segment: (segment.y0, segment.x0))


def join(parts: Sequence[Segment]) -> Segment:
    """Join segments of one line, from left to right, with a space at each gap."""
    if len(parts) == 1:
        return parts[0]
    text = " ".join(part.text for part in parts)
    top, bottom = min(part.y0 for part in parts), max(part.y1 for part in parts)
    return Segment(text, parts[0].x0, top, max(part.x1 for part in parts), bottom)


def rows(parts: Iterable[Segment]) -> list[list[Segment]]:
    """Put segments that stand beside each other into rows, from top to bottom."""
    found: list[list[Segment]] = []
    bottom = float("-inf")
    for part in sorted(parts, key=lambda part: part.y0 + part.y1):
        middle = (part.y0 + part.y1) / 2
        if found and middle < bottom:
            found[-1].append(part)
        else:
            found.append([part])
            bottom = middle + BASELINE * part.size
    return [sorted(row, key=lambda part: part.x0) for row in found]


def _rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Put characters of one height and one size into rows."""
    found: list[list[Char]] = []
    middles: list[float] = []
    sizes: list[float] = []
    for char in sorted(chars, key=lambda char: char.middle):
        first = bisect_left(middles, char.middle - BASELINE * char.size)
        for number in range(len(middles) - 1, first - 1, -1):
            small, large = sorted((sizes[number], char.size))
            if large <= LIKE * small and char.middle - middles[number] <= BASELINE * small:
                found[number].append(char)
                break
        else:
            found.append([char])
            middles.append(char.middle)
            sizes.append(char.size)
    return found


def _drawn_twice(one: Char, other: Char) -> bool:
    near = TWICE * (one.x1 - one.x0)
    return (
        one.text == other.text and abs(one.x0 - other.x0) < near and abs(one.y0 - other.y0) < near
    )


def _segment(run: Sequence[Char]) -> Segment:
    text = run[0].text
    gaps = [after.x0 - before.x1 for before, after in pairwise(run)]
    usual = max(0.0, median(gaps)) if gaps else 0.0  # more than none where the line is spread
    for gap, (before, after) in zip(gaps, pairwise(run), strict=True):
        # between Han and Latin letters printers leave a gap that is no space
        alike = before.text.isascii() == after.text.isascii()
        wide = gap - usual > SPACE * min(before.size, after.size)
        within = INSIDE.fullmatch(text[-2:] + after.text)
        text += (" " if alike and wide and not within else "") + after.text
    height = median(char.size for char in run)
    middle = median(char.middle for char in run)
    box = (run[0].x0, middle - height / 2, max(char.x1 for char in run), middle + height / 2)
    return Segment(text, *box)

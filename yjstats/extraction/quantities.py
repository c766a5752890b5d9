"""Find the quantities in a page: numeral, approximators and unit, whatever they may mean."""

import re
import sys
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from yjstats.extraction.colloquial import BELOW_ONE, NONE, Unit, below_one, point_at
from yjstats.extraction.numeral_at import next_numeral, numeral_at, run_pattern, unit_at
from yjstats.extraction.numerals import Numeral, parse
from yjstats.extraction.quantity import Quantity, quantity_at, scaled
from yjstats.extraction.ranges import LINKS, range_at
from yjstats.extraction.rules import Rules
from yjstats.extraction.shares import doubled_at, fraction_at, half_at, tenths_at

_LISTED = "[、,/]|<and>|<or>"
_WORDED = frozenset("成点")  # behind a run of numerals that may be read in words: 六成, 一点二亿
_SPOKEN = re.compile("个[多余几]?[亿万]")
SPOKEN: Unit = ("", "个", Decimal(1))  # of 两个亿: no unit, but money where nothing else is told
MANY = 200  # numbers: in a longer text those of a headline are looked for among so many
_NOWHERE = (sys.maxsize, sys.maxsize)
LEAST = 1000  # a decimal in words that goes without a unit ends in a magnitude: 一点二亿


def find_quantities(
    text: str, book: Rules, uncounted: Sequence[tuple[int, int]] = ()
) -> list[Quantity]:
    """Return all quantities of a page.

    Parameters
    ----------
    text : str
        The page's text.
    book : Rules
    uncounted : sequence of (int, int)
        Where no number need be read (see `kinds.uncounted`), in order. In a text of more than
        `MANY` all are.

    Returns
    -------
    list of Quantity
        In order, not overlapping. Bounds as design.md has them: u is one unit of the last digit
        that is not zero; over [X, X+u], nearly [X-u, X], at_least [X, ), at_most (, X], about
        [X-u/2, X+u/2].
    """
    found: list[Quantity] = []
    runs = [match.span() for match in run_pattern().finditer(text)]
    spans = iter(uncounted if len(runs) <= MANY else ())
    opens, closes = next(spans, _NOWHERE)
    end = 0
    for start, stop in runs:
        if start < end:
            continue
        while closes <= start:
            opens, closes = next(spans, _NOWHERE)
        if opens <= start and not (found and _takes_unit(found[-1])):
            continue
        made = _read(text, start, stop, book)
        if made is not None:
            found.append(made)
            end = made.end
    return _shared_units(text, found, book)


def _read(text: str, start: int, end: int, book: Rules) -> Quantity | None:
    if text[start] == "翻":
        return doubled_at(text, start, book)
    worded = text[end : end + 1] in _WORDED
    special: Quantity | None = None
    if worded:
        special = tenths_at(text, start, book) or spoken_at(text, start, book)
    elif text[start] == "一":
        special = half_at(text, start, book)
    if special is not None:
        return special
    first = numeral_at(text, start, end, book)
    if first is None:
        return None
    numeral, stop = first
    if text[stop : stop + 1] in _behind(book):
        return _followed(text, start, stop, numeral, book)
    return quantity_at(text, start, stop, numeral, NONE, book)


def _followed(text: str, start: int, stop: int, numeral: Numeral, book: Rules) -> Quantity | None:
    """Read a numeral with its unit, and with all else that may belong to it behind it."""
    if text.startswith("分之", stop):
        second = point_at(text, stop + 2, book) or next_numeral(text, stop + 2, book)
        if second is None:
            return None
        return fraction_at(text, start, numeral, second[0], second[1], book)
    spoken = _SPOKEN.match(text, stop) if text.startswith("个", stop) else None
    joined = parse(text[start:stop] + spoken.group()[1:], book) if spoken else None
    if spoken and joined is not None:  # 两个亿, 3个多亿
        numeral, stop = joined, spoken.end()
    stop, unit = unit_at(text, stop, book)
    if spoken and not unit[0]:
        unit = SPOKEN
    if text[stop : stop + 1] in BELOW_ONE:
        stop, numeral, unit = below_one(text, stop, numeral, unit, book)
    linked = text[stop : stop + 1] in LINKS
    ranged = range_at(text, start, stop, numeral, unit, book) if linked else None
    return ranged or quantity_at(text, start, stop, numeral, unit, book)


@lru_cache(maxsize=8)
def _behind(book: Rules) -> frozenset[str]:
    """Return what a unit, or all else that may belong to a numeral, begins with behind it."""
    return BELOW_ONE.union(LINKS, " 分个", (word[0] for word in book.units))


def spoken_at(text: str, start: int, book: Rules) -> Quantity | None:
    """Read 一点二亿元: a decimal in words, where a magnitude or a unit follows."""
    read = point_at(text, start, book)
    if read is None:
        return None
    numeral, stop = read
    end, unit = unit_at(text, stop, book)
    if not unit[0] and "个" in text[start:stop]:
        unit = SPOKEN
    if not unit[0] and numeral.value < LEAST:
        return None
    return quantity_at(text, start, end, numeral, unit, book)


def _takes_unit(one: Quantity) -> bool:
    """Tell whether a number may have the unit of the next one: then the next one must be read."""
    return one.large and not one.unit


def _shared_units(text: str, found: list[Quantity], book: Rules) -> list[Quantity]:
    """Give 1.2万、1.7万和2.3万人次 the unit that only the last of them has."""
    for number in range(len(found) - 2, -1, -1):
        one, following = found[number], found[number + 1]
        if not _takes_unit(one) or not following.unit:
            continue
        between = text[one.right : following.left]
        apart = between == "," and not following.large  # 投了3000万,200户受益
        if not apart and book.patterns[_LISTED].fullmatch(between):
            factor = book.units.get(following.word, ("", Decimal(1)))[1]
            found[number] = one._replace(
                unit=following.unit, value=one.value * factor,
                low=scaled(one.low, factor), high=scaled(one.high, factor),
            )  # fmt: skip
    return found

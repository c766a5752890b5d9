"""Find the quantities in a page: numeral, approximators and unit, whatever they may mean."""

import re
import sys
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from yjstats.codebook.own import per_codebook
from yjstats.extraction.colloquial import BELOW_ONE, NONE, Unit, below_one, point_at
from yjstats.extraction.numerals import LONGEST, Numeral, parse
from yjstats.extraction.quantity import Quantity, quantity_at, scaled
from yjstats.extraction.rules import Rules, rules
from yjstats.extraction.shares import doubled_at, fraction_at, half_at, tenths_at

TAIL = 6  # characters that may stand at the end of a run of numerals and belong to the next word
_LISTED = "[、,/]|<and>|<or>"
_LINK = re.compile(r" ?(?:[-~～至到]|--|—+) ?")
_LINKS = frozenset(" -~～至到—")  # what a link begins with
_FROM = re.compile("[从由自][^,。;、]{0,11}$")
_MORE = re.compile(r"\(([^()\n]{1,6})\)")
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


@per_codebook
def run_pattern() -> "re.Pattern[str]":
    """Match where a numeral may begin: the longest run of characters that numerals have."""
    book = rules()
    chinese, inside = "".join(sorted(book.chinese)), "".join(sorted(book.inside))
    arabic = r"(?<=[0-9])[0-9]*(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
    mixed = r"(?<=[万亿千百])[0-9]{1,4}(?:\.[0-9]+)?(?=[万千百十])"
    return re.compile(
        rf"[0-9{chinese}翻](?:(?:{arabic}|(?<=[{chinese}]))"  # one of a set is soon found
        rf"(?:[{chinese}{inside}]|{mixed}){{0,{LONGEST}}}"
        "|(?<=翻)(?=了?[一二两三四五六七八九0-9]?[番倍]))",
        re.ASCII,
    )


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
    first = _numeral(text, start, end, book)
    if first is None:
        return None
    numeral, stop = first
    if text[stop : stop + 1] in _behind(book):
        return _followed(text, start, stop, numeral, book)
    return quantity_at(text, start, stop, numeral, NONE, book)


def _followed(text: str, start: int, stop: int, numeral: Numeral, book: Rules) -> Quantity | None:
    """Read a numeral with its unit, and with all else that may belong to it behind it."""
    if text.startswith("分之", stop):
        second = point_at(text, stop + 2, book) or _next_numeral(text, stop + 2, book)
        if second is None:
            return None
        return fraction_at(text, start, numeral, second[0], second[1], book)
    spoken = _SPOKEN.match(text, stop) if text.startswith("个", stop) else None
    joined = parse(text[start:stop] + spoken.group()[1:], book) if spoken else None
    if spoken and joined is not None:  # 两个亿, 3个多亿
        numeral, stop = joined, spoken.end()
    stop, unit = _unit(text, stop, book)
    if spoken and not unit[0]:
        unit = SPOKEN
    if text[stop : stop + 1] in BELOW_ONE:
        stop, numeral, unit = below_one(text, stop, numeral, unit, book)
    linked = text[stop : stop + 1] in _LINKS
    ranged = _range(text, start, stop, numeral, unit, book) if linked else None
    return ranged or quantity_at(text, start, stop, numeral, unit, book)


@lru_cache(maxsize=8)
def _behind(book: Rules) -> frozenset[str]:
    """Return what a unit, or all else that may belong to a numeral, begins with behind it."""
    return BELOW_ONE.union(_LINKS, " 分个", (word[0] for word in book.units))


def spoken_at(text: str, start: int, book: Rules) -> Quantity | None:
    """Read 一点二亿元: a decimal in words, where a magnitude or a unit follows."""
    read = point_at(text, start, book)
    if read is None:
        return None
    numeral, stop = read
    end, unit = _unit(text, stop, book)
    if not unit[0] and "个" in text[start:stop]:
        unit = SPOKEN
    if not unit[0] and numeral.value < LEAST:
        return None
    return quantity_at(text, start, end, numeral, unit, book)


def _numeral(text: str, start: int, end: int, book: Rules) -> tuple[Numeral, int] | None:
    """Read the longest numeral of a run: what stands at its end may belong to the next word."""
    stop = min(end, start + LONGEST)
    least = max(start, stop - TAIL)
    while stop > least:
        numeral = parse(text[start:stop], book)
        # 来 is an approximator before a unit or a magnitude only
        if numeral and (
            numeral.qualifier != "about"
            or text[stop - 1] in book.myriads
            or book.unit_at.match(text, stop)
        ):
            return numeral, stop
        stop -= 1
    return None


def _next_numeral(text: str, start: int, book: Rules) -> tuple[Numeral, int] | None:
    run = run_pattern().match(text, start)
    return _numeral(text, start, run.end(), book) if run else None


def _unit(text: str, stop: int, book: Rules) -> tuple[int, Unit]:
    """Return where the unit at a place ends, and the unit."""
    place = stop + 1 if text[stop : stop + 1] == " " else stop
    match = book.unit_at.match(text, place)
    if match is None:
        return stop, NONE
    word, end = match.group(), match.end()
    if text.startswith(book.not_units.get(word, ()), end):
        return stop, NONE  # 人 of 人民
    code, factor = book.units[word]
    more = _MORE.match(text, end) if text.startswith("(", end) else None  # 头(只、匹)
    if more and all(one in book.units for one in re.split("[、,/]", more.group(1))):
        end = more.end()
    return end, (code, word, factor)


def _range(
    text: str, start: int, stop: int, first: Numeral, unit: Unit, book: Rules
) -> Quantity | None:
    """Read 5000万至1亿元 and 20-30人 as one quantity between two numbers."""
    link = _LINK.match(text, stop)
    if link is None or text[start - 1 : start] == "第":
        return None
    moved = _FROM.search(text, max(0, start - 12), start)
    if moved and link.group().strip() in ("到", "至"):
        return None  # 从X到Y tells of two levels
    second = _next_numeral(text, link.end(), book)
    if second is None:
        return None
    numeral, end = second
    end, other = _unit(text, end, book)
    if not other[0] or (unit[0] and unit[0] != other[0]):
        return None
    below, above = first.value * (unit[2] if unit[0] else other[2]), numeral.value * other[2]
    head = _head(numeral)
    if not unit[0] and numeral.large and not first.large and first.value < head:
        below = first.value * (above / head)  # 3至5万元
    if below >= above:
        return None
    return Quantity(
        start, end, start, end, below, below, above, "between", other[0], other[1], first.form,
        numeral.large, True,
    )  # fmt: skip


def _head(numeral: Numeral) -> Decimal:
    """Return a numeral without its last 万 or 亿."""
    for size in (Decimal(10**8), Decimal(10**4)):
        if numeral.large and numeral.value >= size:
            return numeral.value / size
    return numeral.value


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

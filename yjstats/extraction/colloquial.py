"""Read what speech adds to a numeral: 一点七个亿, 三倍半, 九块五."""

import re
from decimal import Decimal

from yjstats.extraction.numerals import Numeral, parse
from yjstats.extraction.rules import Rules

Unit = tuple[str, str, Decimal]  # canonical code, word as written, factor
NONE: Unit = ("", "", Decimal(1))
_POINT = re.compile(
    "(?P<whole>[零一二两三四五六七八九十百]{1,5})点(?P<part>[零一二三四五六七八九]{1,4})"
    "(?:个(?=[多余几]?[亿万]))?(?P<size>[多余几]?[百千万亿]{0,3}(?<![多余几])[多余几]?)(?![点分时])"
)
BELOW_ONE = frozenset("半一二三四五六七八九")  # what begins it behind a unit
_DIMES = "([一二三四五六七八九])<dime>?(?![一二三四五六七八九十百千万亿]|<not_dimes>)"
HALVED = frozenset({"times", "t", "mu", "km", "m2"})  # 两倍半, 三吨半


def point_at(text: str, start: int, book: Rules) -> tuple[Numeral, int] | None:
    """Read 一点二亿 and 一点七个多亿, a decimal in words, and tell where it ends."""
    match = _POINT.match(text, start) if text.find("点", start + 1, start + 6) > 0 else None
    whole = parse(match.group("whole"), book) if match else None
    if match is None or whole is None:
        return None
    digits = "".join(str(book.digits[char]) for char in match.group("part"))
    numeral = parse(f"{whole.value:f}.{digits}{match.group('size')}", book)
    return (numeral._replace(form="chinese"), match.end()) if numeral else None


def below_one(
    text: str, stop: int, numeral: Numeral, unit: Unit, book: Rules
) -> tuple[int, Numeral, Unit]:
    """Add what stands behind a unit and is less than one of it: 三倍半, 九块五.

    Parameters
    ----------
    text : str
    stop : int
        Where the unit ends.
    numeral : Numeral
    unit : (str, str, Decimal)
    book : Rules

    Returns
    -------
    (int, Numeral, (str, str, Decimal))
        Where all ends, with what was added; the word of 九块五 is 块五.
    """
    halved = text[stop] == "半" and unit[0] in HALVED and numeral.qualifier == "exact"
    if halved and not text.startswith(book.cues["not_half"], stop):
        return stop + 1, _and(numeral, Decimal("0.5")), unit
    dimes = book.patterns[_DIMES].match(text, stop) if unit[1] == "块" else None
    if dimes is None:
        return stop, numeral, unit
    more = book.digits[dimes[1]] / 10
    return dimes.end(), _and(numeral, more), (unit[0], unit[1] + dimes.group(), unit[2])


def _and(numeral: Numeral, more: Decimal) -> Numeral:
    value = numeral.value + more
    return numeral._replace(value=value, low=value, high=value, step=Decimal("0.1"))

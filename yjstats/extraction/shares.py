"""Read shares and multiples in words: 六成, 三分之一, 百分之三十, 翻一番."""

import re
from decimal import Decimal

from yjstats.extraction.numerals import Numeral
from yjstats.extraction.quantity import LEAD, Quantity, quantity_at
from yjstats.extraction.rules import Rules

_TEN = Decimal(10)
_PERCENT = ("percent", "", Decimal(1))
_DIGIT = "[一二三四五六七八九]"
_TENTHS = (
    rf"(?P<whole>[一二三四五六七八九两0-9几])(?:点(?P<part>{_DIGIT}))?成(?P<half>{_DIGIT}|半)?"
    "(?P<more>多|余)?(?!<not_tenths>)"
)
_SECOND = frozenset("成点")  # the second character of a share in tenths
_TAKEN = "<half_taken>了?$"
_DOUBLED = re.compile("翻了?(?P<times>[一二两三四五六七八九0-9])?(?:番|倍)")


def tenths_at(text: str, start: int, book: Rules) -> Quantity | None:
    """Read 六成, 八成五, 两成多 as percent, or None where no such share begins at `start`."""
    if text[start + 1 : start + 2] not in _SECOND:
        return None
    match = book.patterns[_TENTHS].match(text, start)
    if match is None:
        return None
    whole = match.group("whole")
    some = whole in book.some
    digit = Decimal(whole) if whole.isdigit() else book.digits.get(whole, Decimal(1))
    value, step = digit * 10, _TEN
    if match.group("part"):
        value, step = value + book.digits[match.group("part")], Decimal(1)
    if match.group("half"):
        half = match.group("half")
        value, step = value + (Decimal(5) if half == "半" else book.digits[half]), Decimal(1)
    over = bool(match.group("more")) or some
    high = Decimal(100) if some else value + step if over else value
    numeral = Numeral(
        value, value, high, "over" if over else "exact", step,
        "arabic" if whole.isascii() else "chinese", True,
    )  # fmt: skip
    return quantity_at(text, start, match.end(), numeral, ("percent", "成", Decimal(1)), book)


def half_at(text: str, start: int, book: Rules) -> Quantity | None:
    """Read 占一半 and 一半以上 as 50 percent; None where 一半 is no share of a total."""
    if text[start + 1 : start + 2] != "半" or text[start] != "一":
        return None
    taken = book.patterns[_TAKEN].search(text, max(0, start - LEAD), start)
    if not taken and not text.startswith(book.cues["about_half"], start + 2):
        return None
    half = Numeral(Decimal(50), Decimal(50), Decimal(50), "exact", _TEN, "chinese", True)
    return quantity_at(text, start, start + 2, half, _PERCENT, book)


def fraction_at(
    text: str, start: int, below: Numeral, above: Numeral, end: int, book: Rules
) -> Quantity | None:
    """Make the quantity of 三分之一 (33.3 percent) or 百分之三十 (30 percent).

    Parameters
    ----------
    text : str
    start, end : int
        Place of the whole fraction.
    below, above : Numeral
        Denominator and numerator; the step of the share is one percentage point.
    book : Rules
    """
    if not below.value or (above.value > below.value and below.value != 100):
        return None
    if below.value == 100:
        return quantity_at(text, start, end, above, _PERCENT, book)
    share = Numeral(
        above.value * 100 / below.value, above.low * 100 / below.value,
        above.high * 100 / below.value, above.qualifier, Decimal(1), above.form, True,
    )  # fmt: skip
    return quantity_at(text, start, end, share, _PERCENT, book)


def doubled_at(text: str, start: int, book: Rules) -> Quantity | None:
    """Read 翻一番 as twice as much, 翻两番 as four times; None where 翻 is another word."""
    match = _DOUBLED.match(text, start)
    if match is None:
        return None
    digit = match.group("times") or "1"
    times = int(digit) if digit.isdigit() else int(book.digits[digit])
    value = Decimal(2**times)
    numeral = Numeral(value, value, value, "exact", Decimal(1), "chinese", False)
    return quantity_at(text, start, match.end(), numeral, ("times", "番", Decimal(1)), book)

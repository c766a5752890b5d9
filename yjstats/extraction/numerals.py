"""Read one numeral, Arabic, Chinese or mixed: its value, its step and what stands inside it."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from yjstats.extraction.rules import Rules

Form = Literal["arabic", "chinese"]
LONGEST = 24  # characters: no figure of a newspaper is longer
MOST_DIGITS = 15  # what a 64-bit float holds exactly

_DIGITS = re.compile(r"\d+(?:\.\d+)?|.", re.ASCII)
_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)
_ZERO, _ONE, _TEN, _ENDLESS = Decimal(0), Decimal(1), Decimal(10), Decimal("Infinity")


class Numeral(NamedTuple):
    """A number as written, without its unit.

    Attributes
    ----------
    value : Decimal
        The number, the approximator inside it ignored: 1900 for 1900余.
    low, high : Decimal
        What an approximator inside it implies; both `value` where there is none.
    qualifier : str
        exact, over (余 多 几), about (来) or between (五六千).
    step : Decimal
        One unit of the last digit that is not zero: 100 for 1900.
    form : {"arabic", "chinese"}
    large : bool
        Whether it ends in 万 or 亿, and so may go without a unit.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    qualifier: str
    step: Decimal
    form: Form
    large: bool


def parse(text: str, rules: Rules) -> Numeral | None:
    """Read a whole string as one numeral.

    Parameters
    ----------
    text : str
        Such as `67.52亿`, `1,200`, `2千多`, `十几万`, `数百`, `五六千`, `1万5千`.
    rules : Rules

    Returns
    -------
    Numeral or None
        None where the string is no numeral, or one longer than figures are.
    """
    if not text or len(text) > LONGEST:
        return None
    if len(text) == 1:
        return _single(text, rules)
    if "," in text:
        text = _THOUSANDS.sub("", text)
    size = rules.myriads.get(text[-1])
    digits = text if size is None else text[:-1]
    if _ARABIC.fullmatch(digits):
        return _arabic(digits, size)
    return _parse(text, rules)


@lru_cache(maxsize=256)
def _single(char: str, rules: Rules) -> Numeral | None:
    return _parse(char, rules)


def _arabic(digits: str, size: Decimal | None) -> Numeral | None:
    """Read what most numerals are: Arabic digits, perhaps with 万 or 亿 behind them."""
    if len(digits) > MOST_DIGITS:
        return None
    value, step = Decimal(digits), _step(digits)
    if size is not None:
        value, step = (value or _ONE) * size, step * size
    return Numeral(value, value, value, "exact", step, "arabic", size is not None)


def _parse(text: str, rules: Rules) -> Numeral | None:
    first = text[0]
    if first in rules.some:
        return _some(text, rules)
    for place in range(len(text) - 1):
        pair = text[place : place + 2]
        if pair in rules.neighbours:
            return _neighbours(text, place, rules)
    read = _evaluate(text, rules)
    if read is None:
        return None
    value, step, inside = read
    low, high = value, value
    if inside == "over":
        high = value + step
    elif inside == "about":
        low, high = value - step / 2, value + step / 2
    form: Form = "arabic" if first.isascii() else "chinese"
    return Numeral(value, low, high, inside or "exact", step, form, text[-1] in rules.myriads)


def _some(text: str, rules: Rules) -> Numeral | None:
    """几十 and 数百: from the magnitude to ten times as much."""
    rest = text[1:]
    if not rest or (rest[0] not in rules.magnitudes and rest[0] not in rules.myriads):
        return None
    if rest[-1] in rules.inside:  # 数百余: the vaguer word stands
        rest = rest[:-1]
    read = _evaluate("一" + rest, rules)
    if read is None or read[2]:
        return None
    value = read[0]
    large = rest[-1] in rules.myriads
    return Numeral(value, value, value * 10, "over", value, "chinese", large)


def _neighbours(text: str, place: int, rules: Rules) -> Numeral | None:
    """五六千 and 十七八: between two neighbouring digits."""
    if not all(char in rules.chinese for char in text):
        return None
    below = _evaluate(text[: place + 1] + text[place + 2 :], rules)
    above = _evaluate(text[:place] + text[place + 1 :], rules)
    if below is None or above is None or not below[0] < above[0] or below[2] or above[2]:
        return None
    large = text[-1] in rules.myriads
    return Numeral(below[0], below[0], above[0], "between", below[1], "chinese", large)


class _Sum:
    """Adds up the words of a numeral by the rules of Chinese positional words."""

    __slots__ = (
        "current", "done", "inside", "last_myriad", "lowest", "section", "spoken", "step", "zero",
    )  # fmt: skip

    def __init__(self) -> None:
        self.done = _ZERO  # what 万 and 亿 have closed
        self.section = _ZERO  # below the next 万
        self.current: Decimal | None = None
        self.step = _ONE
        self.inside = ""
        self.lowest = self.last_myriad = _ENDLESS  # the magnitudes must fall
        self.spoken = self.zero = False  # a Chinese digit stands; a 零 stood before it

    def digits(self, token: str) -> bool:
        """Take Arabic digits."""
        if self.current is not None or self.inside or len(token) > MOST_DIGITS:
            return False
        self.current, self.step, self.spoken = Decimal(token), _step(token), False
        return True

    def digit(self, digit: Decimal) -> bool:
        """Take a Chinese digit."""
        if self.inside or self.current is not None:
            return False
        if digit == 0:
            self.zero = True
        else:
            self.current, self.step, self.spoken = digit, _ONE, True
        return True

    def magnitude(self, size: Decimal) -> bool:
        """Take 十, 百 or 千: smaller than the one before."""
        if size >= self.lowest:
            return False
        if self.current is None:
            if self.done or (self.section and size != _TEN):
                return False
            self.current, self.step = _ONE, _ONE
        self.section += self.current * size
        self.step, self.lowest, self.current, self.zero = self.step * size, size, None, False
        return True

    def myriad(self, size: Decimal) -> bool:
        """Take 万 or 亿: it multiplies all that stands before it."""
        part = self.section + (self.current or _ZERO)
        if part == 0 and self.done:
            if self.last_myriad >= size:
                return False
            self.done, self.step = self.done * size, self.step * size  # 1.2万亿
            self.last_myriad = size
            return True
        if part == 0:
            part, self.step = _ONE, _ONE
        if size >= self.last_myriad:
            return False
        self.done, self.section, self.current = self.done + part * size, _ZERO, None
        self.step, self.last_myriad = self.step * size, size
        self.lowest, self.zero = _ENDLESS, False
        return True

    def approximator(self, qualifier: str) -> bool:
        """Take 余, 多 or 几 behind a number."""
        begun = self.current is not None or self.section or self.done
        if self.inside or not begun:
            return False
        self.inside = qualifier
        return True

    def total(self) -> Decimal:
        """Return the sum; 一百二 is 120 and 一万五 is 15000."""
        last = self.current or _ZERO
        if self.spoken and last and not self.zero and (self.section or self.done):
            size = self.lowest if self.section else self.last_myriad
            if size > _TEN:
                last, self.step = last * size / 10, size / 10
        return self.done + self.section + last


def _evaluate(text: str, rules: Rules) -> tuple[Decimal, Decimal, str] | None:
    """Return value, step and the approximator inside; None where the words make no number."""
    made = _Sum()
    for token in _DIGITS.findall(text):
        if token[0].isascii() and token[0].isdigit():
            taken = made.digits(token)
        elif token in rules.digits:
            taken = made.digit(rules.digits[token])
        elif token in rules.magnitudes:
            taken = made.magnitude(rules.magnitudes[token])
        elif token in rules.myriads:
            taken = made.myriad(rules.myriads[token])
        else:
            taken = token in rules.inside and made.approximator(rules.inside[token])
        if not taken:
            return None
    value = made.total()
    if value == 0 and text[0] not in "0123456789":
        return None
    return value, made.step, made.inside


def _step(digits: str) -> Decimal:
    if digits[-1] != "0" and "." not in digits:
        return _ONE
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    if part:
        return Decimal(1).scaleb(-len(part))
    bare = whole.rstrip("0")
    return Decimal(1).scaleb(len(whole) - len(bare)) if bare else _ONE

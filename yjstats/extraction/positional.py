"""Add up the words of a numeral by the rules of Chinese positional words."""

import re
from decimal import Decimal

from yjstats.extraction.rules import Rules

MOST_DIGITS = 15  # what a 64-bit float holds exactly

_DIGITS = re.compile(r"\d+(?:\.\d+)?|.", re.ASCII)
_ZERO, _ONE, _TEN, _ENDLESS = Decimal(0), Decimal(1), Decimal(10), Decimal("Infinity")


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
        self.current, self.step, self.spoken = Decimal(token), step_of(token), False
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


def evaluate(text: str, rules: Rules) -> tuple[Decimal, Decimal, str] | None:
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


def step_of(digits: str) -> Decimal:
    """Return one unit of the last digit that is not zero, of Arabic digits."""
    if digits[-1] != "0" and "." not in digits:
        return _ONE
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    if part:
        return Decimal(1).scaleb(-len(part))
    bare = whole.rstrip("0")
    return Decimal(1).scaleb(len(whole) - len(bare)) if bare else _ONE

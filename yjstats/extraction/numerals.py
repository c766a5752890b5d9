"""Read one numeral, Arabic, Chinese or mixed: its value, its step and what stands inside it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from yjstats.extraction.rules import Rules

Form = Literal["arabic", "chinese"]
LONGEST = 24  # characters: no figure of a newspaper is longer
MOST_DIGITS = 15  # what a 64-bit float holds exactly

_DIGITS = re.compile(r"\d+(?:\.\d+)?|.", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)
_ZERO, _ONE, _TEN = Decimal(0), Decimal(1), Decimal(10)


@dataclass(frozen=True, slots=True)
class Numeral:
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
    text = _THOUSANDS.sub("", text)
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
    if not rest or rest[0] not in rules.magnitudes and rest[0] not in rules.myriads:
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


def _evaluate(text: str, rules: Rules) -> tuple[Decimal, Decimal, str] | None:
    """Return value, step and the approximator inside, by the rules of Chinese positional words."""
    done = section = _ZERO  # 亿 and 万 parts; what is below 万
    current: Decimal | None = None
    step, inside, lowest = _ONE, "", Decimal("Infinity")
    last_myriad = Decimal("Infinity")
    spoken = False  # whether `current` is a Chinese digit
    zero = False
    for token in _DIGITS.findall(text):
        if token[0].isascii():
            if current is not None or inside or len(token) > MOST_DIGITS:
                return None
            if not token[0].isdigit():
                return None
            current, step, spoken = Decimal(token), _step(token), False
        elif token in rules.digits:
            digit = rules.digits[token]
            if inside or (current is not None and not (current == 0 and spoken)):
                return None
            if digit == 0:
                zero = True
                continue
            current, step, spoken = digit, _ONE, True
        elif token in rules.magnitudes:
            size = rules.magnitudes[token]
            if size >= lowest:
                return None
            if current is None:
                current, step = _ONE, _ONE
                if section and size != _TEN:
                    return None
            section += current * size
            step, lowest, current, zero = step * size, size, None, False
        elif token in rules.myriads:
            size = rules.myriads[token]
            part = section + (current or _ZERO)
            if part == 0:
                if done and last_myriad < size:  # 1.2万亿
                    done, step, last_myriad = done * size, step * size, size
                    continue
                if done:
                    return None
                part, step = _ONE, _ONE
            if size >= last_myriad:
                return None
            done, section, current = done + part * size, _ZERO, None
            step, last_myriad, lowest, zero = step * size, size, Decimal("Infinity"), False
        elif token in rules.inside:
            if inside or (current is None and not section and not done):
                return None
            inside = rules.inside[token]
        else:
            return None
    if current is not None and spoken and not zero and (section or done):
        size = lowest if section else last_myriad
        if size >= 100:  # 一百二 is 120, 一万五 is 15000
            current *= size / 10
            step = size / 10
    value = done + section + (current or _ZERO)
    if value == 0 and not text[0].isdigit():
        return None
    return value, step, inside


def _step(digits: str) -> Decimal:
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    if part:
        return Decimal(1).scaleb(-len(part))
    bare = whole.rstrip("0")
    return Decimal(1).scaleb(len(whole) - len(bare)) if bare else _ONE

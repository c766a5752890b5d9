"""Read one numeral, Arabic, Chinese or mixed: its value, its step and what stands inside it."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from yjstats.extraction.positional import MOST_DIGITS, evaluate, step_of
from yjstats.extraction.rules import Rules

Form = Literal["arabic", "chinese"]
LONGEST = 24  # characters: no figure of a newspaper is longer

_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)
_ONE = Decimal(1)


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
        Whether it may go without a unit: it ends in 万 or 亿, or leaves its last magnitude out
        (三万五).
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
    value, step = Decimal(digits), step_of(digits)
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
    read = evaluate(text, rules)
    if read is None:
        return None
    value, step, inside = read
    low, high = value, value
    if inside == "over":
        high = value + step
    elif inside == "about":
        low, high = value - step / 2, value + step / 2
    form: Form = "arabic" if first.isascii() else "chinese"
    large = text[-1] in rules.myriads or (text[-1] in rules.digits and step > 1)
    return Numeral(value, low, high, inside or "exact", step, form, large)


def _some(text: str, rules: Rules) -> Numeral | None:
    """几十 and 数百: from the magnitude to ten times as much."""
    rest = text[1:]
    if not rest or (rest[0] not in rules.magnitudes and rest[0] not in rules.myriads):
        return None
    if rest[-1] in rules.inside:  # 数百余: the vaguer word stands
        rest = rest[:-1]
    read = evaluate("一" + rest, rules)
    if read is None or read[2]:
        return None
    value = read[0]
    large = rest[-1] in rules.myriads
    return Numeral(value, value, value * 10, "over", value, "chinese", large)


def _neighbours(text: str, place: int, rules: Rules) -> Numeral | None:
    """五六千 and 十七八: between two neighbouring digits."""
    if not all(char in rules.chinese for char in text):
        return None
    below = evaluate(text[: place + 1] + text[place + 2 :], rules)
    above = evaluate(text[:place] + text[place + 1 :], rules)
    if below is None or above is None or not below[0] < above[0] or below[2] or above[2]:
        return None
    large = text[-1] in rules.myriads
    return Numeral(below[0], below[0], above[0], "between", below[1], "chinese", large)

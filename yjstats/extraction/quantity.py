"""A quantity: a numeral with its unit, and the bounds that the words round it give."""

from decimal import Decimal
from typing import NamedTuple

from yjstats.extraction.numerals import Numeral
from yjstats.extraction.rules import Approximator, Rules

LEAD = 6  # characters: no approximator is longer


class Quantity(NamedTuple):
    """A number as it stands in the page.

    Attributes
    ----------
    start, end : int
        Place of the mention in the page: numeral and unit word, without words around.
    left, right : int
        Place with the approximators before and behind.
    value : Decimal
        In the canonical unit, the approximators ignored.
    low, high : Decimal or None
        What the approximators imply; None where unbounded.
    qualifier : str
    unit : str
        Canonical code; blank where no unit word follows.
    word : str
        The unit word as written.
    form : {"arabic", "chinese"}
    large : bool
        Whether 万 or 亿 ends the numeral.
    approximate : bool
        Whether any approximator stands before, in or behind it.
    """

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    unit: str
    word: str
    form: str
    large: bool
    approximate: bool


def quantity_at(
    text: str, start: int, end: int, numeral: Numeral, unit: tuple[str, str, Decimal], book: Rules
) -> Quantity:
    """Make the quantity of a numeral and its unit, with the approximators round it.

    Parameters
    ----------
    text : str
        The page's text.
    start, end : int
        Place of numeral and unit.
    numeral : Numeral
    unit : (str, str, Decimal)
        Canonical code, word as written, factor.
    book : Rules
        Approximators inside a numeral stand; else those before and behind count, a bound
        (超 以上) before an estimate (左右).
    """
    code, word, factor = unit
    before = _before(text, start, book)
    after = _after(text, end, word, book) if text[end : end + 1] in book.after else None
    value, qualifier, step = numeral.value, numeral.qualifier, numeral.step
    low: Decimal | None = numeral.low
    high: Decimal | None = numeral.high
    approximate = qualifier != "exact"
    if before or after:
        told = [one.qualifier for one in (after, before) if one]
        if not approximate:
            firm = [one for one in reversed(told) if one in ("at_least", "at_most")]
            qualifier = (firm or told)[0]
            low, high = bounds_of(value, step, qualifier)
        approximate = True
    if factor != 1:
        value, low, high = value * factor, scaled(low, factor), scaled(high, factor)
    return Quantity(
        start, end, start - len(before.word) if before else start,
        end + len(after.word) if after else end, value, low, high, qualifier, code, word,
        numeral.form, numeral.large, approximate,
    )  # fmt: skip


def scaled(bound: Decimal | None, factor: Decimal) -> Decimal | None:
    """Return a bound in another unit; None, which is no bound, stays."""
    return None if bound is None else bound * factor


def bounds_of(
    value: Decimal, step: Decimal, qualifier: str
) -> tuple[Decimal | None, Decimal | None]:
    """Return the bounds that a qualifier implies, `step` being one unit of the last digit."""
    match qualifier:
        case "over":
            return value, value + step
        case "nearly":
            return value - step, value
        case "at_least":
            return value, None
        case "at_most":
            return None, value
        case "about":
            return value - step / 2, value + step / 2
        case _:
            return value, value


def _before(text: str, start: int, book: Rules) -> Approximator | None:
    place = start - 1 if text[start - 1 : start] == " " else start
    touching = book.before.get(text[place - 1 : place])
    if touching is None:
        return None
    lead = text[max(0, place - LEAD) : place]
    for one in touching:
        if lead.endswith(one.word):
            ahead = lead[-len(one.word) - 1 : -len(one.word)]
            other = ahead and ahead in one.not_after  # 近 of 附近
            if not other and (not one.only_before or text[start] in one.only_before):
                return one
    return None


def _after(text: str, end: int, word: str, book: Rules) -> Approximator | None:
    for one in book.after.get(text[end : end + 1], ()):
        if text.startswith(one.word, end):
            if len(one.word) > 1:
                return one
            # 多 and 余 right behind the numeral stand inside it, and begin other words: 3吨多样
            if word and not text.startswith(book.cues["not_over"], end + 1):
                return one
    return None

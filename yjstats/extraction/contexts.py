"""The contexts that refuse a number, laid out so that only those that may apply are tried."""

import re
from functools import lru_cache
from typing import NamedTuple

from yjstats.extraction.alternation import alternation
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Context, Rules

FROZEN = "a frozen word"
Numbers = dict[str, tuple[int, ...]]  # of contexts, by a character


class Layout(NamedTuple):
    """The contexts for numbers of one unit and form, by the character that each needs.

    Attributes
    ----------
    contexts : tuple of Context
        In the order of contexts.csv: the first that applies counts.
    behind, inside, ahead : dict of str to tuple of int
        Those that need a word behind the number, its unit, or before the number.
    loose : tuple of int
        Those that need only a word somewhere in the clause.
    near : re.Pattern
        Finds such a word.
    """

    contexts: tuple[Context, ...]
    behind: Numbers
    inside: Numbers
    ahead: Numbers
    loose: tuple[int, ...]
    near: re.Pattern[str]


@lru_cache(maxsize=512)
def layout(rules: Rules, unit: str, form: str) -> Layout:
    """Lay out the contexts for numbers of a unit and a form."""
    contexts = tuple(
        one
        for one in rules.contexts
        if (not one.units or unit in one.units) and one.form in ("", form)
    )
    behind: dict[str, list[int]] = {}
    inside: dict[str, list[int]] = {}
    ahead: dict[str, list[int]] = {}
    loose = []
    for number, one in enumerate(contexts):
        if one.after:
            chars, where = {word[0] for word in one.after}, behind
        elif one.numeral:
            chars, where = {word[0] for word in one.numeral}, inside
        elif one.before:
            chars, where = {word[-1] for word in one.before}, ahead
        else:
            loose.append(number)
            continue
        for char in chars:
            where.setdefault(char, []).append(number)
    # One that needs no word at all is always tried.
    words = [word for number in loose for word in contexts[number].near or ("",)]
    return Layout(
        contexts, _fixed(behind), _fixed(inside), _fixed(ahead), tuple(loose),
        re.compile(alternation(words)),
    )  # fmt: skip


def _fixed(numbers: dict[str, list[int]]) -> Numbers:
    return {char: tuple(some) for char, some in numbers.items()}


def refusing(
    quantity: Quantity, unit: str, before: str, clause: str, text: str, rules: Rules
) -> Context | None:
    """Return the first context that refuses a quantity of a unit.

    Parameters
    ----------
    quantity : Quantity
    unit : str
        Its unit, or that of the noun it counts.
    before : str
        The words before it.
    clause : str
        The clause around it.
    text : str
        The page's text.
    rules : Rules
    """
    known = layout(rules, unit, quantity.form)
    end, ahead = quantity.end, known.ahead
    bare = end - len(quantity.word)  # where the numeral ends
    lead = before[: len(before) - (quantity.start - quantity.left)]
    numbers = known.behind.get(text[end : end + 1], ())
    numbers += known.inside.get(text[bare : bare + 1], ()) + ahead.get(lead[-1:], ())
    if quantity.left < quantity.start:
        numbers += ahead.get(before[-1:], ())
    if known.near.search(clause):
        numbers += known.loose
    for number in sorted(numbers) if len(numbers) > 1 else numbers:
        one = known.contexts[number]
        if one.why == FROZEN and quantity.large and bare - quantity.start > 1:
            continue  # 三万农牧民 are counted; 三农 and 百万大军 are not
        if (
            (not one.before or lead.endswith(one.before) or before.endswith(one.before))
            and (not one.numeral or text.startswith(one.numeral, bare))
            and (not one.after or text.startswith(one.after, end))
            and not _any(one.without, clause)
            and (not one.near or _any(one.near, clause))
        ):
            return one
    return None


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)

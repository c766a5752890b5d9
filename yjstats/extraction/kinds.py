"""Tell statistics from dates, ordinals, names and incidental numbers."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters, digits

from yjstats.extraction.clauses import LONGEST
from yjstats.extraction.contexts import refusing
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.times import Time

STATISTIC, TIME, ORDINAL, NAME, INCIDENTAL = "statistic", "time", "ordinal", "name", "incidental"

_QUOTED = re.compile(
    r"“[^“”\n,。;!?]{1,20}”|‘[^‘’\n,。;!?]{1,12}’|《[^《》\n]{1,40}》|\"[^\"\n,。;]{1,12}\"|「[^「」\n]{1,12}」"
)
_CODE = frozenset(ascii_letters + "+＋_/\\@#&=$")  # beside a number: part of a code
_JOINTS = frozenset("-:./")  # between a number and what else a code is made of
_DIGITS = frozenset(digits)
_PARTS = _DIGITS.union(ascii_letters)
_ENDS = frozenset('年月日底末初”’》"」')
FURNITURE = 42  # characters: a longer line is prose, unless several words mark it
AHEAD = 24  # characters looked at before a number


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What kinds are told by, found once for a page: the places of times and of names in quotes."""

    page: Page
    time_starts: Sequence[int]
    time_ends: Sequence[int]
    quote_starts: Sequence[int]
    quote_ends: Sequence[int]
    furniture: frozenset[int]


def surroundings(page: Page, times: Sequence[Time], rules: Rules) -> Surroundings:
    """Find the names in quotation marks and the lines of page furniture of a page."""
    quotes = [match.span() for match in _QUOTED.finditer(page.text)]
    return Surroundings(
        page, [one.start for one in times], [one.end for one in times],
        [start for start, _ in quotes], [end for _, end in quotes], _furniture(page, rules),
    )  # fmt: skip


def uncounted(around: Surroundings, rules: Rules) -> list[tuple[int, int]]:
    """Return the times and the names in which no number is a statistic, and that none leaves.

    Parameters
    ----------
    around : Surroundings
    rules : Rules

    Returns
    -------
    list of (int, int)
        Where each begins and ends, in order. It ends with a sign that no quantity holds: 年 of a
        date, a quotation mark.
    """
    text, signs = around.page.text, _ends(rules)
    spans = [
        *zip(around.time_starts, around.time_ends, strict=True),
        *zip(around.quote_starts, around.quote_ends, strict=True),
    ]
    return sorted(span for span in spans if text[span[1] - 1] in signs)


@lru_cache(maxsize=8)
def _ends(rules: Rules) -> frozenset[str]:
    return _ENDS.difference(rules.chinese, rules.inside, *rules.units)


def _furniture(page: Page, rules: Rules) -> frozenset[int]:
    """Return the numbers of the sentences that are furniture.

    It begins with the first sentence of a paragraph that a word of furniture stands in, and goes on
    to the paragraph's end; such words must be a large part of it.
    """
    begins: dict[int, int] = {}
    for mark in rules.furniture_at.finditer(page.text):
        number = page.sentence(mark.start())
        begins.setdefault(page.sentences[number].paragraph, number)
    found: set[int] = set()
    for paragraph, first in begins.items():
        start, end = page.sentences[first].start, page.paragraphs[paragraph].end
        if _is_furniture(page.text[start:end], rules):
            found.update(range(first, page.sentence(end - 1) + 1))
    return frozenset(found)


def _is_furniture(text: str, rules: Rules) -> bool:
    """Tell whether words that mark furniture are a large part of a text."""
    if len(text) > 6 * FURNITURE:
        return False
    return len(text) <= sum(word in text for word in rules.boilerplate) * FURNITURE


def kind_of(quantity: Quantity, around: Surroundings, rules: Rules) -> tuple[str, str]:
    """Return the kind of a quantity and why.

    Parameters
    ----------
    quantity : Quantity
    around : Surroundings
    rules : Rules

    Returns
    -------
    (str, str)
        statistic, time, ordinal, name or incidental, and the rule that said so (blank for a
        statistic). A statistic may still turn out to be none where nothing tells what it counts.
    """
    page = around.page
    text = page.text
    start, end = quantity.start, quantity.end
    place = bisect_right(around.time_starts, start)
    if place and around.time_ends[place - 1] > start:
        return TIME, "time"
    number = page.sentence(start)
    if number in around.furniture:
        return INCIDENTAL, "furniture"
    sentence = page.sentences[number]
    before = text[max(sentence.start, start - AHEAD) : start]
    if before[-1:] == "第":
        return ORDINAL, "第"
    if _is_code(quantity, before, text):
        return NAME, "code"
    place = bisect_right(around.quote_starts, start)
    if place and around.quote_ends[place - 1] > start:
        return NAME, "quoted"
    left = page.opening(start, max(sentence.start, start - LONGEST))
    clause = text[left : page.closing(end, min(sentence.end, end + LONGEST), past=":")]
    refused = refusing(quantity, quantity.unit, before, clause, text, rules)
    return (refused.kind, refused.why) if refused else (STATISTIC, "")


def _is_code(quantity: Quantity, before: str, text: str) -> bool:
    """Tell whether a number is part of a code or an address: COVID-19, www.123.cn, 12:30."""
    sign = before[-1:]
    if sign in _CODE or (sign in _JOINTS and before[-2:-1] in _DIGITS):
        return True
    if quantity.word:
        return False
    sign = text[quantity.end : quantity.end + 1]
    return sign in _CODE or (
        sign in _JOINTS and text[quantity.end + 1 : quantity.end + 2] in _PARTS
    )

"""Tell statistics from dates, ordinals, names and incidental numbers."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

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
_LEAD = re.compile(r"[A-Za-z+＋_/\\@#&=$]$|[0-9][-:./]$")
_TAIL = re.compile(r"[+＋_/\\@#&=A-Za-z$]|[-:./][0-9A-Za-z]")
FURNITURE = 42  # characters: a longer line is prose, unless several words mark it
AHEAD = 24  # characters looked at before a number


class Span(Protocol):
    """Something that stands at a place of the page."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Quote(NamedTuple):
    """A name in quotation marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What kinds are told by, found once for a page."""

    page: Page
    times: Sequence[Time]
    time_starts: Sequence[int]
    quotes: Sequence["Span"]
    quote_starts: Sequence[int]
    furniture: Sequence[bool]


def surroundings(page: Page, times: Sequence[Time], rules: Rules) -> Surroundings:
    """Find the names in quotation marks and the lines of page furniture of a page."""
    quotes = [Quote(*match.span()) for match in _QUOTED.finditer(page.text)]
    furniture = [_is_furniture(page.text, *one[:2], rules) for one in page.paragraphs]
    return Surroundings(
        page, times, [one.start for one in times], quotes, [one.start for one in quotes], furniture
    )


def _is_furniture(text: str, start: int, end: int, rules: Rules) -> bool:
    """Tell whether a paragraph is furniture: words that mark it make up much of it."""
    if end - start > 6 * FURNITURE or not rules.furniture_at.search(text, start, end):
        return False
    line = text[start:end]
    marks = sum(word in line for word in rules.boilerplate)
    return marks > 0 and (len(line) <= FURNITURE or marks * FURNITURE >= len(line))


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
    text = around.page.text
    start, end = quantity.start, quantity.end
    if _within(start, around.time_starts, around.times):
        return TIME, "time"
    sentence = around.page.sentences[around.page.sentence(start)]
    before = text[max(sentence.start, start - AHEAD) : start]
    if around.furniture[sentence.paragraph]:
        return INCIDENTAL, "furniture"
    if before.endswith("第"):
        return ORDINAL, "第"
    code = _LEAD.search(before[-3:]) or (not quantity.word and _TAIL.match(text, end))
    if code or _within(start, around.quote_starts, around.quotes):
        return NAME, "code" if code else "quoted"
    page = around.page
    left = page.opening(start, max(sentence.start, start - LONGEST))
    clause = text[left : page.closing(end, min(sentence.end, end + LONGEST), past=":")]
    refused = refusing(quantity, quantity.unit, before, clause, text, rules)
    return (refused.kind, refused.why) if refused else (STATISTIC, "")


def _within(place: int, starts: Sequence[int], spans: Sequence[Span]) -> bool:
    number = bisect_right(starts, place) - 1
    return number >= 0 and spans[number].end > place

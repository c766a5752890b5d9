"""Tell statistics from dates, ordinals, names and incidental numbers."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from yjstats.extraction.clauses import WINDOW
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Context, Rules
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
    furniture = [_is_furniture(page.text[one.start : one.end], rules) for one in page.paragraphs]
    return Surroundings(
        page, times, [one.start for one in times], quotes, [one.start for one in quotes], furniture
    )


def _is_furniture(line: str, rules: Rules) -> bool:
    marks = sum(word in line for word in rules.boilerplate) if len(line) <= 6 * FURNITURE else 0
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
    sentence = around.page.sentences[around.page.sentence(start)]
    before = text[max(sentence.start, start - AHEAD) : start]
    if _within(start, around.time_starts, around.times):
        return TIME, "time"
    if around.furniture[sentence.paragraph]:
        return INCIDENTAL, "furniture"
    if before.endswith("第"):
        return ORDINAL, "第"
    code = _LEAD.search(before) or (not quantity.word and _TAIL.match(text, end))
    if code or _within(start, around.quote_starts, around.quotes):
        return NAME, "code" if code else "quoted"
    clause = _clause(
        text, quantity, max(sentence.start, start - WINDOW), min(sentence.end, end + WINDOW)
    )
    return refused(quantity, quantity.unit, before, clause, text, rules)


def refused(
    quantity: Quantity, unit: str, before: str, clause: str, text: str, rules: Rules
) -> tuple[str, str]:
    """Return kind and reason of the first context that refuses a quantity of a unit."""
    for context in rules.contexts:
        if _fires(context, quantity, unit, text, before, clause):
            return context.kind, context.why
    return STATISTIC, ""


def _within(place: int, starts: Sequence[int], spans: Sequence[Span]) -> bool:
    number = bisect_right(starts, place) - 1
    return number >= 0 and spans[number].end > place


def _clause(text: str, quantity: Quantity, start: int, end: int) -> str:
    left = max(text.rfind(mark, start, quantity.start) for mark in ",;:。!?\n")
    rights = [place for mark in ",;。!?\n" if (place := text.find(mark, quantity.end, end)) >= 0]
    return text[max(left + 1, start) : min(rights, default=end)]


def _fires(
    context: Context, quantity: Quantity, unit: str, text: str, before: str, clause: str
) -> bool:
    if (context.units and unit not in context.units) or (
        context.form and context.form != quantity.form
    ):
        return False
    bare = quantity.end - len(quantity.word)  # where the numeral ends
    lead = before[: len(before) - (quantity.start - quantity.left)]
    beside = (
        not context.before or lead.endswith(context.before) or before.endswith(context.before),
        not context.numeral or text.startswith(context.numeral, bare),
        not context.after or text.startswith(context.after, quantity.end),
    )
    if not all(beside) or any(word in clause for word in context.without):
        return False
    return not context.near or any(word in clause for word in context.near)

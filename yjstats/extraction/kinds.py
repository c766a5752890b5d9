"""Tell statistics from dates, ordinals, names and incidental numbers."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from yjstats.extraction.clauses import WINDOW
from yjstats.extraction.page import Page
from yjstats.extraction.quantities import Quantity
from yjstats.extraction.rules import Context, Rules
from yjstats.extraction.times import Time

STATISTIC, TIME, ORDINAL, NAME, INCIDENTAL = "statistic", "time", "ordinal", "name", "incidental"

_QUOTED = re.compile(
    r"“[^“”\n,。;!?]{1,20}”|‘[^‘’\n,。;!?]{1,12}’|《[^《》\n]{1,40}》|\"[^\"\n,。;]{1,12}\"|「[^「」\n]{1,12}」"
)
_LEAD = re.compile(r"[A-Za-z+＋_/\\@#&=第$]$")
_DASHED = re.compile(r"[0-9]-$|[0-9]:$|[0-9]\.$|[0-9]/$")
_TAIL = re.compile(r"[+＋_/\\@#&=A-Za-z$]|[-:./][0-9A-Za-z]")
_UNIT_TAIL = ("MW", "km", "kWh", "GW", "kg", "m²", "m³")
_SPEECH = re.compile("[“‘][^”’\n]*$")
FURNITURE = 42  # characters: a longer line is prose, unless several words mark it
NEAR = 12


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What kinds are told by, found once for a page."""

    page: Page
    times: Sequence[Time]
    time_starts: Sequence[int]
    quotes: Sequence[tuple[int, int]]
    quote_starts: Sequence[int]
    furniture: Sequence[bool]


def surroundings(page: Page, times: Sequence[Time], rules: Rules) -> Surroundings:
    """Find the names in quotation marks and the lines of page furniture of a page."""
    quotes = [match.span() for match in _QUOTED.finditer(page.text)]
    furniture = [
        _is_furniture(page.text[one.start : one.end], rules) for one in page.paragraphs
    ]
    return Surroundings(
        page, times, [one.start for one in times], quotes, [one[0] for one in quotes], furniture
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
    if _inside(start, around.time_starts, [(one.start, one.end) for one in around.times[_window(start, around.time_starts)]]):
        return TIME, "time"
    sentence = around.page.sentences[around.page.sentence(start)]
    if around.furniture[sentence.paragraph]:
        return INCIDENTAL, "furniture"
    before, after = text[max(sentence.start, start - 24) : start], text[end : end + 16]
    tail = text[end : end + 3]
    if before.endswith("第"):
        return ORDINAL, "第"
    if _LEAD.search(before) or _DASHED.search(before):
        return NAME, "code"
    if _TAIL.match(tail) and not quantity.word.isascii() is False and not quantity.word:
        return NAME, "code"
    place = bisect_right(around.quote_starts, start) - 1
    if place >= 0 and around.quotes[place][1] > start:
        return NAME, "quoted"
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


def _window(place: int, starts: Sequence[int]) -> slice:
    number = bisect_right(starts, place)
    return slice(max(0, number - 1), number)


def _inside(place: int, starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _clause(text: str, quantity: Quantity, start: int, end: int) -> str:
    left = max(text.rfind(mark, start, quantity.start) for mark in ",;:。!?\n")
    rights = [place for mark in ",;。!?\n" if (place := text.find(mark, quantity.end, end)) >= 0]
    return text[max(left + 1, start) : min(rights, default=end)]


def _fires(
    context: Context, quantity: Quantity, unit: str, text: str, before: str, clause: str
) -> bool:
    if context.units and unit not in context.units:
        return False
    if context.form and context.form != quantity.form:
        return False
    if context.before:
        lead = before[: len(before) - (quantity.start - quantity.left)]
        if not lead.endswith(context.before) and not before.endswith(context.before):
            return False
    if context.numeral and not text.startswith(
        context.numeral, quantity.end - len(quantity.word)
    ):
        return False
    if context.after and not text.startswith(
        context.after, (quantity.end - len(quantity.word), quantity.end)[bool(quantity.word)]
    ):
        return False
    if context.without and any(word in clause for word in context.without):
        return False
    return not context.near or any(word in clause for word in context.near)

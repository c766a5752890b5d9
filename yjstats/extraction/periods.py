"""Give each statistic its period and basis from the expressions of time that govern it."""

import re
from bisect import bisect_left
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from yjstats.extraction.alternation import alternation
from yjstats.extraction.clauses import WINDOW, Setting
from yjstats.extraction.cues import tells
from yjstats.extraction.governing import LOOKS, Governing, governing, heading_time
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.terms import SHORT, YEAR, Calendar, days
from yjstats.extraction.times import Time

NEAR = 12  # characters before a figure in which 现有 and 就诊率 tell what it is
_FROM = re.compile("[由从自][^,。;到至]{0,14}$")


class Period(NamedTuple):
    """First and last day (None where not told), basis (blank where not told), and why."""

    first: date | None
    last: date | None
    basis: str
    why: str


def period_of(
    quantity: Quantity, setting: Setting, kind: str, measure: str, page: Page, book: Calendar,
    words: Rules,
) -> Period:  # fmt: skip
    """Return the period and the basis of a statistic.

    Parameters
    ----------
    quantity : Quantity
    setting : Setting
    kind : str
        The indicator's kind: flow, stock or ratio; state for a stock of examples; blank where
        there is no indicator.
    measure : str
        level, share, rate or change.
    page : Page
    book : Calendar
    words : Rules

    Returns
    -------
    Period
        planned where the words say so; point for a state at a day; else annual, or cumulative
        where the span is longer than a year (see design.md).
    """
    rise = _rise(words)
    if _FROM.search(setting.before) and rise.match(setting.after.lstrip("左右以上多余 ")):
        return _starting_level(quantity, setting, page, book)
    level = rise.search(setting.before) is not None
    told = governing(quantity, setting, kind, level, page, book, words)
    now = book.clock.now
    ahead = told.own and told.time is not None and _ahead(told.time, now)
    if ahead or tells(words, "planned", setting.lead):
        return _as_plan(told, kind, now)
    cumulative = tells(words, "cumulative", setting.clause)
    sums = "累计" in setting.before and told.why == "article" and not book.settled
    if told.time is None or (sums and days(told.time) <= YEAR):  # no year's sum
        if now is None or cumulative:
            return Period(None, now, "cumulative" if cumulative else "", "")
        return Period(now, now, "point", "")
    state = _is_state(kind, measure, level, told.own, setting, words)
    if told.time.kind in ("now", "until", "point"):
        counts = cumulative and not state and kind not in ("ratio", "state")
        reached = setting.before.endswith(words.cues["reached"]) and not cumulative
        rate = "率" in setting.before[-NEAR:] or (measure == "change" and not cumulative)
        if told.time.kind == "until":
            state = state or reached or (quantity.unit == "percent" and rate)
        return _to_date(quantity, setting, told, kind, counts, state, page, book)
    return _of_span(quantity, setting, told, kind, measure, state, page, book, words)


@lru_cache(maxsize=8)
def _rise(words: Rules) -> "re.Pattern[str]":
    """Match 提高到 and the like: what follows is the level that was reached."""
    return re.compile(rf"{alternation(words.cues['rise'])}了?[到至为]")


def _ahead(one: Time, now: date | None) -> bool:
    return bool(now and one.first and one.last and one.first >= now and one.last > now)


def _is_state(
    kind: str, measure: str, level: bool, own: bool, setting: Setting, words: Rules
) -> bool:
    """Tell whether a figure is of a day and not of a span: a stock, or a rate that was reached."""
    if kind == "state" or level or (measure == "rate" and not own):
        return True
    if tells(words, "point", setting.clause):
        return kind != "flow" or tells(words, "point", setting.before[-NEAR:])
    finished = tells(words, "finished", setting.before)
    return measure == "share" and "率" in setting.before[-NEAR:] and not finished


def _starting_level(quantity: Quantity, setting: Setting, page: Page, book: Calendar) -> Period:
    """Return the period of X in 由X提高到Y: what stands between 由 and X, else nothing."""
    number = bisect_left(book.starts, quantity.start) - 1
    if number >= 0 and book.times[number].start >= quantity.left - len(setting.before):
        one = book.times[number]
        if one.first and page.text[one.start - 1] in "由从自":
            point = one.kind in ("now", "point", "until")
            return Period(one.first, one.last, "point" if point else "annual", "sentence")
    return Period(None, None, "point", "")


def _as_plan(told: Governing, kind: str, now: date | None) -> Period:
    """Return the time that a plan names for itself, else the day it is told.

    What is to be done by a day (到2025年底,还将培训) is done from now on.
    """
    one = told.time
    if one and told.own and one.kind == "point" and kind == "flow" and now:
        return Period(min(now, one.last or now), one.last or now, "planned", told.why)
    if one and told.own and one.first and one.last and now and one.last >= now:
        last = date(one.last.year, 12, 31) if one.last == now else one.last
        return Period(one.first, last, "planned", told.why)
    return Period(now, now, "planned", told.why)


def _to_date(
    quantity: Quantity, setting: Setting, told: Governing, kind: str, cumulative: bool, state: bool,
    page: Page, book: Calendar,
) -> Period:  # fmt: skip
    """Return the period of a figure at a day: a state on it, or a sum up to it."""
    last = told.time.last if told.time else None
    until = told.time is not None and told.time.kind == "until"
    counts = cumulative or (until and not state and kind in ("flow", ""))
    if not counts or last is None or (told.time and told.time.kind == "point"):
        return Period(last, last, "point", told.why)
    least = YEAR if "累计" in setting.before else SHORT
    span = _span_before(quantity, page, book, least)
    begins = span.first if span and span.first and span.first < last else None
    if begins is None:
        return Period(
            None if cumulative else last, last, "cumulative" if cumulative else "point", told.why
        )
    long = (last - begins).days >= YEAR
    return Period(begins, last, "cumulative" if long else "annual", told.why)


def _of_span(
    quantity: Quantity, setting: Setting, told: Governing, kind: str, measure: str, state: bool,
    page: Page, book: Calendar, words: Rules,
) -> Period:  # fmt: skip
    """Return the period of a figure that a span governs."""
    assert told.time is not None
    first, last, now = told.time.first, told.time.last, book.clock.now
    if told.own and last and last == now and tells(words, "whole_year", setting.sentence):
        named = page.text[told.time.start : told.time.end]
        if words.relative_years.get(named) == "0":  # 今年安排 is of the whole year
            last = date(last.year, 12, 31)
    until = _until_before(quantity, setting, page, book)
    if until and first and last and until.last and first < until.last < last:
        last = until.last
    kept = told.own and measure != "rate" and kind != "stock"
    if state and not (kept and (days(told.time) <= YEAR or kind == "state")):
        day = now if told.why == "article" and now else last
        return Period(day, day, "point", told.why)
    long = first is not None and last is not None and (last - first).days >= YEAR
    return Period(first, last, "cumulative" if long else "annual", told.why)


def _until_before(quantity: Quantity, setting: Setting, page: Page, book: Calendar) -> Time | None:
    """Return the 截至 of a figure's own part of its sentence."""
    sentence = page.sentences[setting.place]
    first = max(sentence.start, quantity.start - WINDOW)
    number = bisect_left(book.starts, quantity.start)
    for one in reversed(book.times[max(0, number - LOOKS) : number]):
        if one.start < first:
            return None
        if one.kind == "until":
            return one if one.start >= page.text.rfind(";", first, quantity.start) else None
    return None


def _span_before(quantity: Quantity, page: Page, book: Calendar, least: int) -> Time | None:
    """Return the span that a sum to date belongs to: before it, else the heading's or article's."""
    sentence = page.sentences[page.sentence(quantity.start)]
    paragraph = page.paragraphs[sentence.paragraph]
    number = bisect_left(book.starts, quantity.start)
    for one in reversed(book.times[max(0, number - LOOKS) : number]):
        if one.start < paragraph.start:
            break
        if one.kind in ("span", "since") and days(one) > least:
            return one
    return heading_time(sentence.paragraph, page, book) or book.default

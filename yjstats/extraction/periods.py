"""Give each statistic its period and basis from the expressions of time that govern it."""

import re
from bisect import bisect_left
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from yjstats.extraction.alternation import alternation
from yjstats.extraction.arrivals import arrives_with
from yjstats.extraction.clauses import Setting
from yjstats.extraction.cues import tells
from yjstats.extraction.dates import month_end, whole_year
from yjstats.extraction.governing import Governing, behind, governing
from yjstats.extraction.lengths import SHORT, YEAR, days
from yjstats.extraction.page import Page
from yjstats.extraction.plans import comes_later, is_plan, plan_span
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.spans import running, span_before, until_before
from yjstats.extraction.states import NEAR, is_state, is_stock
from yjstats.extraction.terms import Calendar

FEW = 2
_FROM = re.compile("[由从自][^,。;到至]{0,14}$")
_OVER = re.compile("年[多余]")


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
    later = comes_later(quantity, setting, words)
    if later and (due := behind(quantity, page, book, page.sentences[setting.place].end)):
        told = Governing(due, True, "clause")
    past = told.own and told.time and told.time.last and now and told.time.last < now
    if (later and not past) or is_plan(quantity, told, setting, page, book, words):
        span = plan_span(told, kind, measure, setting, page, now, words)
        return Period(*span, "planned", told.why)
    cumulative = tells(words, "cumulative", setting.clause)
    sums = told.why == "article" and not book.settled and tells(words, "summed", setting.before)
    if told.time is None or (sums and days(told.time) <= YEAR):  # no year's sum
        cumulative = cumulative or tells(words, "open_since", setting.sentence)
        if now is None or (cumulative and not is_stock(kind, setting, words)):
            return Period(None, now, "cumulative" if cumulative else "", "")
        return Period(now, now, "point", "")
    around, near = setting.clause, setting.before[-NEAR:]
    if told.time.kind in ("now", "since", "until"):  # 现在 of 从2020年到现在 is no word of a state
        named = page.text[told.time.start : told.time.end]
        near = setting.before.replace(named, "")[-NEAR:]
        around = around if told.time.kind == "now" else around.replace(named, "")
    if told.time.kind == "now" and kind == "flow" and now and not level:
        on = running(quantity, page, book)
        if on is not None and not tells(words, "point", near):
            told = Governing(on._replace(last=now), told.own, told.why)
    assert told.time is not None
    state = level or is_state(kind, measure, told, now, around, near, setting, words)
    if told.time.kind in ("now", "until", "point"):
        counts = cumulative and not state and kind not in ("ratio", "state")
        reached = setting.before.endswith(words.cues["reached"]) and not cumulative
        reached = reached and not (kind == "flow" and tells(words, "already", near))
        rate = tells(words, "rated", setting.before[-NEAR:]) or (
            measure == "change" and not cumulative
        )
        if told.time.kind == "until":
            share = measure == "share" and tells(words, "finished", near)
            share = share and not tells(words, "quota", near)  # 完成年度目标的97%
            status = (
                "已" in near and tells(words, "works", near) and not cumulative
            )  # 截至4月20日已开工31个
            state = state or reached or share or status or (quantity.unit == "percent" and rate)
        return _to_date(quantity, setting, told, kind, counts, state, page, book, words)
    return _of_span(quantity, setting, told, kind, measure, state, page, book, words)


@lru_cache(maxsize=8)
def _rise(words: Rules) -> "re.Pattern[str]":
    """Match 提高到 and the like: what follows is the level that was reached."""
    return re.compile(rf"{alternation(words.cues['rise'])}了?[到至为]")


def _starting_level(quantity: Quantity, setting: Setting, page: Page, book: Calendar) -> Period:
    """Return the period of X in 由X提高到Y: what stands between 由 and X, else nothing."""
    number = bisect_left(book.starts, quantity.start) - 1
    if number >= 0 and book.times[number].start >= quantity.left - len(setting.before):
        one = book.times[number]
        if one.first and page.text[one.start - 1] in "由从自":
            point = one.kind in ("now", "point", "until")
            return Period(one.first, one.last, "point" if point else "annual", "sentence")
    return Period(None, None, "point", "")


def _to_date(
    quantity: Quantity, setting: Setting, told: Governing, kind: str, cumulative: bool, state: bool,
    page: Page, book: Calendar, words: Rules,
) -> Period:  # fmt: skip
    """Return the period of a figure at a day: a state on it, or a sum up to it."""
    assert told.time is not None
    last, until = told.time.last, told.time.kind == "until"
    counts = cumulative or (until and not state and kind in ("flow", ""))
    yearly = kind == "flow" or tells(words, "this_number", setting.before)
    if last and yearly and page.text.endswith(words.cues["ago"], 0, told.time.end):
        return Period(*whole_year(last.year), "annual", told.why)
    if not counts or last is None or told.time.kind == "point":
        return Period(last, last, "point", told.why)
    least = YEAR if tells(words, "summed", setting.before) else SHORT
    span = span_before(quantity, page, book, least)
    begins = span.first if span and span.first and span.first < last else None
    sentence = page.sentences[setting.place]
    told_here = span is not None and span.start >= page.paragraphs[sentence.paragraph].start
    known = told_here and span is not None and span.kind == "since"
    if kind == "flow" and span is not None:  # 这两年 may be any years
        known = known or not 0 < span.years <= FEW or span.odd
    far = span is None or (span is book.default and not known)
    if far and not cumulative and page.text[told.time.start - 1] == "到":
        begins = None  # 到上个月 tells no beginning
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
    came = told.own and told.time.kind == "since" and first and first.day == 1
    if came and first and arrives_with(told.time, quantity.start, page.text, words):
        return Period(first, month_end(first.year, first.month), "annual", told.why)
    if told.own and last and last == now and tells(words, "whole_year", setting.sentence):
        named = page.text[told.time.start : told.time.end]
        if words.relative_years.get(named) == "0":  # 今年安排 is of the whole year
            last = date(last.year, 12, 31)
    until = until_before(quantity, setting, page, book)
    if until and measure in ("share", "change") and tells(words, "rated", setting.before[-NEAR:]):
        return Period(until.last, until.last, "point", told.why)  # 截至3月底,今年项目开工率57%
    if until and first and last and until.last and first < until.last < last:
        last = until.last
    runs = told.time.kind == "since" and first and last and first.year < last.year
    done = "已" in setting.before and not runs and not tells(words, "fixed", setting.before)
    if done and now and first and last and first <= now < last and last != book.clock.close:
        last = now  # 上半年还没过完,已经做了130台
    kept = told.own and measure != "rate" and kind != "stock"
    if state and not (kept and (days(told.time) <= YEAR or kind == "state")):
        over = now and last and last.year < now.year  # of a year that is over: it is of now
        late = now and last and last > now
        day = now if now and (told.why == "article" or late or (over and not told.own)) else last
        return Period(day, day, "point", told.why)
    long = not (first and last) or (last - first).days > YEAR
    long = long or bool(_OVER.search(page.text, told.time.start, told.time.end))  # 一年多来
    return Period(first, last, "cumulative" if long or runs else "annual", told.why)

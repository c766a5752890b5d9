"""Give each statistic its period and basis from the expressions of time that govern it."""

import re
from bisect import bisect_left
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from yjstats.extraction.alternation import alternation
from yjstats.extraction.clauses import WINDOW, Setting
from yjstats.extraction.cues import tells
from yjstats.extraction.dates import whole_year
from yjstats.extraction.governing import LOOKS, Governing, governing, heading_time
from yjstats.extraction.page import Page
from yjstats.extraction.plans import is_plan, plan_span
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.terms import SHORT, YEAR, Calendar, days
from yjstats.extraction.times import Time

_AGO = ("年前", "年以前", "年之前")
NEAR = 12  # characters before a figure in which 现有 and 就诊率 tell what it is
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
    if is_plan(quantity, told, setting, page, book, words):
        span = plan_span(told, kind, measure, setting, page, now, words)
        return Period(*span, "planned", told.why)
    cumulative = tells(words, "cumulative", setting.clause)
    sums = "累计" in setting.before and told.why == "article" and not book.settled
    if told.time is None or (sums and days(told.time) <= YEAR):  # no year's sum
        if now is None or cumulative:
            return Period(None, now, "cumulative" if cumulative else "", "")
        return Period(now, now, "point", "")
    around = setting.clause
    if told.time.kind in ("since", "until"):  # 现在 of 从2020年到现在 is no word of a state
        around = around.replace(page.text[told.time.start : told.time.end], "")
    if told.time.kind == "now" and kind == "flow" and now and not level:
        running = _running(quantity, page, book)
        named = page.text[told.time.start : told.time.end]
        if running is not None and not tells(
            words, "point", setting.before.replace(named, "")[-NEAR:]
        ):
            told = Governing(running._replace(last=now), told.own, told.why)
    assert told.time is not None
    state = _is_state(kind, measure, level, told, now, around, setting, words)
    if told.time.kind in ("now", "until", "point"):
        counts = cumulative and not state and kind not in ("ratio", "state")
        reached = setting.before.endswith(words.cues["reached"]) and not cumulative
        rate = "率" in setting.before[-NEAR:] or (measure == "change" and not cumulative)
        if told.time.kind == "until":
            state = state or reached or (quantity.unit == "percent" and rate)
        return _to_date(quantity, setting, told, kind, counts, state, page, book, words)
    return _of_span(quantity, setting, told, kind, measure, state, page, book, words)


@lru_cache(maxsize=8)
def _rise(words: Rules) -> "re.Pattern[str]":
    """Match 提高到 and the like: what follows is the level that was reached."""
    return re.compile(rf"{alternation(words.cues['rise'])}了?[到至为]")


def _is_state(
    kind: str, measure: str, level: bool, told: Governing, now: date | None, clause: str,
    setting: Setting, words: Rules,
) -> bool:  # fmt: skip
    """Tell whether a figure is of a day and not of a span: a stock, or a rate that was reached."""
    if kind == "state" and measure == "level" and tells(words, "worked", clause):
        kind = "flow"  # 惠及群众1.2万人, 修梯田3000亩
    if kind == "state" or level or (measure == "rate" and not told.own):
        return True
    near = setting.before[-NEAR:]
    in_all = kind != "flow" and setting.before.endswith(words.cues["in_all"])
    if in_all and tells(words, "newly", setting.sentence):
        return True  # 新增网点21个,累计67个
    told_in = clause if kind != "flow" else near
    spanned = told.own and told.time and (kind == "flow" or _runs(told.time, now))
    if not spanned and tells(words, "already", told_in):
        return True  # 已有36所学校结对, but 2020年以来已有36所学校结对
    own_span = told.own and told.time and told.time.kind in ("since", "span")
    if not own_span and tells(words, "altogether", told_in):
        return True
    within = not tells(words, "newly", near) and tells(
        words, "point", clause
    )  # of which what stands before is part, if it is whole
    whole = clause is setting.clause
    if (within or not whole) and tells(words, "point", near):
        return True
    if within:
        return kind != "flow"
    rate = measure == "share" and "率" in near
    return rate and not tells(words, "finished", setting.before)


def _runs(one: Time, now: date | None) -> bool:
    """Tell whether a time runs to now: 2020年以来, 这三年."""
    return one.kind == "since" or (
        one.kind == "span" and bool(now and one.last and one.last >= now)
    )


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
    if last and yearly and page.text.endswith(_AGO, 0, told.time.end):
        return Period(*whole_year(last.year), "annual", told.why)
    if not counts or last is None or told.time.kind == "point":
        return Period(last, last, "point", told.why)
    least = YEAR if "累计" in setting.before else SHORT
    span = _span_before(quantity, page, book, least)
    begins = span.first if span and span.first and span.first < last else None
    sentence = page.sentences[setting.place]
    told_here = span is not None and span.start >= page.paragraphs[sentence.paragraph].start
    far = span is None or (span is book.default and not (told_here and span.kind == "since"))
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
    if told.own and last and last == now and tells(words, "whole_year", setting.sentence):
        named = page.text[told.time.start : told.time.end]
        if words.relative_years.get(named) == "0":  # 今年安排 is of the whole year
            last = date(last.year, 12, 31)
    until = _until_before(quantity, setting, page, book)
    if until and measure in ("share", "change") and "率" in setting.before[-NEAR:]:
        return Period(until.last, until.last, "point", told.why)  # 截至3月底,今年项目开工率57%
    if until and first and last and until.last and first < until.last < last:
        last = until.last
    runs = told.time.kind == "since" and first and last and first.year < last.year
    if not runs and now and first and last and first <= now < last and "已" in setting.before:
        last = now  # 上半年还没过完,已经做了130台
    kept = told.own and measure != "rate" and kind != "stock"
    if state and not (kept and (days(told.time) <= YEAR or kind == "state")):
        over = now and last and (last.year < now.year or last > now)  # a state is of now
        day = now if now and (told.why == "article" or (over and not told.own)) else last
        return Period(day, day, "point", told.why)
    long = not (first and last) or (last - first).days > YEAR
    long = long or bool(_OVER.search(page.text, told.time.start, told.time.end))  # 一年多来
    return Period(first, last, "cumulative" if long or runs else "annual", told.why)


def _until_before(quantity: Quantity, setting: Setting, page: Page, book: Calendar) -> Time | None:
    """Return the 截至 of a figure's own part of its sentence."""
    sentence = page.sentences[setting.place]
    first = max(sentence.start, quantity.start - WINDOW)
    number = bisect_left(book.starts, quantity.start)
    for one in reversed(book.times[max(0, number - LOOKS) : number]):
        if one.start < first:
            return None
        ended = one.kind == "span" and days(one) > YEAR  # 从2016年10月到今年10月底,光今年
        if one.kind == "until" or (ended and one.last != book.clock.now):
            return one if one.start >= page.text.rfind(";", first, quantity.start) else None
    return None


def _running(quantity: Quantity, page: Page, book: Calendar) -> Time | None:
    """Return the span of the sentence that runs to now: 今年派出医疗队,目前做了手术120台."""
    sentence = page.sentences[page.sentence(quantity.start)]
    number = bisect_left(book.starts, quantity.start)
    for one in reversed(book.times[max(0, number - LOOKS) : number]):
        if one.start < sentence.start:
            return None
        to_now = one.last in (book.clock.now, book.clock.close)
        if one.kind in ("span", "since") and to_now and days(one) > SHORT:
            return one
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

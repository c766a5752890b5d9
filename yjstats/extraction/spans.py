"""Find spans of time that a sentence and a paragraph name beside the one that governs."""

from bisect import bisect_left

from yjstats.extraction.clauses import WINDOW, Setting
from yjstats.extraction.governing import LOOKS, heading_time
from yjstats.extraction.lengths import SHORT, YEAR, days
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.terms import Calendar
from yjstats.extraction.times import Time


def until_before(quantity: Quantity, setting: Setting, page: Page, book: Calendar) -> Time | None:
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


def running(quantity: Quantity, page: Page, book: Calendar) -> Time | None:
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


def span_before(quantity: Quantity, page: Page, book: Calendar, least: int) -> Time | None:
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

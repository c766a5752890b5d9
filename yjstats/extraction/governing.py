"""Find the expression of time that governs a figure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from yjstats.extraction.clauses import WINDOW, Setting
from yjstats.extraction.cues import tells
from yjstats.extraction.lengths import SHORT, YEAR, days
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.scenes import NEWS, WIRED, scene
from yjstats.extraction.terms import Calendar
from yjstats.extraction.times import Time

LOOKS = 40  # expressions of time looked back at
LINES = 2  # lines of a transcript that one time may govern
EVENT = 12  # days that an event lasts at most
LEAD = 400  # characters: the head of an article, where a news item tells its event
EARLIER = 240  # characters of its paragraph in which 当天 takes up a day told before
USABLE = frozenset({"span", "since", "run", "until", "now", "day", "point"})
_FROM = ("由", "从", "自")
_RAN = re.compile(
    "(?:仅|只|短短|前后|一连|连着|用了?)?[0-9两三四五六七八九十几半]{1,3}(?:天|周|个?星期|个?晚上|个?小时)"
)
_THIS = "这那此本"  # 那一次 is what its whole sentence tells of
_DIGIT = re.compile("[0-9]")
_OF = ("的", "全年的", "末的")
_TIMES_OF = re.compile("(?:全年|末|底|同期)?的(?:[0-9.]+倍[和、及与])*")


class Governing(NamedTuple):
    """A time that governs a figure.

    Attributes
    ----------
    time : Time or None
        None where the article names none.
    own : bool
        Whether it stands in the figure's sentence, or tells of the sentence's event.
    why : {"sentence", "clause", "paragraph", "heading", "event", "article", ""}
    """

    time: Time | None
    own: bool
    why: str


def governing(
    quantity: Quantity, setting: Setting, kind: str, level: bool, page: Page, book: Calendar,
    rules: Rules,
) -> Governing:  # fmt: skip
    """Return the time that governs a figure.

    Parameters
    ----------
    quantity : Quantity
    setting : Setting
    kind : str
        The indicator's kind.
    level : bool
        Whether the figure is what something rose or fell to: then 由2015年的… is not its time.
    page : Page
    book : Calendar
    rules : Rules

    Returns
    -------
    Governing
        The nearest time before the figure in its sentence, else the day of the event it tells of,
        else behind it in its clause, in its paragraph, its heading, the article.
    """
    return next(_candidates(quantity, setting, kind, level, page, book, rules))


def _candidates(
    quantity: Quantity, setting: Setting, kind: str, level: bool, page: Page, book: Calendar,
    rules: Rules,
) -> Iterator[Governing]:  # fmt: skip
    """Yield the times that may govern, the nearest first; the article's always."""
    sentence = page.sentences[setting.place]
    paragraph = page.paragraphs[sentence.paragraph]
    if quantity.start in book.ordered:
        yield Governing(book.ordered[quantity.start], True, "sentence")
    number = bisect_left(book.starts, quantity.start)
    before = book.times[max(0, number - LOOKS) : number]
    for one in reversed(before):
        if one.start >= sentence.start and _fits(one, quantity, setting, level, page, book, rules):
            yield Governing(one, True, "sentence")
    day = next((one for one in reversed(before) if one.kind == "day"), None)
    if day is not None and tells(rules, "event", setting.sentence):  # 当天, 现场
        yield Governing(day, True, "event")
    if day is not None:
        there = page.text[max(paragraph.start, quantity.start - EARLIER) : quantity.start]
        start = 0 if tells(rules, "same_day", there) else paragraph.start  # 当天 goes on
        yield from _found(scene(before, start, setting, book.clock.published, rules), "event")
    after = behind(quantity, page, book, sentence.end)
    if after is None and any(_is_event(one) for one in before):
        yield from _found(_reported(setting, before, page, book, rules), "event")
    opened = _opened(sentence.paragraph, page)
    for one in reversed(before):
        goes_on = one.start < paragraph.start and one.kind == "span" and days(one) >= SHORT
        if opened <= one.start < sentence.start and (
            goes_on or _carries(one, kind, quantity, book)
        ):
            yield Governing(one, goes_on, "paragraph")
    if after is not None:
        yield Governing(after, True, "clause")
    yield from _found(heading_time(sentence.paragraph, page, book), "heading")
    if not book.settled:  # what an earlier paragraph spoke of goes on
        lasting = (one for one in reversed(before) if _lasts(one, page, rules))
        yield from (Governing(one, False, "article") for one in lasting)
    begun, term = book.begun, book.default
    if begun and term and begun.start < quantity.start < term.start:
        yield Governing(begun, False, "article")
    yield Governing(term, False, "article" if term else "")


def _opened(number: int, page: Page) -> int:
    """Return where a paragraph begins; in speech, with the lines before that end in a comma."""
    first = number
    while first and first > number - LINES and page.text[page.paragraphs[first - 1].end - 1] == ",":
        first -= 1
    return page.paragraphs[first].start


def _found(time: Time | None, why: str) -> Iterator[Governing]:
    if time is not None:
        yield Governing(time, True, why)


def heading_time(number: int, page: Page, book: Calendar) -> Time | None:
    """Return the time that the heading above a paragraph names; the article's title is none."""
    start = page.paragraphs[number].heading_at
    if start < 0:
        return None
    place = bisect_left(book.starts, start)
    if place < len(book.times) and page.text.find("\n", start) > book.times[place].start:
        one = book.times[place]
        return one if one.kind in ("span", "since") else None
    return None


def _fits(
    one: Time, quantity: Quantity, setting: Setting, level: bool, page: Page, book: Calendar,
    rules: Rules,
) -> bool:  # fmt: skip
    """Tell whether a time in a figure's own sentence is the figure's."""
    text = page.text
    clause = quantity.left - len(setting.lead)
    if one.kind == "weak":  # 十三五 named in passing
        of = quantity.unit == "times" and text[one.end : quantity.left].lstrip("”’\"'") in _OF
        return not of and (one.start >= clause or text[one.end] == ",")
    if one.kind not in USABLE or (
        quantity.unit == "times" and _TIMES_OF.fullmatch(text, one.end, quantity.left)
    ):
        return False  # 是2019年的2.3倍
    if level and one.start >= clause and text[one.start - 1 : one.start] in _FROM:
        return False
    now = book.clock.now
    if now and one.first and one.last and one.first >= now < one.last:
        return True  # 明年5月竣工后: what is to come governs the whole sentence
    if one.kind in ("span", "day", "point") and not _reaches(one, quantity, clause, page):
        return False
    short = one.kind == "span" and days(one) <= YEAR and one.start < clause
    return not (
        short
        and tells(rules, "summed", setting.before)
        and _DIGIT.search(text, max(one.end, clause - WINDOW), clause)
    )


def _reaches(one: Time, quantity: Quantity, clause: int, page: Page) -> bool:
    """Tell whether a time goes on to a later clause, or over a semicolon, of its sentence."""
    text = page.text
    begin = page.sentences[page.sentence(one.start)].start
    past = one.start < text.rfind(";", max(0, quantity.start - WINDOW), quantity.start)
    if days(one) < SHORT:
        opens = one.start <= begin + 1 or text[one.end] == "," or text[one.start] in _THIS
        ran = _RAN.match(text, clause) and text.count(",", one.end, clause) == 1
        return not past and (one.start >= clause or opens or bool(ran))  # 上个月去义诊,两天看了
    return (
        not past
        or text[one.end] == ","
        or text.find(",", max(begin, one.start - WINDOW), one.start) < 0
    )


def _carries(one: Time, kind: str, quantity: Quantity, book: Calendar) -> bool:
    """Tell whether a time goes on to govern the sentences behind its own."""
    if one.kind not in USABLE or one.kind in ("point", "run"):
        return False
    if one.kind == "now":
        return kind != "flow" and quantity.unit != "person-time"
    if days(one) < SHORT and one.kind in ("span", "day"):
        return False
    term = book.default  # once the article's term is told, no shorter time goes on
    long = term is not None and term.start < one.start and days(term) >= YEAR
    return not (long and one.kind in ("span", "since") and days(one) < YEAR)


def _lasts(one: Time, page: Page, rules: Rules) -> bool:
    """Tell whether a time goes on over paragraphs: 2020年以来, 截至; 到去年底 does not."""
    stated = page.text.endswith(rules.cues["stated"], 0, one.start)
    return one.kind == "since" or (one.kind == "until" and stated)


def behind(quantity: Quantity, page: Page, book: Calendar, end: int) -> Time | None:
    """Return a time behind a figure in its clause, such as (截至2022年底)."""
    end = min(end, quantity.end + WINDOW)
    stop = page.closing(quantity.end, end, past=":!?")
    number = bisect_left(book.starts, quantity.end)
    if number < len(book.times) and book.times[number].start < stop:
        one = book.times[number]
        return one if one.kind in USABLE and one.kind != "day" else None
    return None


def _reported(
    setting: Setting, before: Sequence[Time], page: Page, book: Calendar, rules: Rules
) -> Time | None:
    """Return the days of the event that a news item reports, where no other time stands between.

    Of a single day something must be told that is held (开幕, 义诊); some days are of an event, yet
    not of what is told of all that was done (已, 全县).
    """
    published = book.clock.published
    if tells(rules, "cumulative", setting.clause) or not published:
        return None
    told = [one for one in before if one.kind not in ("none", "base", "weak")]
    told = [one for one in told if not (one.first and one.first > published)]
    if not told:
        return None
    sentence = page.sentences[page.sentence(told[-1].start)]
    dated = (one for one in told if _is_event(one) and one.start >= sentence.start)
    one = next((one for one in dated if page.text[one.end] not in WIRED), None)
    if one is None or not one.first or not one.last or one.start > LEAD:
        return None
    behind = [other for other in told if other.start > one.start]
    if not all(_of_day(other, one.first) for other in behind):  # 1月11日,2021年工作总结会举行
        return None
    if one.kind == "span":
        held = not tells(rules, "beyond", setting.clause)
    else:
        held = tells(rules, "held", page.text[one.end : sentence.end])
    return one if held and 0 <= (published - one.last).days <= NEWS else None


def _is_event(one: Time) -> bool:
    """Tell whether a time may be of an event: a day, or some days."""
    return one.kind == "day" or (one.kind == "span" and 1 < days(one) <= EVENT)


def _of_day(one: Time, day: date) -> bool:
    return one.first is not None and one.last is not None and one.first <= day <= one.last

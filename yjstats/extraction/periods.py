"""Give each statistic its period and basis from the expressions of time that govern it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from yjstats.extraction.clauses import WINDOW, Setting
from yjstats.extraction.page import Page
from yjstats.extraction.quantities import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.times import Clock, Time

YEAR = 366  # days: what is longer is cumulative
LEAD = 400  # characters: the head of an article, where a news item tells its event
NEWS = 7  # days between an event and its report
SHORT = 45  # days: a shorter span governs its own part of a sentence only
FRESH = 3  # months: until then N年来 is of the whole years before
NEAR_START = 200  # days: by which 三年来 may miss the start that the article names
USABLE = frozenset({"span", "since", "until", "now", "day", "point"})
_FROM = re.compile("[由从自](?:[^,。;到至]{0,14})$")
_TO = re.compile(
    "(?:提高|提升|上升|增长|增加|下降|降低|减少|缩短|扩大|上涨|压缩|升|降|增|涨|跃升|攀升|回落|提|扩|跃|减|缩)(?:了)?[到至为]"
)
_THIS_YEAR = ("今年", "本年")
_WHOLE_YEAR = re.compile("安排|计划|达到|高考|预算|下达|确定")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day (blank where not told), basis (blank where not told), and why."""

    first: date | None
    last: date | None
    basis: str
    why: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The times of a page and what the whole article is about.

    Attributes
    ----------
    times : sequence of Time
        三年来 begins where the article says that the term began.
    starts : sequence of int
        Their places.
    default : Time or None
        The span that governs where nothing nearer does.
    clock : Clock
    """

    times: Sequence[Time]
    starts: Sequence[int]
    default: Time | None
    clock: Clock


def calendar(page: Page, times: Sequence[Time], clock: Clock, rules: Rules) -> Calendar:
    """Settle the article's own term, and the span that governs where nothing nearer does.

    The first span to now of a year or more (三年来, 2020年以来), else the first shorter one (今年以来),
    else the year that the article names most.
    """
    begun = [one for one in times if one.kind == "since" and one.first]
    dated = [one for one in times if one.kind in ("day", "span") and one.first and not one.years]
    plans = [one for one in times if one.kind in ("weak", "span") and one.first and one.last]
    settled = [_aligned(one, begun, dated, plans, page, clock) for one in times]
    to_now = [
        one
        for one in settled
        if one.kind in ("since", "span") and one.first and one.last and one.last == clock.now
        and page.text[one.start : one.end] not in _THIS_YEAR
    ]  # fmt: skip
    default = next((one for one in to_now if _days(one) >= YEAR - 2), None)
    if default is None:
        default = next((one for one in to_now if _days(one) > SHORT), None)
    if default is None:
        default = _beginning(settled, page, clock, rules)
    if default is None:
        spans = Counter(
            (one.first, one.last)
            for one in settled
            if one.kind in ("span", "since") and _days(one) > SHORT
            and (not clock.now or (one.first and one.first <= clock.now))
        )  # fmt: skip
        if spans:
            best = max(spans.values())
            chosen = next(span for span, count in spans.items() if count == best)
            default = next(one for one in settled if (one.first, one.last) == chosen)
    return Calendar(settled, [one.start for one in settled], default, clock)


def _beginning(times: Sequence[Time], page: Page, clock: Clock, rules: Rules) -> Time | None:
    """Return the time since a dated beginning of the aid."""
    for one in times:
        if one.kind not in ("span", "day") or not one.first or not clock.now:
            continue
        if _days(one) > SHORT or not SHORT < (clock.now - one.first).days:
            continue
        clause = re.split("[,。;\n]", page.text[one.end : one.end + 40].lstrip(","))[0]
        if _any(rules.cues["begin"], clause):
            return replace(one, kind="since", last=clock.now)
    return None


def _aligned(
    one: Time, begun: list[Time], dated: list[Time], plans: list[Time], page: Page, clock: Clock
) -> Time:
    """Let N年来 begin on the day that the article names as the start of the term."""
    if not one.years or not one.first or not clock.now:
        return one
    near = NEAR_START if one.years < 8 else YEAR
    for other in [*begun, *dated]:
        early = YEAR if one.odd else near
        if other.first and -early <= (other.first - one.first).days <= near:
            return replace(one, first=other.first)
    for other in dated:
        named = page.text[other.start : other.start + 2] in ("19", "20")
        if named and other.first and clock.now.year - other.first.year + 1 == one.years:
            return replace(one, first=other.first)
    if clock.now.month <= FRESH and one.last == clock.now:
        before = clock.now.year - 1
        return replace(one, first=date(before - one.years + 1, 1, 1), last=date(before, 12, 31))
    for other in plans:
        if other.first and other.last and not other.years:
            whole = other.last.year - other.first.year + 1
            if whole == one.years and one.last and abs((other.last - one.last).days) <= YEAR:
                return replace(one, first=other.first, last=min(other.last, one.last))
    return one


def _days(one: Time) -> int:
    return (one.last - one.first).days + 1 if one.first and one.last else 0


def period_of(
    quantity: Quantity, setting: Setting, kind: str, measure: str, page: Page, book: Calendar,
    rules: Rules,
) -> Period:  # fmt: skip
    """Return the period and the basis of a statistic.

    Parameters
    ----------
    quantity : Quantity
    setting : Setting
    kind : str
        The indicator's kind: flow, stock or ratio; blank where there is none.
    measure : str
        level, share, rate or change.
    page : Page
    book : Calendar
    rules : Rules

    Returns
    -------
    Period
        By the nearest time before the figure in its sentence, else behind it in its clause, else
        in its paragraph, its heading, the article.
    """
    now = book.clock.now
    if _FROM.search(setting.before) and _TO.match(_strip(setting.after)):
        return _starting_level(quantity, setting, page, book)
    totals = "累计" in setting.before
    governing, own, why = _governing(quantity, setting, kind, totals, page, book, rules)
    own = own or why == "heading"
    if _any(rules.cues["planned"], setting.lead):
        return _as_plan(governing, own, now, why)
    cumulative = _any(rules.cues["cumulative"], setting.clause)
    state = _is_state(kind, measure, own, setting, rules)
    if governing is None:
        if now is None:
            return Period(None, None, "cumulative" if cumulative else "", "")
        return Period(None, now, "cumulative", "") if cumulative else Period(now, now, "point", "")
    if governing.kind in ("now", "until", "point"):
        return _to_date(quantity, governing, kind, cumulative, state, totals, page, book, why)
    first, last = governing.first, governing.last
    if first and last and now and last == now and last.year == first.year and own:
        whole = date(last.year, 12, 31)
        text = page.text[governing.start : governing.end]
        if text in _THIS_YEAR and _WHOLE_YEAR.search(setting.sentence):
            last = whole
    until = _until_before(quantity, page, book)
    if until and first and last and until.last and first < until.last < last:
        last = until.last
    if state and not (own and _days(governing) <= YEAR and measure != "rate" and kind != "stock"):
        day = now if why == "article" and now else last
        return Period(day, day, "point", why)
    long = first is not None and last is not None and (last - first).days >= YEAR
    return Period(first, last, "cumulative" if long else "annual", why)


def _strip(words: str) -> str:
    return words.lstrip("左右以上多余 ")


def _any(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


def _to_level(setting: Setting) -> bool:
    return bool(_TO.search(setting.before))


def _is_state(kind: str, measure: str, own: bool, setting: Setting, rules: Rules) -> bool:
    """Tell whether a figure is of a day and not of a span: a stock, or a rate that was reached."""
    if kind == "state" or (measure == "rate" and not own):
        return True
    if _any(rules.cues["point"], setting.before[-12:]) or _to_level(setting):
        return True
    if _any(rules.cues["point"], setting.clause):
        return kind != "flow"
    if measure == "share":
        done = any(word in setting.before for word in ("完工", "完成", "开工", "竣工", "支付", "上线", "就业"))
        return _to_level(setting) or ("率" in setting.before[-10:] and not done)
    return False


def _starting_level(
    quantity: Quantity, setting: Setting, page: Page, book: Calendar
) -> Period:
    """Return the period of X in 由X提高到Y: what stands between 由 and X, else nothing."""
    start = quantity.left - len(setting.before)
    number = bisect_left(book.starts, quantity.start) - 1
    if number >= 0 and book.times[number].start >= start:
        one = book.times[number]
        if one.first and page.text[one.start - 1] in "由从自":
            point = one.kind in ("now", "point", "until")
            return Period(one.first, one.last, "point" if point else "annual", "sentence")
    return Period(None, None, "point", "")


def _as_plan(governing: Time | None, own: bool, now: date | None, why: str) -> Period:
    if governing and own and governing.first and governing.last and now:
        last = governing.last
        if governing.first <= now <= last or governing.first > now:
            whole = date(last.year, 12, 31) if last == now else last
            return Period(governing.first, whole, "planned", why)
    return Period(now, now, "planned", why)


def _to_date(
    quantity: Quantity, governing: Time, kind: str, cumulative: bool, state: bool, totals: bool,
    page: Page, book: Calendar, why: str,
) -> Period:  # fmt: skip
    """Return the period of a figure at a day: a state on it, or a sum up to it."""
    last = governing.last
    if governing.kind == "point" or state or kind in ("ratio", "state"):
        return Period(last, last, "point", why)
    if kind == "stock" and not cumulative:
        return Period(last, last, "point", why)
    span = _span_before(quantity, page, book, YEAR if totals else SHORT)
    begins = span.first if span and span.first and last and span.first < last else None
    if begins and last and (cumulative or governing.kind == "until"):
        long = (last - begins).days >= YEAR
        return Period(begins, last, "cumulative" if long else "annual", why)
    if cumulative:
        return Period(begins, last, "cumulative", why)
    return Period(last, last, "point", why)


def _governing(
    quantity: Quantity, setting: Setting, kind: str, totals: bool, page: Page, book: Calendar,
    rules: Rules,
) -> tuple[Time | None, bool, str]:  # fmt: skip
    """Return the time that governs, whether it stands in the sentence, and where it stands."""
    sentence = page.sentences[page.sentence(quantity.start)]
    paragraph = page.paragraphs[sentence.paragraph]
    text = page.text
    number = bisect_left(book.starts, quantity.start)
    first = max(sentence.start, quantity.start - WINDOW)
    part = max(text.rfind(";", first, quantity.start) + 1, first)
    clause = quantity.left - len(setting.lead)
    behind_to = _TO.search(setting.before) is not None
    term = book.default is not None and _days(book.default) >= YEAR
    asked = False
    while number > 0 and book.times[number - 1].start >= paragraph.start:
        number -= 1
        one = book.times[number]
        own = one.start >= sentence.start
        if not own and not asked:
            asked = True
            event = _event(quantity, setting, book, rules)
            if event is not None:
                return event, True, "event"
        if one.kind == "weak":
            if not own or (one.start < clause and text[one.end] != ","):
                continue
        elif one.kind not in USABLE:
            continue
        if behind_to and text[one.start - 1 : one.start] in ("由", "从", "自") and one.start >= clause:
            continue
        if text[one.end : quantity.left] in ("的", "全年的", "末的") and quantity.unit == "times":
            continue
        days = _days(one)
        if days < SHORT and one.kind in ("span", "day", "point"):
            if not own or one.start < part:
                continue
            if one.start < clause and text[one.end] != ",":
                continue
        if totals and one.kind == "span" and days <= YEAR and one.start < clause:
            continue
        if not own:
            if one.kind == "now" and kind == "flow":
                continue
            if term and one.kind in ("span", "since") and days < YEAR:
                continue
        return one, own, "sentence" if own else "paragraph"
    event = None if asked else _event(quantity, setting, book, rules)
    if event is not None:
        return event, True, "event"
    after = _after(quantity, page, book, sentence.end)
    if after is not None:
        return after, True, "clause"
    heading = _heading_time(sentence.paragraph, page, book)
    if heading is not None:
        return heading, False, "heading"
    if not _any(rules.cues["cumulative"], setting.clause):
        told = _reported_event(quantity, page, book, rules)
        if told is not None:
            return told, True, "event"
    return book.default, False, "article" if book.default else ""


def _event(quantity: Quantity, setting: Setting, book: Calendar, rules: Rules) -> Time | None:
    """Return the day of the event that a sentence tells of: 当天, 现场."""
    if not _any(rules.cues["event"], setting.sentence):
        return None
    before = book.times[: bisect_left(book.starts, quantity.start)]
    return next((one for one in reversed(before) if one.kind == "day"), None)


def _reported_event(
    quantity: Quantity, page: Page, book: Calendar, rules: Rules
) -> Time | None:
    """Return the day of the event that a news item reports, where no other time stands between."""
    number = bisect_left(book.starts, quantity.start) - 1
    while number >= 0 and book.times[number].kind in ("none", "base", "weak"):
        number -= 1
    if number < 0 or not book.clock.published:
        return None
    one = book.times[number]
    if one.kind != "day" or not one.first or one.start > LEAD:
        return None
    sentence = page.sentences[page.sentence(one.start)]
    held = _any(rules.cues["held"], page.text[one.end : sentence.end])
    near = 0 <= (book.clock.published - one.first).days <= NEWS
    return one if held and near else None


def _after(quantity: Quantity, page: Page, book: Calendar, end: int) -> Time | None:
    """Return a time behind a figure in its clause, such as (截至2022年底)."""
    end = min(end, quantity.end + WINDOW)
    stop = min(
        (found for mark in ",;。\n" if (found := page.text.find(mark, quantity.end, end)) >= 0),
        default=end,
    )
    number = bisect_left(book.starts, quantity.end)
    if number < len(book.times) and book.times[number].start < stop:
        one = book.times[number]
        if one.kind in USABLE and one.kind != "day":
            return one
    return None


def _heading_time(number: int, page: Page, book: Calendar) -> Time | None:
    """Return the time that the heading above a paragraph names; the article's title is none."""
    while number > 0 and not page.paragraphs[number].title:
        number -= 1
    if all(one.title for one in page.paragraphs[:number]):
        return None  # the article's own title
    heading = page.paragraphs[number]
    place = bisect_left(book.starts, heading.start)
    if place < len(book.times) and book.times[place].start < heading.end:
        one = book.times[place]
        return one if one.kind in ("span", "since") else None
    return None


def _until_before(quantity: Quantity, page: Page, book: Calendar) -> Time | None:
    """Return the 截至 of a figure's own sentence."""
    sentence = page.sentences[page.sentence(quantity.start)]
    first = max(sentence.start, quantity.start - WINDOW)
    part = max(page.text.rfind(";", first, quantity.start), first)
    number = bisect_left(book.starts, quantity.start) - 1
    while number >= 0 and book.times[number].start >= part:
        if book.times[number].kind == "until":
            return book.times[number]
        number -= 1
    return None


def _span_before(
    quantity: Quantity, page: Page, book: Calendar, least: int
) -> Time | None:
    """Return the span that a sum to date belongs to: before it, else the heading's or article's."""
    sentence = page.sentences[page.sentence(quantity.start)]
    paragraph = page.paragraphs[sentence.paragraph]
    number = bisect_left(book.starts, quantity.start) - 1
    while number >= 0 and book.times[number].start >= paragraph.start:
        one = book.times[number]
        if one.kind in ("span", "since") and _days(one) > least:
            return one
        number -= 1
    return _heading_time(sentence.paragraph, page, book) or book.default

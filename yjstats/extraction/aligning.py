"""Let 三年来 begin where the article says that the term began, and 三天里 be days named before."""

import re
from collections.abc import Sequence
from datetime import date

from yjstats.extraction.dates import day_or_none, month_end
from yjstats.extraction.lengths import SHORT, YEAR, days
from yjstats.extraction.moments import Clock
from yjstats.extraction.numerals import parse
from yjstats.extraction.page import Page
from yjstats.extraction.rules import Rules
from yjstats.extraction.times import Time

NEAR_START = 200  # days: by which 三年来 may miss the start that the article names
FEW = 2  # years: 两年来 misses it by no more than SHORT for each
MANY = 8  # years: of which 十年来 is said roughly
FRESH = 3  # months: until then N年来 is of the whole years before
_DAYS = re.compile("(?:为期)?(?P<count>[0-9两三四五六七八九十]{1,3})天的?(?:时间)?[里来间中的]")

_MONTHS = re.compile("(?:这|这头)?(?P<count>[0-9一二两三四五六七八九十]{1,3})个月(?!多)")


def aligned(one: Time, told: Sequence[Time], page: Page, clock: Clock) -> Time:
    """Let N年来 begin on the day that the article names as the start of the term."""
    if not one.years or not one.first or not clock.now:
        return one
    near = NEAR_START if one.years < MANY else YEAR
    near = near if one.years > FEW else SHORT * one.years
    early = YEAR if one.odd else near
    begun = [other for other in told if other.kind == "since"]
    dated = [other for other in told if other.kind in ("day", "span")]
    dated = [other for other in dated if _tells_start(other, one, page)]
    here = page.sentence(one.start)
    nearest = [other for other in dated if page.sentence(other.start) == here]
    for other in [*nearest, *begun, *dated]:
        if other.first and -early <= (other.first - one.first).days <= near:
            if other.kind == "span" and other.last and _as_long(other, one):
                return one._replace(first=other.first, last=other.last)
            return one._replace(first=other.first, last=_whole(one, other.first, clock))
    for other in dated:  # the year in which it began, counted as the first
        named = page.text[other.start : other.start + 2] in ("19", "20")
        if named and other.first and clock.now.year - other.first.year + 1 == one.years:
            return one._replace(first=other.first)
    running = "来" in page.text[one.start : one.end]  # 三年来 told in March reaches to that day
    if clock.now.month <= FRESH - running and one.last == clock.now:
        before = clock.now.year - 1
        first = day_or_none(before - one.years + 1, 1, 1)
        return one._replace(first=first, last=day_or_none(before, 12, 31)) if first else one
    return _planned(one, told)


def of_days(one: Time, told: Sequence[Time], page: Page, rules: Rules) -> Time:
    """Let 三天里 be the three days that were named before."""
    if one.kind == "span" and not one.years:
        return _of_months(one, told, page, rules)
    match = _DAYS.match(page.text, one.start) if one.kind == "none" else None
    count = parse(match.group("count"), rules) if match else None
    if count is None:
        return one
    before = (other for other in reversed(told) if other.start < one.start)
    named = next((o for o in before if o.kind == "span" and days(o) == count.value), None)
    return one._replace(kind="span", first=named.first, last=named.last) if named else one


def _of_months(one: Time, told: Sequence[Time], page: Page, rules: Rules) -> Time:
    """Let 九个月里 be the nine months that were named before: 今年1至9月. 九个月里."""
    match = _MONTHS.match(page.text, one.start, one.end)
    count = parse(match.group("count"), rules) if match else None
    if count is None:
        return one
    for other in reversed(told):
        if other.start < one.start and other.kind == "span" and _months(other) == count.value:
            return one._replace(first=other.first, last=other.last)
    return one


def _months(one: Time) -> int:
    """Return how many whole months a time is; 0 where it is not of whole months."""
    first, last = one.first, one.last
    if not (first and last and first.day == 1 and last == month_end(last.year, last.month)):
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _tells_start(other: Time, one: Time, page: Page) -> bool:
    """Tell whether a dated event may be where N年来 begins: its year is named, or it stands by."""
    named = page.text[other.start : other.start + 2] in ("19", "20")
    return named or page.text.find("\n", other.end, one.start) < 0


def _as_long(other: Time, one: Time) -> bool:
    """Tell whether a span is N years long and just over: 三年来 is 2010年至2012年."""
    return abs(days(other) - YEAR * one.years) <= SHORT


def _whole(one: Time, first: date, clock: Clock) -> date | None:
    """End N年来 with the year before, where that makes N whole years and the year is young.

    What began on a day that is told goes on to the day of the report in late December too, when
    whole years go on to the year's end.
    """
    now, new_year = clock.now, first == date(first.year, 1, 1)
    if now is None or one.last not in (now, clock.close):
        return one.last
    if now.month > FRESH:
        return one.last if new_year else now
    whole = new_year and first.year + one.years == now.year
    return day_or_none(now.year - 1, 12, 31) if whole else now


def _planned(one: Time, told: Sequence[Time]) -> Time:
    """Let 五年来 be the five years of a plan that the article names."""
    for other in told:
        if other.kind not in ("weak", "span") or not (other.first and other.last and one.last):
            continue
        whole = other.last.year - other.first.year + 1
        if whole == one.years and abs((other.last - one.last).days) <= YEAR:
            return one._replace(first=other.first, last=min(other.last, one.last))
    return one

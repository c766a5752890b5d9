"""Find the expressions of time in a page and resolve them against the date of publication."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from yjstats.extraction.arrivals import is_arrival, ran_on, that_time
from yjstats.extraction.cues import tells, tells_any
from yjstats.extraction.dates import whole_year
from yjstats.extraction.moments import Clock, Moment
from yjstats.extraction.named_periods import period_days
from yjstats.extraction.page import stands_in_heading
from yjstats.extraction.rules import Rules
from yjstats.extraction.scanning import scan
from yjstats.extraction.time_patterns import (
    batch_pattern,
    plan_heads,
    plan_pattern,
    since_pattern,
    time_heads,
    time_pattern,
    to_now_pattern,
)
from yjstats.extraction.time_values import value_of

AROUND = 4  # characters that a shape's meaning may depend on
RECENT = 20  # expressions of time among which 同期 finds the one it repeats
PERIOD = 6  # characters within which it may follow 十八大
RUNNING = 100  # days before the end of what a look back is at
SINCE = 40  # characters within which 以来 may follow
YEARS_IN = {"last": "ln", "done": "n", "span": "sn"}  # the group of a shape's number
_PROGRAMMES = ("援疆", "援藏", "援青")
_NAMED = re.compile("(?:19|20)[0-9]{2}")
_FROM = ("自", "自从")
_NO_SINCE = re.compile("[^,。;]{0,6}?(?:至|(?<![来赶回走达拿接])到)")
_PAUSES = ",。;:!?、\n 】”)"  # before the 到 of 到去年年底: not 提高到, 从…到
_TO_LATER = re.compile("(?:一?直)?[到至]")
_GOES_ON = re.compile("[^,。;、0-9]{1,4}[到至]")  # 从上周五开到(今天)
_BOTH = ("和", "、", "跟", "与", "及", "加")
_OPEN = ("从", "打", "自", "自从")


class Time(NamedTuple):
    """An expression of time and what it means.

    Attributes
    ----------
    start, end : int
        Where it stands in the page.
    kind : str
        span, since (to now), run (投产半年), until (截至), day, point, now, weak (a plan named in
        passing), base (what something is compared with), or none where it has no place in the
        calendar.
    first, last : date or None
        First and last day.
    years : int
        N of N年来, which begins where the article says that the term began; else 0.
    odd : bool
        Whether it is N年多来, so that the term may have begun up to a year before.
    """

    start: int
    end: int
    kind: str
    first: date | None
    last: date | None
    years: int = 0
    odd: bool = False


def find_times(text: str, clock: Clock, rules: Rules) -> list[Time]:
    """Return the expressions of time in a page.

    Parameters
    ----------
    text : str
        The page's text.
    clock : Clock
        去年 counts from its day of publication; a time to date ends at its `now`.
    rules : Rules

    Returns
    -------
    list of Time
        In order, not overlapping.
    """
    found: list[Time] = []
    year: int | None = None  # the last one named in the paragraph by its number
    spoken: int | None = None  # the last one spoken of in it, or named in the heading above
    above: int | None = None
    programme = next((one for one in _PROGRAMMES if one in text), "")
    end = paragraph = 0
    batches, plans = batch_pattern(), plan_pattern()
    matches = (
        scan(time_pattern(), time_heads(), text),
        scan(plans, plan_heads(), text),
        batches.finditer(text),
    )
    for match in _merged(matches):
        if match.start() < end:
            continue
        if match.start() > paragraph:
            year, spoken = None, above
        if match.re is batches:
            made = _term(match, programme, clock, rules)
        elif match.re is plans:
            after = text[match.end() : match.end() + PERIOD]
            kind, first, last = period_days(match, after, clock, rules)
            made = Time(match.start(), match.end(), kind, first, last)
        else:
            made = _time(match, text, clock, (year, spoken), found, rules)
        if made is None:
            continue
        found.append(made)
        end = made.end
        one_year = made.first and made.last and made.first.year == made.last.year
        if made.first and one_year and made.kind in ("span", "day"):
            if _NAMED.match(match.group()):
                year = spoken = made.first.year
                above = year if stands_in_heading(text, made.start) else above
            elif not rules.relative_years.get(match.group()[:2], "named").startswith("named"):
                spoken = made.first.year  # 去年
            paragraph = text.find("\n", made.end) % (len(text) + 1)  # or the text's end
    return found


def _merged(parts: Iterable[Iterable["re.Match[str]"]]) -> list["re.Match[str]"]:
    return sorted(chain.from_iterable(parts), key=lambda match: (match.start(), -match.end()))


def _time(
    match: "re.Match[str]", text: str, clock: Clock, years: tuple[int | None, int | None],
    found: list[Time],
    rules: Rules,
) -> Time | None:  # fmt: skip
    shape = str(match.lastgroup)  # the outermost: every shape is one group
    start, end = match.span()
    if shape == "same":  # 同期 is the time told before
        recent = reversed(found[-RECENT:])
        before = next((one for one in recent if one.kind in ("span", "since")), None)
        if before is not None:
            return Time(start, end, before.kind, before.first, before.last)
    if shape == "that":
        return that_time(start, end, found, rules)
    moment = Moment(
        match.group(), text[max(0, start - AROUND) : start], text[end : end + AROUND], clock,
        *years, rules,
    )  # fmt: skip
    kind, first, last = value_of(shape, match, moment)
    if not kind:
        return None
    if first is None and last is None:
        return Time(start, end, "none", None, None)
    time = Time(start, end, kind, first, last)
    stayed = rules.cues["arrival"] + rules.cues["stayed"]
    served = kind == "run" and text.endswith(stayed, 0, start)  # 援疆三年
    if first and (served or shape in ("last", "done", "span")):
        return _of_years(time, match, shape, clock)
    return _joined(_turned(time, text, clock, rules), text, found, rules)


def _of_years(time: Time, match: "re.Match[str]", shape: str, clock: Clock) -> Time:
    """Note how many years N年来 is, which begins where the article says that its term began."""
    whole = match.group()
    if "年" not in whole or time.first is None:
        return time
    digits = str(match.group(YEARS_IN[shape]) if shape in YEARS_IN else "")
    number = int(digits) if digits.isdigit() else (clock.now or time.first).year - time.first.year
    return time._replace(years=number, odd="多" in whole or "半" in whole)


def _joined(time: Time, text: str, found: list[Time], rules: Rules) -> Time:
    """Join a time with the one before it that 到 leads on from, or a year with that before it.

    去年九月到今年十月底, 今年到十月底; 从2012年开始。到现在; 去年和今年.
    """
    if not found or not time.first:
        return time
    opened = found[-1]
    if text[opened.end : time.start] in _BOTH and _follows(opened, time):
        apart = tells_any(rules, ("respectively", "each"), _rest(time, text))
        return time if apart else time._replace(first=opened.first)
    if text[time.start - 1] not in "到至":
        return time
    later = _TO_LATER.fullmatch(text, opened.end, time.start)
    if later is None and text.endswith(_OPEN, 0, opened.start):
        later = _GOES_ON.fullmatch(text, opened.end, time.start)
    if later:
        kind = "since" if time.kind == "now" else "span"
        told = opened.first and time.last and opened.first < time.last
        ranged = told and opened.kind in ("span", "day", "point", "since")
        return time._replace(kind=kind, first=opened.first) if ranged else time
    opened = next((one for one in reversed(found[-RECENT:]) if one.kind != "none"), opened)
    begun = next((one for one in reversed(found[-RECENT:]) if one.kind == "since"), None)
    return ran_on(time, opened, begun, text, rules)


def _rest(time: Time, text: str) -> str:
    """Return what its sentence says next."""
    return text[time.end : time.end + SINCE].partition("。")[0]


def _follows(one: Time, other: Time) -> bool:
    """Tell whether two whole years follow one another: 去年和今年."""
    if one.kind != "span" or other.kind != "span" or not (one.first and one.last and other.first):
        return False
    whole = (one.first, one.last) == whole_year(one.first.year)
    return whole and other.first == one.last + timedelta(days=1)


def _turned(time: Time, text: str, clock: Clock, rules: Rules) -> Time:
    """Make a span to date of 以来 and 起 behind it, an end of 截至 before it, a base of 比."""
    lead = text[max(0, time.start - AROUND) : time.start]
    tail = text[time.end : time.end + AROUND]
    if lead.endswith(rules.cues["compared"]) or tail.startswith("同期"):
        return time._replace(kind="base")
    if time.kind in ("now", "since") or not clock.now or not time.first:
        return time
    if tail.startswith(rules.cues["deadline"]) and time.last and time.last > clock.now:
        whole = time.kind == "span"  # 2020年前 ends with 2019
        last = time.first - timedelta(days=1) if whole else time.last
        return time._replace(kind="span", first=clock.now, last=max(last, clock.now))
    past = time.last is not None and time.last <= clock.now
    till = lead.endswith("到") and (len(lead) == 1 or lead[-2] in _PAUSES)
    if till and (time.first, time.last) == whole_year(time.first.year):  # 到去年,卖了3亿元
        till = tells(rules, "cumulative", _rest(time, text))
    until = lead.endswith(rules.cues["stated"]) or (past and till)
    if until and not tail.startswith("以来"):
        return time._replace(kind="until", first=time.last)
    since = since_pattern().match(text, time.end, time.end + SINCE)
    if since is None and lead.endswith(_OPEN):
        since = to_now_pattern().match(text, time.end, time.end + SINCE)
    begun = lead.endswith(_FROM) and not _NO_SINCE.match(text, time.end, time.end + SINCE)
    if (since or begun or is_arrival(time, text, clock.now, rules)) and time.first <= clock.now:
        end = time.end
        if since and (since.end() - time.end <= 3 or since.group().endswith(_to_now(rules))):
            end = since.end()
        late = (clock.now - time.first).days <= RUNNING  # 去年11月以来 runs on in January
        return time._replace(end=end, kind="since", last=clock.published if late else clock.now)
    return time


def _to_now(rules: Rules) -> tuple[str, ...]:
    return tuple(word for word in rules.cues["since"] if word.startswith(("到", "至")))


def _term(match: "re.Match[str]", programme: str, clock: Clock, rules: Rules) -> Time | None:
    """Resolve 第十批……进疆以来 to the batch's term of service."""
    term = rules.batches.get((programme, match.group("batch")))
    first = date.fromisoformat(term[0]) if term else None
    if first is None or clock.now is None or first >= clock.now:
        return None
    return Time(match.start(), match.end(), "since", first, clock.now)

"""Find the expressions of time in a page and resolve them against the date of publication."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from yjstats.extraction.rules import Rules
from yjstats.extraction.scanning import scan
from yjstats.extraction.time_patterns import (
    batch_pattern,
    plan_heads,
    plan_pattern,
    since_pattern,
    time_heads,
    time_pattern,
)
from yjstats.extraction.time_values import Clock, Moment, value_of

AROUND = 4  # characters that a shape's meaning may depend on
RECENT = 20  # expressions of time among which 同期 finds the one it repeats
SINCE = 40  # characters within which 以来 may follow
_PROGRAMMES = ("援疆", "援藏", "援青")
_NAMED = re.compile("(?:19|20)[0-9]{2}")
_FROM = ("自", "自从")
_NO_SINCE = re.compile("[^,。;]{0,6}[至到]")
_UNTIL = ("截至", "截至到", "截止", "截止到", "截至了")


class Time(NamedTuple):
    """An expression of time and what it means.

    Attributes
    ----------
    start, end : int
        Where it stands in the page.
    kind : str
        span, since (to now), until (截至), day, point, now, weak (a plan named in passing), base
        (what something is compared with), or none where it has no place in the calendar.
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
    spoken: int | None = None  # the last one spoken of in it
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
            year = spoken = None
        if match.re is batches:
            made = _term(match, programme, clock, rules)
        elif match.re is plans:
            made = _plan(match, text, clock, rules)
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
            elif rules.relative_years.get(match.group()[:2], "").startswith("-"):  # 去年
                spoken = made.first.year
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
    moment = Moment(
        match.group(), text[max(0, start - AROUND) : start], text[end : end + AROUND], clock,
        *years, rules,
    )  # fmt: skip
    kind, first, last = value_of(shape, match, moment)
    if not kind:
        return None
    if first is None:
        return Time(start, end, "none", None, None)
    time = Time(start, end, kind, first, last)
    if shape in ("last", "done", "span"):
        whole = match.group()
        digits = match.group({"last": "ln", "done": "n", "span": "sn"}[shape])
        if "年" in whole:
            number = int(digits) if digits.isdigit() else (clock.now or first).year - first.year
            return time._replace(years=number, odd="多" in whole or "半" in whole)
        return time
    return _turned(time, text, clock, rules)


def _turned(time: Time, text: str, clock: Clock, rules: Rules) -> Time:
    """Make a span to date of 以来 and 起 behind it, an end of 截至 before it, a base of 比."""
    lead = text[max(0, time.start - AROUND) : time.start]
    tail = text[time.end : time.end + AROUND]
    if lead.endswith(rules.cues["compared"]) or tail.startswith("同期"):
        return time._replace(kind="base")
    if time.kind == "now" or not clock.now or not time.first:
        return time
    if tail.startswith(rules.cues["deadline"]) and time.last and time.last > clock.now:
        whole = time.kind == "span"  # 2020年前 ends with 2019
        last = time.first - timedelta(days=1) if whole else time.last
        return time._replace(kind="span", first=clock.now, last=max(last, clock.now))
    if lead.endswith(_UNTIL) and not tail.startswith("以来"):
        return time._replace(kind="until", first=time.last)
    since = since_pattern().match(text, time.end, time.end + SINCE)
    begun = lead.endswith(_FROM) and not _NO_SINCE.match(text, time.end, time.end + SINCE)
    if (since or begun) and time.first <= clock.now:
        end = time.end
        if since and (since.end() - time.end <= 3 or since.group().endswith("至今")):
            end = since.end()
        return time._replace(end=end, kind="since", last=clock.now)
    return time


def _term(match: "re.Match[str]", programme: str, clock: Clock, rules: Rules) -> Time | None:
    """Resolve 第十批……进疆以来 to the batch's term of service."""
    term = rules.batches.get((programme, match.group("batch")))
    first = date.fromisoformat(term[0]) if term else None
    if first is None or clock.now is None or first >= clock.now:
        return None
    return Time(match.start(), match.end(), "since", first, clock.now)


def _plan(match: "re.Match[str]", text: str, clock: Clock, rules: Rules) -> Time:
    """Resolve 十三五期间, 党的十八大以来."""
    begins, ends = rules.periods[match.group("name")]
    first = date.fromisoformat(begins)
    last = date.fromisoformat(ends) if ends else None
    tail = match.group("plan")
    time = Time(match.start(), match.end(), "none", None, None)
    if "以来" in tail or (not last and "以来" in text[match.end() : match.end() + 6]):
        return time._replace(kind="since", first=first, last=clock.now)
    if last is None:
        return time
    if tail == "末":
        return time._replace(kind="point", first=last, last=last)
    named = tail in ("期间", "时期")
    return time._replace(kind="span" if named else "weak", first=first, last=last)

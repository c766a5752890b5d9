"""Resolve one expression of time to its first and last day."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from yjstats.extraction.dates import NOTHING, Days, day_or_none, month_end, whole_year
from yjstats.extraction.moments import (
    Moment,
    back,
    default_year,
    months_before,
    number_of,
    year_of,
)
from yjstats.extraction.relative_times import FINAL, near, of_month, pair, summer, weeks
from yjstats.extraction.runs import half_year, run_days
from yjstats.extraction.seasons import holiday, of_season
from yjstats.extraction.time_patterns import running_pattern

Groups = re.Match[str]  # its groups by name
THEN = ("时候", "此时", "这会儿")
INITIAL = ("初", "年初")
SOON = 6  # months ahead that 将 may mean


def value_of(shape: str, groups: Groups, moment: Moment) -> Days:
    """Return kind, first and last day of an expression of a shape (see `time_patterns`)."""
    resolve = _SHAPES.get(shape)
    return resolve(groups, moment) if resolve else NOTHING


def _iso(groups: Groups, moment: Moment) -> Days:
    day = day_or_none(*(int(part) for part in re.split("[-/.]", moment.words)))
    return "day", day, day


def _years(groups: Groups, moment: Moment) -> Days:
    first, last = re.findall("[0-9]+", moment.words)
    if len(last) == 2:
        last = first[:2] + last
    if not int(first) < int(last) <= int(first) + 60:
        return NOTHING
    return "span", date(int(first), 1, 1), date(int(last), 12, 31)


def _months(groups: Groups, moment: Moment) -> Days:
    first, last = number_of(groups["ma"], moment.rules), number_of(groups["mb"], moment.rules)
    year = year_of(groups["my"], moment) or default_year(moment, last)
    end = year_of(groups["mz"], moment) or year
    if not (1 <= first <= 12 and 1 <= last <= 12 and year and end):
        return NOTHING
    if end == year and first > last:
        year -= 1
    return "span", date(year, first, 1), month_end(end, last)


def _date(groups: Groups, moment: Moment) -> Days:
    month = number_of(groups["dm"], moment.rules)
    ending = "截" in moment.before[-3:]
    year = year_of(groups["dy"], moment) or default_year(moment, month, past=ending)
    if not groups["dy"] and not ending and _to_come(moment, month):
        year = moment.clock.published.year if moment.clock.published else year
    if not 1 <= month <= 12 or not year:
        return NOTHING
    tail = groups["dd"] or ""
    if tail[-1:] not in ("日", "号"):
        return of_month(year, month, tail)
    first = day_or_none(year, month, number_of(tail[:-1], moment.rules))
    if not groups["dz"] or first is None:
        return "day", first, first
    numbers = [int(one) for one in re.findall("[0-9]+", groups["dz"])]
    last = day_or_none(year, numbers[0] if len(numbers) > 1 else month, numbers[-1])
    return "span", first, last or first


def _to_come(moment: Moment, month: int) -> bool:
    """Tell whether a month without a year is one to come: 9月份,还将有; 将于9月; 9月底前."""
    published = moment.clock.published
    if published is None or not published.month < month <= published.month + SOON:
        return False
    cues = moment.rules.cues
    ahead = any(word in moment.before or word in moment.after for word in cues["ahead"])
    return ahead or moment.after.startswith(cues["deadline"])


def _first(groups: Groups, moment: Moment) -> Days:
    word = groups["fw"] or ""
    months = number_of(groups["fn"], moment.rules) * (3 if groups["fu"] == "季度" else 1)
    year = year_of(groups["fy"], moment)
    if year is None and months:
        year = default_year(moment, months)
    year = year or moment.year or (moment.clock.published or date.min).year
    if year == date.min.year:
        return NOTHING
    if groups["fn"]:
        return ("span", date(year, 1, 1), month_end(year, months)) if 1 <= months <= 12 else NOTHING
    if word.endswith("半年"):
        late = word[0] in "下后"
        return "span", date(year, 7 if late else 1, 1), month_end(year, 12 if late else 6)
    digit = word.replace("第", "")[0]
    quarter = int(digit) if digit.isdigit() else number_of(digit, moment.rules)
    return "span", date(year, quarter * 3 - 2, 1), month_end(year, quarter * 3)


def _whole_year(groups: Groups, moment: Moment) -> Days:
    year, tail, clock = year_of(groups["yy"], moment), groups["yt"] or "", moment.clock
    if year is None:
        return NOTHING
    first, last = whole_year(year)
    if groups["ys"]:
        return of_season(year, groups["ys"])
    if tail in FINAL:
        return "point", last, last
    if tail in INITIAL:
        return "point", first, first
    if tail.endswith(THEN) and clock.published:  # 去年这个时候
        day = day_or_none(year, clock.published.month, clock.published.day)
        return ("point", day, day) if day else NOTHING
    this = moment.rules.relative_years.get(groups["yy"] or "") == "0"
    if this and clock.now and clock.now.year == year:
        last = clock.close or last  # 今年 reaches to the day of the report
    return "span", first, last


def _recent(digits: str, unit: str) -> Callable[[Groups, Moment], Days]:
    def resolve(groups: Groups, moment: Moment) -> Days:
        number = number_of(groups[digits], moment.rules)
        now = moment.clock.close if groups[unit] == "年" else moment.clock.now
        if not number or now is None:
            return NOTHING
        if groups[unit] == "年" and "半" in moment.words:  # 两年半
            return "span", months_before(now, 12 * number + 6), now
        return "span", back(now, number, groups[unit] or ""), now

    return resolve


def _coming(groups: Groups, moment: Moment) -> Days:
    """Resolve 今后三年 to the years from the day of the report on."""
    number, now = number_of(groups["cn"], moment.rules), moment.clock.published
    if not number or now is None:
        return NOTHING
    months = number * (12 if groups["cu"] == "年" else 1)
    return "span", now, months_before(now, -months)


def _ago(groups: Groups, moment: Moment) -> Days:
    """Resolve 三年前 to the same day of that year."""
    number, now = number_of(groups["an"], moment.rules), moment.clock.now
    if not number or now is None:
        return NOTHING
    day = day_or_none(now.year - number, now.month, now.day) or back(now, number, "年")
    return "point", day, day


def _now(groups: Groups, moment: Moment) -> Days:
    now = moment.clock.now
    if now and moment.words == "至今" and running_pattern().search(moment.before):
        return "run", None, now  # 导管室启用至今: since a day that is not told
    return ("now", now, now) if now else NOTHING


def _all_year(groups: Groups, moment: Moment) -> Days:
    now = moment.clock.now
    if moment.words == "一年来":
        return ("span", back(now, 1, "年"), now) if now else NOTHING
    year = moment.spoken or (now.year if now else None)
    if year is None:
        return NOTHING
    first, last = whole_year(year)
    if moment.words in ("年底", "年末"):
        return "point", last, last
    return ("point", first, first) if moment.words in ("年初", "开年") else ("span", first, last)


def _bare(groups: Groups, moment: Moment) -> Days:
    """Read a year without 年 only in a heading such as 数读2022."""
    ends = moment.after[:1] in ("\n", "", ")", "”", "》")
    if not ends or "读" not in moment.before[-2:]:
        return "", None, None
    return "span", *whole_year(int(moment.words))


def _day(groups: Groups, moment: Moment) -> Days:
    published = moment.clock.published
    if published is None:
        return NOTHING
    number = int(re.findall("^[0-9]+", moment.words)[0])
    day = day_or_none(published.year, published.month, number)
    if day is None or day > published:
        before = published.replace(day=1)
        before = before - timedelta(days=1) if before > date.min else before
        day = day_or_none(before.year, before.month, number)
    return "day", day, day


_SHAPES: dict[str, Callable[[Groups, Moment], Days]] = {
    "iso": _iso,
    "years": _years,
    "months": _months,
    "date": _date,
    "first": _first,
    "year": _whole_year,
    "last": _recent("ln", "lu"),
    "coming": _coming,
    "done": _recent("n", "u"),
    "span": _recent("sn", "su"),
    "half": half_year,
    "duration": run_days,
    "feast": holiday,
    "ago": _ago,
    "now": _now,
    "near": near,
    "pair": pair,
    "summer": summer,
    "weeks": weeks,
    "whole": _all_year,
    "bare": _bare,
    "day": _day,
}

"""Resolve one expression of time to its first and last day."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from yjstats.extraction.dates import day_or_none, month_end, whole_year
from yjstats.extraction.numerals import parse
from yjstats.extraction.rules import Rules

Groups = re.Match[str]  # its groups by name
Days = tuple[str, date | None, date | None]  # kind, first and last day
NOTHING: Days = ("none", None, None)
FINAL, INITIAL = ("底", "末", "年底"), ("初", "年初")
YEAR_ENDS = (12, 25)  # month and day from which a look back is at the whole year
SOON = 6  # months ahead that 将 may mean
OF_TODAY = (",", "(", "上", "下", "早", "晚", "在")


class Clock(NamedTuple):
    """What "now" is: the day of publication and the end of the time reported on."""

    published: date | None
    now: date | None

    @property
    def close(self) -> date | None:
        """The day to which a year or years to date reach: the year's end, when that is near."""
        near = self.now is not None and (self.now.month, self.now.day) >= YEAR_ENDS
        return date(self.now.year, 12, 31) if self.now is not None and near else self.now


class Moment(NamedTuple):
    """What an expression of time is resolved against.

    Attributes
    ----------
    words : str
        The expression.
    before, after : str
        A few characters on either side.
    clock : Clock
    year : int or None
        The year last named in the paragraph by its number.
    spoken : int or None
        The year last spoken of in it, 去年 too: the year of 同年 and 全年.
    rules : Rules
    """

    words: str
    before: str
    after: str
    clock: Clock
    year: int | None
    spoken: int | None
    rules: Rules


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
    first, last = _number(groups["ma"], moment.rules), _number(groups["mb"], moment.rules)
    year = _year(groups["my"], moment) or _default_year(moment, last)
    end = _year(groups["mz"], moment) or year
    if not (1 <= first <= 12 and 1 <= last <= 12 and year and end):
        return NOTHING
    if end == year and first > last:
        year -= 1
    return "span", date(year, first, 1), month_end(end, last)


def _date(groups: Groups, moment: Moment) -> Days:
    month = _number(groups["dm"], moment.rules)
    ending = "截" in moment.before[-3:]
    year = _year(groups["dy"], moment) or _default_year(moment, month, past=ending)
    if not groups["dy"] and not ending and _to_come(moment, month):
        year = moment.clock.published.year if moment.clock.published else year
    if not 1 <= month <= 12 or not year:
        return NOTHING
    tail = groups["dd"] or ""
    if tail[-1:] not in ("日", "号"):
        return _of_month(year, month, tail)
    first = day_or_none(year, month, _number(tail[:-1], moment.rules))
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


def _of_month(year: int, month: int, tail: str) -> Days:
    last = month_end(year, month)
    return ("point", last, last) if tail in FINAL else ("span", date(year, month, 1), last)


def _near(groups: Groups, moment: Moment) -> Days:
    """Resolve 昨天 and 上个月底; 今天 is a day only where something is told of it."""
    unit, shift = moment.rules.relative_dates[groups["nw"] or ""]
    published = moment.clock.published
    if published is None:
        return NOTHING
    if unit == "day":
        if not shift and moment.after[:1] not in OF_TODAY:
            return NOTHING
        day = date.fromordinal(max(1, published.toordinal() + shift))
        return "day", day, day
    year, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
    return _of_month(year, month + 1, groups["nt"] or "") if _possible(year) else NOTHING


def _first(groups: Groups, moment: Moment) -> Days:
    word = groups["fw"] or ""
    months = _number(groups["fn"], moment.rules) * (3 if groups["fu"] == "季度" else 1)
    year = _year(groups["fy"], moment)
    if year is None and months:
        year = _default_year(moment, months)
    year = year or moment.year or (moment.clock.published or date.min).year
    if year == date.min.year:
        return NOTHING
    if groups["fn"]:
        return ("span", date(year, 1, 1), month_end(year, months)) if 1 <= months <= 12 else NOTHING
    if word.endswith("半年"):
        half = date(year, 1, 1) if word[0] == "上" else date(year, 7, 1)
        return "span", half, month_end(year, 6 if word[0] == "上" else 12)
    digit = word.replace("第", "")[0]
    quarter = int(digit) if digit.isdigit() else _number(digit, moment.rules)
    return "span", date(year, quarter * 3 - 2, 1), month_end(year, quarter * 3)


def _whole_year(groups: Groups, moment: Moment) -> Days:
    year, tail, clock = _year(groups["yy"], moment), groups["yt"] or "", moment.clock
    if year is None:
        return NOTHING
    first, last = whole_year(year)
    if tail in FINAL:
        return "point", last, last
    if tail in INITIAL:
        return "point", first, first
    this = moment.rules.relative_years.get(groups["yy"] or "") == "0"
    if this and clock.now and clock.now.year == year:
        last = clock.close or last  # 今年 reaches to the day of the report
    return "span", first, last


def _recent(digits: str, unit: str) -> Callable[[Groups, Moment], Days]:
    def resolve(groups: Groups, moment: Moment) -> Days:
        number = _number(groups[digits], moment.rules)
        now = moment.clock.close if groups[unit] == "年" else moment.clock.now
        if not number or now is None:
            return NOTHING
        return "span", back(now, number, groups[unit] or ""), now

    return resolve


def _ago(groups: Groups, moment: Moment) -> Days:
    """Resolve 三年前 to the same day of that year."""
    number, now = _number(groups["an"], moment.rules), moment.clock.now
    if not number or now is None:
        return NOTHING
    day = day_or_none(now.year - number, now.month, now.day) or back(now, number, "年")
    return "point", day, day


def _now(groups: Groups, moment: Moment) -> Days:
    now = moment.clock.now
    return ("now", now, now) if now else NOTHING


def _all_year(groups: Groups, moment: Moment) -> Days:
    now = moment.clock.now
    if moment.words == "一年来":
        return ("span", back(now, 1, "年"), now) if now else NOTHING
    year = moment.spoken or (now.year if now else None)
    if year and moment.words in ("年底", "年末"):
        return "point", date(year, 12, 31), date(year, 12, 31)
    return ("span", *whole_year(year)) if year else NOTHING


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


def back(now: date, number: int, unit: str) -> date:
    """Return the day on which the last `number` years or months to now began.

    Whole years where now ends one: 三年来 on 31 December 2022 began on 1 January 2020.
    """
    if unit == "年":
        if (now.month, now.day) == (12, 31):
            return day_or_none(now.year - number + 1, 1, 1) or now
        return day_or_none(now.year - number, now.month, min(now.day, 28)) or now
    months = now.year * 12 + now.month - 1 - number
    return day_or_none(months // 12, months % 12 + 1, 1) or now


def _year(word: str | None, moment: Moment) -> int | None:
    if not word:
        return None
    if word[0] in "12":
        return int(word[:4])
    shift = moment.rules.relative_years.get(word)
    if shift is None:  # 二〇二三年
        digits = [moment.rules.digits.get(char) for char in word[:4]]
        return int("".join(str(digit) for digit in digits)) if None not in digits else None
    if shift.startswith("named"):
        return _possible(moment.spoken + int(shift[5:] or 0)) if moment.spoken else None
    published = moment.clock.published
    return _possible(published.year + int(shift)) if published else None


def _possible(year: int) -> int | None:
    return year if date.min.year < year < date.max.year else None


def _default_year(moment: Moment, month: int, past: bool = False) -> int | None:
    """Return the year of a month named without one: the last year named, else the latest past."""
    if moment.year is not None and not past:
        return moment.year
    published = moment.clock.published
    if published is None:
        return None
    return published.year if month <= published.month else _possible(published.year - 1)


def _number(text: str | None, rules: Rules) -> int:
    if not text:
        return 0
    if text.isascii() and text.isdigit():
        return int(text)
    read = parse(text, rules)
    return int(read.value) if read and read.qualifier == "exact" else 0


_SHAPES: dict[str, Callable[[Groups, Moment], Days]] = {
    "iso": _iso,
    "years": _years,
    "months": _months,
    "date": _date,
    "first": _first,
    "year": _whole_year,
    "last": _recent("ln", "lu"),
    "done": _recent("n", "u"),
    "span": _recent("sn", "su"),
    "ago": _ago,
    "now": _now,
    "near": _near,
    "whole": _all_year,
    "bare": _bare,
    "day": _day,
}

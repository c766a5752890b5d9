"""Resolve what is counted from the day of the report: 上个月底, 上周五, 今夏, 今明两年."""

import re
from datetime import date, timedelta

from yjstats.extraction.dates import NOTHING, Days, month_end
from yjstats.extraction.moments import Moment, number_of, possible
from yjstats.extraction.seasons import of_season

Groups = re.Match[str]  # its groups by name
FINAL = ("底", "末", "年底")
TENTHS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0)}
WEEKDAYS = "一二三四五六日天"
WINTERS_END = 3  # the month until which a winter is spoken of
OF_TODAY = (",", "(", "上", "下", "早", "晚", "在")


def near(groups: Groups, moment: Moment) -> Days:
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
    if unit == "quarter":
        return _quarter(published, shift)
    if unit == "week":
        return _week(published, shift, groups["nt"] or "")
    year, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
    return of_month(year, month + 1, groups["nt"] or "") if possible(year) else NOTHING


def _week(published: date, shift: int, day: str) -> Days:
    """Return a week from Monday on, this one to the day of the report, or a day of it: 上周五."""
    monday = published.toordinal() - published.weekday() + 7 * shift
    number = WEEKDAYS.find(day or "-")
    if number >= 0:
        one = date.fromordinal(max(1, monday + min(number, 6)))
        return "day", one, one
    first, last = (date.fromordinal(max(1, day)) for day in (monday, monday + 6))
    return "span", first, min(last, published) if shift == 0 else last


def _quarter(published: date, shift: int) -> Days:
    """Return a quarter of a year, this one to the day of the report."""
    year, number = divmod(published.year * 4 + (published.month - 1) // 3 + shift, 4)
    if not possible(year):
        return NOTHING
    last = month_end(year, number * 3 + 3)
    return "span", date(year, number * 3 + 1, 1), min(last, published) if shift == 0 else last


def of_month(year: int, month: int, tail: str) -> Days:
    """Return a month, a third of it (上旬), or its last day (底)."""
    last = month_end(year, month)
    if tail in TENTHS:
        first_day, last_day = TENTHS[tail]
        end = last_day or last.day
        return "span", date(year, month, first_day), date(year, month, end)
    return ("point", last, last) if tail in FINAL else ("span", date(year, month, 1), last)


def pair(groups: Groups, moment: Moment) -> Days:
    """Resolve 今明两年 to the two years."""
    published = moment.clock.published
    shifts = {"去": -1, "今": 0, "明": 1, "后": 2}
    first, last = shifts[groups["pa"] or ""], shifts[groups["pb"] or ""]
    if published is None or last != first + 1 or not possible(published.year + last):
        return NOTHING
    year = published.year + first
    return "span", date(year, 1, 1), date(year + 1, 12, 31)


def summer(groups: Groups, moment: Moment) -> Days:
    """Resolve 今夏, 去秋 and 这个冬天, the season of the report to its day."""
    published, words = moment.clock.published, groups["ts"] or groups["tz"] or ""
    if published is None:
        return NOTHING
    begun = published.year - (groups["tw"] == "去")
    early = "冬" in words and published.month <= WINTERS_END  # 今冬 told in January began before
    year = possible(begun - early)
    if not year or not possible(year + 1):
        return NOTHING
    kind, first, last = of_season(year, words)
    if groups["tn"] and first and first > published and possible(year - 1):
        kind, first, last = of_season(year - 1, words)  # 过去的这个冬天
    return kind, first, min(last, published) if first and last and first <= published else last


def weeks(groups: Groups, moment: Moment) -> Days:
    """Resolve 最近一周 and 三周来 to the days up to now."""
    now, number = moment.clock.now, number_of(groups["wa"] or groups["wb"], moment.rules)
    if now is None or not number or now.toordinal() <= 7 * number:
        return NOTHING
    return "span", now - timedelta(days=7 * number - 1), now

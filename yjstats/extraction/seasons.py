"""Resolve the seasons and holidays that have the same days each year."""

import re
from datetime import date

from yjstats.extraction.dates import NOTHING, Days, month_end
from yjstats.extraction.moments import Moment, possible

SEASONS = {
    "春": ((3, 1), (5, 0)), "夏": ((6, 1), (8, 0)), "秋": ((9, 1), (11, 0)),
    "冬": ((12, 1), (2, 0)), "寒": ((1, 1), (2, 0)), "暑": ((7, 1), (8, 0)),
    "五一": ((5, 1), (5, 5)), "国庆": ((10, 1), (10, 7)), "双": ((11, 11), (11, 11)),
    "十一": ((10, 1), (10, 7)), "元旦": ((1, 1), (1, 1)),
}  # fmt: skip  # day 0: the month's last


def of_season(year: int, words: str) -> Days:
    """Return kind, first and last day of 春天, 暑假 or 国庆 of a year."""
    start, end = next(days for name, days in SEASONS.items() if name in words)
    over = year + (end[0] < start[0])  # a winter ends in the next year
    last = date(over, *end) if end[1] else month_end(over, end[0])
    return "span", date(year, *start), last


def holiday(groups: "re.Match[str]", moment: Moment) -> Days:
    """Return kind, first and last day of 国庆假期 without a year: the latest past."""
    published = moment.clock.published
    if published is None:
        return NOTHING
    kind, first, last = of_season(published.year, moment.words)
    if first and first > published and possible(published.year - 1):
        return of_season(published.year - 1, moment.words)
    return kind, first, last

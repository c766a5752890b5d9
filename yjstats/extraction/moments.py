"""What an expression of time is resolved against: "now", the year last named, the words of time."""

from datetime import date
from typing import NamedTuple

from yjstats.extraction.dates import day_or_none, month_end
from yjstats.extraction.numerals import parse
from yjstats.extraction.rules import Rules

YEAR_TURNS = 10  # the month from which 新的一年 is the next
YEAR_ENDS = (12, 25)  # month and day from which a look back is at the whole year


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


def back(now: date, number: int, unit: str) -> date:
    """Return the day on which the last `number` years or months to now began.

    Whole years where now ends one: 三年来 on 31 December 2022 began on 1 January 2020.
    """
    if unit == "年":
        if (now.month, now.day) == (12, 31):
            return day_or_none(now.year - number + 1, 1, 1) or now
        year = now.year - number
        return day_or_none(year, now.month, now.day) or day_or_none(year, now.month, 28) or now
    months = now.year * 12 + now.month - 1 - number
    return day_or_none(months // 12, months % 12 + 1, 1) or now


def months_before(now: date, months: int) -> date | None:
    """Return the same day some months earlier, at latest that month's last."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    if not possible(year):
        return None
    return day_or_none(year, month + 1, now.day) or month_end(year, month + 1)


def year_of(word: str | None, moment: Moment) -> int | None:
    """Return the year that a word names, in digits or by its distance; None where it names none."""
    if not word:
        return None
    if word[0] in "12":
        return int(word[:4])
    shift = moment.rules.relative_years.get(word)
    if shift is None:  # 二〇二三年
        digits = [moment.rules.digits.get(char) for char in word[:4]]
        return int("".join(str(digit) for digit in digits)) if None not in digits else None
    if shift.startswith("named"):
        return possible(moment.spoken + int(shift[5:] or 0)) if moment.spoken else None
    published = moment.clock.published
    if published is None:
        return None
    # 新的一年 of December is the next
    ahead = published.month >= YEAR_TURNS if shift == "new" else int(shift)
    return possible(published.year + ahead)


def possible(year: int) -> int | None:
    """Return a year of the calendar, else None."""
    return year if date.min.year < year < date.max.year else None


def default_year(moment: Moment, month: int, past: bool = False) -> int | None:
    """Return the year of a month named without one: the last year named, else the latest past."""
    if moment.year is not None and not past:
        return moment.year
    published = moment.clock.published
    if published is None:
        return None
    return published.year if month <= published.month else possible(published.year - 1)


def number_of(text: str | None, rules: Rules) -> int:
    """Return the whole number that a numeral says exactly, else 0."""
    if not text:
        return 0
    if text.isascii() and text.isdigit():
        return int(text)
    read = parse(text, rules)
    return int(read.value) if read and read.qualifier == "exact" else 0

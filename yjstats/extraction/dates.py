"""Small arithmetic of the calendar."""

from calendar import monthrange
from datetime import date

Days = tuple[str, date | None, date | None]  # kind, first and last day
NOTHING: Days = ("none", None, None)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def whole_year(year: int) -> tuple[date, date]:
    """Return the first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

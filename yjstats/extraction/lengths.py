"""How long a time is."""

from yjstats.extraction.times import Time

YEAR = 366  # days: what is longer is cumulative
SHORT = 45  # days: a shorter span governs its own part of a sentence only


def days(one: Time) -> int:
    """Return how many days a time spans; 0 where it is not told."""
    return (one.last - one.first).days + 1 if one.first and one.last else 0

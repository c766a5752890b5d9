"""Resolve a named period, or the first or last years of one: 十三五期间, 十四五前两年."""

import re
from datetime import date

from yjstats.extraction.dates import NOTHING, Days
from yjstats.extraction.moments import Clock, number_of
from yjstats.extraction.rules import Rules

_LAST = "后最收"


def period_days(match: "re.Match[str]", after: str, clock: Clock, rules: Rules) -> Days:
    """Return kind, first and last day of a period that its name stands for.

    Parameters
    ----------
    match : re.Match
        Of `time_patterns.plan_pattern`.
    after : str
        The next few characters.
    clock : Clock
    rules : Rules

    Returns
    -------
    tuple of str, date or None, date or None
        since where 以来 follows; a point for its end (末); a span for it or some years of it; weak
        where it is only named.
    """
    begins, ends = rules.periods[match.group("name")]
    first = date.fromisoformat(begins)
    last = date.fromisoformat(ends) if ends else None
    tail = match.group("plan").lstrip("的")
    if "以来" in tail or (last is None and "以来" in after):
        return "since", first, clock.now
    if last is None or tail in ("开局", "收官"):  # 紧扣十四五开局 tells no time
        return NOTHING
    if tail == "末":
        return "point", last, last
    if "年" in tail:
        years = number_of(match.group("pn"), rules) or 1
        if tail[0] in _LAST:
            return "span", date(last.year - years + 1, 1, 1), last
        return "span", first, date(first.year + years - 1, 12, 31)
    return "span" if tail in ("期间", "时期") else "weak", first, last

"""Resolve how long a thing has run: 投产半年, 运行两年."""

import re

from yjstats.extraction.dates import NOTHING, Days
from yjstats.extraction.moments import Moment, months_before, number_of
from yjstats.extraction.time_patterns import running_pattern

_RUN = re.compile(
    "(?:(?P<half>半)|(?P<n>[0-9]+|[一二两三四五六七八九十]+)个?)(?P<u>年|月)[多余半]?"
)


def run_days(groups: "re.Match[str]", moment: Moment) -> Days:
    """Return kind, first and last day of what has run for some months or years to now.

    Parameters
    ----------
    groups : re.Match
        Of the duration: 半年, 5个月, 两年.
    moment : Moment

    Returns
    -------
    tuple of str, date or None, date or None
        run; none where 投产 does not stand before it, or now or the number is not known.
    """
    now, match = moment.clock.now, _RUN.fullmatch(moment.words)
    named = moment.after.startswith(moment.rules.cues["no_run"])  # 援疆三年规划
    if now is None or match is None or named or not running_pattern().search(moment.before):
        return NOTHING
    months = 6 if match["half"] else number_of(match["n"], moment.rules)
    months *= 12 if match["u"] == "年" and not match["half"] else 1
    first = months_before(now, months) if months else None
    return ("run", first, now) if first else NOTHING


def half_year(groups: "re.Match[str]", moment: Moment) -> Days:
    """Return kind, first and last day of 半年来: the six months to now."""
    now = moment.clock.now
    first = months_before(now, 6) if now else None
    return ("span", first, now) if first else NOTHING

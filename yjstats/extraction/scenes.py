"""Find the day of the scene that a paragraph of news shows."""

from collections.abc import Sequence
from datetime import date

from yjstats.extraction.clauses import Setting
from yjstats.extraction.cues import tells
from yjstats.extraction.rules import Rules
from yjstats.extraction.times import Time

NEWS = 7  # days between an event and its report
WIRED = "电讯"  # 6月26日电 is the day of the wire, not of what it tells
_NO_TIME = frozenset({"none", "base", "weak"})


def scene(
    before: Sequence[Time], start: int, setting: Setting, published: date | None, rules: Rules
) -> Time | None:
    """Return the day of the scene that a figure belongs to.

    Parameters
    ----------
    before : sequence of Time
        The times before the figure.
    start : int
        Where its paragraph begins; 0 where that goes on with the day told before (当天).
    setting : Setting
    published : date or None
    rules : Rules

    Returns
    -------
    Time or None
        The day last named behind `start`, if no other time was named since, news is fresh of it,
        and the clause has no word of sums, states, wholes or money (已 累计 全县 资金), which no
        scene shows.
    """
    told = next((one for one in reversed(before) if one.kind not in _NO_TIME), None)
    if told is None or told.start < start or told.kind != "day" or not (published and told.first):
        return None
    if tells(rules, "cumulative", setting.clause) or tells(rules, "beyond", setting.clause):
        return None
    return told if 0 <= (published - told.first).days <= NEWS else None

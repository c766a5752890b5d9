"""Tell what began at a time: those who stay came, or what was opened then ran on."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from yjstats.extraction.cues import tells
from yjstats.extraction.dates import month_end
from yjstats.extraction.rules import Rules
from yjstats.extraction.time_patterns import arrival_pattern

if TYPE_CHECKING:
    from yjstats.extraction.times import Time

LATELY = 45  # days: who arrived later has only just come; what was opened is told to the month
REACH = 40  # characters in which an arrival is told, or what began and until when
SOON = 6  # characters behind 到现在 in which 存栏 makes a state
BACK = 150  # characters back to the time that 那一次 points to
FROM = ("从", "打", "自", "自从")
_PAUSED_TO = re.compile("^[^。;!?\\n]*,(?:一?直)?[到至]$")
# 从他到任算起,至(今年5月底)
SINCE_THEN = "[从自打][^,。;0-9]{0,10}<opens>[^,。;0-9]{0,6}(?:<since>)?,?一?直?[到至]$"
# (去年7月),21名医生来到这里; not those who were sent to the city that helps
CAME = (
    ",?[^。;\\n]{0,24}?<stayer>[^。;\\n]{0,14}?<came>(?!<sent_from>)[^,。;\\n0-9]{0,8}(?=[,。;\\n])"
)


def is_arrival(one: "Time", text: str, now: date, rules: Rules) -> bool:
    """Tell whether those who stay came on a day or month some time ago: 去年6月入疆."""
    if one.kind not in ("span", "day") or not one.last or (now - one.last).days <= LATELY:
        return False
    if arrival_pattern().match(text, one.end) is not None:
        return True
    rest = text[one.end : one.end + REACH].partition("。")[0]
    if not tells(rules, "came", rest) or tells(rules, "visits", rest):
        return False
    return rules.patterns[CAME].match(text, one.end, one.end + REACH) is not None


def arrives_with(one: "Time", place: int, text: str, rules: Rules) -> bool:
    """Tell whether a figure is of those who came in a month: 去年7月,21名医生来到这里."""
    if not text.endswith(("月", "月份"), 0, one.end) or text.endswith(FROM, 0, one.start):
        return False  # 从1996年到现在
    came = rules.patterns[CAME].match(text, one.end, one.end + REACH)
    return came is not None and one.end <= place < came.end()


def ran_on(time: "Time", opened: "Time", begun: "Time | None", text: str, rules: Rules) -> "Time":
    """Return a time that 到 leads to, from what began before on where something did.

    Parameters
    ----------
    time : Time
    opened : Time
        The last time before it.
    begun : Time or None
        The last one before it that began a span.
    text : str
    rules : Rules
    """
    ran = opened.kind == "since" or (opened.kind == "run" and opened.first is not None)
    if time.kind == "now" and ran and text.find("\n", opened.end, time.start) < 0:
        return opened._replace(start=time.start, end=time.end)
    if begun is not None and _counts_from(begun, time, text, rules):
        return time._replace(kind="span", first=begun.first)
    if _ran_from(opened, time, text, rules):
        return time._replace(kind="since" if time.kind == "now" else "span", first=opened.first)
    return time


def _counts_from(begun: "Time", until: "Time", text: str, rules: Rules) -> bool:
    """Tell whether a time is counted to from an earlier arrival: 从他到任算起,至今年5月底."""
    if not (begun.first and until.last and begun.first < until.last):
        return False
    said = text[max(0, until.start - REACH) : until.start]
    return rules.patterns[SINCE_THEN].search(said) is not None


def _ran_from(opened: "Time", until: "Time", text: str, rules: Rules) -> bool:
    """Tell whether what opened in a month or on a day ran to a later time: 3月开号,到7月底."""
    if opened.kind not in ("span", "day") or not (opened.first and opened.last and until.last):
        return False
    brief = (opened.last - opened.first).days < LATELY and opened.last < until.last
    if not brief or until.start - opened.end > REACH:
        return False
    between = text[opened.end : until.start]
    if not _PAUSED_TO.search(between) or not tells(rules, "opens", between):
        return False
    return not tells(rules, "point", text[until.end : until.end + SOON])  # 到现在存栏


def that_time(start: int, end: int, found: Sequence["Time"], rules: Rules) -> "Time | None":
    """Return what 那一次 and 这回 point to: some days or the month told right before, else None."""
    told = next((one for one in reversed(found) if one.kind not in ("none", "base", "weak")), None)
    if told is None or not (told.first and told.last) or start - told.end > BACK:
        return None
    last = told.last
    if told.kind == "since":  # 去年8月,他们来到这里。那一次
        last = month_end(told.first.year, told.first.month) if told.first.day == 1 else told.first
    brief = told.kind in ("span", "day", "since") and (last - told.first).days <= LATELY
    kind = "span" if told.kind == "since" else told.kind
    return told._replace(start=start, end=end, kind=kind, last=last) if brief else None

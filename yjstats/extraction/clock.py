"""Find the day of publication in a text, and the day to which it reports."""

import re
from datetime import date

from yjstats.extraction.cues import tells
from yjstats.extraction.dates import day_or_none
from yjstats.extraction.moments import Clock
from yjstats.extraction.rules import Rules

HEAD, TAIL = 400, 300
_SIGNED = re.compile(":[0-9]{2}|[(]")
_FULL = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[年/.-]([01]?[0-9])[月/.-]([0-3]?[0-9])日?")


def clock_of(text: str, published: date | None, rules: Rules) -> Clock:
    """Return what "now" is for a text.

    Parameters
    ----------
    text : str
    published : date or None
        Without it, the first full date at the text's head (a dateline), if any.
    rules : Rules

    Returns
    -------
    Clock
        An article of January that looks back reports to the end of the year before.
    """
    day = published or _dateline(text, rules)
    if day is None:
        return Clock(None, None)
    if day.month > 1:
        return Clock(day, day)
    before = day.year - 1
    looks_back = tells(rules, "looks_back", text) or re.search(rf"{before}年(?![0-9])", text)
    year_end = day_or_none(before, 12, 31) if looks_back else None
    return Clock(day, year_end or day)


def _dateline(text: str, rules: Rules) -> date | None:
    for part in (text[:HEAD], text[-TAIL:]):
        for match in _FULL.finditer(part):
            around = part[max(0, match.start() - 12) : match.end() + 14]
            if tells(rules, "dateline", around) or _SIGNED.search(around):
                day = day_or_none(*(int(one) for one in match.groups()))
                if day is not None:
                    return day
    return None

"""Find the day of publication in a text, and the day to which it reports."""

import re
from datetime import date

from yjstats.extraction.dates import day_or_none
from yjstats.extraction.moments import Clock

HEAD, TAIL = 400, 300
_FULL = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[年/.-]([01]?[0-9])[月/.-]([0-3]?[0-9])日?")
_LOOKS_BACK = re.compile("年来|去年|过去一年|全年|这一年")


def clock_of(text: str, published: date | None) -> Clock:
    """Return what "now" is for a text.

    Parameters
    ----------
    text : str
    published : date or None
        Without it, the first full date at the text's head (a dateline), if any.

    Returns
    -------
    Clock
        An article of January that looks back reports to the end of the year before.
    """
    day = published or _dateline(text)
    if day is None:
        return Clock(None, None)
    before = day.year - 1
    looks_back = _LOOKS_BACK.search(text) or re.search(rf"{before}年(?![0-9])", text)
    year_end = day_or_none(before, 12, 31) if day.month == 1 and looks_back else None
    return Clock(day, year_end or day)


def _dateline(text: str) -> date | None:
    for part in (text[:HEAD], text[-TAIL:]):
        for match in _FULL.finditer(part):
            around = part[max(0, match.start() - 12) : match.end() + 14]
            if re.search("来源|发布|时间|讯|电|日期|:[0-9]{2}|[(]", around):
                day = day_or_none(*(int(one) for one in match.groups()))
                if day is not None:
                    return day
    return None

"""Give a figure without a time of its own the period of the figure that it belongs to."""

import re
from collections.abc import Iterable

from yjstats.extraction.again import Figure, figure_of, told_before
from yjstats.extraction.kinds import STATISTIC
from yjstats.extraction.mention import Mention
from yjstats.extraction.page import Page
from yjstats.extraction.periods import Period
from yjstats.extraction.rules import Rules

APART = 60  # characters between a figure and its part
_PART = re.compile("其中|这当中|里[头面边]")
_OF_WHOLE = re.compile("[^0-9年月日。]*其中[^0-9年月日。]*")  # no time of its own between
_STOP = re.compile("[。!?;\n]")
_KNOWN = frozenset({"sentence", "event", "paragraph"})
_VAGUE = frozenset({"paragraph", "heading", "article"})


def carried(mentions: Iterable[Mention], page: Page, rules: Rules) -> list[Mention]:
    """Return mentions, parts and figures told again with the period of the first telling.

    Parameters
    ----------
    mentions : iterable of Mention
        In the order of the page.
    page : Page
    rules : Rules

    Returns
    -------
    list of Mention
        A part (其中民生项目30个) is of the period of its whole, and so are the parts behind it in
        its sentence. A figure that was told before with a time in its sentence or paragraph
        (这1.3亿元) is of that time. A figure that a time of its own sentence governs keeps it.
    """
    first: dict[Figure, Mention] = {}
    previous: Mention | None = None
    found = []
    for mention in mentions:
        told = mention
        if mention.kind == STATISTIC:
            if previous is not None and _is_part(mention, previous, page):
                told = _with(mention, previous.period, "part")
            elif (other := told_before(mention, first, page, rules)) and _is_again(mention, other):
                told = _with(mention, other.period, "again")
            elif mention.period and mention.period.why in _KNOWN:
                first.setdefault(figure_of(mention), mention)
            previous = told
        found.append(told)
    return found


def _with(mention: Mention, period: Period | None, why: str) -> Mention:
    words = mention.why[:-1] if mention.period and mention.period.why else mention.why
    return mention._replace(period=period and period._replace(why=why), why=(*words, why))


def _is_part(mention: Mention, previous: Mention, page: Page) -> bool:
    if not (mention.period and previous.period):
        return False
    between = page.text[previous.quantity.end : mention.quantity.left]
    if len(between) > APART:
        return False
    if mention.period.why == previous.period.why == "sentence":
        return mention.period.basis != "planned" and _OF_WHOLE.fullmatch(between) is not None
    if mention.period.why not in _VAGUE:
        return False
    goes_on = previous.period.why == "part" and not _STOP.search(between)
    return goes_on or _PART.search(between) is not None


def _is_again(mention: Mention, other: Mention) -> bool:
    if mention.period is None or mention.period.why not in (*_VAGUE, ""):
        return False
    return not (mention.link and other.link and mention.link.indicator != other.link.indicator)

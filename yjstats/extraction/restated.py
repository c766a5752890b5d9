"""Give a figure that is told again, or for another time, the indicator that it had before."""

from collections.abc import Iterable

from yjstats.extraction.again import Figure, figure_of, told_before
from yjstats.extraction.kinds import STATISTIC
from yjstats.extraction.mention import Mention
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

NUMBER = "(?:<this>|这[一两二三四几]个)<figure>"  # 这个数字
# Between numbers of one thing for two times: 今年接诊2.1万人次,去年全年是1.6万人次.
_WHEN = "<another_time>|[0-9]{4}年|整个[一-龥]{1,3}(?=是)"
ANOTHER_TIME = f"(?:是个?什么概念)?[了吧呢呀啊 ]*[,;?](?:{_WHEN})+"
REACH = 40  # characters between 这个数字 and the number


def restated(mentions: Iterable[Mention], page: Page, rules: Rules) -> list[Mention]:
    """Link figures that nothing names by the same figure before them.

    Parameters
    ----------
    mentions : iterable of Mention
        In the order of the page.
    page : Page
    rules : Rules

    Returns
    -------
    list of Mention
        A statistic without indicator has the one of the same figure told before (6.3万人次,
        这个数不小). 这个数字 is the last figure of that unit: 三年前这个数字是11个.
        What only says when is of what was told right before: 今年接诊2.1万人次,去年是1.6万人次.
    """
    told: dict[Figure, Mention] = {}
    last: dict[str, Mention] = {}
    found: list[Mention] = []
    previous: Mention | None = None
    for mention in mentions:
        if mention.kind != STATISTIC:
            found.append(mention)
            continue
        known = None
        if mention.link is None and mention.measure == "level":
            known = (
                told_before(mention, told, page, rules)
                or _pointed_to(mention, last, page, rules)
                or _other_time(mention, previous, page, rules)
            )
        elif mention.measure == "level":
            told[figure_of(mention)] = mention
            last[mention.unit] = last["item"] = mention
        linked = mention._replace(link=known.link, label="", unit=known.unit) if known else mention
        found.append(linked)
        previous = linked
    return found


def _pointed_to(
    mention: Mention, last: dict[str, Mention], page: Page, rules: Rules
) -> Mention | None:
    """Return the figure that 这个数字 points to."""
    named = _is_this_number(mention.quantity, page, rules)
    return last.get(mention.unit) if named else None


def _other_time(
    mention: Mention, previous: Mention | None, page: Page, rules: Rules
) -> Mention | None:
    """Return the figure right before, of which a figure only tells another time."""
    if previous is None or previous.link is None:
        return None
    this, other = mention.quantity, previous.quantity
    people = mention.unit == previous.unit == "person"
    alike = people or (this.unit == other.unit and this.word == other.word)
    between = page.text, other.right, this.left
    return previous if alike and rules.patterns[ANOTHER_TIME].fullmatch(*between) else None


def _is_this_number(quantity: Quantity, page: Page, rules: Rules) -> bool:
    place = page.sentence(quantity.start)
    start = page.sentences[place].start
    if place and page.text[start - 1 : start] == "?":  # 三年前这个数字是多少?
        start = page.sentences[place - 1].start
    ahead = page.text[max(start, quantity.left - REACH) : quantity.left]
    return rules.patterns[NUMBER].search(ahead) is not None

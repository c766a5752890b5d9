"""Give a figure that is told again, or for another time, the indicator that it had before."""

import re
from collections.abc import Iterable
from decimal import Decimal

from yjstats.extraction.kinds import STATISTIC
from yjstats.extraction.mention import Mention
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity

Key = tuple[Decimal, str]  # value and unit
NUMBER = re.compile("这(?:一|个|一个|些|[两二三四]个|[几]个)?(?:数字|数据|数目|指标)")
# Between numbers of one thing for two times: 今年接诊2.1万人次,去年全年是1.6万人次.
ANOTHER_TIME = re.compile(
    "[了吧 ]*[,;](?:[今去前上]年|[0-9]{4}年|全年|半年|[上下]半年|同期|以前|过去|原来|当时|我们"
    "|才|就|也|只|有|是|为|达到|到了?|一共|共|仅)+"
)
REACH = 40  # characters between 这个数字 and the number
THIS = ("这", "这个", "这些", "这一")  # right before the number: 这4200万元里


def restated(mentions: Iterable[Mention], page: Page) -> list[Mention]:
    """Link figures that nothing names by the same figure before them.

    Parameters
    ----------
    mentions : iterable of Mention
        In the order of the page.
    page : Page

    Returns
    -------
    list of Mention
        A statistic without indicator has the one of an earlier figure of the same value and unit
        (6.3万人次,这个数不小), if 这 points to it or the value is no round one: 12 is hardly told
        twice by chance, 10 may be. 这个数字 is the last figure of that unit: 三年前这个数字是11个.
        What only says when is of what was told right before: 今年接诊2.1万人次,去年是1.6万人次.
    """
    told: dict[Key, Mention] = {}
    last: dict[str, Mention] = {}
    found: list[Mention] = []
    previous: Mention | None = None
    for mention in mentions:
        if mention.kind != STATISTIC:
            found.append(mention)
            continue
        known = None
        if mention.link is None and mention.measure == "level":
            known = _before(mention, told, last, page) or _other_time(mention, previous, page)
        elif mention.measure == "level":
            told[mention.quantity.value, mention.unit] = mention
            last[mention.unit] = last["item"] = mention
        linked = mention._replace(link=known.link, label="", unit=known.unit) if known else mention
        found.append(linked)
        previous = linked
    return found


def _before(
    mention: Mention, told: dict[Key, Mention], last: dict[str, Mention], page: Page
) -> Mention | None:
    """Return the figure that a figure without indicator repeats, or that 这个数字 points to."""
    same = told.get((mention.quantity.value, mention.unit))
    if same is not None and _points_back(mention.quantity, page):
        return same
    return last.get(mention.unit) if _is_this_number(mention.quantity, page) else None


def _other_time(mention: Mention, previous: Mention | None, page: Page) -> Mention | None:
    """Return the figure right before, of which a figure only tells another time."""
    if previous is None or previous.link is None:
        return None
    this, other = mention.quantity, previous.quantity
    alike = this.unit == other.unit and this.word == other.word
    only = alike and ANOTHER_TIME.fullmatch(page.text, other.right, this.left)
    return previous if only else None


def _points_back(quantity: Quantity, page: Page) -> bool:
    digits = str(quantity.value.normalize()).partition("E")[0].replace(".", "").strip("0")
    return page.text.endswith(THIS, 0, quantity.left) or len(digits) > 1


def _is_this_number(quantity: Quantity, page: Page) -> bool:
    place = page.sentence(quantity.start)
    start = page.sentences[place].start
    if place and page.text[start - 1 : start] == "?":  # 三年前这个数字是多少?
        start = page.sentences[place - 1].start
    return NUMBER.search(page.text, max(start, quantity.left - REACH), quantity.left) is not None

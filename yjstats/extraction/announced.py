"""Read a bare number that is announced and then told in full: 第一个数,4.7亿。投入4.7亿元."""

from collections.abc import Sequence

from yjstats.extraction.kinds import INCIDENTAL, STATISTIC
from yjstats.extraction.mention import Mention
from yjstats.extraction.page import Page
from yjstats.extraction.rules import Rules

NUMBER = "(?:第[一二三四五六七八九十]+|<one_more>)[个组串]<headline>(?:是|为|,|:|—|“| )*$"
REACH = 16  # characters before the number
NEXT = 6  # mentions behind it
LEAST = 3


def announced(mentions: Sequence[Mention], page: Page, rules: Rules) -> list[Mention]:
    """Give a number without a unit that is announced the reading of the same one behind it.

    Parameters
    ----------
    mentions : sequence of Mention
        In the order of the page.
    page : Page
    rules : Rules

    Returns
    -------
    list of Mention
        The same, in their order.
    """
    return [_read(mentions, number, page, rules) for number in range(len(mentions))]


def _read(mentions: Sequence[Mention], number: int, page: Page, rules: Rules) -> Mention:
    mention = mentions[number]
    quantity = mention.quantity
    if mention.kind != INCIDENTAL or quantity.word or quantity.value < LEAST:
        return mention
    ahead = page.text[max(0, quantity.left - REACH) : quantity.left]
    if rules.patterns[NUMBER].search(ahead) is None:
        return mention
    for other in mentions[number + 1 : number + 1 + NEXT]:
        if other.kind == STATISTIC and other.quantity.value == quantity.value:
            return other._replace(quantity=quantity)
    return mention

"""Read every number of a page: a statistic, or what else it is."""

from bisect import bisect_right
from datetime import date

from yjstats.extraction.announced import announced
from yjstats.extraction.carried import carried
from yjstats.extraction.clauses import setting_of
from yjstats.extraction.clock import clock_of
from yjstats.extraction.ellipsis import Earlier, in_words
from yjstats.extraction.kinds import INCIDENTAL, STATISTIC, TIME, kind_of, surroundings, uncounted
from yjstats.extraction.measures import may_count
from yjstats.extraction.mention import Mention
from yjstats.extraction.page import Page
from yjstats.extraction.places import city_of
from yjstats.extraction.quantities import MANY, find_quantities
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.restated import restated
from yjstats.extraction.rules import Rules
from yjstats.extraction.statistic import counted, settled
from yjstats.extraction.terms import Calendar, calendar
from yjstats.extraction.times import Time, find_times

TOGETHER = 100  # numbers read step by step; the words round more need not be kept at once
BELOW = MANY  # mentions among which the figure of a headline is looked for


def read_mentions(
    page: Page, published: date | None, city: str, book: Rules, every: bool = True
) -> list[Mention]:
    """Read every number of a page.

    Parameters
    ----------
    page : Page
    published : date or None
        Day of publication; without it the page's own dateline counts, where it has one.
    city : str
        Code or name of the aiding city; blank: the one that the page names most.
    book : Rules
    every : bool
        Whether to read all numbers; else statistics are wanted, and what is found besides may be
        left out.

    Returns
    -------
    list of Mention
        In the order of the page; a date or a span of time is one mention.
    """
    clock = clock_of(page.text, published, book)
    times = find_times(page.text, clock, book)
    around = surroundings(page, times, book)
    quantities = find_quantities(page.text, book, () if every else uncounted(around, book))
    home = city_of(page, city, book)
    kinds = [kind_of(quantity, around, book) for quantity in quantities]
    figures = [q for q, (kind, _) in zip(quantities, kinds, strict=True) if kind == STATISTIC]
    days = calendar(page, times, figures, clock, book)
    told = announced(_figures(figures, page, days, home, book), page, book)
    if not every and len(quantities) <= BELOW:  # beyond, those between a headline and it count
        told = [mention for mention in told if mention.kind == STATISTIC]
        return _titled(carried(restated(told, page, book), page, book), page)
    read = iter(told)
    found: list[Mention] = []
    for quantity, (kind, why) in zip(quantities, kinds, strict=True):
        if kind == STATISTIC:
            found.append(next(read))
        elif kind == TIME:
            place = bisect_right(around.time_starts, quantity.start) - 1
            if not found or found[-1].quantity.start != times[place].start:
                found.append(Mention(_spanning(quantity, times[place]), TIME, (why,)))
        else:
            found.append(Mention(quantity, kind, (why,)))
    return _titled(carried(restated(found, page, book), page, book), page)


def _figures(
    figures: list[Quantity], page: Page, days: Calendar, home: str, book: Rules
) -> list[Mention]:
    """Read the numbers of a page that nothing marks as a date, an ordinal or a name.

    One step over many numbers, then the next over them, is quicker than all steps of one number
    after the other: what a step needs stays near the processor.
    """
    found: list[Mention] = []
    earlier = Earlier(in_words=in_words(figures))
    for first in range(0, len(figures), TOGETHER):
        some = range(first, min(first + TOGETHER, len(figures)))
        settings = {
            number: setting_of(figures, number, page, book)
            for number in some
            if may_count(figures[number])
        }
        for number in some:
            setting = settings.get(number)
            if setting is None:
                mention = Mention(figures[number], INCIDENTAL, ("no unit",))
            else:
                mention = counted(figures[number], setting, page, earlier, book)
            if mention.kind == STATISTIC:
                earlier = earlier.then(mention)
            found.append(mention)
        for number, setting in settings.items():
            if found[number].kind == STATISTIC:
                found[number] = settled(found[number], setting, page, days, home, book)
    return found


def _titled(mentions: list[Mention], page: Page) -> list[Mention]:
    """Give a figure of a headline the reading of the same figure in the text below."""
    found = []
    for number, mention in enumerate(mentions):
        other = None
        if mention.kind == STATISTIC and _is_title(mention, page):
            below = mentions[number + 1 : number + 1 + BELOW]
            other = next((one for one in below if _same_figure(mention, one, page)), None)
        if other is None:
            found.append(mention)
        else:
            found.append(other._replace(quantity=mention.quantity, confidence=mention.confidence))
    return found


def _same_figure(title: Mention, other: Mention, page: Page) -> bool:
    one, two = title.quantity, other.quantity
    alike = one.word == two.word or title.unit == other.unit == "person"  # 31位, 31名
    if other.kind != STATISTIC or not alike or two.value <= 0 or one.value < 3:
        return False
    return abs(one.value - two.value) * 20 <= two.value and not _is_title(other, page)


def _is_title(mention: Mention, page: Page) -> bool:
    place = page.sentences[page.sentence(mention.quantity.start)].paragraph
    return page.paragraphs[place].title


def _spanning(quantity: Quantity, time: Time) -> Quantity:
    return quantity._replace(start=time.start, end=time.end, left=time.start, right=time.end)

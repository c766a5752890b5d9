"""Pair figures with times by their order: 2021年、2022年分别投入1.2亿元、1.5亿元."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from yjstats.extraction.dates import whole_year
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.times import Time

NEAR = 24  # characters behind 分别 in which the first figure stands
BEFORE = 60  # characters before it in which the times stand
MOST = 12  # figures of one enumeration
LINKS = "[、,]|<and>"


def by_order(
    page: Page, quantities: Sequence[Quantity], times: Sequence[Time], rules: Rules
) -> Mapping[int, Time]:
    """Return the times of the figures that 分别 shares out among as many times.

    Parameters
    ----------
    page : Page
    quantities : sequence of Quantity
        The figures, in order.
    times : sequence of Time
        In order.
    rules : Rules

    Returns
    -------
    mapping of int to Time
        By the figure's start. Figures that are not as many as the times have no entry, nor have
        those of an enumeration of other things between the times and 分别.
    """
    found: dict[int, Time] = {}
    starts, places = [one.start for one in quantities], [one.start for one in times]
    for word in rules.cues["respectively"]:
        at = page.text.find(word)
        while at >= 0:
            run = _run(page, quantities, bisect_left(starts, at), at, rules)
            told = _told(page, times, bisect_left(places, at), at, rules)
            if len(told) == 1 and len(run) > 1:
                told = _years(told[0])
            if len(run) == len(told) > 1:
                found |= {one.start: time for one, time in zip(run, told, strict=True)}
            at = page.text.find(word, at + len(word))
    return found


def _run(
    page: Page, quantities: Sequence[Quantity], number: int, at: int, rules: Rules
) -> list[Quantity]:
    """Return the figures of the enumeration that begins behind `at`."""
    run = list(quantities[number : number + 1])
    if not run or run[0].left - at > NEAR or page.sentence(at) != page.sentence(run[0].start):
        return []
    for one in quantities[number + 1 : number + MOST]:
        if not rules.patterns[LINKS].fullmatch(page.text, run[-1].right, one.left):
            break
        run.append(one)
    return run


def _told(page: Page, times: Sequence[Time], number: int, at: int, rules: Rules) -> list[Time]:
    """Return the times of the enumeration that ends before `at`."""
    found: list[Time] = []
    end = at
    for one in reversed(times[max(0, number - MOST) : number]):
        between = page.text[one.end : end]
        apart = not rules.patterns[LINKS].fullmatch(between) if found else "、" in between
        if apart or at - one.start > BEFORE or not (one.first and one.last):
            break
        found.append(one)
        end = one.start
    if found and page.sentence(found[-1].start) != page.sentence(at):
        return []
    return found[::-1]


def _years(one: Time) -> list[Time]:
    """Return the whole years of a span, each as a time of its own."""
    if one.first is None or one.last is None:
        return []
    parts = []
    for year in range(one.first.year, min(one.last.year, one.first.year + MOST) + 1):
        first, last = whole_year(year)
        parts.append(one._replace(kind="span", first=first, last=last))
    return parts if (parts[0].first, parts[-1].last) == (one.first, one.last) else []

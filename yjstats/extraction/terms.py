"""Settle what an article as a whole is about in time: its term, and where 三年来 begins."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from yjstats.extraction.aligning import aligned, of_days
from yjstats.extraction.cues import first, last, tells
from yjstats.extraction.lengths import SHORT, YEAR, days
from yjstats.extraction.moments import Clock
from yjstats.extraction.page import Page
from yjstats.extraction.pairing import by_order
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.times import Time

MOST = 100  # expressions of time among which the start of a term is looked for
TITLES = 3  # lines that an article's title takes at most
RECENT = 120  # days: what was told up to a day before is another story
BESIDE, TAIL = 6, 3  # characters before and behind the word of a year's beginning
_PAUSE = re.compile("[,。;\n]")


class Calendar(NamedTuple):
    """The times of a page and what the whole article is about.

    Attributes
    ----------
    times : sequence of Time
        三年来 begins where the article says that the term began.
    starts : sequence of int
        Their places.
    default : Time or None
        The span that governs where nothing nearer does.
    clock : Clock
    ordered : mapping of int to Time
        Times that 分别 gives to figures by their order, by the figure's start.
    settled : bool
        Whether the article has a term of its own; else the default is only what it names most.
    listed : int
        Where a list of plans begins (拟安排资金900万元。现公示如下), -1 where there is none.
    begun : Time or None
        Since the aid began, for what is told before the article's term is.
    """

    times: Sequence[Time]
    starts: Sequence[int]
    default: Time | None
    clock: Clock
    ordered: Mapping[int, Time]
    settled: bool = True
    listed: int = -1
    begun: Time | None = None


def calendar(
    page: Page, times: Sequence[Time], figures: Sequence[Quantity], clock: Clock, rules: Rules
) -> Calendar:
    """Settle the article's own term, and the span that governs where nothing nearer does.

    Parameters
    ----------
    page : Page
    times : sequence of Time
    figures : sequence of Quantity
        The numbers that are no part of a time, an ordinal or a name.
    clock : Clock
    rules : Rules

    Returns
    -------
    Calendar
        Its default is the first span to now of a year or more (三年来, 2020年以来), else the first
        shorter one (今年以来), else the time since the aid began where a date says so
        (2021年4月…牵手), else the span that the article names most, else the term of its batch.
    """
    told = [one for one in times if one.first and not one.years][:MOST]
    settled = [aligned(of_days(one, told, page, rules), told, page, clock) for one in times]
    to_now = [
        one
        for one in settled
        if one.kind in ("since", "span") and one.last in (clock.now, clock.close)
        and rules.relative_years.get(page.text[one.start : one.end]) is None
    ]  # fmt: skip
    begun = _beginning(settled, page, clock, rules)
    term = (
        _titled(settled, page, clock, rules)
        or next((one for one in to_now if days(one) >= YEAR - 2), None)
        or next((one for one in to_now if days(one) > SHORT), None)
        or begun
    )
    default = term or _most_named(settled, clock) or _batch_named(page, clock, rules)
    default = _closed(default, settled, page, clock, rules)
    ordered = by_order(page, figures, settled, rules)
    starts = [one.start for one in settled]
    listed = _listed(page, rules)
    return Calendar(settled, starts, default, clock, ordered, term is not None, listed, begun)


def _listed(page: Page, rules: Rules) -> int:
    """Return where a list of plans begins: behind 现公示如下 in a paragraph of plans."""
    place = first(rules, "announced", page.text)
    if place == len(page.text):
        return -1
    sentence = page.sentences[page.sentence(place)]
    opened = page.paragraphs[sentence.paragraph].start
    return sentence.end if tells(rules, "planned", page.text[opened:place]) else -1


def _titled(times: Sequence[Time], page: Page, clock: Clock, rules: Rules) -> Time | None:
    """Return the year that the article's title names, if it is over, or the title's is a notice.

    2018年工作回顾; 关于2018年度项目安排的公示, of the whole year.
    """
    titles = [*takewhile(lambda paragraph: paragraph.title, page.paragraphs[:TITLES])]
    if not titles:
        return None
    end = titles[-1].end
    for one in times:
        if one.start >= end:
            return None
        named = page.text.startswith(("19", "20"), one.start)
        if named and one.kind == "span" and YEAR - 2 <= days(one) <= YEAR:
            over = clock.now is None or (one.last and one.last <= clock.now)
            return one if over or tells(rules, "notice", page.text[:end]) else None
    return None


def _closed(
    default: Time | None, times: Sequence[Time], page: Page, clock: Clock, rules: Rules
) -> Time | None:
    """End the article's term where its own sentence does, or the account that comes next.

    2010年以来,截至7月底; 自1992年对口支援。据统计,截至10月底.
    """
    if default is None or clock.now is None or default.last != clock.now:
        return default
    place = page.sentence(default.start)
    for one in times:
        behind = page.sentence(one.start) - place if one.kind == "until" else None
        if behind == 0 or (behind == 1 and page.text.endswith(rules.cues["stated"], 0, one.start)):
            late = one.last and (clock.now - one.last).days > RECENT
            return default if late else default._replace(last=one.last)
    return default


def _beginning(times: Sequence[Time], page: Page, clock: Clock, rules: Rules) -> Time | None:
    """Return the time since a dated beginning of the aid: 2021年4月,两地牵手; 2010年结对之初."""
    if not clock.now:
        return None
    for one in times:
        if one.kind not in ("span", "day") or not one.first:
            continue
        if (clock.now - one.first).days <= max(SHORT, days(one)):
            continue
        clause = _PAUSE.split(page.text[one.end : one.end + 40].lstrip(","), 1)[0]
        place = first(rules, "begin", clause)
        whole = days(one) <= SHORT or _says_only(clause, place, rules)
        if place < len(clause) and whole:
            return one._replace(kind="since", last=clock.now)
    return None


def _says_only(clause: str, place: int, rules: Rules) -> bool:
    """Tell whether a clause behind a year says no more than the beginning: 结对之初, 启动."""
    told = last(rules, "begin", clause)
    return place <= BESIDE and len(clause) - told <= TAIL


def _most_named(times: Sequence[Time], clock: Clock) -> Time | None:
    past = [
        one
        for one in times
        if one.kind in ("span", "since") and days(one) > SHORT
        and (not clock.now or (one.first and one.first <= clock.now))
    ]  # fmt: skip
    if not past:
        return None
    (first, last), _ = Counter((one.first, one.last) for one in past).most_common(1)[0]
    return next(one for one in past if (one.first, one.last) == (first, last))


def _batch_named(page: Page, clock: Clock, rules: Rules) -> Time | None:
    """Return the term of service of the batch that an article without dates is about."""
    for match in rules.batch_at.finditer(page.text):
        told = rules.batches.get((match["programme"], match["batch"]))
        first, end = (date.fromisoformat(day) for day in told) if told else (None, None)
        if first and end and clock.now and first < clock.now:
            return Time(match.start(), match.end(), "since", first, min(end, clock.now))
    return None

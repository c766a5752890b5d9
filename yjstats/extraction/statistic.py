"""Read a statistic: unit, measure, indicator, period, recipient, and how sure that is."""

from yjstats.extraction.clauses import Setting
from yjstats.extraction.confidence import confidence_of
from yjstats.extraction.contexts import refusing
from yjstats.extraction.cues import tells
from yjstats.extraction.ellipsis import Earlier, is_part, unit_left_out
from yjstats.extraction.kinds import AHEAD, INCIDENTAL, STATISTIC
from yjstats.extraction.labels import label_of
from yjstats.extraction.licence import refusal_of
from yjstats.extraction.linking import Link, link
from yjstats.extraction.measures import measure_of, unit_of
from yjstats.extraction.mention import Mention
from yjstats.extraction.page import Page
from yjstats.extraction.periods import period_of
from yjstats.extraction.places import recipient_of
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.terms import Calendar

WHOLES = ("projects_total", "funds_aid_total")  # of all: no part of them is another
OWN = 5.0  # the score from which a part of a total has an indicator of its own


def counted(
    quantity: Quantity, setting: Setting, page: Page, earlier: Earlier, book: Rules
) -> Mention:
    """Read what a quantity counts that nothing marks as a date, an ordinal or a name.

    A statistic is still to be `settled`.
    """
    previous = earlier.previous
    unit = unit_left_out(quantity, unit_of(quantity, setting, book), setting, earlier, book)
    if not unit:
        return Mention(quantity, INCIDENTAL, ("no unit",))
    refused = refusing(quantity, unit, setting.lead[-AHEAD:], setting.clause, page.text, book)
    if refused:
        return Mention(quantity, refused.kind, (refused.why,), unit)
    seen: list[Link | None] = []

    def link_of() -> Link | None:
        if not seen:
            seen.append(_linked(quantity, unit, setting, previous, book))
        return seen[0]

    part = quantity.form == "chinese" and is_part(quantity, setting, earlier, book)
    without = refusal_of(quantity, unit, link_of, setting, book, part, earlier.in_words)
    if without:
        return Mention(quantity, INCIDENTAL, (without,))
    found = link_of()
    row = book.indicators[found.indicator] if found else None
    measure, per = measure_of(quantity, unit, _kind(row), setting, book)
    listed = setting.before in ("、", "和", "及", ",") and previous is not None
    if listed and previous and previous.unit == unit == "percent":
        measure = previous.measure  # 分别增长20%、42.3%和31.5%
    if found and row and not _fits(found.indicator, row["kind"], unit, measure):
        found, row = None, None
    if row is not None:
        unit = row["unit"] if row["unit"] != unit and unit not in ("CNY", "percent") else unit
    return Mention(quantity, STATISTIC, (), unit, measure, per, found)


def settled(
    mention: Mention, setting: Setting, page: Page, days: Calendar, home: str, book: Rules
) -> Mention:
    """Settle when and where a statistic is told, what names it, and how sure that is."""
    quantity, found = mention.quantity, mention.link
    kind = _kind(book.indicators[found.indicator] if found else None)
    period = period_of(quantity, setting, kind, mention.measure, page, days, book)
    why = [*(found.words if found else ()), *([period.why] if period.why else [])]
    return Mention(
        quantity, STATISTIC, tuple(why), mention.unit, mention.measure, mention.per, found,
        "" if found else label_of(setting, book) or quantity.word or "?",
        recipient_of(setting, book), home, period,
        confidence_of(quantity, mention.unit, found, setting, period, book),
    )  # fmt: skip


def _kind(row: dict[str, str] | None) -> str:
    """Return flow, stock or ratio; state for a stock of examples, which is always of a day."""
    if row is None:
        return ""
    return "state" if row["kind"] == "stock" and row["comparable"] == "no" else row["kind"]


def _fits(indicator: str, kind: str, unit: str, measure: str) -> bool:
    """Tell whether a figure of this measure can be of the indicator: a growth is no total."""
    if unit in ("percent", "times"):
        return (measure == "change") == indicator.endswith("_change")
    return measure != "change" or kind in ("stock", "state")


def _linked(
    quantity: Quantity, unit: str, setting: Setting, previous: Mention | None, book: Rules
) -> Link | None:
    """Link a quantity by its own words, else as a part of the total before it."""
    own = link(unit, setting, book)
    if own is None or not own.near or own.score < OWN:
        return _inherited(quantity, unit, setting, previous, book) or own
    return own


def _inherited(
    quantity: Quantity, unit: str, setting: Setting, previous: Mention | None, book: Rules
) -> Link | None:
    """Take the indicator of the total for its parts: 其中国家级2项、自治区级21项."""
    if previous is None or previous.link is None or previous.link.indicator in WHOLES:
        return None
    if previous.quantity.unit != quantity.unit and previous.unit != unit:
        return None
    if previous.quantity.word != quantity.word or setting.after.strip("、和及以"):
        return None
    own = unit == "CNY" and tells(book, "own_money", setting.before)  # 其中援疆资金3000万元
    if own or not tells(book, "part", setting.sentence):
        return None
    listed = "其中" in setting.before or previous.link.words[:1] == ("part",) or not setting.before
    if not listed:
        return None
    words = previous.link.words
    return Link(
        previous.link.indicator,
        2.5,
        words if words[:1] == ("part",) else ("part", *words),
        True,
    )

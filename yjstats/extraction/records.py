"""Write mentions down as plain records, the same in JSON and in a frame."""

from decimal import Decimal
from typing import Any

from yjstats.extraction.kinds import STATISTIC
from yjstats.extraction.mention import Mention
from yjstats.extraction.page import Page

KEYS = (
    "source_id", "char_start", "char_end", "surface", "value", "low", "high", "qualifier", "unit",
    "measure", "per", "indicator", "label", "city", "recipient", "period_start", "period_end",
    "basis", "confidence", "why",
)  # fmt: skip

Record = dict[str, Any]


def record_of(mention: Mention, page: Page, text: str, source_id: str) -> Record:
    """Return a mention as a record of `KEYS`; offsets lead into `text`, blank is None."""
    quantity = mention.quantity
    start, end = page.span(quantity.start, quantity.end)
    value = number(quantity.value)
    statistic = mention.kind == STATISTIC
    period = mention.period
    return {
        "source_id": source_id or None,
        "char_start": start,
        "char_end": end,
        "surface": text[start:end],
        "value": value,
        "low": value if quantity.low is quantity.value else number(quantity.low),
        "high": value if quantity.high is quantity.value else number(quantity.high),
        "qualifier": quantity.qualifier,
        "unit": mention.unit or None,
        "measure": mention.measure if statistic else None,
        "per": mention.per or None,
        "indicator": mention.link.indicator if mention.link else None,
        "label": mention.label or None,
        "city": (mention.city or None) if statistic else None,
        "recipient": mention.recipient or None,
        "period_start": period.first.isoformat() if period and period.first else None,
        "period_end": period.last.isoformat() if period and period.last else None,
        "basis": (period.basis or None) if period else None,
        "confidence": round(mention.confidence, 3) if statistic else None,
        "why": list(mention.why),
    }


def number(value: Decimal | None) -> int | float | None:
    """Return an exact decimal as the plain number that JSON and pandas know."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return int(whole) if whole == value else float(value)

"""A mention: a number of a text with all that was read of it."""

from typing import NamedTuple

from yjstats.extraction.linking import Link
from yjstats.extraction.periods import Period
from yjstats.extraction.quantity import Quantity


class Mention(NamedTuple):
    """A number of a text, read: its kind, and for a statistic all that it says."""

    quantity: Quantity
    kind: str
    why: tuple[str, ...]
    unit: str = ""
    measure: str = "level"
    per: str = ""
    link: Link | None = None
    label: str = ""
    recipient: str = ""
    city: str = ""
    period: Period | None = None
    confidence: float = 0.0

"""Read two numbers that a dash or 至 joins as one quantity between them."""

import re
from decimal import Decimal

from yjstats.extraction.colloquial import Unit
from yjstats.extraction.numeral_at import next_numeral, unit_at
from yjstats.extraction.numerals import Numeral
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

_LINK = re.compile(r" ?(?:[-~～至到]|--|—+) ?")
LINKS = frozenset(" -~～至到—")  # what a link begins with
_FROM = re.compile("[从由自][^,。;、]{0,11}$")


def range_at(
    text: str, start: int, stop: int, first: Numeral, unit: Unit, book: Rules
) -> Quantity | None:
    """Read 5000万至1亿元 and 20-30人 as one quantity between two numbers."""
    link = _LINK.match(text, stop)
    if link is None or text[start - 1 : start] == "第":
        return None
    moved = _FROM.search(text, max(0, start - 12), start)
    if moved and link.group().strip() in ("到", "至"):
        return None  # 从X到Y tells of two levels
    second = next_numeral(text, link.end(), book)
    if second is None:
        return None
    numeral, end = second
    end, other = unit_at(text, end, book)
    if not other[0] or (unit[0] and unit[0] != other[0]):
        return None
    below, above = first.value * (unit[2] if unit[0] else other[2]), numeral.value * other[2]
    head = _head(numeral)
    if not unit[0] and numeral.large and not first.large and first.value < head:
        below = first.value * (above / head)  # 3至5万元
    if below >= above:
        return None
    return Quantity(
        start, end, start, end, below, below, above, "between", other[0], other[1], first.form,
        numeral.large, True,
    )  # fmt: skip


def _head(numeral: Numeral) -> Decimal:
    """Return a numeral without its last 万 or 亿."""
    for size in (Decimal(10**8), Decimal(10**4)):
        if numeral.large and numeral.value >= size:
            return numeral.value / size
    return numeral.value

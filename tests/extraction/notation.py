"""The short notation of the tables of sentences: what a careful analyst would enter.

A sentence's mentions stand in its order, parted by ` ; `; `-` is none. A mention is

    surface = value unit [low..high] qualifier field=value …

Without bounds it is exact. A bound left out is unbounded; a value may be a fraction (100/3). Of the
fields only those are named that the sentence is about: indicator, measure, per, basis, recipient,
city, where `none` means blank, and period=first..last, either of which may be left out. `\\n` and
`\\r` in a text or a surface are line ends.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

Fields = dict[str, Any]

PERIOD = ("period_start", "period_end")
BOUNDS = ("value", "low", "high")


class Row(NamedTuple):
    """A sentence and its mentions as an analyst would enter them."""

    id: str
    text: str
    published: str
    what: str
    expected: str


def lines(cell: str) -> str:
    """Return a cell's text with its line ends."""
    return cell.replace("\\r", "\r").replace("\\n", "\n")


def read_expected(cell: str) -> list[Fields]:
    """Return the mentions that a cell writes down."""
    return [] if cell == "-" else [_mention(part) for part in cell.split(" ; ")]


def _mention(part: str) -> Fields:
    surface, _, rest = part.partition(" = ")
    value, unit, *words = rest.split()
    number = Fraction(value)
    fields: Fields = {"surface": lines(surface), "value": number, "unit": unit}
    fields |= {"low": number, "high": number, "qualifier": "exact"}
    if words and words[0].startswith("["):
        low, _, high = words.pop(0).strip("[]").partition("..")
        fields |= {"low": Fraction(low) if low else None, "high": Fraction(high) if high else None}
        fields["qualifier"] = words.pop(0)
    for word in words:
        name, _, told = word.partition("=")
        if name == "period":
            fields |= zip(PERIOD, (day or None for day in told.split("..")), strict=True)
        else:
            fields[name] = None if told == "none" else told
    return fields


def as_told(record: Mapping[str, Any], wanted: Fields) -> Fields:
    """Return what a record says in the fields wanted, numbers as wanted where they are equal."""
    told = {name: record[name] for name in wanted}
    for name in BOUNDS:
        if name in wanted and told[name] is not None and wanted[name] is not None:
            same = float(wanted[name]) == float(told[name])
            told[name] = wanted[name] if same else Fraction(str(told[name]))
    return told

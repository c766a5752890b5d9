"""Judge rows of the tidy frame: each by itself, and among each other."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

from yjstats.codebook import Codebook
from yjstats.errors import Fault
from yjstats.observations import BY_NAME, CURATED, observation_id
from yjstats.tables import INTEGER, Row, is_date

# 15 digits: what a 64-bit float holds exactly, and more than any figure needs.
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,17})?")
MOST_ORDINALS = 10


def check_rows(
    rows: Sequence[Row],
    file: str,
    registers: Sequence[Row],
    book: Codebook,
    *,
    extracted: bool = False,
) -> list[Fault]:
    """Return what is wrong with rows of the tidy frame, each by itself and among each other.

    Parameters
    ----------
    rows : sequence of Row
        Of curated.csv, or of extracted.csv.
    file : str
        How faults name the file.
    registers : sequence of Row
        Rows of sources.csv.
    book : Codebook
    extracted : bool
        Whether a program read them: then the city may be blank, and so may the start of a period.
    """
    known = known_codes(registers, book)
    sources = {row["source_id"]: row for row in registers}
    faults: list[Fault] = []
    for row in rows:
        found = [*_blanks(row, extracted), *closed_faults(row, known), *form_faults(row)]
        bad = {fault.column for fault in found}
        # A check that needs cells that cannot be read would only repeat their fault.
        if bad.isdisjoint({"value", "low", "high", "qualifier", "measure"}):
            found += _bounds(row)
        if bad.isdisjoint({"period_start", "period_end", "basis", "measure", "per"}):
            found += _period(row, extracted)
        if bad.isdisjoint({"indicator", "unit"}):
            found += _coding(row, book)
        if bad.isdisjoint({"source_id", "char_start", "char_end", "surface"}):
            found += _place(row, sources[row["source_id"]])
        if bad.isdisjoint({"source_id", "city"}):
            found += _city(row, sources[row["source_id"]])
        faults += [Fault(f.check, file, row.line, f.column, f.value, f.expected) for f in found]
    return [*faults, *_duplicates(rows, file), *_parts(rows, file)]


def surface_faults(rows: Sequence[Row], file: str, texts: Mapping[str, str]) -> list[Fault]:
    """Return the rows whose surface is not what stands at its offsets in the source's text."""
    faults = []
    for row in rows:
        text = texts.get(row["source_id"])
        offsets = (row["char_start"], row["char_end"])
        if text is None or not all(INTEGER.fullmatch(offset) for offset in offsets):
            continue
        there = text[int(offsets[0]) : int(offsets[1])]
        if there != row["surface"]:
            wanted = {"there": there[:40], "start": offsets[0], "end": offsets[1]}
            faults.append(Fault("surface", file, row.line, "surface", row["surface"], wanted))
    return faults


def _fault(check: str, row: Row, column: str, **expected: object) -> Fault:
    return Fault(check, "", row.line, column, row[column], expected)


def known_codes(registers: Sequence[Row], book: Codebook) -> dict[str, Collection[str]]:
    """Return the codes that each column may hold."""
    closed = ("qualifier", "measure", "per", "basis", "status")
    return {
        "source_id": dict.fromkeys(row["source_id"] for row in registers),
        "city": book.cities,
        "recipient": book.recipients,
        "indicator": book.indicators,
        "unit": book.units,
        **{name: book.terms[name] for name in closed},
    }


def _blanks(row: Row, extracted: bool) -> Iterator[Fault]:
    for name in CURATED:
        never = not BY_NAME[name].blank or (name == "city" and not extracted)
        if never and not row[name]:
            yield _fault("blank", row, name)


def closed_faults(row: Row, known: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """Tell which cells hold a code that no list has."""
    for name, codes in known.items():
        cell = row[name]
        if cell and cell not in codes:
            yield _fault("not_listed", row, name, list=_near(cell, tuple(codes)))


@lru_cache(maxsize=4096)  # the same wrong word often stands in every row
def _near(cell: str, codes: tuple[str, ...]) -> str:
    return ", ".join(get_close_matches(cell[:40], codes, n=3) or codes[:8])


def form_faults(row: Row) -> Iterator[Fault]:
    """Tell which cells do not have the form of a number, an offset or a date."""
    for name in CURATED:
        cell, kind = row[name], BY_NAME[name].kind
        if not cell:
            continue
        if kind == "number" and not NUMBER.fullmatch(cell):
            yield _fault("not_a_number", row, name)
        elif kind == "integer" and not INTEGER.fullmatch(cell):
            yield _fault("not_an_integer", row, name)
        elif kind == "date" and not is_date(cell):
            yield _fault("not_a_date", row, name)


def _bounds(row: Row) -> Iterator[Fault]:
    value = Decimal(row["value"])
    low = Decimal(row["low"]) if row["low"] else None
    high = Decimal(row["high"]) if row["high"] else None
    if low is not None and high is not None and low > high:
        yield _fault("low_above_high", row, "low", high=row["high"])
    elif (low is not None and value < low) or (high is not None and value > high):
        yield _fault("outside_bounds", row, "value", low=row["low"], high=row["high"])
    elif value < 0 and row["measure"] != "change":
        yield _fault("negative", row, "value")
    elif not _fits(row["qualifier"], value, low, high):
        yield _fault("bounds_unlike_qualifier", row, "qualifier", low=row["low"], high=row["high"])


def _fits(qualifier: str, value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Tell whether bounds are such as the qualifier implies (design: bounds of approximators)."""
    match qualifier:
        case "exact":
            return low == value == high
        case "over" | "between":
            return low == value and high is not None and high > value
        case "nearly":
            return high == value and low is not None and low < value
        case "about":
            return low is not None and high is not None and low < value < high
        case "at_least":
            return low == value and high is None
        case _:
            return low is None and high == value


def _period(row: Row, extracted: bool) -> Iterator[Fault]:
    start, end = row["period_start"], row["period_end"]
    to_date = extracted and end and not start  # a sum to date whose start the text does not tell
    if bool(start) != bool(end) and not to_date:
        yield _fault("half_a_period", row, "period_end" if start else "period_start")
    elif start > end:
        yield _fault("reversed_period", row, "period_start", end=end)
    elif row["basis"] == "point" and start != end:
        yield _fault("point_with_span", row, "period_start", end=end)
    # a growth may be per year too: 年均增长
    if row["measure"] != "change" and (row["measure"] == "rate") != bool(row["per"]):
        yield _fault("rate_without_per", row, "per", measure=row["measure"])


def _coding(row: Row, book: Codebook) -> Iterator[Fault]:
    indicator = row["indicator"]
    if not indicator and not row["label"]:
        yield _fault("no_label", row, "label")
    if indicator and row["unit"] != book.indicators[indicator]["unit"]:
        wanted = book.indicators[indicator]["unit"]
        yield _fault("unit_unlike_indicator", row, "unit", indicator=indicator, unit=wanted)


def _place(row: Row, source: Row) -> Iterator[Fault]:
    start, end = int(row["char_start"]), int(row["char_end"])
    chars = int(source["chars"]) if INTEGER.fullmatch(source["chars"]) else None
    if end - start != len(row["surface"]):
        length = len(row["surface"])
        yield _fault("offsets_unlike_surface", row, "char_end", start=start, length=length)
    elif chars is not None and end > chars:
        yield _fault("outside_text", row, "char_end", chars=chars)
    ids = (observation_id(row["source_id"], start, end, n) for n in range(MOST_ORDINALS))
    if row["obs_id"] not in ids:
        wanted = observation_id(row["source_id"], start, end)
        yield _fault("wrong_id", row, "obs_id", wanted=wanted)


def _city(row: Row, source: Row) -> Iterator[Fault]:
    if source["city"] and row["city"] and source["city"] != row["city"]:
        yield _fault("city_of_another", row, "city", city=source["city"])


def _duplicates(rows: Sequence[Row], file: str) -> Iterable[Fault]:
    ids: dict[str, int] = {}
    facts: dict[tuple[str, ...], int] = {}
    fact = [name for name in CURATED if name not in ("obs_id", "note")]
    for row in rows:
        key = tuple(row[name] for name in fact)
        if row["obs_id"] in ids:
            wanted = {"line": ids[row["obs_id"]]}
            yield Fault("duplicate", file, row.line, "obs_id", row["obs_id"], wanted)
        elif key in facts:
            yield Fault("duplicate_row", file, row.line, expected={"line": facts[key]})
        ids.setdefault(row["obs_id"], row.line)
        facts.setdefault(key, row.line)


def _parts(rows: Sequence[Row], file: str) -> Iterable[Fault]:
    source_of = {row["obs_id"]: row["source_id"] for row in rows}
    total_of = {row["obs_id"]: row["part_of"] for row in rows}
    for row in rows:
        total = row["part_of"]
        if not total:
            continue
        where = (file, row.line, "part_of", total)
        if source_of.get(total) != row["source_id"]:
            yield Fault("no_such_total", *where)
            continue
        above = {total}
        while (total := total_of.get(total, "")) and total not in above:
            above.add(total)
        if row["obs_id"] in above:
            yield Fault("part_of_itself", *where)

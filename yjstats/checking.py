"""Check the data of a project: every fault of every file at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from yjstats.codebook import Codebook, codebook
from yjstats.codebook.check import check_codebook
from yjstats.errors import Fault
from yjstats.observations import BY_NAME, CURATED, observation_id
from yjstats.paths import Project, find_project
from yjstats.registers import (
    ALTERNATIVES,
    SOURCES,
    check_alternatives,
    check_sources,
    digest_faults,
    read_articles,
)
from yjstats.tables import Row, is_date, read_table
from yjstats.text import Lang

# 15 digits: what a 64-bit float holds exactly, and more than any figure needs.
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
INTEGER = re.compile(r"[0-9]{1,12}")
MOST_ORDINALS = 10


def check(
    root: str | Path | None = None, articles: str | Path | None = None, lang: Lang = "zh"
) -> pd.DataFrame:
    """Check all data of a project and return what is wrong with it.

    Parameters
    ----------
    root : str or Path, optional
        The project folder (see `paths.find_project`).
    articles : str or Path, optional
        A folder with the articles' texts. Each curated row of a text found there by its checksum
        must then have as its surface what stands at its offsets.
    lang : {"zh", "en"}
        Language of `message`.

    Returns
    -------
    DataFrame
        One row a fault, no row where all is well: `check`, `file`, `line` (Int64), `column`,
        `value`, `message`.
    """
    faults = project_faults(find_project(root), articles)
    records = [
        {
            "check": fault.check,
            "file": fault.file,
            "line": fault.line,
            "column": fault.column,
            "value": fault.value,
            "message": fault.text(lang),
        }
        for fault in faults
    ]
    columns = ["check", "file", "line", "column", "value", "message"]
    return pd.DataFrame(records, columns=columns).astype({"line": "Int64"})


def project_faults(project: Project, articles: str | Path | None = None) -> list[Fault]:
    """Return all faults of the codebook and of the files in data/raw."""
    book = codebook()
    registers, faults = read_table(project.sources, SOURCES, project.name(project.sources))
    faults += check_sources(registers, project.name(project.sources), book)
    faults += digest_faults(registers, project)
    rows, found = read_table(project.curated, CURATED, project.name(project.curated))
    faults += found
    if not any(fault.column for fault in found if fault.check == "missing_column"):
        faults += check_rows(rows, project.name(project.curated), registers, book)
        others, found = read_table(
            project.alternatives, ALTERNATIVES, project.name(project.alternatives)
        )
        faults += found
        faults += check_alternatives(others, project.name(project.alternatives), rows)
        if articles is not None:
            texts = read_articles(articles, registers)
            faults += surface_faults(rows, project.name(project.curated), texts)
    return [*check_codebook(), *faults]


def check_rows(
    rows: Sequence[Row], file: str, registers: Sequence[Row], book: Codebook
) -> list[Fault]:
    """Return what is wrong with the rows of curated.csv, each by itself and among each other."""
    known = _known(registers, book)
    sources = {row["source_id"]: row for row in registers}
    faults: list[Fault] = []
    for row in rows:
        found = [*_blanks(row), *_closed(row, known), *_forms(row)]
        if not found:  # what follows needs cells that can be read
            found = [*_bounds(row), *_period(row), *_coding(row, book), *_place(row, sources)]
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


def _known(registers: Sequence[Row], book: Codebook) -> dict[str, list[str]]:
    closed = ("qualifier", "measure", "per", "basis", "status")
    return {
        "source_id": [row["source_id"] for row in registers],
        "city": list(book.cities),
        "recipient": list(book.recipients),
        "indicator": list(book.indicators),
        "unit": list(book.units),
        **{name: list(book.terms[name]) for name in closed},
    }


def _blanks(row: Row) -> Iterator[Fault]:
    for name in CURATED:
        never = not BY_NAME[name].blank or name == "city"  # a person can tell the city
        if never and not row[name]:
            yield _fault("blank", row, name)


def _closed(row: Row, known: Mapping[str, list[str]]) -> Iterator[Fault]:
    for name, codes in known.items():
        cell = row[name]
        if cell and cell not in codes:
            near = get_close_matches(cell, codes, n=3) or codes[:8]
            yield _fault("not_listed", row, name, list=", ".join(near))


def _forms(row: Row) -> Iterator[Fault]:
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


def _period(row: Row) -> Iterator[Fault]:
    start, end = row["period_start"], row["period_end"]
    if bool(start) != bool(end):
        yield _fault("half_a_period", row, "period_end" if start else "period_start")
    elif start > end:
        yield _fault("reversed_period", row, "period_start", end=end)
    elif row["basis"] == "point" and start != end:
        yield _fault("point_with_span", row, "period_start", end=end)
    if (row["measure"] == "rate") != bool(row["per"]):
        yield _fault("rate_without_per", row, "per", measure=row["measure"])


def _coding(row: Row, book: Codebook) -> Iterator[Fault]:
    indicator = row["indicator"]
    if not indicator and not row["label"]:
        yield _fault("no_label", row, "label")
    if indicator and row["unit"] != book.indicators[indicator]["unit"]:
        wanted = book.indicators[indicator]["unit"]
        yield _fault("unit_unlike_indicator", row, "unit", indicator=indicator, unit=wanted)


def _place(row: Row, sources: Mapping[str, Row]) -> Iterator[Fault]:
    start, end = int(row["char_start"]), int(row["char_end"])
    source = sources[row["source_id"]]
    chars = int(source["chars"]) if INTEGER.fullmatch(source["chars"]) else None
    if end - start != len(row["surface"]):
        length = len(row["surface"])
        yield _fault("offsets_unlike_surface", row, "char_end", start=start, length=length)
    elif chars is not None and end > chars:
        yield _fault("outside_text", row, "char_end", chars=chars)
    ids = [observation_id(row["source_id"], start, end, n) for n in range(MOST_ORDINALS)]
    if row["obs_id"] not in ids:
        yield _fault("wrong_id", row, "obs_id", wanted=ids[0])
    if source["city"] and source["city"] != row["city"]:
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
    for row in rows:
        total = row["part_of"]
        if not total:
            continue
        where = (file, row.line, "part_of", total)
        if total == row["obs_id"]:
            yield Fault("part_of_itself", *where)
        elif source_of.get(total) != row["source_id"]:
            yield Fault("no_such_total", *where)

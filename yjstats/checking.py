"""Check the data of a project: every fault of every file at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from pathlib import Path

import pandas as pd

from yjstats.codebook import Codebook, codebook
from yjstats.codebook.check import check_codebook
from yjstats.errors import Fault, UsageError
from yjstats.observations import BY_NAME, CURATED, NAMES, observation_id
from yjstats.paths import Project, find_project
from yjstats.registers import (
    ALTERNATIVES,
    SOURCES,
    check_alternatives,
    check_sources,
    digest_faults,
    read_articles,
)
from yjstats.tables import INTEGER, Row, is_date, read_table
from yjstats.text import Lang

# 15 digits: what a 64-bit float holds exactly, and more than any figure needs.
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
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
    """Return all faults of the codebook and of the project's data files.

    Rows are only judged where every file has the form of a table: else each would be blamed for
    what another file lacks.

    Raises
    ------
    UsageError
        If the folder of articles does not exist or holds no source's text.
    """
    book = codebook()
    wanted = [
        (project.sources, SOURCES),
        (project.curated, CURATED),
        (project.alternatives, ALTERNATIVES),
    ]
    read = [read_table(path, columns, project.name(path)) for path, columns in wanted]
    faults = [*check_codebook(), *chain.from_iterable(found for _, found in read)]
    if any(fault.line in (None, 1) for _, found in read for fault in found):
        return faults
    (registers, rows, others), names = (
        [rows for rows, _ in read],
        [project.name(p) for p, _ in wanted],
    )
    faults += check_sources(registers, names[0], book)
    faults += digest_faults(registers, project)
    faults += check_rows(rows, names[1], registers, book)
    faults += check_alternatives(others, names[2], rows)
    faults += _readings(others, names[2], rows, registers, book)
    if project.extracted.is_file():
        faults += extracted_rows(project)[1]
    if articles is not None:
        texts = read_articles(articles, registers)
        if not texts:
            raise UsageError("error.no_text", path=articles)
        faults += surface_faults(rows, names[1], texts)
    return faults


def extracted_rows(project: Project) -> tuple[list[Row], list[Fault]]:
    """Read the rows that the program extracted, and what is wrong with them."""
    name = project.name(project.extracted)
    registers, _ = read_table(project.sources, SOURCES)
    rows, faults = read_table(project.extracted, NAMES, name)
    if not faults:
        faults += check_rows(rows, name, registers, codebook(), extracted=True)
    return rows, faults


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
        Whether a program read them: then the city may be blank.
    """
    known = _known(registers, book)
    sources = {row["source_id"]: row for row in registers}
    faults: list[Fault] = []
    for row in rows:
        found = [*_blanks(row, extracted), *_closed(row, known), *_forms(row)]
        bad = {fault.column for fault in found}
        # A check that needs cells that cannot be read would only repeat their fault.
        if bad.isdisjoint({"value", "low", "high", "qualifier", "measure"}):
            found += _bounds(row)
        if bad.isdisjoint({"period_start", "period_end", "basis", "measure", "per"}):
            found += _period(row)
        if bad.isdisjoint({"indicator", "unit"}):
            found += _coding(row, book)
        if bad.isdisjoint({"source_id", "char_start", "char_end", "surface"}):
            found += _place(row, sources[row["source_id"]])
        if bad.isdisjoint({"source_id", "city"}):
            found += _city(row, sources[row["source_id"]])
        faults += [Fault(f.check, file, row.line, f.column, f.value, f.expected) for f in found]
    return [*faults, *_duplicates(rows, file), *_parts(rows, file)]


def _readings(
    others: Sequence[Row], file: str, rows: Sequence[Row], registers: Sequence[Row], book: Codebook
) -> Iterator[Fault]:
    """Judge the cell that each alternative would put into its figure's row."""
    known, figures = _known(registers, book), {row["obs_id"]: row for row in rows}
    for other in others:
        figure, column = figures.get(other["obs_id"]), other["field"]
        if figure is None or column not in CURATED:
            continue
        read = Row(other.line, {**figure.cells, column: other["value"]})
        for fault in [*_closed(read, known), *_forms(read)]:
            if fault.column == column:
                yield Fault(fault.check, file, other.line, "value", other["value"], fault.expected)


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


def _blanks(row: Row, extracted: bool) -> Iterator[Fault]:
    for name in CURATED:
        never = not BY_NAME[name].blank or (name == "city" and not extracted)
        if never and not row[name]:
            yield _fault("blank", row, name)


def _closed(row: Row, known: Mapping[str, list[str]]) -> Iterator[Fault]:
    for name, codes in known.items():
        cell = row[name]
        if cell and cell not in codes:
            yield _fault("not_listed", row, name, list=_near(cell, tuple(codes)))


@lru_cache(maxsize=4096)  # the same wrong word often stands in every row
def _near(cell: str, codes: tuple[str, ...]) -> str:
    return ", ".join(get_close_matches(cell[:40], codes, n=3) or codes[:8])


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


def _place(row: Row, source: Row) -> Iterator[Fault]:
    start, end = int(row["char_start"]), int(row["char_end"])
    chars = int(source["chars"]) if INTEGER.fullmatch(source["chars"]) else None
    if end - start != len(row["surface"]):
        length = len(row["surface"])
        yield _fault("offsets_unlike_surface", row, "char_end", start=start, length=length)
    elif chars is not None and end > chars:
        yield _fault("outside_text", row, "char_end", chars=chars)
    ids = [observation_id(row["source_id"], start, end, n) for n in range(MOST_ORDINALS)]
    if row["obs_id"] not in ids:
        yield _fault("wrong_id", row, "obs_id", wanted=ids[0])


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

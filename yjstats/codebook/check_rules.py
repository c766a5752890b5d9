"""Check the words that extraction reads by: every fault at once."""

from collections.abc import Iterable, Mapping
from math import isfinite
from pathlib import Path

from yjstats.codebook import FOLDER, JOINED, RULES, table
from yjstats.codebook.own import Own
from yjstats.errors import Fault
from yjstats.tables import Row, is_date

KEYS = {
    "numerals": ("char",), "approximators": ("word", "place"), "nouns": ("noun",),
    "classifiers": ("word",),
    "recipient_words": ("word",), "cues": ("cue",), "periods": ("word",),
    "batches": ("programme", "batch"), "boilerplate": ("word",), "word_groups": ("group",),
    "relative_years": ("word",), "relative_dates": ("word",), "confidence": ("feature",),
    "contexts": ("kind", "units", "form", "before", "numeral", "after", "near", "without"),
    "lexicon": ("indicator", "units", "noun", "with", "without"),
}  # fmt: skip
CLOSED = {
    ("numerals", "role"): ("digit", "magnitude", "myriad", "some"),
    ("approximators", "place"): ("before", "inside", "after"),
    ("contexts", "kind"): ("time", "ordinal", "name", "incidental"),
    ("relative_dates", "unit"): ("day", "week", "month", "quarter"),
    ("contexts", "form"): ("", "arabic", "chinese"),
}
NUMBERS = (("lexicon", "weight"), ("confidence", "weight"), ("relative_dates", "shift"))
DATED, DATES = ("periods", "batches"), ("start", "end")
SIGNS = "!=>.*"  # before a group of words: see docs/extraction.md


def check_rules(codes: Mapping[str, set[str]], folder: Path = FOLDER, own: Own = ()) -> list[Fault]:
    """Return all that is wrong with the words of extraction in `folder`.

    Parameters
    ----------
    codes : mapping of str to set of str
        The codes of units, indicators, recipients and qualifiers, and the words of units.
    folder : Path
        The packaged files, or a folder with files of the same names.
    own : tuple of (str, bytes)
        A project's own files.

    Returns
    -------
    list of Fault
        Form, duplicates, words outside a closed list, numbers that are none, codes that another
        file lacks, groups of words that do not exist.
    """
    tables: dict[str, list[Row]] = {}
    faults: list[Fault] = []
    for name in RULES:
        tables[name], found = table(name, folder, own)
        faults += found
        faults += _duplicates(name, tables[name])
        faults += _blank(name, tables[name])
    for (name, column), known in CLOSED.items():
        faults += _unlisted(name, column, tables[name], set(known))
    for name, column, kind in (
        ("nouns", "unit", "units"),
        ("classifiers", "word", "unit_words"),
        ("recipient_words", "recipient", "recipients"),
        ("lexicon", "indicator", "indicators"),
        ("approximators", "qualifier", "qualifiers"),
    ):
        faults += _unlisted(name, column, tables[name], codes[kind])
    faults += _many(tables["lexicon"], "lexicon", "units", codes["units"])
    faults += _many(tables["contexts"], "contexts", "units", codes["units"])
    faults += _many(tables["classifiers"], "classifiers", "units", codes["units"])
    for name, column in NUMBERS:
        faults += _no_numbers(name, column, tables[name])
    groups = {row["group"] for row in tables["word_groups"]}
    return faults + list(_no_groups(tables["lexicon"], groups))


def duplicates(rows: list[Row], columns: tuple[str, ...], told: str) -> Iterable[Fault]:
    """Return the rows whose key an earlier row has, in the same file or in the one it extends."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        other = first.setdefault(tuple(row[column] for column in columns), row)
        if other is not row:
            where = (row.file, row.line, told, row[told])
            if other.file == row.file:
                yield Fault("duplicate", *where, expected={"line": other.line})
            else:
                yield Fault("known_already", *where, expected={"file": other.file})


def _duplicates(name: str, rows: list[Row]) -> Iterable[Fault]:
    found = duplicates(rows, KEYS[name], KEYS[name][0])
    yield from (fault for fault in found if fault.check == "duplicate" or name not in JOINED)


def _blank(name: str, rows: list[Row]) -> Iterable[Fault]:
    """Tell words that are blank, which would be found everywhere, and stray white space."""
    for row in rows:
        for column, cell in row.cells.items():
            if cell != cell.strip():
                yield Fault("stray_space", row.file, row.line, column, cell)
        if len(KEYS[name]) < 4 and not row[KEYS[name][0]].strip():
            yield Fault("blank", row.file, row.line, KEYS[name][0])
        for column in DATES if name in DATED else ():
            if not (is_date(row[column]) or (column == "end" and not row[column])):
                yield Fault("not_a_date", row.file, row.line, column, row[column])


def _unlisted(name: str, column: str, rows: list[Row], known: set[str]) -> Iterable[Fault]:
    for row in rows:
        if row[column] not in known:
            listed = ", ".join(sorted(known)[:12])
            yield Fault("not_listed", row.file, row.line, column, row[column], {"list": listed})


def _many(rows: list[Row], name: str, column: str, known: set[str]) -> Iterable[Fault]:
    for row in rows:
        for code in filter(None, row[column].split("|")):
            if code not in known:
                listed = ", ".join(sorted(known)[:12])
                yield Fault("not_listed", row.file, row.line, column, code, {"list": listed})


def _no_numbers(name: str, column: str, rows: list[Row]) -> Iterable[Fault]:
    for row in rows:
        try:
            if not isfinite(float(row[column])):
                raise ValueError
        except ValueError:
            yield Fault("not_a_number", row.file, row.line, column, row[column])


def _no_groups(rows: list[Row], groups: set[str]) -> Iterable[Fault]:
    for row in rows:
        for column in ("noun", "with", "without"):
            for part in row[column].split("&"):
                for word in part.strip().lstrip(SIGNS).split("|"):
                    if word.startswith("@") and word[1:] not in groups:
                        where = (row.file, row.line, column, word)
                        yield Fault("not_listed", *where, expected={"list": ", ".join(groups)})

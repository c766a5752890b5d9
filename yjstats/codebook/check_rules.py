"""Check the words that extraction reads by: every fault at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from yjstats.codebook import FOLDER, RULES, table
from yjstats.errors import Fault
from yjstats.tables import Row

KEYS = {
    "numerals": ("char",), "approximators": ("word", "place"), "nouns": ("noun",),
    "recipient_words": ("word",), "cues": ("cue",), "periods": ("word",),
    "batches": ("programme", "batch"), "boilerplate": ("word",), "word_groups": ("group",),
    "relative_years": ("word",), "confidence": ("feature",),
    "contexts": ("kind", "units", "form", "before", "numeral", "after", "near", "without"),
    "lexicon": ("indicator", "units", "noun", "with", "without"),
}  # fmt: skip
CLOSED = {
    ("numerals", "role"): ("digit", "magnitude", "myriad", "some"),
    ("approximators", "place"): ("before", "inside", "after"),
    ("contexts", "kind"): ("time", "ordinal", "name", "incidental"),
    ("contexts", "form"): ("", "arabic", "chinese"),
}
NUMBERS = (("lexicon", "weight"), ("confidence", "weight"))
SIGNS = "!="  # before a group of words: in the clause, beside the number


def check_rules(codes: Mapping[str, set[str]], folder: Path = FOLDER) -> list[Fault]:
    """Return all that is wrong with the words of extraction in `folder`.

    Parameters
    ----------
    codes : mapping of str to set of str
        The codes of units, indicators, recipients and qualifiers.
    folder : Path
        The packaged files, or a folder with files of the same names.

    Returns
    -------
    list of Fault
        Form, duplicates, words outside a closed list, numbers that are none, codes that another
        file lacks, groups of words that do not exist.
    """
    tables: dict[str, list[Row]] = {}
    faults: list[Fault] = []
    for name in RULES:
        tables[name], found = table(name, folder)
        faults += found
        faults += _duplicates(name, tables[name])
    for (name, column), known in CLOSED.items():
        faults += _unlisted(name, column, tables[name], set(known))
    for name, column, kind in (
        ("nouns", "unit", "units"),
        ("recipient_words", "recipient", "recipients"),
        ("lexicon", "indicator", "indicators"),
        ("approximators", "qualifier", "qualifiers"),
    ):
        faults += _unlisted(name, column, tables[name], codes[kind])
    faults += _many(tables["lexicon"], "lexicon", "units", codes["units"])
    faults += _many(tables["contexts"], "contexts", "units", codes["units"])
    for name, column in NUMBERS:
        faults += _no_numbers(name, column, tables[name])
    groups = {row["group"] for row in tables["word_groups"]}
    return faults + list(_no_groups(tables["lexicon"], groups))


def _file(name: str) -> str:
    return f"codebook/{name}.csv"


def _duplicates(name: str, rows: list[Row]) -> Iterable[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row[column] for column in KEYS[name])
        if key in first:
            where = (_file(name), row.line, KEYS[name][0], row[KEYS[name][0]])
            yield Fault("duplicate", *where, expected={"line": first[key]})
        first.setdefault(key, row.line)


def _unlisted(name: str, column: str, rows: list[Row], known: set[str]) -> Iterable[Fault]:
    for row in rows:
        if row[column] not in known:
            listed = ", ".join(sorted(known)[:12])
            yield Fault("not_listed", _file(name), row.line, column, row[column], {"list": listed})


def _many(rows: list[Row], name: str, column: str, known: set[str]) -> Iterable[Fault]:
    for row in rows:
        for code in filter(None, row[column].split("|")):
            if code not in known:
                listed = ", ".join(sorted(known)[:12])
                yield Fault("not_listed", _file(name), row.line, column, code, {"list": listed})


def _no_numbers(name: str, column: str, rows: list[Row]) -> Iterable[Fault]:
    for row in rows:
        try:
            float(row[column])
        except ValueError:
            yield Fault("not_a_number", _file(name), row.line, column, row[column])


def _no_groups(rows: list[Row], groups: set[str]) -> Iterable[Fault]:
    for row in rows:
        for column in ("noun", "with", "without"):
            for part in row[column].split("&"):
                for word in part.strip().lstrip(SIGNS).split("|"):
                    if word.startswith("@") and word[1:] not in groups:
                        where = (_file("lexicon"), row.line, column, word)
                        yield Fault("not_listed", *where, expected={"list": ", ".join(groups)})

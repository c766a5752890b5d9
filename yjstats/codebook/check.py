"""Check the codebook's files against each other: every fault at once."""

import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from yjstats.codebook import COLUMNS, FOLDER, table
from yjstats.codebook.check_rules import check_rules
from yjstats.errors import Fault
from yjstats.tables import Row

KEY = {
    "scales": ("unit", "lang", "factor"), "unit_words": ("word",), "terms": ("list", "code"),
    "domains": ("word",),
}  # fmt: skip
MAY_BE_BLANK = {("indicators", "near"), ("recipients", "city"), ("unit_words", "not_before")}
YES_NO = {
    ("indicators", "comparable"), ("indicators", "key"), ("recipients", "principal"),
    ("reasons", "blocks_total"), ("reasons", "blocks_per_year"),
}  # fmt: skip
NUMBERS = {("scales", "factor"), ("unit_words", "factor"), ("denominators", "factor")}
CODES = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def check_codebook(folder: Path = FOLDER) -> list[Fault]:
    """Return all that is wrong with the codebook in `folder`.

    Parameters
    ----------
    folder : Path
        The packaged files, or a folder with files of the same names.

    Returns
    -------
    list of Fault
        Form (columns, ragged rows), blanks, stray white space, duplicates, codes that another file
        lacks, units that no indicator and no word uses.
    """
    tables: dict[str, list[Row]] = {}
    faults: list[Fault] = []
    for name in COLUMNS:
        tables[name], found = table(name, folder)
        faults += found
    faults += chain.from_iterable(_cells(name, rows) for name, rows in tables.items())
    faults += chain.from_iterable(_duplicates(name, rows) for name, rows in tables.items())
    faults += [*_references(tables), *_unused(tables, folder)]
    codes = {
        name: {row["code"] for row in tables[name]}
        for name in ("units", "indicators", "recipients")
    }
    qualifiers = {row["code"] for row in tables["terms"] if row["list"] == "qualifier"}
    return faults + check_rules({**codes, "qualifiers": qualifiers}, folder)


def _file(name: str) -> str:
    return f"codebook/{name}.csv"


def _cells(name: str, rows: list[Row]) -> Iterable[Fault]:
    for row in rows:
        for column, cell in row.cells.items():
            where = (_file(name), row.line, column, cell)
            if cell != cell.strip():
                yield Fault("stray_space", *where)
            if not cell.strip() and (name, column) not in MAY_BE_BLANK:
                yield Fault("blank", *where)
            if (name, column) in YES_NO and cell not in ("yes", "no"):
                yield Fault("not_listed", *where, expected={"list": "yes, no"})
            if (name, column) in NUMBERS and not _positive(cell):
                yield Fault("not_a_number", *where)
            if column == "code" and not CODES.fullmatch(cell):
                yield Fault("not_a_code", *where)


def _positive(cell: str) -> bool:
    try:
        return float(cell) > 0
    except ValueError:
        return False


def _duplicates(name: str, rows: list[Row]) -> Iterable[Fault]:
    columns = KEY.get(name, ("code",))
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row[column] for column in columns)
        if key in first:
            where = (_file(name), row.line, columns[-1], row[columns[-1]])
            yield Fault("duplicate", *where, expected={"line": first[key]})
        first.setdefault(key, row.line)


def _references(tables: dict[str, list[Row]]) -> Iterable[Fault]:
    codes = {name: {row.cells.get("code", "") for row in rows} for name, rows in tables.items()}
    terms: dict[str, set[str]] = {}
    for row in tables["terms"]:
        terms.setdefault(row["list"], set()).add(row["code"])
    refers = {
        ("indicators", "domain"): terms.get("domain", set()),
        ("indicators", "kind"): terms.get("kind", set()),
        ("indicators", "unit"): codes["units"],
        ("indicators", "near"): codes["indicators"] | {""},
        ("denominators", "indicator"): codes["indicators"],
        ("scales", "unit"): codes["units"],
        ("scales", "lang"): {"zh", "en"},
        ("unit_words", "unit"): codes["units"],
        ("recipients", "city"): codes["cities"] | {""},
        ("recipients", "kind"): terms.get("recipient_kind", set()),
        ("domains", "domain"): terms.get("domain", set()),
    }
    for (name, column), known in refers.items():
        for row in tables[name]:
            if row[column] not in known:
                where = (_file(name), row.line, column, row[column])
                yield Fault("not_listed", *where, expected={"list": _some(known)})
    for row in tables["indicators"]:
        if row["near"] and row["near"] == row["code"]:
            yield Fault("near_itself", _file("indicators"), row.line, "near", row["near"])


def _some(known: set[str]) -> str:
    shown = sorted(code for code in known if code)
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


def _unused(tables: dict[str, list[Row]], folder: Path) -> Iterable[Fault]:
    used = {row["unit"] for name in ("indicators", "unit_words") for row in tables[name]}
    used |= {row["unit"] for row in table("nouns", folder)[0]}
    for row in tables["units"]:
        if row["code"] not in used:
            yield Fault("unused", _file("units"), row.line, "code", row["code"])

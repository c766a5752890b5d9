"""Check the codebook's files against each other: every fault at once."""

import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from yjstats.codebook import COLUMNS, FIXED, FOLDER, OWN, RULES, table
from yjstats.codebook.check_rules import check_rules, duplicates
from yjstats.codebook.own import Own
from yjstats.codebook.word_lists import LINE, word_list
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


def check_codebook(folder: Path = FOLDER, own: Own = ()) -> list[Fault]:
    """Return all that is wrong with the codebook in `folder`.

    Parameters
    ----------
    folder : Path
        The packaged files, or a folder with files of the same names.
    own : tuple of (str, bytes)
        A project's own files, judged together with those that they extend.

    Returns
    -------
    list of Fault
        Form (columns, ragged rows), blanks, stray white space, duplicates, codes that another file
        lacks, units that no indicator and no word uses, own files that extend nothing.
    """
    tables: dict[str, list[Row]] = {}
    faults: list[Fault] = [*_no_lists(own)]
    for name in COLUMNS:
        tables[name], found = table(name, folder, own)
        faults += found
    faults += chain.from_iterable(_cells(name, rows) for name, rows in tables.items())
    faults += chain.from_iterable(_duplicates(name, rows) for name, rows in tables.items())
    faults += chain.from_iterable(word_list(name, folder, own)[1] for name in LINE)
    faults += [*_references(tables), *_unused(tables, folder, own)]
    codes = {
        name: {row["code"] for row in tables[name]}
        for name in ("units", "indicators", "recipients")
    }
    codes["qualifiers"] = {row["code"] for row in tables["terms"] if row["list"] == "qualifier"}
    codes["unit_words"] = {row["word"] for row in tables["unit_words"]}
    return faults + check_rules(codes, folder, own)


def _no_lists(own: Own) -> Iterable[Fault]:
    """Tell the own files that extend no list of the codebook, or one that the code relies on."""
    tables = sorted({*COLUMNS, *RULES} - {*FIXED})
    lists = [*(f"{name}.csv" for name in tables), *(f"{name}.txt" for name in LINE)]
    for name, _ in own:
        if name not in lists:
            listed = ", ".join(lists)
            yield Fault("not_a_list", f"{OWN}/{name}", expected={"list": listed})


def _cells(name: str, rows: list[Row]) -> Iterable[Fault]:
    for row in rows:
        for column, cell in row.cells.items():
            where = (row.file, row.line, column, cell)
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
        return 0 < float(cell) < float("inf")
    except ValueError:
        return False


def _duplicates(name: str, rows: list[Row]) -> Iterable[Fault]:
    columns = KEY.get(name, ("code",))
    yield from duplicates(rows, columns, columns[-1])
    if name == "cities":  # texts are read by it
        yield from duplicates(rows, ("zh",), "zh")


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
                where = (row.file, row.line, column, row[column])
                yield Fault("not_listed", *where, expected={"list": _some(known)})
    for row in tables["indicators"]:
        if row["near"] and row["near"] == row["code"]:
            yield Fault("near_itself", row.file, row.line, "near", row["near"])


def _some(known: set[str]) -> str:
    shown = sorted(code for code in known if code)
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


def _unused(tables: dict[str, list[Row]], folder: Path, own: Own) -> Iterable[Fault]:
    used = {row["unit"] for name in ("indicators", "unit_words") for row in tables[name]}
    used |= {row["unit"] for row in table("nouns", folder, own)[0]}
    for row in tables["units"]:
        if row["code"] not in used:
            yield Fault("unused", row.file, row.line, "code", row["code"])

"""The codebook: what is measured, in which unit, where, and how it is named. Data files beside."""

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from yjstats.codebook.own import Own, in_use, per_codebook
from yjstats.errors import BadData, Fault, UnknownName
from yjstats.tables import Row, parse_table, read_table
from yjstats.text import Lang

FOLDER = Path(str(files(__package__)))

COLUMNS: dict[str, tuple[str, ...]] = {
    "indicators": (
        "code",
        "domain",
        "name_zh",
        "name_en",
        "unit",
        "kind",
        "comparable",
        "key",
        "near",
        "definition",
        "definition_zh",
    ),
    "units": ("code", "zh", "en", "dimension"),
    "scales": ("unit", "lang", "factor", "name"),
    "unit_words": ("word", "unit", "factor", "not_before"),
    "cities": ("code", "zh", "pinyin", "en"),
    "recipients": ("code", "zh", "en", "city", "kind", "principal"),
    "reasons": ("code", "zh", "en", "blocks_total", "blocks_per_year", "meaning_zh", "meaning_en"),
    "denominators": ("code", "indicator", "factor", "zh", "en"),
    "terms": ("list", "code", "zh", "en"),
    "domains": ("domain", "word"),
}
# What extraction knows of words; read by extraction.rules, checked like the others.
RULES: dict[str, tuple[str, ...]] = {
    "numerals": ("char", "role", "value"),
    "approximators": ("word", "place", "qualifier", "not_after", "only_before"),
    "nouns": ("noun", "unit"),
    "classifiers": ("word", "units"),
    "recipient_words": ("word", "recipient"),
    "contexts": ("kind", "units", "form", "before", "numeral", "after", "near", "without", "note"),
    "cues": ("cue", "words"),
    "periods": ("word", "start", "end"),
    "batches": ("programme", "batch", "start", "end"),
    "boilerplate": ("word",),
    "word_groups": ("group", "words"),
    "relative_years": ("word", "shift"),
    "relative_dates": ("word", "unit", "shift"),
    "confidence": ("feature", "weight", "meaning"),
    "lexicon": ("indicator", "units", "noun", "with", "without", "weight"),
}  # fmt: skip

OWN = "data/raw/codebook"  # of a project
# What the code relies on: never extended.
FIXED = ("reasons", "terms", "numerals", "confidence", "relative_years")
JOINED = ("cues", "word_groups")  # an own row adds its words to the row of the same name


@dataclass(frozen=True)
class Codebook:
    """The lists of the codebook, each a dict from code to its row, in the order of the file.

    Attributes
    ----------
    indicators, units, cities, recipients, reasons, denominators : dict of str to dict of str to str
    scales : list of dict
        Display units of a canonical unit in one language: factor and name, the largest first.
    terms : dict of str to dict of str to dict
        The closed lists (`qualifier`, `basis`, …), each from code to its names.
    domain_words : dict of str to str
        Words that mark a sentence as being about a domain, each with its domain.
    style : dict
        Colours, marks and sizes of charts, from style.toml.
    """

    indicators: dict[str, dict[str, str]]
    units: dict[str, dict[str, str]]
    cities: dict[str, dict[str, str]]
    recipients: dict[str, dict[str, str]]
    reasons: dict[str, dict[str, str]]
    denominators: dict[str, dict[str, str]]
    scales: list[dict[str, str]]
    terms: dict[str, dict[str, dict[str, str]]]
    domain_words: dict[str, str]
    style: dict[str, Any] = field(repr=False)

    def name(self, kind: str, code: str, lang: Lang = "zh") -> str:
        """Return the name of a code; the code itself where the list has no such code.

        Parameters
        ----------
        kind : str
            indicator, unit, city, recipient, reason, denominator, or a closed list; domain has the
            names for none and for all of them too.
        code : str
        lang : {"zh", "en"}
        """
        lists = {
            "unit": self.units, "city": self.cities, "recipient": self.recipients,
            "reason": self.reasons,
            "denominator": self.denominators,
        }  # fmt: skip
        if kind == "indicator":
            return self.indicators.get(code, {}).get(f"name_{lang}", code)
        if kind == "domain" and code not in self.terms[kind]:
            kind = "text_domain"
        return lists.get(kind, self.terms.get(kind, {})).get(code, {}).get(lang, code)

    def require(self, kind: str, code: str) -> None:
        """Check that an indicator, a city or a domain exists.

        Raises
        ------
        UnknownName
            If it does not; the message names the nearest spellings.
        """
        lists = {
            "indicator": self.indicators,
            "city": self.cities,
            "domain": self.terms["domain"],
            "denominator": self.denominators,
        }
        if code not in lists[kind]:
            raise UnknownName(kind, code, list(lists[kind]))

    def colour(self, city: str) -> str:
        """Return the colour of a city, the same in every chart."""
        colours: dict[str, str] = self.style["colours"]
        if city in colours:
            return colours[city]
        spare: list[str] = self.style["spare"]["colours"]
        others = [code for code in self.cities if code not in colours]
        return spare[others.index(city) % len(spare)] if city in others else spare[-1]


@per_codebook
def codebook() -> Codebook:
    """Read the codebook in use: the packaged one and a project's own rows (see `codebook.own`).

    The same object at every call as long as the same codebook is in use, never to be changed.

    Raises
    ------
    BadData
        If a project's own rows do not pass their checks; lists every fault.
    """
    if in_use():
        from yjstats.codebook.check import check_codebook

        faults = check_codebook(own=in_use())
        if faults:
            raise BadData(faults)
    tables = {name: cells_of(name) for name in COLUMNS}
    terms: dict[str, dict[str, dict[str, str]]] = {}
    for row in tables["terms"]:
        terms.setdefault(row["list"], {})[row["code"]] = row
    keyed = ("indicators", "units", "cities", "recipients", "reasons", "denominators")
    return Codebook(
        **{name: {row["code"]: row for row in tables[name]} for name in keyed},
        scales=sorted(tables["scales"], key=lambda row: -float(row["factor"])),
        terms=terms,
        domain_words={row["word"]: row["domain"] for row in tables["domains"]},
        style=tomllib.loads((FOLDER / "style.toml").read_text(encoding="utf-8")),
    )


def indicators(lang: Lang = "zh") -> "Any":
    """Return the indicators as a frame.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of `name`, `domain_name`, `unit_name` and `definition`.

    Returns
    -------
    DataFrame
        One row an indicator, in the order of the codebook: `indicator` (code), `domain`,
        `domain_name`, `name`, `unit` (code), `unit_name`, `kind` (flow, stock, ratio),
        `comparable` (bool: may be ranked), `key` (bool: in the summary), `near` (code of the
        nearest indicator, blank where none), `definition`. Text columns are of dtype str.
    """
    import pandas as pd

    book = codebook()
    rows = [
        {
            "indicator": code,
            "domain": row["domain"],
            "domain_name": book.name("domain", row["domain"], lang),
            "name": row[f"name_{lang}"],
            "unit": row["unit"],
            "unit_name": book.name("unit", row["unit"], lang),
            "kind": row["kind"],
            "comparable": row["comparable"] == "yes",
            "key": row["key"] == "yes",
            "near": row["near"] or None,
            "definition": row["definition_zh" if lang == "zh" else "definition"],
        }
        for code, row in book.indicators.items()
    ]
    return pd.DataFrame(rows).astype({"near": "str"})


def table(name: str, folder: Path = FOLDER, own: Own = ()) -> tuple[list[Row], list[Fault]]:
    """Return the rows of one list as written, and what is wrong with the form of its files.

    Parameters
    ----------
    name : str
        A key of `COLUMNS` or `RULES`.
    folder : Path
        The packaged files, or a folder with files of the same names.
    own : tuple of (str, bytes)
        A project's own files; their rows follow, where the list is not one of `FIXED`.
    """
    columns = COLUMNS.get(name) or RULES[name]
    rows, faults = read_table(folder / f"{name}.csv", columns, f"codebook/{name}.csv", strip=False)
    data = dict(own).get(f"{name}.csv")
    if data is not None and name not in FIXED:
        more, found = parse_table(data, columns, f"{OWN}/{name}.csv", strip=False)
        rows, faults = rows + more, faults + found
    return rows, faults


def cells_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one list of the codebook in use, by column."""
    return [row.cells for row in table(name, own=in_use())[0]]

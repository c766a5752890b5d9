"""A reading in words, and the words that a person may answer with."""

from collections.abc import Collection, Mapping

from yjstats.codebook import codebook
from yjstats.observations import BY_NAME
from yjstats.presenting import show_number, show_value
from yjstats.text import Lang, say

# What a person may correct: all that is read, and what the program does not read.
CORRECTED = (
    "indicator", "label", "value", "low", "high", "unit", "qualifier", "measure", "per", "basis",
    "period_start", "period_end", "city", "recipient", "scope", "part_of", "status", "note",
)  # fmt: skip
LANGS: tuple[Lang, ...] = ("zh", "en")
UNSAID = {"measure": ("level",), "status": ("accepted", "candidate")}
# The lines of a figure in words, and the fields that each of them tells.
LINES = {
    "indicator": ("indicator",), "label": ("label",), "value": ("value",),
    "bounds": ("low", "high"), "unit": ("unit",), "qualifier": ("qualifier",),
    "measure": ("measure",), "per": ("per",),
    "basis": ("basis",), "period": ("period_start", "period_end"), "city": ("city",),
    "recipient": ("recipient",), "scope": ("scope",), "part_of": ("part_of",),
    "status": ("status",), "note": ("note",),
}  # fmt: skip


def lists() -> dict[str, list[str]]:
    """Return the codes of each column that has a list, in the order of the codebook."""
    book = codebook()
    own = {
        "indicator": book.indicators, "unit": book.units, "city": book.cities,
        "recipient": book.recipients,
    }  # fmt: skip
    listed = {name: own.get(name, book.terms.get(name, {})) for name in CORRECTED}
    return {name: list(codes) for name, codes in listed.items() if codes}


def option(name: str, code: str, lang: Lang) -> str:
    """Return a code as a drop-down list shows it: its name and the code."""
    shown = codebook().name(name, code, lang)
    return code if shown == code else f"{shown} {code}"


def blank_word(lang: Lang) -> str:
    """Return the word that empties a field: a cell that is left empty keeps what was read."""
    return say("review.blank", lang)


def may_be_blank(name: str) -> bool:
    """Tell whether an entered figure may have nothing there."""
    return bool(BY_NAME[name].blank) and name != "city"


def answers(name: str) -> dict[str, str]:
    """Return every word that stands for a code, in both languages: option, code, and lone name.

    Two codes may share a name; then only the option and the code tell which is meant.
    """
    codes = lists().get(name) or list(codebook().terms[name])
    named: dict[str, list[str]] = {}
    for code in codes:
        for lang in LANGS:
            named.setdefault(codebook().name(name, code, lang), []).append(code)
    found = {word: meant[0] for word, meant in named.items() if len({*meant}) == 1}
    found |= {option(name, code, lang): code for code in codes for lang in LANGS}
    return found | {code: code for code in codes}


def in_words(cells: Mapping[str, str], lang: Lang, marked: Collection[str] = ()) -> str:
    """Return a figure in words, a line each for what goes together and says something.

    Parameters
    ----------
    cells : mapping of str to str
        A row of curated.csv or of extracted.csv.
    lang : {"zh", "en"}
    marked : collection of str
        Fields whose lines begin with a mark, and stand there even where they are blank.
    """
    lines = []
    for name, fields in LINES.items():
        known = {field: show_cell(field, cells, lang) for field in fields}
        asked = any(field in marked for field in fields)
        if not asked and (not any(known.values()) or _told(name, cells)):
            continue
        ends = [shown or say("review.open", lang) for shown in known.values()]
        shown = ends[0] if len({*ends}) == 1 else " – ".join(ends)
        shown = shown if any(known.values()) else blank_word(lang)
        mark = say("review.mark", lang) if asked else ""
        lines.append(mark + say("review.line", lang, name=say(f"entry.{name}", lang), it=shown))
    return "\n".join(lines)


def show_cell(name: str, cells: Mapping[str, str], lang: Lang) -> str:
    """Return one field of a figure for people: names for codes, numbers with their unit."""
    cell = cells[name]
    if not cell:
        return ""
    if name in lists():
        return codebook().name(name, cell, lang)
    if name in ("value", "low", "high"):
        known = cells["unit"] in codebook().units
        return show_value(float(cell), cells["unit"], lang) if known else show_number(float(cell))
    return cell


def _told(name: str, cells: Mapping[str, str]) -> bool:
    """Tell whether a line goes without saying: the value has its unit, an exact one no bounds."""
    if name in ("bounds", "qualifier"):
        return cells["qualifier"] == "exact"
    return name == "unit" or cells.get(name) in UNSAID.get(name, ())

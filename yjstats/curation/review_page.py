"""The sheets of a review workbook: what is shown, what is filled in, what it was made from."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from yjstats.codebook import codebook
from yjstats.curation.review_items import Item
from yjstats.curation.review_words import (
    CORRECTED,
    blank_word,
    in_words,
    lists,
    may_be_blank,
    option,
)
from yjstats.curation.reviews import READ, sum_of
from yjstats.observations import BY_NAME, CURATED
from yjstats.text import Lang, say
from yjstats.workbook.page import HEADER_ROW, Entry, Page, place
from yjstats.workbook.texts import fit

SHOWN = ("obs_id", "source_id", "reasons", "confidence", "sentence", "as_read", "as_entered")
FILLED = ("decision", *CORRECTED, "reviewer", "remark")
COLUMNS = (*SHOWN, *FILLED)
LISTS, ORIGIN = "_lists", "_yjstats"  # hidden sheets, the same in both languages
MARK, VERSION = "yjstats review", 1
ORIGIN_COLUMNS = ("obs_id", "extracted_id", "reading", "basis", "shown", "entered")
WIDTHS = {"reasons": 15, "sentence": 46, "as_read": 34, "as_entered": 34}
NUMBERS = ("value", "low", "high")
DATES = ("period_start", "period_end")
TEXT, DAY, SCORE = "@", "yyyy-mm-dd", "0.00"


def header_of(name: str, lang: Lang) -> str:
    """Return the header of a column; those of corrections say so."""
    if name in CORRECTED:
        return say("review.correction", lang, name=say(f"entry.{name}", lang))
    return say(f"review.{name}", lang)


def review_page(items: Sequence[Item], lang: Lang) -> Page:
    """Return the sheet to fill in, a row a reading."""
    return Page(
        name=say("sheet.review", lang),
        title=say("review.title", lang),
        note=say("review.note", lang),
        contents="",
        table="review",
        header=[header_of(name, lang) for name in COLUMNS],
        rows=[_row(item, lang) for item in items],
        frozen=1,
        wrapped={COLUMNS.index(name): width for name, width in WIDTHS.items()},
        printed=COLUMNS.index("decision") + 1,
        entered=range(len(SHOWN), len(COLUMNS)),
        up=say("sheet.guide", lang),
    )


def origin_rows(items: Iterable[Item], lang: Lang) -> list[list[Any]]:
    """Return the hidden sheet that tells what the workbook was made from, row by row."""
    rows: list[list[Any]] = [[MARK, VERSION, lang], list(ORIGIN_COLUMNS)]
    for item in items:
        kept = json.dumps(item.entered, ensure_ascii=False) if item.entered else None
        sums = (
            sum_of(item.reading, READ),
            item.basis or None,
            shown_sum(fit(words_of(item, lang))),
        )
        rows.append([item.obs_id, item.reading["obs_id"], *sums, kept])
    return rows


def list_columns(lang: Lang) -> dict[str, list[str]]:
    """Return the drop-down lists: of the decision, and of each field that has a list."""
    found = {"decision": [option("decision", code, lang) for code in codebook().terms["decision"]]}
    for name, codes in lists().items():
        first = [blank_word(lang)] if may_be_blank(name) else []
        found[name] = first + [option(name, code, lang) for code in codes]
    return found


def validations(count: int, lists_of: Mapping[str, Sequence[str]], lang: Lang) -> list[Any]:
    """Return what Excel lets a person enter, and what it says otherwise.

    Parameters
    ----------
    count : int
        Rows to fill in.
    lists_of : mapping of str to sequence of str
        From `list_columns`, as the hidden sheet has them.
    lang : {"zh", "en"}
    """
    from openpyxl.utils import get_column_letter

    found = []
    for name in FILLED:
        letter = get_column_letter(COLUMNS.index(name) + 1)
        cell = f"{letter}{HEADER_ROW + 1}"
        if name in lists_of:
            column = get_column_letter([*lists_of].index(name) + 1)
            area = place(LISTS, f"${column}$2:${column}${len(lists_of[name]) + 1}")
            rule = DataValidation(type="list", formula1=area, allow_blank=True)
            rule.error = say("review.pick", lang)
        elif name in (*NUMBERS, *DATES):
            blank = f'{cell}="{blank_word(lang)}"' if may_be_blank(name) else "FALSE"
            formula = f"OR(ISNUMBER({cell}),{blank})"
            rule = DataValidation(type="custom", formula1=formula, allow_blank=True)
            key = "review.type_number" if name in NUMBERS else "review.type_date"
            rule.error = rule.prompt = say(key, lang)
            rule.promptTitle, rule.showInputMessage = header_of(name, lang), True
        else:
            continue
        rule.errorTitle, rule.showErrorMessage = header_of(name, lang), True
        rule.add(f"{cell}:{letter}{HEADER_ROW + max(count, 1)}")
        found.append(rule)
    return found


def shown_sum(text: str) -> str:
    """Return the checksum of a text that survives what spreadsheets do to line ends."""
    cells = dict.fromkeys(CURATED, "") | {"label": "\n".join(text.split())}
    return sum_of(cells, ("label",))


def words_of(item: Item, lang: Lang) -> str:
    """Return a reading as the workbook shows it: what differs from the entered figure is marked."""
    return in_words(item.reading, lang, item.fields)


def _row(item: Item, lang: Lang) -> list[Any]:
    read, book = item.reading, codebook()
    before, number, after = item.sentence
    place = {"start": read["char_start"], "end": read["char_end"]}
    told = f"{before}【{number}】{after}" if number else say("review.no_text", lang, **place)
    reasons = [book.name("review_reason", code, lang) for code in item.reasons]
    shown: dict[str, Any] = {
        "obs_id": item.obs_id,
        "source_id": read["source_id"],
        "reasons": say("list.semicolon", lang).join(reasons),
        "confidence": Entry(float(read["confidence"]), SCORE) if read["confidence"] else None,
        "sentence": told if number else Entry(f"{read['surface']}\n{told}", look="silent"),
        "as_read": words_of(item, lang),
        "as_entered": in_words(item.entered, lang, item.fields)
        if item.entered
        else Entry(say("review.none_entered", lang), look="silent"),
    }
    return [*shown.values(), *(Entry(None, _format(name), "entry") for name in FILLED)]


def _format(name: str) -> str:
    if name in NUMBERS:
        return ""
    if name in DATES:
        return DAY
    return TEXT if name not in BY_NAME or BY_NAME[name].kind == "text" else ""

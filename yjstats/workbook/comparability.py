"""What may not be compared, and why: reason by reason, and what each code means."""

import pandas as pd

from yjstats.codebook import codebook
from yjstats.text import Lang, say
from yjstats.workbook.formats import symbol_of
from yjstats.workbook.page import Page, named_page
from yjstats.workbook.report import Report, names_of

NOTES = ("domain", "indicator", "mark", "reason", "cities_concerned", "blocks_total",
         "blocks_per_year", "meaning")  # fmt: skip
REASONS = ("mark", "code", "reason", "meaning", "blocks_total", "blocks_per_year")


def comparability(report: Report) -> pd.DataFrame:
    """Tell what stands against comparing: one row an indicator and reason.

    Returns
    -------
    DataFrame
        `indicator`, `reason` (codes, str), `cities` (tuple of codes, those concerned), in the order
        of the codebook. Silence is told by the coverage and not here.
    """
    told = report.totals[report.totals["value"].notna()]
    rows = told[["indicator", "city", "reasons"]].explode("reasons").dropna(subset="reasons")
    order = {code: number for number, code in enumerate(codebook().reasons)}
    found = [
        (indicator, reason, tuple(group["city"]), order[reason])
        for (indicator, reason), group in rows.groupby(["indicator", "reasons"], sort=False)
    ]
    columns = ["indicator", "reason", "cities", "order"]
    frame = pd.DataFrame(found, columns=columns)
    place = {code: number for number, code in enumerate(codebook().indicators)}
    frame["place"] = frame["indicator"].map(place)
    return frame.sort_values(["place", "order"], kind="stable")[columns[:3]].reset_index(drop=True)


def notes_page(report: Report) -> Page:
    """Return the notes on comparison: which figures, why, and what may still be done with them."""
    book, lang = codebook(), report.lang
    rows = []
    for row in comparability(report).to_dict("records"):
        reason = book.reasons[row["reason"]]
        rows.append(
            [
                book.name("domain", book.indicators[row["indicator"]]["domain"], lang),
                book.name("indicator", row["indicator"], lang),
                symbol_of(row["reason"], lang),
                reason[lang],
                names_of(row["cities"], "city", lang),
                *_blocks(reason, lang),
                reason[f"meaning_{lang}"],
            ]
        )
    return named_page(
        "comparability",
        lang,
        [say(f"column.{name}", lang) for name in NOTES],
        rows,
        frozen=2,
        wrapped={1: 30, 4: 30, 7: 60},
    )


def reasons_page(lang: Lang) -> Page:
    """Return the reason codes: the symbol and meaning of each, and what it forbids."""
    rows = [
        [symbol_of(code, lang), code, row[lang], row[f"meaning_{lang}"], *_blocks(row, lang)]
        for code, row in codebook().reasons.items()
    ]
    return named_page(
        "reasons",
        lang,
        [say(f"column.{name}", lang) for name in REASONS],
        rows,
        wrapped={3: 60},
    )


def _blocks(reason: dict[str, str], lang: Lang) -> list[str]:
    return [say(f"word.{reason[name]}", lang) for name in ("blocks_total", "blocks_per_year")]

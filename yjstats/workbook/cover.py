"""The first two sheets: the cover, and the contents with links."""

from collections.abc import Sequence

import pandas as pd
from openpyxl import Workbook

from yjstats.codebook import codebook
from yjstats.narrative import unused
from yjstats.text import Lang, say
from yjstats.workbook.cells import lines_taken, make_cell
from yjstats.workbook.formats import TOLD_OTHERWISE, symbol_of
from yjstats.workbook.looks import Looks, style
from yjstats.workbook.page import Entry, Page, place
from yjstats.workbook.render import set_up_page
from yjstats.workbook.report import Report, names_of
from yjstats.workbook.texts import losses

NOTES = ("values", "bounds", "shaded", "missing", "links", "units", "charts", "rights")
FEW = 8  # names told one by one


def write_cover(book: Workbook, looks: Looks, report: Report, changed: str = "") -> None:
    """Write the first sheet: text only, one column, a link to the table of contents.

    Parameters
    ----------
    book : Workbook
        In write-only mode.
    looks : Looks
    report : Report
    changed : str
        What changed since an earlier workbook, in a line.
    """
    lang = report.lang
    sheet = book.create_sheet(say("sheet.cover", lang))
    width, text = (style()["sheet"][name] for name in ("cover", "text"))
    sheet.column_dimensions["A"].width = width
    set_up_page(sheet, lang, down=1)
    contents = say("sheet.contents", lang)
    entries = [
        Entry(say("workbook.title", lang), look="cover"),
        *(Entry(line, look="prose") for line in _about(report)),
        *([Entry(changed, look="prose")] if changed else []),
        Entry(say("workbook.go_to_contents", lang), look="jump", link=place(contents)),
        Entry(say("workbook.how_to_read", lang), look="heading"),
        *(Entry(say(f"note.{name}", lang), look="prose") for name in NOTES),
        Entry(say("workbook.marks", lang), look="heading"),
        Entry(say("note.signs", lang), look="prose"),
        Entry(_marks(lang), look="prose"),
    ]
    sheet.print_area = f"A1:A{len(entries)}"
    for number, entry in enumerate(entries, 1):
        larger = style()["looks"][entry.look].get("size", text) / text
        lines = lines_taken(entry.value, (width - 4) / larger)
        sheet.row_dimensions[number].height = style()["sheet"]["line"] * lines * larger + 6
        sheet.append([make_cell(sheet, looks, entry, number, 1, wrap=True)])


def contents_page(pages: Sequence[Page], lang: Lang) -> Page:
    """Return the page that leads to all others.

    Parameters
    ----------
    pages : sequence of Page
        In the order of the sheets.
    lang : {"zh", "en"}
    """
    header = [say(f"contents.{name}", lang) for name in ("sheet", "holds", "rows", "chart")]
    rows = [
        [
            Entry(page.name, look="link", link=place(page.name)),
            page.contents,
            len(page.rows),
            Entry(page.chart.title if page.chart else say("word.none", lang)),
        ]
        for page in pages
    ]
    return Page(
        name=say("sheet.contents", lang),
        title=say("sheet.contents", lang),
        note=say("workbook.contents_note", lang),
        contents="",
        table="contents",
        header=header,
        rows=rows,
        wrapped={1: 80, 3: 60},
    )


def _about(report: Report) -> list[str]:
    """Return the date, the counts, and what is not the whole of the data."""
    lang, frame, subset = report.lang, report.frame, report.subset
    lines = [say("workbook.date", lang, date=report.date)] if report.date else []
    cities = frame["city"].dropna().nunique()
    lines.append(say("workbook.counts", lang, figures=len(frame), cities=cities))
    lines += unused(frame, lang)
    if not subset.whole:
        asked = [
            names_of(subset.indicators, "indicator", lang),
            names_of(subset.cities, "city", lang),
            names_of([subset.domain] if subset.domain else [], "domain", lang),
            "—".join(subset.period or ()),
        ]
        told = say("list.semicolon", lang).join(item for item in asked if item)
        lines.append(say("workbook.subset", lang, subset=told, left_out=report.left_out))
    return lines + told_losses(losses(frame), lang)


def told_losses(lost: pd.DataFrame, lang: Lang) -> list[str]:
    """Return a line a kind of loss: which texts could not be written as they are."""
    lines = []
    for kind in ("control", "long"):
        ids = lost.loc[lost["loss"] == kind, "obs_id"].drop_duplicates()
        if len(ids):
            named = say("list.comma", lang).join(ids[:FEW]) + ("…" if len(ids) > FEW else "")
            lines.append(say(f"lost.{kind}", lang, count=len(ids), ids=named))
    return lines


def _marks(lang: Lang) -> str:
    book = codebook()
    told: Sequence[str] = [
        f"{symbol_of(code, lang)} {book.name('reason', code, lang)}"
        for code in book.reasons
        if code not in TOLD_OTHERWISE
    ]
    return say("note.marks", lang, marks=say("list.comma", lang).join(told))

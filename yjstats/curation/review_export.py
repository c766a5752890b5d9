"""Write the workbook in which people judge what the program read."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yjstats.curation.review_items import BELOW, Item, review_items
from yjstats.errors import UsageError
from yjstats.loading import sources
from yjstats.opening import open_project
from yjstats.paths import Project
from yjstats.text import Lang, say
from yjstats.writing import check_target

if TYPE_CHECKING:
    from openpyxl import Workbook

    from yjstats.workbook.looks import Looks

GUIDE = ("decide", "correct", "blank", "types", "sign", "sort", "apply", "rights")


def export_review(
    path: str | Path,
    root: str | Path | None = None,
    source: str | None = None,
    below: float = BELOW,
    articles: str | Path | None = None,
    lang: Lang = "zh",
) -> int:
    """Write the readings that need a person into a workbook to fill in.

    Sheets: a guide; the readings, each with its sentence where the text is at hand, what was read,
    why it needs a person, what was entered, and columns for the decision, corrections (with
    drop-down lists from the codebook), reviewer and remark; and two hidden ones, with the lists and
    with checksums of the rows that the workbook was made from.

    Parameters
    ----------
    path : str or Path
        The .xlsx to make or replace; written whole or not at all.
    root : str or Path, optional
        The project folder.
    source : str, optional
        Only readings of this source.
    below : float
        Readings less sure than this are shown even where nothing differs.
    articles : str or Path, optional
        A folder that may have the articles' texts. The workbook then holds sentences of them and
        must lie outside the project, or in data/private.
    lang : {"zh", "en"}

    Returns
    -------
    int
        How many readings were written.

    Raises
    ------
    UsageError
        If `path` is no .xlsx, or lies in the project and would hold sentences; if the folder of
        articles does not exist; if `below` is not between 0 and 1.
    UnknownName
        If there is no such source.
    BadData
        If the project's data do not pass their checks.
    YjstatsError
        If the file cannot be written, is read-only, or is open elsewhere.
    """
    path, project = Path(path), open_project(root)
    if path.suffix.lower() != ".xlsx":
        raise UsageError("error.not_xlsx", path=path)
    check_target(path)
    items = review_items(project, source, below, articles)
    if any(item.sentence[1] for item in items):
        _outside(path, project)
    dates = sources(project.root)["published"].dropna()
    date = datetime.fromisoformat(((dates.max() if len(dates) else "2000") + "-01-01")[:10])
    _write(path, items, date, lang)
    return len(items)


def _outside(path: Path, project: Project) -> None:
    """Check that sentences of articles do not get into the project."""
    target, private = path.resolve(), project.private.parent.resolve()
    if target.is_relative_to(project.root.resolve()) and not target.is_relative_to(private):
        raise UsageError("error.sentences_inside", path=path, private=project.name(private))


def _write(path: Path, items: Sequence[Item], date: datetime, lang: Lang) -> None:
    from openpyxl import Workbook

    from yjstats.curation.review_page import (
        LISTS,
        ORIGIN,
        list_columns,
        origin_rows,
        review_page,
        validations,
    )
    from yjstats.workbook.looks import Looks, style
    from yjstats.workbook.render import write_page
    from yjstats.workbook.save import discard, save_workbook

    book = Workbook(write_only=True)
    book.properties.title = say("review.title", lang)
    book.properties.creator = "yjstats"
    book.properties.language = style()["language"][lang]
    try:
        looks = Looks(book)
        _guide(book, looks, len(items), lang)
        write_page(book, looks, review_page(items, lang), lang)
        book.active = 1
        found = list_columns(lang)
        for rule in validations(len(items), found, lang):
            book.worksheets[1].data_validations.append(rule)
        longest = max(map(len, found.values()))
        columns = [
            [name, *codes, *[None] * (longest - len(codes))] for name, codes in found.items()
        ]
        _hidden(book, looks, LISTS, [*map(list, zip(*columns, strict=True))])
        _hidden(book, looks, ORIGIN, origin_rows(items, lang))
        save_workbook(book, path, date)
    except BaseException:
        discard(book)
        raise


def _guide(book: "Workbook", looks: "Looks", count: int, lang: Lang) -> None:
    from yjstats.workbook.cells import lines_taken, make_cell
    from yjstats.workbook.looks import style
    from yjstats.workbook.page import Entry, place
    from yjstats.workbook.render import set_up_page

    sheet = book.create_sheet(say("sheet.guide", lang))
    width, line = style()["sheet"]["cover"], style()["sheet"]["line"]
    sheet.column_dimensions["A"].width = width
    set_up_page(sheet, lang, down=1)
    go = Entry(say("review.go", lang), look="jump", link=place(say("sheet.review", lang)))
    entries = [
        Entry(say("review.title", lang), look="cover"),
        Entry(say("review.count", lang, count=count), look="prose"),
        go,
        Entry(say("review.how", lang), look="heading"),
        *(Entry(say(f"guide.{name}", lang), look="prose") for name in GUIDE),
    ]
    for number, entry in enumerate(entries, 1):
        larger = style()["looks"][entry.look].get("size", style()["sheet"]["text"]) / 10
        lines = lines_taken(str(entry.value), (width - 4) / larger)
        sheet.row_dimensions[number].height = line * lines * larger + 6
        sheet.append([make_cell(sheet, looks, entry, number, 1, wrap=True)])


def _hidden(book: "Workbook", looks: "Looks", name: str, rows: list[list[Any]]) -> None:
    """Write a plain sheet that is out of sight and can be shown by anyone."""
    from yjstats.workbook.cells import make_cell

    sheet: Any = book.create_sheet(name)
    sheet.sheet_state = "hidden"
    for number, row in enumerate(rows, 1):
        sheet.append([make_cell(sheet, looks, it, number, n, False) for n, it in enumerate(row, 1)])

"""The workbook: what most readers will ever see."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd

DOMAINS = ("funds", "projects", "education", "medical")


def to_excel(
    frame: "pd.DataFrame",
    path: str | Path,
    lang: Lang = "zh",
    root: str | Path | None = None,
) -> None:
    """Write the summary workbook.

    Sheets: cover, summary (cities by key indicators), one each for funds, projects, education and
    medical care, all observations, reason codes, codebook, sources.

    Parameters
    ----------
    frame : DataFrame
        Observations with the columns of the tidy frame.
    path : str or Path
        The .xlsx to make or replace; written whole or not at all.
    lang : {"zh", "en"}
    root : str or Path, optional
        The project folder, for the register of sources.

    Raises
    ------
    UsageError
        If the frame lacks columns.
    BadData
        If sources.csv does not pass its checks.
    YjstatsError
        If the file cannot be written.
    """
    from openpyxl import Workbook

    from yjstats.codebook import codebook
    from yjstats.loading import sources
    from yjstats.observations import as_tidy
    from yjstats.text import say
    from yjstats.workbook.domain import write_domain
    from yjstats.workbook.lists import write_codebook, write_cover, write_reasons, write_sources
    from yjstats.workbook.observations import write_observations
    from yjstats.workbook.save import save_workbook
    from yjstats.workbook.summary import write_summary

    frame = as_tidy(frame)
    register = sources(root)
    told = register[register["source_id"].isin(frame["source_id"])]
    latest = str(told["published"].dropna().max()) if len(told) else ""
    domains = {domain: codebook().name("domain", domain, lang) for domain in DOMAINS}
    ends = ("observations", "reasons", "codebook", "sources")
    names = [
        say("sheet.summary", lang),
        *domains.values(),
        *(say(f"sheet.{n}", lang) for n in ends),
    ]
    book = Workbook()
    book.remove(book.active)
    sheets = {name: book.create_sheet(name) for name in (say("sheet.cover", lang), *names)}
    places = write_observations(sheets[say("sheet.observations", lang)], frame, lang)
    write_cover(sheets[say("sheet.cover", lang)], frame, latest, names, lang)
    write_summary(sheets[say("sheet.summary", lang)], frame, places, lang)
    for domain, name in domains.items():
        write_domain(sheets[name], domain, frame, places, lang)
    write_reasons(sheets[say("sheet.reasons", lang)], lang)
    write_codebook(sheets[say("sheet.codebook", lang)], lang)
    write_sources(sheets[say("sheet.sources", lang)], register, lang)
    book.properties.title = say("workbook.title", lang)
    book.properties.creator = "yjstats"
    save_workbook(book, Path(path), datetime.fromisoformat(((latest or "2000") + "-01-01")[:10]))

"""All that the page shows in one language, section by section."""

import json
from dataclasses import dataclass, replace

import pandas as pd

from yjstats.codebook import codebook
from yjstats.page.bars import few_cities
from yjstats.page.cells import Table
from yjstats.page.cities import Profile, coverage_table, legend, profiles
from yjstats.page.domains import Domain, Pairs, charted, domains
from yjstats.page.drawing import Drawing, Studio, chart
from yjstats.page.registers import (
    codebook_table,
    evidence_table,
    reasons_table,
    sources_table,
)
from yjstats.page.summary import Summary, summary
from yjstats.text import Lang, say
from yjstats.workbook.report import Report, names_of

OVERVIEW = ("profiles", "rank_intervals", "timeline", "themes")
TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
WORDS = ("search", "info", "info_empty", "info_filtered", "zero", "previous", "next", "all",
         "sort_up", "sort_down", "sort_off", "pages")  # fmt: skip
NAMED = 8  # cities in the subtitle


@dataclass(frozen=True)
class View:
    """The page in one language: what the templates show.

    Attributes
    ----------
    lang : {"zh", "en"}
    tag : str
        The language as BCP 47 has it.
    language, title, subtitle, date : str
        `language` is what the language calls itself.
    words : str
        Words for the tables' controls, as JSON.
    contents : list of (str, str)
        Name and title of each section.
    summary : Summary
    charts : list of (str, Drawing)
    domains : list of Domain
    coverage : Table
    legend : list of (str, str, str)
    profiles : list of Profile
    registers : list of (str, str, str, Table)
        Name, heading, note and table.
    """

    lang: Lang
    tag: str
    language: str
    title: str
    subtitle: str
    date: str
    words: str
    contents: list[tuple[str, str]]
    summary: Summary
    charts: list[tuple[str, Drawing]]
    domains: list[Domain]
    coverage: Table
    legend: list[tuple[str, str, str]]
    profiles: list[Profile]
    registers: list[tuple[str, str, str, Table]]


def make_view(
    report: Report, readings: pd.DataFrame, pairs: Pairs, studio: Studio, lang: Lang
) -> View:
    """Compute what the page shows in one language.

    Parameters
    ----------
    report : Report
        From `workbook.report.gather`; its language does not matter.
    readings : DataFrame
        Other readings of disputed figures.
    pairs : mapping of str to DataFrame
        From `domains.pairs_of`.
    studio : Studio
    lang : {"zh", "en"}
    """
    report = replace(report, lang=lang)
    names = OVERVIEW if charted(report) and few_cities() else ()
    charts = [(name, chart(name, studio, lang, f"{lang}-{name}-")) for name in names]
    found, people = domains(report, pairs, studio, f"{lang}-"), profiles(report)
    registers = [
        ("evidence", say("sheet.observations", lang), say("page.evidence_note", lang),
         evidence_table(report, readings)),
        ("reasons", say("sheet.reasons", lang), say("page.reasons_note", lang),
         reasons_table(lang)),
        ("codebook", say("sheet.codebook", lang), "", codebook_table(lang)),
        ("sources", say("sheet.sources", lang), say("sheet_note.sources", lang),
         sources_table(report)),
    ]  # fmt: skip
    contents = [
        ("summary", say("sheet.summary", lang)),
        *([("overview", say("page.overview", lang))] if charts else []),
        *((domain.code, domain.name) for domain in found),
        ("coverage", say("title.coverage", lang)),
        *([("cities", say("page.cities", lang))] if people else []),
        *((name, heading) for name, heading, _, _ in registers),
    ]
    cities = list(codebook().cities)
    subtitle = names_of(cities[:NAMED], "city", lang) + ("…" if len(cities) > NAMED else "")
    return View(
        lang=lang,
        tag=TAGS[lang],
        language=say("page.language", lang),
        title=say("page.title", lang),
        subtitle=say("page.subtitle", lang, cities=subtitle),
        date=say("workbook.date", lang, date=report.date) if report.date else "",
        words=json.dumps({word: say(f"page.{word}", lang) for word in WORDS}, ensure_ascii=False),
        contents=contents,
        summary=summary(report),
        charts=charts,
        domains=found,
        coverage=coverage_table(report),
        legend=legend(report),
        profiles=people,
        registers=registers,
    )

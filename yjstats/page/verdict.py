"""May this be compared? What stands below each chart, computed and in words."""

from collections.abc import Sequence

import pandas as pd

from yjstats.codebook import codebook
from yjstats.narrative import Row, order, silence
from yjstats.text import Lang, say
from yjstats.workbook.report import names_of


def verdict(rows: Sequence[tuple[Row, Row]], lang: Lang) -> list[tuple[str, str]]:
    """Say what the figures of one indicator allow, what they forbid and why.

    Parameters
    ----------
    rows : sequence of (mapping, mapping)
        Those of `compare`, as reported and per year.
    lang : {"zh", "en"}

    Returns
    -------
    list of (str, str)
        Heading and text: the order as reported, the order per year where there is any figure per
        year, each reason with the cities concerned and what it keeps from being ranked, and the
        cities whose sources are silent.
    """
    told = [total for total, _ in rows if pd.notna(total["value"])]
    yearly = [year for _, year in rows if pd.notna(year["per_year"])]
    items = [(say("chart.as_reported", lang), text) for text in order(told, lang)]
    if yearly:
        items += [(say("chart.per_year", lang), text) for text in order(yearly, lang)]
    for code, reason in codebook().reasons.items():
        concerned = [row["city"] for row in told if code in row["reasons"]]
        if concerned:
            text = say("page.reason", lang, cities=names_of(concerned, "city", lang),
                       meaning=reason[f"meaning_{lang}"], blocks=_blocks(reason, lang))  # fmt: skip
            items.append((reason[lang], text))
    silent = [total for total, _ in rows if pd.isna(total["value"])]
    before = say("finding.silent", lang, cities="")
    head = codebook().name("reason", "not_reported", lang)
    return items + [(head, text.removeprefix(before)) for text in silence(silent, lang)]


def _blocks(reason: dict[str, str], lang: Lang) -> str:
    total, year = (reason[name] == "yes" for name in ("blocks_total", "blocks_per_year"))
    if total and year:
        return say("page.blocks_both", lang)
    if total or year:
        return say("page.blocks_total" if total else "page.blocks_year", lang)
    return say("page.blocks_none", lang)

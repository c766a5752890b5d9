"""A figure as a cell: a number in its display unit, its sign and marks, its evidence."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.presenting import (
    show_bounds,
    show_number,
    show_per_year,
    show_period,
    show_reasons,
    sign_of,
)  # fmt: skip
from yjstats.text import say
from yjstats.workbook.formats import number_format, rate_format, symbols_of
from yjstats.workbook.page import Entry
from yjstats.workbook.report import Report

LONGEST = 200  # characters of a surface in a comment


def figure(
    row: Mapping[str, Any], report: Report, factor: float, unit: str = "", marks: bool = False
) -> Entry:
    """Return a figure as reported, or the words for silence.

    Parameters
    ----------
    row : mapping
        Of `Report.totals` or `Report.yearly`.
    report : Report
    factor : float
        Canonical units in one display unit.
    unit : str
        Display unit to show with the number; empty where a column has it.
    marks : bool
        Whether the symbols of the reasons stand behind it.
    """
    if pd.isna(row["value"]):
        return Entry(show_reasons(row["reasons"], report.lang), look="missing")
    value, sign = row["value"] / factor, sign_of(row)
    upper = "" if pd.isna(row["high"]) else show_number(row["high"] / factor)
    shown = number_format(
        unit, value, sign, report.lang,
        upper=upper, marks=symbols_of(row["reasons"], report.lang) if marks else "",
    )  # fmt: skip
    return Entry(value, shown, _look(row), report.target(row["obs_id"]), evidence_note(row, report))


def rate(
    row: Mapping[str, Any], report: Report, factor: float, unit: str = "", marks: bool = False
) -> Entry:
    """Return a figure per year, or a blank where it has none (see `figure`)."""
    if pd.isna(row["per_year"]):
        return Entry()
    value = row["per_year"] / factor
    sign = "exact" if row["per_year_low"] == row["per_year_high"] else sign_of(row)
    told = symbols_of(row["reasons"], report.lang) if marks else ""
    # The upper end of a range is in the comment: it would need a division of its own here.
    shown = rate_format(unit, value, sign, report.lang, told)
    comment = say("workbook.per_year", report.lang, range=show_per_year(row, report.lang))
    text = f"{comment}\n{evidence_note(row, report)}"
    return Entry(value, shown, _look(row), report.target(row["obs_id"]), text)


def evidence_note(row: Mapping[str, Any], report: Report) -> str:
    """Return where a figure comes from: surface, period, bounds, reasons, source, offsets."""
    origin, lang = report.origins.get(row["obs_id"]), report.lang
    if origin is None:
        return ""
    scope = [origin[name] for name in ("label", "scope") if pd.notna(origin[name])]
    if pd.notna(origin["recipient"]):
        scope.append(codebook().name("recipient", origin["recipient"], lang))
    surface = shorten(" ".join(str(origin["surface"]).split()))
    lines = [
        say("evidence.surface", lang, surface=surface),
        show_period(row["period_start"], row["period_end"], lang) or say("finding.no_period", lang),
        show_bounds(row, lang),
        say("list.comma", lang).join(scope),
        show_reasons(row["reasons"], lang),
        say("workbook.place", lang, source=row["source_id"], start=origin["char_start"],
            end=origin["char_end"], obs_id=row["obs_id"]),
    ]  # fmt: skip
    return "\n".join(line for line in lines if line)


def shorten(text: str) -> str:
    """Return a text as a comment can show it."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _look(row: Mapping[str, Any]) -> str:
    if row["qualifier"] == "exact":
        return "unlike" if row["unlike"] else "link"
    return "unlike_approximate" if row["unlike"] else "approximate"

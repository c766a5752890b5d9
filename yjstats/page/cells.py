"""Rows of the page's tables: text to read, keys to sort by, links to the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.presenting import (
    show_bounds,
    show_figure,
    show_near,
    show_per_year,
    show_period,
    show_rank,
)
from yjstats.text import Lang, say


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Attributes
    ----------
    text : str
    obs_id : str
        The observation that the text leads to; empty where it leads nowhere.
    order : str
        What it is sorted by; empty where by its text.
    look : str
        Class of the cell.
    extra : str
        What is said below, in small letters.
    head : bool
        Whether it names its row.
    """

    text: str
    obs_id: str = ""
    order: str = ""
    look: str = ""
    extra: str = ""
    head: bool = False

    @property
    def extra_leads(self) -> bool:
        """Whether the small letters lead to the observation: a near figure, where there is none."""
        return bool(self.obs_id and self.extra and self.look == "missing")


@dataclass(frozen=True)
class Table:
    """A table of the page.

    Attributes
    ----------
    name : str
        Of its id.
    caption : str
    header : list of (str, str)
        Heading and look of each column; `pick` among the looks: with a list to filter by.
    rows : list of list of Cell
    ids : list of str
        Of the rows; empty where nothing leads to them.
    paged : bool
        Whether it is shown a page at a time.
    """

    name: str
    caption: str
    header: list[tuple[str, str]]
    rows: list[list[Cell]]
    ids: list[str] | None = None
    paged: bool = False


def key(number: Any) -> str:
    """Return a number as a key to sort by; a blank as -1, below all but changes downwards."""
    return "-1" if pd.isna(number) else repr(float(number)).removesuffix(".0")


def reasons_of(codes: tuple[str, ...], lang: Lang) -> str:
    """Return the reasons against comparing by name; silence is told by the figure itself."""
    told = [code for code in codes if code != "not_reported"]
    return say("list.comma", lang).join(codebook().name("reason", c, lang) for c in told)


def figure(row: Mapping[str, Any], lang: Lang, marked: bool = True) -> Cell:
    """Return a figure of a comparison as a cell that leads to its evidence."""
    book = codebook()
    if pd.isna(row["value"]):
        text = book.name("reason", row["reasons"][0] if row["reasons"] else "not_reported", lang)
        near = row["near"]
        told = say("chart.near", lang, near=show_near(near, lang)) if near else ""
        return Cell(text, near["obs_id"] if near else "", key(None), "missing", told)
    look = "number unlike" if marked and row["unlike"] else "number"
    extra = reasons_of(row["reasons"], lang) if marked and row["unlike"] else ""
    return Cell(show_figure(row, lang), row["obs_id"], key(row["value"]), look, extra)


def yearly(row: Mapping[str, Any], lang: Lang, marked: bool = True) -> Cell:
    """Return a figure per year as a cell; words where there is none."""
    if pd.isna(row["value"]):
        silent = row["reasons"][0] if row["reasons"] else "not_reported"
        return Cell(codebook().name("reason", silent, lang), "", key(None), "missing")
    text = show_per_year(row, lang)
    if not text:
        return Cell(say("workbook.no_per_year", lang), "", key(None), "missing")
    look = "number unlike" if marked and row["unlike"] else "number"
    extra = reasons_of(row["reasons"], lang) if marked and row["unlike"] else ""
    return Cell(text, row["obs_id"], key(row["per_year"]), look, extra)


FIGURES = ("value", "bounds", "period", "per_year", "rank", "rank_per_year", "reasons")


def figure_columns(lang: Lang) -> list[tuple[str, str]]:
    """Return the headings of `figure_cells`."""
    looks = {"value": "number", "bounds": "number", "per_year": "number"}
    return [(say(f"column.{name}", lang), looks.get(name, "")) for name in FIGURES]


def figure_cells(total: Mapping[str, Any], year: Mapping[str, Any], lang: Lang) -> list[Cell]:
    """Return what a comparison tells of one city: figure, bounds, period, per year, ranks, notes.

    Parameters
    ----------
    total, year : mapping
        The same row of the comparison as reported and per year.
    lang : {"zh", "en"}
    """
    near = total["near"]
    notes = Cell(reasons_of(total["reasons"], lang))
    value = figure(total, lang, marked=False)
    if near:
        notes = Cell(value.extra, value.obs_id)
        value = replace(value, obs_id="", extra="")
    return [
        value,
        Cell(show_bounds(total, lang), order=key(total["low"]), look="number"),
        Cell(
            show_period(total["period_start"], total["period_end"], lang),
            order=day(total["period_start"]) + day(total["period_end"]),
        ),
        yearly(year, lang, marked=False),
        *(Cell(_rank(row, lang), order=_place(row)) for row in (total, year)),
        notes,
    ]


def _rank(row: Mapping[str, Any], lang: Lang) -> str:
    if pd.isna(row["value"]):
        return ""
    return show_rank(row["rank_low"], row["rank_high"]) or say("page.not_ranked", lang)


def _place(row: Mapping[str, Any]) -> str:
    """Return a key by which what is not ranked stands last."""
    if pd.isna(row["rank_low"]):
        return "9999" if pd.notna(row["value"]) else "99999"
    return f"{int(row['rank_low']) + int(row['rank_high']) / 1000}"


def day(date: Any) -> str:
    """Return a date to sort by; a blank after all others."""
    return "9999-12-31" if pd.isna(date) else pd.Timestamp(date).date().isoformat()

"""The sheet of all observations: a real table with filters, one row a figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.observations import NAMES
from yjstats.presenting import scale_at, show_number, sign_of
from yjstats.text import Lang, say
from yjstats.workbook.formats import number_format
from yjstats.workbook.page import Entry, Page, named_page
from yjstats.workbook.report import Report

TABLE = "observations"
ADDED = ("city_name", "indicator_name", "shown")  # behind the columns of the tidy frame
WRAPPED = {NAMES.index("label"): 24, NAMES.index("scope"): 24, NAMES.index("note"): 60}
AT_ONCE = 1000  # rows turned into Python objects


@dataclass(frozen=True)
class Observations:
    """The rows of the sheet, made while they are gone through.

    Attributes
    ----------
    frame : DataFrame
        The tidy frame.
    lang : {"zh", "en"}
    """

    frame: pd.DataFrame
    lang: Lang

    def __len__(self) -> int:
        return len(self.frame)

    def __contains__(self, _: object) -> bool:
        return False

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for start in range(0, len(self.frame), AT_ONCE):
            part = self.frame.iloc[start : start + AT_ONCE]
            for row in part[list(NAMES)].to_dict("records"):
                yield [*row.values(), *self._added(row)]

    def _added(self, row: dict[str, Any]) -> list[Any]:
        book, lang = codebook(), self.lang
        city, indicator = row["city"], row["indicator"]
        return [
            None if pd.isna(city) else book.name("city", city, lang),
            None if pd.isna(indicator) else book.name("indicator", indicator, lang),
            in_display_unit(row["value"], row, lang),
        ]


def in_display_unit(value: Any, row: Mapping[str, Any], lang: Lang) -> Entry:
    """Return a value of an observation as a number in its display unit, with its sign.

    Parameters
    ----------
    value : float
        In the canonical unit.
    row : mapping
        The observation, for its unit, its qualifier and its upper bound.
    lang : {"zh", "en"}
    """
    if pd.isna(value):
        return Entry()
    factor, unit = scale_at(str(row["unit"]), abs(value), lang)
    upper = "" if pd.isna(row["high"]) else show_number(row["high"] / factor)
    return Entry(
        value / factor, number_format(unit, value / factor, sign_of(row), lang, upper=upper)
    )


def observations_page(report: Report) -> Page:
    """Return all observations: codes and canonical units, exactly as in the tidy frame.

    Behind them stand the names of city and indicator, and the figure in its display unit.
    `read_workbook` reads the same frame back.
    """
    lang = report.lang
    return named_page(
        TABLE,
        lang,
        [*NAMES, *(say(f"column.{name}", lang) for name in ADDED)],
        Observations(report.frame, lang),
        wrapped=WRAPPED,
        across=3,
    )

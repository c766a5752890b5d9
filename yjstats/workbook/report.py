"""What the sheets of a report are made of: computed once, before any of them is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import compare_asked
from yjstats.comparison.reasons import blocked
from yjstats.errors import UsageError
from yjstats.loading import sources
from yjstats.registers import SOURCES
from yjstats.text import Lang, say
from yjstats.workbook.page import HEADER_ROW, place
from yjstats.workbook.subset import (
    Subset,
    cities_of,
    compared_in,
    indicators_of,
    observations_of,
)  # fmt: skip

Both = tuple[dict[str, Any], dict[str, Any]]


@dataclass(frozen=True)
class Report:
    """The data of a workbook.

    Attributes
    ----------
    lang : {"zh", "en"}
    subset : Subset
    frame : DataFrame
        The observations listed: the tidy frame, or the part of it that was asked for.
    left_out : int
        Observations that the subset leaves out.
    totals, yearly : DataFrame
        Comparisons of all indicators and cities shown, ranked as reported and per year (see
        `compare`); `unlike` (bool) tells which may not be compared with the others.
    origins : mapping
        The observations behind the figures, by obs_id.
    places : mapping of str to int
        Their rows on the sheet of observations.
    register : DataFrame
        The sources of the observations and their digests (see `loading.sources`); one that the
        project's register lacks has a row with its name.
    """

    lang: Lang
    subset: Subset
    frame: pd.DataFrame
    left_out: int
    totals: pd.DataFrame
    yearly: pd.DataFrame
    origins: Mapping[str, Mapping[str, Any]]
    places: Mapping[str, int]
    register: pd.DataFrame

    @cached_property
    def rows(self) -> list[Both]:
        """The rows of the two comparisons side by side: the same city and indicator."""
        both = (rows.to_dict("records") for rows in (self.totals, self.yearly))
        return list(zip(*both, strict=True))

    @cached_property
    def _of(self) -> dict[str, list[Both]]:
        found: dict[str, list[Both]] = {}
        for row in self.rows:
            found.setdefault(row[0]["indicator"], []).append(row)
        return found

    def of(self, code: str) -> list[Both]:
        """Return the rows of one indicator, a city each."""
        return self._of.get(code, [])

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many cities report each indicator that any reports."""
        told = self.totals[self.totals["value"].notna()]
        return dict(told.groupby("indicator")["city"].count())

    @cached_property
    def cited(self) -> list[dict[str, Any]]:
        """The rows of the register."""
        return self.register.to_dict("records")

    @property
    def date(self) -> str:
        """When the latest of the sources shown was published, as it is known; empty if not."""
        told = self.register["source_id"].isin(self.frame["source_id"])
        dates = self.register.loc[told, "published"].dropna()
        return str(dates.max()) if len(dates) else ""

    def target(self, obs_id: Any) -> str:
        """Return the link to an observation's row; empty where it is not listed."""
        if obs_id not in self.places:
            return ""
        return place(say("sheet.observations", self.lang), f"A{self.places[obs_id]}")


def gather(frame: pd.DataFrame, subset: Subset, lang: Lang, root: str | Path | None) -> Report:
    """Compute what the sheets show.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.
    subset : Subset
    lang : {"zh", "en"}
    root : str or Path, optional
        The project folder, for the register of sources.

    Raises
    ------
    UsageError
        If `root` is no project folder.
    BadData
        If sources.csv does not pass its checks.
    """
    listed = observations_of(frame, subset)
    base = compared_in(frame, subset)
    totals, yearly = (_compared(base, subset, per) for per in (None, "year"))
    near = {told["obs_id"] for told in totals["near"] if told}
    wanted = {*totals["obs_id"].dropna(), *near}
    found = listed["obs_id"].isin(wanted) & ~listed["obs_id"].duplicated()
    places = {
        obs_id: HEADER_ROW + 1 + number
        for number, (obs_id, on) in enumerate(zip(listed["obs_id"], found, strict=True))
        if on
    }
    origins = {row["obs_id"]: row for row in listed[found].to_dict("records")}
    register = _register(listed, root)
    left_out = len(frame) - len(listed)
    return Report(lang, subset, listed, left_out, totals, yearly, origins, places, register)


def _compared(base: pd.DataFrame, subset: Subset, per: Any) -> pd.DataFrame:
    """Compare what the workbook is of, and mark what may not be compared."""
    rows = compare_asked(indicators_of(subset), per, base, subset.period)
    rows["unlike"] = unlike(rows, per)
    return rows[rows["city"].isin(cities_of(subset))].reset_index(drop=True)


def unlike(rows: pd.DataFrame, per: Any) -> "pd.Series[bool]":
    """Tell which figures may not be compared with the others; to be the only one is no fault."""
    others = rows["reasons"].map(
        lambda told: tuple(code for code in told if code != "single_source")
    )
    return rows["value"].notna() & blocked(others, per)


def _register(listed: pd.DataFrame, root: str | Path | None) -> pd.DataFrame:
    """Return the sources used, with a bare row for each that the project does not know."""
    try:
        register = sources(root)
    except UsageError:
        if root is not None:
            raise
        register = pd.DataFrame(columns=list(SOURCES), dtype=object)  # a frame of a user's own
    known, used = set(register["source_id"]), set(listed["source_id"])
    register = register[register["source_id"].isin(used) | register["digest_of"].isin(used)]
    new = [name for name in listed["source_id"].dropna().unique() if name not in known]
    if not new:
        return register
    bare = pd.DataFrame({"source_id": new}).reindex(columns=list(SOURCES))
    return pd.concat([register.astype(object), bare.astype(object)], ignore_index=True)


def names_of(codes: Any, kind: str, lang: Lang) -> str:
    """Return codes by name, joined."""
    return say("list.comma", lang).join(codebook().name(kind, code, lang) for code in codes)

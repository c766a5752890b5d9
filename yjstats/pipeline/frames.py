"""The tables of a build, and what its charts show: each made once, when first wanted."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pandas as pd

from yjstats.charts import CHARTS
from yjstats.charts.drawing import shown as shown_of
from yjstats.codebook import codebook
from yjstats.comparison.compare import compare_many
from yjstats.comparison.coverage import coverage
from yjstats.comparison.formats import flat
from yjstats.curation.reconcile import candidates, digest_readings, reconcile
from yjstats.curation.score import score
from yjstats.keeping.recalling import Recall, anew
from yjstats.loading import Origin, curated_first, load, load_both, trusted
from yjstats.paths import Project

Made = Callable[[str], pd.DataFrame]
Shows = Callable[[str], Any]


def making(project: Project, origin: Origin = "all", recall: Recall = anew) -> Made:
    """Return a function that gives a table of data/processed by its name."""

    @cache
    def digests() -> pd.DataFrame:
        return digest_readings(project.root, recall)

    @cache
    def loaded() -> tuple[pd.DataFrame, pd.DataFrame]:
        return load_both(project.root)

    @cache
    def made(name: str) -> pd.DataFrame:
        match name:
            case "observations.csv":
                return curated_first(*loaded()) if origin == "all" else load(origin, project.root)
            case "coverage.csv":
                return coverage(made("observations.csv"))
            case "comparisons.csv":
                return comparisons(made("observations.csv"))
            case "candidates.csv":
                return candidates(project.root, digests(), made("reconciliation.csv"), loaded())
            case "reconciliation.csv":
                return reconcile(project.root, digests(), loaded())
        # scores.csv: the digests now, the articles as last read
        curated, extracted = loaded()
        read = set(extracted["source_id"].astype("str"))
        return score(curated[curated["source_id"].isin(read)], trusted(extracted))

    return made


def showing(project: Project, made: Made) -> Shows:
    """Return a function that gives what a chart shows, by its name (see `charts.drawing.shown`)."""

    @cache
    def shown(name: str) -> Any:
        if CHARTS[name].of_texts:  # costly to count, and all of it depends on few files
            return partial(shown_of, name, pd.DataFrame(), project.root)
        return shown_of(name, made("observations.csv"))

    return shown


def comparisons(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the comparisons of all reported indicators, one below the other, with plain cells.

    Returns
    -------
    DataFrame
        The columns of `formats.flat` after `per`: blank where ranks are of the values as reported,
        `year` where they are per year (flows only).
    """
    book = codebook().indicators
    reported = set(frame["indicator"].dropna().astype("str"))
    codes = [code for code in book if code in reported]
    flows = [code for code in codes if book[code]["kind"] == "flow"]
    parts = []
    for per, wanted in ((None, codes), ("year", flows)):
        part = flat(compare_many(wanted, "year" if per else None, frame))
        part.insert(0, "per", pd.Series(per, part.index, dtype="str"))
        parts.append(part)
    return pd.concat(parts, ignore_index=True)

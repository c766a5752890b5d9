"""What each chart shows of the data: frames, made without loading what draws them.

A chart is up to date as long as these are the same.
"""

from pathlib import Path

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import Per, compare, compare_many
from yjstats.comparison.coverage import coverage
from yjstats.comparison.normalise import in_proportion
from yjstats.comparison.pairs import certainties
from yjstats.comparison.ratios import ratio_of
from yjstats.comparison.themes import domain_shares, themes
from yjstats.comparison.views import timeline

AGREED_AND_PAID = ("invest_agreed", "invest_paid_in")
SOLD: tuple[tuple[str, Per], ...] = (
    ("sales_value", None), ("sales_value", "year"), ("sales_volume", None),
)  # fmt: skip
JUDGED: tuple[tuple[str, Per], ...] = (
    ("funds_aid_total", "year"), ("projects_total", "year"), ("sales_value", "year"),
    ("invest_paid_in", None), ("edu_apprentices", None), ("med_surgeries", None),
)  # fmt: skip
NORMALISED = ("normalised", "normalised_low", "normalised_high")
ALL = 1_000_000  # terms


def both_ways(indicator: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what `total_and_yearly` shows: an indicator as reported, and per year."""
    return compare(indicator, frame=frame), compare(indicator, "year", frame)


def divided(numerator: str, denominator: str, frame: pd.DataFrame) -> tuple[pd.DataFrame]:
    """Return what `ratio_chart` shows of the tidy frame: one indicator divided by another."""
    return (ratio_of(numerator, denominator, frame),)


def agreed_and_paid(frame: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Return what `invest_agreed_paid` shows of the tidy frame."""
    return tuple(compare(code, frame=frame) for code in AGREED_AND_PAID)


def sold(frame: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Return what `sales` shows of the tidy frame, a comparison a panel."""
    return tuple(compare(code, per, frame) for code, per in SOLD)


def of_domains(
    domains: tuple[str, ...], frame: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return what `domain_chart` shows: comparisons, all their figures, and the domains."""
    codes = [code for code, row in codebook().indicators.items() if row["domain"] in domains]
    figures = frame[frame["indicator"].isin(codes)]
    figures = figures.drop(columns=["note", "obs_id", "part_of"])
    return compare_many(codes, None, frame), figures, pd.DataFrame({"domain": list(domains)})


def covered(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what `coverage_chart` shows of the tidy frame."""
    return coverage(frame).drop(columns="obs_id"), _reporting(frame)


def periods_told(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what `timeline_chart` shows of the tidy frame."""
    rows = timeline(frame=frame)
    rows = rows[(rows["choice"] == 0) & rows["period_start"].notna()]
    return rows.drop(columns="obs_id").reset_index(drop=True), _reporting(frame)


def ranked_keys(frame: pd.DataFrame) -> tuple[pd.DataFrame]:
    """Return what `rank_intervals` shows of the tidy frame."""
    indicators = codebook().indicators
    keys = [code for code, row in indicators.items() if row["key"] == "yes"]
    flows = [code for code in keys if indicators[code]["kind"] == "flow"]
    others = [code for code in keys if code not in flows]
    rows = pd.concat([compare_many(flows, "year", frame), compare_many(others, None, frame)])
    ranked = rows[rows["rank_low"].notna()]
    return (ranked[["indicator", "city", "value", "rank_low", "rank_high", "near"]],)


def verdicts(frame: pd.DataFrame) -> tuple[pd.DataFrame]:
    """Return what `certainty_chart` shows of the tidy frame, one indicator below the other."""
    asked: tuple[Per, ...] = ("year", None)
    rows = pd.concat(
        [certainties([code for code, way in JUDGED if way == per], per, frame) for per in asked]
    )
    return (rows[["indicator", "city_a", "city_b", "value_a", "greater", "times_low"]],)


def indexed(frame: pd.DataFrame) -> tuple[pd.DataFrame]:
    """Return what `profiles` shows of the tidy frame: the index of the key indicators."""
    book = codebook()
    keys = [c for c, r in book.indicators.items() if r["key"] == "yes" and r["comparable"] == "yes"]
    parts = []
    ways: tuple[Per, ...] = ("year", None)
    for per in ways:
        wanted = [c for c in keys if (book.indicators[c]["kind"] == "flow") == (per == "year")]
        for _, group in compare_many(wanted, per, frame).groupby("indicator", sort=False):
            parts.append(in_proportion(group, "index", per))
    rows = pd.concat(parts, ignore_index=True)
    told = rows.groupby("indicator")["value"].transform("count") > 1
    rows = rows[told] if told.any() else pd.concat(parts[:1])
    return (rows[["indicator", "city", "value", "near", *NORMALISED]].reset_index(drop=True),)


def stressed(
    articles: str | Path | None = None, root: str | Path | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what `themes_chart` shows of the texts: terms, shares of domains."""
    return themes(articles, root, ALL), domain_shares(articles, root)


def _reporting(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the cities that a frame has figures of, for the caption of what is drawn from it."""
    told = frame.loc[frame["value"].notna(), "city"].dropna().astype("str").unique()
    return pd.DataFrame({"city": sorted(told), "value": 1.0}).astype({"city": "str"})

"""Say in sentences what a comparison allows to be said, and what it forbids."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import floor
from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import Per, compare
from yjstats.comparison.pairs import certainty
from yjstats.presenting import (
    present,
    show_figure,
    show_near,
    show_per_year,
    show_period,
    show_rank,
    show_reasons,
)
from yjstats.text import Lang, say

Row = Mapping[str, Any]
WORTH_SAYING = 1.1  # "at least 1.0 times" says no more than "more"


def findings(comparison: pd.DataFrame, lang: Lang = "zh") -> str:
    """Return what a comparison says, as a Markdown list; every number comes from its rows.

    Parameters
    ----------
    comparison : DataFrame
        From `compare`, one indicator.
    lang : {"zh", "en"}

    Returns
    -------
    str
        One item a city that reports, then the order of those that may be ranked, then what may not
        be compared and why, then the cities whose sources are silent.
    """
    rows = comparison.to_dict("records")
    told = [row for row in rows if pd.notna(row["value"])]
    items = [_figure(row, lang) for row in told]
    items += order(told, lang)
    items += _forbidden(told, lang)
    items += silence([row for row in rows if pd.isna(row["value"])], lang)
    return "\n".join(f"- {item}" for item in items)


def story(
    indicators: Sequence[str],
    frame: pd.DataFrame,
    per: Per = None,
    lang: Lang = "zh",
) -> str:
    """Return the comparisons of several indicators as Markdown: heading, table, findings.

    Parameters
    ----------
    indicators : sequence of str
        Codes of the codebook.
    frame : DataFrame
        The tidy frame.
    per : {None, "year"}
        What the ranks are of.
    lang : {"zh", "en"}

    Returns
    -------
    str
        One section an indicator.

    Raises
    ------
    UnknownName
        If there is no such indicator.
    """
    parts = []
    for code in indicators:
        comparison = compare(code, per, frame)
        parts.append(f"### {codebook().name('indicator', code, lang)}")
        parts.append(markdown_table(present(comparison, lang)))
        parts.append(findings(comparison, lang))
    return "\n\n".join(parts)


def statements(
    indicator: str, per: Per = None, frame: pd.DataFrame | None = None, lang: Lang = "zh"
) -> str:
    """Return what may be said of every two cities on one indicator, as a Markdown list.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    per : {None, "year"}
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.
    lang : {"zh", "en"}

    Returns
    -------
    str
        An item a pair that both report: "at least 1.8 times as much", by the weakest bounds and
        rounded down; "more"; "perhaps more"; "undecided"; or that it may not be said, and why.

    Raises
    ------
    UnknownName
        If there is no such indicator.
    """
    items = told_pairs(certainty(indicator, per, frame), per, lang)
    return "\n".join(f"- {item}" for item in items)


def told_pairs(pairs: pd.DataFrame, per: Per = None, lang: Lang = "zh") -> list[str]:
    """Return what may be said of every two cities, an item a pair that both report.

    Parameters
    ----------
    pairs : DataFrame
        From `certainty`.
    per : {None, "year"}
        As it was there.
    lang : {"zh", "en"}
    """
    found = {(row["city_a"], row["city_b"]): row for row in pairs.to_dict("records")}
    items = []
    for a, b in combinations(codebook().cities, 2):
        there, back = found[a, b], found[b, a]
        if there["greater"] != "not_reported":
            items.append(_statement(a, b, there, back, per, lang))
    return items


def _statement(a: str, b: str, there: Any, back: Any, per: Per, lang: Lang) -> str:
    """Say what a pair allows, from its surer side."""
    book = codebook()
    if back["greater"] in ("certain", "possible"):
        a, b, there, back = b, a, back, there
    verdict = there["greater"]
    if verdict == "certain":
        verdict = "times" if there["times_low"] >= WORTH_SAYING else "more"
    elif verdict == "excluded":  # this side cannot be more; the other may
        verdict = "equal" if back["greater"] == "excluded" else "undecided"
    name = book.name("indicator", there["indicator"], lang)
    flow = book.indicators[there["indicator"]]["kind"] == "flow"
    return say(
        f"statement.{verdict}",
        lang,
        a=book.name("city", a, lang),
        b=book.name("city", b, lang),
        name=say("chart.yearly", lang, name=name) if per and flow else name,
        times=f"{floor(there['times_low'] * 10) / 10:.1f}" if verdict == "times" else "",
        reasons=show_reasons(there["reasons"], lang),
    )


def markdown_table(frame: pd.DataFrame) -> str:
    """Return a frame of text as a Markdown table."""
    rows = [list(frame.columns), ["---"] * frame.shape[1], *frame.fillna("").to_numpy().tolist()]
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _figure(row: Row, lang: Lang) -> str:
    yearly = show_per_year(row, lang)
    return say(
        "finding.figure_per_year" if yearly else "finding.figure",
        lang,
        city=codebook().name("city", str(row["city"]), lang),
        figure=show_figure(row, lang),
        period=show_period(row["period_start"], row["period_end"], lang)
        or say("finding.no_period", lang),
        per_year=yearly,
    )


def order(told: Sequence[Row], lang: Lang = "zh") -> list[str]:
    """Return the order of the figures that may be ranked, as one item; none of a single figure.

    Parameters
    ----------
    told : sequence of mapping
        The rows of `compare` that have a value.
    lang : {"zh", "en"}
    """
    ranked = [row for row in told if pd.notna(row["rank_low"])]
    if not ranked:
        return [say("finding.no_order", lang)] if len(told) > 1 else []
    places = [
        say(
            "finding.place", lang, city=codebook().name("city", row["city"], lang),
            rank=show_rank(row["rank_low"], row["rank_high"]),
        )
        for row in sorted(ranked, key=lambda row: (row["rank_low"], row["rank_high"]))
    ]  # fmt: skip
    return [say("finding.order", lang, places=say("list.comma", lang).join(places))]


def _forbidden(told: Sequence[Row], lang: Lang) -> list[str]:
    book = codebook()
    items = []
    for code, reason in book.reasons.items():
        cities = [row["city"] for row in told if code in row["reasons"]]
        if cities:
            names = say("list.comma", lang).join(book.name("city", city, lang) for city in cities)
            items.append(
                say(
                    "finding.reason", lang, reason=reason[lang], cities=names,
                    meaning=reason[f"meaning_{lang}"],
                )
            )  # fmt: skip
    return items


def silence(rows: Iterable[Row], lang: Lang = "zh") -> list[str]:
    """Return which cities do not report, as one item, with the near figure where there is one.

    Parameters
    ----------
    rows : iterable of mapping
        The rows of `compare` that have no value.
    lang : {"zh", "en"}
    """
    names = []
    for row in rows:
        name = codebook().name("city", row["city"], lang)
        near = row["near"]
        names.append(
            say("finding.near", lang, city=name, near=show_near(near, lang)) if near else name
        )
    return (
        [say("finding.silent", lang, cities=say("list.comma", lang).join(names))] if names else []
    )


def unused(frame: pd.DataFrame, lang: Lang = "zh") -> list[str]:
    """Say how many observations no comparison uses: not yet reviewed, or rejected.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.
    lang : {"zh", "en"}

    Returns
    -------
    list of str
        A line for each status that occurs.
    """
    counts = frame["status"].astype("str").value_counts()
    told = [status for status in ("candidate", "rejected") if status in counts]
    return [say(f"unused.{status}", lang, count=int(counts[status])) for status in told]

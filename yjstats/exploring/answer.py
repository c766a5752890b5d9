"""What answers a question: the comparison, and the same as a table to read or to copy."""

from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import compare
from yjstats.comparison.normalise import per_unit
from yjstats.exploring.question import Question
from yjstats.presenting import (
    RATE_DIGITS,
    present,
    show_bounds,
    show_figure,
    show_period,
    show_rank,
    show_reasons,
    show_value,
)
from yjstats.text import Lang, say

RISKY = ("=", "+", "-", "@")  # a spreadsheet would take a pasted cell for a formula


def answer(question: Question, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the comparison that is asked for.

    Parameters
    ----------
    question : Question
        One that is settled (see `question.settled`), with an indicator.
    frame : DataFrame
        The tidy frame.

    Returns
    -------
    DataFrame
        One row a city asked for: as `compare`, or as `ratio_of` for figures per project. Cities
        are compared among themselves.
    """
    among = frame[frame["city"].isin(question.cities)]
    if question.per == "project":
        rows = per_unit(question.indicator, "project", among)
    else:
        rows = compare(question.indicator, question.per or None, among)
        if not question.near:
            rows["near"] = pd.Series([None] * len(rows), rows.index, dtype=object)
    return rows[rows["city"].isin(question.cities)].reset_index(drop=True)


def title_of(question: Question) -> str:
    """Return in words what is compared: the indicator, and in which proportion."""
    lang, book = question.lang, codebook()
    named = book.name("indicator", question.indicator, lang)
    return f"{named} · {per_name(question.per, lang)}"


def per_name(per: str, lang: Lang) -> str:
    """Return the name of a proportion."""
    if per == "project":
        return codebook().name("denominator", "project", lang)
    return say("chart.per_year" if per else "chart.as_reported", lang)


def table_of(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return a comparison as a table: what `present` gives, and the codes of the reasons.

    Parameters
    ----------
    rows : DataFrame
        From `answer`.
    lang : {"zh", "en"}

    Returns
    -------
    DataFrame
        All str; one row a city.
    """
    made = _ratios(rows, lang) if "ratio" in rows else present(rows, lang)
    codes = [" ".join(told) for told in rows["reasons"]]
    return made.assign(**{say("column.code", lang): pd.Series(codes, made.index, dtype="str")})


def _ratios(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    made = [_ratio(row, lang) for row in rows.to_dict("records")]
    return pd.DataFrame(
        {say(f"column.{name}", lang): [row[name] for row in made] for name in made[0]}, dtype="str"
    )


def _ratio(row: dict[str, Any], lang: Lang) -> dict[str, str]:
    bounded = {"value": row["ratio"], "low": row["ratio_low"], "high": row["ratio_high"]}
    missing = pd.isna(row["ratio"])
    value = show_value(row["ratio"], row["unit"], lang, RATE_DIGITS)
    return {
        "city": codebook().name("city", row["city"], lang),
        "value": show_reasons(row["reasons"], lang) if missing else value,
        "bounds": "" if missing else _rounded({**bounded, "unit": row["unit"]}, lang),
        "period": show_period(row["period_start"], row["period_end"], lang),
        "numerator": show_value(row["numerator_value"], row["unit"], lang),
        "denominator": show_value(row["denominator_value"], row["per_unit"], lang),
        "rank": show_rank(row["rank_low"], row["rank_high"]),
        "reasons": "" if missing else show_reasons(row["reasons"], lang),
    }


def _rounded(row: dict[str, Any], lang: Lang) -> str:
    ends = {
        name: end if pd.isna(end) else float(f"{end:.{RATE_DIGITS}g}")
        for name, end in row.items()
        if name != "unit"
    }
    return show_bounds({**ends, "unit": row["unit"]}, lang)


def figure_of(row: dict[str, Any], lang: Lang) -> str:
    """Return in short what a row of an answer says."""
    if "ratio" in row:
        shown = _ratio(row, lang)["value"]
    elif pd.isna(row["value"]):
        shown = show_reasons(row["reasons"], lang)
    else:
        shown = show_figure(row, lang)
    return f"{codebook().name('city', row['city'], lang)} {shown}"


def as_tsv(table: pd.DataFrame) -> str:
    """Return a table as cells to paste into a spreadsheet, none of which becomes a formula."""
    lines = [[str(name) for name in table.columns], *table.to_numpy().tolist()]
    return "\n".join("\t".join(_pasted(cell) for cell in line) for line in lines)


def _pasted(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if flat.startswith(RISKY) else flat


def as_code(question: Question) -> str:
    """Return the line of Python that gives the same comparison of `frame`."""
    among = "frame"
    if set(question.cities) != set(codebook().cities):
        among = f'frame[frame["city"].isin({list(question.cities)})]'
    if question.per == "project":
        return f'yj.per_unit("{question.indicator}", "project", {among})'
    per = ', per="year"' if question.per else ""
    return f'yj.compare("{question.indicator}"{per}, frame={among})'

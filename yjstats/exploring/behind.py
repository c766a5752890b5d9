"""What stands behind a row: the words in the source, the doubts, the figures not chosen."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.alternatives import alternatives
from yjstats.curation.review_words import show_cell
from yjstats.exploring.answer import figure_of
from yjstats.exploring.question import Question
from yjstats.presenting import show_bounds, show_figure, show_period
from yjstats.showing.table import render, table_html
from yjstats.text import Lang, say
from yjstats.tracing import Evidence, trace


@dataclass(frozen=True)
class Data:
    """What a project holds, read once for a panel.

    Attributes
    ----------
    root : Path
    articles : str or Path or None
        A folder that may have the articles' texts.
    frame, sources, readings : DataFrame
        From `load`, `sources` and `readings`.
    """

    root: Path
    articles: str | Path | None
    frame: pd.DataFrame = field(repr=False)
    sources: pd.DataFrame = field(repr=False)
    readings: pd.DataFrame = field(repr=False)


@dataclass(frozen=True)
class Behind:
    """One figure behind a row.

    Attributes
    ----------
    evidence : Evidence
    near : bool
        Whether it is a figure of the nearest definition, the city being silent.
    bounds, period, limits : str
        In words; `limits` are label and scope; each may be empty.
    others : DataFrame
        The figures of city and indicator that were not chosen, and the other readings of this one:
        all str.
    """

    evidence: Evidence
    near: bool
    bounds: str
    period: str
    limits: str
    others: pd.DataFrame


def behind(row: dict[str, Any], question: Question, data: Data) -> list[Behind]:
    """Find the figures behind a row of an answer.

    Parameters
    ----------
    row : dict
        A row of `answer`, as a record.
    question : Question
    data : Data

    Returns
    -------
    list of Behind
        The figure; for a ratio those above and below the line; for a silent city the near one,
        where there is one.
    """
    if "ratio" in row:
        ids = [(row["numerator_obs_id"], False), (row["denominator_obs_id"], False)]
    elif row["near"]:
        ids = [(row["near"]["obs_id"], True)]
    else:
        ids = [(row["obs_id"], False)]
    return [_behind(str(one), near, question, data) for one, near in ids if pd.notna(one)]


def _behind(obs_id: str, near: bool, question: Question, data: Data) -> Behind:
    lang = question.lang
    row = data.frame[(data.frame["obs_id"] == obs_id).fillna(False)].iloc[0]
    limits = say("list.semicolon", lang).join(
        str(row[name]) for name in ("label", "scope") if pd.notna(row[name])
    )
    return Behind(
        evidence=trace(row, data.sources, data.articles, data.root, lang),
        near=near,
        bounds=show_bounds(row, lang),
        period=show_period(row["period_start"], row["period_end"], lang),
        limits=limits,
        others=_others(row, question, data),
    )


def _others(row: Any, question: Question, data: Data) -> pd.DataFrame:
    lang = question.lang
    among = data.frame[data.frame["city"].isin(question.cities)]
    told = alternatives(str(row["indicator"]), str(row["city"]), among, lang=lang)
    told = told[told["obs_id"] != row["obs_id"]]
    lines = [
        (
            show_figure(one, lang),
            show_period(one["period_start"], one["period_end"], lang),
            say("list.semicolon", lang).join(
                str(one[name]) for name in ("label", "scope") if pd.notna(one[name])
            ),
            "" if pd.isna(one["why"]) else str(one["why"]),
        )
        for one in told.to_dict("records")
    ]
    read = data.readings[data.readings["obs_id"] == row["obs_id"]]
    for one in read.fillna("").to_dict("records"):
        name = one["field"]
        value = show_cell(name, {"unit": str(row["unit"]), name: one["value"]}, lang)
        shown = say("explore.reading", lang, field=say(f"entry.{name}", lang), value=value)
        lines.append((shown, "", "", str(one["why"])))
    names = [say(f"column.{name}", lang) for name in ("value", "period", "scope", "why")]
    return pd.DataFrame(lines, columns=names, dtype="str")


def behind_html(row: dict[str, Any], question: Question, data: Data) -> str:
    """Return what stands behind a row as HTML, everything escaped.

    Parameters
    ----------
    row : dict
        A row of `answer`, as a record.
    question : Question
    data : Data
    """
    lang, book = question.lang, codebook()
    found = behind(row, question, data)
    codes = [*row["reasons"]]
    reasons = [
        (book.name("reason", code, lang), code, book.reasons[code][f"meaning_{lang}"])
        for code in codes
    ]
    return render(
        "evidence.html",
        title=say("explore.evidence", lang, row=figure_of(row, lang)),
        reasons=reasons,
        figures=[_shown(one, lang) for one in found],
        no_others=say("explore.no_others", lang),
    )


def _shown(one: Behind, lang: Lang) -> dict[str, Any]:
    from markupsafe import Markup

    found = one.evidence
    cited = say("list.comma", lang).join(
        filter(None, (found.title, found.publisher, found.published))
    )
    place = say("explore.place", lang, start=found.char_start, end=found.char_end)
    told = {
        "surface": " ".join(found.surface.split()),
        "bounds": one.bounds or say("explore.exact", lang),
        "period": one.period or say("explore.no_period", lang),
        "scope": one.limits,
        "source_id": " · ".join(filter(None, (found.source_id, cited, place))),
        "obs_id": found.obs_id,
    }
    heading = say("explore.near_figure", lang, it=found.reading) if one.near else found.reading
    others = table_html(one.others, (), say("explore.others", lang), "", lang)
    return {
        "heading": heading,
        "before": found.before,
        "number": found.number,
        "after": found.after,
        "no_text": say("explore.no_text", lang),
        "told": [(say(f"column.{name}", lang), text) for name, text in told.items() if text],
        "others": Markup(others) if len(one.others) else "",
    }

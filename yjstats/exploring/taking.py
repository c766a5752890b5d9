"""Take away what is shown: the chart as a file, the selection as a workbook."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from yjstats.codebook import codebook
from yjstats.exploring.question import Question

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw(rows: pd.DataFrame, question: Question, sources: pd.DataFrame) -> "Figure":
    """Draw an answer.

    Parameters
    ----------
    rows : DataFrame
        From `answer`, at least one row.
    question : Question
    sources : DataFrame
        The register of sources, cited below the chart.
    """
    from yjstats.charts.ratio import draw_ratio
    from yjstats.charts.single import comparison_chart

    if "ratio" in rows:
        return draw_ratio(rows, sources, question.lang)
    if question.per == "year":
        return comparison_chart(rows, sources, "per_year", question.lang)
    return comparison_chart(rows, sources, "value", question.lang)


def file_name(question: Question, suffix: str) -> str:
    """Return a name that says what is in a file: indicator, proportion, cities, language."""
    some = len(question.cities) < len(codebook().cities)
    per = f"per_{question.per}" if question.per else ""
    parts = [question.indicator, per, *(question.cities if some else ()), question.lang]
    return "-".join(filter(None, parts)) + suffix


def save_chart(
    rows: pd.DataFrame, question: Question, sources: pd.DataFrame, folder: Path, suffix: str
) -> Path:
    """Save the chart of an answer as .png or .svg.

    Returns
    -------
    Path
        The file, replaced where there was one.

    Raises
    ------
    YjstatsError
        If it cannot be written.
    """
    from yjstats.charts.style import save_figure

    path = folder / file_name(question, suffix)
    save_figure(draw(rows, question, sources), path)
    return path


def save_selection(frame: pd.DataFrame, question: Question, root: Path, folder: Path) -> Path:
    """Save the indicator and cities asked for as a workbook, the nearest indicator with them.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.
    question : Question
    root : Path
        The project folder.
    folder : Path
        Where to save it.

    Returns
    -------
    Path
        The .xlsx, replaced where there was one.

    Raises
    ------
    YjstatsError
        If it cannot be written, or is open elsewhere.
    """
    from yjstats.workbook import to_excel

    near = codebook().indicators[question.indicator]["near"] if question.near else ""
    more = ["projects_total"] if question.per == "project" else []
    wanted = [*dict.fromkeys([question.indicator, *filter(None, [near]), *more])]
    path = folder / file_name(question, ".xlsx")
    to_excel(frame, path, question.lang, root, indicators=wanted, cities=question.cities)
    return path


def svg_of(figure: "Figure") -> bytes:
    """Return a figure as SVG, the same bytes on every run."""
    from yjstats.charts.style import house_style

    file = io.BytesIO()
    with house_style():
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()

"""What is asked of the data: one indicator, some cities, in which proportion."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from yjstats.codebook import codebook
from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd

Per = Literal["", "year", "project"]
PER_PROJECT = "projects_total"  # divides no indicator but the others


@dataclass(frozen=True)
class Question:
    """One comparison to be shown.

    Attributes
    ----------
    indicator : str
        Code of the codebook; empty where nothing is reported at all.
    cities : tuple of str
        Codes, compared among themselves.
    per : {"", "year", "project"}
        As reported, per year, per aid project.
    near : bool
        Whether figures of the nearest definition stand beside silent cities.
    lang : {"zh", "en"}
    city : str
        The city whose evidence is open; empty where none is.
    """

    indicator: str
    cities: tuple[str, ...]
    per: Per = ""
    near: bool = True
    lang: Lang = "zh"
    city: str = ""

    @property
    def domain(self) -> str:
        """Domain of the indicator; empty where there is none."""
        return codebook().indicators.get(self.indicator, {}).get("domain", "")


def reported(frame: "pd.DataFrame") -> dict[str, int]:
    """Return how many cities report each indicator, those that none reports left out.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.

    Returns
    -------
    dict of str to int
        In the order of the codebook.
    """
    known = frame[frame["status"].isin(["accepted", "conflict"]) & frame["city"].notna()]
    counts = known.astype({"indicator": "str"}).groupby("indicator")["city"].nunique()
    return {code: int(counts[code]) for code in codebook().indicators if code in counts.index}


def per_of(indicator: str) -> tuple[Per, ...]:
    """Return the proportions that an indicator can be asked for in.

    A ratio is in proportion already, and no count of projects is divided by itself.
    """
    row = codebook().indicators.get(indicator)
    if row is None:
        return ("",)
    divided = row["kind"] != "ratio" and indicator != PER_PROJECT
    yearly: tuple[Per, ...] = ("", "year") if row["kind"] == "flow" else ("",)
    return (*yearly, "project") if divided else yearly


def first_question(frame: "pd.DataFrame", lang: Lang = "zh") -> Question:
    """Return what is asked before anyone asks: the key indicator that most cities report."""
    counts = reported(frame)
    book = codebook().indicators
    best = max(counts, key=lambda code: (book[code]["key"] == "yes", counts[code]), default="")
    return Question(best, tuple(codebook().cities), lang=lang)


def settled(question: Question, frame: "pd.DataFrame") -> Question:
    """Return a question that the data can answer, as near to this one as may be.

    Parameters
    ----------
    question : Question
        May name what the data or the codebook lack by now.
    frame : DataFrame
        The tidy frame.
    """
    if question.indicator not in reported(frame):
        question = replace(question, indicator=first_question(frame).indicator)
    cities = tuple(city for city in codebook().cities if city in question.cities)
    per = question.per if question.per in per_of(question.indicator) else ""
    city = question.city if question.city in cities else ""
    return replace(question, cities=cities, per=per, city=city)

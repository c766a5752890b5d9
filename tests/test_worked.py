"""Worked comparisons: questions over the real data, answered by hand, and the same in the docs."""

import csv

import pandas as pd
import pytest

import yjstats as yj
from tests.conftest import ROOT

TABLE = (ROOT / "tests/worked.csv").read_text(encoding="utf-8")
CASES = list(csv.DictReader(TABLE.splitlines()))
DOC = ROOT / "docs/worked-comparisons.md"


def answer(call: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Call the view that a case names, its words being arguments."""
    view, code, *rest = call.split()
    per = "year" if "year" in rest else None
    if view == "ratio_of":
        return yj.ratio_of(code, rest[0], frame)
    if view == "normalise":
        return yj.normalise(code, rest[0], per, frame)
    if view == "certainty":
        found = yj.certainty(code, per, frame)
        return found[found["city_b"] == rest[1]].rename(columns={"city_a": "city"})
    year = next((int(word) for word in rest if word.isdecimal()), None)
    return yj.compare(code, per, frame, year=year)


def test_there_are_at_least_thirty():
    assert len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']}, {case['city']}")
def test_a_worked_comparison(case, curated):
    found = answer(case["call"], curated).set_index("city").loc[case["city"], case["column"]]
    expected = case["expected"]
    if isinstance(found, tuple):
        assert ";".join(found) == expected
    elif not expected:
        assert pd.isna(found)
    elif isinstance(found, str):
        assert found == expected
    else:
        assert float(found) == pytest.approx(float(expected), rel=5e-4)


def page() -> str:
    """Return the docs page of the worked comparisons."""
    rows = "\n".join(
        f"| {case['question']} | `{case['call']}` | {case['city']} | {case['column']} "
        f"| {case['expected'] or 'blank'} |"
        for case in CASES
    )
    return (
        "# Worked comparisons\n\nQuestions over the real data, answered by hand. A test holds each "
        "answer against the\nprogram's, and this page against "
        "[the table](../tests/worked.csv) it is made from.\n\n"
        "| question | view | city | column | answer |\n| --- | --- | --- | --- | --- |\n"
        f"{rows}\n"
    )


def test_the_docs_have_the_same_cases():
    assert DOC.read_text(encoding="utf-8") == page()

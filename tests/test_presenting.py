"""Figures as people read them."""

import pandas as pd
import pytest

from tests.conftest import observations
from yjstats import compare, findings, present, story
from yjstats.charts.caption import wrap
from yjstats.narrative import markdown_table
from yjstats.presenting import (
    scale_of,
    show_bounds,
    show_figure,
    show_number,
    show_per_year,
    show_period,
    show_rank,
    show_value,
)


def figure(value, low, high, unit="CNY", qualifier="exact"):
    return {"value": value, "low": low, "high": high, "unit": unit, "qualifier": qualifier}


NAN = float("nan")


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (figure(452e6, 452e6, 452e6), "4.52亿元", "452 million CNY"),
        (figure(321.86e6, 321.86e6, 321.86e6), "3.2186亿元", "321.86 million CNY"),
        (figure(7e6, 7e6, 8e6, qualifier="over"), "700余万元", "over 7 million CNY"),
        (figure(200, 100, 200, "surgery", "nearly"), "近200台", "nearly 200 surgeries"),
        (figure(1000, 500, 1500, "job", "about"), "约1,000个岗位", "about 1,000 jobs"),
        (figure(4e8, 4e8, NAN, qualifier="at_least"), "≥4亿元", "≥400 million CNY"),
        (figure(50, NAN, 50, "percent", "at_most"), "≤50%", "≤50%"),
        (figure(100, 100, 1000, "person", "over"), "100–1,000人", "100–1,000 persons"),
        (figure(100, 100, 200, "household", "over"), "100余户", "over 100 households"),
        (figure(5, 5, 6, "person", "between"), "5–6人", "5–6 persons"),
        (figure(NAN, NAN, NAN), "", ""),
    ],
)
def test_a_figure_with_its_qualifier(row, zh, en):
    assert (show_figure(row, "zh"), show_figure(row, "en")) == (zh, en)


def test_bounds():
    assert show_bounds(figure(200, 100, 200, "surgery")) == "[100台, 200台]"
    assert show_bounds(figure(4e8, 4e8, NAN)) == "≥4亿元"
    assert show_bounds(figure(50, NAN, 50, "percent")) == "≤50%"
    assert show_bounds(figure(7, 7, 7)) == ""


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        ("2022-01-01", "2022-12-31", "2022年", "2022"),
        ("2020-01-01", "2022-12-31", "2020年—2022年", "2020 to 2022"),
        ("2019-12-01", "2022-12-31", "2019年12月—2022年12月", "2019-12 to 2022-12"),
        ("2022-10-31", "2022-10-31", "2022年10月底", "end of 2022-10"),
        ("2021-03-24", "2021-03-24", "2021年3月24日", "2021-03-24"),
        ("2023-07-03", "2023-07-07", "2023年7月3日—2023年7月7日", "2023-07-03 to 2023-07-07"),
        (None, None, "", ""),
    ],
)
def test_a_period_at_the_precision_it_needs(start, end, zh, en):
    assert (show_period(start, end, "zh"), show_period(start, end, "en")) == (zh, en)


def test_numbers_are_grouped_and_never_rounded_unless_computed():
    assert show_number(1234567.25) == "1,234,567.25"
    assert show_number(-3.0) == "−3"
    assert show_number(150666666.666, 5) == "150,670,000"


def test_figures_that_are_shown_together_share_a_unit():
    assert scale_of("CNY", pd.Series([1e6, 4e8, 9e8])) == (1e8, "亿元")
    assert scale_of("CNY", pd.Series([1e6, 4e8, 9e8]), "en") == (1e6, "million CNY")
    assert scale_of("person", pd.Series([5.0])) == (1.0, "人")
    assert show_value(12, "no-such-unit") == "12no-such-unit"


def test_a_value_per_year_keeps_its_bounds():
    row = {"unit": "CNY", "per_year": 4e8, "per_year_low": 4e8, "per_year_high": NAN}
    assert show_per_year(row) == "≥4亿元"
    assert show_per_year({**row, "per_year_high": 5e8}) == "4亿元 – 5亿元"
    assert show_per_year({**row, "per_year_high": 4e8}) == "4亿元"


def test_ranks():
    assert (show_rank(1, 1), show_rank(1, 3), show_rank(pd.NA, pd.NA)) == ("1", "1–3", "")


def test_a_table_shows_silence_as_silence():
    table = present(compare("projects_total", frame=observations({})))
    assert table["数值"].tolist() == ["123个", "未报道", "未报道", "未报道", "未报道"]
    english = present(compare("projects_total", frame=observations({})), "en")
    assert english["Figure"].tolist()[1] == "not reported"


def test_findings_say_what_may_not_be_said(curated):
    told = findings(compare("med_surgeries", frame=curated), "en")
    assert "Huzhou: nearly 200 surgeries (2023)" in told
    assert "Fewer than two may be compared" in told
    assert "**partial scope** (Jiaxing, Huzhou)" in told
    assert "Not reported: Taizhou, Quzhou" in told


def test_every_number_of_a_finding_is_computed(curated):
    doubled = curated.assign(value=curated["value"] * 2, low=curated["low"] * 2,
                             high=curated["high"] * 2)  # fmt: skip
    told = findings(compare("funds_aid_total", "year", doubled), "en")
    assert "904 million CNY" in told
    assert "452" not in told


def test_a_story_is_heading_table_and_findings(curated):
    told = story(["funds_aid_total"], curated, "year")
    assert told.startswith("### 援疆资金总额\n\n| 城市 |")
    assert "- 可比者的位次：台州第 1、衢州第 2、温州第 3、嘉兴第 4" in told


def test_a_cell_cannot_break_a_table():
    assert markdown_table(pd.DataFrame({"a": ["x|y"]})).endswith("| x\\|y |")


def test_wrapping_counts_wide_characters_twice_and_keeps_words():
    assert wrap("甲乙丙丁戊", 6) == ["甲乙丙", "丁戊"]
    assert wrap("甲乙丙，丁", 6) == ["甲乙丙，", "丁"]
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("", 8) == []

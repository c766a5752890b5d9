"""What bars show, whoever draws them: their order, and every doubt."""

from math import isnan

import pytest

from tests.conftest import observations
from yjstats.charts.bar_plan import Bar, BarPlan, plan_bars, plan_whisker
from yjstats.codebook import codebook
from yjstats.comparison.compare import compare

NAN = float("nan")
FUNDS = {"indicator": "funds_aid_total", "unit": "CNY"}


def planned(*rows, which="value", lang="zh", indicator="projects_total") -> BarPlan:
    per = "year" if which == "per_year" else None
    return plan_bars(compare(indicator, per, observations(*rows)).to_dict("records"), which, lang)


def of(city, plan: BarPlan) -> Bar:
    [found] = [bar for bar in plan.bars if bar.city == city]
    return found


def exactly(city, value):
    return {"city": city, "value": value, "low": value, "high": value}


def test_the_highest_is_first_and_silence_last_in_the_order_of_the_cities():
    plan = planned(exactly("taizhou", 200), exactly("huzhou", 300))
    assert [bar.city for bar in plan.bars] == ["huzhou", "taizhou", "wenzhou", "quzhou", "jiaxing"]
    assert [bar.value for bar in plan.bars[:2]] == [300, 200]
    assert all(isnan(bar.value) and bar.text == "未报道" for bar in plan.bars[2:])
    assert plan.longest == 300


def test_equal_figures_stand_in_the_order_of_the_cities():
    plan = planned({"city": "jiaxing"}, {"city": "taizhou"}, {"city": "wenzhou"})
    assert [bar.city for bar in plan.bars[:3]] == ["wenzhou", "taizhou", "jiaxing"]


def test_bars_and_bounds_are_in_the_display_unit_of_the_middle_figure():
    plan = planned({**FUNDS, "value": 4e8, "low": 2e8, "high": 6e8, "qualifier": "about"},
                   {**FUNDS, **exactly("taizhou", 1e8)}, indicator="funds_aid_total")  # fmt: skip
    assert of("wenzhou", plan).value == 4
    assert of("wenzhou", plan).whisker.line == (2, 6)
    assert of("taizhou", plan).text == "1亿元"
    assert plan.longest == 6


def test_a_label_is_the_city_and_its_period_as_of_a_date_where_it_is_a_state():
    rows = ({}, {"city": "taizhou", "basis": "point", "period_start": "2022-12-31"})
    plan = planned(*rows, lang="en")
    assert (of("wenzhou", plan).name, of("wenzhou", plan).period) == ("Wenzhou", "2020 to 2022")
    assert of("taizhou", plan).period == "as of end of 2022-12"
    assert of("huzhou", plan).period == ""


def test_unlike_spans_are_unlike_as_totals_and_not_per_year():
    rows = ({}, {"city": "taizhou"}, {"city": "quzhou", "period_start": "2022-01-01"})
    assert [bar.city for bar in planned(*rows).bars if bar.unlike] == ["quzhou"]
    assert not [bar.city for bar in planned(*rows, which="per_year").bars if bar.unlike]


def test_a_disputed_figure_has_words_and_no_bar_and_does_not_shrink_the_others():
    plan = planned({**exactly("wenzhou", 9000), "status": "conflict"}, exactly("taizhou", 20))
    told = of("wenzhou", plan)
    assert isnan(told.value)
    assert not told.unlike
    assert told.text == "读法有分歧，未绘"
    assert told.whisker.line == told.whisker.arrows == ()
    assert plan.longest == 20


def test_what_is_not_scaled_to_a_year_says_so():
    rows = ({}, {"city": "taizhou", "period_start": "2022-11-01"})
    plan = planned(*rows, which="per_year", lang="en")
    assert of("taizhou", plan).text == "under a year or as at a date: not scaled"
    assert of("quzhou", plan).text == "not reported"
    assert of("wenzhou", plan).value == 41


def test_a_near_figure_is_told_beside_silence_and_not_per_year():
    near = {"city": "huzhou", "indicator": "projects_investment", "unit": "CNY", "value": 1e8,
            "low": 1e8, "high": 1e8}  # fmt: skip
    rows = ({**FUNDS, **exactly("wenzhou", 4e8)}, near)
    plan = planned(*rows, indicator="funds_aid_total")
    assert of("huzhou", plan).near == "近似指标：援疆项目总投资 1亿元（2020年—2022年）"
    assert of("wenzhou", plan).near == of("quzhou", plan).near == ""
    yearly = planned(*rows, indicator="funds_aid_total", which="per_year")
    assert not any(bar.near for bar in yearly.bars)


def test_a_chart_of_nothing_or_of_zeros_has_a_scale():
    assert planned({"status": "conflict"}).longest == 1
    assert planned(exactly("wenzhou", 0)).longest == 1


@pytest.mark.parametrize(
    ("low", "high", "line", "caps", "arrows", "end"),
    [
        (50, 50, (), (), (), 50),
        (40, 60, (40, 60), (40, 60), (), 60),
        (50, 60, (50, 60), (60,), (), 60),
        (40, 50, (40, 50), (40,), (), 50),
        (50, NAN, (50, 50), (), (55,), 55),
        (NAN, 50, (50, 50), (), (45,), 50),
        (40, NAN, (40, 50), (40,), (55,), 55),
        (NAN, NAN, (50, 50), (), (55, 45), 55),
    ],
)
def test_bounds_are_caps_and_an_open_bound_is_an_arrow(low, high, line, caps, arrows, end):
    assert plan_whisker(50, low, high, longest=100) == (line, caps, arrows, end)


def test_an_arrow_does_not_reach_below_zero():
    assert plan_whisker(2, NAN, 2, longest=100).arrows == (0,)


def test_every_city_of_the_codebook_has_a_row():
    assert {bar.city for bar in planned({}).bars} == set(codebook().cities)

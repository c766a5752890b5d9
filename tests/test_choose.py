"""Which figure is compared where a city has several: the written rule, part by part."""

import pandas as pd
import pytest

from tests.conftest import observations, record
from yjstats.comparison.choose import RULE, candidates
from yjstats.text import say


def chosen(*rows: dict[str, object]) -> pd.Series:
    return candidates(observations(*rows)).query("choice == 0 and city == 'wenzhou'").iloc[0]


def flow(value: int, **cells: object) -> dict[str, object]:
    return {"value": value, "low": value, "high": value, **cells}


def test_the_rule_is_written_down_in_words():
    assert all(say(f"rule.{name}", lang) for name in RULE for lang in ("zh", "en"))


def test_a_figure_that_is_not_chosen_says_which_rule_put_it_behind():
    rows = candidates(observations(flow(10, scope="义诊"), flow(40), flow(41, status="conflict")))
    assert rows["behind"].fillna("").tolist() == ["", "scoped", "disputed"]


def test_a_total_goes_before_its_part():
    part = flow(21, part_of=f"o{1:012x}", char_start="1", char_end="5")
    assert chosen(part, flow(70))["value"] == 70


def test_a_part_of_another_indicator_is_the_whole_of_its_own():
    both = [
        flow(80),
        flow(61, indicator="projects_livelihood", part_of=f"o{0:012x}"),
    ]
    rows = candidates(observations(*both))
    assert not rows["part"].any()


def test_a_level_goes_before_a_change():
    assert chosen(flow(10, measure="change"), flow(40))["value"] == 40


def test_an_accepted_figure_goes_before_a_disputed_one():
    assert chosen(flow(10, status="conflict"), flow(40))["value"] == 40


def test_a_real_figure_goes_before_a_planned_one():
    assert chosen(flow(10, basis="planned"), flow(40))["value"] == 40


def test_an_unlimited_figure_goes_before_a_scoped_one():
    assert chosen(flow(10, scope="义诊"), flow(40))["value"] == 40


def test_the_main_recipient_goes_before_another():
    assert chosen(flow(10, recipient="regiment-9"), flow(40, recipient="baicheng"))["value"] == 40


def test_the_definition_itself_goes_before_a_narrower_label():
    assert chosen(flow(10, label="门店"), flow(40))["value"] == 40


def test_the_period_nearest_to_the_others_is_taken():
    year = {"period_start": "2022-01-01"}
    short, long = flow(19, basis="annual", **year), flow(40)
    others = [flow(5, city="taizhou"), flow(6, city="jiaxing")]
    assert chosen(short, long, *others)["value"] == 40
    yearly = [flow(5, city="taizhou", **year), flow(6, city="jiaxing", **year)]
    assert chosen(short, long, *yearly)["value"] == 19


def test_among_equals_the_first_in_the_text_is_taken():
    later = flow(2, char_start="30", char_end="34")
    assert chosen(later, flow(1, char_start="10", char_end="14"))["value"] == 1


@pytest.mark.parametrize("status", ["rejected", "candidate"])
def test_rejected_figures_and_those_not_reviewed_are_no_candidates(status):
    assert candidates(observations(flow(1, status=status))).empty


def test_the_order_of_rows_does_not_matter():
    rows = [record(**flow(v, city=c, char_start=str(v), char_end=str(v + 4)))
            for v, c in ((3, "wenzhou"), (1, "wenzhou"), (2, "taizhou"))]  # fmt: skip
    frame = observations(*rows)
    there, back = candidates(frame), candidates(frame.iloc[::-1])
    pd.testing.assert_frame_equal(there, back)


# ---------------------------------------------------------------- the real data


def test_taizhou_paid_in_investment_since_the_start_is_nearest_to_wenzhous(curated):
    rows = candidates(curated).query("indicator == 'invest_paid_in' and city == 'taizhou'")
    assert rows["value"].tolist() == [3_970_000_000, 1_910_000_000]
    assert rows["part"].tolist() == [False, True]


def test_huzhou_awards_total_before_its_parts(curated):
    rows = candidates(curated).query("indicator == 'edu_awards_teachers' and city == 'huzhou'")
    assert rows["value"].tolist() == [70, 2, 21]

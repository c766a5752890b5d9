"""Frames in a notebook: figures, bounds, periods, names, blanks; one look for all that is shown."""

import pandas as pd
import pytest

from tests.conftest import observations
from yjstats import compare, evidence, highlight, matrix, ratio_of, sensitivity, show
from yjstats.extraction.highlight import KINDS, style_of
from yjstats.showing.sheet import dressed, inline, sheet
from yjstats.showing.show import MOST

FUNDS = {"indicator": "funds_aid_total", "unit": "CNY", "value": 452e6, "low": 452e6, "high": 452e6}


def cells(shown):
    """Return the first row of what is shown, by header."""
    return shown.frame.iloc[0].to_dict()


def test_a_figure_stands_with_its_unit_bounds_and_period():
    frame = observations(FUNDS | {"qualifier": "nearly", "low": 442e6})
    columns = ["city", "indicator", "value", "low", "high", "unit", "qualifier", "period_start",
               "period_end", "scope"]  # fmt: skip
    assert cells(show(frame[columns])) == {
        "城市": "温州", "指标": "援疆资金总额", "数值": "近4.52亿元",
        "上下限": "[4.42亿元, 4.52亿元]", "期间": "2020年—2022年", "标签与范围": "",
    }  # fmt: skip
    assert cells(show(frame[columns], "en"))["Figure"] == "nearly 452 million CNY"


def test_without_its_unit_a_value_takes_that_of_its_indicator():
    assert cells(show(observations(FUNDS)[["indicator", "value"]]))["数值"] == "4.52亿元"
    assert cells(show(pd.DataFrame({"value": [1234.5]})))["数值"] == "1,234.5"


def test_a_comparison_is_shown_as_present_shows_it_and_silence_is_grey():
    shown = show(compare("projects_total", frame=observations({})), "en")
    assert cells(shown)["Figure"] == "123 projects"
    assert '<td class="number missing">not reported</td>' in shown.html
    assert '<td class="blank">—</td>' in shown.html


def test_other_views_have_names_for_codes_and_computed_figures_are_rounded():
    frame = observations(FUNDS, {"value": 7, "low": 7, "high": 7})
    ratio = ratio_of("funds_aid_total", "projects_total", frame)
    names = ["city", "numerator_value", "denominator_value", "ratio", "unit", "per_unit",
             "rank_low", "rank_high"]  # fmt: skip
    assert cells(show(ratio[names])) == {
        "城市": "温州", "分子数": "4.52亿元", "分母数": "7个", "比值": "6,457.1万元", "位次": "",
    }  # fmt: skip
    assert cells(show(sensitivity("projects_total", frame)))["位次不变"] in ("是", "否")
    assert list(show(matrix(["projects_total"], frame=frame)).frame.columns) == [
        "城市",
        "援疆项目数",
    ]


def test_an_index_and_pivoted_columns_are_named_too():
    frame = observations({}, FUNDS)
    wide = frame.groupby(["domain", "city"], observed=True).size().unstack(fill_value=0)
    assert list(show(wide).frame.columns) == ["领域", "温州"]
    assert {*show(wide).frame["领域"]} == {"资金", "项目"}
    assert cells(show(frame["status"].value_counts(), "en")) == {"Status": "accepted", "Count": "2"}


def test_a_column_of_scores_that_is_called_unit_stays_a_number():
    assert cells(show(pd.DataFrame({"value": [0.5], "unit": [1.0]}))) == {
        "数值": "0.5",
        "单位": "1",
    }


def test_everything_is_escaped():
    hostile = "<script>alert(1)</script>"
    shown = show(pd.DataFrame({hostile: [hostile]}), caption=hostile)
    assert "<script" not in shown.html
    assert shown.html.count("&lt;script&gt;") == 3


def test_a_long_frame_scrolls_and_says_where_it_was_cut():
    shown = show(pd.DataFrame({"value": range(MOST + 1)}))
    assert shown.html.count("<tr>") == MOST + 1  # and the header
    assert 'class="scroll" tabindex="0"' in shown.html
    assert f"共 {MOST + 1} 行" in shown.html
    assert "scroll" not in show(pd.DataFrame({"value": [1]})).html


def test_what_is_shown_is_the_same_on_every_run_and_reads_as_text():
    frame = observations({})[["city", "value"]]
    assert show(frame)._repr_html_() == show(frame)._repr_html_()
    assert repr(show(frame)).split() == ["城市", "数值", "温州", "123"]


def test_the_frame_given_is_left_as_it_was():
    frame = observations({})
    before = frame.copy()
    show(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_highlight_evidence_and_frames_wear_one_stylesheet(make_project):
    from tests.conftest import record

    root = make_project(record())
    shown = [
        highlight("援疆资金3亿元"),
        evidence(record()["obs_id"], root=root),
        show(observations({})),
    ]
    assert all(one._repr_html_().startswith(f"<style>{sheet()}</style>") for one in shown)
    assert dressed("").count("<style>") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_number_is_told_apart_without_the_stylesheet_too(kind):
    assert style_of(kind) in highlight("援疆资金3亿元")._repr_html_()
    assert len({inline(one) for one in KINDS}) == len(KINDS)


def test_the_stylesheet_reaches_nothing_else_and_no_network():
    for name in ("look", "panel"):
        rules = [rule.strip() for rule in sheet(name).split("}") if rule.strip()]
        assert all(one.strip().startswith(".yj") for rule in rules
                   for one in rule.split("{")[0].split(","))  # fmt: skip
        assert not [word for word in ("url(", "@import", "<", "//") if word in sheet(name)]
    with pytest.raises(KeyError):
        inline("nothing")

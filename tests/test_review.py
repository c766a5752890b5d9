"""What a review of the comparison engine found wrong, each held by the smallest case."""

import math

import pandas as pd
import pytest

import yjstats as yj
from tests.conftest import observations

P = "projects_total"
TAIZHOU, QUZHOU = {"city": "taizhou"}, {"city": "quzhou"}


def v(value: float, **cells: object) -> dict[str, object]:
    return {"value": value, "low": value, "high": value, **cells}


def oid(number: int) -> str:
    return f"o{number:012x}"


def at(frame: pd.DataFrame, city: str = "wenzhou") -> dict:
    return frame.set_index("city").loc[city].to_dict()


def readings(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame([(*r, "why") for r in rows], columns=["obs_id", "field", "value", "why"])


def test_an_open_figure_over_the_median_of_two_grows_towards_two():
    frame = observations(v(20, high="", qualifier="at_least"), v(10, **TAIZHOU))
    found = at(yj.normalise(P, "median", frame=frame))
    assert (found["normalised_low"], found["normalised_high"]) == (pytest.approx(4 / 3), 2)


def test_zero_over_zero_is_blank_and_never_infinite():
    frame = observations(v(0), v(0, **TAIZHOU))
    for to in ("index", "median", "share"):
        found = yj.normalise(P, to, frame=frame)
        assert not (found[["normalised", "normalised_low", "normalised_high"]] == math.inf).any(
            axis=None
        )


def test_nothing_is_divided_by_zero():
    money = {"indicator": "funds_aid_total", "unit": "CNY"}
    found = at(yj.ratio_of("funds_aid_total", P, observations(v(400, **money), v(0))))
    assert math.isnan(found["ratio"])
    assert found["reasons"] == ("denominator_differs",)
    frame = observations(v(5), v(0, **TAIZHOU))
    pair = yj.certainty(P, frame=frame).iloc[0]
    assert (pair["greater"], math.isnan(pair["times_low"])) == ("certain", True)
    assert "Wenzhou more than Taizhou" in yj.statements(P, frame=frame, lang="en")


def test_changes_have_an_order_and_no_proportion():
    cells = {"indicator": "med_referral_change", "unit": "percent", "measure": "change"}
    frame = observations(v(-5, **cells), v(-2, **cells, **TAIZHOU))
    pair = yj.certainty("med_referral_change", frame=frame).iloc[0]
    assert (pair["greater"], math.isnan(pair["times"])) == ("excluded", True)
    assert yj.normalise("med_referral_change", "index", frame=frame)["normalised"].isna().all()


def test_equal_rates_over_unlike_spans_are_equal():
    long = {"period_start": "2021-12-01", "period_end": "2022-12-31"}
    short = {"period_start": "2022-01-01", "period_end": "2022-12-31"}
    frame = observations(v(60, **short), v(65, **long, **TAIZHOU))
    found = yj.compare(P, "year", frame)
    assert found["rank_low"].tolist()[:2] == [1, 1]
    assert "are equal" in yj.statements(P, "year", frame, "en")


def test_a_rate_a_day_is_no_rate_a_month():
    rate = {"measure": "rate"}
    frame = observations(v(10, **rate, per="day"), v(20, **rate, per="month", **TAIZHOU))
    assert yj.compare(P, frame=frame)["rank_low"].isna().all()
    assert "may not be compared: definition differs" in yj.statements(P, None, frame, "en")


@pytest.mark.parametrize("limit", [{"recipient": "regiment-9"}, {"label": "门店"}])
def test_a_limited_or_narrower_figure_is_not_divided(limit):
    money = {"indicator": "funds_aid_total", "unit": "CNY"}
    frame = observations(v(400, **money, **limit), v(100))
    assert at(yj.ratio_of("funds_aid_total", P, frame))["reasons"] == ("denominator_differs",)


def test_a_flow_over_a_stock_is_ranked_among_equal_spans_alone():
    taught = {"indicator": "edu_lessons_taught", "unit": "lesson"}
    sent = {"indicator": "edu_teachers_dispatched", "unit": "person"}
    year = {"period_start": "2022-01-01"}
    frame = observations(
        v(3000, **taught), v(10, **sent), v(1500, **taught, **year, **TAIZHOU),
        v(10, **sent, **year, **TAIZHOU),
    )  # fmt: skip
    found = yj.ratio_of("edu_lessons_taught", "edu_teachers_dispatched", frame)
    assert found["ratio"].tolist()[:2] == [300, 150]
    assert found["rank_low"].isna().all()
    assert found["reasons"].tolist()[:2] == [("span_differs",)] * 2


def test_what_is_never_compared_says_so():
    cells = {"indicator": "agri_livestock", "unit": "head"}
    frame = observations(v(1, **cells), v(2, **cells, **TAIZHOU))
    assert "examples_only" in at(yj.compare("agri_livestock", frame=frame))["reasons"]
    stock = {"indicator": "edu_apprentices", "unit": "person"}
    frame = observations(v(1, **stock), v(2, **stock, **TAIZHOU))
    assert at(yj.compare("edu_apprentices", "year", frame))["reasons"] == ("no_yearly",)
    assert "2.0 times" in yj.statements("edu_apprentices", "year", frame, "en")


def test_two_unknown_periods_are_not_the_same():
    blank = {"period_start": "", "period_end": "", "basis": ""}
    found = yj.compare(P, frame=observations(v(1, **blank), v(2, **blank, **TAIZHOU)))
    assert found["reasons"].tolist()[:2] == [("span_differs", "year_differs")] * 2


def test_five_days_are_not_a_month_and_eleven_months_not_a_year():
    days = {"period_start": "2023-07-03", "period_end": "2023-07-07"}
    month = {"period_start": "2023-08-01", "period_end": "2023-08-31"}
    found = yj.compare(P, frame=observations(v(1, **days), v(2, **month, **TAIZHOU)))
    assert "span_differs" in found["reasons"].tolist()[0]
    almost = {"period_start": "2022-01-31", "period_end": "2022-12-01"}
    assert yj.compare(P, "year", observations(v(1, **almost)))["per_year"].isna().all()


def test_a_part_of_a_part_is_a_part():
    frame = observations(
        v(80, indicator="projects_livelihood", part_of=oid(2)),
        v(30, part_of=oid(0)),
        v(100, status="rejected"),
        v(20, **TAIZHOU),
    )
    assert "part_of_total" in at(yj.compare(P, frame=frame))["reasons"]


def test_every_pair_that_both_report_has_its_statement():
    frame = observations(v(5), v(5, high=6, qualifier="over", **TAIZHOU))
    assert "undecided" in yj.statements(P, None, frame, "en")
    assert "are equal" in yj.statements(P, None, observations(v(5), v(5, **TAIZHOU)), "en")


def test_two_sources_at_the_same_offsets_have_one_order():
    place = {"char_start": "5", "char_end": "9"}
    rows = [
        v(1, source_id="wenzhou", obs_id="oaa", **place),
        v(2, source_id="w2", obs_id="obb", **place),
    ]
    there, back = (yj.compare(P, frame=observations(*r))["value"][0] for r in (rows, rows[::-1]))
    assert there == back


# ---------------------------------------------------------------- sensitivity


def test_a_reading_that_brings_a_figure_in_leaves_the_entered_one_in_play():
    frame = observations(v(100, indicator="projects_livelihood"), v(50, **TAIZHOU), v(20, **QUZHOU))
    found = yj.sensitivity(P, frame, readings((oid(0), "indicator", P)), per=(None,))
    assert (at(found, "taizhou")["rank_low"], at(found, "taizhou")["rank_high"]) == (1, 2)
    assert not found["never_changes"].any()


def test_a_reading_that_takes_a_figure_out_is_tried():
    frame = observations(v(100), v(50, **TAIZHOU), v(20, **QUZHOU))
    for reading in ((oid(0), "status", "rejected"), (oid(0), "indicator", "projects_livelihood")):
        found = yj.sensitivity(P, frame, readings(reading), per=None)
        assert (at(found, "taizhou")["rank_low"], at(found, "taizhou")["rank_high"]) == (1, 2)
        assert not at(found, "quzhou")["never_changes"]


def test_readings_that_differ_in_label_alone_are_told_apart():
    frame = observations(v(100), v(50, **TAIZHOU))
    found = yj.sensitivity(P, frame, readings((oid(0), "label", "门店")), per=None)
    assert at(found)["readings"] == 2
    assert not at(found)["never_changes"]


def test_a_part_read_otherwise_stays_a_part():
    frame = observations(v(100), v(10, part_of=oid(0)), v(50, **TAIZHOU))
    other = readings(*((oid(1), field, "12") for field in ("value", "low", "high")))
    found = at(yj.sensitivity(P, frame, other, per=None))
    assert (found["readings"], found["rank_low"], found["rank_high"]) == (1, 1, 1)

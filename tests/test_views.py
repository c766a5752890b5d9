"""Views of the comparison: ratios, proportions, pairs, a matrix, one city, an order, periods."""

import math

import pandas as pd
import pytest

import yjstats as yj
from tests.conftest import observations
from yjstats.codebook import codebook
from yjstats.errors import UnknownName, UsageError

FUNDS = {"indicator": "funds_aid_total", "unit": "CNY", "surface": "4亿元"}


def money(value: int, **cells: object) -> dict[str, object]:
    return {**FUNDS, "value": value, "low": value, "high": value, **cells}


def row(frame: pd.DataFrame, city: str = "wenzhou") -> dict:
    return frame.set_index("city").loc[city].to_dict()


# ---------------------------------------------------------------- ratio_of


def test_a_ratio_of_like_figures_carries_bounds_and_sources():
    over = {"low": 100, "high": 200, "value": 100, "qualifier": "over"}
    found = row(yj.ratio_of("funds_aid_total", "projects_total", observations(money(400), over)))
    assert (found["ratio"], found["ratio_low"], found["ratio_high"]) == (4, 2, 4)
    assert found["reasons"] == ("approximate",)
    assert found["numerator_obs_id"] == f"o{0:012x}"
    assert found["denominator_obs_id"] == f"o{1:012x}"


@pytest.mark.parametrize(
    "doubt",
    [
        {"period_start": "2022-01-01"},
        {"scope": "义诊"},
        {"basis": "planned"},
        {"status": "conflict"},
        {"measure": "change"},
    ],
)
def test_figures_that_do_not_belong_together_are_not_divided(doubt):
    frame = observations(money(400), {"value": 100, "low": 100, "high": 100, **doubt})
    found = row(yj.ratio_of("funds_aid_total", "projects_total", frame))
    assert math.isnan(found["ratio"])
    assert found["reasons"] == ("denominator_differs",)
    assert found["numerator_value"] == 400


def test_of_several_figures_those_of_the_same_period_are_divided():
    year = {"period_start": "2022-01-01", "basis": "annual"}
    frame = observations(money(400), money(90, **year), {**year, "value": 9, "low": 9, "high": 9})
    assert row(yj.ratio_of("funds_aid_total", "projects_total", frame))["ratio"] == 10


def test_ratios_are_not_divided_again_and_nothing_by_itself():
    with pytest.raises(UsageError):
        yj.ratio_of("funds_livelihood_share", "projects_total", observations())
    with pytest.raises(UsageError):
        yj.ratio_of("projects_total", "projects_total", observations())
    with pytest.raises(UnknownName):
        yj.ratio_of("projects_total", "project", observations())


def test_usual_denominators_have_names(curated):
    per_project = yj.per_unit("funds_aid_total", "project", curated)
    assert row(per_project)["ratio"] == pytest.approx(452e6 / 123)
    per_money = yj.per_unit("projects_total", "aid_funds", curated)
    assert row(per_money)["ratio"] == pytest.approx(123 / 452e6 * 10_000)
    with pytest.raises(UnknownName, match="project"):
        yj.per_unit("funds_aid_total", "projekt", curated)


# ---------------------------------------------------------------- normalise


def test_proportions_are_taken_among_what_may_be_ranked(curated):
    shares = yj.normalise("funds_aid_total", "share", "year", curated)
    assert shares["normalised"].sum() == pytest.approx(1)
    assert shares["normalised"].isna().tolist() == [False, False, False, False, True]
    totals = yj.normalise("funds_aid_total", "share", None, curated)
    assert totals["normalised"].notna().sum() == 2  # unlike spans are left out


def test_the_highest_index_is_one_hundred(curated):
    index = yj.normalise("projects_total", "index", "year", curated)
    assert index["normalised"].max() == 100


def test_percentages_do_not_add_up():
    with pytest.raises(UsageError, match="比率"):
        yj.normalise("med_local_care_rate", "share", frame=observations())
    with pytest.raises(UnknownName, match="median"):
        yj.normalise("projects_total", "mode", frame=observations())


# ---------------------------------------------------------------- certainty and pairs


def verdict(*rows: dict[str, object]) -> str:
    found = yj.certainty("projects_total", None, observations(*rows))
    return found.set_index(["city_a", "city_b"]).loc[("wenzhou", "taizhou"), "greater"]


TAIZHOU = {"city": "taizhou"}


@pytest.mark.parametrize(
    ("wenzhou", "taizhou", "expected"),
    [
        ({}, {"value": 100, "low": 100, "high": 100}, "certain"),
        ({}, {"value": 200, "low": 200, "high": 200}, "excluded"),
        ({}, {}, "excluded"),
        ({}, {"value": 120, "low": 120, "high": 130, "qualifier": "over"}, "possible"),
        ({}, {"value": 125, "low": 115, "high": 125, "qualifier": "nearly"}, "undecided"),
        ({}, {"high": "", "qualifier": "at_least"}, "excluded"),
        ({"high": "", "qualifier": "at_least"}, {}, "undecided"),
        ({}, {"period_start": "2022-01-01"}, "forbidden"),
        ({}, {"scope": "义诊"}, "forbidden"),
        ({}, {"status": "conflict"}, "forbidden"),
    ],
)
def test_is_a_greater_than_b(wenzhou, taizhou, expected):
    assert verdict(wenzhou, TAIZHOU | taizhou) == expected


def test_silence_is_no_answer():
    assert verdict({}) == "not_reported"


def test_a_pair_is_judged_by_itself_and_not_by_all_cities(curated):
    found = yj.certainty("funds_aid_total", None, curated).set_index(["city_a", "city_b"])
    assert found.loc[("wenzhou", "jiaxing"), "reasons"] == ()
    assert found.loc[("wenzhou", "quzhou"), "reasons"] == ("span_differs",)
    assert found.loc[("wenzhou", "quzhou"), "greater"] == "forbidden"
    assert math.isnan(found.loc[("wenzhou", "quzhou"), "times"])


def test_a_wider_bound_never_makes_an_order_more_certain():
    sure = ["certain", "possible", "undecided"]
    narrow = {"value": 120, "low": 120, "high": 121, "qualifier": "over"}
    for width in (1, 2, 5, 50):
        wider = verdict({}, TAIZHOU | narrow | {"high": 120 + width})
        assert sure.index(wider) >= sure.index(verdict({}, TAIZHOU | narrow))


def test_what_the_codebook_calls_not_comparable_is_not_compared():
    cells = {"indicator": "agri_livestock", "unit": "head", "label": "羊"}
    frame = observations(cells, {**cells, **TAIZHOU})
    assert set(yj.certainty("agri_livestock", None, frame)["greater"]) == {
        "forbidden", "not_reported",
    }  # fmt: skip


def test_two_cities_on_all_that_both_report(curated):
    both = yj.pairs("wenzhou", "jiaxing", None, curated)
    assert both["indicator"].tolist()[:2] == ["funds_aid_total", "projects_total"]
    assert yj.pairs("quzhou", "quzhou", None, observations()).empty
    with pytest.raises(UnknownName, match="wenzhou"):
        yj.pairs("wenzho", "jiaxing", None, curated)


def test_statements_are_no_stronger_than_the_bounds(curated):
    told = yj.statements("funds_aid_total", "year", curated, "en")
    assert "- Aid funds arranged or invested, per year: Quzhou at least 1.8 times Wenzhou" in told
    assert "Wenzhou more than Jiaxing" in told
    sales = yj.statements("sales_value", "year", curated, "en")
    assert "Jiaxing perhaps more than Wenzhou; the bounds overlap" in sales
    surgeries = yj.statements("med_surgeries", None, curated)
    assert "温州与嘉兴的手术台数不可比：口径有限" in surgeries
    assert "倍" not in surgeries


# ---------------------------------------------------------------- what is asked for


def test_a_year_a_basis_or_a_period_may_be_asked_for(curated):
    year = row(yj.compare("invest_paid_in", frame=curated, year=2022), "taizhou")
    assert year["value"] == 1_910_000_000
    assert "part_of_total" in year["reasons"]
    gap = row(yj.compare("invest_paid_in", frame=curated, year=2022))
    assert gap["reasons"] == ("other_period",)
    assert math.isnan(gap["value"])
    annual = row(yj.compare("funds_aid_total", frame=curated, basis="annual"))
    assert annual["reasons"] == ("other_period",)
    near = ("2022-01-01", "2022-12-31")
    assert row(yj.compare("funds_aid_total", frame=curated, period=near))["value"] == 452e6
    far = ("2018-01-01", "2018-12-31")
    assert row(yj.compare("funds_aid_total", frame=curated, period=far))["reasons"] == (
        "other_period",
    )


@pytest.mark.parametrize(
    "asked", [{"basis": "sometimes"}, {"period": ("2022", "2023")},
              {"period": ("2023-01-01", "2022-01-01")}],
)  # fmt: skip
def test_what_cannot_be_asked_for(asked):
    with pytest.raises(UsageError):
        yj.compare("projects_total", frame=observations(), **asked)


def test_alternatives_say_why_they_were_not_chosen(curated):
    told = yj.alternatives("invest_paid_in", "taizhou", curated, lang="en")
    assert told["choice"].tolist() == [0, 1]
    assert told["behind"].fillna("").tolist() == ["", "part"]
    assert told["why"].fillna("").tolist() == ["", "a part of the total"]
    shops = yj.alternatives("sales_outlets", "jiaxing", curated)
    assert shops["value"].tolist() == [80, 181]
    with pytest.raises(UnknownName):
        yj.alternatives("sales_outlets", "venice", curated)


# ---------------------------------------------------------------- plain views


def test_a_matrix_has_a_row_a_city_and_a_column_an_indicator(curated):
    values = yj.matrix(["funds_aid_total", "projects_total"], frame=curated)
    assert values.columns.tolist() == ["city", "funds_aid_total", "projects_total"]
    assert values["city"].tolist() == list(codebook().cities)
    assert values["projects_total"].tolist()[0] == 123
    ranks = yj.matrix(["sales_value"], show="rank", per="year", frame=curated)
    assert ranks["sales_value"].fillna("").tolist() == ["1-3", "", "", "1-2", "2-3"]
    codes = yj.matrix(domain="medical", show="reasons", frame=curated)
    assert row(codes, "quzhou")["med_surgeries"] == "not_reported"
    keys = yj.matrix(frame=curated)
    assert keys.shape == (5, 1 + sum(r["key"] == "yes" for r in codebook().indicators.values()))
    with pytest.raises(UnknownName):
        yj.matrix(show="colour", frame=curated)


def test_a_profile_is_all_that_one_city_reports(curated):
    told = yj.profile("quzhou", frame=curated)
    assert told["indicator"].tolist()[:2] == ["funds_aid_total", "projects_total"]
    assert told.loc[0, ["cities", "ranked"]].tolist() == [4, 2]
    with pytest.raises(UnknownName):
        yj.profile("venice", frame=curated)


def test_an_order_has_the_ranked_first_and_silence_last(curated):
    assert yj.rank("sales_value", "year", curated)["city"].tolist() == [
        "jiaxing", "wenzhou", "huzhou", "taizhou", "quzhou",
    ]  # fmt: skip


def test_a_timeline_tells_each_period(curated):
    told = yj.timeline(["funds_aid_total", "invest_paid_in"], curated)
    assert told["months"].tolist() == [36, 12, 37, 36, 36, 34, 10]
    assert told["choice"].tolist() == [0, 0, 0, 0, 0, 0, 1]


# ---------------------------------------------------------------- sensitivity


def readings(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame([(*r, "why") for r in rows], columns=["obs_id", "field", "value", "why"])


def test_a_rank_that_no_reading_changes():
    frame = observations({}, {**TAIZHOU, "value": 9, "low": 9, "high": 9})
    found = row(yj.sensitivity("projects_total", frame))
    assert (found["rank_low"], found["rank_high"], found["never_changes"]) == (1, 1, True)
    assert found["scenarios"] == 2  # totals and per year


def test_another_reading_may_change_a_rank():
    frame = observations({}, {**TAIZHOU, "value": 9, "low": 9, "high": 9})
    other = readings(*((f"o{1:012x}", f, "900") for f in ("value", "low", "high")))
    found = row(yj.sensitivity("projects_total", frame, other))
    assert (found["rank_low"], found["rank_high"], found["never_changes"]) == (1, 2, False)
    assert row(yj.sensitivity("projects_total", frame, other), "taizhou")["readings"] == 2


def test_another_choice_of_figure_may_change_a_rank():
    figures = [{"value": v, "low": v, "high": v, **TAIZHOU} for v in (9, 900)]
    found = yj.sensitivity("projects_total", observations({}, *figures), per=(None,))
    assert row(found, "taizhou")["readings"] == 2
    assert not found["never_changes"].any()


def test_a_part_never_stands_for_its_total():
    part = {"value": 9, "low": 9, "high": 9, "part_of": f"o{0:012x}"}
    assert row(yj.sensitivity("projects_total", observations({}, part)))["readings"] == 1


def test_many_readings_are_varied_one_at_a_time():
    rows = [
        {"city": city, "value": v, "low": v, "high": v}
        for city in codebook().cities
        for v in (1, 2, 3, 4)
    ]
    found = yj.sensitivity("projects_total", observations(*rows), per=(None,))
    assert found["scenarios"].unique().tolist() == [1 + 5 * 3]


def test_the_real_funds_keep_their_order_per_year(curated):
    found = yj.sensitivity("funds_aid_total", curated, per=("year",)).set_index("city")
    assert found["rank_low"].tolist() == [3, 1, 2, 4]
    assert found["never_changes"].all()

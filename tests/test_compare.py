"""Comparing the cities: one row each, the reasons why not, worked on the real data."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import observations
from yjstats import compare
from yjstats.codebook import codebook
from yjstats.comparison.compare import COLUMNS, NEAR, compare_many
from yjstats.comparison.formats import as_csv, as_json
from yjstats.errors import UnknownName, UsageError

MILLION = 1_000_000


def rows_of(comparison: pd.DataFrame) -> dict[str, dict]:
    return {row["city"]: row for row in comparison.to_dict("records")}


def test_columns_and_cities_are_those_of_the_design(curated):
    found = compare("funds_aid_total", frame=curated)
    assert tuple(found.columns) == COLUMNS
    assert found["city"].tolist() == list(codebook().cities)


# ------------------------------------------------- worked cases over the real data


@pytest.mark.parametrize(
    ("city", "value", "years", "per_year", "rank", "reasons"),
    [
        ("wenzhou", 452 * MILLION, 3, 150_666_666.67, 3, ()),
        ("taizhou", 321_860_000, 1, 321_860_000, 1, ("span_differs",)),
        ("quzhou", 840 * MILLION, 37 / 12, 272_432_432.43, 2, ("span_differs",)),
        ("jiaxing", 450 * MILLION, 3, 150 * MILLION, 4, ()),
    ],
)
def test_aid_funds_per_year_over_unlike_spans(curated, city, value, years, per_year, rank, reasons):
    row = rows_of(compare("funds_aid_total", "year", curated))[city]
    assert row["value"] == row["low"] == row["high"] == value
    assert row["years"] == pytest.approx(years)
    assert row["per_year"] == pytest.approx(per_year, abs=0.01)
    assert row["rank_low"] == row["rank_high"] == rank
    assert row["reasons"] == reasons


def test_huzhou_reports_no_aid_funds_but_something_near(curated):
    row = rows_of(compare("funds_aid_total", frame=curated))["huzhou"]
    assert math.isnan(row["value"])
    assert row["reasons"] == ("not_reported",)
    assert pd.isna(row["rank_low"])
    near = row["near"]
    assert set(near) == set(NEAR)
    assert (near["indicator"], near["value"]) == ("projects_investment", 118_070_000)
    assert near["period_start"] == pd.Timestamp("2023-01-01")
    assert near["period_end"] == pd.Timestamp("2023-12-31")
    assert near["reasons"] == ("span_differs", "year_differs", "definition_differs")


def test_totals_over_unlike_spans_are_ranked_among_the_like_alone(curated):
    rows = rows_of(compare("funds_aid_total", frame=curated))
    assert (rows["wenzhou"]["rank_low"], rows["jiaxing"]["rank_low"]) == (1, 2)
    assert pd.isna(rows["quzhou"]["rank_low"])
    assert pd.isna(rows["taizhou"]["rank_low"])


def test_operations(curated):
    rows = rows_of(compare("med_surgeries", frame=curated))
    assert (rows["wenzhou"]["value"], rows["wenzhou"]["reasons"]) == (678, ())
    assert rows["jiaxing"]["value"] == 1827
    assert rows["jiaxing"]["reasons"] == ("partial_scope",)
    huzhou = rows["huzhou"]
    assert (huzhou["value"], huzhou["low"], huzhou["high"]) == (200, 100, 200)
    assert huzhou["qualifier"] == "nearly"
    assert {"partial_scope", "approximate", "year_differs"} <= set(huzhou["reasons"])
    assert rows["taizhou"]["reasons"] == rows["quzhou"]["reasons"] == ("not_reported",)
    assert all(pd.isna(row["rank_low"]) for row in rows.values())


def test_taizhous_items_are_not_projects(curated):
    row = rows_of(compare("projects_total", frame=curated))["taizhou"]
    assert row["reasons"] == ("not_reported",)
    assert (row["near"]["indicator"], row["near"]["value"]) == ("projects_major_items", 43)


def test_mentees_at_a_date_are_not_those_of_three_years(curated):
    rows = rows_of(compare("edu_apprentices", frame=curated))
    assert [rows[c]["value"] for c in ("wenzhou", "jiaxing", "taizhou")] == [289, 280, 44]
    assert rows["taizhou"]["reasons"] == ("span_differs",)
    assert pd.isna(rows["taizhou"]["rank_low"])
    assert math.isnan(rows["taizhou"]["years"])
    assert (rows["wenzhou"]["rank_low"], rows["jiaxing"]["rank_low"]) == (1, 2)


def test_patients_seen_and_free_clinic_patients_stay_apart(curated):
    seen = rows_of(compare("med_patients_seen", frame=curated))
    assert seen["wenzhou"]["value"] == 10_613
    assert math.isnan(seen["jiaxing"]["value"])
    assert seen["jiaxing"]["near"]["value"] == 37_680
    assert "definition_differs" in seen["jiaxing"]["near"]["reasons"]


def test_five_days_and_two_months_are_never_scaled_to_a_year(curated):
    tourists = rows_of(compare("tourism_visitors", "year", curated))["taizhou"]
    assert tourists["value"] == 10_990
    assert "part_year" in tourists["reasons"]
    assert math.isnan(tourists["per_year"])
    reach = rows_of(compare("exchange_reach", "year", curated))["huzhou"]
    assert reach["years"] == pytest.approx(1 / 12)
    assert math.isnan(reach["per_year"])


def test_sales_over_a_bound_have_no_upper_end_and_ranks_that_are_ranges(curated):
    rows = rows_of(compare("sales_value", "year", curated))
    assert rows["wenzhou"]["low"] == 400 * MILLION
    assert math.isnan(rows["wenzhou"]["high"])
    assert math.isnan(rows["wenzhou"]["per_year_high"])
    assert "disputed" in rows["taizhou"]["reasons"]
    assert pd.isna(rows["taizhou"]["rank_low"])
    assert (rows["jiaxing"]["rank_low"], rows["jiaxing"]["rank_high"]) == (1, 2)
    assert (rows["wenzhou"]["rank_low"], rows["wenzhou"]["rank_high"]) == (1, 3)
    assert (rows["huzhou"]["rank_low"], rows["huzhou"]["rank_high"]) == (2, 3)


def test_shops_and_networks_are_unlike_outlets(curated):
    rows = rows_of(compare("sales_outlets", frame=curated))
    assert rows["jiaxing"]["value"] == 80
    for city in ("jiaxing", "taizhou"):
        assert "definition_differs" in rows[city]["reasons"]
        assert pd.isna(rows[city]["rank_low"])


def test_a_lone_figure_has_nothing_to_be_compared_with(curated):
    row = rows_of(compare("funds_livelihood_share", frame=curated))["jiaxing"]
    assert (row["value"], row["reasons"]) == (91.7, ("single_source",))
    assert math.isnan(row["per_year"])


# ------------------------------------------------- rules, on rows of our own


def test_what_the_codebook_calls_not_comparable_is_shown_and_not_ranked():
    cells = {"indicator": "agri_livestock", "unit": "head", "label": "羊"}
    found = compare("agri_livestock", frame=observations(cells, {**cells, "city": "taizhou"}))
    assert found["value"].notna().sum() == 2
    assert found["rank_low"].isna().all()


def test_equal_spans_have_no_reason_against_them():
    found = compare("projects_total", frame=observations({}, {"city": "taizhou"}))
    assert found["reasons"].tolist()[:2] == [(), ()]
    assert found["rank_low"].tolist()[:2] == [1, 1]


def test_where_no_span_is_the_most_common_all_are_unlike():
    other = {"city": "taizhou", "period_start": "2022-01-01"}
    found = compare("projects_total", frame=observations({}, other))
    assert found["reasons"].tolist()[:2] == [("span_differs",), ("span_differs",)]


def test_a_stock_has_no_value_per_year():
    cells = {"indicator": "edu_apprentices", "unit": "person"}
    found = compare("edu_apprentices", "year", observations(cells))
    assert found["per_year"].isna().all()
    assert found["years"].tolist()[0] == 3


def test_planned_figures_are_not_ranked():
    rows = [{"city": city, "basis": "planned"} for city in ("wenzhou", "taizhou")]
    found = compare("projects_total", frame=observations(*rows))
    assert found["rank_low"].isna().all()
    assert found["reasons"].tolist()[0] == ("planned",)


def test_an_empty_frame_reports_nothing():
    found = compare("projects_total", frame=observations())
    assert found["reasons"].tolist() == [("not_reported",)] * 5


def test_an_unknown_indicator_names_the_nearest():
    with pytest.raises(UnknownName) as caught:
        compare("fund_aid_totl", frame=observations())
    assert "funds_aid_total" in caught.value.text("en")


def test_only_a_year_may_be_asked_for():
    with pytest.raises(UsageError):
        compare("projects_total", "month", observations())


@given(
    value=st.integers(1, 10**9),
    months=st.integers(12, 60),
    width=st.integers(0, 10**6),
)
def test_per_year_times_years_gives_back_the_total(value, months, width):
    end = pd.Timestamp("2020-01-01") + pd.DateOffset(months=months) - pd.DateOffset(days=1)
    cells = {"value": value, "low": value, "high": value + width, "period_end": str(end.date())}
    row = compare("projects_total", "year", observations(cells)).iloc[0]
    assert row["years"] == pytest.approx(months / 12)
    assert row["per_year"] * row["years"] == pytest.approx(value)
    assert row["per_year_low"] <= row["per_year"] <= row["per_year_high"]


def test_many_indicators_at_once_equal_one_at_a_time(curated):
    codes = [code for code in codebook().indicators if code in set(curated["indicator"])]
    together = compare_many(codes, "year", curated)
    for code in codes:
        alone = compare(code, "year", curated)
        part = together[together["indicator"] == code].reset_index(drop=True)
        pd.testing.assert_frame_equal(part, alone, check_dtype=False)


# ------------------------------------------------- formats


def test_json_has_the_keys_null_for_blanks_and_iso_dates(curated):
    told = json.loads(as_json(compare("funds_aid_total", "year", curated)))
    assert [tuple(row) for row in told] == [COLUMNS] * 5
    assert told[0]["period_start"] == "2020-01-01"
    assert told[0]["reasons"] == []
    assert told[4]["value"] is None
    assert told[4]["near"]["reasons"][-1] == "definition_differs"
    assert "NaN" not in as_json(compare("funds_aid_total", frame=curated))


def test_csv_joins_reasons_and_spreads_near(curated):
    lines = as_csv(compare("med_surgeries", frame=curated)).splitlines()
    assert lines[0].endswith(",".join(f"near_{name}" for name in NEAR))
    assert "span_differs;year_differs;partial_scope;approximate" in lines[5]
    assert lines[2].startswith("taizhou,med_surgeries,,,,")

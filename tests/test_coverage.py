"""Who reports what."""

import pytest

from tests.conftest import observations
from yjstats import coverage
from yjstats.codebook import codebook
from yjstats.comparison.coverage import present_coverage
from yjstats.errors import UnknownName


def state(frame, indicator, city):
    return coverage(frame).set_index(["indicator", "city"]).loc[(indicator, city), "state"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, "reported"),
        ({"scope": "义诊"}, "partial"),
        ({"recipient": "regiment-9"}, "partial"),
        ({"basis": "planned"}, "planned"),
        ({"status": "conflict"}, "disputed"),
    ],
)
def test_states(cells, expected):
    assert state(observations(cells), "projects_total", "wenzhou") == expected


def test_a_near_indicator_is_told_apart_from_silence():
    frame = observations({}, {"city": "taizhou", "indicator": "projects_major_items"})
    assert state(frame, "projects_total", "taizhou") == "near"
    assert state(frame, "projects_total", "quzhou") == "not_reported"


def test_one_row_an_indicator_that_is_reported_and_a_city(curated):
    told = coverage(curated)
    assert told["indicator"].nunique() == curated["indicator"].dropna().nunique()
    assert len(told) == told["indicator"].nunique() * len(codebook().cities)
    assert told["figures"].sum() == curated["indicator"].notna().sum()


def test_one_domain(curated):
    assert coverage(curated, "medical")["domain"].unique().tolist() == ["medical"]
    with pytest.raises(UnknownName, match="medical"):
        coverage(curated, "medcal")


def test_nothing_reported_is_an_empty_table():
    assert coverage(observations()).empty
    assert present_coverage(coverage(observations())).empty


def test_a_table_to_read(curated):
    table = present_coverage(coverage(curated, "funds"), "en")
    row = table[table["Indicator"] == "Aid funds arranged or invested"].iloc[0]
    assert row["Wenzhou"] == "reported (1)"
    assert row["Huzhou"] == "near indicator only"

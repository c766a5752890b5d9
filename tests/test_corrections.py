"""Corrections as data: where, what, why, who, status, and a guard that trips."""

import pytest

from tests.conftest import record, write_csv
from yjstats import check, load
from yjstats.errors import BadData
from yjstats.registers import CORRECTIONS

FIGURE = record()


def correction(**cells: str) -> dict[str, str]:
    row = {"obs_id": FIGURE["obs_id"], "field": "recipient", "was": "", "value": "baicheng"}
    row |= {"surface": "123个", "why": "发布者更正", "who": "甲", "status": "applied"}
    return row | cells


@pytest.fixture
def corrected(make_project):
    """Return a function that makes a project with these corrections."""

    def make(*rows, figure=FIGURE):
        root = make_project(figure)
        write_csv(root / "data/raw/corrections.csv", CORRECTIONS, rows)
        return root

    return make


def test_a_correction_changes_the_cell_and_says_so_in_the_note(corrected):
    root = corrected(correction())
    assert check(root).empty
    row = load(root=root).iloc[0]
    assert row["recipient"] == "baicheng"
    assert row["note"] == "recipient:  → baicheng (甲: 发布者更正)"


def test_a_value_is_corrected_with_its_bounds(corrected):
    rows = [correction(field=name, was="123", value="132") for name in ("value", "low", "high")]
    frame = load(root=corrected(*rows))
    assert frame.loc[0, ["value", "low", "high"]].tolist() == [132, 132, 132]
    assert frame.loc[0, "surface"] == "123个"


@pytest.mark.parametrize("status", ["proposed", "withdrawn"])
def test_only_an_applied_correction_counts(corrected, status):
    root = corrected(correction(status=status))
    assert check(root).empty
    assert load(root=root)["recipient"].isna().all()


@pytest.mark.parametrize(
    ("figure", "column"),
    [(record(recipient="alar"), "was"), (record(surface="124个"), "surface")],
)
def test_the_guard_trips_where_the_figure_no_longer_says_it(corrected, figure, column):
    root = corrected(correction(), figure=figure)
    told = check(root)
    assert told[["check", "column", "line"]].values.tolist() == [["correction_tripped", column, 2]]
    with pytest.raises(BadData, match="更正已失效"):
        load(root=root)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"why": ""}, "blank"),
        ({"who": ""}, "blank"),
        ({"status": "maybe"}, "not_listed"),
        ({"field": "surface"}, "not_listed"),
        ({"field": "nonsense"}, "not_listed"),
        ({"obs_id": "o000000000000"}, "no_such_figure"),
        ({"value": ""}, "corrects_nothing"),
        ({"value": "nowhere"}, "not_listed"),
        ({"field": "value", "was": "123", "value": "999"}, "outside_bounds"),
    ],
)
def test_what_is_wrong_with_a_correction_is_told_with_its_line(corrected, cells, fault):
    told = check(corrected(correction(**cells)))
    assert fault in set(told["check"])
    assert set(told["file"]) == {"data/raw/corrections.csv"}
    assert set(told["line"]) == {2}


def test_two_corrections_of_a_cell_are_a_fault(corrected):
    told = check(corrected(correction(), correction(value="alar")))
    assert told["check"].tolist() == ["duplicate"]

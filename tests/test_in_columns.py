"""What is worked out in whole columns is what a plain loop over the rows works out."""

from itertools import permutations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yjstats as yj
from tests.conftest import observations
from yjstats.codebook import codebook
from yjstats.comparison.choose import candidates
from yjstats.comparison.compare import compare_many, measure
from yjstats.comparison.ranks import rank_ranges, rank_ranges_within
from yjstats.comparison.reasons import row_reasons, unlike_most, unlike_those
from yjstats.comparison.variants import variants
from yjstats.errors import BadData, UsageError, YjstatsError
from yjstats.parquet import read_parquet

CITIES = ["wenzhou", "taizhou", "quzhou"]
VALUES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=9)
PERIODS = [("2020-01-01", "2022-12-31"), ("2022-01-01", "2022-12-31"), ("", "")]


@st.composite
def frames(draw, indicators=("projects_total", "projects_livelihood"), most=7):
    """Frames of a few figures, often alike, with what sets figures apart."""
    rows = []
    for number in range(draw(st.integers(0, most))):
        value, wide = draw(st.integers(1, 3)), draw(st.sampled_from([0, 0, 1, None]))
        start, end = draw(st.sampled_from(PERIODS))
        high = "" if wide is None else value + wide
        qualifier = {0: "exact", 1: "over", None: "at_least"}[wide]
        rows.append({
            "obs_id": f"o{number:012x}", "city": draw(st.sampled_from(CITIES)),
            "indicator": draw(st.sampled_from(indicators)), "value": value, "low": value,
            "high": high, "qualifier": qualifier, "period_start": start, "period_end": end,
            "label": draw(st.sampled_from(["", "", "门店"])),
            "scope": draw(st.sampled_from(["", "", "义诊"])),
            "status": draw(st.sampled_from(["accepted", "accepted", "conflict", "rejected"])),
            "part_of": draw(st.sampled_from(["", "", f"o{draw(st.integers(0, 6)):012x}"])),
            "char_start": str(draw(st.integers(1, 3))), "char_end": "9",
        })  # fmt: skip
    return observations(*rows)


@given(VALUES)
def test_unlike_is_what_is_not_the_single_most_common(rows):
    values, groups = [v for _, v in rows], [g for g, _ in rows]
    found = unlike_most(pd.Series(values, dtype="object"), pd.Series(groups, dtype="object"))
    for (group, value), unlike in zip(rows, found, strict=True):
        own = [v for g, v in rows if g == group]
        most = max(map(own.count, own))
        common = {v for v in own if own.count(v) == most}
        assert unlike == (common != {value})


@given(VALUES, st.integers(0, 2), st.integers(0, 3))
def test_a_figure_beside_the_others_is_judged_as_if_it_were_one_of_them(rows, group, value):
    others = np.array(rows, dtype=np.int64).reshape(-1, 2)
    found = unlike_those(np.array([value]), np.array([group]), others[:, 1], others[:, 0])
    own = [v for g, v in rows if g == group]
    assert (
        found[0]
        == unlike_most(pd.Series([*own, value]), pd.Series(0, range(len(own) + 1)))[len(own)]
    )


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4), st.sampled_from([0, 1, None]))))
def test_ranks_within_groups_are_those_of_each_group_alone(rows):
    group = np.array([g for g, _, _ in rows], dtype=np.int64)
    low = pd.Series([float(v) for _, v, _ in rows], dtype="float64")
    high = pd.Series([np.nan if w is None else v + w for _, v, w in rows], dtype="float64")
    best, worst = rank_ranges_within(group, low.to_numpy(), high.to_numpy())
    for number in set(group.tolist()):
        own = group == number
        alone = rank_ranges(low[own], high[own])
        assert best[own].tolist() == alone["rank_low"].tolist()
        assert worst[own].tolist() == alone["rank_high"].tolist()


@settings(max_examples=12, deadline=None)
@given(frames())
def test_a_choice_within_an_indicator_does_not_depend_on_the_others(frame):
    rows = candidates(frame)
    for code in ("projects_total", "projects_livelihood"):
        own = rows[rows["indicator"] == code].reset_index(drop=True)
        pd.testing.assert_frame_equal(candidates(frame, indicators=[code]), own)


@settings(max_examples=12, deadline=None)
@given(frames(indicators=("projects_total",)))
def test_a_pair_has_the_reasons_of_its_two_rows(frame):
    best = candidates(frame).query("choice == 0")
    told = yj.certainty("projects_total", None, frame).set_index(["city_a", "city_b"])
    for a, b in permutations(CITIES, 2):
        two = best[best["city"].isin([a, b])].reset_index(drop=True)
        found = told.loc[(a, b), "reasons"]
        held = set().union(*row_reasons(two)) if len(two) == 2 else {"not_reported"}
        assert found == tuple(code for code in codebook().reasons if code in held)


@settings(max_examples=12, deadline=None)
@given(frames(indicators=("projects_total",), most=5))
def test_sensitivity_is_every_scenario_compared(frame):
    rows = variants("projects_total", frame)
    cities = rows["city"].unique().tolist()
    found = yj.sensitivity("projects_total", frame).set_index("city")
    ranks = []
    for taken in product(*(rows.index[rows["city"] == city] for city in cities)):
        chosen = rows.loc[list(taken)][~rows.loc[list(taken), "absent"]].assign(choice=0)
        for per in (None, "year"):
            ranks.append(measure(["projects_total"], chosen, per).set_index("city"))
    for city in cities:
        low = [told.loc[city, "rank_low"] for told in ranks]
        high = [told.loc[city, "rank_high"] for told in ranks]
        told = [rank for rank in low if not pd.isna(rank)]
        assert found.loc[city, "ranked_in"] == len(told)
        assert found.loc[city, "scenarios"] == len(ranks)
        if told:
            assert found.loc[city, "rank_low"] == min(told)
            assert found.loc[city, "rank_high"] == max(r for r in high if not pd.isna(r))


def test_many_near_figures_are_judged_as_one_at_a_time(curated):
    codes = [code for code, row in codebook().indicators.items() if row["near"]]
    together = compare_many(codes, None, curated)
    offered = together[together["near"].notna()]
    assert len(offered) > 3
    for row in offered.to_dict("records"):
        best = candidates(curated).query("choice == 0")
        own = best[best["indicator"] == row["indicator"]]
        near = best[(best["indicator"] == row["near"]["indicator"]) & (best["city"] == row["city"])]
        peers = pd.concat([own, near.assign(indicator=row["indicator"])]).reset_index(drop=True)
        held = ({*row_reasons(peers).iloc[-1]} - {"single_source"}) | {"definition_differs"}
        assert row["near"]["reasons"] == tuple(c for c in codebook().reasons if c in held)


# ---------------------------------------------------------------- Parquet


def test_a_frame_written_as_parquet_comes_back_as_it_was(curated, tmp_path):
    curated.to_parquet(tmp_path / "a.parquet", index=False)
    pd.testing.assert_frame_equal(read_parquet(tmp_path / "a.parquet"), curated)


@pytest.mark.parametrize(
    ("check", "column", "cell"),
    [
        ("not_listed", "city", "nowhere"),
        ("not_listed", "status", "sure"),
        ("blank", "unit", None),
        ("unit_unlike_indicator", "unit", "person"),
        ("low_above_high", "low", 500.0),
        ("outside_bounds", "value", 900.0),
        ("bounds_unlike_qualifier", "qualifier", "over"),
        ("reversed_period", "period_start", "2024-01-01"),
        ("duplicate", "obs_id", f"o{0:012x}"),
    ],
)
def test_a_wrong_cell_is_told_with_its_row(check, column, cell, tmp_path):
    frame = observations({}, {"city": "taizhou", "scope": "义诊"}).astype(object)
    frame.loc[1, column] = pd.Timestamp(cell) if column == "period_start" else cell
    frame.astype({"value": float, "low": float, "high": float}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(BadData) as caught:
        read_parquet(tmp_path / "a.parquet")
    (fault,) = [fault for fault in caught.value.faults if fault.check == check]
    assert (fault.line, fault.column) == (2, column)
    assert fault.text("en")


def test_a_file_that_is_no_parquet_and_one_that_lacks_columns(tmp_path):
    (tmp_path / "a.parquet").write_text("no", "utf-8")
    with pytest.raises(YjstatsError, match=r"a\.parquet"):
        read_parquet(tmp_path / "a.parquet")
    pd.DataFrame({"city": ["wenzhou"]}).to_parquet(tmp_path / "b.parquet")
    with pytest.raises(UsageError, match="obs_id"):
        read_parquet(tmp_path / "b.parquet")

"""Ranks are ranges: what bounds leave open stays open."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from yjstats.comparison.ranks import rank_ranges

INTERVALS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 10), st.booleans(), st.booleans()), max_size=7
)


def bounds(intervals: list[tuple[int, int, bool, bool]]) -> tuple[pd.Series, pd.Series]:
    low = pd.Series([np.nan if left else a for a, _, left, _ in intervals], dtype="float64")
    high = pd.Series([np.nan if right else a + w for a, w, _, right in intervals], dtype="float64")
    return low, high


def ranks(*pairs: tuple[float, float]) -> list[tuple[int, int]]:
    low, high = pd.Series([a for a, _ in pairs]), pd.Series([b for _, b in pairs])
    return [tuple(row) for row in rank_ranges(low, high).to_numpy().tolist()]


def test_exact_figures_have_one_rank_each():
    assert ranks((5, 5), (9, 9), (7, 7)) == [(3, 3), (1, 1), (2, 2)]


def test_overlapping_bounds_share_a_range():
    assert ranks((100, 200), (150, 150), (50, 50)) == [(1, 2), (1, 2), (3, 3)]


def test_an_open_bound_reaches_to_the_top():
    assert ranks((4, np.nan), (17, np.nan), (1.5, 1.5)) == [(1, 2), (1, 2), (3, 3)]


def test_equal_exact_figures_share_the_better_rank():
    assert ranks((5, 5), (5, 5), (3, 3)) == [(1, 1), (1, 1), (3, 3)]


def test_none_is_no_error():
    assert ranks() == []


@given(INTERVALS)
def test_ranks_agree_with_the_definition(intervals):
    low, high = bounds(intervals)
    found = rank_ranges(low, high)
    bottom, top = low.fillna(-np.inf), high.fillna(np.inf)
    for i in range(len(low)):
        greater = sum(bottom[j] > top[i] for j in range(len(low)) if j != i)
        same = [j for j in range(len(low)) if j != i and bottom[i] == top[i] == bottom[j] == top[j]]
        open_ = sum(top[j] >= bottom[i] for j in range(len(low)) if j != i and j not in same)
        assert found["rank_low"][i] == 1 + greater
        assert found["rank_high"][i] == 1 + open_


@given(INTERVALS, st.randoms())
def test_the_order_of_rows_does_not_matter(intervals, random):
    low, high = bounds(intervals)
    order = list(range(len(low)))
    random.shuffle(order)
    there = rank_ranges(low, high).iloc[order].reset_index(drop=True)
    back = rank_ranges(low.iloc[order].reset_index(drop=True),
                       high.iloc[order].reset_index(drop=True))  # fmt: skip
    pd.testing.assert_frame_equal(there, back)


@given(INTERVALS, st.integers(1, 1000))
def test_ranks_do_not_depend_on_the_unit(intervals, factor):
    low, high = bounds(intervals)
    pd.testing.assert_frame_equal(rank_ranges(low, high), rank_ranges(low * factor, high * factor))


@given(INTERVALS.filter(bool), st.integers(0, 6), st.integers(1, 9))
def test_a_wider_bound_never_makes_a_rank_more_certain(intervals, which, wider):
    low, high = bounds(intervals)
    before = rank_ranges(low, high)
    i = which % len(low)
    low2, high2 = low.copy(), high.copy()
    low2[i], high2[i] = low[i] - wider, high[i] + wider
    after = rank_ranges(low2, high2)
    assert (after["rank_low"] <= before["rank_low"]).all()
    # an exact figure that was equal to another gives up the rank they shared
    assert (after["rank_high"] >= before["rank_high"]).all()

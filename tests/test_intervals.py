"""Arithmetic with bounds: the result holds whatever the figures are within theirs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yjstats.comparison.intervals import (
    divide,
    index_of_highest,
    ratio_to_median,
    share_of_sum,
)

WAYS = {
    share_of_sum: lambda x: x / x.sum(),
    index_of_highest: lambda x: 100 * x / x.max(),
    ratio_to_median: lambda x: x / np.median(x),
}


@st.composite
def figures(draw):
    """Draw bounds of one to six figures, and a figure within each."""
    rows = draw(
        st.lists(
            st.tuples(st.integers(1, 100), st.integers(0, 50), st.floats(0, 1)),
            min_size=1,
            max_size=6,
        )
    )
    low = np.array([a for a, _, _ in rows], dtype=float)
    high = low + np.array([w for _, w, _ in rows], dtype=float)
    return low, high, low + (high - low) * np.array([t for _, _, t in rows])


@pytest.mark.parametrize("way", WAYS)
@given(drawn=figures())
def test_bounds_contain_every_figure_within_the_bounds(way, drawn):
    low, high, inside = drawn
    least, most = way(low, high)
    exact = WAYS[way](inside)
    assert (least <= exact + 1e-9).all()
    assert (exact <= np.where(np.isnan(most), np.inf, most) + 1e-9).all()


@pytest.mark.parametrize("way", WAYS)
@given(drawn=figures(), factor=st.integers(2, 1000))
def test_proportions_do_not_depend_on_the_unit(way, drawn, factor):
    low, high, _ = drawn
    for one, other in zip(way(low, high), way(low * factor, high * factor), strict=True):
        np.testing.assert_allclose(one, other)


@pytest.mark.parametrize("way", WAYS)
@given(drawn=figures())
def test_exact_figures_have_exact_proportions(way, drawn):
    _, _, inside = drawn
    for bound in way(inside, inside):
        np.testing.assert_allclose(bound, WAYS[way](inside))


@given(drawn=figures())
def test_shares_of_exact_figures_sum_to_one(drawn):
    _, _, inside = drawn
    assert share_of_sum(inside, inside)[0].sum() == pytest.approx(1)


def test_an_open_bound_leaves_the_result_open():
    nan = float("nan")
    low, high = divide(*(np.array([v]) for v in (4.0, nan, 2.0, 4.0)))
    assert (low[0], np.isnan(high[0])) == (1.0, True)
    least, most = share_of_sum(np.array([4.0, 1.0]), np.array([nan, 1.0]))
    assert least.tolist() == [0.8, 0.0]
    assert most.tolist() == [1.0, 0.2]
    least, most = index_of_highest(np.array([4.0, 1.0]), np.array([nan, 1.0]))
    assert least.tolist() == [100.0, 0.0]
    assert most.tolist() == [100.0, 25.0]


def test_dividing_by_what_may_be_zero_has_no_upper_bound():
    low, high = divide(*(np.array([v]) for v in (4.0, 4.0, 0.0, 2.0)))
    assert low[0] == 2.0
    assert np.isnan(high[0])

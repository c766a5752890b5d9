"""The tidy frame: its columns, its types, its blanks, the way to CSV and back."""

import io
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import observations, record
from yjstats.errors import UsageError
from yjstats.observations import (
    BY_NAME,
    COLUMNS,
    CURATED,
    NAMES,
    as_tidy,
    number_text,
    observation_id,
    to_csv,
    to_frame,
)


def test_columns_are_those_of_the_design_in_its_order():
    assert NAMES == (
        "obs_id", "source_id", "city", "recipient", "domain", "indicator", "label", "value", "low",
        "high", "unit", "qualifier", "measure", "per", "scope", "part_of", "basis", "period_start",
        "period_end", "origin", "status", "confidence", "surface", "char_start", "char_end", "note",
    )  # fmt: skip


def test_what_is_entered_by_hand_is_what_is_not_derived():
    assert set(CURATED) == {column.name for column in COLUMNS if not column.derived}


def test_dtypes():
    frame = observations(record())
    assert str(frame["city"].dtype) == "category"
    assert str(frame["label"].dtype) == "str"
    assert frame["value"].dtype == "float64"
    assert frame["char_start"].dtype == "int64"
    assert frame["period_end"].dtype == "datetime64[ms]"


def test_blanks_are_missing_and_never_an_empty_text():
    frame = observations(record(high="", qualifier="at_least"))
    assert frame.loc[0, ["high", "label", "recipient", "scope", "confidence"]].isna().all()


def test_an_empty_frame_has_all_columns():
    frame = to_frame([])
    assert tuple(frame.columns) == NAMES
    assert frame["value"].dtype == "float64"


def test_an_id_depends_on_the_place_alone_and_is_never_a_number_to_a_spreadsheet():
    first = observation_id("wenzhou", 118, 124)
    assert first == observation_id("wenzhou", 118, 124) != observation_id("wenzhou", 118, 124, 1)
    assert first == "ofc348434e4ce"


def test_csv_has_iso_dates_exact_numbers_and_empty_blanks():
    text = to_csv(observations(record(value="451999999.5", low="451999999.5", high="")))
    line = text.splitlines()[1]
    assert ",451999999.5,451999999.5,," in line
    assert ",2020-01-01,2022-12-31," in line
    assert "nan" not in line.lower()
    assert "NaT" not in line


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_its_text(value):
    text = number_text(value)
    assert text is not None
    assert float(text) == value
    assert "e" not in text


@given(
    st.lists(
        st.tuples(
            st.decimals("0", "1e12", places=2),
            st.text(
                st.characters(
                    exclude_categories=["Cs", "Cc"], exclude_characters="\x85\u2028\u2029"
                )
            ),
        ),
        max_size=5,
    )
)
def test_a_frame_survives_its_csv(cells):
    rows = [record(value=v, low=v, high=v, note=note) for v, note in cells]
    frame = observations(*rows)
    back = pd.read_csv(io.StringIO(to_csv(frame)), dtype=str, keep_default_na=False, na_values=[""])
    again = to_frame(
        {str(k): None if isinstance(v, float) and math.isnan(v) else v for k, v in row.items()}
        for row in back.to_dict("records")
    )
    pd.testing.assert_frame_equal(frame, again)


def test_a_frame_of_a_callers_own_is_made_tidy_or_refused():
    frame = observations(record())
    assert as_tidy(frame) is frame
    loose = frame.astype(object).assign(extra=1)
    pd.testing.assert_frame_equal(as_tidy(loose), frame)
    with pytest.raises(UsageError, match="value, unit"):
        as_tidy(frame.drop(columns=["value", "unit"]))


def test_every_column_that_may_be_blank_says_what_that_means():
    never = {name for name, column in BY_NAME.items() if not column.blank}
    assert never == {
        "obs_id", "source_id", "value", "unit", "qualifier", "measure", "origin", "status",
        "surface", "char_start", "char_end",
    }  # fmt: skip

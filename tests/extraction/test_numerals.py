"""A number, written in every way that Chinese newspapers write it, is read as the same number."""

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.extraction.writing import (
    arabic,
    chinese,
    grouped,
    mixed,
    myriads,
    readings,
    unit_of_last_digit,
)
from yjstats.extraction.extract import read_text
from yjstats.extraction.numerals import LONGEST, Numeral, parse
from yjstats.extraction.rules import rules

BOOK = rules()
WHOLE = st.integers(min_value=1, max_value=10**12 - 1)
ROUND = st.builds(lambda head, zeros: head * 10**zeros, st.integers(1, 9999), st.integers(0, 8))
SIZES = WHOLE | ROUND | st.integers(1, 99_999)
DECIMALS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(1, 10**9), st.integers(0, 4)
)


def read(text: str) -> Numeral:
    numeral = parse(text, BOOK)
    assert numeral is not None, text
    return numeral


# ---------------------------------------------------------------- round trips


@given(SIZES)
@example(10)
@example(100_000_000)
@example(2020)
def test_arabic_digits(number):
    assert read(str(number)).value == number


@given(DECIMALS)
@example(Decimal("4.52"))
@example(Decimal("0.05"))
def test_arabic_decimals(number):
    assert read(arabic(number)).value == number


@given(SIZES)
@example(1_000)
@example(1_000_000)
def test_thousands_separators(number):
    assert read(grouped(number)).value == number


@given(SIZES)
@example(10)
@example(15)
@example(110)
@example(2020)
@example(10_005)
@example(100_010_000)
@example(100_000_001)
def test_chinese_numerals(number):
    numeral = read(chinese(number))
    assert (numeral.value, numeral.form) == (number, "chinese")


@given(SIZES)
@example(2)
@example(200)
@example(22_000)
@example(200_000_000)
def test_liang_for_er(number):
    assert read(chinese(number, liang=True)).value == number


@given(st.sampled_from([100, 1_000, 10_000]), st.integers(1, 9), st.integers(1, 9))
@example(10_000, 1, 5)
def test_a_last_magnitude_may_go_unsaid(size, one, two):
    short = chinese(one * size) + chinese(two)
    assert read(short).value == one * size + two * size // 10


@given(SIZES)
@example(452_000_000)
@example(118_070_000)
def test_wan_and_yi_at_every_magnitude(number):
    for written in myriads(number):
        numeral = read(written)
        assert numeral.value == number, written
        assert numeral.value == numeral.low == numeral.high


@given(st.integers(1, 99), st.integers(1, 9))
@example(1, 5)
def test_wan_and_qian_mixed(ten_thousands, thousands):
    number = ten_thousands * 10_000 + thousands * 1_000
    assert read(mixed(ten_thousands, thousands)).value == number


@given(SIZES)
def test_a_value_is_exact_to_the_last_digit(number):
    for written in readings(number):
        numeral = read(written)
        assert isinstance(numeral.value, Decimal)
        assert numeral.qualifier == "exact"
        assert numeral.step == unit_of_last_digit(number) or numeral.form == "chinese", written


@given(SIZES)
def test_a_sentence_gives_the_number_back_however_it_is_written(number):
    assume(number > 10)
    for written in readings(number):
        for wide in (written, written.translate(WIDE)):
            (record,) = read_text(f"援建安居住房共{wide}套。")
            assert (record["value"], record["surface"]) == (number, f"{wide}套")


WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), 0x2C, 0x2E)}

# ---------------------------------------------------------------- approximators inside


@given(st.integers(10, 10**8), st.sampled_from("余多"))
@example(1900, "余")
def test_yu_and_duo_reach_one_unit_of_the_last_digit_further(number, word):
    numeral = read(f"{number}{word}")
    assert (numeral.value, numeral.low, numeral.qualifier) == (number, number, "over")
    assert numeral.high == number + unit_of_last_digit(number)


@given(st.integers(1, 9999), st.sampled_from("余多"), st.sampled_from("万亿"))
@example(250, "余", "万")
@example(2, "多", "亿")
def test_yu_and_duo_before_a_myriad_count_in_that_myriad(number, word, myriad):
    size = BOOK.myriads[myriad]
    numeral = read(f"{number}{word}{myriad}")
    assert numeral.low == numeral.value == number * size
    assert numeral.high == (number + unit_of_last_digit(number)) * size


@given(st.decimals("0.1", "999.9", places=1), st.sampled_from("余多"), st.sampled_from("万亿"))
@example(Decimal("3.2"), "多", "万")
def test_yu_and_duo_behind_a_myriad_count_in_the_last_digit_before_it(number, word, myriad):
    size = BOOK.myriads[myriad]
    numeral = read(f"{number}{myriad}{word}")
    assert numeral.value == number * size
    assert numeral.high == numeral.value + unit_of_last_digit(number) * size


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("百余", 100, 200),
        ("十余", 10, 20),
        ("千余", 1_000, 2_000),
        ("万余", 10_000, 20_000),
        ("百多", 100, 200),
        ("一百多", 100, 200),
        ("两千多万", 20_000_000, 30_000_000),
        ("二十余", 20, 30),
        ("2千多", 2_000, 3_000),
        ("3万8千余", 38_000, 39_000),
        ("十几", 10, 20),
        ("三十几", 30, 40),
        ("十几万", 100_000, 200_000),
        ("数百", 100, 1_000),
        ("数千", 1_000, 10_000),
        ("数十万", 100_000, 1_000_000),
        ("几十", 10, 100),
        ("几千", 1_000, 10_000),
        ("几万", 10_000, 100_000),
    ],
)
def test_a_vague_numeral_has_the_bounds_of_the_design(text, low, high):
    numeral = read(text)
    assert (numeral.value, numeral.low, numeral.high) == (low, low, high)
    assert numeral.qualifier == "over"


@pytest.mark.parametrize("digit", range(1, 9))
@pytest.mark.parametrize("size", ["十", "百", "千", "万", "百万"])
def test_neighbouring_digits_are_a_range(digit, size):
    if digit == 1:
        below, pair = 1, "一二"
    else:
        below, pair = digit, "零一二三四五六七八九"[digit : digit + 2]
    one = read(f"一{size}").value
    numeral = read(f"{pair}{size}")
    assert (numeral.low, numeral.high) == (below * one, (below + 1) * one)
    assert (numeral.value, numeral.qualifier) == (below * one, "between")


@pytest.mark.parametrize(
    ("text", "low", "high"), [("两三百", 200, 300), ("十七八", 17, 18), ("三五千", 3_000, 5_000)]
)
def test_other_pairs_of_digits_are_ranges_too(text, low, high):
    numeral = read(text)
    assert (numeral.low, numeral.high, numeral.qualifier) == (low, high, "between")


# ---------------------------------------------------------------- no numerals


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "余", "多", "几", "数", "来", "余万", "多十", "几几", "百千", "万万亿万",
        "1.2.3", "1..2", ".5", "1.", "-5", "+5", "1e5", "0x10", "1,23", "12,3456", "1,,000", "，",
        "第十", "十一个", "人", "abc", "一百百", "二三五", "十十", "余十", "万2万", "5万3亿",
        "12 34", "１２", "Ⅳ", "½", "㊀", "\n", "\x00", "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_numeral_is_none(text):
    assert parse(text, BOOK) is None


@given(
    st.text(
        st.characters(exclude_categories=["Nd", "No"]) | st.sampled_from("0123456789"), max_size=30
    )
)
def test_what_holds_a_stranger_is_none(text):
    known = set(BOOK.chinese) | set(BOOK.inside) | set("0123456789.,")
    assume(set(text) - known)
    assert parse(text, BOOK) is None


@given(
    st.text(alphabet=sorted(BOOK.chinese | set(BOOK.inside)) + list("0123456789.,"), max_size=30)
)
def test_whatever_is_read_lies_within_its_bounds(text):
    numeral = parse(text, BOOK)
    if numeral is not None:
        assert 0 <= numeral.low <= numeral.value <= numeral.high
        assert numeral.step > 0
        assert numeral.value.is_finite()


@given(st.text(alphabet="0123456789", min_size=LONGEST + 1, max_size=200))
def test_no_figure_of_a_newspaper_is_that_long(text):
    assert parse(text, BOOK) is None

"""What an approximator makes of a number: the bounds that design.md gives to each."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.extraction.writing import arabic, chinese, unit_of_last_digit
from yjstats.codebook import table
from yjstats.extraction.extract import read_text

APPROXIMATORS = [row.cells for row in table("approximators")[0]]
BEFORE = [row for row in APPROXIMATORS if row["place"] == "before"]
AFTER = [row for row in APPROXIMATORS if row["place"] == "after"]
FREE = [row for row in BEFORE if not row["only_before"]]
BEHIND_UNIT = [row for row in AFTER if len(row["word"]) > 1]

NUMBERS = st.builds(lambda head, zeros: head * 10**zeros, st.integers(11, 9999), st.integers(0, 4))
DECIMALS = st.decimals("0.1", "9999.9", places=1) | st.decimals("0.01", "99.99", places=2)

Bounds = tuple[Decimal | None, Decimal | None]


def bounds(value: Decimal, unit: Decimal, qualifier: str) -> Bounds:
    """Return what design.md says, u being one unit of the last digit that is not zero."""
    return {
        "over": (value, value + unit),
        "nearly": (value - unit, value),
        "at_least": (value, None),
        "at_most": (None, value),
        "about": (value - unit / 2, value + unit / 2),
    }[qualifier]


def read(sentence: str) -> dict[str, Any]:
    (record,) = read_text(sentence)
    return record


def told(record: dict[str, Any]) -> tuple[float | None, float | None]:
    return record["low"], record["high"]


def plain(pair: Bounds) -> tuple[float | None, float | None]:
    low, high = pair
    return (None if low is None else float(low)), (None if high is None else float(high))


def holds(record: dict[str, Any]) -> bool:
    """Tell whether a record's value lies within its bounds."""
    low, value, high = record["low"], record["value"], record["high"]
    return (low is None or low <= value) and (high is None or value <= high)


# ---------------------------------------------------------------- which word means what

DESIGN = {
    "over": ["余", "多", "几", "有余"],
    "nearly": ["近", "接近", "将近"],
    "at_least": ["超", "超过", "逾", "突破", "过", "上", "以上", "至少", "不少于"],
    "at_most": ["不足", "不到", "以内", "以下", "最多", "不超过"],
    "about": ["约", "大约", "左右", "上下"],
}


@pytest.mark.parametrize(("qualifier", "words"), DESIGN.items())
def test_every_approximator_of_the_design_is_in_the_data_file(qualifier, words):
    known = {row["word"] for row in APPROXIMATORS if row["qualifier"] == qualifier}
    assert set(words) <= known


def test_no_approximator_means_two_things():
    meanings: dict[str, set[str]] = {}
    for row in APPROXIMATORS:
        meanings.setdefault(row["word"], set()).add(row["qualifier"])
    assert {word for word, found in meanings.items() if len(found) > 1} == set()


# ---------------------------------------------------------------- before


@pytest.mark.parametrize("row", FREE, ids=lambda row: row["word"])
@given(number=NUMBERS)
@example(number=2000)
def test_a_word_before_a_count(row, number):
    record = read(f"为乙县培训教师{row['word']}{number}名。")
    wanted = bounds(Decimal(number), unit_of_last_digit(number), row["qualifier"])
    assert (record["value"], record["qualifier"]) == (number, row["qualifier"])
    assert told(record) == plain(wanted)
    assert record["surface"] == f"{number}名"
    assert holds(record)


@pytest.mark.parametrize("row", FREE, ids=lambda row: row["word"])
@given(number=DECIMALS)
@example(number=Decimal("4.52"))
@example(number=Decimal("20.0"))
def test_a_word_before_money_in_wan_and_yi(row, number):
    for myriad, size in (("万", 10**4), ("亿", 10**8)):
        record = read(f"落实援疆资金{row['word']}{arabic(number)}{myriad}元。")
        wanted = bounds(number * size, unit_of_last_digit(number) * size, row["qualifier"])
        assert record["value"] == float(number * size)
        assert told(record) == plain(wanted)
        assert holds(record)


@pytest.mark.parametrize("row", FREE, ids=lambda row: row["word"])
@given(number=st.decimals("0.1", "99.9", places=1))
@example(number=Decimal(85))
def test_a_word_before_a_percentage(row, number):
    record = read(f"民生项目占援疆资金的比重{row['word']}{arabic(number)}%。")
    wanted = bounds(number, unit_of_last_digit(number), row["qualifier"])
    assert record["value"] == float(number)
    assert told(record) == pytest.approx(plain(wanted))
    assert holds(record)


@pytest.mark.parametrize("word", ["上", "过"])
@pytest.mark.parametrize(("magnitude", "size"), [("百", 100), ("千", 1_000), ("万", 10_000)])
def test_shang_and_guo_stand_before_a_bare_magnitude(word, magnitude, size):
    record = read(f"为乙县培训教师{word}{magnitude}名。")
    assert (record["value"], told(record)) == (size, (size, None))
    assert record["qualifier"] == "at_least"


@pytest.mark.parametrize(
    "row", [row for row in BEFORE if row["not_after"]], ids=lambda r: r["word"]
)
def test_a_word_that_is_the_tail_of_another_is_no_approximator(row):
    number = "百" if row["only_before"] else "300"
    words = {one["word"] for one in BEFORE}
    for char in row["not_after"]:
        if char + row["word"] in words:
            continue  # 接近 is one too
        records = read_text(f"为乙县培训教师{char}{row['word']}{number}名。")
        assert all(one["qualifier"] != row["qualifier"] for one in records), char


# ---------------------------------------------------------------- inside


@pytest.mark.parametrize("word", ["余", "多"])
@given(number=NUMBERS)
@example(number=1900)
def test_a_word_inside_a_count(word, number):
    record = read(f"为乙县培训教师{number}{word}名。")
    wanted = bounds(Decimal(number), unit_of_last_digit(number), "over")
    assert (told(record), record["qualifier"]) == (plain(wanted), "over")
    assert record["surface"] == f"{number}{word}名"


@pytest.mark.parametrize("word", ["余", "多"])
@given(number=st.integers(11, 9999))
@example(number=250)
@example(number=700)
def test_a_word_inside_before_wan(word, number):
    record = read(f"为患者减免医疗费{number}{word}万元。")
    wanted = bounds(Decimal(number) * 10**4, unit_of_last_digit(number) * 10**4, "over")
    assert told(record) == plain(wanted)


@pytest.mark.parametrize("row", FREE, ids=lambda row: row["word"])
def test_a_word_inside_is_nearer_than_one_before(row):
    record = read(f"为乙县培训教师{row['word']}1900余名。")
    assert (told(record), record["qualifier"]) == ((1900, 2000), "over")


# ---------------------------------------------------------------- after


@pytest.mark.parametrize("row", BEHIND_UNIT, ids=lambda row: row["word"])
@given(number=NUMBERS)
@example(number=3000)
def test_a_word_behind_a_count(row, number):
    record = read(f"为乙县培训教师{number}名{row['word']}。")
    wanted = bounds(Decimal(number), unit_of_last_digit(number), row["qualifier"])
    assert (told(record), record["qualifier"]) == (plain(wanted), row["qualifier"])
    assert record["surface"] == f"{number}名"
    assert holds(record)


@pytest.mark.parametrize("row", BEHIND_UNIT, ids=lambda row: row["word"])
@given(number=st.integers(1, 9999))
def test_a_word_behind_money(row, number):
    record = read(f"落实援疆资金{number}万元{row['word']}。")
    unit = unit_of_last_digit(number) * 10**4
    assert told(record) == plain(bounds(Decimal(number) * 10**4, unit, row["qualifier"]))


@pytest.mark.parametrize(
    ("before", "after", "qualifier"),
    [("约", "左右", "about"), ("超", "以上", "at_least"), ("不足", "以内", "at_most")],
)
def test_two_words_that_say_the_same_are_one(before, after, qualifier):
    assert read(f"为乙县培训教师{before}300名{after}。")["qualifier"] == qualifier


# ---------------------------------------------------------------- units, ranges, none


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("公顷", Decimal(15)), ("万亩", Decimal(10_000)), ("平方公里", Decimal(10) ** 6)],
)
@pytest.mark.parametrize("row", FREE, ids=lambda row: row["word"])
def test_bounds_are_converted_with_the_value(row, unit, factor):
    record = read(f"改良退化草场{row['word']}120{unit}。")
    wanted = bounds(120 * factor, 10 * factor, row["qualifier"])
    assert (record["value"], told(record)) == (float(120 * factor), plain(wanted))


@given(st.integers(11, 9999), st.integers(1, 9999), st.sampled_from(["至", "到", "—", "～", "-"]))
def test_a_range_is_bounded_by_its_two_numbers(low, more, link):
    record = read(f"每年为乙县培训教师{low}{link}{low + more}名。")
    assert (record["value"], told(record)) == (low, (low, low + more))
    assert record["qualifier"] == "between"


@given(st.integers(11, 9999), st.integers(1, 9999))
def test_a_number_without_approximator_is_exact(number, more):
    for sentence in (f"为乙县培训教师{number}名。", f"为乙县培训教师达{number}名。"):
        record = read(sentence)
        assert (record["qualifier"], told(record)) == ("exact", (number, number))


@settings(max_examples=1000)
@given(
    before=st.sampled_from(["", *(row["word"] for row in BEFORE)]),
    number=NUMBERS | DECIMALS.map(arabic) | NUMBERS.map(chinese),
    inside=st.sampled_from(["", "余", "多", "来", "几"]),
    size=st.sampled_from(["", "万", "亿"]),
    unit=st.sampled_from(["名", "元", "%", "公顷", "公斤", "倍", "成", ""]),
    after=st.sampled_from(["", *(row["word"] for row in AFTER)]),
)
def test_a_value_never_leaves_its_bounds_whatever_words_meet(
    before, number, inside, size, unit, after
):
    text = f"为乙县培训教师{before}{number}{inside}{size}{unit}{after}。"
    assert all(holds(record) for record in read_text(text))

"""Texts as they come: line ends, wide signs, spaces; offsets always into the text as given."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yjstats.extraction.extract import extract, read_text
from yjstats.extraction.records import KEYS

DAY = date(2022, 12, 31)
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
NEWS = (
    "甲市援疆三年记\n\n"
    "三年来，甲市安排援疆资金4.52亿元，实施援疆项目123个，开展送戏活动40\n"
    "余次，受到欢迎。\n\n"
    "一、教育\n\n"
    "2021年，选派教师64名，培训当地教师1900余人。\n"
    "2022年，选派教师71名；近300名学生参加夏令营。\n"
)
PARTS = ("4.52亿元", "123个", "64名", "1900余人", "71名", "300名")
FIELDS = [name for name in KEYS if name not in ("char_start", "char_end", "surface")]

Record = dict[str, Any]


def surfaces(text: str, **options: Any) -> list[str]:
    records = read_text(text, **options)
    for record in records:
        assert record["surface"] == text[record["char_start"] : record["char_end"]]
    return [record["surface"] for record in records]


def meaning(records: list[Record]) -> list[tuple[Any, ...]]:
    return [tuple(record[name] for name in FIELDS) for record in records]


# ---------------------------------------------------------------- line ends


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_offsets_count_the_line_ends_as_they_are(end):
    text = NEWS.replace("\n", end)
    told = surfaces(text, published=DAY)
    assert told == [*PARTS[:2], f"40{end}余次", *PARTS[2:]]


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_line_ends_change_no_reading(end):
    plain = read_text(NEWS, DAY)
    assert meaning(read_text(NEWS.replace("\n", end), DAY)) == meaning(plain)


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_file_is_read_without_newline_translation(end, tmp_path):
    text = NEWS.replace("\n", end)
    (tmp_path / "news.txt").write_bytes(text.encode("utf-8"))
    frame = extract(tmp_path / "news.txt", published=DAY)
    assert frame["source_id"].unique().tolist() == ["news"]
    spans = zip(frame["char_start"], frame["char_end"], strict=True)
    assert [text[start:end] for start, end in spans] == frame["surface"].tolist()


def test_line_ends_of_both_sorts_in_one_text():
    assert surfaces("选派教师64名。\r\n选派医生47名。\n援建学校6所。\r援建住房90套。") == [
        "64名", "47名", "6所", "90套",
    ]  # fmt: skip


# ---------------------------------------------------------------- a quantity over a line

BROKEN = "三年来，甲市为乙县开展各类文艺活动，总数达{}，受到欢迎。"
GAPS = ["\n", "\r\n", "\n\n", "\n　　", "\n\n\n"]


@pytest.mark.parametrize("gap", GAPS, ids=[repr(gap) for gap in GAPS])
@pytest.mark.parametrize("written", ["40余场", "1200场", "1.2万场", "三百余场", "5000场次"])
def test_a_quantity_broken_over_a_line_is_one_mention(gap, written):
    whole = BROKEN.format(written)
    (plain,) = read_text(whole)
    for place in range(1, len(written)):
        if written[place - 1 : place + 1] == "场次":
            continue  # a word broken in two may be read as the shorter one
        broken = written[:place] + gap + written[place:]
        text = BROKEN.format(broken)
        (record,) = read_text(text)
        assert record["surface"] == broken
        assert meaning([record]) == meaning([plain])


def test_a_number_at_the_end_of_one_paragraph_and_a_word_of_the_next_stay_apart():
    assert surfaces("甲市选派教师64名\n\n多名医生随队出发。") == ["64名"]
    assert surfaces("援建学校6所\n\n12名教师到岗。") == ["6所", "12名"]


@pytest.mark.parametrize("gap", GAPS, ids=[repr(gap) for gap in GAPS])
def test_gaps_between_sentences_change_no_number(gap):
    assert surfaces(f"选派教师64名。{gap}选派医生47名。") == ["64名", "47名"]


# ---------------------------------------------------------------- wide signs

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WRITTEN = [
    "1286人",
    "1,286人",
    "4.5万人",
    "96.8%",
    "1900余人",
    "20-30人",
    "300~500人",
    "10,500余人",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_full_width_signs_are_read_as_half_width_ones(written):
    wide = written.translate(WIDE)
    assert wide != written
    (narrow_one,) = read_text(f"为乙县培训教师{written}。")
    (wide_one,) = read_text(f"为乙县培训教师{wide}。")
    assert (narrow_one["surface"], wide_one["surface"]) == (written, wide)
    assert meaning([wide_one]) == meaning([narrow_one])


def test_half_width_punctuation_is_read_as_full_width():
    text = "2021年，选派教师64名，医生47名；援建学校6所。"
    narrow = text.translate({ord("，"): ",", ord("；"): ";"})
    assert meaning(read_text(narrow, DAY)) == meaning(read_text(text, DAY))


# ---------------------------------------------------------------- spaces


@pytest.mark.parametrize(
    "written", ["4.52 亿元", "1286 人", "40 余场", "96.8 %", "1286　人", "2 万余平方米"]
)
def test_a_space_inside_a_quantity_belongs_to_the_mention(written):
    text = f"为乙县援助{written}。"
    (record,) = read_text(text)
    (plain,) = read_text(text.replace(" ", "").replace("\u3000", ""))
    assert record["surface"] == written
    for name in ("value", "low", "high", "qualifier", "unit"):
        assert record[name] == plain[name]


def test_a_space_before_a_number_is_outside():
    assert surfaces("培训教师 1286 人，培训医生 96 人。") == ["1286 人", "96 人"]


def test_words_around_do_not_move_an_offset():
    sentence = "培训教师1286人。"
    for before in ("", " ", "\u3000\u3000", "\ufeff", "\n\n", "（记者 王芳）", "\u200b"):
        (record,) = read_text(before + sentence)
        assert record["char_start"] == len(before) + 4


# ---------------------------------------------------------------- any layout

SENTENCES = (
    "甲市安排援疆资金4.52亿元。", "选派教师64名，医生47名。", "培训医务人员近600人次；",
    "农产品销售额突破3亿元。", "古城景区晋升为4A级景区。", "援建安居住房2020套。",
    "全年接诊患者1.8万人次，手术460台。",
)  # fmt: skip


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.data())
def test_sentences_in_any_layout_have_their_numbers(sentences, data):
    gaps = st.sampled_from(["", "\n", "\r\n", "\n\n", "\n　　"])
    text = "".join(sentence + data.draw(gaps) for sentence in sentences)
    wanted = [one["surface"] for sentence in sentences for one in read_text(sentence)]
    assert surfaces(text) == wanted


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_mentions_come_in_the_order_of_the_text_and_never_overlap(sentences):
    records = read_text("".join(sentences), all_mentions=True)
    assert all(one["char_end"] <= two["char_start"] for one, two in pairwise(records))
    assert {one["char_start"] for one in read_text("".join(sentences))} <= {
        one["char_start"] for one in records
    }


# ---------------------------------------------------------------- what a record holds


def test_a_record_has_the_keys_of_the_interface_in_their_order():
    (record,) = read_text("2021年，温州市为拜城县选派教师64名。", DAY, source_id="news")
    assert tuple(record) == KEYS
    assert record | {"confidence": 0, "why": []} == {
        "source_id": "news", "char_start": 17, "char_end": 20, "surface": "64名",
        "value": 64, "low": 64, "high": 64, "qualifier": "exact", "unit": "person",
        "measure": "level", "per": None, "indicator": "edu_teachers_dispatched", "label": None,
        "city": "wenzhou", "recipient": "baicheng", "period_start": "2021-01-01",
        "period_end": "2021-12-31", "basis": "annual", "confidence": 0, "why": [],
    }  # fmt: skip


def test_what_the_text_does_not_say_is_none():
    (record,) = read_text("安装路灯420盏。")
    blank = {"source_id", "per", "indicator", "city", "recipient", "period_start", "period_end"}
    assert all(record[name] is None for name in blank)
    assert record["label"] == "安装路灯"


def test_each_link_says_why():
    (record,) = read_text("2021年，甲市选派援疆教师64名。", DAY)
    assert record["why"]
    assert all(isinstance(word, str) and word for word in record["why"])
    assert "援疆教师" in record["why"]


def test_all_mentions_are_told_with_their_kind():
    text = "2021年，第十批医生45岁的王芳推行“1+10+X”，培训教师64名。"
    kinds = {one["surface"]: one["kind"] for one in read_text(text, all_mentions=True)}
    assert kinds["64名"] == "statistic"
    assert kinds["2021年"] == "time"
    assert set(kinds.values()) >= {"statistic", "time", "ordinal", "name", "incidental"}


def test_without_all_mentions_only_statistics_are_told():
    text = "2021年，第十批医生45岁的王芳推行“1+10+X”，培训教师64名。"
    assert surfaces(text) == ["64名"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\u3000\r\n", "两地携手。"])
def test_a_text_without_numbers_has_no_records(text):
    assert read_text(text) == []
    frame = extract(text)
    assert frame.empty
    assert list(frame.columns) == list(KEYS)


def test_a_city_may_be_given_by_code_or_by_name():
    text = "选派教师64名。"
    for city in ("wenzhou", "温州", "温州市"):
        assert read_text(text, city=city)[0]["city"] == "wenzhou"
    assert read_text(text, city="无名市")[0]["city"] is None


def test_confidence_lies_between_none_and_one_and_a_sure_link_has_more():
    (sure,) = read_text("2021年，甲市选派援疆教师64名。", DAY)
    (doubtful,) = read_text("为村里添置物件3件。", DAY)
    assert 0 < doubtful["confidence"] < sure["confidence"] < 1

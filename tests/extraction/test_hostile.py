"""Odd input: nothing is raised, nothing is printed, and every surface is where it says."""

import json
import random
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yjstats.extraction.extract import extract, read_text
from yjstats.extraction.records import KEYS

DAY = date(2022, 6, 30)
MANY = 10_000
PHRASES = (
    "甲市投入援疆资金4.52亿元", "培训教师1900余人", "近2000万元", "五六千", "翻一番", "三分之一",
    "5000万至1亿元", "2020年至2022年", "截至目前", "“1+10+X”", "第十批", "十城百店", "超六成",
    "分别增长12%、8%", "数百", "两个亿", "头（只）", "ICP备12345678号-1", "09:32:15", "去年",
    "3年来", "其中", "近", "以上",
)  # fmt: skip
ALPHABETS = {
    "digits": "0123456789",
    "wide digits": "０１２３４５６７８９，．％",
    "mixed width": "0０1１2２,，.．%％亿万元",
    "strange digits": "①②³½Ⅳ٣۵९௧𝟗〡〢㊀⑩",
    "numerals": "〇零一二两三四五六七八九十百千万亿几数余多来半成倍番点分之",
    "approximators": "近超约逾突破不足上过余多几来数以左右内",
    "quotes": "“”‘’\"'「」『』《》〈〉【】[]()（）",
    "line ends": "\r\n\u2028\u2029\x85\x0b\x0c",
    "spaces": " \u3000\xa0\t\u200b\ufeff\u2009",
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "surrogates": "\ud800\udbff\udc00\udfff",
    "joiners": "-—–－~～至到/\\+＋.:：、，,；;。!！?？",
    "units": "元人次名位户个项所家套台例头只峰亩吨米公里斤岁年月日",
    "beyond": "😀🧑‍🌾𠀀𪚥\U0010ffff\u0301\u202e",
    "letters": "ABCXYZabcGTNkKmMwWhH第",
}


def strings(count: int) -> Iterator[str]:
    """Random strings: of one alphabet, of several, of phrases cut and glued."""
    draw = random.Random(20221231)
    names = sorted(ALPHABETS)
    for _ in range(count):
        kind = draw.random()
        length = draw.choice((1, 2, 3, 5, 8, 13, 30, 60))
        if kind < 0.3:
            yield "".join(draw.choices(ALPHABETS[draw.choice(names)], k=length))
        elif kind < 0.6:
            mixed = "".join(ALPHABETS[name] for name in draw.sample(names, 3))
            yield "".join(draw.choices(mixed, k=length))
        elif kind < 0.9:
            parts = draw.choices(PHRASES, k=draw.randint(1, 5))
            glue = "".join(draw.choices(ALPHABETS[draw.choice(names)], k=draw.randint(0, 2)))
            text = glue.join(parts)
            start = draw.randint(0, 3)
            yield text[start : len(text) - draw.randint(0, 3)]
        else:
            yield "".join(chr(draw.randrange(0x110000)) for _ in range(length))


def check(text: str, **options: object) -> list[dict[str, object]]:
    """Read a text and hold each record to what every record must keep."""
    records = read_text(text, all_mentions=True, **options)
    end = 0
    for record in records:
        first, last = record["char_start"], record["char_end"]
        assert 0 <= first < last <= len(text)
        assert record["surface"] == text[first:last]
        low, value, high = record["low"], record["value"], record["high"]
        assert low is None or low <= value
        assert high is None or value <= high
        assert record["confidence"] is None or 0 <= record["confidence"] <= 1
        if record["kind"] == "statistic":
            assert end <= first
            end = last
    return records


def test_ten_thousand_odd_strings_are_read_without_a_word(capsys):
    for text in strings(MANY):
        check(text)
        check(f"甲市为乙县培训教师{text}名。", published=DAY)
    assert capsys.readouterr() == ("", "")


@settings(max_examples=1000)
@given(st.text(st.characters(), max_size=80))
def test_any_text_is_read(text):
    check(text, published=DAY)


@settings(max_examples=500)
@given(st.lists(st.sampled_from([*PHRASES, *"，。、；：\n\r 0５万亿余多人元“”"]), max_size=40))
def test_any_row_of_phrases_is_read(parts):
    check("".join(parts), published=DAY)


@pytest.mark.parametrize("name", sorted(ALPHABETS))
def test_each_sign_alone_and_doubled_is_read(name):
    for sign in ALPHABETS[name]:
        for text in (sign, sign * 2, f"1{sign}", f"{sign}1", f"培训{sign}12{sign}名教师"):
            check(text, published=DAY)


@pytest.mark.parametrize(
    "day", [None, date(1900, 1, 1), date(1949, 10, 1), date(2024, 2, 29), date(2099, 12, 31)]
)
def test_any_day_of_publication_will_do(day):
    for phrase in (
        "去年、前年、明年、今年以来、三年来、近99年来、90多年来、前12个月",
        "十三五期间，0月0日、13月45日、2月30日、99月、二月三十日",
        "2021年2月29日，1999年至0000年，2022—2020年，20—30日",
        "第十批援疆工作队进疆以来，截至12月底，上半年，四季度，未来一百年",
    ):
        check(f"{phrase}，甲市为乙县培训教师300名。", published=day)


def test_hostile_records_can_be_written_as_json():
    for text in strings(500):
        for record in check(text):
            assert set(record) == {*KEYS, "kind"}
            json.dumps(record, allow_nan=False)


def test_hostile_texts_make_a_frame():
    texts = list(strings(300))
    frame = extract(texts, published=DAY, all_mentions=True)
    assert list(frame.columns) == [*KEYS, "kind"]


# ---------------------------------------------------------------- large inputs

FILLER = "两地携手共谱新篇再上新台阶"
BIG = {
    "a megabyte of digits": "7" * 1_000_000,
    "a megabyte of wide digits": "７" * 1_000_000,
    "digits and commas": "1,234" * 100_000,
    "digits and points": "1.2" * 100_000,
    "100,000 approximators": "近超约逾余多几来上过" * 10_000,
    "100,000 numerals": "一十百千万亿两几数半" * 10_000,
    "100,000 line ends": "\n" * 100_000,
    "100,000 Windows line ends": "\r\n" * 100_000,
    "50,000 digits, each on a line": "5\n" * 50_000,
    "100,000 opening quotes": "“" * 100_000,
    "100,000 brackets": "（" * 50_000 + "）" * 50_000,
    "100,000 spaces": "3" + " " * 100_000 + "亿元",
    "100,000 years": "2021年" * 20_000,
    "100,000 dashes": "20—" * 33_000,
    "a word of 200,000 characters": "援" * 200_000,
    "one sentence of 200,000 characters": f"{FILLER}，培训教师120名，" * 8_000 + "。",
    "one clause of 200,000 characters": f"{FILLER}培训教师120名、" * 8_000 + "。",
    "one sentence without a comma": f"{FILLER}培训教师120名" * 8_000 + "。",
    "a headline of 200,000 characters": f"{FILLER}120名" * 8_000,
    "100,000 headings": "第一章\n\n" * 20_000,
    "a number at the very end": "援" * 200_000 + "培训教师120名",
}


@pytest.mark.parametrize("name", BIG)
def test_a_large_text_is_read(name, capsys):
    check(BIG[name], published=DAY)
    assert capsys.readouterr() == ("", "")


# ---------------------------------------------------------------- one after another

NEWS = (
    "2021年，甲市安排援疆资金4.52亿元，实施援疆项目123个。\n\n"
    "全年培训教师1900余人、医务人员近600人次；引进企业12家，到位资金超3亿元。"
    "第十批援疆干部来自5G一线，他45岁，家距县城60公里。\n\n"
)
SAID = ("surface", "value", "low", "high", "qualifier", "unit", "kind")


def said(records: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [tuple(record[name] for name in SAID) for record in records]


@pytest.mark.parametrize("times", [2, 10, 300])
def test_a_text_repeated_has_so_many_times_its_mentions(times):
    once = check(NEWS, published=DAY)
    again = check(NEWS * times, published=DAY)
    assert said(again) == said(once) * times
    shift = len(NEWS)
    starts = [record["char_start"] + shift * n for n in range(times) for record in once]
    assert [record["char_start"] for record in again] == starts


@pytest.mark.parametrize("sentence", ["培训教师120名。", "培训教师120名，", "培训教师120名；"])
@pytest.mark.parametrize("times", [100, 3_000])
def test_a_sentence_repeated_has_so_many_times_its_mentions(sentence, times):
    records = read_text(sentence * times)
    assert [record["surface"] for record in records] == ["120名"] * times


@pytest.mark.parametrize("times", [1, 10, 1_000, 20_000])
def test_what_stands_before_does_not_hide_a_mention(times):
    filler = "两地携手，共谱新篇。" * times
    (record,) = read_text(filler + "培训教师120名。")
    assert (record["char_start"], record["value"]) == (len(filler) + 4, 120)


def test_the_order_of_texts_does_not_matter():
    one, two = said(check(NEWS)), said(check("选派医生64名。"))
    assert said(check("选派医生64名。\n\n" + NEWS)) == two + one
    assert said(check(NEWS)) == one

"""Transcripts of speech: the signs that they lack, and what is no such sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yjstats.extraction.extract import read_text
from yjstats.extraction.spoken import lines_end, with_commas, words_apart

SPOKEN = "去年甲市派出三批老师 一共八十六名 办公开课两百多节 乡亲们都说好"
PRINTED = SPOKEN.replace(" ", "，") + "。"


def test_spaces_between_phrases_are_read_as_commas():
    assert with_commas(SPOKEN) == SPOKEN.replace(" ", ",")


@pytest.mark.parametrize(
    "text",
    [
        "甲市援疆 情暖天山",  # a headline
        "本报记者 张三 通讯员 李四报道,甲市派出老师八十六名,培训学员三百名,办班五期。",
        "今年 以来 甲市 一共 派出 了 老师 八十 六 名",  # single words
        "去年,甲市派出老师 86 名,培训学员 300 名,办班 5 期。",
    ],
)
def test_other_spaces_are_not(text):
    assert with_commas(text) == text


def test_spaces_that_set_off_digits_part_no_phrases():
    text = "去年派出老师 86 名 还有医生 47 名 都到了岗位上 群众很高兴"
    assert with_commas(text) == "去年派出老师 86 名,还有医生 47 名,都到了岗位上,群众很高兴"


def test_a_space_between_thousands_is_a_separator():
    assert with_commas("培训学员 3 400 多人") == "培训学员 3,400 多人"
    assert with_commas("第3 400米") == "第3 400米"


@given(st.text(alphabet="甲市三百名 ,。\n0123456789%“”第", max_size=80))
def test_no_character_moves(text):
    assert len(with_commas(text)) == len(text)


def test_a_transcript_is_read_as_the_same_words_in_print():
    keys = ("value", "unit", "indicator", "period_start", "period_end")
    spoken, printed = read_text(SPOKEN), read_text(PRINTED)
    assert len(spoken) == 3
    assert [[one[key] for key in keys] for one in spoken] == [
        [one[key] for key in keys] for one in printed
    ]


def test_lines_end_sentences_only_where_no_full_stop_does():
    assert lines_end("去年派出老师八十六名\n今年又派三十名")
    assert not lines_end("去年派出老师八十六名。\n今年又派三十名。")


def test_words_are_apart_where_pieces_are_short():
    assert words_apart("今年 以来 甲市 一共 派出 了 老师 八十 六 名")
    assert not words_apart(SPOKEN)

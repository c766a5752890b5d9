"""Plain text: which encodings are read, how it is cleaned, and that all that is dropped is told."""

import codecs
import csv
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import ARTICLE, CLINIC, FUNDS, SCHOOL, TITLE
from yjstats.errors import BadDocument
from yjstats.reading import read_document
from yjstats.reading.clean import UNSEEN, clean
from yjstats.reading.document import KINDS, NOTES
from yjstats.reading.encoding import decode_page, decode_text
from yjstats.reading.words import COLUMNS, DROPS, FIELDS, FOLDER, words
from yjstats.tables import checksum, read_table
from yjstats.text import messages

PLAIN = "\n".join([TITLE, *ARTICLE])
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2)


def text_of(*lines: str) -> str:
    return read_document("\n".join(lines).encode()).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_text_is_read_in_any_encoding_that_chinese_editors_save(encoding):
    assert read_document(PLAIN.encode(encoding)).text == PLAIN


@given(HAN)
def test_what_is_utf_8_is_never_taken_for_anything_else(text):
    assert decode_text(text.encode())[0] == text
    assert decode_text(codecs.BOM_UTF8 + text.encode())[0] == text


@given(st.text(st.characters(codec="gb18030", exclude_characters="\0")))
def test_gb18030_is_read_strictly_or_was_utf_8(text):
    data = text.encode("gb18030")
    read, _ = decode_text(data)
    assert read == text or read.encode() in (data, data.removeprefix(codecs.BOM_UTF8))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_one_clear_error(data):
    try:
        document = read_document(data, "x.txt")
    except BadDocument as error:
        told = str(error)
    else:
        told = f"x.txt: {document.text}".replace("\n", "")
    assert "x.txt" in told
    assert not UNSEEN.search(told)
    assert "\n" not in told


@pytest.mark.parametrize(
    "data", [b"\xff\xff\xff", b"a\x00b", "甲市".encode("gbk")[:-1], b"\xff\xfea", b"\x81"]
)
def test_what_fits_no_encoding_is_refused(data):
    with pytest.raises(BadDocument, match="UTF-8"):
        decode_text(data)


def test_a_text_in_another_encoding_that_happens_to_decode_is_doubted():
    big5 = "對口支援工作隊員與當地醫師攜手開辦門診".encode("big5")
    assert decode_text(big5)[1] == ("encoding_doubtful",)
    assert decode_text(PLAIN.encode("gbk"))[1] == ()
    assert decode_text(b"PLAIN ENGLISH, 100%")[1] == ()


def test_a_page_is_read_as_it_declares_unless_that_cannot_be():
    page = '<meta charset="gb2312"><p>镕喆人</p>'
    assert decode_page(page.encode("gb18030"))[0] == page
    assert decode_page(page.encode())[0] == page  # saved anew, the declaration left as it was
    big5 = '<meta http-equiv=x content="text/html; charset=big5">對口支援'
    assert decode_page(big5.encode("big5"))[0] == big5


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_with_one_broken_character_is_read_and_noted(encoding):
    page = f'<meta charset="{encoding}">{FUNDS * 30}<p>'
    text, notes = decode_page(page.encode(encoding) + b"\xff" + CLINIC.encode(encoding))
    assert notes == ("broken_characters",)
    assert text.count("\ufffd") == 1
    assert text.startswith(page)
    with pytest.raises(BadDocument):
        decode_page(b"<html>" + b"\xff\xfe\xfd" * 90)


def test_one_paragraph_becomes_one_line():
    given_text = f"\ufeff　　{TITLE}\r\n\r\n\r\n　　{FUNDS}　\r{SCHOOL}\u2028\u00a0{CLINIC}\n\n"
    assert read_document(given_text.encode()).text == PLAIN


def test_characters_that_show_nothing_are_dropped_and_named():
    text, dropped, _ = clean("共\u200b123\u202e个\x1b[31m，⼈口")
    assert text == "共123个，人口"
    assert [(part.kind, part.text) for part in dropped] == [
        ("characters", "U+001B, U+200B, U+202E")
    ]


def test_figures_are_kept_as_written():
    line = "投入４．５２亿元，占比９８％，约1,900余人次，同比增长12.5%。"
    assert clean(line)[0] == line


def test_lines_that_surround_an_article_are_dropped_and_told():
    around = ["首页 > 新闻中心 > 正文", "分享到：", "字号：大 中 小", "【打印】【关闭】"]
    below = ["（责任编辑：李四）", "扫一扫在手机打开当前页", "上一篇：某处的天气",
             "版权声明：文字归作者", "浙ICP备00000000号", "相关新闻",
             "某处召开会议", "某处举办比赛"]  # fmt: skip
    document = read_document("\n".join([*around, TITLE, *ARTICLE, *below]).encode())
    assert document.text == PLAIN
    assert [part.text for part in document.dropped] == [*around, *below]
    assert len(document.report("zh")) == len(document.report("en")) == len(around) + len(below)


@pytest.mark.parametrize(
    "line",
    [
        "甲市分享到乙县的经验有3条，惠及群众500人。",
        "编辑整理的口述史已经出版2册。",
        "未来三年，还将投入5亿元。",
        "相关部门说，项目12个全部开工。",
        "123个",
        "收入>成本的企业有12家。",
        "下一页的工作从春天写起。",
        "声明书签了30份。",
    ],
)
def test_a_line_of_the_article_is_never_dropped(line):
    assert clean(f"{FUNDS}\n{line}\n{CLINIC}")[0].split("\n")[1] == line


def test_nothing_is_cut_below_a_marker_that_stands_above_the_article():
    assert text_of("相关新闻", *ARTICLE) == "\n".join(["相关新闻", *ARTICLE])


def test_an_article_that_goes_on_elsewhere_is_noted():
    assert read_document("\n".join([*ARTICLE, "（下转第4版）"]).encode()).notes == ("more_pages",)
    assert read_document("\n".join([*ARTICLE, "1 2 3 下一页"]).encode()).notes == ("more_pages",)


def test_lines_cut_at_one_width_are_joined_so_that_no_figure_is_torn():
    whole = ["　　" + "".join(ARTICLE), "　　" + "".join(reversed(ARTICLE))]
    cut = [line[n : n + 20] for line in whole for n in range(0, len(line), 20)]
    document = read_document("\n".join(cut).encode())
    assert document.text == "\n".join(line.strip() for line in whole)
    assert document.notes == ("unwrapped",)


def test_title_date_and_source_are_proposed_where_the_text_tells_them():
    document = read_document("\n".join([TITLE, "2024-01-30 来源：某报", *ARTICLE]).encode())
    assert (document.title, document.published, document.publisher) == (TITLE, "2024-01-30", "某报")
    assert document.published_precision == "day"
    assert document.text == PLAIN
    silent = read_document(FUNDS.encode())
    assert (silent.title, silent.published, silent.publisher) == ("", "", "")


def test_a_title_that_stands_twice_is_kept_once():
    document = read_document("\n".join(["某网", TITLE, TITLE, *ARTICLE]).encode())
    assert document.title == TITLE
    assert document.text.count(TITLE) == 1
    assert [part.kind for part in document.dropped] == ["title_again"]


def test_checksums_are_those_of_the_text_and_of_the_file():
    data = PLAIN.encode("gbk")
    document = read_document(data)
    assert document.sha256 == checksum(document.text)
    assert document.file_sha256 == hashlib.sha256(data).hexdigest()


@given(st.text(max_size=400))
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text)[0]
    assert clean(once)[0] == once


@pytest.mark.parametrize("name", COLUMNS)
def test_the_data_files_are_whole_and_every_row_means_something(name):
    rows, faults = read_table(FOLDER / f"{name}.csv", COLUMNS[name])
    assert not faults
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == len(list(csv.reader(lines))) - 1
    for row in rows:
        cells = row.cells
        assert cells.get("drops", "line") in DROPS
        assert cells.get("field", "other") in FIELDS
        assert cells.get("kind", "share") in (*KINDS, *NOTES, "title")
    assert len({tuple(row.cells.values()) for row in rows}) == len(rows)


def test_every_kind_and_note_has_a_message_and_every_message_a_use():
    said = {key for key in messages() if key.startswith(("dropped.", "note."))}
    assert said >= {f"dropped.{kind}" for kind in KINDS} | {f"note.{note}" for note in NOTES}
    assert {key for key in said if key.startswith("dropped.")} == {f"dropped.{k}" for k in KINDS}


@pytest.mark.parametrize(
    "char", [">", "！", "打印", "分享", " ", "-", "微信", "1 ", "声明", "编辑："]
)
def test_no_pattern_takes_long_on_a_hostile_line(char):
    line = (char * 500)[:499]
    clean("\n".join([line + "x"] * 20))
    for pattern, _ in (*words().lines, *words().rests, *words().asides):
        pattern.fullmatch(line + "x")

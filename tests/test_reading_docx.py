"""Word files: paragraphs and tables in order; bombs and entities refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import CLINIC, FUNDS, SCHOOL, TITLE, archive, docx, paragraph, table
from yjstats.errors import BadDocument
from yjstats.reading import Limits, read_document

WHOLE = docx(
    paragraph(TITLE, "Title") + paragraph(FUNDS) + paragraph("") + paragraph(SCHOOL)
    + table(("年份", "资金"), ("2020", "15000")) + paragraph(CLINIC)
)  # fmt: skip


def test_a_word_file_gives_paragraphs_and_tables_in_order():
    document = read_document(WHOLE, "article.docx")
    assert document.format == "docx"
    assert document.title == TITLE
    assert document.text.split("\n") == [
        TITLE, FUNDS, SCHOOL, "年份 | 资金", "2020 | 15000", CLINIC,
    ]  # fmt: skip


def test_the_format_is_told_by_the_bytes_and_not_by_the_name():
    assert read_document(WHOLE, "article.txt").format == "docx"


def test_a_figure_in_several_runs_is_one_figure():
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in ("培训19", "00", "余人，"))
    assert read_document(docx(f"<w:p>{runs}</w:p>")).text == "培训1900余人，"


def test_breaks_and_tabs_of_a_paragraph_are_told_from_its_tab_stops():
    stops = '<w:pPr><w:tabs><w:tab w:pos="9"/></w:tabs></w:pPr>'
    runs = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙丁</w:t></w:r>"
    assert read_document(docx(f"<w:p>{stops}{runs}</w:p>")).text == "甲 乙\n丙丁"


def test_deleted_text_is_left_out_and_told():
    change = "<w:p><w:r><w:t>投入</w:t></w:r><w:del><w:r><w:delText>3亿元</w:delText></w:r></w:del>"
    change += "<w:ins><w:r><w:t>4亿元。</w:t></w:r></w:ins></w:p>"
    document = read_document(docx(change))
    assert document.text == "投入4亿元。"
    assert [(part.kind, part.text) for part in document.dropped] == [("deleted", "3亿元")]


def test_field_codes_are_no_text_and_a_text_box_stands_once():
    field = '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:t>见附表。</w:t></w:r>'
    box = f"<w:txbxContent>{paragraph('框内12个。')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    text = read_document(docx(f"<w:p>{field}<w:r>{both}</mc:AlternateContent></w:r></w:p>")).text
    assert sorted(text.split("\n")) == ["框内12个。", "见附表。"]


def test_a_table_in_a_cell_keeps_its_figures():
    inner = table(("甲", "1个"), ("乙", "2个"))
    outer = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('合计3个')}</w:tc></w:tr></w:tbl>"
    assert read_document(docx(outer)).text == "甲 | 1个 乙 | 2个 | 合计3个"


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE l [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE l [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
REMOTE = '<!DOCTYPE l SYSTEM "http://127.0.0.1:9/x.dtd">'


@pytest.mark.parametrize("head", [LAUGHS, EXTERNAL, PARAMETER, REMOTE, "<!DOCTYPE l>"])
def test_entities_of_any_kind_are_refused(head):
    with pytest.raises(BadDocument) as caught:
        read_document(docx(paragraph("&c;&e;"), head), "a.docx")
    assert caught.value.why == "xml_entities"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(BadDocument) as caught:
        read_document(docx("<w:p/>" * 5_000_000))
    assert caught.value.why == "zip_bomb"


def test_a_size_that_the_archive_lies_about_is_not_believed():
    data = bytearray(docx(paragraph(FUNDS) + "<w:p/>" * 2_000_000))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    with pytest.raises(BadDocument):
        read_document(bytes(data))


def test_a_bomb_beside_the_text_is_never_unpacked():
    data = docx(paragraph(FUNDS), **{"word/media/image1.png": b"\0" * 50_000_000})
    assert read_document(data).text == FUNDS


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (archive({"xl/workbook.xml": b"<x/>"}), "not_docx"),
        (archive({f"m{n}": b"" for n in range(2001)}), "too_many_members"),
        (archive({"word/document.xml": b"<w:document"}), "damaged_docx"),
        (archive({"word/document.xml": b'<?xml version="1.0" encoding="x"?><a/>'}), "damaged_docx"),
        (WHOLE[:-60], "damaged_docx"),
        (WHOLE[:200] + bytes(50) + WHOLE[250:], "damaged_docx"),
        (b"PK\x03\x04", "damaged_docx"),
        (docx(""), "no_text"),
        (docx(paragraph("  ")), "no_text"),
        (docx("<w:tbl>" * 300), "too_deep"),
    ],
)
def test_what_is_no_sound_word_file_is_one_clear_error(data, why):
    with pytest.raises(BadDocument) as caught:
        read_document(data, "a.docx")
    assert caught.value.why == why


def test_an_encrypted_archive_is_an_error():
    data = bytearray(WHOLE)
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flag] |= 1
    with pytest.raises(BadDocument, match="加密"):
        read_document(bytes(data))


def test_names_that_climb_out_of_the_archive_write_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = docx(paragraph(FUNDS), **{"../../out.txt": b"x", "/tmp/out.txt": b"x"})
    assert read_document(data).text == FUNDS
    assert not list(tmp_path.iterdir())


def test_a_text_longer_than_any_article_is_refused():
    with pytest.raises(BadDocument, match="50"):
        read_document(docx(paragraph(FUNDS) * 3), limits=Limits(chars=50))


@given(st.data())
def test_a_damaged_word_file_is_a_document_or_one_clear_error(data):
    broken = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        told = read_document(bytes(broken), "a.docx").text
    except BadDocument as error:
        told = str(error)
    assert told

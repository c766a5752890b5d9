"""PDF pages of newspapers: column after column, whatever order the file draws them in."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import FUNDS, SCHOOL, Placed, newspaper, pdf
from yjstats.errors import BadDocument
from yjstats.reading import Limits, read_document

PARAGRAPHS = [
    f"这是第{n}段，说的是甲市在{2013 + n}年做的事情：建成项目{40 + n}个，投入资金{n}.62亿元，"
    f"培训当地教师{n}900余人，让群众在家门口就能看病上学。"
    for n in range(1, 9)
]
MASTHEAD: list[Placed] = [
    (60, 40, 9, "某某日报"), (250, 40, 9, "2024年1月30日"), (420, 40, 9, "星期二"),
]  # fmt: skip
HEADLINE = "把山海之间的路越走越宽"
HEAD: list[Placed] = [(60, 95, 30, HEADLINE), (200, 120, 14, "甲市援建三年走笔")]
TWO = newspaper(PARAGRAPHS, [60, 310], 22, 150)
FOUR = newspaper(PARAGRAPHS, [60, 180, 300, 420], 11, 150)


def lines(*pages: list[Placed]) -> list[str]:
    return read_document(pdf(*pages), "page.pdf").text.split("\n")


@pytest.mark.parametrize("page", [TWO, FOUR], ids=["two columns", "four columns"])
def test_a_page_is_read_column_after_column(page):
    assert lines(HEAD + page) == [HEADLINE, "甲市援建三年走笔", *PARAGRAPHS]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_the_file_draws_does_not_matter(seed):
    drawn = HEAD + FOUR
    random.Random(seed).shuffle(drawn)
    assert lines(drawn) == [HEADLINE, "甲市援建三年走笔", *PARAGRAPHS]


def test_a_page_tells_its_headline_and_the_day_of_its_masthead():
    document = read_document(pdf(MASTHEAD + HEAD + TWO))
    assert (document.title, document.published) == (HEADLINE, "2024-01-30")
    assert document.notes == ()


def test_what_stands_above_and_below_a_page_interrupts_no_sentence():
    folio: list[Placed] = [
        (60, 40, 9, "2024年1月30日"),
        (200, 40, 9, "星期二"),
        (440, 40, 9, "4版"),
    ]
    imprint: list[Placed] = [(200, 820, 8, "某某日报印刷厂印")]
    found = lines(folio + HEAD + FOUR + imprint)
    assert found[1:] == [HEADLINE, "甲市援建三年走笔", *PARAGRAPHS, "某某日报印刷厂印"]


def test_a_photograph_with_its_caption_leaves_the_columns_in_order():
    left = newspaper(PARAGRAPHS[:3], [60], 11, 150)
    inner = newspaper(PARAGRAPHS[3:5], [180, 300], 11, 300)
    caption: list[Placed] = [(190, 270, 8, "孩子们在新操场上。王六 摄")]
    right = newspaper(PARAGRAPHS[5:], [420], 11, 150)
    assert lines(HEAD + right + inner + caption + left)[2:] == [
        *PARAGRAPHS[:3], "孩子们在新操场上。王六 摄", *PARAGRAPHS[3:],
    ]  # fmt: skip


def test_two_articles_on_a_page_are_read_one_after_the_other():
    second: list[Placed] = [(60, 505, 24, "另一件事情的标题在这里")]
    upper = newspaper(PARAGRAPHS[:4], [60, 180, 300, 420], 11, 150)
    lower = newspaper(PARAGRAPHS[4:], [60, 310], 22, 540)
    document = read_document(pdf(HEAD + upper + second + lower))
    assert document.text.split("\n")[2:] == [
        *PARAGRAPHS[:4], "另一件事情的标题在这里", *PARAGRAPHS[4:],
    ]  # fmt: skip
    assert document.notes == ("several_headlines",)


def test_articles_side_by_side_are_not_mixed():
    left = [(60.0, 100.0, 20.0, "左边一篇的大标题"), *newspaper(PARAGRAPHS[:3], [60, 180], 11, 130)]
    right = [(310.0, 100.0, 20.0, "右边一篇的大标题"),
             *newspaper(PARAGRAPHS[3:6], [310], 22, 130)]  # fmt: skip
    assert lines(left + right) == [
        "左边一篇的大标题", *PARAGRAPHS[:3], "右边一篇的大标题", *PARAGRAPHS[3:6],
    ]  # fmt: skip


def test_a_headline_across_two_of_four_columns_interrupts_only_these():
    left = newspaper(PARAGRAPHS[:2], [60, 180], 11, 150)
    under = [(60.0, 290.0, 18.0, "下面一篇的标题文字"),
             *newspaper(PARAGRAPHS[2:4], [60, 180], 11, 320)]  # fmt: skip
    right = newspaper(PARAGRAPHS[4:], [300, 420], 11, 150)
    assert lines(HEAD + left + under + right)[2:] == [
        *PARAGRAPHS[:2], "下面一篇的标题文字", *PARAGRAPHS[2:],
    ]  # fmt: skip


def test_a_sentence_goes_on_from_page_to_page():
    half = len(TWO) // 2
    assert lines(TWO[:half], [(x, y, z, t) for x, y, z, t in TWO[half:]]) == PARAGRAPHS


def test_a_headline_in_two_lines_is_one_title():
    head: list[Placed] = [(60, 95, 30, "把山海之间的路"), (60, 135, 30, "越走越宽越走越亮")]
    document = read_document(pdf(head + newspaper(PARAGRAPHS, [60, 310], 22, 180)))
    assert document.title == "把山海之间的路 越走越宽越走越亮"
    assert document.text.split("\n")[1:] == PARAGRAPHS


def test_a_table_keeps_its_rows():
    cells = [("项目", "2022年", "2023年"), ("学校", "12所", "15所"), ("卫生院", "3所", "4所")]
    table = [
        (60.0 + 120 * column, 400.0 + 20 * row, 10.0, text)
        for row, texts in enumerate(cells) for column, text in enumerate(texts)
    ]  # fmt: skip
    document = read_document(pdf(newspaper(PARAGRAPHS[:2], [60], 40, 100) + table))
    assert document.text.split("\n") == [*PARAGRAPHS[:2], *(" | ".join(row) for row in cells)]
    assert document.notes == ("table_in_pdf",)


def test_words_and_numbers_in_latin_letters_keep_their_spaces():
    page: list[Placed] = [(60, 100, 10, "Xinjiang"), (105, 100, 10, "Aid"), (127, 100, 10, "2023")]
    assert lines(page) == ["Xinjiang Aid 2023"]


def test_a_page_that_is_turned_is_read_upright():
    assert read_document(pdf(HEAD + TWO, page=b"/Rotate 90")).text.endswith(PARAGRAPHS[-1])


def test_a_scan_is_told_from_an_article():
    with pytest.raises(BadDocument, match="OCR"):
        read_document(pdf([]), "scan.pdf")
    assert read_document(pdf(TWO, [])).notes == ("pages_without_text",)


LOOP = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AcroForm<</XFA(x)>>"


def test_scripts_and_forms_of_a_pdf_are_not_looked_at():
    assert read_document(pdf(TWO, extra=LOOP)).text.split("\n") == PARAGRAPHS


def test_a_tree_of_pages_that_holds_itself_ends():
    data = pdf([]).replace(b"/Kids[7 0 R]", b"/Kids[2 0 R]")
    with pytest.raises(BadDocument):
        read_document(data)


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(pages=1), "too_many_pages"),
        (Limits(page_chars=100), "too_much_on_page"),
        (Limits(chars=500), "too_much_text"),
        (Limits(size=1000), "too_large"),
    ],
)
def test_a_pdf_beyond_the_limits_is_refused(limits, why):
    with pytest.raises(BadDocument) as caught:
        read_document(pdf(TWO, TWO), limits=limits)
    assert caught.value.why == why


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.4\n%%EOF", b"%PDF-9" + b"\0" * 999])
def test_a_damaged_pdf_is_one_clear_error(data):
    with pytest.raises(BadDocument, match="损坏"):
        read_document(data)


SOUND = pdf(HEAD + newspaper([FUNDS, SCHOOL], [60, 310], 22, 150))


@given(st.data())
def test_a_pdf_with_any_bytes_changed_is_a_document_or_one_clear_error(data):
    broken = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(8, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        told = read_document(bytes(broken), "a.pdf").text
    except BadDocument as error:
        told = str(error)
    assert told

"""The workbook as a publication: its sheets, values, links, comments, pages and charts."""

import re
import zipfile
from xml.etree.ElementTree import canonicalize

import openpyxl
import pandas as pd
import pytest
from rich.cells import cell_len

from tests.conftest import ROOT, observations
from yjstats import compare, load, to_excel
from yjstats.codebook import codebook
from yjstats.observations import NAMES
from yjstats.workbook.formats import decimals_of, number_format, symbol_of, symbols_of
from yjstats.workbook.looks import Looks, style

DOMAINS = ["资金", "项目", "产业", "就业", "民生", "教育", "医疗", "人才", "交流"]
ENDS = ["可比性说明", "原因代码", "覆盖", "全部观测", "字段", "编码表", "来源"]


@pytest.fixture(scope="module")
def built():
    """The frame that a build shows: by hand and by the program."""
    return load(root=ROOT)


@pytest.fixture(scope="module")
def path(built, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "summary.xlsx"
    to_excel(built, path, root=ROOT)
    return path


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def members(path):
    """Return the XML of each member, whichever library spelt it out."""
    with zipfile.ZipFile(path) as archive:
        return {name: canonicalize(archive.read(name).decode()) for name in archive.namelist()}


def summary_cell(book, indicator, city, counted="按报道"):
    sheet = book["摘要"]
    header = [cell.value for cell in sheet[4]]
    for row in sheet.iter_rows(min_row=5):
        if (row[1].value, row[3].value) == (codebook().name("indicator", indicator), counted):
            return row[header.index(codebook().name("city", city))]
    raise AssertionError(f"{indicator} is not in the summary")


def test_sheets_in_order(book):
    assert book.sheetnames == ["封面", "目录", "摘要", *DOMAINS, *ENDS]


@pytest.mark.parametrize(
    ("indicator", "city", "value", "shown"),
    [
        ("funds_aid_total", "wenzhou", 4.52, '#,##0.00"亿元"'),
        ("funds_aid_total", "taizhou", 3.2186, '#,##0.0000"亿元 [时]"'),
        ("projects_total", "quzhou", 91, '#,##0"个 [时]"'),
        ("invest_agreed", "taizhou", 166.47, '#,##0.00"亿元 [时·限]"'),
        ("med_surgeries", "huzhou", 200, '"近"#,##0"台 [时·年·限]"'),
        ("med_staff_trained", "wenzhou", 3930, '#,##0"余人次 [独]"'),
        ("sales_value", "jiaxing", 17, '"≥"#,##0"亿元"'),
        ("med_local_care_rate", "huzhou", 92, '#,##0"% [独]"'),
    ],
)
def test_golden_values_of_the_summary(book, indicator, city, value, shown):
    cell = summary_cell(book, indicator, city)
    assert cell.value == pytest.approx(value)
    assert cell.data_type == "n"
    assert cell.number_format == shown


def test_below_a_flow_stands_the_same_per_year_to_five_digits(book):
    cell = summary_cell(book, "funds_aid_total", "wenzhou", "年均")
    assert cell.value == pytest.approx(4.52 / 3)
    assert cell.number_format == '#,##0.0000"亿元"'
    assert cell.comment.text.startswith("年均：1.5067亿元\n")
    assert summary_cell(book, "sales_value", "taizhou", "年均").value == "不折算"


def test_silence_is_a_word_and_not_a_zero(book):
    assert summary_cell(book, "funds_aid_total", "huzhou").value == "未报道"
    assert summary_cell(book, "funds_aid_total", "huzhou", "年均").value == "未报道"


def test_approximations_are_slanted_and_unlike_figures_shaded_with_their_reasons(book):
    nearly = summary_cell(book, "med_surgeries", "huzhou")
    exact = summary_cell(book, "funds_aid_total", "wenzhou")
    assert nearly.font.italic
    assert not exact.font.italic
    assert nearly.fill.fgColor.rgb == "FFFCE4D6"
    assert exact.fill.fill_type is None
    assert "[时·年·限]" in nearly.number_format


def test_a_comment_tells_surface_period_bounds_reasons_source_and_offsets(book):
    lines = summary_cell(book, "med_surgeries", "huzhou").comment.text.splitlines()
    assert lines[0] == "原文写作：200台"
    assert lines[1] == "2023年"
    assert lines[2] == "[100台, 200台]"
    assert re.fullmatch(r"huzhou 字符 \d+–\d+ · o[0-9a-f]{12}", lines[-1])
    assert any("时长不同" in line for line in lines)


@pytest.mark.parametrize("name", ["摘要", *DOMAINS])
def test_every_figure_leads_to_its_observation(book, name):
    observed = book["全部观测"]
    header = [cell.value for cell in book[name][4]]
    told = header[4:] if name == "摘要" else ["数值", "下限", "上限", "年均"]
    asked = [header.index(title) for title in told]
    numbers = [row[n] for row in book[name].iter_rows(min_row=5) for n in asked
               if row[n].data_type == "n" and row[n].value is not None]  # fmt: skip
    assert numbers
    for cell in numbers:
        row = int(re.fullmatch(r"'全部观测'!A(\d+)", cell.hyperlink.location).group(1))
        if cell.comment:
            assert cell.comment.text.endswith(observed.cell(row, 1).value)
            surface = observed.cell(row, NAMES.index("surface") + 1).value
            assert " ".join(surface.split()) in cell.comment.text


def test_every_link_leads_to_a_cell_of_a_sheet_that_exists(book):
    for sheet in book:
        for link in sheet._hyperlinks:
            name, place = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", link.location).groups()
            assert name in book.sheetnames
            assert book[name][place].coordinate == place


def test_the_contents_lead_to_every_sheet_and_every_sheet_leads_back(book):
    rows = list(book["目录"].iter_rows(min_row=5))
    assert [row[0].value for row in rows] == book.sheetnames[2:]
    assert [row[0].hyperlink.location for row in rows] == [f"'{n}'!A1" for n in book.sheetnames[2:]]
    assert [row[2].value for row in rows] == [book[n].max_row - 4 for n in book.sheetnames[2:]]
    for name in book.sheetnames[2:]:
        assert book[name]["A3"].hyperlink.location == "'目录'!A1"


def test_the_cover_tells_date_counts_and_what_every_mark_means(book, built):
    text = "\n".join(str(cell.value) for cell in book["封面"]["A"])
    assert "数据日期：2024-01-30" in text
    assert f"5 个城市，{len(built)} 个观测" in text
    for code in codebook().reasons:
        if code not in ("approximate", "not_reported", "other_period"):
            assert f"{symbol_of(code, 'zh')} {codebook().name('reason', code)}" in text


def test_all_observations_are_a_table_in_canonical_units(book, built):
    sheet = book["全部观测"]
    table = sheet.tables["observations"]
    assert table.ref == f"A4:AC{4 + len(built)}"
    assert table.autoFilter.ref == table.ref
    header = [cell.value for cell in sheet[4]][: len(NAMES)]
    assert tuple(header) == NAMES
    rows = list(sheet.iter_rows(min_row=5, max_col=len(NAMES), values_only=True))
    back = pd.DataFrame(rows, columns=header)
    assert back["obs_id"].tolist() == built["obs_id"].tolist()
    assert back["value"].astype(float).tolist() == built["value"].tolist()
    assert pd.to_datetime(back["period_end"]).tolist() == built["period_end"].tolist()
    last = sheet.cell(6, len(NAMES) + 3)
    assert last.value == pytest.approx(4.52)
    assert last.number_format == '#,##0.00"亿元"'


def test_every_column_of_the_observations_is_explained_and_its_blank(book):
    rows = list(book["字段"].iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == list(NAMES)
    assert [row[2] for row in rows if row[0] in ("value", "high")] == ["不会空", "没有上限"]


def test_a_domain_sheet_has_what_compare_says(book, curated):
    sheet = book["资金"]
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0] == "援疆资金总额"]
    expected = compare("funds_aid_total", frame=curated)
    assert [row[1] for row in rows] == [codebook().name("city", c) for c in expected["city"]]
    assert rows[0][8] == pytest.approx(expected["per_year"][0] / 1e8)
    assert rows[4][2] == "未报道"
    assert rows[4][12].startswith("援疆项目总投资 1.1807亿元")


def test_what_may_not_be_compared_is_told_reason_by_reason(book):
    rows = [row for row in book["可比性说明"].iter_rows(min_row=5, values_only=True)
            if row[1] == "援疆资金总额"]  # fmt: skip
    assert [row[2:7] for row in rows] == [("[时]", "时长不同", "台州、衢州", "是", "否")]


def test_every_sheet_but_the_cover_has_one_table_and_no_merged_cell(book):
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        header = [cell.value for cell in sheet[4]]
        assert table.ref.startswith("A4:")
        assert [column.name for column in table.tableColumns] == header
        assert len({*header}) == len(header)
        assert not sheet.merged_cells.ranges
    names = [name for sheet in book for name in sheet.tables]
    assert len({*names}) == len(names)


def test_pages_are_set_up_to_print(book):
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert "&P" in sheet.oddFooter.center.text
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$4:$4"
        assert max(d.width for d in sheet.column_dimensions.values()) <= 80


def test_rows_are_as_high_as_their_text(book):
    sheet = book["编码表"]
    definition = max(sheet["H"][4:], key=lambda cell: len(cell.value))
    assert cell_len(definition.value) > sheet.column_dimensions["H"].width
    assert sheet.row_dimensions[definition.row].height >= 2 * style()["sheet"]["line"]


def test_colours_can_be_read_and_never_say_anything_alone():
    def light(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    for name, look in style()["looks"].items():
        pair = sorted(light(look.get(key, usual)) for key, usual in
                      (("colour", "000000"), ("fill", "FFFFFF")))  # fmt: skip
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, name


def test_number_formats_are_fewer_than_excel_takes(book):
    assert len(book._number_formats) < 200


def test_the_english_workbook(curated, tmp_path):
    to_excel(curated, tmp_path / "a.xlsx", "en", ROOT)
    english = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert english.sheetnames[:4] == ["Cover", "Contents", "Summary", "Funds"]
    assert english["Summary"]["E5"].value == pytest.approx(452)
    assert english["Summary"]["C5"].value == "million CNY"
    assert english.properties.language == "en-GB"
    chinese = re.compile("[\u4e00-\u9fff]")
    for name in ("Cover", "Contents", "Summary", "Funds", "Comparability", "Reason codes"):
        told = [
            c.value for row in english[name].iter_rows() for c in row if isinstance(c.value, str)
        ]
        assert not [text for text in told if chinese.search(text)]


def test_equal_data_give_equal_bytes(path, built, tmp_path):
    to_excel(built, tmp_path / "again.xlsx", root=ROOT)
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_the_committed_workbook_has_the_same_members(path):
    assert members(path) == members(ROOT / "data/processed/yjstats-summary.xlsx")


def test_an_empty_frame_makes_a_workbook_too(tmp_path):
    to_excel(observations(), tmp_path / "a.xlsx", root=ROOT)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["封面", "目录", "摘要", *ENDS]
    assert summary_cell(book, "projects_total", "wenzhou").value == "未报道"


def test_decimals_show_a_number_as_it_is():
    assert [decimals_of(v) for v in (4.0, 4.5, 4.52, 3.2186, 1 / 3)] == [0, 1, 2, 4, 4]
    assert number_format('a"b', 1.0) == '#,##0"ab"'
    assert number_format("", 50.22222, digits=5) == "#,##0.000"
    assert number_format("亿元", 0.5, "between", upper="1") == '#,##0.0"–1亿元"'


def test_every_reason_has_a_symbol_in_both_languages():
    for lang in ("zh", "en"):
        marks = [symbol_of(code, lang) for code in codebook().reasons]
        assert len({*marks}) == len(marks)
        assert max(map(len, marks)) <= 8
    assert symbols_of(("span_differs", "approximate", "planned"), "zh") == "[时·计]"
    assert symbols_of((), "zh") == ""


def test_beyond_the_formats_that_excel_takes_further_ones_lose_their_words():
    looks = Looks(openpyxl.Workbook(write_only=True))
    made = [looks.of("body", f'#,##0"单位{n}"', text=False, wrap=False, quote=False)
            for n in range(300)]  # fmt: skip
    assert len({one.numFmtId for one in made}) == style()["sheet"]["formats"] + 1
    assert {made[-1].numFmtId} == {3}  # Excel's own #,##0

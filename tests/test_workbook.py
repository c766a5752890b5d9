"""The workbook: values, links, comments; text is never a formula; equal data, equal bytes."""

import re
import zipfile

import openpyxl
import pandas as pd
import pytest

from tests.conftest import ROOT, observations
from yjstats import compare, to_excel
from yjstats.codebook import codebook
from yjstats.observations import NAMES
from yjstats.workbook.cells import decimals_of, number_format

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\",\"y\")", "=cmd|' /C calc'!A0",
    "#N/A", "#REF!", "a\x00b\x07c", "😀", "\u202eabc", "x" * 40_000,
]  # fmt: skip


@pytest.fixture(scope="module")
def path(curated, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "summary.xlsx"
    to_excel(curated, path, root=ROOT)
    return path


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def test_sheets_in_order(book):
    assert book.sheetnames == [
        "封面", "摘要", "资金", "项目", "教育", "医疗", "全部观测", "可比性说明", "编码表", "来源",
    ]  # fmt: skip


def summary_cell(book, indicator, city):
    sheet = book["摘要"]
    header = [cell.value for cell in sheet[4]]
    for row in sheet.iter_rows(min_row=5):
        if row[1].value == codebook().name("indicator", indicator):
            return row[header.index(codebook().name("city", city))]
    raise AssertionError(f"{indicator} is not in the summary")


@pytest.mark.parametrize(
    ("indicator", "city", "value", "shown"),
    [
        ("funds_aid_total", "wenzhou", 4.52, '#,##0.00"亿元"'),
        ("funds_aid_total", "taizhou", 3.2186, '#,##0.0000"亿元"'),
        ("projects_total", "quzhou", 91, '#,##0"个"'),
        ("invest_agreed", "taizhou", 166.47, '#,##0.00"亿元"'),
        ("med_surgeries", "huzhou", 200, '"近"#,##0"台"'),
        ("med_staff_trained", "wenzhou", 3930, '#,##0"余人次"'),
        ("sales_value", "jiaxing", 17, '"≥"#,##0"亿元"'),
        ("med_local_care_rate", "huzhou", 92, '#,##0"%"'),
    ],
)
def test_golden_values_of_the_summary(book, indicator, city, value, shown):
    cell = summary_cell(book, indicator, city)
    assert cell.value == pytest.approx(value)
    assert cell.data_type == "n"
    assert cell.number_format == shown


def test_silence_is_a_word_and_not_a_zero(book):
    assert summary_cell(book, "funds_aid_total", "huzhou").value == "未报道"


def test_every_number_of_the_summary_leads_to_its_observation(book):
    observed = book["全部观测"]
    numbers = [c for row in book["摘要"].iter_rows(min_row=5, min_col=4) for c in row
               if c.data_type == "n" and c.value is not None]  # fmt: skip
    assert len(numbers) > 40
    for cell in numbers:
        row = int(re.fullmatch(r"'全部观测'!A(\d+)", cell.hyperlink.location).group(1))
        obs_id = observed.cell(row, 1).value
        assert cell.comment.text.endswith(obs_id)
        surface = observed.cell(row, NAMES.index("surface") + 1).value
        assert surface in cell.comment.text


def test_all_observations_are_a_table_in_canonical_units(book, curated):
    sheet = book["全部观测"]
    assert sheet.tables["observations"].ref.startswith("A4:")
    header = [cell.value for cell in sheet[4]][: len(NAMES)]
    assert tuple(header) == NAMES
    rows = list(sheet.iter_rows(min_row=5, max_col=len(NAMES), values_only=True))
    back = pd.DataFrame(rows, columns=header)
    assert back["obs_id"].tolist() == curated["obs_id"].tolist()
    assert back["value"].astype(float).tolist() == curated["value"].tolist()
    assert pd.to_datetime(back["period_end"]).tolist() == curated["period_end"].tolist()


def test_a_domain_sheet_has_what_compare_says(book, curated):
    sheet = book["资金"]
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0] == "援疆资金总额"]
    expected = compare("funds_aid_total", frame=curated)
    assert [row[1] for row in rows] == [codebook().name("city", c) for c in expected["city"]]
    assert rows[0][8] == pytest.approx(expected["per_year"][0] / 1e8)
    assert rows[4][2] == "未报道"
    assert rows[4][11].startswith("援疆项目总投资 1.1807亿元")


def test_unlike_figures_are_shaded(book):
    assert summary_cell(book, "funds_aid_total", "taizhou").fill.fgColor.rgb == "FFFCE4D6"
    assert summary_cell(book, "funds_aid_total", "wenzhou").fill.fill_type is None


def test_pages_are_set_up_to_print(book):
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes
        assert book[name].print_title_rows == "$4:$4"
        widths = [d.width for d in book[name].column_dimensions.values()]
        assert max(widths) <= 46
        assert not book[name].merged_cells.ranges


def test_the_english_workbook(curated, tmp_path):
    to_excel(curated, tmp_path / "a.xlsx", "en", ROOT)
    english = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert english.sheetnames[:3] == ["Cover", "Summary", "Funds"]
    assert english["Summary"]["D5"].value == pytest.approx(452)
    assert english["Summary"]["C5"].value == "million CNY"


def test_equal_data_give_equal_bytes(path, curated, tmp_path):
    to_excel(curated, tmp_path / "again.xlsx", root=ROOT)
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_the_committed_workbook_has_the_same_members(path):
    committed = ROOT / "data/processed/yjstats-summary.xlsx"
    with zipfile.ZipFile(path) as new, zipfile.ZipFile(committed) as old:
        assert new.namelist() == old.namelist()
        assert [new.read(n) for n in new.namelist()] == [old.read(n) for n in old.namelist()]


def test_nothing_from_data_is_a_formula_an_error_or_a_control_character(tmp_path):
    rows = [{"note": text, "label": text, "scope": text, "surface": text} for text in HOSTILE]
    to_excel(observations(*rows), tmp_path / "a.xlsx", root=ROOT)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = archive.read(name).decode()
                assert "<f>" not in xml
                assert "<f " not in xml
                assert 't="e"' not in xml
                assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", xml)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["全部观测"]
    notes = [sheet.cell(row, NAMES.index("note") + 1) for row in range(5, 5 + len(HOSTILE))]
    assert [cell.value for cell in notes[:3]] == HOSTILE[:3]
    assert all(cell.data_type == "s" for cell in notes)
    assert notes[9].value == "abc"
    assert len(notes[12].value) == 32_767


def test_an_empty_frame_makes_a_workbook_too(tmp_path):
    to_excel(observations(), tmp_path / "a.xlsx", root=ROOT)
    assert summary_cell(openpyxl.load_workbook(tmp_path / "a.xlsx"), "projects_total", "wenzhou")


def test_decimals_show_a_number_as_it_is():
    assert [decimals_of(v) for v in (4.0, 4.5, 4.52, 3.2186, 1 / 3)] == [0, 1, 2, 4, 4]
    assert number_format('a"b', 1.0) == '#,##0"ab"'

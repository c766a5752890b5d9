"""Safe and exact: nothing from data is code, and what is read back is what was written."""

import io
import random
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from tests.conftest import ROOT, observations
from tests.documents import archive
from tests.fuzzing import spoil
from yjstats import read_workbook, to_excel
from yjstats.curation.review_reading import read_review
from yjstats.errors import BadData, UsageError, YjstatsError
from yjstats.observations import NAMES
from yjstats.workbook.texts import escape, fit, losses, unescape

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\",\"y\")", "=cmd|' /C calc'!A0",
    "#N/A", "#REF!", "a\x00b\x07c", "😀", "\u202eabc", "x" * 40_000,
]  # fmt: skip
CONTROL, LONG = HOSTILE.index("a\x00b\x07c"), len(HOSTILE) - 1


def hostile():
    return observations(
        *({"note": text, "label": text, "scope": text, "surface": text} for text in HOSTILE)
    )


def sheets(path):
    with zipfile.ZipFile(path) as archive:
        return [archive.read(n).decode() for n in archive.namelist() if "worksheets/sheet" in n]


def test_nothing_from_data_is_a_formula_an_error_or_a_control_character(tmp_path):
    to_excel(hostile(), tmp_path / "a.xlsx", root=ROOT)
    for xml in sheets(tmp_path / "a.xlsx"):
        assert "<f>" not in xml
        assert "<f " not in xml
        assert 't="e"' not in xml
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", xml)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["全部观测"]
    notes = [sheet.cell(row, NAMES.index("note") + 1) for row in range(5, 5 + len(HOSTILE))]
    assert all(cell.data_type == "s" for cell in notes)
    assert [cell.quotePrefix for cell in notes[:6]] == [True] * 6
    assert [cell.value for cell in notes[:CONTROL]] == HOSTILE[:CONTROL]
    assert notes[CONTROL].value == "abc"
    assert len(notes[LONG].value) == 32_767


def test_the_cover_says_what_was_left_out(tmp_path):
    to_excel(hostile(), tmp_path / "a.xlsx", root=ROOT)
    cover = openpyxl.load_workbook(tmp_path / "a.xlsx")["封面"]
    told = "\n".join(str(cell.value) for cell in cover["A"])
    assert "有 1 个观测的文本含不可写入的控制字符，已去掉：o000000000009" in told
    assert "有 1 个观测的文本超过单元格的 32767 个字符，已截断：o00000000000c" in told


def test_losses_name_the_observation_the_column_and_the_kind():
    found = losses(observations({}, {"note": "a\x07"}, {"scope": "x" * 32_768}))
    assert found.to_numpy().tolist() == [
        ["o000000000002", "scope", "long"],
        ["o000000000001", "note", "control"],
    ]
    assert losses(observations({}, {"note": "甲\n乙"})).empty


def test_a_text_is_cut_where_excel_counts_and_no_character_is_split():
    assert fit("😀" * 20_000) == "😀" * 16_383


@given(st.text())
def test_escaping_is_undone(text):
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("text", ["\r", "_x000D_", "x005F_", "__x000D_", "_x0078_005F_", "_x000D"])
def test_what_looks_escaped_comes_back_as_it_was(text):
    assert unescape(escape(text)) == text
    assert "\r" not in escape(text)


def test_the_real_data_come_back_exactly(curated, tmp_path):
    for lang in ("zh", "en"):
        to_excel(curated, tmp_path / "a.xlsx", lang, ROOT)
        assert_frame_equal(read_workbook(tmp_path / "a.xlsx"), curated)


TEXT = st.none() | st.text(min_size=1, max_size=12).filter(fit)
NUMBER = st.floats(allow_nan=False)
DAY = st.none() | st.dates(date(1850, 1, 1), date(2200, 12, 31)).map(str)
ROW = st.fixed_dictionaries({
    "label": TEXT, "scope": TEXT, "note": TEXT, "surface": TEXT,
    "value": NUMBER, "low": st.none() | NUMBER, "high": st.none() | NUMBER,
    "period_start": DAY, "period_end": DAY,
    "char_start": st.integers(0, 2**62), "char_end": st.integers(0, 2**62),
})  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(rows=st.lists(ROW, max_size=12))
def test_any_frame_comes_back_exactly(rows, tmp_path_factory):
    blank = [{name: "" if cell is None else cell for name, cell in row.items()} for row in rows]
    numbers = [{n: repr(c) if isinstance(c, float) else c for n, c in row.items()} for row in blank]
    frame = observations(*numbers)
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    to_excel(frame, path, root=ROOT)
    expected = frame.copy()
    for name in ("label", "scope", "note", "surface"):
        expected[name] = expected[name].map(fit, na_action="ignore").astype("str")
    assert_frame_equal(read_workbook(path), expected)


def test_a_workbook_that_a_person_moved_about_is_read_too(tmp_path):
    frame = observations({"note": "甲"}, {"value": "7", "low": "7", "high": "7"})
    to_excel(frame, tmp_path / "a.xlsx", root=ROOT)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["全部观测"]
    sheet.title = "我的表"
    sheet.insert_cols(1)
    sheet.insert_rows(6)
    book.move_sheet(sheet, -10)
    book.save(tmp_path / "a.xlsx")
    assert_frame_equal(read_workbook(tmp_path / "a.xlsx"), frame)


def test_every_cell_that_cannot_be_read_is_listed_at_once(tmp_path):
    to_excel(observations({}, {}), tmp_path / "a.xlsx", root=ROOT)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["全部观测"]
    sheet.cell(5, NAMES.index("value") + 1).value = "一百"
    sheet.cell(6, NAMES.index("char_start") + 1).value = None
    sheet.cell(6, NAMES.index("period_end") + 1).value = "昨天"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(BadData) as caught:
        read_workbook(tmp_path / "a.xlsx")
    assert [(f.check, f.line, f.column, f.value) for f in caught.value.faults] == [
        ("not_a_number", 5, "value", "一百"),
        ("not_an_integer", 6, "char_start", ""),
        ("not_a_date", 6, "period_end", "昨天"),
    ]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The bytes of a small workbook."""
    path = tmp_path_factory.mktemp("sound") / "a.xlsx"
    to_excel(observations({}), path, root=ROOT, indicators=["projects_total"])
    return path.read_bytes()


@pytest.mark.parametrize("turn", range(25))
def test_a_spoiled_workbook_is_read_or_refused_with_a_message(tmp_path, sound, turn):
    (tmp_path / "a.xlsx").write_bytes(spoil(sound, random.Random(turn)))
    told = "read"
    try:
        read_workbook(tmp_path / "a.xlsx")
    except YjstatsError as error:
        told = error.text("en")
    assert told


def rezipped(sound, name, data):
    """Return a workbook with other bytes in a member."""
    with zipfile.ZipFile(io.BytesIO(sound)) as book:
        members = {one: book.read(one) for one in book.namelist()}
    return archive({**members, name: data})


@pytest.mark.parametrize("read", [read_workbook, read_review])
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("xl/bomb.xml", b" " * 20_000_000, "workbook_bomb"),
        ("xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "workbook_entities"),
        ("xl/x.xml", '\ufeff<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16"), "workbook_entities"),
        ("xl/x.xml", b"<!--" + b"-" * 2**20 + b'--><!ENTITY b "c">', "workbook_entities"),
    ],
    ids=["a zip bomb", "an entity", "in UTF-16", "behind a long comment"],
)
def test_a_workbook_that_is_a_bomb_is_not_opened(tmp_path, sound, read, name, data, told):
    (tmp_path / "a.xlsx").write_bytes(rezipped(sound, name, data))
    with pytest.raises(UsageError) as caught:
        read(tmp_path / "a.xlsx")
    assert caught.value.key == f"error.{told}"


@pytest.mark.parametrize(
    ("content", "told"), [(None, "no_file"), (b"a,b", "not_a_workbook"), ("", "no_observations")]
)
def test_a_file_that_is_no_such_workbook_is_one_clear_error(content, told, tmp_path):
    path = tmp_path / "a.xlsx"
    if content == "":
        openpyxl.Workbook().save(path)
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_workbook(path)
    assert caught.value.key == f"error.{told}"


def test_a_frame_of_a_users_own_makes_a_workbook_outside_any_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    frame = pd.DataFrame(observations({"source_id": "my-paper"}).astype(object))
    to_excel(frame.assign(mine=1), "a.xlsx")
    sources = openpyxl.load_workbook("a.xlsx")["来源"]
    assert sources["A5"].value == "my-paper"
    assert read_workbook("a.xlsx")["source_id"].tolist() == ["my-paper"]


def test_every_member_is_proper_xml(curated, tmp_path):
    to_excel(hostile(), tmp_path / "a.xlsx", root=ROOT)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in archive.namelist():
            assert ElementTree.fromstring(archive.read(name)) is not None


def test_codes_that_the_codebook_lacks_do_no_harm(tmp_path):
    odd = {"city": "nowhere", "indicator": "my_own", "unit": "bag", "qualifier": "roughly"}
    frame = observations(odd, {"qualifier": "roughly"}, {"surface": "x" * 40_000}, {"value": ""})
    to_excel(frame, tmp_path / "a.xlsx", root=ROOT)
    assert read_workbook(tmp_path / "a.xlsx")["unit"].tolist()[0] == "bag"
    shown = openpyxl.load_workbook(tmp_path / "a.xlsx")["全部观测"]["AC5"]
    assert (shown.value, shown.number_format) == (123, '#,##0"bag"')

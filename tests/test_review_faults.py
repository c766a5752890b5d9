"""What is wrong with a review is told at once, by sheet and cell, and nothing is written."""

import datetime
import random

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

import yjstats
from tests.conftest import record, write_csv
from tests.fuzzing import spoil
from tests.reviews import (
    FUNDS,
    FUNDS_ID,
    HEADER,
    PROJECTS,
    PROJECTS_ID,
    TEACHERS_ID,
    accept,
    apply,
    column,
    correct,
    curated,
    exported,
    fill,
    header,
    raw,
    reading,
    reject,
    reviews,
    write_readings,
)
from yjstats.curation.csv_rows import CsvRows
from yjstats.curation.reviews import REVIEWS
from yjstats.errors import BadData, UsageError, YjstatsError
from yjstats.keeping import copies
from yjstats.keeping.lock import one_at_a_time
from yjstats.paths import Project
from yjstats.registers import ALTERNATIVES


def faults(path, root):
    """Apply a workbook that must not be applied; return check and cell of every fault."""
    old = raw(root)
    with pytest.raises(BadData) as caught:
        apply(path, root)
    assert raw(root) == old
    assert all(fault.text("en") and fault.text("zh") for fault in caught.value.faults)
    return [(fault.check, fault.column.split("!")[-1]) for fault in caught.value.faults]


def cell(name, row=HEADER + 1):
    return f"{get_column_letter(column(name))}{row}"


def edited(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("value", "120", "number_as_text"),
        ("value", "很多", "number_as_text"),
        ("value", True, "not_a_number_cell"),
        ("low", datetime.datetime(2022, 1, 1), "not_a_number_cell"),
        ("value", "=1+1", "a_formula"),
        ("value", "（空）", "blank"),
        ("value", "#DIV/0!", "an_error_value"),
        ("period_start", "2022-01-01", "date_as_text"),
        ("period_start", datetime.datetime(2022, 1, 1, 8, 30), "not_a_date_cell"),
        ("label", datetime.datetime(2022, 1, 1), "should_be_text"),
        ("note", "=HYPERLINK(1)", "a_formula"),
        ("unit", "大象", "not_listed"),
        ("city", "（空）", "blank"),
        ("status", 1, "not_listed"),
    ],
)
def test_a_cell_that_cannot_be_taken_has_one_message_at_its_place(root, name, value, check):
    path = fill(exported(root), {FUNDS_ID: correct(**{name: value})})
    told = faults(path, root)
    assert told == [(check, cell(name))]


def test_all_faults_of_all_rows_are_told_at_once(root):
    answers = {
        FUNDS_ID: {"decision": "好", "reviewer": "张三"},
        PROJECTS_ID: correct(value="一百", low="九十", reviewer=None),
        TEACHERS_ID: accept(value=5),
    }
    path = fill(exported(root), answers)
    assert faults(path, root) == [
        ("not_listed", cell("decision", 5)),
        ("no_reviewer", cell("reviewer", 6)),
        ("number_as_text", cell("value", 6)),
        ("number_as_text", cell("low", 6)),
        ("corrected_unasked", cell("value", 7)),
    ]


@pytest.mark.parametrize(
    ("answer", "check", "name"),
    [
        (accept(reviewer=None), "no_reviewer", "reviewer"),
        (accept(reviewer="  "), "no_reviewer", "reviewer"),
        (correct(), "nothing_corrected", "decision"),
        (reject(value=3), "corrected_unasked", "value"),
        ({"value": 3, "reviewer": "张三"}, "undecided", "decision"),
        (correct(high=5), "low_above_high", "low"),
        (correct(unit="人 person"), "unit_unlike_indicator", "unit"),
        (correct(part_of="o000000000000"), "no_such_total", "part_of"),
        (correct(status="有分歧"), "conflict_untold", "decision"),
        (correct(period_end="（空）"), "half_a_period", "period_end"),
    ],
)
def test_a_decision_must_fit_and_its_figure_must_pass_its_checks(root, answer, check, name):
    assert faults(fill(exported(root), {FUNDS_ID: answer}), root) == [(check, cell(name))]


def test_a_disputed_figure_cannot_take_a_reading_that_is_its_alternative(root):
    other = {"obs_id": PROJECTS_ID, "field": "basis", "value": "annual", "why": "两读"}
    write_csv(root / "data/raw/alternatives.csv", ALTERNATIVES, [other])
    path = fill(exported(root), {PROJECTS_ID: accept()})
    assert faults(path, root) == [("takes_alternative", cell("decision", 6))]


def test_an_empty_city_has_to_be_filled_in(root):
    write_readings(root, reading(**FUNDS, city=""))
    path = fill(exported(root), {FUNDS_ID: accept()})
    assert faults(path, root) == [("blank", cell("city"))]
    apply(fill(path, {FUNDS_ID: correct(city="温州")}), root)
    assert curated(root)[FUNDS_ID]["city"] == "wenzhou"


# ---------------------------------------------------------------- rows and files


def test_a_row_that_was_torn_apart_doubled_or_made_up_is_told(root):
    def change(book):
        sheet = book["审阅"]
        sheet["A5"].value, sheet["A6"].value = sheet["A6"].value, sheet["A5"].value
        sheet.cell(9, 1).value = TEACHERS_ID
        sheet.cell(9, column("as_read")).value = sheet.cell(7, column("as_read")).value
        sheet.cell(10, 1).value = "o123456789abc"
        sheet.cell(11, column("decision")).value = "采纳"

    assert faults(edited(exported(root), change), root) == [
        ("torn_row", cell("as_read", 5)),
        ("torn_row", cell("as_read", 6)),
        ("duplicate", "A9"),
        ("not_in_the_workbook", "A10"),
        ("not_in_the_workbook", "A11"),
    ]


def test_a_deleted_column_is_named(root):
    def change(book):
        book["审阅"].delete_cols(column("unit"))

    with pytest.raises(BadData, match="“改：单位”: 缺少这一列"):
        apply(edited(exported(root), change), root)
    assert header("unit") == "改：单位"


@pytest.mark.parametrize("sheet", ["_yjstats", "审阅"])
def test_a_workbook_without_its_sheets_is_none_of_this_kind(root, sheet):
    def change(book):
        del book[sheet]

    with pytest.raises(UsageError, match="重新导出"):
        apply(edited(exported(root), change), root)


def test_another_file_is_no_review(root, tmp_path):
    with pytest.raises(UsageError, match="不存在"):
        apply(tmp_path / "none.xlsx", root)
    (tmp_path / "text.xlsx").write_text("no")
    with pytest.raises(UsageError, match="不是可读的"):
        apply(tmp_path / "text.xlsx", root)
    yjstats.to_excel(yjstats.load(root=root), tmp_path / "report.xlsx", root=root)
    with pytest.raises(UsageError, match="不是由 yjstats review export"):
        apply(tmp_path / "report.xlsx", root)


# ---------------------------------------------------------------- edited meanwhile


def rewrite(root, **cells):
    rows = [row | (cells if row["obs_id"] == PROJECTS_ID else {}) for row in curated(root).values()]
    write_csv(Project(root).curated, rows[0], rows)


def test_a_row_edited_meanwhile_is_shown_and_not_overwritten(root):
    path = fill(exported(root), {PROJECTS_ID: accept(), FUNDS_ID: accept()})
    rewrite(root, note="另有说法")
    assert faults(path, root) == [("row_edited", cell("decision", 6))]
    with pytest.raises(BadData, match="note 两地合计 → 另有说法"):
        apply(path, root)
    fill(path, {PROJECTS_ID: {"decision": None, "reviewer": None}})
    assert apply(path, root).count("added") == 1


def test_a_row_removed_or_entered_meanwhile_is_a_conflict(root):
    path = fill(exported(root), {PROJECTS_ID: accept(), FUNDS_ID: accept()})
    rows = [record(**FUNDS), *(r for i, r in curated(root).items() if i != PROJECTS_ID)]
    write_csv(Project(root).curated, rows[0], rows)
    assert faults(path, root) == [
        ("row_came", cell("decision", 5)),
        ("row_gone", cell("decision", 6)),
    ]


def test_a_reading_that_changed_meanwhile_is_a_conflict(root):
    path = fill(exported(root), {FUNDS_ID: accept()})
    write_readings(root, reading(**(FUNDS | {"indicator": "funds_education"})))
    assert faults(path, root) == [("reading_changed", cell("decision"))]


def test_another_mind_after_applying_is_a_conflict(root):
    path = fill(exported(root), {PROJECTS_ID: accept()})
    apply(path, root)
    fill(path, {PROJECTS_ID: reject()})
    assert faults(path, root) == [("decided_otherwise", cell("decision", 6))]


def test_an_applied_row_that_was_edited_afterwards_is_a_conflict(root):
    path = fill(exported(root), {PROJECTS_ID: accept()})
    apply(path, root)
    rewrite(root, note="后来又改")
    assert faults(path, root) == [("row_edited", cell("decision", 6))]


@pytest.mark.parametrize("turn", range(8))
def test_a_spoiled_workbook_is_applied_or_refused_and_never_by_half(root, turn):
    path = fill(exported(root), {FUNDS_ID: accept()})
    path.write_bytes(spoil(path.read_bytes(), random.Random(turn)))
    old = raw(root)
    try:
        assert apply(path, root).count("added") <= 1
    except YjstatsError:
        assert raw(root) == old
    assert yjstats.check(root).empty


def test_nothing_is_applied_to_a_project_with_faults(root):
    path = fill(exported(root), {FUNDS_ID: accept()})
    rewrite(root, unit="mile")
    assert [check for check, _ in faults(path, root)] == ["not_listed"]


# ---------------------------------------------------------------- together or not at all


def test_a_file_that_is_open_elsewhere_is_left_alone(root):
    path = fill(exported(root), {FUNDS_ID: accept()})
    (root / "data/raw/.~lock.curated.csv#").touch()
    old = raw(root)
    with pytest.raises(YjstatsError, match="正在别处打开"):
        apply(path, root)
    assert raw(root) == old


@pytest.mark.parametrize("written", [0, 1])
def test_a_crash_between_the_files_is_seen_and_undone_by_the_next(root, monkeypatch, written):
    path = fill(exported(root), {FUNDS_ID: accept()})
    old = raw(root)
    cut_off(monkeypatch, path, root, written)
    assert (raw(root) == old) == (written == 0)
    assert "unfinished" in yjstats.check(root)["check"].tolist()
    with pytest.raises(YjstatsError, match="中途停止"):
        apply(path, root, dry_run=True)
    done = apply(path, root)
    assert (done.repaired, done.changes["outcome"].tolist()) == (["undone"], ["added"])
    assert FUNDS_ID in curated(root)
    assert len(reviews(root)) == 1
    assert yjstats.check(root).empty


def test_an_error_between_the_files_leaves_both_as_they_were(root, monkeypatch):
    path = fill(exported(root), {FUNDS_ID: accept()})
    old = raw(root)
    with pytest.raises(KeyboardInterrupt):
        stop_after(monkeypatch, path, root, 1)
    assert raw(root) == old
    assert yjstats.check(root).empty
    assert not [p for p in Project(root).copies.iterdir() if p.is_dir()]


def test_a_file_changed_by_hand_after_a_crash_is_never_overwritten(root, monkeypatch):
    path = fill(exported(root), {FUNDS_ID: accept()})
    cut_off(monkeypatch, path, root, 1)
    rewrite(root, note="手改")
    old = raw(root)
    with pytest.raises(YjstatsError, match=r"curated\.csv 又被改动") as told:
        apply(path, root)
    assert raw(root) == old
    kept, mark = (root / str(told.value.values[name]) for name in ("copies", "mark"))
    Project(root).curated.write_bytes((kept / "data/raw/curated.csv").read_bytes())
    mark.unlink()  # as the message says
    assert apply(path, root).count("added") == 1


def test_a_review_waits_for_no_other_command_and_says_so(root):
    path = fill(exported(root), {FUNDS_ID: accept()})
    old = raw(root)
    with one_at_a_time(Project(root)), pytest.raises(YjstatsError, match="正在写入项目"):
        apply(path, root)
    assert raw(root) == old
    with one_at_a_time(Project(root)):
        assert apply(path, root, dry_run=True).count("added") == 1


def stop_after(monkeypatch, path, root, written):
    """Interrupt a review once it has written so many files."""
    left, write = [written], copies.Change.write

    def stop(change, *given):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        write(change, *given)

    with monkeypatch.context() as patch:
        patch.setattr(copies.Change, "write", stop)
        apply(path, root)


def cut_off(monkeypatch, path, root, written):
    """Leave what a review leaves that was killed once it had written so many files."""
    with monkeypatch.context() as patch:
        patch.setattr(copies, "undo", lambda _: False)
        with pytest.raises(KeyboardInterrupt):
            stop_after(patch, path, root, written)


# ---------------------------------------------------------------- the register


def test_the_register_is_checked_like_the_others(root):
    row = dict.fromkeys(REVIEWS, "") | {
        "obs_id": PROJECTS_ID, "source_id": "wenzhou", "decision": "reject",
        "reading": "r0123456789abcdef", "reviewer": "张三", "reviewed": "2024-05-06",
        "workbook": "notebook",
    }  # fmt: skip
    write_csv(Project(root).reviews, REVIEWS, [row])
    assert yjstats.check(root).empty
    bad = [
        {"source_id": "nowhere"}, {"decision": "maybe"}, {"reading": "1e5"}, {"reviewer": ""},
        {"reviewed": "6.5.2024"}, {"after": "r0123456789abcdef"}, {"decision": "accept"},
    ]  # fmt: skip
    write_csv(Project(root).reviews, REVIEWS, [row | cells for cells in bad])
    told = yjstats.check(root)
    assert list(zip(told["line"], told["column"], told["check"], strict=True)) == [
        (2, "source_id", "not_listed"),
        (3, "decision", "not_listed"),
        (3, "after", "after_unlike_decision"),
        (4, "reading", "not_a_row_sum"),
        (5, "reviewer", "blank"),
        (6, "reviewed", "not_a_date"),
        (7, "after", "after_unlike_decision"),
        (8, "after", "after_unlike_decision"),
    ]


def test_a_new_project_has_an_empty_register(tmp_path):
    yjstats.init(tmp_path / "mine")
    assert reviews(tmp_path / "mine") == []
    assert yjstats.check(tmp_path / "mine").empty


# ---------------------------------------------------------------- bytes of a table


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n", "a,b\r\n1,2\r\n", 'a,b\n"1","2, 3"\n\n', 'a,b\n"x\ny","say ""so"""', "a,b",
        "a,b\n 1 ,2\n\n\n",
    ],
)  # fmt: skip
def test_a_table_that_is_taken_apart_and_put_together_is_the_same(text):
    assert CsvRows.of(text.encode()).data() == text.encode()


def test_only_the_cell_that_changes_is_written_anew():
    table = CsvRows.of(b'a,b\n"k",1\nm,"2"')
    assert table.changed("a", {"k": {"b": 'x, "y"'}}).data() == b'a,b\n"k","x, ""y"""\nm,"2"'
    assert table.inserted(3, {"a": "n"}).data() == b'a,b\n"k",1\nm,"2"\nn,\n'


def test_a_figure_stands_behind_those_before_it(root):
    table = CsvRows.of(Project(root).curated.read_bytes())
    start = int(PROJECTS["char_start"])
    assert [table.place_of("wenzhou", at) for at in (0, start, 10_000)] == [1, 2, 3]
    assert table.place_of("huzhou", 0) == 3

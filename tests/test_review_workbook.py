"""The review workbook: what it asks, how it is filled in, and what applying it writes."""

import hashlib
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import yjstats
from tests.conftest import TEXT, record, source, write_csv
from tests.reviews import (
    DAY,
    FUNDS,
    FUNDS_ID,
    HEADER,
    PROJECTS,
    PROJECTS_ID,
    TEACHERS,
    TEACHERS_ID,
    accept,
    apply,
    column,
    correct,
    curated,
    exported,
    fill,
    header,
    project,
    raw,
    reading,
    reject,
    reviews,
    write_readings,
)
from tests.test_cli import yjstats as run
from yjstats.curation.reconcile import candidates
from yjstats.curation.review_export import export_review
from yjstats.curation.review_items import review_items
from yjstats.errors import UnknownName, UsageError
from yjstats.paths import Project
from yjstats.registers import ALTERNATIVES


def asked(root, **options):
    return {item.obs_id: item.reasons for item in review_items(Project(root), **options)}


# ---------------------------------------------------------------- what is asked


def test_what_is_new_differs_or_is_unsure_is_asked_and_nothing_else(root):
    assert asked(root) == {
        FUNDS_ID: ("new",), PROJECTS_ID: ("differs",), TEACHERS_ID: ("low_confidence",),
    }  # fmt: skip
    assert list(asked(root, below=0.4)) == [FUNDS_ID, PROJECTS_ID]


def test_one_source_can_be_asked_for(root):
    assert len(asked(root, source="wenzhou")) == 3
    with pytest.raises(UnknownName, match="taizhou"):
        asked(root, source="taizhou")
    with pytest.raises(UsageError, match=r"1\.5"):
        asked(root, below=1.5)


def test_a_dispute_that_is_written_down_is_not_asked_again(root):
    known = [
        {"obs_id": PROJECTS_ID, "field": name, "value": cell, "why": "两读"}
        for name, cell in (
            ("recipient", "baicheng"), ("basis", "annual"), ("period_start", "2022-01-01"),
        )
    ]  # fmt: skip
    write_csv(root / "data/raw/alternatives.csv", ALTERNATIVES, known)
    assert PROJECTS_ID not in asked(root)


def test_a_project_without_readings_gives_an_empty_workbook(make_project):
    root = make_project()
    path = exported(root)
    assert apply(path, root).changes.empty


# ---------------------------------------------------------------- the workbook


def test_a_row_shows_the_reading_what_was_entered_and_why(root):
    sheet = openpyxl.load_workbook(exported(root))["审阅"]
    cells = {sheet.cell(row, 1).value: row for row in range(HEADER + 1, HEADER + 4)}
    row = cells[PROJECTS_ID]
    assert sheet.cell(row, column("reasons")).value == "与录入不同"
    assert "≠ 受援地：拜城县" in sheet.cell(row, column("as_read")).value
    assert "≠ 受援地：（空）" in sheet.cell(row, column("as_entered")).value
    assert "备注：两地合计" in sheet.cell(row, column("as_entered")).value
    assert "4.52亿元" in sheet.cell(cells[FUNDS_ID], column("as_read")).value
    assert sheet.cell(cells[FUNDS_ID], column("as_entered")).value == "尚未录入"
    assert sheet.cell(cells[TEACHERS_ID], column("confidence")).value == 0.41


def test_the_sentence_is_there_where_the_text_is_at_hand_and_only_outside_the_project(
    root, tmp_path
):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "any.txt").write_text(TEXT, "utf-8")
    sheet = openpyxl.load_workbook(exported(root, articles=folder))["审阅"]
    told = sheet.cell(HEADER + 1, column("sentence")).value
    assert told == TEXT.replace("4.52亿元", "【4.52亿元】")
    with pytest.raises(UsageError, match="原文语句"):
        export_review(root / "data/review.xlsx", root, articles=folder)
    assert not (root / "data/review.xlsx").exists()
    export_review(root / "data/private/review.xlsx", root, articles=folder)
    export_review(root / "review.xlsx", root)  # without sentences it may lie anywhere


def test_fields_have_lists_from_the_codebook(root):
    book = openpyxl.load_workbook(exported(root))
    sheet, lists = book["审阅"], book["_lists"]
    offered = {lists.cell(1, n).value: n for n in range(1, lists.max_column + 1)}
    assert set(offered) == {
        "decision", "indicator", "unit", "qualifier", "measure", "per", "basis", "city",
        "recipient", "status",
    }  # fmt: skip
    words = [cell.value for cell in lists[openpyxl.utils.get_column_letter(offered["recipient"])]]
    assert "拜城县 baicheng" in words
    assert words[1] == "（空）"
    ruled = {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    letter = openpyxl.utils.get_column_letter(column("recipient"))
    assert f"{letter}5:{letter}7" in ruled
    assert (book["_lists"].sheet_state, book["_yjstats"].sheet_state) == ("hidden", "hidden")


def test_the_same_data_give_the_same_bytes_in_either_language(root, tmp_path):
    for lang in ("zh", "en"):
        first = exported(root, lang=lang).read_bytes()
        assert exported(root, lang=lang).read_bytes() == first


def test_an_english_workbook_can_be_applied_too(root):
    path = fill(exported(root, lang="en"), {FUNDS_ID: accept(decision="accept", reviewer="Ann")})
    assert openpyxl.load_workbook(path).sheetnames[:2] == ["Guide", "Review"]
    assert apply(path, root).changes["outcome"].tolist() == ["added"]


def test_nothing_that_was_read_is_a_formula_and_whatever_was_read_can_be_judged(root):
    texts = ["=1+1", "@SUM(A1)", "a_x000D_b", "😀abc", "x" * 40_000]
    for text in texts:
        write_readings(root, reading(**(FUNDS | {"indicator": "", "label": text})))
        path = exported(root)
        with zipfile.ZipFile(path) as archive:
            sheets = [archive.read(n).decode() for n in archive.namelist() if "/sheet" in n]
        assert not any("<f>" in xml for xml in sheets)
        done = apply(fill(path, {FUNDS_ID: accept()}), root, dry_run=True)
        assert done.changes["outcome"].tolist() == ["added"]


# ---------------------------------------------------------------- applying


def test_an_accepted_new_reading_becomes_a_row_at_its_place(root):
    old = Project(root).curated.read_bytes().decode().splitlines()
    done = apply(fill(exported(root), {FUNDS_ID: accept()}), root)
    assert done.changes["outcome"].tolist() == ["added"]
    new = Project(root).curated.read_bytes().decode().splitlines()
    assert [new[0], *new[2:]] == old  # before the others of its source, which are as they were
    row = curated(root)[FUNDS_ID]
    assert (row["value"], row["status"], row["note"]) == ("452000000", "accepted", "")
    assert yjstats.load(root=root).set_index("obs_id").loc[FUNDS_ID, "origin"] == "both"
    assert yjstats.check(root).empty


def test_an_accepted_reading_changes_what_it_reads_and_leaves_the_rest(root):
    apply(fill(exported(root), {PROJECTS_ID: accept()}), root)
    row = curated(root)[PROJECTS_ID]
    assert (row["recipient"], row["basis"], row["period_start"]) == (
        "baicheng", "annual", "2022-01-01",
    )  # fmt: skip
    assert (row["obs_id"], row["note"], row["status"]) == (PROJECTS_ID, "两地合计", "accepted")


def test_a_correction_stands_over_the_reading(root):
    cells = {
        "recipient": "（空）", "value": 120, "low": 120, "high": 120, "scope": "某县",
        "period_start": pd.Timestamp("2021-01-01").to_pydatetime(), "basis": "累计",
    }  # fmt: skip
    apply(fill(exported(root), {PROJECTS_ID: correct(**cells)}), root)
    row = curated(root)[PROJECTS_ID]
    assert [row[name] for name in cells] == [
        "", "120", "120", "120", "某县", "2021-01-01", "cumulative",
    ]  # fmt: skip


def test_a_rejected_reading_is_remembered_and_never_asked_again(root):
    assert FUNDS_ID in set(candidates(root)["obs_id"])
    before = Project(root).curated.read_bytes()
    apply(fill(exported(root), {FUNDS_ID: reject(remark="不是统计"), PROJECTS_ID: reject()}), root)
    assert Project(root).curated.read_bytes() == before
    assert list(asked(root)) == [TEACHERS_ID]
    assert FUNDS_ID not in set(candidates(root)["obs_id"])
    status = yjstats.load("extracted", root).set_index("obs_id")["status"]
    assert (status[FUNDS_ID], status[TEACHERS_ID]) == ("rejected", "candidate")


def test_a_reading_that_changes_is_asked_again(root):
    apply(fill(exported(root), {FUNDS_ID: reject()}), root)
    write_readings(root, reading("0.2", **FUNDS))
    assert FUNDS_ID not in asked(root)  # less sure, but the same reading
    write_readings(root, reading(**(FUNDS | {"indicator": "funds_education"})))
    assert asked(root)[FUNDS_ID] == ("new",)


def test_an_accepted_figure_that_was_removed_is_asked_again(root):
    old = Project(root).curated.read_bytes()
    apply(fill(exported(root), {FUNDS_ID: accept()}), root)
    assert FUNDS_ID not in asked(root)
    Project(root).curated.write_bytes(old)
    assert FUNDS_ID in asked(root)


def test_the_register_says_who_when_what_and_from_which_workbook(root):
    answers = {PROJECTS_ID: correct(basis="累计", remark="见首段"), TEACHERS_ID: accept()}
    path = fill(exported(root), answers)
    apply(path, root)
    first, second = reviews(root)
    assert (first["decision"], first["reviewer"], first["reviewed"], first["remark"]) == (
        "correct", "张三", DAY.isoformat(), "见首段",
    )  # fmt: skip
    assert first["workbook"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert first["changes"] == "recipient: — → baicheng; period_start: 2020-01-01 → 2022-01-01"
    assert (second["decision"], second["changes"]) == ("accept", "")
    assert second["before"] == second["after"]
    assert not asked(root).keys() & {PROJECTS_ID, TEACHERS_ID}


def test_what_was_changed_is_kept(root):
    old = raw(root)
    done = apply(fill(exported(root), {FUNDS_ID: accept()}), root)
    assert (done.copies / "data/raw/curated.csv").read_bytes() == old["curated.csv"]
    assert not (done.copies / "data/raw/reviews.csv").exists()  # there was none
    second = apply(fill(exported(root), {TEACHERS_ID: accept()}), root)
    assert second.copies != done.copies
    assert (Project(root).copies / ".gitignore").read_text() == "*\n"


def test_a_dry_run_says_the_same_and_writes_nothing(root):
    path = fill(exported(root), {FUNDS_ID: accept(), PROJECTS_ID: reject()})
    old = raw(root)
    dry = apply(path, root, dry_run=True)
    assert raw(root) == old
    pd.testing.assert_frame_equal(dry.changes, apply(path, root).changes)
    assert (dry.undecided, dry.removed) == (1, 0)


def test_applying_twice_changes_nothing(root):
    answers = {FUNDS_ID: accept(), PROJECTS_ID: correct(basis="累计"), TEACHERS_ID: reject()}
    path = fill(exported(root), answers)
    apply(path, root)
    old = raw(root)
    again = apply(path, root)
    assert again.changes["outcome"].tolist() == ["already"] * 3
    assert again.copies is None
    openpyxl.load_workbook(path).save(path)  # the same answers in other bytes
    assert apply(path, root).copies is None
    assert raw(root) == old


def test_a_workbook_may_be_filled_in_and_applied_in_several_goes(root):
    path = fill(exported(root), {FUNDS_ID: accept()})
    apply(path, root)
    fill(path, {PROJECTS_ID: accept()})
    assert sorted(apply(path, root).changes["outcome"]) == ["already", "changed"]
    assert len(reviews(root)) == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_byte_that_no_decision_changes_stays(root, encoding, newline):
    path = Project(root).curated
    lines = path.read_text("utf-8").splitlines()
    lines[2] = lines[2].replace("wenzhou,wenzhou", '"wenzhou",wenzhou')
    lines[2] = lines[2].replace("1900,2000", "1900.0,2000")
    text = newline.join([*lines, ""])
    path.write_bytes(text.encode(encoding))
    apply(fill(exported(root), {PROJECTS_ID: accept()}), root)
    after = path.read_bytes().decode(encoding).split(newline)
    assert [after[0], *after[2:]] == [lines[0], lines[2], ""]
    assert after[1] == lines[1].replace(",,projects_total", ",baicheng,projects_total").replace(
        "cumulative,2020", "annual,2022"
    )


def test_rows_may_be_sorted_deleted_and_columns_moved(root):
    path = fill(exported(root), {FUNDS_ID: accept(), PROJECTS_ID: reject()})
    book = openpyxl.load_workbook(path)
    sheet = book["审阅"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER + 1)]
    rows = [row for row in reversed(rows) if row[0] != TEACHERS_ID]
    sheet.delete_rows(HEADER + 1, 3)
    for number, row in enumerate(rows, HEADER + 1):
        for place, cell in enumerate(row, 1):
            sheet.cell(number, place).value = cell
    sheet.insert_cols(3)  # a column of the reviewer's own
    sheet.cell(HEADER, 3).value = "我的标记"
    sheet.title = "我的"
    book.save(path)
    done = apply(path, root)
    assert sorted(done.changes["outcome"]) == ["added", "rejected"]
    assert (done.undecided, done.removed) == (0, 1)


# ---------------------------------------------------------------- whatever is answered

DECISIONS = st.sampled_from([None, accept, reject])
NOTES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    decisions=st.tuples(DECISIONS, DECISIONS, DECISIONS), note=NOTES, value=st.integers(1, 10**9)
)
def test_what_is_answered_is_what_is_loaded(make_project, decisions, note, value):
    root = project(make_project)
    for path in (Project(root).reviews,):
        path.unlink(missing_ok=True)
    ids = (FUNDS_ID, PROJECTS_ID, TEACHERS_ID)
    answers = {i: d(remark=f"x{note}") for i, d in zip(ids, decisions, strict=True) if d}
    if decisions[1] is None:
        cells = {"value": value, "low": value, "high": value, "note": f"x{note}"}
        answers[PROJECTS_ID] = correct(**cells)
    path = fill(exported(root), answers)
    apply(path, root)
    frame = yjstats.load("curated", root).set_index("obs_id")
    assert (FUNDS_ID in frame.index) == (decisions[0] is accept)
    if decisions[1] is None:
        assert frame.loc[PROJECTS_ID, "value"] == value
        assert frame.loc[PROJECTS_ID, "note"] == f"x{note}"
    else:
        assert (frame.loc[PROJECTS_ID, "basis"] == "annual") == (decisions[1] is accept)
    assert asked(root).keys() == set(ids) - answers.keys()
    old = raw(root)
    apply(path, root)
    assert raw(root) == old


# ---------------------------------------------------------------- the command


def test_the_commands_export_and_apply(root, tmp_path):
    path = tmp_path / "command.xlsx"
    told = run("review", "export", path, "--root", root, "--below", "0.4")
    assert (told.returncode, told.stdout) == (0, "")
    assert "2 个读数等待审阅" in told.stderr
    fill(path, {FUNDS_ID: accept()})
    old = raw(root)
    told = run("review", "apply", path, "--dry-run", "--root", root, "--lang", "en")
    assert told.returncode == 0
    assert "added" in told.stdout
    assert "nothing was written" in told.stderr
    assert raw(root) == old
    told = run("review", "apply", path, "--root", root)
    assert "采纳与更正 1 个（其中新增 1 个）" in told.stderr
    assert "data/private/copies/0001-review" in told.stderr
    assert FUNDS_ID in curated(root)


def test_a_wrong_workbook_exits_with_its_cells(root, tmp_path):
    path = fill(exported(root), {FUNDS_ID: accept(reviewer=None)})
    told = run("review", "apply", path, "--root", root)
    assert told.returncode == 1
    letter = openpyxl.utils.get_column_letter(column("reviewer"))
    assert f"审阅!{letter}5" in told.stderr
    assert run("review", "apply", tmp_path / "none.xlsx", "--root", root).returncode == 2
    assert run("review", "export", tmp_path / "a.csv", "--root", root).returncode == 2


def test_headers_are_named_in_both_languages():
    assert header("recipient") == "改：受援地"
    assert header("recipient", "en") == "New Recipient"


def test_rows_of_two_sources_each_find_their_place(make_project):
    both = [source(), source("taizhou", sha256="0" * 64)]
    other = record(source_id="taizhou", city="taizhou")
    root = make_project(record(**PROJECTS), record(**TEACHERS), other, sources=both)
    write_readings(root, reading(**FUNDS))
    apply(fill(exported(root), {FUNDS_ID: accept()}), root)
    assert list(curated(root)) == [FUNDS_ID, PROJECTS_ID, TEACHERS_ID, other["obs_id"]]
    assert TEACHERS["surface"] == curated(root)[TEACHERS_ID]["surface"]

"""Exporting: a part of the data, what changed, and a file that may not be replaced."""

import gc
import subprocess
import sys
import tracemalloc

import openpyxl
import pandas as pd
import pytest

from tests.conftest import ROOT, observations
from yjstats import read_workbook, to_excel
from yjstats.errors import UnknownName, UsageError, YjstatsError
from yjstats.workbook.changes import changes
from yjstats.workbook.looks import Looks
from yjstats.workbook.observations import observations_page
from yjstats.workbook.render import write_page
from yjstats.workbook.report import gather
from yjstats.workbook.subset import Subset

A = {"obs_id": "o00000000000a", "indicator": "projects_total", "city": "wenzhou"}
B = {"obs_id": "o00000000000b", "indicator": "funds_aid_total", "city": "wenzhou", "unit": "CNY"}
LATER = {"period_start": "2023-01-01", "period_end": "2023-12-31"}


def export(frame, path, **asked):
    to_excel(frame, path, root=ROOT, **asked)
    return openpyxl.load_workbook(path)


def column(sheet, letter):
    return [cell.value for cell in sheet[letter][4:]]


def test_only_some_indicators(curated, tmp_path):
    book = export(curated, tmp_path / "a.xlsx", indicators=["funds_aid_total", "projects_total"])
    assert book.sheetnames[2:6] == ["摘要", "资金", "项目", "可比性说明"]
    assert {*column(book["摘要"], "B")} == {"援疆资金总额", "援疆项目数"}
    assert column(book["编码表"], "A") == ["funds_aid_total", "projects_total"]
    listed = read_workbook(tmp_path / "a.xlsx")
    assert {*listed["indicator"]} == {"funds_aid_total", "projects_total"}
    cover = "\n".join(str(cell.value) for cell in book["封面"]["A"])
    assert (
        f"只含一部分：援疆资金总额、援疆项目数（略去 {len(curated) - len(listed)} 个观测）" in cover
    )


def test_the_cover_says_which_rows_no_comparison_uses(tmp_path):
    frame = observations(A, {**B, "status": "candidate"}, {**B, "status": "rejected"})
    cover = [cell.value for cell in export(frame, tmp_path / "a.xlsx")["封面"]["A"]]
    assert "1 个城市，3 个观测" in cover
    assert "其中 1 个由程序读出、尚未审阅：列出，但不参与任何比较" in cover
    assert "其中 1 个经审阅不采用：列出，但不参与任何比较" in cover


def test_a_cover_of_accepted_rows_has_no_such_line(tmp_path):
    cover = [str(cell.value) for cell in export(observations(A), tmp_path / "a.xlsx")["封面"]["A"]]
    assert not [line for line in cover if line.startswith("其中")]


def test_a_near_figure_is_offered_though_its_indicator_was_not_asked_for(curated, tmp_path):
    book = export(curated, tmp_path / "a.xlsx", indicators=["funds_aid_total"])
    near = book["资金"]["M9"]
    assert near.value.startswith("援疆项目总投资 1.1807亿元")
    assert near.hyperlink is None


def test_only_a_domain(curated, tmp_path):
    book = export(curated, tmp_path / "a.xlsx", domain="medical")
    assert [n for n in book.sheetnames if n in ("资金", "教育", "医疗")] == ["医疗"]
    assert {*read_workbook(tmp_path / "a.xlsx")["domain"]} == {"medical"}


def test_only_some_cities_and_these_compared_among_themselves(curated, tmp_path):
    book = export(curated, tmp_path / "a.xlsx", cities=["jiaxing", "wenzhou"])
    assert [cell.value for cell in book["摘要"][4]][4:] == ["温州", "嘉兴"]
    assert {*column(book["教育"], "B")} == {"温州", "嘉兴"}
    assert [cell.value for cell in book["覆盖"][4]][2:] == ["温州", "嘉兴"]
    # Wenzhou's fairs differ from those of cities that are not here; these two cover the same years.
    assert book["摘要"]["E5"].number_format == '#,##0.00"亿元"'


def test_only_a_period_and_a_city_that_reports_another_one_is_told_so(tmp_path):
    frame = observations(A, {**A, **LATER, "obs_id": "o00000000000c", "city": "jiaxing"})
    book = export(frame, tmp_path / "a.xlsx", period=("2020-01-01", "2021-12-31"))
    row = next(r for r in book["摘要"].iter_rows(min_row=5) if r[1].value == "援疆项目数")
    told = dict(zip([cell.value for cell in book["摘要"][4]], [c.value for c in row], strict=True))
    assert told["温州"] == 123
    assert told["嘉兴"] == "非所求期间"
    assert told["湖州"] == "未报道"
    assert len(read_workbook(tmp_path / "a.xlsx")) == 1


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"indicators": ["funds_aid_totl"]}, UnknownName),
        ({"cities": ["wenzhuo"]}, UnknownName),
        ({"domain": "education "}, UnknownName),
        ({"period": ("2022-12-31", "2020-01-01")}, UsageError),
        ({"domain": "medical", "indicators": ["projects_total"]}, UsageError),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_is_written(asked, error, tmp_path):
    with pytest.raises(error):
        export(observations(A), tmp_path / "a.xlsx", **asked)
    assert not list(tmp_path.iterdir())


def test_changes_are_by_observation_and_field():
    old = observations(A, B)
    new = observations({**A, "value": "124", "note": "改"}, {**B, "obs_id": "o00000000000c"})
    told = changes(old, new)
    assert told[["change", "obs_id", "field"]].to_numpy().tolist() == [
        ["changed", A["obs_id"], "value"],
        ["changed", A["obs_id"], "note"],
        ["added", "o00000000000c", "value"],
        ["removed", B["obs_id"], "value"],
    ]
    assert told["before"].tolist() == [123.0, None, None, 123.0]
    assert told["after"].tolist() == [124.0, "改", 123.0, None]
    assert changes(old, old).empty


def test_the_change_log_against_an_earlier_workbook(tmp_path):
    export(observations(A, B), tmp_path / "old.xlsx")
    new = observations({**A, "value": "124", "low": "124", "high": "124"})
    book = export(new, tmp_path / "new.xlsx", since=tmp_path / "old.xlsx")
    assert book.sheetnames[-1] == "变更"
    sheet = book["变更"]
    assert sheet["A2"].value == "与 old.xlsx 相比：新增 0 个观测，变更 1 个，删除 1 个"
    assert sheet["A2"].value in [cell.value for cell in book["封面"]["A"]]
    rows = list(sheet.iter_rows(min_row=5))
    assert [row[0].value for row in rows] == ["变更", "变更", "变更", "删除"]
    value = rows[0]
    assert [cell.value for cell in value[6:9]] == ["value", 123, 124]
    assert value[8].number_format == '#,##0"个"'
    assert value[1].hyperlink.location == "'全部观测'!A5"
    assert rows[3][1].hyperlink is None


def test_a_workbook_may_be_replaced_by_what_changed_since_itself(curated, tmp_path):
    path = tmp_path / "a.xlsx"
    export(curated, path)
    book = export(curated, path, since=path)
    assert book["变更"].max_row == 4
    assert book["变更"]["A2"].value.endswith("新增 0 个观测，变更 0 个，删除 0 个")


@pytest.mark.parametrize("lock", [".~lock.a.xlsx#", "~$a.xlsx"])
def test_a_file_that_is_open_elsewhere_stays_and_the_message_says_why(lock, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_text("old")
    (tmp_path / lock).write_text("")
    with pytest.raises(YjstatsError) as caught:
        export(observations(A), path)
    assert lock in str(caught.value)
    assert "open elsewhere" in caught.value.text("en")
    assert path.read_text() == "old"


def test_a_read_only_file_stays(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(YjstatsError, match="只读"):
        export(observations(A), path)
    assert path.read_text() == "old"


@pytest.mark.parametrize(
    "broken",
    ["writer.excel.ExcelWriter._write_charts", "worksheet._writer.WorksheetWriter.write_tail",
     "worksheet._write_only.WriteOnlyWorksheet.append"],
)  # fmt: skip
def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(broken, tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_text("old")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(f"openpyxl.{broken}", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(observations(A), path)
    gc.collect()  # sheets left open would complain now
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_that_cannot_be_made_is_one_message(tmp_path):
    (tmp_path / "file").write_text("")
    told = subprocess.run(
        [sys.executable, "-m", "yjstats", "export", str(tmp_path / "file" / "a.xlsx")],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert told.returncode == 1
    assert told.stderr.startswith("yjstats: 无法写入")
    assert len(told.stderr.splitlines()) == 1


def test_a_frame_with_rows_twice_and_an_index_of_its_own_is_written_as_it_is(curated, tmp_path):
    twice = pd.concat([curated, curated])
    export(twice, tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx").equals(twice.reset_index(drop=True))


def test_any_other_ending_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"a\.csv"):
        to_excel(observations(A), tmp_path / "a.csv")


def test_the_command_has_the_same_options(curated, tmp_path):
    def run(*arguments):
        told = subprocess.run(
            [sys.executable, "-m", "yjstats", "export", *map(str, arguments)],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        return told.returncode, told.stderr

    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    asked = ("--indicators", "funds_aid_total, projects_total", "--cities", "wenzhou,jiaxing")
    assert run(old, *asked, "--period", "2020-01-01", "2022-12-31")[0] == 0
    assert len(read_workbook(old)) == 4
    status, _ = run(new, "--domain", "funds", "--since", old, "--lang", "en")
    assert status == 0
    assert openpyxl.load_workbook(new).sheetnames[-1] == "Changes"
    status, told = run(new, "--cities", "wenzhuo")
    assert status == 2
    assert "wenzhou" in told
    assert run(new, "--since", tmp_path / "none.xlsx")[0] == 2


def test_four_times_the_rows_take_no_more_memory(curated, monkeypatch):
    """The sheet of observations is written row by row (tests/bench/workbook.py has 100,000)."""
    monkeypatch.setattr("yjstats.workbook.observations.AT_ONCE", 185)
    peaks = []
    for times in (1, 2, 8):  # the first fills the caches
        frame = pd.concat([curated] * times, ignore_index=True)
        report = gather(frame, Subset(), "zh", ROOT)
        book = openpyxl.Workbook(write_only=True)
        tracemalloc.start()
        write_page(book, Looks(book), observations_page(report), "zh")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        for sheet in book:
            sheet.close()
            sheet._writer.cleanup()
    assert peaks[2] < 2 * peaks[1]  # a sheet held whole would take some fifty times as much

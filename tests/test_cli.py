"""The command line: what it prints, where, and with which exit status."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from tests.conftest import ROOT
from yjstats.cli.output import print_table, progress


def yjstats(*arguments, cwd=ROOT, **kwargs):
    return subprocess.run(
        [sys.executable, "-m", "yjstats", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, **kwargs,
    )  # fmt: skip


def test_help_tells_every_command():
    told = yjstats("--help")
    assert told.returncode == 0
    for name in (
        "build",
        "check",
        "compare",
        "coverage",
        "themes",
        "figures",
        "evidence",
        "export",
    ):
        assert f"\n  {name} " in told.stdout
        assert yjstats(name, "--help").returncode == 0


def test_compare_as_json_is_what_the_design_says():
    told = yjstats("compare", "funds_aid_total", "--per", "year", "--format", "json")
    rows = json.loads(told.stdout)
    assert told.stderr == ""
    assert [row["value"] for row in rows] == [
        452_000_000, 321_860_000, 840_000_000, 450_000_000, None,
    ]  # fmt: skip
    assert rows[0]["years"] * 12 == 36
    assert rows[0]["per_year"] == pytest.approx(150_666_666.67, abs=0.01)
    assert rows[2]["years"] * 12 == pytest.approx(37)
    assert rows[4]["reasons"] == ["not_reported"]
    assert rows[4]["near"]["indicator"] == "projects_investment"
    assert rows[4]["near"]["value"] == 118_070_000
    assert "definition_differs" in rows[4]["near"]["reasons"]


def test_compare_as_csv_and_as_a_table():
    rows = list(csv.DictReader(io.StringIO(
        yjstats("compare", "med_surgeries", "--format", "csv").stdout)))  # fmt: skip
    assert [row["value"] for row in rows] == ["678", "", "", "1827", "200"]
    assert "近200台" in yjstats("compare", "med_surgeries").stdout
    assert "nearly 200 surgeries" in yjstats("compare", "med_surgeries", "--lang", "en").stdout


def test_coverage_in_every_format():
    assert json.loads(yjstats("coverage", "--format", "json").stdout)[0]["domain"] == "funds"
    assert yjstats("coverage", "--format", "csv").stdout.startswith("domain,indicator,city,state")
    assert "有报道" in yjstats("coverage", "--domain", "medical").stdout


def test_themes_in_every_format():
    rows = json.loads(yjstats("themes", "--top", "2", "--format", "json").stdout)
    assert [row["rank"] for row in rows] == [1, 2] * 5
    assert yjstats("themes", "--format", "csv").stdout.startswith("city,term,count,tfidf,rank,")
    table = yjstats("themes", "--lang", "en").stdout
    assert "骆驼 (3, distinctive)" in table
    assert "Medical care" in table


def test_themes_of_the_articles_are_single_terms(articles):
    told = yjstats("themes", "--articles", articles, "--format", "json")
    assert "南孔文化" in {row["term"] for row in json.loads(told.stdout)}
    assert max(len(row["term"]) for row in json.loads(told.stdout)) < 10


def test_check_says_that_all_is_well():
    told = yjstats("check", "--lang", "en")
    assert (told.returncode, told.stdout) == (0, "no faults in the data\n")


def test_evidence_points_to_the_source_and_shows_the_sentence_where_it_is_at_hand(articles):
    rows = json.loads(yjstats("compare", "funds_aid_total", "--format", "json").stdout)
    obs_id = rows[0]["obs_id"]
    assert "118–124" in yjstats("evidence", obs_id).stdout
    assert "【4.52亿元】" in yjstats("evidence", obs_id, "--articles", articles).stdout


def test_export_writes_a_workbook(tmp_path):
    told = yjstats("export", tmp_path / "a.xlsx")
    assert told.returncode == 0
    assert told.stdout == ""
    assert (tmp_path / "a.xlsx").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare", "funds_aid_totl", "--lang", "en"], "nearest are: funds_aid_total"),
        (["compare"], "INDICATOR"),
        (["compare", "funds_aid_total", "--per", "month"], "month"),
        (["compare", "funds_aid_total", "--format", "xml"], "xml"),
        (["coverage", "--domain", "medcal", "--lang", "en"], "medical"),
        (["themes", "--top", "0"], "0"),
        (["themes", "--articles", "nowhere", "--lang", "en"], "does not exist"),
        (["themes", "--articles", "docs", "--lang", "en"], "the text of no source"),
        (["evidence", "o0", "--lang=en"], 'no observation named "o0"'),
        (["evidence", "o0"], "没有名为“o0”的观测"),
        (["figures", "--only", "eduction", "--lang", "en"], "education"),
        (["export", "a.csv", "--lang", "en"], "a.csv is not the name of an .xlsx"),
        (["check", "--root", "nowhere", "--lang", "en"], "not a project folder"),
        (["check", "--articles", "nowhere", "--lang", "en"], "does not exist"),
        (["nonsense"], "用法有误"),
    ],
)
def test_wrong_usage_is_one_message_and_exit_status_two(arguments, words):
    told = yjstats(*arguments)
    assert told.returncode == 2
    assert told.stdout == ""
    assert words in told.stderr
    assert "Traceback" not in told.stderr


def test_bad_data_are_listed_with_exit_status_one(tmp_path):
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    path = root / "data/raw/curated.csv"
    path.write_text(path.read_text("utf-8").replace(",wenzhou,", ",venice,"), "utf-8")
    for command in (["check"], ["build", "--no-notebooks"], ["compare", "funds_aid_total"]):
        told = yjstats(*command, "--root", root, "--lang", "en")
        assert told.returncode == 1
        assert "Traceback" not in told.stderr
        assert told.stderr.count("data/raw/curated.csv:") == 46
    assert not (root / "data/processed").exists()


def test_where_no_project_is_found_the_checkout_of_the_package_serves(tmp_path):
    assert yjstats("check", cwd=tmp_path).returncode == 0


def test_a_file_that_cannot_be_written_is_one_message(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    told = yjstats("export", tmp_path / "a.xlsx", "--lang", "en")
    assert told.returncode in (1, 2)
    assert "Traceback" not in told.stderr
    assert "a.xlsx" in told.stderr


def test_an_encoding_without_chinese_gets_escapes():
    told = yjstats("compare", "projects_total", "--format", "json",
                   env={**os.environ, "PYTHONIOENCODING": "ascii"})  # fmt: skip
    assert told.returncode == 0
    assert json.loads(told.stdout)[0]["value"] == 123
    told = yjstats("compare", "projects_total", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert told.returncode == 0
    assert "\\u6e29\\u5dde" in told.stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device on this system")
def test_output_that_cannot_be_written_is_one_message():
    command = f"{sys.executable} -m yjstats coverage --lang en > /dev/full"
    told = subprocess.run(
        command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert told.stderr == "yjstats: could not be done: No space left on device\n"


def test_a_name_cannot_drive_the_terminal():
    told = yjstats("evidence", "o\x1b[31m\x07")
    assert told.returncode == 2
    assert "\x1b" not in told.stderr
    assert "\x07" not in told.stderr


def test_output_cut_short_by_its_reader_is_no_error():
    command = f"{sys.executable} -m yjstats coverage --format csv | head -n 1"
    told = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("domain,")
    assert told.stderr == ""


HOSTILE = "\x1b[31m[red]<script>[/b][link=http://localhost]\x07"


def test_a_table_shows_hostile_cells_as_they_are_written(capsys):
    print_table(pd.DataFrame({f"a{HOSTILE}": [HOSTILE]}), HOSTILE)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert shown.count("\\x1b[31m[red]<script>[/b][link=http://localhost]\\x07") == 3


@pytest.mark.parametrize("terminal", [True, False])
def test_the_progress_of_a_build_shows_a_hostile_name_as_it_is_written(
    capsys, terminal, monkeypatch
):
    monkeypatch.setenv("FORCE_COLOR" if terminal else "NO_COLOR", "1")
    with progress() as tell:
        tell(HOSTILE, 1, 2)
    shown = capsys.readouterr().err
    assert "\\x1b[31m[red]<script>[/b][link=" in shown
    assert "\x1b[31m" not in shown
    assert "\x07" not in shown

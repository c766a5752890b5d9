"""The command and the functions that read texts."""

import json
import re
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

from tests.conftest import ROOT
from yjstats import extract, highlight, load, reconcile
from yjstats.codebook import codebook
from yjstats.errors import UsageError, YjstatsError
from yjstats.extraction.records import KEYS

TEXT = "今年以来，某市安排援疆资金3.2亿元，实施项目近40个。第十批干部在岗。"


def yjstats(*arguments, stdin=None, cwd=ROOT):
    return subprocess.run(
        [sys.executable, "-m", "yjstats", *map(str, arguments)], cwd=cwd, input=stdin,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_standard_output_holds_json_lines_and_nothing_else():
    told = yjstats("extract", "-", "--date", "2024-06-01", "--city", "温州", stdin=TEXT)
    assert told.returncode == 0
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert [tuple(row) for row in rows] == [KEYS, KEYS]
    first, second = rows
    assert (first["value"], first["indicator"]) == (320000000, "funds_aid_total")
    assert (first["period_start"], first["period_end"]) == ("2024-01-01", "2024-06-01")
    assert (second["low"], second["high"], second["qualifier"]) == (30, 40, "nearly")
    assert {row["city"] for row in rows} == {"wenzhou"}
    assert all(TEXT[row["char_start"] : row["char_end"]] == row["surface"] for row in rows)
    assert "NaN" not in told.stdout


def test_all_mentions_have_a_kind():
    told = yjstats("extract", "-", "--all-mentions", stdin=TEXT)
    kinds = {row["surface"]: row["kind"] for row in map(json.loads, told.stdout.splitlines())}
    assert kinds["3.2亿元"] == "statistic"
    assert "ordinal" in kinds.values()


def test_a_registered_text_needs_neither_date_nor_city(articles):
    told = yjstats("extract", articles / "huzhou.txt")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["source_id"] for row in rows} == {"huzhou"}
    assert {row["city"] for row in rows} == {"huzhou"}
    assert all(row["period_end"] for row in rows)


def test_without_any_date_the_command_says_what_stays_blank():
    told = yjstats("extract", "-", stdin="目前共有学校3所。")
    assert told.returncode == 0
    assert "--date" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["nowhere.txt"], 1), (["-", "--date", "yesterday"], 2), (["-", "--format", "xlsx"], 2),
        (["-", "-"], 2), ([], 2),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_one_message(arguments, status):
    told = yjstats("extract", *arguments, stdin=TEXT)
    assert told.returncode == status
    assert told.stdout == ""
    assert "Traceback" not in told.stderr


def test_all_files_that_cannot_be_read_are_named_and_nothing_is_written(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00\x01\x00")
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    files = [tmp_path / name for name in ("bad.txt", "missing.txt", "good.txt")]
    told = yjstats("extract", *files, "-o", tmp_path / "out.jsonl")
    assert told.returncode == 1
    assert "bad.txt" in told.stderr
    assert "missing.txt" in told.stderr
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_every_form_holds_the_same_readings(form, tmp_path):
    (tmp_path / "a.txt").write_text("=1+1\n" + TEXT, encoding="utf-8")
    out = tmp_path / f"out.{form}"
    told = yjstats("extract", tmp_path / "a.txt", "--format", form, "-o", out)
    assert told.returncode == 0
    if form == "jsonl":
        values = [json.loads(line)["value"] for line in out.read_text("utf-8").splitlines()]
    elif form == "csv":
        values = pd.read_csv(out)["value"].tolist()
    else:
        sheet = openpyxl.load_workbook(out).active
        header, *rows = sheet.iter_rows(values_only=True)
        values = [row[header.index("value")] for row in rows]
    assert values == [320000000, 40]


def test_a_frame_has_the_documented_columns_and_types(tmp_path):
    frame = extract(TEXT, "2024-06-01")
    assert tuple(frame.columns) == KEYS
    assert str(frame["value"].dtype) == "float64"
    assert str(frame["period_end"].dtype) == "datetime64[ms]"
    assert extract("").empty
    assert tuple(extract("", all_mentions=True).columns) == (*KEYS, "kind")
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.replace("。", "。\r\n").encode("gb18030"))
    assert extract(path)["value"].tolist() == frame["value"].tolist()


def test_a_date_that_is_none_and_a_file_that_is_none_are_errors(tmp_path):
    with pytest.raises(UsageError):
        extract(TEXT, "2024-13-01")
    with pytest.raises(YjstatsError):
        extract(tmp_path / "none.txt")


def test_highlight_marks_every_number_and_escapes_the_text():
    shown = highlight("<b>援疆资金3亿元</b>", published="2024-06-01")._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<mark" in shown
    assert ">3亿元</mark>" in shown
    assert "<script" not in highlight("<script>1个</script>")._repr_html_()


def test_highlight_tells_its_reasons_in_the_reader_s_language():
    text = "今年，援疆教师30名。他家有3头牛。"
    shown = {lang: highlight(text, published="2024-06-01", lang=lang) for lang in ("zh", "en")}
    told = {lang: made._repr_html_() for lang, made in shown.items()}
    assert "时间见本句" in told["zh"]
    assert "一家之数" in told["zh"]
    assert "period: the sentence" in told["en"]


def test_every_reason_has_a_name():
    sentences = pd.read_csv(ROOT / "tests/extraction/sentences.csv")["text"]
    read = extract(list(sentences), published="2024-06-01", all_mentions=True)
    reasons = {word for words in read["why"] for word in words if re.match("[a-z]", word)}
    reasons |= set(pd.read_csv(ROOT / "yjstats/codebook/contexts.csv")["note"])
    assert len(reasons) > 30
    assert {reason.replace(" ", "-") for reason in reasons} <= {*codebook().terms["why"]}


def test_highlight_finds_a_digest_by_its_name():
    found = highlight("wenzhou-digest", root=ROOT)
    assert len(found.records) > 10
    assert str(found)
    with pytest.raises(UsageError):
        highlight("wenzhou", root=ROOT)  # the article's text is not at hand


def test_reconciliation_lays_both_readings_side_by_side():
    told = reconcile(ROOT)
    articles, digests = (told[told["kind"] == kind] for kind in ("article", "digest"))
    assert set(told["outcome"]) <= {"matched", "differs", "only_curated", "only_extracted"}
    assert articles["obs_id"].notna().sum() == len(load("curated", ROOT))
    assert (digests["outcome"] == "only_extracted").mean() < 0.2
    assert told.loc[told["outcome"] == "differs", "fields"].notna().all()


def test_the_program_s_rows_alone_can_be_compared_and_digests_never():
    alone, both = load("extracted", ROOT), load("all", ROOT)
    sure = alone["confidence"] > 0.8
    assert (alone.loc[sure, "status"] == "accepted").all()
    assert set(both.loc[both["origin"].astype("str") == "extracted", "status"]) <= {"candidate"}
    assert (both["origin"].astype("str") == "both").sum() > 150
    assert not both["source_id"].astype("str").str.endswith("-digest").any()


def test_a_view_can_be_shown_from_either_origin():
    told = [
        yjstats("compare", "funds_aid_total", "--format", "json", "--origin", origin)
        for origin in ("curated", "extracted")
    ]
    first, second = (json.loads(one.stdout) for one in told)
    assert [row["value"] for row in first] == [row["value"] for row in second]

"""`yjstats extract` over a corpus: what it prints, where, and with which exit status."""

import json
import os
import re
import signal
import subprocess
import sys
from time import sleep

import pandas as pd
import pytest

from tests.conftest import ROOT
from tests.corpus_maker import documents, lines, write
from tests.test_cli import yjstats
from yjstats.corpus.kept import parts_folder

BAD = '{"id": "bad"}'


@pytest.fixture
def corpus(tmp_path):
    rows = [json.dumps(document, ensure_ascii=False) for document, _ in documents(3)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_standard_output_has_the_readings_as_they_come_and_nothing_else(corpus):
    told = yjstats("extract", corpus, "--lang", "en")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 0
    assert list(dict.fromkeys(row["source_id"] for row in rows)) == [
        "n00000000", "n00000001", "n00000002",
    ]  # fmt: skip
    assert told.stderr == f"3 texts, {len(rows)} statistics\n"
    csv = yjstats("extract", corpus, "--format", "csv").stdout.splitlines()
    assert len(csv) == len(rows) + 1


def test_a_bad_document_is_named_the_others_are_written_and_the_status_is_one(corpus, tmp_path):
    text = corpus.read_text("utf-8")
    corpus.write_text(BAD + "\n" + text, encoding="utf-8")
    out = tmp_path / "out.csv"  # the ending says which form
    told = yjstats("extract", corpus, "-o", out, "--lang", "en", "--jobs", "2")
    assert told.returncode == 1
    assert told.stdout == ""
    first, *_, last = told.stderr.splitlines()
    assert first.startswith(f"yjstats: {corpus}:1: it has no text")
    assert "1 documents were not read" in last
    assert str(tmp_path / "out.documents.jsonl") in last
    assert pd.read_csv(out)["source_id"].nunique() == 3
    alone = yjstats("extract", corpus, "--lang", "en")
    assert alone.returncode == 1
    assert first in alone.stderr


def test_many_bad_documents_do_not_flood_the_terminal(tmp_path):
    (tmp_path / "a.jsonl").write_text(f"{BAD}\n" * 99, encoding="utf-8")
    told = yjstats("extract", tmp_path / "a.jsonl", "-o", tmp_path / "out.jsonl")
    assert told.returncode == 1
    assert 20 < len(told.stderr.splitlines()) < 25


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["nowhere/*.jsonl"], 1, "nowhere/*.jsonl"),
        (["-", "--jobs", "2"], 2, "one text"),
        (["docs", "--format", "parquet"], 2, "-o"),
        (["docs", "--format", "xlsx"], 2, "-o"),
        (["docs", "--jobs", "0"], 2, "--jobs"),
        (["data", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:9"], 2, "scheduler"),
        (["figures"], 2, "no documents"),
    ],
)
def test_wrong_usage_is_one_message_and_nothing_is_left(arguments, status, words, tmp_path):
    out = [] if words == "-o" else ["-o", tmp_path / "out.jsonl"]
    told = yjstats("extract", *arguments, *out, "--lang", "en")
    assert (told.returncode, told.stdout) == (status, "")
    assert words in told.stderr
    assert "Traceback" not in told.stderr
    assert not list(tmp_path.iterdir())


def test_texts_read_by_several_processes_have_the_readings_that_one_gives(corpus, tmp_path):
    for document, _ in documents(4):
        (tmp_path / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    assert yjstats("extract", *files, "--jobs", "2").stdout == yjstats("extract", *files).stdout


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_command_that_is_ended_goes_on_where_it_was(tmp_path, end):
    corpus, out = tmp_path / "news.jsonl", tmp_path / "out.jsonl"
    write(600, corpus, tmp_path / "truth.jsonl")
    command = [sys.executable, "-m", "yjstats", "extract", str(corpus), "-o", str(out)]
    process = subprocess.Popen([*command, "--lang", "en"], cwd=ROOT, stderr=subprocess.PIPE,
                               text=True)  # fmt: skip
    while not list(parts_folder(out).glob("*/[0-9]*.part")):
        assert process.poll() is None
        sleep(0.01)
    process.send_signal(end)
    told = process.communicate()[1]
    assert not out.exists()
    assert "Traceback" not in told
    assert end == signal.SIGKILL or (process.returncode == 1 and str(parts_folder(out)) in told)
    again = yjstats("extract", corpus, "-o", out, "--lang", "en")
    assert re.match(r"\d+ documents were finished by an earlier run and kept\n600 ", again.stderr)
    read = [entry["source_id"] for entry in lines(out.with_suffix(".documents.jsonl"))]
    assert read == [document["id"] for document in lines(corpus)]
    assert not parts_folder(out).exists()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no such terminals on this system")
def test_a_terminal_sees_how_far_it_is(corpus):
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    environment.pop("CI", None)
    subprocess.run(
        [sys.executable, "-m", "yjstats", "extract", str(corpus), "--lang", "en"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, check=True, env=environment,
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "100%" in shown
    assert "3 documents" in shown
    assert "characters/s" in shown

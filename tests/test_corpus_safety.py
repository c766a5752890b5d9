"""What may go wrong round a corpus: two runs at once, ids that repeat, workers that are killed."""

import json
import subprocess
import sys
from pathlib import Path
from threading import Thread
from time import sleep

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT
from tests.corpus_maker import lines, write
from tests.test_cli import yjstats
from yjstats import extract_corpus
from yjstats.corpus.alone import alone
from yjstats.corpus.kept import parts_folder
from yjstats.corpus.repeats import FEW
from yjstats.errors import YjstatsError

TEXT = "2023年，甲市实施援疆项目45个。"
HOSTILE = "\x1b[31m[red]x[/red]\nyjstats: all is well\u202e"


def write_lines(path: Path, *rows: dict[str, object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def names(out: Path) -> list[object]:
    return [entry["source_id"] for entry in lines(out.with_suffix(".documents.jsonl"))]


# ---------------------------------------------------------------- two runs into one output


def test_the_second_of_two_commands_into_one_output_says_so_and_does_nothing(tmp_path):
    corpus, out = tmp_path / "news.jsonl", tmp_path / "out.jsonl"
    write(600, corpus, tmp_path / "truth.jsonl")
    other = write_lines(tmp_path / "other.jsonl", {"id": "other", "text": TEXT})
    command = [sys.executable, "-m", "yjstats", "extract", str(corpus), "-o", str(out)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as first:
        while not list(parts_folder(out).glob("*/[0-9]*.part")):
            assert first.poll() is None
            sleep(0.01)
        second = yjstats("extract", other, "-o", out, "--lang", "en", "--jobs", "1")
    assert first.returncode == 0
    assert (second.returncode, second.stdout) == (1, "")
    (line,) = second.stderr.splitlines()
    assert str(out) in line
    assert "another yjstats command" in line
    assert names(out) == [document["id"] for document in lines(corpus)]
    assert not parts_folder(out).exists()


def test_a_run_may_write_where_one_has_ended_however_it_ended(tmp_path):
    corpus = write_lines(tmp_path / "a.jsonl", {"id": "a", "text": TEXT})
    out = tmp_path / "out.jsonl"

    def fails(*_):
        with pytest.raises(YjstatsError, match=r"out\.jsonl"), alone(out):
            raise AssertionError
        raise KeyError

    with pytest.raises(KeyError):
        extract_corpus(corpus, out, tell=fails)
    assert extract_corpus(corpus, out).kept.documents == 1
    (parts_folder(out)).mkdir()
    (parts_folder(out) / "lock").touch()  # of one that was killed
    extract_corpus(corpus, out)
    assert not parts_folder(out).exists()


def test_of_many_that_come_and_go_never_two_hold_an_output(tmp_path):
    holding, most, held = 0, 0, 0

    def come_and_go() -> None:
        nonlocal holding, most, held
        for _ in range(60):
            try:
                with alone(tmp_path / "out.jsonl"):
                    holding += 1
                    most, held = max(most, holding), held + 1
                    sleep(0)
                    holding -= 1
            except YjstatsError:
                continue

    threads = [Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert held  # how often is the system's affair
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- ids


def test_documents_of_one_id_keep_their_place_and_are_told(tmp_path):
    rows = [{"id": name, "text": TEXT} for name in ("a", "b", "a", "c", "a")]
    corpus = write_lines(tmp_path / "a.jsonl", *rows)
    done = extract_corpus(corpus, tmp_path / "out.jsonl", part=2)
    assert names(tmp_path / "out.jsonl") == ["a", "b", "a", "c", "a"]
    assert [one["source_id"] for one in lines(tmp_path / "out.jsonl")] == ["a", "b", "a", "c", "a"]
    assert (done.counts.faults, done.repeated) == (0, 2)
    first = f"{corpus}:1"
    assert done.repeats == (("a", first, f"{corpus}:3"), ("a", first, f"{corpus}:5"))


def test_ids_of_several_files_are_compared_and_those_of_bad_documents_are_not(tmp_path):
    one = write_lines(tmp_path / "1.jsonl", {"id": "x", "text": TEXT}, {"id": "y", "text": " "})
    two = write_lines(tmp_path / "2.jsonl", {"id": "y", "text": TEXT}, {"id": "x", "text": TEXT})
    done = extract_corpus([one, two], tmp_path / "out.jsonl")
    assert done.repeats == (("x", f"{one}:1", f"{two}:2"),)


@pytest.mark.parametrize("out", [[], ["-o", "out.jsonl"]])
def test_the_command_warns_of_ids_that_repeat(tmp_path, out):
    corpus = write_lines(tmp_path / "a.jsonl", *[{"id": "a", "text": TEXT}] * (FEW + 9))
    out = [tmp_path / part if part == "out.jsonl" else part for part in out]
    told = yjstats("extract", corpus, *out, "--lang", "en")
    assert told.returncode == 0
    warning, first, *others, more, summary = told.stderr.splitlines()[-FEW - 3 :]
    assert f"{FEW + 8} documents" in warning
    assert first == f"  a: {corpus}:1, {corpus}:2"
    assert (len(others), more) == (FEW - 1, "  …")
    assert summary.startswith(f"{FEW + 9} texts")


def test_documents_without_an_id_are_called_by_where_they_lie_in_the_folder(tmp_path):
    for folder in ("2022", "2023"):
        write_lines(tmp_path / "news" / folder / "a.jsonl", {"text": TEXT})
        table = pa.table({"text": [TEXT]})
        pq.write_table(table, tmp_path / "news" / folder / "b.parquet")
    done = extract_corpus(tmp_path / "news", tmp_path / "out.jsonl")
    assert names(tmp_path / "out.jsonl") == [
        "2022/a.jsonl:1", "2022/b.parquet:1", "2023/a.jsonl:1", "2023/b.parquet:1",
    ]  # fmt: skip
    assert done.repeated == 0
    extract_corpus(tmp_path / "news" / "2022" / "a.jsonl", tmp_path / "alone.jsonl")
    assert names(tmp_path / "alone.jsonl") == ["a.jsonl:1"]


# ---------------------------------------------------------------- workers that are killed


def test_a_worker_that_is_killed_is_one_message_and_the_next_run_goes_on(tmp_path):
    corpus, out, here = (tmp_path / name for name in ("a.jsonl", "out.jsonl", "here.jsonl"))
    write(160, corpus, tmp_path / "truth.jsonl")
    extract_corpus(corpus, here, part=8)

    def kill_one(so_far, _) -> None:
        if so_far.counts.documents == 16:
            workers = [child for child in psutil.Process().children()
                       if "popen_loky_posix" in " ".join(child.cmdline())]  # fmt: skip
            workers[0].kill()

    with pytest.raises(YjstatsError, match="工作进程中止") as caught:
        extract_corpus(corpus, out, jobs=2, part=8, tell=kill_one)
    assert "what is finished is kept" in caught.value.text("en")
    assert not out.exists()
    done = extract_corpus(corpus, out, part=8)
    assert 16 <= done.kept.documents < 160
    assert out.read_bytes() == here.read_bytes()


# ---------------------------------------------------------------- what a terminal shows


def test_no_document_can_drive_the_terminal_or_pretend_a_line(tmp_path):
    rows = [{"id": HOSTILE, "text": TEXT}] * 2 + [{"text": "a", "date": HOSTILE}]
    corpus = write_lines(tmp_path / HOSTILE.replace("/", "") / "a.jsonl", *rows)
    told = yjstats("extract", corpus, "-o", tmp_path / "out.jsonl", "--lang", "en")
    assert told.returncode == 1
    assert not {"\x1b", "\u202e"} & set(told.stderr)
    assert told.stderr.count("[red]") >= 4
    fault, warning, repeat, texts, last = told.stderr.splitlines()
    assert (fault[:9], warning[:9], repeat[:2], texts[:8], last[:9]) == (
        "yjstats: ", "yjstats: ", "  ", "2 texts,", "yjstats: ",
    )  # fmt: skip


@pytest.mark.parametrize("options", [[], ["--jobs", "1"]])
def test_a_file_s_own_name_is_shown_safely(tmp_path, options):
    path = tmp_path / (HOSTILE.replace("/", "") + ".txt")
    path.write_text("去年建成学校12所。", encoding="utf-8")
    told = yjstats("extract", path, "--city", HOSTILE, *options, "--lang", "en")
    assert told.returncode == 0
    assert not {"\x1b", "\u202e"} & set(told.stderr)
    assert not any(line == "yjstats: all is well" for line in told.stderr.splitlines())

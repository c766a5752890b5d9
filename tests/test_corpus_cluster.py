"""A cluster: a real scheduler and workers in processes of their own, one of which is killed."""

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import psutil
import pytest
from distributed import Client

from tests.conftest import ROOT, MakeProject
from tests.corpus_maker import lines, write
from yjstats import extract_corpus
from yjstats.corpus import engines
from yjstats.errors import UsageError, YjstatsError

COUNT = 300
PART = 10
WORKERS = 3
DEATHS = 1  # of workers, after which one more by the same part is the last
ENV = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(DEATHS),
}
LOCAL = ["--no-dashboard", "--host", "127.0.0.1"]

Process = subprocess.Popen[bytes]


def start(*command: str) -> Process:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "distributed.cli." + command[0], *command[1:]],
        env=ENV, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    file = tmp_path / "scheduler.json"
    process = start("dask_scheduler", "--port", "0", "--scheduler-file", str(file), *LOCAL)
    while not file.exists() or not file.read_text().endswith("}"):
        assert process.poll() is None
        sleep(0.05)
    yield json.loads(file.read_text())["address"]
    process.kill()
    process.wait()


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[Process]]:
    """Workers that the scheduler knows."""
    processes = [
        start("dask_worker", scheduler, "--nthreads", "1", "--no-nanny", *LOCAL,
              "--local-directory", str(tmp_path / "workers"))
        for _ in range(WORKERS)
    ]  # fmt: skip
    with Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(WORKERS, timeout=60)
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def test_a_worker_is_killed_and_every_document_is_read_once(scheduler, workers, tmp_path):
    write(COUNT, tmp_path / "news.jsonl", tmp_path / "truth.jsonl")
    extract_corpus(tmp_path / "news.jsonl", tmp_path / "here.jsonl", part=PART)
    finished = []

    def kill_one(so_far, _) -> None:
        finished.append(so_far.counts.documents)
        if len(finished) == 5:
            assert workers[0].poll() is None
            workers[0].send_signal(signal.SIGKILL)

    out = tmp_path / "there.jsonl"
    done = extract_corpus(
        tmp_path / "news.jsonl", out, part=PART, scheduler=scheduler, tell=kill_one
    )
    assert workers[0].wait() == -signal.SIGKILL
    assert finished == [*range(PART, COUNT + 1, PART)]
    assert done.counts.documents == COUNT
    read = [entry["source_id"] for entry in lines(out.with_suffix(".documents.jsonl"))]
    assert read == [document["id"] for document in lines(tmp_path / "news.jsonl")]
    assert out.read_bytes() == (tmp_path / "here.jsonl").read_bytes()


def test_where_no_scheduler_answers_that_is_one_message(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "PATIENCE", 1)
    (tmp_path / "a.txt").write_text("建成学校12所。", encoding="utf-8")
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(UsageError, match="dask scheduler") as caught:
            extract_corpus(tmp_path / "a.txt", tmp_path / "out.jsonl", scheduler=address)
        assert address in caught.value.text("en")


def test_without_the_library_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "a.txt").write_text("建成学校12所。", encoding="utf-8")
    with pytest.raises(UsageError, match=r"yjstats\[cluster\]"):
        extract_corpus(tmp_path / "a.txt", tmp_path / "out.jsonl", scheduler="tcp://127.0.0.1:9")


def test_a_worker_with_another_extractor_reads_nothing(tmp_path, monkeypatch):
    from dataclasses import replace

    from yjstats.corpus import many

    original = many.manner_of
    monkeypatch.setattr(many, "manner_of", lambda *all: replace(original(*all), version="0-other"))
    (tmp_path / "a.txt").write_text("建成学校12所。", encoding="utf-8")
    with pytest.raises(YjstatsError, match="0-other"):
        extract_corpus(tmp_path / "a.txt", tmp_path / "out.jsonl", jobs=2)
    assert not (tmp_path / "out.jsonl").exists()


# ---------------------------------------------------------------- what may be wrong with a cluster


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("建成学校12所。", encoding="utf-8")
    return tmp_path / "a.txt"


def end_the_worker(*_: object) -> None:
    os._exit(9)


def test_a_document_that_ends_worker_after_worker_ends_the_run_with_one_message(
    corpus, scheduler, workers, tmp_path, monkeypatch
):
    monkeypatch.setattr(engines, "do_part", end_the_worker)
    with pytest.raises(YjstatsError) as caught:
        extract_corpus(corpus, tmp_path / "out.jsonl", scheduler=scheduler)
    assert caught.value.key == "error.workers_died"
    assert not (tmp_path / "out.jsonl").exists()


def test_a_scheduler_that_ends_in_the_middle_is_one_message_and_what_is_finished_is_kept(
    scheduler, workers, tmp_path
):
    write(COUNT, tmp_path / "news.jsonl", tmp_path / "truth.jsonl")
    out = tmp_path / "out.jsonl"

    def end_scheduler(so_far, _) -> None:
        if so_far.counts.documents == 5 * PART:
            for process in psutil.process_iter():
                if process.ppid() == os.getpid() and "dask_scheduler" in " ".join(
                    process.cmdline()
                ):
                    process.kill()

    with pytest.raises(YjstatsError) as caught:
        extract_corpus(
            tmp_path / "news.jsonl", out, part=PART, scheduler=scheduler, tell=end_scheduler
        )
    assert caught.value.key == "error.scheduler_lost"
    assert scheduler in caught.value.text("en")
    assert extract_corpus(tmp_path / "news.jsonl", out, part=PART).kept.documents >= 5 * PART


def test_a_worker_without_a_module_is_named(corpus, scheduler, workers, tmp_path, monkeypatch):
    (tmp_path / "only_here.py").write_text("def do_part(*_): ...\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    only_here = importlib.import_module("only_here")
    monkeypatch.setattr(engines, "do_part", only_here.do_part)
    with pytest.raises(YjstatsError, match="only_here") as caught:
        extract_corpus(corpus, tmp_path / "out.jsonl", scheduler=scheduler)
    assert caught.value.key == "error.worker_lacks"


def test_workers_read_by_the_project_s_own_codebook_which_they_have_not(
    make_project: MakeProject, scheduler, workers, tmp_path
):
    root = make_project()
    own = root / "data" / "raw" / "codebook"
    own.mkdir(parents=True)
    (own / "cities.csv").write_text(
        "code,zh,pinyin,en\nyuncheng,云城,Yúnchéng,Yuncheng\n", encoding="utf-8"
    )
    row = {"text": "2023年，甲市实施援疆项目45个。", "city": "云城", "date": "2024-01-31"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    extract_corpus(tmp_path / "a.jsonl", out, root=root, scheduler=scheduler)
    assert [one["city"] for one in lines(out)] == ["yuncheng"]

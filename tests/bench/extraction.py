"""How fast texts are read, beside what others do with the same text. Run it, no test runs it.

    python tests/bench/extraction.py [--no-peers] [--rounds N]

The texts are the five full articles where YJSTATS_ARTICLES names their folder, else those of
tests/extraction/texts. Each round runs every candidate once, one after the other, and ratios are
taken within a round: what else the machine does then weighs on all alike. Times are those of the
processor, and figures medians.
jionlp and Recognizers-Text run in an environment of their own, made in build/bench-peers.
"""

import argparse
import json
import logging
import os
import platform
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[2]))

from yjstats.extraction import extract, mentions, statistic
from yjstats.extraction.extract import read_text
from yjstats.extraction.page import read_page
from yjstats.extraction.quantities import find_quantities
from yjstats.extraction.rules import rules

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of jieba's source
    import jieba
    import jieba.posseg

ROOT = Path(__file__).parents[2]
DAY = date(2022, 12, 31)
TIMES = 20  # so often the quick ones read each text in a round
HERE = Path(__file__).parent / "peers"
PEERS = ROOT / "build" / "bench-peers"
DIGITS = re.compile("[0-9]+")
LAYERS = (
    (extract, "read_page"), (mentions, "find_times"), (mentions, "find_quantities"),
    (mentions, "surroundings"), (mentions, "kind_of"), (mentions, "calendar"),
    (mentions, "setting_of"), (statistic, "unit_of"), (statistic, "refusing"),
    (statistic, "refusal_of"), (statistic, "link"), (statistic, "measure_of"),
    (statistic, "period_of"),
    (statistic, "label_of"), (statistic, "recipient_of"), (statistic, "confidence_of"),
    (extract, "record_of"),
)  # fmt: skip

Work = Callable[[list[str]], object]


def texts() -> tuple[list[str], str]:
    """Return the texts and what they are."""
    named = os.environ.get("YJSTATS_ARTICLES", "")
    if named and Path(named).is_dir():
        paths = sorted(Path(named).glob("*.txt"))
        return [one.read_bytes().decode("utf-8") for one in paths], "the full articles"
    paths = sorted((ROOT / "tests" / "extraction" / "texts").glob("*.txt"))
    return [one.read_text("utf-8") for one in paths], "tests/extraction/texts (no articles at hand)"


def clauses_with_numbers(text: str) -> list[str]:
    """Return the clauses of a text that hold a number: all that a tokenizer might be needed for."""
    page = read_page(text)
    spans = {
        (page.opening(one.start, 0), page.closing(one.end, len(page.text)))
        for one in find_quantities(page.text, rules())
    }
    return [page.text[start:end] for start, end in sorted(spans)]


def without_numbers(text: str) -> str:
    """Return the sentences of a text in which no number stands."""
    page = read_page(text)
    found = {page.sentence(one.start) for one in find_quantities(page.text, rules())}
    return "".join(
        page.text[one.start : one.end]
        for number, one in enumerate(page.sentences)
        if number not in found
    )


def seconds(work: Work, corpus: list[str], times: int) -> float:
    """Return how long a corpus takes, once, having read it so many times."""
    start = process_time()
    for _ in range(times):
        work(corpus)
    return (process_time() - start) / times


def ours(corpus: list[str]) -> object:
    """All that extraction returns."""
    return [read_text(text, DAY) for text in corpus]


def quick() -> dict[str, Work]:
    """Return the candidates that are fast enough to read every text many times."""
    return {
        "yjstats, all of read_text": ours,
        "floor: one pass of [0-9]+": lambda corpus: [DIGITS.findall(text) for text in corpus],
        "jieba.cut": lambda corpus: [list(jieba.cut(text)) for text in corpus],
    }


def table(rows: list[tuple[str, int, list[float], list[float]]], head: str) -> None:
    """Print candidates: ours is so many times as fast, characters a second, spread."""
    print(f"\n{head}\n")
    print(
        f"| {'':42} | yjstats is … times as fast | 1000 characters/s | quickest–slowest round, ms |"
    )
    print(f"| {'-' * 42} | ---: | ---: | ---: |")
    for name, chars, own, taken in rows:
        ratio = median(one / base for one, base in zip(taken, own, strict=True))
        told = f"{min(taken) * 1e3:.1f}–{max(taken) * 1e3:.1f}"
        print(f"| {name:42} | {ratio:.3g} | {chars / median(taken) / 1e3:,.0f} | {told} |")


def compare(corpus: list[str], rounds: int, head: str) -> None:
    """Time the quick candidates, interleaved."""
    clauses = [clause for text in corpus for clause in clauses_with_numbers(text)]
    chars = sum(map(len, corpus))
    runs = {name: (work, corpus) for name, work in quick().items()}
    if clauses:
        runs["floor: jieba.cut of clauses with a number"] = (runs["jieba.cut"][0], clauses)
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for work, some in runs.values():
        work(some)
    for _ in range(rounds):
        for name, (work, some) in runs.items():
            taken[name].append(seconds(work, some, TIMES))
    own = taken["yjstats, all of read_text"]
    table([(name, chars, own, some) for name, some in taken.items()], head)


def slow(corpus: list[str], rounds: int, with_peers: bool) -> None:
    """Time the candidates that read each text once a round."""
    runs: dict[str, Callable[[], float]] = {
        "yjstats, all of read_text": lambda: seconds(ours, corpus, TIMES),
        "jieba.posseg": lambda: seconds(
            lambda some: [jieba.posseg.lcut(text) for text in some], corpus, 1
        ),
    }
    with ExitStack() as stack:
        if with_peers:
            for name, ask in peers(stack).items():
                runs[name] = lambda ask=ask: ask(corpus)  # type: ignore[misc]
        taken: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, run in runs.items():
                taken[name].append(run())
    own, chars = taken["yjstats, all of read_text"], sum(map(len, corpus))
    rows = [(name, chars, own, some) for name, some in taken.items()]
    table(rows, "Other extractors (each text once a round)")


def peers(stack: ExitStack) -> dict[str, Callable[[list[str]], float]]:
    """Start the peers in their own environment, made where it is missing."""
    python = PEERS / "bin" / "python"
    wanted = HERE / "requirements.txt"
    done = PEERS / ".installed"
    if not done.exists():
        commands = (
            [sys.executable, "-m", "venv", "--clear", str(PEERS)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r",
             str(wanted)],
        )  # fmt: skip
        for command in commands:
            made = subprocess.run(command, capture_output=True, text=True, check=False)
            if made.returncode:
                print("\nThe peers could not be installed, so they are not compared.")
                return {}
        done.touch()
    server = stack.enter_context(
        subprocess.Popen(
            [str(python), "-W", "ignore", str(HERE / "serve.py")], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        )
    )  # fmt: skip

    def ask(peer: str, corpus: list[str]) -> float:
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps({"peer": peer, "texts": corpus}) + "\n")
        server.stdin.flush()
        told = json.loads(server.stdout.readline())
        if "error" in told:
            raise RuntimeError(f"{peer}: {told['error']}")
        return float(told["seconds"])

    found: dict[str, Callable[[list[str]], float]] = {}
    for peer, name in (
        ("jionlp", "jionlp, money and times"),
        ("recognizers", "Recognizers-Text, numbers, units, times"),
    ):
        try:
            ask(peer, ["2023年培训教师120名。"])
        except (RuntimeError, ValueError) as error:
            print(f"\n{name} does not run here: {error}")
            continue
        found[name] = lambda corpus, peer=peer: ask(peer, corpus)  # type: ignore[misc]
    return found


class Shares:
    """Counts the time spent in functions of ours, that of those they call taken out."""

    def __init__(self) -> None:
        self.own: dict[str, float] = {}
        self.calls: dict[str, int] = {}
        self._inner = [0.0]

    def watch(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and is counted."""

        def watched(*given: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            start = process_time()
            try:
                return work(*given, **named)
            finally:
                whole = process_time() - start
                self.own[name] = self.own.get(name, 0.0) + whole - self._inner.pop()
                self.calls[name] = self.calls.get(name, 0) + 1
                self._inner[-1] += whole

        return watched


def layers(corpus: list[str]) -> None:
    """Print where our time goes."""
    shares = Shares()
    with ExitStack() as stack:
        for module, name in LAYERS:
            work = shares.watch(name, getattr(module, name))
            stack.enter_context(patch.object(module, name, work))
        whole = shares.watch("the rest", ours)
        for _ in range(TIMES):
            whole(corpus)
    total = sum(shares.own.values())
    print("\nWhere our time goes (share of the whole; calls for the five texts; µs a call)\n")
    print("| layer | share | calls | µs |\n| --- | ---: | ---: | ---: |")
    for name, spent in sorted(shares.own.items(), key=lambda item: -item[1]):
        calls = shares.calls[name] // TIMES
        each = spent / shares.calls[name] * 1e6
        print(f"| {name} | {spent / total:.1%} | {calls} | {each:,.1f} |")


def growth() -> None:
    """Print how the time grows with the length of odd texts: linear is 4 for four times."""
    filler = "两地携手共谱新篇再上新台阶"
    odd = {
        "one sentence, a number a clause": f"{filler}，培训教师120名，",
        "one clause": f"{filler}培训教师120名、",
        "a headline": f"{filler}120名",
        "numbers only": "1234.5万元、",
        "numerals without a unit": "一十百千万亿两几数半",
        "years": "2021年",
        "lines of one number": "5\n",
        "sentences without a statistic": f"{filler}。",
        "one sentence without a statistic": f"{filler}，",
    }
    print("\nGrowth: µs a character, and the time of four times the text\n")
    print("| text | characters | µs a character | × for 4 times |\n| --- | ---: | ---: | ---: |")
    for name, part in odd.items():
        short = part * (50_000 // len(part))
        times = [min(seconds(ours, [short * by], 1) for _ in range(3)) for by in (1, 4)]
        each = times[1] / (4 * len(short)) * 1e6
        print(f"| {name} | {4 * len(short):,} | {each:.2f} | {times[1] / times[0]:.1f} |")


def cold(corpus: list[str], rounds: int) -> None:
    """Print how long a command takes that has nothing loaded yet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(corpus[0], encoding="utf-8")
        plain = Path(folder) / "plain.txt"
        plain.write_text("甲市安排援疆资金3亿元。", encoding="utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "import yjstats": ["-c", "import yjstats"],
            "import pandas": ["-c", "import pandas"],
            "yjstats --help": ["-m", "yjstats", "--help"],
            "yjstats extract, a sentence": ["-m", "yjstats", "extract", str(plain)],
            "yjstats extract, an article": ["-m", "yjstats", "extract", str(path)],
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                start, before = perf_counter(), os.times()
                subprocess.run(
                    [sys.executable, *command], cwd=ROOT, capture_output=True, check=True
                )
                after = os.times()
                spent = after.children_user + after.children_system
                spent -= before.children_user + before.children_system
                taken[name].append((spent, perf_counter() - start))
    print("\nCold start (medians)\n")
    print("| command | processor, s | by the clock, s |\n| --- | ---: | ---: |")
    for name, some in taken.items():
        spent, told = (median(one) for one in zip(*some, strict=True))
        print(f"| {name} | {spent:.2f} | {told:.2f} |")


def machine() -> Iterator[str]:
    """Yield what the figures were measured on."""
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start"
    yield f"jieba {jieba.__version__}"


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    corpus, what = texts()
    print(f"# Extraction\n\n{'; '.join(machine())}\n{len(corpus)} texts, "
          f"{sum(map(len, corpus)):,} characters: {what}")  # fmt: skip
    compare(corpus, given.rounds, f"The texts, each {TIMES} times a round")
    few = [one for one in map(without_numbers, corpus) if one]
    compare(few, given.rounds, "The sentences without a number")
    slow(corpus, min(given.rounds, 3), not given.no_peers)
    layers(corpus)
    growth()
    cold(corpus, min(given.rounds, 5))


if __name__ == "__main__":
    main()

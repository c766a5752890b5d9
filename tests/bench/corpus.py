"""How long a corpus takes to read, and how much memory. Run it, no test runs it.

    python tests/bench/corpus.py [COUNT ...] [--jobs N]

It makes a corpus of each size (by a seed, so that it is the same everywhere), reads it in one
process and in N, compares the bytes, and lays the readings beside what the texts were made to say.
Each run is a command of its own, whose processor time and largest memory the system tells.
Linux only.
"""

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.corpus_maker import lines, score, write  # noqa: E402 - found by the line above

PARQUET = 10_000  # documents up to which Parquet is written as well
ENV = {**os.environ, "PYTHONPATH": str(ROOT)}


def timed(*arguments: object) -> tuple[float, float, float]:
    """Run the command; return wall and processor seconds, and the peak of its memory in MB.

    Processor time counts all processes; the peak is that of the largest one.
    """
    start = perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "yjstats", *map(str, arguments)],
                               env=ENV, stderr=subprocess.DEVNULL)  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    return perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def bench(count: int, jobs: int, folder: Path) -> None:
    """Read one corpus in every way, and print a line for each."""
    corpus, truth = folder / "news.jsonl", folder / "truth.jsonl"
    write(count, corpus, truth)
    chars = sum(len(str(document["text"])) for document in lines(corpus))
    size = corpus.stat().st_size / 1e6
    print(f"\n{count:,} documents, {chars:,} characters, {size:.1f} MB")
    walls, spent = {}, {}
    runs = [(1, "one.jsonl"), (jobs, "many.jsonl")]
    for number, name in [*runs, *([(1, "one.parquet")] if count <= PARQUET else [])]:
        out = folder / name
        wall, processor, peak = timed("extract", corpus, "-o", out, "--jobs", number)
        walls[name], spent[name] = wall, processor
        print(f"  --jobs {number} {out.suffix[1:]:7} {wall:7.1f} s, processor {processor:7.1f} s, "
              f"{count / wall:6.0f} documents/s, {chars / wall:9,.0f} characters/s, "
              f"peak {peak:4.0f} MB, out {out.stat().st_size / 1e6:6.1f} MB",
              flush=True)  # fmt: skip
    same = filecmp.cmp(folder / "one.jsonl", folder / "many.jsonl", shallow=False)
    shares = score(lines(folder / "one.jsonl"), lines(truth))
    print(f"  the same bytes: {same}; efficiency by the clock "
          f"{walls['one.jsonl'] / walls['many.jsonl'] / jobs:.2f}, by processor time "
          f"{spent['one.jsonl'] / spent['many.jsonl']:.2f}")  # fmt: skip
    print("  " + ", ".join(f"{name} {share:.4f}" for name, share in shares.items()), flush=True)


def main() -> None:
    """Read corpora of the sizes given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    for count in given.counts:
        with tempfile.TemporaryDirectory() as folder:
            bench(count, given.jobs, Path(folder))


if __name__ == "__main__":
    main()

"""How long a workbook of many observations takes, and how much memory. Run it, no test runs it.

    python tests/bench/workbook.py [ROWS]

Linux only: it reads the peak of the process from /proc. The rows are those of the project, repeated
under names of their own.
"""

import re
import sys
import tempfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

import openpyxl  # its own memory is not the workbook's
import pandas as pd

import yjstats as yj
from yjstats.observations import typed

ROOT = Path(__file__).parents[2]


def peak() -> float:
    """Return the largest resident size so far, in MB."""
    told = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) / 1024


def forget_peak() -> None:
    """Count the peak anew from the present size."""
    Path("/proc/self/clear_refs").write_text("5")


def many(rows: int) -> pd.DataFrame:
    """Return the project's observations so many times over."""
    base = yj.load(root=ROOT)
    frame = pd.concat([base] * -(-rows // len(base)), ignore_index=True).iloc[:rows].copy()
    frame["obs_id"] = pd.Series([f"o{number:012x}" for number in range(rows)], dtype="str")
    return typed(frame)


def main(rows: int) -> None:
    """Write and read one workbook, and say what it took."""
    small = many(200)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.xlsx"
        yj.to_excel(small, path, root=ROOT)  # imports and caches are not the workbook's either
        yj.read_workbook(path)
        frame = many(rows)
        for name, work in (
            ("to_excel", lambda: yj.to_excel(frame, path, root=ROOT)),
            ("read_workbook", lambda: pd.testing.assert_frame_equal(yj.read_workbook(path), frame)),
        ):
            forget_peak()
            before, start = peak(), perf_counter()
            work()
            print(f"{name}: {rows:,} rows, {perf_counter() - start:.1f} s, "
                  f"{peak() - before:+.0f} MB over {before:.0f} MB")  # fmt: skip
        print(f"file: {path.stat().st_size / 1e6:.1f} MB; openpyxl {openpyxl.__version__}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

"""How long comparing takes at size, and how much memory. Run it, no test runs it.

    python tests/bench/comparison.py [ROWS ...]

Linux only: it reads the peak of the process from /proc. The figures are made up from a seed: cities
by indicators of a codebook of their own, ten years each, one in ten approximate, one in fifty a
part, disputed or of another span; a city in ten is silent on an indicator.
"""

import csv
import re
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
import pandas as pd

import yjstats as yj
from yjstats.codebook import COLUMNS, codebook
from yjstats.codebook.own import take_up
from yjstats.comparison.compare import compare_many
from yjstats.observations import NAMES, typed
from yjstats.parquet import read_parquet

SEED, YEARS = 20230101, 10
# rows: cities, indicators; ten years each
SIZES = {10_000: (50, 20), 100_000: (200, 50), 1_000_000: (500, 200)}


def peak() -> float:
    """Return the largest resident size so far, in MB."""
    told = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) / 1024


def write_codebook(folder: Path, cities: int, indicators: int) -> list[str]:
    """Write a codebook of numbered cities and indicators; return the indicators' codes."""
    codes = [f"bench_{number:03d}" for number in range(indicators)]
    rows = {
        "cities": [{"code": f"city{n:03d}", "zh": f"城{n:03d}", "pinyin": f"Chéng {n:03d}",
                    "en": f"City {n:03d}"} for n in range(cities)],
        "indicators": [
            {"code": code, "domain": "projects", "name_zh": f"指标{n:03d}",
             "name_en": f"Indicator {n:03d}", "unit": "project",
             "kind": "stock" if n % 4 == 3 else "flow", "comparable": "yes", "key": "no",
             "near": codes[n - 1] if n % 5 == 4 else "",
             "definition": f"Made up, number {n}", "definition_zh": f"虚构第{n}号"}
            for n, code in enumerate(codes)
        ],
    }  # fmt: skip
    for name, cells in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[name], lineterminator="\n")
            writer.writeheader()
            writer.writerows(cells)
    return codes


def generate(cities: int, codes: list[str]) -> pd.DataFrame:
    """Return a tidy frame of made-up figures, the same for the same sizes."""
    chance = np.random.default_rng(SEED)
    city, code, year = (
        grid.ravel() for grid in np.meshgrid(range(cities), range(len(codes)), range(YEARS),
                                             indexing="ij")
    )  # fmt: skip
    rows = len(city)
    silent = chance.random((cities, len(codes)))[city, code] < 0.1
    value = np.round(np.exp(chance.normal(6, 1, rows)) + 1)
    qualifier = chance.choice(
        ["exact", "over", "about", "at_least"], rows, p=[0.9, 0.05, 0.03, 0.02]
    )
    step = 10.0 ** np.floor(np.log10(value))
    low = np.where(qualifier == "about", value - step / 2, value)
    high = np.select([qualifier == "over", qualifier == "about", qualifier == "at_least"],
                     [value + step, value + step / 2, np.nan], value)  # fmt: skip
    start = pd.to_datetime({"year": 2014 + year, "month": 1, "day": 1})
    half = chance.random(rows) < 0.02
    end = pd.to_datetime({"year": 2014 + year, "month": np.where(half, 6, 12),
                          "day": np.where(half, 30, 31)})  # fmt: skip
    ids = pd.Series(np.arange(rows)).map("o{:012x}".format)
    part = chance.random(rows) < 0.02
    frame = pd.DataFrame(index=range(rows), columns=list(NAMES), dtype=object).assign(
        obs_id=ids, source_id=pd.Series(city).map("s{:03d}".format),
        city=pd.Series(city).map("city{:03d}".format), domain="projects",
        indicator=np.array(codes)[code], value=value, low=low, high=high, unit="project",
        qualifier=qualifier, measure="level", basis="annual", period_start=start, period_end=end,
        part_of=ids.shift().where(part & (year > 0)), origin="curated",
        status=np.where(chance.random(rows) < 0.02, "conflict", "accepted"), surface="1",
        char_start=np.arange(rows) % 10_000, char_end=np.arange(rows) % 10_000 + 1,
    )  # fmt: skip
    return typed(frame[~silent].reset_index(drop=True))


def main(rows: int) -> None:
    """Time each view of one size."""
    cities, indicators = SIZES[rows]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        codes = write_codebook(folder, cities, indicators)
        take_up(folder)
        codebook()
        path = folder / "many.parquet"
        generate(cities, codes).to_parquet(path, index=False)
        print(f"{rows:,} figures, {cities} cities, {indicators} indicators, "
              f"{path.stat().st_size / 1e6:.1f} MB of Parquet")  # fmt: skip
        frame = timed("read_parquet", lambda: read_parquet(path))
    one = codes[0]
    readings = pd.DataFrame({"obs_id": frame["obs_id"].iloc[[0, 1, 2]], "field": "value",
                             "value": "7", "why": "bench"})  # fmt: skip
    first, second = list(codebook().cities)[-2:]
    timed("compare, one indicator", lambda: yj.compare(one, frame=frame))
    timed("compare, all indicators", lambda: compare_many(codes, None, frame))
    timed("matrix, all indicators", lambda: yj.matrix(codes, frame=frame))
    timed("rank", lambda: yj.rank(one, "year", frame))
    timed("coverage", lambda: yj.coverage(frame))
    timed("timeline, all indicators", lambda: yj.timeline(codes, frame))
    timed("certainty", lambda: yj.certainty(one, "year", frame))
    timed("pairs", lambda: yj.pairs(first, second, frame=frame))
    timed("sensitivity", lambda: yj.sensitivity(one, frame, readings))


def timed(name: str, work):
    """Do something and print how long it took, of the clock and of the processor, and the peak."""
    Path("/proc/self/clear_refs").write_text("5")
    start, busy = perf_counter(), process_time()
    made = work()
    print(f"  {name:26} {perf_counter() - start:7.2f} s {process_time() - busy:7.2f} s of CPU "
          f"{peak():7.0f} MB", flush=True)  # fmt: skip
    return made


if __name__ == "__main__":
    for size in [int(given) for given in sys.argv[1:]] or SIZES:
        main(size)

"""Kill commands at random points of their work, again and again, and look at what they leave.

`python -m tests.killing WORK TIMES SEED [JOB ...]` prints one line a fault and, at the end, how
many kills there were of each command. A point is a call that opens, renames, removes or flushes a
file of the project, so that no time is lost in imports and a seed names the same places again.
"""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import TEXT, record, source, write_csv
from tests.reviews import (
    DAY,
    FUNDS,
    FUNDS_ID,
    TEACHERS,
    TEACHERS_ID,
    accept,
    fill,
    reading,
    write_readings,
)  # fmt: skip
from yjstats import add, build, pipeline
from yjstats.curation.review_apply import apply_review
from yjstats.curation.review_export import export_review
from yjstats.errors import YjstatsError
from yjstats.extraction.version import extractor_version
from yjstats.keeping.lock import one_at_a_time
from yjstats.keeping.repair import repair
from yjstats.keeping.staging import WHOLE
from yjstats.observations import CURATED
from yjstats.paths import Project
from yjstats.registers import ALTERNATIVES, SOURCES

POINTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"}
ARTICLE = "甲地的学校来了86名援疆教师，当年培训当地教师1900余人次，实施援疆项目45个。\n" * 3
OUTPUTS = ("data/processed", "figures")
WORKBOOK = "review.xlsx"  # beside the projects

Job = Callable[[Path], object]
Left = Callable[[Path, Path, Path], list[str]]


def main() -> None:
    work, times, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    pipeline.NAMES = ("projects_total",)
    chance = random.Random(seed)
    faults = 0
    for name, job, left in JOBS:
        if sys.argv[4:] and name not in sys.argv[4:]:
            continue
        before = _before(work / name / "before", job)
        after = work / name / "after"
        shutil.copytree(before, after)
        points = _run(after, job)
        for turn in range(times):
            root = work / name / f"turn{turn}"
            shutil.copytree(before, root)
            at = chance.randint(1, points)
            _run(root, job, at)
            told = [*left(root, before, after), *_again(root, job, after)]
            for line in told:
                print(f"{name} killed at {at} of {points}: {line}")
            faults += len(told)
            shutil.rmtree(root)
    print(f"{times} kills of each command, {faults} faults")


def make_project(root: Path, value: str = "123", added: bool = False) -> None:
    """Write the tables of a small project anew; sources.csv stays where an article was added."""
    raw = root / "data" / "raw"
    if not added:
        write_csv(raw / "sources.csv", SOURCES, [source()])
    surface = f"{value}个"
    figure = record(value=value, low=value, high=value, surface=surface)
    write_csv(raw / "curated.csv", CURATED, [figure])
    write_csv(raw / "alternatives.csv", ALTERNATIVES, [])
    (root / "article.txt").write_text(ARTICLE, "utf-8")
    assert surface in TEXT or value != "123"


def _before(root: Path, job: Job) -> Path:
    """Make a project that was built and then changed, so that a command has everything to do.

    For a build an article was added too, which an older extractor is said to have read.
    """
    make_project(root)
    if job is _build:
        _run(root, add_article)
    _run(root, _build)
    make_project(root, "456", job is _build)
    if job is _build:
        read_by_another(Project(root))
    if job is _review:
        write_readings(root, reading(**FUNDS), reading("0.41", **TEACHERS))
        export_review(root.parent / WORKBOOK, root)
        fill(root.parent / WORKBOOK, {FUNDS_ID: accept(), TEACHERS_ID: accept()})
    return root


def read_by_another(project: Project) -> None:
    lines = project.extracted.read_text("utf-8").splitlines(keepends=True)
    project.extracted.write_text("".join(lines[:-1]), "utf-8")
    read = project.readings.read_text("utf-8")
    project.readings.write_text(read.replace(extractor_version(), "e0"), "utf-8")


def _build(root: Path) -> None:
    build(root, notebooks=False)


def add_article(root: Path) -> None:
    try:
        add(root / "article.txt", "wenzhou", "2024-05", root=root)
    except YjstatsError as error:  # the one that was killed had come to its end
        if error.key != "error.same_file":
            raise


def _review(root: Path) -> None:
    apply_review(root.parent / WORKBOOK, root, today=DAY)


def _repair(root: Path) -> None:
    with one_at_a_time(Project(root)):
        repair(Project(root))


def _run(root: Path, job: Job, at: int = 0) -> int:
    """Do a job in a process of its own, killed at a point; return how many points it passed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        told = os.read(reader, 20)
        os.close(reader)
        _, status = os.waitpid(child, 0)
        assert at or status == 0, f"the job itself failed: {status}"
        return int(told or 0)
    count = 0

    def point(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in POINTS and str(arguments[0]).startswith(str(root)):
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

    flush = os.fsync
    os.fsync = lambda handle: (point("open", (root,)), flush(handle))[1]  # type: ignore[assignment]
    sys.addaudithook(point)
    try:
        job(root)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)
    os.write(writer, str(count).encode())
    os._exit(0)


def _outputs_left(root: Path, before: Path, after: Path) -> list[str]:
    """Tell what a killed command left that is neither the old state nor can be finished."""
    was, shall, now = (_outputs(folder) for folder in (before, after, root))
    if (Project(root).stage / WHOLE).is_file():
        return [
            f"{name} is neither" for name in now if now[name] not in (was.get(name), shall[name])
        ]
    if now in (was, shall):
        return []
    return [f"{name} is not the old one" for name in now if now[name] != was.get(name)]


def _raw_left(root: Path, before: Path, after: Path) -> list[str]:
    """Tell what is neither as before nor as after a killed addition, once that was repaired."""
    _run(root, _repair)
    states = [{**_raw(folder), **_outputs(folder)} for folder in (before, after, root)]
    return [] if states[2] in states[:2] else ["half of it was done"]


def _again(root: Path, job: Job, after: Path) -> list[str]:
    """Do the job again, and tell what is not as if it had never been killed."""
    _run(root, job)
    faults = [
        f"{name} differs after repair"
        for name, data in {**_outputs(after), **_raw(after)}.items()
        if {**_outputs(root), **_raw(root)}.get(name) != data
    ]
    left = [path for path in root.rglob(".yjstats-*") if path != Project(root).lock]
    return faults + [f"{path.name} was left behind" for path in left]


def _outputs(root: Path) -> dict[str, bytes]:
    files = [path for name in OUTPUTS for path in (root / name).rglob("*") if path.is_file()]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files if not path.name.startswith(".yjstats-")
    }  # fmt: skip


def _raw(root: Path) -> dict[str, bytes]:
    folders = (Project(root).raw, Project(root).private)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


JOBS: list[tuple[str, Job, Left]] = [
    ("build", _build, _outputs_left),
    ("add", add_article, _raw_left),
    ("review", _review, _raw_left),
]


if __name__ == "__main__":
    main()

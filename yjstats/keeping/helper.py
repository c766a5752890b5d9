"""Two processes at one list of jobs: this one from its start, a helper from its end."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from threading import Lock
from typing import Any
from warnings import catch_warnings, simplefilter

Job = Callable[[], dict[str, bytes]]
FEWEST = 4  # jobs; below, the start of a second process would cost more than it saves


@contextmanager
def helped(names: list[str]) -> Iterator[Callable[[Mapping[str, Job]], Callable[[str], Any]]]:
    """Start a helper for jobs of these names, where it is worth it, and end it with the block.

    The helper writes nothing: it returns the contents, so that one which outlives a killed command
    cannot touch the next one's files. Where it dies, this process does its jobs.

    Parameters
    ----------
    names : list of str
        In the order in which they will be asked for.

    Yields
    ------
    callable
        Takes the jobs, by name; returns a function that gives what the job of a name returned, done
        by then, or now.
    """
    with catch_warnings():  # of a system that allows no second process: then there is none
        simplefilter("ignore")
        from joblib import cpu_count
        from joblib.externals.loky import ProcessPoolExecutor

    if len(names) < FEWEST or cpu_count() < 2:
        yield lambda jobs: lambda name: jobs[name]()
        return

    executor = ProcessPoolExecutor(max_workers=1)
    try:
        executor.submit(_warm)  # it starts while the jobs are made up
        yield lambda jobs: _shared(executor, names, jobs)
    finally:
        executor.shutdown(wait=True, kill_workers=True)


def _shared(executor: Any, names: list[str], jobs: Mapping[str, Job]) -> Callable[[str], Any]:
    waiting, given, lock = deque(names), dict[str, Any](), Lock()

    def give(_: object = None) -> None:
        with lock:
            if not waiting:
                return
            try:  # one at a time: what a pool has queued could not be taken back
                future = given[waiting[-1]] = executor.submit(jobs[waiting[-1]])
            except (BrokenExecutor, RuntimeError):  # dead, or shut down
                return
            waiting.pop()
        future.add_done_callback(give)

    def result(name: str) -> Any:
        with lock:
            mine = name in waiting
            if mine:
                waiting.remove(name)
        if not mine:
            try:
                return given[name].result()
            except BrokenExecutor:
                pass
        return jobs[name]()

    give()
    return result


def _warm() -> None:
    import yjstats.charts.drawing  # noqa: F401

"""Two processes at one list of jobs: this one from its start, a helper from its end."""

import gc
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any
from warnings import catch_warnings, simplefilter

Job = Callable[[], dict[str, bytes]]
FEWEST = 4  # jobs; below, the start of a second process would cost more than it saves


class Helper:
    """A second process that starts when it is first wanted (see `helping`)."""

    def __init__(self) -> None:
        self._executor: Any = None
        self._given: dict[str, Any] = {}

    def begin(self) -> None:
        """Start it, where there is a second processor; it loads what it will need meanwhile."""
        if self._executor is not None:
            return
        with catch_warnings():  # of a system that allows no second process: then there is none
            simplefilter("ignore")
            from joblib import cpu_count
            from joblib.externals.loky import ProcessPoolExecutor

        if cpu_count() > 1:
            self._executor = ProcessPoolExecutor(max_workers=1)
            self._executor.submit(_warm)

    def share(self, jobs: Mapping[str, Job]) -> Callable[[str], dict[str, bytes]]:
        """Take jobs over, from the last.

        The helper writes nothing: it returns the contents, so that one which outlives a killed
        command cannot touch the next one's files. Where it dies, this process does its jobs.

        Parameters
        ----------
        jobs : mapping of str to callable
            In the order in which they will be asked for.

        Returns
        -------
        callable
            Gives what the job of a name returned, done by then, or now.
        """
        if len(jobs) >= FEWEST:
            self.begin()
        if self._executor is None:
            return lambda name: jobs[name]()
        return _shared(self._executor, self._given, jobs)

    def end(self) -> None:
        """End it: at once where it is at a job that nobody waits for any more."""
        if self._executor is not None:
            busy = any(not future.done() for future in self._given.values())
            if not busy:
                with suppress(BrokenExecutor, RuntimeError):  # dead already
                    self._executor.submit(gc.freeze)  # it ends the sooner
            self._executor.shutdown(wait=True, kill_workers=busy)


@contextmanager
def helping() -> Iterator[Helper]:
    """Give a helper that ends with the block."""
    helper = Helper()
    try:
        yield helper
    finally:
        helper.end()


def _shared(
    executor: Any, given: dict[str, Any], jobs: Mapping[str, Job]
) -> Callable[[str], dict[str, bytes]]:
    waiting, lock = deque(jobs), Lock()

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

    def result(name: str) -> dict[str, bytes]:
        with lock:
            mine = name in waiting
            if mine:
                waiting.remove(name)
        if not mine:
            try:
                made: dict[str, bytes] = given[name].result()
                return made
            except BrokenExecutor:
                pass
        return jobs[name]()

    give()
    return result


def _warm() -> None:
    from yjstats.keeping.collecting import rarely

    rarely()
    import yjstats.charts.drawing
    import yjstats.page.view  # noqa: F401

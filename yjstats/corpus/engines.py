"""Have parts read: here, by processes of this machine, or by the workers of a cluster.

Each engine is a function that takes a part and gives back what will hold its result. What stands
round them, order and the bound on what is under way, is the same for all: so is the output.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from threading import Thread
from time import monotonic, sleep
from typing import Any, NamedTuple, Protocol

from yjstats.corpus.manner import Manner
from yjstats.corpus.parts import Part
from yjstats.corpus.work import Done, do_part
from yjstats.errors import UsageError, YjstatsError

AHEAD = 4  # parts under way for each worker
PATIENCE = 10  # seconds until a scheduler must answer
ANEW = 2.0  # seconds after which the workers of a cluster are counted anew


class Promise(Protocol):
    """What will hold a result."""

    def result(self) -> Done:
        """Wait for it."""

    def cancel(self) -> object:
        """Do without it, where no one is making it yet."""


class Engine(NamedTuple):
    """How a part is given away, and how many may be under way."""

    submit: Callable[[Part], Promise]
    most: Callable[[], int]


class Ready(NamedTuple):
    """A result that is there already, or is made when asked for."""

    make: Callable[[], Done]

    def result(self) -> Done:
        """Make the result."""
        return self.make()

    def cancel(self) -> None:
        """Make nothing."""


def read_parts(
    parts: Iterable[Part],
    manner: Manner,
    kept: Callable[[Part], Done | None],
    jobs: int = 1,
    scheduler: str | None = None,
) -> Iterator[tuple[Part, Done, bool]]:
    """Have parts read, and give them back in their order.

    Parameters
    ----------
    parts : iterable of Part
        Taken one at a time, and never more than `AHEAD` for each worker before their results are.
    manner : Manner
    kept : callable
        Gives what an earlier run made of a part, or None.
    jobs : int
        Processes of this machine; with 1 all is read in this one.
    scheduler : str, optional
        Address of a Dask scheduler, whose workers read instead.

    Yields
    ------
    (Part, Done, bool)
        The part, what it gave, and whether it was kept from an earlier run.

    Raises
    ------
    UsageError
        If there is no such scheduler, or `distributed` is not installed.
    YjstatsError
        If workers die again and again, or their extractor is another.
    """
    with _engine(manner, jobs, scheduler) as engine:
        waiting: deque[tuple[Part, Promise, bool]] = deque()
        try:
            for part in parts:
                found = kept(part)
                if found is None:
                    waiting.append((part, engine.submit(part), False))
                else:
                    waiting.append((part, Ready(lambda found=found: found), True))  # type: ignore[misc]
                while len(waiting) >= engine.most():
                    yield _first(waiting)
            while waiting:
                yield _first(waiting)
        finally:
            for _, promise, _ in waiting:  # where the run is cut off
                promise.cancel()


def _first(waiting: deque[tuple[Part, Promise, bool]]) -> tuple[Part, Done, bool]:
    part, promise, old = waiting.popleft()
    return part, promise.result(), old


def _engine(manner: Manner, jobs: int, scheduler: str | None) -> AbstractContextManager[Engine]:
    if scheduler is not None:
        return _cluster(manner, scheduler)
    if jobs > 1:
        return _processes(manner, jobs)
    return nullcontext(
        Engine(lambda part: Ready(lambda: do_part(part.documents, manner)), lambda: 1)
    )


@contextmanager
def _processes(manner: Manner, jobs: int) -> Iterator[Engine]:
    """Start processes by joblib's loky, which needs no guard in scripts and works in notebooks."""
    from joblib.externals.loky import ProcessPoolExecutor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=_end_with, initargs=(os.getpid(),))
    try:
        yield Engine(lambda part: pool.submit(do_part, part.documents, manner),
                     lambda: AHEAD * jobs)  # fmt: skip
    except BrokenProcessPool as error:
        raise YjstatsError("error.worker_died") from error
    finally:
        pool.shutdown(wait=True)


def _end_with(parent: int) -> None:
    """End this process soon after its parent, however that ended; on Windows it may stay.

    Who interrupts a command means the parent, which then lets its workers finish.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            sleep(1)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


@contextmanager
def _cluster(manner: Manner, scheduler: str) -> Iterator[Engine]:
    """Use the workers of a Dask scheduler: what one leaves undone, another does."""
    try:
        from distributed import CancelledError, Client, KilledWorker
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        raise UsageError("error.needs_cluster") from error
    try:
        client: Any = Client(  # type: ignore[no-untyped-call,unused-ignore]
            scheduler, timeout=PATIENCE, set_as_default=False
        )
    except (OSError, ValueError, TypeError) as error:
        raise UsageError("error.no_scheduler", address=scheduler) from error
    with client:
        # sent once and fetched by each worker from another; made anew where it is lost
        shared: Any = client.submit(replace, manner, pure=False)
        counted, most = 0.0, 0

        def room() -> int:
            nonlocal counted, most
            if monotonic() - counted > ANEW:
                counted, most = monotonic(), AHEAD * max(sum(client.nthreads().values()), 1)
            return most

        def submit(part: Part) -> Any:
            return client.submit(do_part, part.documents, shared, pure=False)

        try:
            yield Engine(submit, room)
        except KilledWorker as error:
            raise YjstatsError("error.workers_died") from error
        except (ImportError, RuntimeError) as error:  # of the task, or of the worker taking it up
            lack = error if isinstance(error, ImportError) else error.__cause__
            if not isinstance(lack, ImportError):
                raise
            raise YjstatsError("error.worker_lacks", name=lack.name) from error
        except (CancelledError, CommClosedError, TimeoutError) as error:
            raise YjstatsError("error.scheduler_lost", address=scheduler) from error

"""Let one command at a time write into a project."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from yjstats.errors import YjstatsError
from yjstats.paths import Project


@contextmanager
def one_at_a_time(project: Project) -> Iterator[None]:
    """Hold the project's lock while the block runs.

    The system drops the lock when the process ends, however it ends; the file itself stays and
    means nothing.

    Parameters
    ----------
    project : Project

    Raises
    ------
    YjstatsError
        If another process holds the lock, or the folder cannot be written.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(project.lock, flags, 0o666)
    except OSError as error:
        raise YjstatsError("error.cannot_write", path=project.lock, why=error.strerror) from error
    try:
        if not take(handle):
            raise YjstatsError("error.busy", path=project.root)
        yield
    finally:
        os.close(handle)


def take(handle: int) -> bool:
    """Lock an open file, or tell that it is locked already; never wait."""
    try:
        import fcntl
    except ImportError:  # Windows
        return _take_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_on_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True

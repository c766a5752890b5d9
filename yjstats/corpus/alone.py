"""Let one run at a time write into an output."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from yjstats.corpus.kept import parts_folder
from yjstats.errors import YjstatsError
from yjstats.keeping.lock import take

LOCK = "lock"  # in the folder of the parts; goes with the run, and means nothing where it stayed


@contextmanager
def alone(out: str | Path) -> Iterator[None]:
    """Hold the lock of an output while the block runs; the system drops it however that ends.

    The folder `OUT.parts` is made for it, and goes with it where no part was kept.

    Parameters
    ----------
    out : str or Path

    Raises
    ------
    YjstatsError
        If another run writes into the same output, or the folder cannot be written.
    """
    folder = parts_folder(out)
    try:
        handle = _locked(folder / LOCK)
    except OSError as error:
        raise YjstatsError("error.cannot_write", path=folder, why=error.strerror) from error
    if handle is None:
        raise YjstatsError("error.out_busy", path=out)
    try:
        yield
    finally:
        with suppress(OSError):  # while it is held, so that no one else's goes
            (folder / LOCK).unlink()
        os.close(handle)
        if os.name == "nt":  # where no open file is removed, and so none that another holds
            with suppress(OSError):
                (folder / LOCK).unlink()
        with suppress(OSError):  # parts that are kept keep it
            folder.rmdir()


def _locked(path: Path) -> int | None:
    """Open and lock a file that others may take away meanwhile; None where another holds it."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, flags, 0o666)
        except FileNotFoundError:  # the folder went between the two
            continue
        try:
            held = take(handle)
            if held and _is(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if not held:
            return None


def _is(handle: int, path: Path) -> bool:
    """Tell whether an open file still lies there: a lock on one that was removed is none."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False

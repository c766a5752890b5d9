"""Write a file whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yjstats.errors import YjstatsError

LOCKS = (".~lock.{}#", "~${}")  # what LibreOffice and Excel leave beside a file that they have open
PREFIX = ".yjstats-"  # of all that is temporary; the number of the process follows


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    r"""Give a temporary file beside `path` to write, and move it into place when whole.

    The folder is made where it is missing. A file that already holds the same bytes is left as it
    is, its time stamp too. Where the block raises, `path` stays untouched.

    Parameters
    ----------
    path : str or Path
        The file to make or replace.

    Yields
    ------
    Path
        The temporary file, in the same folder, with the same suffix.

    Raises
    ------
    YjstatsError
        If the folder or the file cannot be written.

    Examples
    --------
    >>> with replacing("table.csv") as part:  # doctest: +SKIP
    ...     part.write_text("a,b\n", encoding="utf-8")
    """
    path = Path(os.path.realpath(path))  # a link stays a link to what is replaced
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        prefix = f"{PREFIX}{os.getpid()}-"
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise YjstatsError("error.cannot_write", path=path, why=error.strerror) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        if path.is_file() and path.read_bytes() == part.read_bytes():
            return
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        raise YjstatsError("error.cannot_write", path=path, why=error.strerror) from error
    finally:
        part.unlink(missing_ok=True)


def write_text(path: str | Path, text: str) -> None:
    """Write `text` as UTF-8 with its newlines untouched, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write a file, whole or not at all."""
    with replacing(path) as part:
        part.write_bytes(data)


def check_target(path: Path) -> None:
    """Check that a file may be replaced.

    Raises
    ------
    YjstatsError
        If it is read-only, or a lock beside it says that it is open elsewhere.
    """
    if path.is_file() and not path.stat().st_mode & 0o222:
        raise YjstatsError("error.read_only", path=path)
    for lock in (path.with_name(pattern.format(path.name)) for pattern in LOCKS):
        if lock.exists():
            raise YjstatsError("error.locked", path=path, lock=lock.name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

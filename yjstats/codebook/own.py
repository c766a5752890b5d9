"""A project's own codebook: files of `data/raw/codebook` that extend the packaged lists.

`codebook()` and `rules()` are asked for all over the package and take no argument. They answer for
the codebook in use, which is a value: the bytes of the project's files, read once. `open_project`
takes it up, and with it all that is given a project folder: `load`, `build`, `check`, `extract`,
the commands. What follows without a folder, such as `compare(…, frame=…)`, goes by the codebook
taken up last in the same context (thread or task), else by the one taken up last at all: cells of a
notebook each have a context of their own. `using` takes one up for a block. What is read out of
the files is cached by their bytes, so that an edited file counts at the next `load`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar

from yjstats.errors import YjstatsError

Own = tuple[tuple[str, bytes], ...]
T = TypeVar("T")

LARGEST = 5_000_000  # bytes of one file
_HERE: ContextVar[Own | None] = ContextVar("codebook in use", default=None)
_LAST: list[Own] = [()]  # one item: what was taken up last, by whomever


def take_up(folder: str | Path | None) -> Own:
    """Use the packaged codebook with the rows of a folder, from now on.

    Parameters
    ----------
    folder : str, Path or None
        A project's `data/raw/codebook`; one that does not exist, or None, adds nothing.

    Returns
    -------
    tuple of (str, bytes)
        Name and content of each file.

    Raises
    ------
    YjstatsError
        If a file cannot be read or is too large.
    """
    own = own_files(folder)
    _HERE.set(own)
    _LAST[0] = own
    return own


def own_files(folder: str | Path | None) -> Own:
    """Return name and content of the files of a folder, by name.

    Hidden files, those that editors leave, and notes (`*.md`) are left out. Whether the others are
    lists of the codebook, `check_codebook` tells.
    """
    found = []
    for path in sorted(Path(folder).glob("*")) if folder is not None else ():
        if path.name.startswith((".", "~")) or path.suffix == ".md" or path.is_dir():
            continue
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise YjstatsError("error.cannot_read", path=path, why=error.strerror) from error
        if len(data) > LARGEST:
            raise YjstatsError("error.too_large", path=path, limit=LARGEST // 1_000_000)
        found.append((path.name, data))
    return tuple(found)


def in_use() -> Own:
    """Return the project's own files that count here and now."""
    here = _HERE.get()
    return _LAST[0] if here is None else here


@contextmanager
def using(folder: str | Path | None) -> Iterator[None]:
    """Use the packaged codebook with the rows of a folder within a block only."""
    token = _HERE.set(own_files(folder))
    try:
        yield
    finally:
        _HERE.reset(token)


def per_codebook(make: Callable[[], T]) -> Callable[[], T]:
    """Cache what a function without arguments makes, once for each codebook in use."""

    @lru_cache(maxsize=8)
    def made(_: Own) -> T:
        return make()

    @wraps(make)
    def current() -> T:
        return made(in_use())

    return current

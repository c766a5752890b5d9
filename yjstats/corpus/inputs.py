"""Find the files of a corpus: those named, those of folders, those that a pattern fits."""

import os
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from yjstats.errors import YjstatsError

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TABLES = (".parquet",)
PAGES = (".htm", ".html", ".xhtml", ".shtml", ".pdf", ".docx")
TEXTS = (".txt",)


class Input(NamedTuple):
    """A file, and the `source_id` of its text where the file is one document."""

    path: Path
    name: str

    def ends(self, endings: tuple[str, ...]) -> bool:
        """Tell whether the file's name has one of these endings."""
        return self.path.name.lower().endswith(endings)


def is_corpus(source: str | Path) -> bool:
    """Tell whether what is named holds, or may hold, more than one plain text."""
    found = Input(Path(source), "")
    return found.path.is_dir() or _is_pattern(source) or found.ends(LINES + TABLES + PAGES)


def inputs_of(sources: Iterable[str | Path], leave_out: Iterable[Path] = ()) -> Iterator[Input]:
    """Find the files of a corpus, always in the same order, holding no list of them all.

    Parameters
    ----------
    sources : iterable of str or Path
        Files, folders (with all below them; hidden files and unknown endings are left out), and
        patterns such as `news/**/*.jsonl`.
    leave_out : iterable of Path
        Files and folders that are no input: what the run itself writes.

    Yields
    ------
    Input
        A file that is named is called by its stem; one of a folder or a pattern by its path
        inside it, ending included, so that two of them never share a name.

    Raises
    ------
    YjstatsError
        Before the first file: if files are missing or patterns fit nothing; all are named.
    """
    sources = list(sources)
    missing = [str(source) for source in sources if not _exists(source)]
    if missing:
        raise YjstatsError("error.no_such_input", list="\n".join(missing))
    away = {os.path.realpath(path) for path in leave_out}
    for source in sources:
        for found in _files(source):
            if os.path.realpath(found.path) not in away:
                yield found


def weigh(sources: Iterable[str | Path], leave_out: Iterable[Path] = ()) -> int:
    """Return the bytes of all files, from which a time left is reckoned."""
    total = 0
    for found in inputs_of(sources, leave_out):
        try:
            total += found.path.stat().st_size
        except OSError:
            continue
    return total


def _exists(source: str | Path) -> bool:
    if _is_pattern(source):
        return any(os.path.isfile(path) for path in glob(str(source), recursive=True))
    return Path(source).exists()


def _is_pattern(source: str | Path) -> bool:
    return has_magic(str(source)) and not Path(source).exists()


def _files(source: str | Path) -> Iterator[Input]:
    path = Path(source)
    if _is_pattern(source):
        fixed = Path(*_before_magic(path.parts))
        for name in sorted(glob(str(source), recursive=True)):
            if os.path.isfile(name):
                yield Input(Path(name), Path(name).relative_to(fixed).as_posix())
    elif path.is_dir():
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not _aside(name))
            for name in sorted(names):
                found = Path(folder) / name
                given = Input(found, found.relative_to(path).as_posix())
                if not name.startswith(".") and given.ends(LINES + TABLES + PAGES + TEXTS):
                    yield given
    else:
        yield Input(path, path.stem)


def _aside(name: str) -> bool:
    return name.startswith(".") or name.endswith(".parts")


def _before_magic(parts: tuple[str, ...]) -> Iterator[str]:
    for part in parts:
        if has_magic(part):
            return
        yield part

"""Change files of a project together, or not at all, and keep what they were.

Before anything is changed, each file is copied into a new numbered folder under
`data/private/copies`, and a mark says that the change is under way and, before each file is
written, what it will hold. Where the change does not come to its end, by an error now or by a crash
that the next command finds, the copies are put back; what another hand wrote meanwhile is never
written over.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from yjstats.errors import YjstatsError
from yjstats.keeping.inside import check_inside
from yjstats.paths import Project
from yjstats.tables import Row, to_text
from yjstats.writing import check_target, sync_folder, write_bytes, write_text

LIST, MARK = "files.json", "unfinished"
NUMBERED = re.compile(r"([0-9]{4,})-")
GONE = ""  # in the place of a checksum: no such file


@dataclass(frozen=True)
class Change:
    """A change under way: whatever it writes or removes can be put back.

    Attributes
    ----------
    project : Project
    folder : Path
        The folder of the copies.
    wrote : dict of str to list of str
        Checksums of what each file was to hold, in the order of writing.
    """

    project: Project
    folder: Path
    wrote: dict[str, list[str]] = field(default_factory=dict)

    def write(self, path: Path, data: str | bytes) -> None:
        """Write a file of the change, whole or not at all; text as UTF-8."""
        data = data.encode("utf-8") if isinstance(data, str) else data
        self._note(path, hashlib.sha256(data).hexdigest())
        write_bytes(path, data)

    def write_rows(self, path: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Write a table of the change."""
        self.write(path, to_text(columns, rows))

    def remove(self, path: Path) -> None:
        """Remove a file of the change, where there is one."""
        self._note(path, GONE)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise YjstatsError("error.cannot_write", path=path, why=error.strerror) from error

    def _note(self, path: Path, checksum: str) -> None:
        """Note down, before it is done, what a file will hold."""
        self.wrote.setdefault(path.relative_to(self.project.root).as_posix(), []).append(checksum)
        self.mark()

    def mark(self) -> None:
        """Write the mark that the change is under way."""
        told = {"folder": self.folder.name, "wrote": self.wrote}
        write_text(self.project.copies / MARK, json.dumps(told, ensure_ascii=False))


@contextmanager
def changing(project: Project, verb: str, paths: Sequence[Path]) -> Iterator[Change]:
    """Keep copies of files while the block changes them, and put them back where it fails.

    Parameters
    ----------
    project : Project
        Locked and repaired.
    verb : str
        What is being done, for the name of the copies' folder: `add-ningbo-2024-05`.
    paths : sequence of Path
        All files that the block may make, change or remove.

    Yields
    ------
    Change
        Through which the block writes.

    Raises
    ------
    YjstatsError
        If a copy cannot be written, or a file is read-only or open elsewhere; nothing is changed
        then.
    """
    check_inside(project, *paths, project.copies)
    for path in paths:
        check_target(path)
    change = Change(project, _next_folder(project, verb))
    try:
        change.mark()
        _keep(project, change.folder, paths)
        yield change
    except BaseException:
        undo(project)
        raise
    (project.copies / MARK).unlink()
    sync_folder(project.copies)


def keep(project: Project, verb: str, paths: Sequence[Path]) -> Path:
    """Copy files into a new folder of the copies and return it; an absent file is noted as such."""
    folder = _next_folder(project, verb)
    _keep(project, folder, paths)
    return folder


def is_pending(project: Project) -> bool:
    """Tell whether a change was begun and not brought to its end."""
    return (project.copies / MARK).is_file()


def undo(project: Project) -> bool:
    """Put back what an unfinished change has touched; return whether there was one.

    Raises
    ------
    YjstatsError
        If a file cannot be written back, the mark staying for the next command to try again; or if
        another hand changed one since, which is then left alone, as are the others.
    """
    mark = project.copies / MARK
    if not mark.is_file():
        return False
    told = json.loads(mark.read_text(encoding="utf-8"))
    folder = project.copies / told["folder"]
    if not (folder / LIST).is_file():  # cut off before the copies were whole: nothing was changed
        mark.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        return True
    files = json.loads((folder / LIST).read_text(encoding="utf-8"))
    strange = [
        name for name, existed in files.items()
        if _sum(project.root / name)
        not in {_sum(folder / name) if existed else GONE, *told["wrote"].get(name, ())}
    ]  # fmt: skip
    if strange:
        copies, cut = project.name(folder), project.name(mark)
        raise YjstatsError("error.changed_amid", files=", ".join(strange), copies=copies, mark=cut)
    for name, existed in files.items():
        path = project.root / name
        if existed:
            copy(folder / name, path)
        elif path.is_file() or path.is_symlink():
            path.unlink()
    mark.unlink()
    shutil.rmtree(folder, ignore_errors=True)  # copies of what is as it was
    return True


def drop_incomplete(project: Project) -> list[Path]:
    """Remove folders of copies that were never whole: nothing was changed after them."""
    folders = sorted(project.copies.glob("*")) if project.copies.is_dir() else []
    half = [
        path for path in folders
        if NUMBERED.match(path.name) and path.is_dir() and not (path / LIST).is_file()
    ]  # fmt: skip
    for path in half:
        shutil.rmtree(path, ignore_errors=True)
    return half


def _next_folder(project: Project, verb: str) -> Path:
    write_text(project.copies / ".gitignore", "*\n")
    numbers = [int(m[1]) for path in project.copies.iterdir() if (m := NUMBERED.match(path.name))]
    return project.copies / f"{max(numbers, default=0) + 1:04d}-{verb}"


def _keep(project: Project, folder: Path, paths: Sequence[Path]) -> None:
    files = {}
    for path in paths:
        name = path.relative_to(project.root).as_posix()
        files[name] = path.is_file()
        if path.is_file():
            copy(path, folder / name)
    write_text(folder / LIST, json.dumps(files, ensure_ascii=False, indent=2) + "\n")


def _sum(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return GONE
    except OSError as error:
        raise YjstatsError("error.cannot_read", path=path, why=error.strerror) from error


def copy(source: Path, target: Path) -> None:
    """Copy a file, whole or not at all."""
    try:
        data = source.read_bytes()
    except OSError as error:
        raise YjstatsError("error.cannot_read", path=source, why=error.strerror) from error
    write_bytes(target, data)

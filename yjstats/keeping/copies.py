"""Change files of a project together, or not at all, and keep what they were.

Before anything is changed, each file is copied into a new numbered folder under
`data/private/copies`, and a mark says that the change is under way. Where the change does not come
to its end, by an error now or by a crash that the next command finds, the copies are put back.
"""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from yjstats.errors import YjstatsError
from yjstats.keeping.inside import check_inside
from yjstats.paths import Project
from yjstats.tables import Row, to_text
from yjstats.writing import replacing, sync_folder, write_text

LIST, MARK = "files.json", "unfinished"
NUMBERED = re.compile(r"([0-9]{4,})-")


@contextmanager
def changing(project: Project, verb: str, paths: Sequence[Path]) -> Iterator[Path]:
    """Keep copies of files while the block changes them, and put them back where it fails.

    Parameters
    ----------
    project : Project
    verb : str
        What is being done, for the name of the copies' folder: `add-ningbo-2024-05`.
    paths : sequence of Path
        All files that the block may make, change or remove.

    Yields
    ------
    Path
        The folder of the copies.

    Raises
    ------
    YjstatsError
        If a copy cannot be written; nothing is changed then.
    """
    check_inside(project, *paths, project.copies)
    folder = keep(project, verb, paths)
    write_text(project.copies / MARK, folder.name)
    try:
        yield folder
    except BaseException:
        undo(project)
        raise
    (project.copies / MARK).unlink()
    sync_folder(project.copies)


def keep(project: Project, verb: str, paths: Sequence[Path]) -> Path:
    """Copy files into a new folder of the copies and return it; an absent file is noted as such."""
    write_text(project.copies / ".gitignore", "*\n")
    numbers = [int(m[1]) for path in project.copies.iterdir() if (m := NUMBERED.match(path.name))]
    folder = project.copies / f"{max(numbers, default=0) + 1:04d}-{verb}"
    files = {}
    for path in paths:
        name = path.relative_to(project.root).as_posix()
        files[name] = path.is_file()
        if path.is_file():
            _copy(path, folder / name)
    write_text(folder / LIST, json.dumps(files, ensure_ascii=False, indent=2) + "\n")
    return folder


def undo(project: Project) -> bool:
    """Put back what an unfinished change has touched; return whether there was one.

    Raises
    ------
    YjstatsError
        If a file cannot be written back. The mark stays then, for the next command to try again.
    """
    mark = project.copies / MARK
    if not mark.is_file():
        return False
    folder = project.copies / mark.read_text(encoding="utf-8")
    for name, existed in json.loads((folder / LIST).read_text(encoding="utf-8")).items():
        path = project.root / name
        if existed:
            _copy(folder / name, path)
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


def write_rows(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write a table of data/raw anew, whole or not at all."""
    write_text(path, to_text(columns, rows))


def _copy(source: Path, target: Path) -> None:
    try:
        data = source.read_bytes()
    except OSError as error:
        raise YjstatsError("error.cannot_read", path=source, why=error.strerror) from error
    with replacing(target) as part:
        part.write_bytes(data)

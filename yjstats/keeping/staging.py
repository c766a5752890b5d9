"""Make outputs aside and put them into place together.

A build writes into a folder of its own, `.yjstats-stage`, whose files mirror the project's. When
all are whole, a list of them is written there, and only then are they moved into place, the
manifest last. A build that is killed before the list leaves the project as it was; one that is
killed after it is finished by the next command.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yjstats.errors import YjstatsError
from yjstats.paths import Project
from yjstats.writing import sync_folder, write_bytes, write_text

WHOLE = "whole.json"


@dataclass(frozen=True)
class Staged(Project):
    """A project whose outputs lie in its stage: for writing, while `root` is read from."""

    @property
    def processed(self) -> Path:
        """Folder of the tables and the workbook, in the stage."""
        return self.stage / "data" / "processed"

    @property
    def figures(self) -> Path:
        """Folder of the charts, in the stage."""
        return self.stage / "figures"

    @property
    def notebooks(self) -> Path:
        """Folder of the executed notebooks, in the stage."""
        return self.stage / "notebooks"


@contextmanager
def staging(project: Project) -> Iterator[Staged]:
    """Give a project to write outputs into, and put them into place where the block succeeds.

    Raises
    ------
    YjstatsError
        If a file cannot be written.
    """
    discard(project)
    try:
        yield Staged(project.root)
        names = [path.relative_to(project.stage).as_posix() for path in _files(project.stage)]
        manifest = project.manifest.relative_to(project.root).as_posix()
        names.sort(key=lambda name: (name == manifest, name))
        write_text(project.stage / WHOLE, json.dumps(names, ensure_ascii=False))
    except BaseException:
        discard(project)
        raise
    finish(project)


def finish(project: Project) -> bool:
    """Put the outputs of a stage that is whole into place; give up any other.

    Returns
    -------
    bool
        Whether there was one that was whole.

    Raises
    ------
    YjstatsError
        If a file cannot be put into place; the stage stays, and a later call goes on.
    """
    mark = project.stage / WHOLE
    if project.stage.is_symlink() or not mark.is_file():
        discard(project)
        return False
    for name in json.loads(mark.read_text(encoding="utf-8")):
        made = project.stage / name
        if made.is_file():
            _place(made, project.root / name)
    discard(project)
    return True


def discard(project: Project) -> None:
    """Remove the stage, the list of what is whole first."""
    stage = project.stage
    try:
        if stage.is_symlink():
            stage.unlink()
        elif stage.is_dir():
            (stage / WHOLE).unlink(missing_ok=True)
            shutil.rmtree(stage)
    except OSError as error:
        raise YjstatsError("error.cannot_write", path=stage, why=error.strerror) from error


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _place(made: Path, target: Path) -> None:
    try:
        if target.is_file() and target.read_bytes() == made.read_bytes():
            return  # its time stamp stays too
        target = Path(os.path.realpath(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.replace(made, target)
        except OSError as error:
            if error.errno != errno.EXDEV:  # else: another disk, so copy
                raise
            write_bytes(target, made.read_bytes())
        sync_folder(target.parent)
    except OSError as error:
        raise YjstatsError("error.cannot_place", path=target, why=error.strerror) from error

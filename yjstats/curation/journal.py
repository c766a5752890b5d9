"""Change several files together, or none: written beside, noted down, then moved into place."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from yjstats.errors import YjstatsError
from yjstats.paths import Project
from yjstats.writing import replacing, write_text

IGNORE_ALL = "*\n"  # the folder of copies is under no version control, wherever it lies

Outcome = Literal["nothing", "completed", "undone"]


def write_together(project: Project, files: Mapping[Path, bytes]) -> Path | None:
    """Replace files of data/raw, all of them or none.

    The new contents are written beside the files and the old ones copied to data/raw/backups; then
    a journal is written, and from that moment the change is decided: where the program is stopped
    while it moves them into place, `recover` completes it.

    Parameters
    ----------
    project : Project
    files : mapping of Path to bytes
        What each file shall hold; those that hold it already are left alone.

    Returns
    -------
    Path or None
        The folder with the old contents; None where nothing had to be changed.

    Raises
    ------
    YjstatsError
        If a file cannot be written, or an earlier change was cut short and not yet recovered.
    """
    if is_pending(project):
        raise YjstatsError("error.half_applied", path=project.name(_journal(project)))
    files = {path: data for path, data in files.items() if _bytes(path) != data}
    if not files:
        return None
    backup = _keep(project, files)
    try:
        for path, data in files.items():
            with replacing(_part(path)) as beside:
                beside.write_bytes(data)
    except BaseException:
        _clear(files)
        raise
    told = [
        {"file": path.name, "old": _sum(_bytes(path)), "new": _sum(data)}
        for path, data in files.items()
    ]
    write_text(_journal(project), json.dumps({"backup": backup.name, "files": told}, indent=1))
    recover(project)
    return backup


def is_pending(project: Project) -> bool:
    """Tell whether a change was decided and not completed."""
    return _journal(project).is_file()


def recover(project: Project) -> Outcome:
    """Complete a change that was cut short; undo it where it cannot be completed.

    Returns
    -------
    {"nothing", "completed", "undone"}
        What was done; nothing where no change is pending.

    Raises
    ------
    YjstatsError
        If a file was changed by another hand meanwhile: neither its content nor the copy is then
        overwritten, and the message names both.
    """
    if not is_pending(project):
        return "nothing"
    told = json.loads(_journal(project).read_text(encoding="utf-8"))
    names = {project.raw / one["file"]: (one["old"], one["new"]) for one in told["files"]}
    now = {path: _sum(_bytes(path)) for path in names}
    beside = {path: _sum(_bytes(_part(path))) for path in names}
    backup = project.backups / told["backup"]
    strange = [path for path in names if now[path] not in names[path]]
    if strange:
        listed = ", ".join(project.name(path) for path in strange)
        journal = project.name(_journal(project))
        raise YjstatsError(
            "error.changed_amid", files=listed, backup=project.name(backup), journal=journal
        )
    try:
        if all(new in (now[path], beside[path]) for path, (_, new) in names.items()):
            for path, (_, new) in names.items():
                if now[path] != new:
                    os.replace(_part(path), path)
            outcome: Outcome = "completed"
        else:
            for path, (old, _) in names.items():
                if now[path] != old:
                    _restore(path, backup / path.name)
            outcome = "undone"
        _journal(project).unlink()
    except OSError as error:
        path = Path(str(error.filename or project.raw))
        raise YjstatsError("error.cannot_write", path=path, why=error.strerror) from error
    _clear(names)
    return outcome


def _journal(project: Project) -> Path:
    return project.raw / ".yjstats-review.json"


def _part(path: Path) -> Path:
    return path.with_name(f".yjstats-new-{path.name}")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _sum(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _keep(project: Project, files: Mapping[Path, bytes]) -> Path:
    """Copy what is to be changed into a new folder, named by what it holds."""
    old = {path: _bytes(path) for path in files}
    name = _sum(b"".join(data or b"" for data in old.values()))[:12]
    number = len([*project.backups.glob("*-*")]) + 1 if project.backups.is_dir() else 1
    folder = project.backups / f"{number:04d}-{name}"
    write_text(project.backups / ".gitignore", IGNORE_ALL)
    for path, data in old.items():
        if data is not None:
            with replacing(folder / path.name) as copy:
                copy.write_bytes(data)
    return folder


def _restore(path: Path, copy: Path) -> None:
    if copy.is_file():
        with replacing(path) as part:
            part.write_bytes(copy.read_bytes())
    else:  # it was not there before
        path.unlink(missing_ok=True)


def _clear(files: Mapping[Path, object]) -> None:
    for path in files:
        _part(path).unlink(missing_ok=True)

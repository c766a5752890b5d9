"""Repair what a command that was killed left behind. The caller holds the project's lock."""

import os
import re
from pathlib import Path

from yjstats.keeping.aside import discard_aside
from yjstats.keeping.copies import drop_incomplete, undo
from yjstats.keeping.inside import check_inside
from yjstats.keeping.staging import finish
from yjstats.paths import Project
from yjstats.writing import PREFIX

OURS = re.compile(re.escape(PREFIX) + r"([0-9]+)-.")


def repair(project: Project) -> list[str]:
    """Bring a project back to its last complete state.

    A change of data/raw that was cut off is undone; outputs that were whole and only half put into
    place are put there, others are given up; temporary files of dead processes are removed.

    Returns
    -------
    list of str
        What was done: `undone`, `finished`, `swept`; empty where all was well.
    """
    check_inside(project, *_folders(project))
    told = ["undone"] if undo(project) else []
    told += ["finished"] if finish(project) else []
    discard_aside(project)
    return told + (["swept"] if sweep(project) else [])


def sweep(project: Project) -> list[Path]:
    """Remove temporary files of processes that are no more and half-made copies; return them."""
    swept = drop_incomplete(project)
    for folder in _folders(project):
        for path in sorted(folder.glob(PREFIX + "*")) if folder.is_dir() else ():
            made = OURS.match(path.name)
            if made and path.is_file() and not _lives(int(made[1])):
                path.unlink(missing_ok=True)
                swept.append(path)
    return swept


def _folders(project: Project) -> tuple[Path, ...]:
    return (
        project.root, project.raw, project.own_codebook, project.digests, project.private,
        project.processed, project.figures, project.notebooks, project.copies,
        project.recalled,
    )  # fmt: skip


def _lives(process: int) -> bool:
    if process == os.getpid() or os.name != "posix":  # elsewhere a signal would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True

"""What was asked last, so that running a cell again does not begin anew.

It is kept in this process, for each project folder apart: a kernel that is restarted begins anew,
two notebooks never disturb each other, and exploring writes nothing into the project.
"""

from dataclasses import dataclass
from pathlib import Path

from yjstats.exploring.question import Question
from yjstats.text import Lang


@dataclass(frozen=True)
class Kept:
    """A question, and the language that the caller of `explore` had asked for."""

    question: Question
    lang: Lang


_KEPT: dict[Path, Kept] = {}


def keep(root: Path, question: Question, lang: Lang) -> None:
    """Keep what is asked of a project."""
    _KEPT[root.resolve()] = Kept(question, lang)


def kept(root: Path) -> Kept | None:
    """Return what was asked of a project last; None where nothing was, or after `forget`."""
    return _KEPT.get(root.resolve())


def forget(root: Path) -> None:
    """Begin anew with a project."""
    _KEPT.pop(root.resolve(), None)

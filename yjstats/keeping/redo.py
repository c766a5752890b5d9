"""Redo the steps of a build whose outputs are not up to date, and put all into place together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from yjstats.keeping.aside import new_readings
from yjstats.keeping.copies import keep
from yjstats.keeping.helper import Helper, Job
from yjstats.keeping.manifest import Manifest, entry, inputs_of, key_of, read_manifest, versions
from yjstats.keeping.recalling import keep_recalled
from yjstats.keeping.staging import Staged, staging
from yjstats.keeping.verify import states
from yjstats.paths import Project
from yjstats.writing import write_bytes, write_text

Tell = Callable[[str, int, int], None]


class Step(NamedTuple):
    """One step of a build.

    Attributes
    ----------
    name : str
    outputs : tuple of str
        What it writes, relative to the project folder.
    work : callable
        Writes them below the stage that it is given; None where `job` makes them.
    more : str
        What its outputs depend on beside the project's inputs: the cells of a notebook.
    shows : callable, optional
        Returns a digest of all that its outputs show of the project's inputs. Where it is the
        recorded one, they are up to date though inputs changed.
    job : callable, optional
        Returns a function that returns its outputs' contents, by name, in whichever process; and
        perhaps those of other files, which may fail to be written (see `keeping.recalling`).
    """

    name: str
    outputs: tuple[str, ...]
    work: Callable[[Staged], None] | None
    more: str = ""
    shows: Callable[[], str] | None = None
    job: Callable[[], Job] | None = None


@dataclass(frozen=True)
class Built:
    """What a build did.

    Attributes
    ----------
    done, kept : list of str
        Names of the steps done, and of those whose outputs were up to date.
    why : dict of str to str
        For each step done: `forced`, `new`, `missing`, `edited` (by hand; a copy was kept) or
        `changed` (its inputs or the program).
    repaired : list of str
        What an earlier command left behind, as `repair` tells it.
    """

    done: list[str]
    kept: list[str]
    why: dict[str, str]
    repaired: list[str] = field(default_factory=list)


def redo(
    project: Project, steps: Sequence[Step], helper: Helper, lang: str, force: bool = False,
    tell: Tell | None = None, repaired: Sequence[str] = (), seen: Project | None = None,
) -> Built:  # fmt: skip
    """Do the steps that are not up to date, and record them in the manifest.

    Parameters
    ----------
    project : Project
        Locked and repaired.
    steps : sequence of Step
    helper : Helper
        Does some of the jobs.
    lang : str
    force : bool
        Whether to do all.
    tell : callable, optional
        Called before each step with its name, its number from 1 and the number of steps to do.
    repaired : sequence of str
        Passed on to the result.
    seen : Project, optional
        The project as the steps see it (see `reading_aside`), where they see new readings.

    Raises
    ------
    YjstatsError
        If a file cannot be written; the project is then as it was.
    """
    before = read_manifest(project) or Manifest()
    inputs, made_with = inputs_of(seen or project), versions()
    keys = {step.name: key_of(inputs, made_with, lang, step.more) for step in steps}
    found = states(project, before)
    shown = _shown(made_with, lang)
    why = {
        step.name: reason
        for step in steps
        if (reason := _reason(step, keys[step.name], before, found, force))
        and not (reason == "changed" and _shows_the_same(step, before, shown))
    }
    todo = [step for step in steps if step.name in why]
    _keep_edited(project, todo, found)
    outputs = {name: told for name, told in before.outputs.items() if found[name] != "missing"}
    for step in steps:
        if step.name not in why:  # up to date with these inputs too
            outputs |= {n: {**outputs[n], "key": keys[step.name]} for n in step.outputs}
    with staging(project) as staged:
        for name, data in new_readings(project, seen or project).items():
            write_bytes(project.stage / name, data)
        content = helper.share({step.name: step.job() for step in todo if step.job})
        beside: dict[str, bytes] = {}
        for number, step in enumerate(todo, 1):
            if tell is not None:
                tell(step.name, number, len(todo))
            if step.work is not None:
                step.work(staged)
            else:
                made = content(step.name)
                for name in step.outputs:
                    write_bytes(staged.stage / name, made.pop(name))
                beside |= made
        for step in todo:
            more = {"shows": shown(step)} if step.shows else {}
            for name in step.outputs:
                told: dict[str, Any] = entry(project.stage / name)
                outputs[name] = {**told, "lang": lang, "key": keys[step.name], **more}
        text = Manifest(made_with, inputs, outputs).text()
        write_text(staged.processed / project.manifest.name, text)
    for name, data in beside.items():
        keep_recalled(project.root / name, data)
    kept = [step.name for step in steps if step.name not in why]
    return Built([step.name for step in todo], kept, why, list(repaired))


def _shown(made_with: dict[str, str], lang: str) -> Callable[[Step], str]:
    """Return a function that names all that the outputs of a step are made from, inputs aside."""

    def shown(step: Step) -> str:
        told = step.shows() if step.shows else ""
        return key_of({}, made_with, lang, f"{step.more}:{told}")

    return shown


def _shows_the_same(step: Step, before: Manifest, shown: Callable[[Step], str]) -> bool:
    if step.shows is None:
        return False
    told = {before.outputs[name].get("shows") for name in step.outputs}
    return told == {shown(step)}


def _reason(step: Step, key: str, before: Manifest, found: dict[str, str], force: bool) -> str:
    """Return why a step is to be done; blank where all its outputs are up to date."""
    if force:
        return "forced"
    if any(name not in found for name in step.outputs):
        return "new"
    for state in ("missing", "edited"):
        if any(found[name] == state for name in step.outputs):
            return state
    made = all(before.outputs[name].get("key") == key for name in step.outputs)
    return "" if made else "changed"


def _keep_edited(project: Project, todo: Sequence[Step], found: dict[str, str]) -> None:
    """Keep a copy of what a person edited among the outputs that will be written over."""
    names = [name for step in todo for name in step.outputs if found.get(name) == "edited"]
    names = [name for name in names if not name.endswith(".ipynb")]  # their cells stay as they are
    if names:
        keep(project, "build", [project.root / name for name in names])

"""Take decisions over into curated.csv and reviews.csv, both together or neither."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from yjstats.checking import project_faults
from yjstats.curation.csv_rows import CsvRows
from yjstats.curation.decisions import Decision, form_faults
from yjstats.curation.review_plan import Step, plan
from yjstats.curation.reviews import REVIEWS, sum_of
from yjstats.errors import BadData, Fault, YjstatsError
from yjstats.keeping.copies import MARK, changing, is_pending
from yjstats.keeping.lock import one_at_a_time
from yjstats.keeping.repair import repair
from yjstats.opening import open_project
from yjstats.paths import Project

COLUMNS = ("row", "obs_id", "source_id", "decision", "outcome", "changes", "reviewer")


@dataclass(frozen=True)
class Applied:
    """What applying decisions did, or would do.

    Attributes
    ----------
    changes : DataFrame
        One row a decision: `row` of the workbook (Int64), `obs_id`, `source_id`, `decision`,
        `outcome` (added, changed, kept, rejected, already), `changes`, `reviewer`.
    undecided, removed : int
        Readings of the workbook without a decision, and those whose rows are no longer there.
    copies : Path or None
        The folder with what was changed, as it was; None where nothing was.
    repaired : list of str
        What an earlier command left behind, as `repair` tells it.
    """

    changes: pd.DataFrame
    undecided: int = 0
    removed: int = 0
    copies: Path | None = None
    repaired: list[str] = field(default_factory=list)

    def count(self, *outcomes: str) -> int:
        """Return how many decisions came to one of these outcomes."""
        return int(self.changes["outcome"].isin(outcomes).sum())


def apply_review(
    path: str | Path,
    root: str | Path | None = None,
    dry_run: bool = False,
    today: date | None = None,
) -> Applied:
    """Apply a filled review workbook.

    Every row is checked first, and nothing is written if anything is wrong. Applying a workbook
    again, filled in further or not, changes nothing for the rows that were applied.

    Parameters
    ----------
    path : str or Path
        The .xlsx.
    root : str or Path, optional
        The project folder.
    dry_run : bool
        Whether to work out the changes and write nothing.
    today : date, optional
        The day of review to put down; today's where it is not given.

    Returns
    -------
    Applied

    Raises
    ------
    UsageError
        If the file is no review workbook.
    BadData
        If any row is wrong, or was edited meanwhile; lists every fault with sheet and cell. Also
        if the project's data do not pass their checks.
    YjstatsError
        If a file cannot be written or is open elsewhere, or another command is at work.
    """
    from yjstats.curation.review_reading import read_review

    project = open_project(root)
    filled = read_review(path)
    workbook = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    decided = filled.decisions
    applied = apply_decisions(project, decided, workbook, dry_run, today, filled.faults)
    return replace(applied, undecided=filled.undecided, removed=filled.removed)


def apply_decisions(
    project: Project,
    decisions: Sequence[Decision],
    workbook: str,
    dry_run: bool = False,
    today: date | None = None,
    faults: Sequence[Fault] = (),
) -> Applied:
    """Apply decisions from wherever they were made.

    Parameters
    ----------
    project : Project
    decisions : sequence of Decision
    workbook : str
        Where they come from: the SHA-256 of a workbook, or `notebook`.
    dry_run : bool
    today : date, optional
    faults : sequence of Fault
        What is wrong with them already, told together with what is found here.

    Raises
    ------
    BadData
        As for `apply_review`.
    YjstatsError
        As for `apply_review`.
    """
    if dry_run:
        if is_pending(project):
            cut = project.name(project.copies / MARK)
            raise YjstatsError("error.half_applied", path=cut)
        return Applied(_changes(_steps(project, decisions, faults)))
    with one_at_a_time(project):
        repaired = repair(project)
        steps = _steps(project, decisions, faults)
        copies = _write(project, _files(project, steps, workbook, today or date.today()))
    return Applied(_changes(steps), copies=copies, repaired=repaired)


def _steps(
    project: Project, decisions: Sequence[Decision], faults: Sequence[Fault]
) -> Sequence[Step]:
    """Return what each decision changes, or tell all that is wrong with them."""
    before = project_faults(project)
    if before:
        raise BadData(before)
    formal = [fault for one in decisions for fault in form_faults(one)]
    steps, found = plan(project, [one for one in decisions if not form_faults(one)])
    wrong = [*faults, *formal, *found]
    if wrong:
        raise BadData(wrong)
    return steps


def _write(project: Project, files: Mapping[Path, bytes]) -> Path | None:
    """Write files that differ, together; return the folder of what they held before."""
    unlike = [path for path, data in files.items() if not _holds(path, data)]
    if not unlike:
        return None
    with changing(project, "review", unlike) as change:
        for path in unlike:
            change.write(path, files[path])
    return change.folder


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _files(project: Project, steps: Sequence[Step], workbook: str, day: date) -> dict[Path, bytes]:
    """Return what the files shall hold: every byte that no decision changes stays."""
    curated = CsvRows.of(project.curated.read_bytes())
    old = project.reviews.read_bytes() if project.reviews.is_file() else b""
    reviews = CsvRows.of(old or (",".join(REVIEWS) + "\n").encode())
    changed = {
        step.after["obs_id"]: {n: c for n, c in step.after.items() if c != step.before[n]}
        for step in steps
        if step.outcome == "changed" and step.after is not None and step.before is not None
    }
    curated = curated.changed("obs_id", changed)
    for step in steps:
        if step.after is not None and step.outcome == "added":
            place = curated.place_of(step.source_id, int(step.after["char_start"]))
            curated = curated.inserted(place, step.after)
        if step.outcome != "already":
            reviews = reviews.inserted(len(reviews.records), _review(step, workbook, day))
    return {project.curated: curated.data(), project.reviews: reviews.data()}


def _review(step: Step, workbook: str, day: date) -> dict[str, str]:
    one = step.decision
    return {
        "obs_id": one.obs_id,
        "source_id": step.source_id,
        "decision": one.decision,
        "reading": one.reading,
        "before": sum_of(step.before) if step.before else "",
        "after": sum_of(step.after) if step.after else "",
        "changes": " ".join(step.changes.split()),
        "reviewer": " ".join(one.reviewer.split()),
        "reviewed": day.isoformat(),
        "workbook": workbook,
        "remark": " ".join(one.remark.split()),
    }


def _changes(steps: Sequence[Step]) -> pd.DataFrame:
    records = [
        (
            step.decision.line, step.decision.obs_id, step.source_id, step.decision.decision,
            step.outcome, step.changes, step.decision.reviewer,
        )
        for step in steps
    ]  # fmt: skip
    frame = pd.DataFrame(records, columns=list(COLUMNS), dtype=object)
    return frame.astype({"row": "Int64"} | dict.fromkeys(COLUMNS[1:], "str"))

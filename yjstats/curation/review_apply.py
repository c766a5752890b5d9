"""Take decisions over into curated.csv and reviews.csv, both together or neither."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from yjstats.checking import project_faults
from yjstats.curation.csv_rows import CsvRows
from yjstats.curation.decisions import Decision, form_faults
from yjstats.curation.journal import Outcome, is_pending, recover, write_together
from yjstats.curation.review_plan import Step, plan
from yjstats.curation.reviews import REVIEWS, sum_of
from yjstats.errors import BadData, Fault, YjstatsError
from yjstats.paths import Project, find_project

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
    backup : Path or None
        The folder with copies of what was changed; None where nothing was.
    recovered : {"nothing", "completed", "undone"}
        What was done about an earlier change that had been cut short.
    """

    changes: pd.DataFrame
    undecided: int = 0
    removed: int = 0
    backup: Path | None = None
    recovered: Outcome = "nothing"

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
        If a file cannot be written, or is open elsewhere.
    """
    from yjstats.curation.review_reading import read_review

    project = find_project(root)
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
        If a file cannot be written, or is open elsewhere.
    """
    from yjstats.workbook.save import check_target

    recovered = _recovered(project, dry_run)
    before = project_faults(project)
    if before:
        raise BadData(before)
    formal = [fault for one in decisions for fault in form_faults(one)]
    steps, found = plan(project, [one for one in decisions if not form_faults(one)])
    wrong = [*faults, *formal, *found]
    if wrong:
        raise BadData(wrong)
    backup = None
    if not dry_run:
        files = _files(project, steps, workbook, today or date.today())
        for target in files:
            check_target(target)
        backup = write_together(project, files)
    return Applied(_changes(steps), backup=backup, recovered=recovered)


def _recovered(project: Project, dry_run: bool) -> Outcome:
    if dry_run and is_pending(project):
        raise YjstatsError("error.half_applied", path=project.name(project.reviews))
    return recover(project)


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

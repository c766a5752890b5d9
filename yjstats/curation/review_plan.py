"""Work out what decisions change, and whether they may: nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yjstats.codebook import codebook
from yjstats.curation.decisions import Decision
from yjstats.curation.review_items import Cells, proposed
from yjstats.curation.reviews import READ, latest, read_reviews, sum_of
from yjstats.errors import Fault
from yjstats.judging import check_rows
from yjstats.observations import CURATED, NAMES
from yjstats.paths import Project
from yjstats.registers import ALTERNATIVES, SOURCES, check_alternatives
from yjstats.tables import Row, read_table


@dataclass(frozen=True)
class Step:
    """What one decision comes to.

    Attributes
    ----------
    decision : Decision
    outcome : str
        added, changed, kept (judged right as it is), rejected, or already (was applied before).
    source_id : str
    before, after : mapping of str to str or None
        The row of curated.csv; None where there is none.
    """

    decision: Decision
    outcome: str
    source_id: str
    before: Cells | None
    after: Cells | None

    @property
    def changes(self) -> str:
        """The fields that change, as `field: before → after`, joined by `; `."""
        if self.outcome not in ("added", "changed") or self.after is None:
            return ""
        old = self.before or dict.fromkeys(CURATED, "")
        told = [
            f"{name}: {old[name] or '—'} → {self.after[name] or '—'}"
            for name in CURATED
            if old[name] != self.after[name]
        ]
        return "; ".join(told)


def plan(project: Project, decisions: Sequence[Decision]) -> tuple[list[Step], list[Fault]]:
    """Work out what decisions change, and every reason why they may not.

    A decision is refused where the reading or the entered row is no longer what was judged, unless
    the same decision was applied before, and where the resulting tables would not pass `check`.

    Parameters
    ----------
    project : Project
        Whose data pass their checks.
    decisions : sequence of Decision

    Returns
    -------
    steps : list of Step
    faults : list of Fault
        At the cells of the workbook.
    """
    read = {row["obs_id"]: row.cells for row in _rows(project.extracted, NAMES)}
    rows = _rows(project.curated, CURATED)
    entered = {row["obs_id"]: row.cells for row in rows}
    last = latest(read_reviews(project)[0])
    steps: list[Step] = []
    faults: list[Fault] = []
    for one in decisions:
        reading, now = read.get(one.extracted_id), entered.get(one.obs_id)
        done = last.get((one.obs_id, one.reading))
        if _is_done(one, done, now):
            source = done["source_id"] if done else ""
            steps.append(Step(one, "already", source, now, now))
        elif reading is None or sum_of(reading, READ) != one.reading:
            faults.append(one.fault("reading_changed", "decision", one.obs_id))
        elif (sum_of(now) if now else "") != one.basis:
            faults.append(_meanwhile(one, now, done))
        else:
            steps.append(_step(one, reading, now))
    return steps, faults + _judge(project, rows, steps)


def _is_done(one: Decision, done: Row | None, now: Cells | None) -> bool:
    """Tell whether the same decision was applied before and still stands."""
    if done is None or done["decision"] != one.decision:
        return False
    if one.decision == "reject":
        return True
    if now is None or sum_of(now) != done["after"]:
        return False
    return all(now[name] == cell for name, cell in one.corrections.items())


def _meanwhile(one: Decision, now: Cells | None, done: Row | None) -> Fault:
    """Tell what happened to the entered row since it was judged."""
    if done is not None and now is not None and done["after"] == sum_of(now):
        told = {"decision": done["decision"], "reviewer": done["reviewer"], "day": done["reviewed"]}
        return one.fault("decided_otherwise", "decision", one.obs_id, **told)
    if now is None:
        return one.fault("row_gone", "decision", one.obs_id)
    if not one.basis:
        return one.fault("row_came", "decision", one.obs_id)
    old = one.entered or now
    fields = [f"{n} {old[n] or '—'} → {now[n] or '—'}" for n in CURATED if old.get(n) != now[n]]
    return one.fault("row_edited", "decision", one.obs_id, fields="; ".join(fields) or "?")


def _step(one: Decision, reading: Cells, now: Cells | None) -> Step:
    source = reading["source_id"]
    if one.decision == "reject":
        return Step(one, "rejected", source, now, None)
    after = proposed(reading, now) | dict(one.corrections)
    if now is None:
        return Step(one, "added", source, None, after)
    return Step(one, "kept" if after == dict(now) else "changed", source, now, after)


def _judge(project: Project, rows: Sequence[Row], steps: Sequence[Step]) -> list[Fault]:
    """Check the tables as they would be, and put each fault at the decision that brings it."""
    made = {step.after["obs_id"]: step for step in steps if step.after is not None}
    after = [
        Row(row.line, dict(step.after)) if (step := made.get(row["obs_id"])) and step.after else row
        for row in rows
    ]
    known = {row["obs_id"] for row in rows}
    line = max((row.line for row in rows), default=1)
    for obs_id, step in made.items():
        if obs_id not in known and step.after is not None:
            line += 1
            after.append(Row(line, dict(step.after)))
    registers, file = _rows(project.sources, SOURCES), project.name(project.curated)
    others = _rows(project.alternatives, ALTERNATIVES)
    by_line = {row.line: made[row["obs_id"]] for row in after if row["obs_id"] in made}
    faults = []
    for fault in check_rows(after, file, registers, codebook()):
        step = by_line.get(fault.line or 0)
        told = step and step.decision.fault(
            fault.check, fault.column, fault.value, **fault.expected
        )
        faults.append(told or fault)
    fields = {other.line: other for other in others}
    for fault in check_alternatives(others, project.name(project.alternatives), after):
        other = fields.get(fault.line or 0)
        if fault.check == "same_reading" and other is not None and other["obs_id"] in made:
            one = made[other["obs_id"]].decision
            where = {"field": other["field"], "line": other.line}
            faults.append(one.fault("takes_alternative", "decision", fault.value, **where))
        elif fault.check == "conflict_untold" and fault.value in made:
            one = made[fault.value].decision
            faults.append(one.fault("conflict_untold", "decision", fault.value))
        else:
            faults.append(fault)
    return faults


def _rows(path: Path, columns: Sequence[str]) -> list[Row]:
    return read_table(path, columns)[0] if path.is_file() else []

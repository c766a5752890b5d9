"""What a person decided about a reading, wherever it was entered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yjstats.errors import Fault


@dataclass(frozen=True)
class Decision:
    """A judgement of one reading.

    Attributes
    ----------
    obs_id : str
        Of the entered figure, or of the reading where there is none.
    extracted_id : str
        The row of extracted.csv that was judged.
    reading : str
        Checksum of that row as it was judged (`reviews.sum_of` over `reviews.READ`).
    basis : str
        Checksum of the row of curated.csv as it was judged; empty for a new figure.
    decision : str
        A code of the codebook's list `decision`: accept, correct or reject.
    corrections : mapping of str to str
        Cells of curated.csv that differ from what was read; an empty one makes the field blank.
    reviewer, remark : str
    entered : mapping of str to str
        The row of curated.csv as it was judged, where known, to tell what changed since.
    file : str
        Where the judgement stands: how faults name the workbook.
    line : int or None
        Its row there.
    cells : mapping of str to str
        Where each column of it stands, such as `审阅!J7`.
    """

    obs_id: str
    extracted_id: str
    reading: str
    basis: str
    decision: str
    corrections: Mapping[str, str] = field(default_factory=dict)
    reviewer: str = ""
    remark: str = ""
    entered: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    line: int | None = None
    cells: Mapping[str, str] = field(default_factory=dict)

    def fault(self, check: str, column: str, value: str = "", **expected: object) -> Fault:
        """Return a fault in a column of this judgement, at its cell."""
        where = self.cells.get(column, self.cells.get("decision", column))
        return Fault(check, self.file, self.line, where, value, expected)


def form_faults(one: Decision) -> list[Fault]:
    """Return what is wrong with a judgement by itself: who, and whether it fits its corrections."""
    found = []
    if not one.reviewer:
        found.append(one.fault("no_reviewer", "reviewer"))
    if one.decision == "correct" and not one.corrections:
        found.append(one.fault("nothing_corrected", "decision"))
    if one.decision != "correct" and one.corrections:
        found += [
            one.fault("corrected_unasked", name, cell) for name, cell in one.corrections.items()
        ]
    return found

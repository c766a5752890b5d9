"""Count what was read, and how far a run is."""

from dataclasses import asdict, dataclass, replace
from typing import NamedTuple


@dataclass(frozen=True)
class Counts:
    """What was read: numbers of documents, statistics and characters.

    Attributes
    ----------
    documents : int
        All, those not read included.
    faults : int
        Documents that could not be read.
    undated : int
        Documents without a day of publication, so that periods such as 去年 stay blank.
    statistics, chars : int
    """

    documents: int = 0
    faults: int = 0
    undated: int = 0
    statistics: int = 0
    chars: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})


NONE = Counts()


class Repeat(NamedTuple):
    """A document whose id an earlier one has: where the first and this one lie."""

    id: str
    first: str
    again: str


@dataclass(frozen=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    counts : Counts
        Of all parts so far, those kept included.
    kept : Counts
        Of the parts that an earlier run had finished.
    weight : int
        Bytes of the input so far.
    stale : int
        Parts that an earlier run read with other parameters or another extractor: of no use.
    repeated : int
        Documents whose id an earlier one has; known when all are read. They are read like any
        other, but their readings are told apart by their order only.
    repeats : tuple of Repeat
        The first few of them: id, the place of the first document and of this one.
    """

    counts: Counts = NONE
    kept: Counts = NONE
    weight: int = 0
    stale: int = 0
    repeated: int = 0
    repeats: tuple[Repeat, ...] = ()

    def after(self, counts: Counts, old: bool, weight: int) -> "Progress":
        """Return how far the run is after one part more, kept from an earlier run or not."""
        kept = self.kept + counts if old else self.kept
        return replace(self, counts=self.counts + counts, kept=kept, weight=self.weight + weight)

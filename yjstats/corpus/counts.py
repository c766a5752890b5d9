"""Count what was read, and how far a run is."""

from dataclasses import asdict, dataclass


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
    """

    counts: Counts = NONE
    kept: Counts = NONE
    weight: int = 0
    stale: int = 0

    def after(self, counts: Counts, old: bool, weight: int) -> "Progress":
        """Return how far the run is after one part more, kept from an earlier run or not."""
        kept = self.kept + counts if old else self.kept
        return Progress(self.counts + counts, kept, self.weight + weight)

"""How a corpus is read: all that a worker must know, whichever process or machine it is."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yjstats import __version__
from yjstats.codebook.own import Own

Known = tuple[date | None, str]


@dataclass(frozen=True)
class Manner:
    """How documents are read.

    Attributes
    ----------
    published, city
        Of documents that do not tell their own.
    all_mentions : bool
    own : tuple of (str, bytes)
        The project's own codebook.
    known : dict of str to (date or None, str)
        What the project's sources.csv knows of texts, by their SHA-256: day and city.
    version : str
        Of the extractor that the parts are for.
    """

    published: date | None
    city: str
    all_mentions: bool
    own: Own
    known: dict[str, Known]
    version: str

    @property
    def key(self) -> str:
        """A digest of all this: parts of another key are of no use."""
        told = (__version__, self.version, self.published, self.city, self.all_mentions,
                sorted(self.known.items(), key=str), self.own)  # fmt: skip
        return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


def manner_of(
    published: date | None, city: str, all_mentions: bool, root: str | Path | None
) -> Manner:
    """Return how documents are read in a project, or without one.

    The project's own codebook is taken up.

    Raises
    ------
    UsageError
        If a folder is named and is no project.
    """
    from yjstats.codebook.own import in_use
    from yjstats.extraction.known import day_of
    from yjstats.extraction.version import extractor_version
    from yjstats.opening import open_if_any
    from yjstats.registers import SOURCES
    from yjstats.tables import read_table

    project = open_if_any(root)
    rows = read_table(project.sources, SOURCES)[0] if project else []
    known = {row["sha256"]: (day_of(row["published"]), row["city"]) for row in rows}
    return Manner(published, city, all_mentions, in_use(), known, extractor_version())

"""Find the documents of a corpus that share an id, holding no list of all ids."""

import json
import sqlite3
from typing import Self

from yjstats.corpus.counts import Repeat

FEW = 20  # of which the places are told


class Ids:
    """The ids of the documents that were read, in a temporary database of the system's.

    SQLite holds the first two megabytes in memory and the rest on the disk, and removes it.
    """

    def __enter__(self) -> Self:
        """Make the database."""
        self._ids = sqlite3.connect("", isolation_level=None)
        for line in ("pragma journal_mode = off", "pragma synchronous = off", "begin",
                     "create table read (id text, place text)"):  # fmt: skip
            self._ids.execute(line)
        return self

    def __exit__(self, *_: object) -> None:
        self._ids.close()

    def add(self, documents: bytes) -> None:
        """Add the documents of a part's list that were read."""
        entries = map(json.loads, documents.splitlines())
        rows = ((entry["source_id"], entry["place"]) for entry in entries if entry["fault"] is None)
        self._ids.executemany("insert into read values (?, ?)", rows)

    def repeats(self) -> tuple[int, tuple[Repeat, ...]]:
        """Return how many documents have the id of an earlier one, and the first few of them."""
        self._ids.execute(
            "create table shared as select id, count(*) - 1 as more, min(rowid) as first "
            "from read group by id having more > 0"
        )
        (count,) = self._ids.execute("select coalesce(sum(more), 0) from shared").fetchone()
        rows = self._ids.execute(
            "select again.id, first.place, again.place from read again "
            "join shared on shared.id = again.id and shared.first < again.rowid "
            "join read first on first.rowid = shared.first order by again.rowid limit ?", (FEW,)
        ) if count else ()  # fmt: skip
        return count, tuple(Repeat(*row) for row in rows)

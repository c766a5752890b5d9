"""The words that mark what is no part of an article, from the data files of this folder.

They are data, so that an analyst who meets a new site adds a row and no code.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yjstats.tables import read_table

FOLDER = Path(__file__).parent
COLUMNS = {
    "boilerplate": ("kind", "drops", "pattern", "note"),
    "datelines": ("field", "label"),
    "blocks": ("word", "kind"),
    "meta": ("field", "name"),
}
DROPS = ("line", "rest", "note")
FIELDS = ("published", "publisher", "author", "title", "other")


@dataclass(frozen=True)
class Words:
    """What the data files say.

    Attributes
    ----------
    lines : tuple of (pattern, kind)
        A line that the pattern fits whole is dropped.
    rests : tuple of (pattern, kind)
        Such a line and all below it are dropped.
    asides : tuple of (pattern, note)
        Such a line is dropped too and noted, since the document goes on elsewhere.
    labels : dict of str to str
        Field by label of a line such as `来源：`.
    blocks : dict of str to str
        Kind by word of the class or id of a part of a page; `title` is what is kept as a heading.
    meta : dict of str to str
        Field by lower-case name of a `meta` element.
    """

    lines: tuple[tuple[re.Pattern[str], str], ...]
    rests: tuple[tuple[re.Pattern[str], str], ...]
    asides: tuple[tuple[re.Pattern[str], str], ...]
    labels: dict[str, str]
    blocks: dict[str, str]
    meta: dict[str, str]


def read_words(folder: Path = FOLDER) -> Words:
    """Read the four data files of a folder.

    Parameters
    ----------
    folder : Path
        With boilerplate.csv, datelines.csv, blocks.csv and meta.csv.

    Returns
    -------
    Words
    """
    tables = {name: _rows(folder, name) for name in COLUMNS}
    plates = {
        drops: tuple(
            (re.compile(row["pattern"], re.IGNORECASE), row["kind"])
            for row in tables["boilerplate"]
            if row["drops"] == drops
        )
        for drops in DROPS
    }
    return Words(
        plates["line"],
        plates["rest"],
        plates["note"],
        {row["label"]: row["field"] for row in tables["datelines"]},
        {row["word"]: row["kind"] for row in tables["blocks"]},
        {row["name"].lower(): row["field"] for row in tables["meta"]},
    )


@cache
def words() -> Words:
    """Read the packaged data files; the same object at every call, never to be changed."""
    return read_words()


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    return [row.cells for row in read_table(folder / f"{name}.csv", COLUMNS[name])[0]]

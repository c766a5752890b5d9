"""Make the row of sources.csv that describes a document."""

import re
from collections.abc import Collection

from yjstats.codebook import codebook
from yjstats.errors import UsageError
from yjstats.reading.document import PRECISION, Document
from yjstats.reading.propose import tidy
from yjstats.registers import REST, SAFE_ID, SOURCES
from yjstats.tables import Row, is_date

RIGHTS = "all rights with the publisher; facts only, no text"
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.I)  # no file name on Windows
LONGEST = 200  # characters of a title


def source_row(
    document: Document, city: str, published: str, title: str | None, source_id: str
) -> Row:
    """Return the row of sources.csv for a document.

    Parameters
    ----------
    document : Document
        Gives title, publisher and author, where it tells them.
    city : str
        Code of the aiding city.
    published : str
        Day, month or year of publication (see `check_published`).
    title : str or None
        Instead of the document's own.
    source_id : str

    Returns
    -------
    Row
        With the columns `registers.SOURCES`; batch and covers are blank.
    """
    cells = dict.fromkeys(SOURCES, "") | {
        "source_id": source_id,
        "kind": "article",
        "city": city,
        "title": _line(title if title is not None else document.title),
        "publisher": _line(document.publisher),
        "author": _line(document.author),
        "published": published,
        "published_precision": PRECISION[len(published)],
        "published_inferred": "no",
        "chars": str(len(document.text)),
        "sha256": document.sha256,
        "file_sha256": document.file_sha256,
        "rights": RIGHTS,
    }
    return Row(0, cells)


def _line(text: str) -> str:
    """Return a line that a spreadsheet takes for no formula: people open sources.csv in one."""
    return tidy(text).lstrip("=+-@ ")[:LONGEST]


def check_published(published: str) -> str:
    """Return a date of publication: a day, a month or a year.

    Raises
    ------
    UsageError
        If it is none such as 2024-05-31, 2024-05 or 2024, of the years 1900 to 2100.
    """
    rest = REST.get(PRECISION.get(len(published), ""), "?")
    if not is_date(published + rest):
        raise UsageError("error.not_published", value=published)
    return published


def check_city(city: str) -> str:
    """Return the code of a city, given by its code or its name.

    Raises
    ------
    UnknownName
        If the codebook in use has no such city; the nearest are named.
    """
    cities = codebook().cities
    names = {row["zh"]: code for code, row in cities.items()}
    code = names.get(city, names.get(city.removesuffix("市"), city))
    codebook().require("city", code)
    return code


def choose_id(source_id: str | None, city: str, published: str, taken: Collection[str]) -> str:
    """Return the id given, checked, or one made of city and date that is not taken.

    Raises
    ------
    UsageError
        If the id given is none, or is taken.
    """
    if source_id is not None:
        if not SAFE_ID.fullmatch(source_id) or RESERVED.fullmatch(source_id):
            raise UsageError("error.not_an_id", name=source_id[:64].replace("\n", " "))
        if source_id in taken:
            raise UsageError("error.id_taken", name=source_id)
        return source_id
    stem = re.sub("[^a-z0-9-]", "-", f"{city}-{published}".lower())[:56].strip("-")
    number = 1
    made = stem
    while made in taken:
        number += 1
        made = f"{stem}-{number}"
    return made

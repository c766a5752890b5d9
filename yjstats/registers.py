"""The registers beside the figures: sources.csv and alternatives.csv, and the texts they name."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from yjstats.codebook import Codebook
from yjstats.errors import Fault, UsageError
from yjstats.observations import CURATED
from yjstats.paths import Project
from yjstats.tables import INTEGER, Row, decode, is_date
from yjstats.tables import checksum as checksum  # noqa: PLC0414 - used from here as well

SOURCES: tuple[str, ...] = (
    "source_id", "kind", "city", "title", "publisher", "author", "published",
    "published_precision", "published_inferred", "batch", "covers_start", "covers_end", "chars",
    "sha256", "file_sha256", "digest_of", "rights",
)  # fmt: skip
ALTERNATIVES: tuple[str, ...] = ("obs_id", "field", "value", "why")
CORRECTIONS: tuple[str, ...] = (
    "obs_id", "field", "was", "value", "surface", "why", "who", "status",
)  # fmt: skip

# What two readers may read differently: all but where the number stands.
PLACE = ("obs_id", "source_id")
READABLE = tuple(name for name in CURATED if name not in PLACE)

REQUIRED = ("source_id", "kind", "chars", "sha256", "rights")
SAFE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
SHA256 = re.compile(r"[0-9a-f]{64}")
# How a date of publication looks at each precision, completed to a day.
REST = {"day": "", "month": "-01", "year": "-01-01"}


def read_text(path: Path) -> str | None:
    """Return the text of a file with its newlines untouched, or None where it has none to read."""
    try:
        return decode(path.read_bytes())
    except OSError:
        return None


def read_articles(folder: str | Path, registers: Sequence[Row]) -> dict[str, str]:
    """Find the sources' texts in a folder, by checksum and not by name.

    Parameters
    ----------
    folder : str or Path
        A folder with .txt files, not searched deeper.
    registers : sequence of Row
        Rows of sources.csv.

    Returns
    -------
    dict of str to str
        Text by source_id, for those found.

    Raises
    ------
    UsageError
        If the folder does not exist.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UsageError("error.no_folder", path=folder)
    wanted = {row["sha256"]: row["source_id"] for row in registers}
    texts = {}
    for path in sorted(folder.glob("*.txt")):
        text = read_text(path)
        if text is not None and (source_id := wanted.get(checksum(text))):
            texts[source_id] = text
    return texts


def check_sources(rows: Sequence[Row], file: str, book: Codebook) -> list[Fault]:
    """Return what is wrong with the rows of sources.csv."""
    faults: list[Fault] = []
    first: dict[tuple[str, str], int] = {}
    ids = {row["source_id"] for row in rows if row["kind"] != "digest"}
    for row in rows:
        faults += [
            Fault(f.check, file, row.line, f.column, row[f.column], f.expected)
            for f in _source(row, ids, book)
        ]
        for column in ("source_id", "sha256"):
            key = (column, row[column])
            if row[column] and key in first:
                wanted = {"line": first[key]}
                faults.append(Fault("duplicate", file, row.line, *key, expected=wanted))
            first.setdefault(key, row.line)
    return faults


def _source(row: Row, ids: set[str], book: Codebook) -> Iterator[Fault]:
    def fault(check: str, column: str, **expected: object) -> Fault:
        return Fault(check, "", None, column, "", expected)

    yield from (fault("blank", name) for name in REQUIRED if not row[name])
    if row["source_id"] and not SAFE_ID.fullmatch(row["source_id"]):
        yield fault("not_a_code", "source_id")
    for column, known in (
        ("kind", list(book.terms["source_kind"])),
        ("city", list(book.cities)),
        ("published_precision", list(book.terms["precision"])),
        ("published_inferred", ["yes", "no"]),
        ("digest_of", sorted(ids - {row["source_id"]})),
    ):
        if row[column] and row[column] not in known:
            yield fault("not_listed", column, list=", ".join(known[:8]))
    if row["chars"] and not INTEGER.fullmatch(row["chars"]):
        yield fault("not_an_integer", "chars")
    for column in ("sha256", "file_sha256"):
        if row[column] and not SHA256.fullmatch(row[column]):
            yield fault("not_a_checksum", column)
    rest = REST.get(row["published_precision"], "?")
    if row["published"] and not is_date(row["published"] + rest):
        yield fault("published_unlike_precision", "published", precision=row["published_precision"])
    for column in ("covers_start", "covers_end"):
        if row[column] and not is_date(row[column]):
            yield fault("not_a_date", column)
    if row["covers_start"] and row["covers_end"] and row["covers_start"] > row["covers_end"]:
        yield fault("reversed_period", "covers_start", end=row["covers_end"])
    if (row["kind"] == "digest") != bool(row["digest_of"]):
        yield fault("digest_of_what", "digest_of")


def digest_faults(rows: Sequence[Row], project: Project) -> list[Fault]:
    """Return the digests whose text is missing or is not the one that sources.csv describes."""
    faults = []
    for row in rows:
        if row["kind"] != "digest" or not SAFE_ID.fullmatch(row["source_id"]):
            continue
        path = project.digests / f"{row['source_id']}.txt"
        name = project.name(path)
        text = read_text(path) if path.is_file() else None
        if not path.is_file():
            faults.append(Fault("missing_file", name))
        elif text is None:
            faults.append(Fault("undecodable", name))
        elif checksum(text) != row["sha256"] or str(len(text)) != row["chars"]:
            wanted = {"sha256": checksum(text), "chars": len(text)}
            where = (project.name(project.sources), row.line, "sha256", row["sha256"])
            faults.append(Fault("text_changed", *where, expected={"text": name, **wanted}))
    return faults


def check_alternatives(rows: Sequence[Row], file: str, curated: Sequence[Row]) -> list[Fault]:
    """Return what is wrong with alternatives.csv: each disputed figure has another reading."""
    by_id = {row["obs_id"]: row for row in curated}
    faults: list[Fault] = []
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        reading = (row["obs_id"], row["field"], row["value"])
        if reading in first:
            faults.append(Fault("duplicate_row", file, row.line, expected={"line": first[reading]}))
        first.setdefault(reading, row.line)
        faults += [Fault("blank", file, row.line, n) for n in ("obs_id", "why") if not row[n]]
        figure = by_id.get(row["obs_id"])
        if figure is None:
            faults.append(Fault("no_such_figure", file, row.line, "obs_id", row["obs_id"]))
        elif row["field"] not in READABLE:
            known = {"list": ", ".join(READABLE)}
            faults.append(Fault("not_listed", file, row.line, "field", row["field"], known))
        elif figure[row["field"]] == row["value"]:
            faults.append(Fault("same_reading", file, row.line, "value", row["value"]))
    told = {row["obs_id"] for row in rows}
    for figure in curated:
        if figure["status"] == "conflict" and figure["obs_id"] not in told:
            where = (figure.line, "obs_id", figure["obs_id"])
            faults.append(Fault("conflict_untold", "data/raw/curated.csv", *where))
    return faults

"""Take the documents out of the files of a corpus, one at a time, as bytes that no one has read."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Literal, NamedTuple, cast

from yjstats.corpus.inputs import LINES, PAGES, TABLES, Input
from yjstats.errors import BadDocument, YjstatsError
from yjstats.reading.limits import LIMITS

FIELDS = ("id", "text", "date", "city")
ROWS = 256  # of a Parquet file at a time
# What files raise that are damaged: pyarrow's own errors are kinds of these.
BROKEN = (OSError, EOFError, ValueError, NotImplementedError, zlib.error)

Kind = Literal["text", "page", "record", "fault"]


class Unread(NamedTuple):
    """A document as it lies there.

    Attributes
    ----------
    place : str
        For people: the file, with the line or row (from 1) where it holds several documents.
    name : str
        Its `source_id`, where the document itself has none.
    kind : {"text", "page", "record", "fault"}
        Plain text, a document for a reader, a JSON object with `FIELDS`, or what could not be had.
    data : bytes
    weight : int
        How many bytes of its file it takes, for the progress shown.
    """

    place: str
    name: str
    kind: Kind
    data: bytes
    weight: int


def unread(inputs: Iterable[Input]) -> Iterator[Unread]:
    """Take the documents out of files.

    Parameters
    ----------
    inputs : iterable of Input

    Yields
    ------
    Unread
        What cannot be read (no right to, a damaged archive) is one of kind "fault"; the files
        behind it are read all the same.
    """
    for found in inputs:
        place = str(found.path)
        try:
            if found.ends(LINES):
                yield from _lines(found)
            elif found.ends(TABLES):
                yield from _rows(found)
            else:
                yield _file(found)
        except BROKEN as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            yield fault(place, found.name, BadDocument("damaged", reason=why))


def fault(place: str, name: str, bad: BadDocument, weight: int = 0) -> Unread:
    """Return what stands for a document that cannot be read: why, for `work` to tell."""
    return Unread(place, name, "fault", json.dumps([bad.why, bad.values]).encode(), weight)


def _file(found: Input) -> Unread:
    from yjstats.reading.apart import load_bytes

    kind: Kind = "page" if found.ends(PAGES) else "text"
    try:
        data = load_bytes(found.path)
    except BadDocument as bad:
        return fault(str(found.path), found.name, bad)
    except YjstatsError as error:
        why = str(error.values.get("why", error.key))
        return fault(str(found.path), found.name, BadDocument("damaged", reason=why))
    return Unread(str(found.path), found.name, kind, data, len(data))


def _called(found: Input) -> str:
    """Return what documents without an id are called by: the path inside the folder, or the name.

    Only a file that was named by itself is called by its stem, for which its name stands here.
    """
    return found.path.name if found.name == found.path.stem else found.name


def _lines(found: Input) -> Iterator[Unread]:
    """Take the lines of a file; one that is too long is passed over without being held."""
    path, called = found.path, _called(found)
    with path.open("rb") as raw:
        packed = path.name.lower().endswith(".gz")
        file = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw
        number = before = 0
        while line := file.readline(LIMITS.size + 1):
            number += 1
            place, name = f"{path}:{number}", f"{called}:{number}"
            long = len(line) > LIMITS.size
            while long and line and not line.endswith(b"\n"):
                line = file.readline(LIMITS.size)
            weight, before = raw.tell() - before, raw.tell()
            if long:
                bad = BadDocument("too_large", limit=LIMITS.size // 1_000_000)
                yield fault(place, name, bad, weight)
            elif line.strip():
                yield Unread(place, name, "record", line, weight)


def _rows(found: Input) -> Iterator[Unread]:
    """Take the rows of a Parquet file, a few at a time, as JSON."""
    import pyarrow.parquet as pq

    path, called = found.path, _called(found)
    with pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False) as file:
        columns = [name for name in FIELDS if name in file.schema_arrow.names]
        weight = path.stat().st_size // max(file.metadata.num_rows, 1)
        number = 0
        for batch in file.iter_batches(batch_size=ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                data = json.dumps(row, ensure_ascii=False, default=str)
                yield Unread(f"{path}:{number}", f"{called}:{number}", "record",
                             data.encode("utf-8", "surrogatepass"), weight)  # fmt: skip

"""Read the documents of a part: what every worker does, in this process or on another machine."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple

from yjstats.corpus.manner import Manner
from yjstats.corpus.unread import Unread
from yjstats.errors import BadDocument, YjstatsError
from yjstats.reading.limits import LIMITS

SURROGATE = re.compile("[\ud800-\udfff]")


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


class Done(NamedTuple):
    """What reading a part gave: readings and list of documents as JSON lines, and the counts."""

    readings: bytes
    documents: bytes
    counts: Counts


class Text(NamedTuple):
    """A document that was read: its text and what it tells of itself."""

    text: str
    name: str
    published: date | None = None
    city: str = ""


def do_part(documents: Iterable[Unread], manner: Manner) -> Done:
    """Read documents. One that cannot be read is told in the list of documents, and passed over.

    Parameters
    ----------
    documents : iterable of Unread
    manner : Manner

    Returns
    -------
    Done

    Raises
    ------
    YjstatsError
        If the extractor here is not the one that the parts are for.
    """
    from yjstats.codebook.own import holding
    from yjstats.extraction.output import json_lines
    from yjstats.extraction.version import extractor_version

    with holding(manner.own):
        if extractor_version() != manner.version:
            raise YjstatsError(
                "error.other_extractor", here=extractor_version(), wanted=manner.version
            )
        readings, listed, counts = [], [], Counts()
        for document in documents:
            records, entry, more = _read(document, manner)
            readings.append(json_lines(records))
            listed.append(entry)
            counts += more
    return Done("".join(readings).encode(), json_lines(listed).encode(), counts)


def _read(document: Unread, manner: Manner) -> tuple[list[dict[str, Any]], dict[str, Any], Counts]:
    """Return the readings of a document, its line in the list, and the counts."""
    from yjstats.extraction.extract import read_text
    from yjstats.tables import checksum

    entry: dict[str, Any] = {
        "source_id": _sound(document.name), "place": _sound(document.place), "published": None,
        "city": None, "chars": None, "sha256": None, "statistics": None, "fault": None,
        "detail": None,
    }  # fmt: skip
    try:
        text, name, day, city = _text_of(document)
        entry["source_id"] = name
        sha256 = checksum(text)
        known_day, known_city = manner.known.get(sha256, (None, ""))
        day = day or manner.published or known_day
        city = city or manner.city or known_city
        records = read_text(_sound(text), day, city, name, manner.all_mentions)
    except BadDocument as bad:
        detail = {key: str(value) for key, value in bad.values.items()}
        return [], entry | {"fault": bad.why, "detail": detail}, Counts(1, faults=1)
    except Exception as error:  # whatever it is, the other documents are to be read
        detail = {"reason": type(error).__name__}
        return [], entry | {"fault": "failed", "detail": detail}, Counts(1, faults=1)
    entry |= {"published": day.isoformat() if day else None, "city": city or None,
              "chars": len(text), "sha256": sha256, "statistics": len(records)}  # fmt: skip
    undated = day is None and not any(record["period_end"] for record in records)
    return records, entry, Counts(1, 0, int(undated), len(records), len(text))


def _text_of(document: Unread) -> Text:
    """Return a document's text and what it tells of itself.

    Raises
    ------
    BadDocument
        If it cannot be read.
    """
    if document.kind == "fault":
        why, values = json.loads(document.data)
        raise BadDocument(why, **values)
    if document.kind == "record":
        found = _record(document)
    elif document.kind == "page":
        found = _page(document)
    else:
        found = Text(_decoded(document.data), _sound(document.name))
    if not found.text.strip():
        raise BadDocument("no_text")
    if len(found.text) > LIMITS.chars:
        raise BadDocument("too_much_text", limit=LIMITS.chars)
    return found


def _decoded(data: bytes) -> str:
    from yjstats.tables import decode

    text = decode(data)
    if text is None:
        raise BadDocument("undecodable")
    return text


def _page(document: Unread) -> Text:
    from yjstats.extraction.known import day_of
    from yjstats.reading.apart import read_apart

    read = read_apart(document.data, document.place)
    return Text(read.text, _sound(document.name), day_of(read.published))


def _record(document: Unread) -> Text:
    try:
        record = json.loads(document.data)
    except (ValueError, RecursionError):
        raise BadDocument("not_a_record") from None
    if not isinstance(record, dict):
        raise BadDocument("not_a_record")
    text, name, city = (record.get(key) for key in ("text", "id", "city"))
    if not isinstance(text, str):
        raise BadDocument("no_text_field")
    return Text(
        text,
        _sound(document.name if name is None or name == "" else str(name)),
        _day(record.get("date")),
        city if isinstance(city, str) else "",
    )


def _day(cell: object) -> date | None:
    """Return the day of 2024-01-31, of 2024-01-31T08:00 or the last of 2024-01; blank is None."""
    from yjstats.extraction.known import day_of

    if cell is None or cell == "":
        return None
    written = str(cell)[:10]
    try:
        return date.fromisoformat(written)
    except ValueError:
        day = day_of(written)
    if day is None:
        raise BadDocument("bad_day", value=written)
    return day


def _sound(text: str) -> str:
    """Return a text that UTF-8 can write: a half of a pair, one for one, as U+FFFD."""
    return SURROGATE.sub("\ufffd", text)

"""Make a text of a document's bytes, and take what the document tells of itself."""

import json
import re
from datetime import date
from typing import NamedTuple

from yjstats.corpus.unread import Unread
from yjstats.errors import BadDocument
from yjstats.reading.limits import LIMITS

SURROGATE = re.compile("[\ud800-\udfff]")


class Text(NamedTuple):
    """A document that was read: its text and what it tells of itself."""

    text: str
    name: str
    published: date | None = None
    city: str = ""


def text_of(document: Unread) -> Text:
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
        found = Text(_decoded(document.data), sound(document.name))
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
    return Text(read.text, sound(document.name), day_of(read.published))


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
        sound(document.name if name is None or name == "" else str(name)),
        _day(record.get("date")),
        sound(city) if isinstance(city, str) else "",
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


def sound(text: str) -> str:
    """Return a text that UTF-8 can write: a half of a pair, one for one, as U+FFFD."""
    return SURROGATE.sub("\ufffd", text)

"""Read the documents of a part: what every worker does, in this process or on another machine."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from yjstats.corpus.counts import Counts
from yjstats.corpus.manner import Manner
from yjstats.corpus.texts import sound, text_of
from yjstats.corpus.unread import Unread
from yjstats.errors import BadDocument, YjstatsError


class Done(NamedTuple):
    """What reading a part gave: readings and list of documents as JSON lines, and the counts."""

    readings: bytes
    documents: bytes
    counts: Counts


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
        "source_id": sound(document.name), "place": sound(document.place), "published": None,
        "city": None, "chars": None, "sha256": None, "statistics": None, "fault": None,
        "detail": None,
    }  # fmt: skip
    try:
        text, name, day, city = text_of(document)
        entry["source_id"] = name
        sha256 = checksum(text)
        known_day, known_city = manner.known.get(sha256, (None, ""))
        day = day or manner.published or known_day
        city = city or manner.city or known_city
        records = read_text(sound(text), day, city, name, manner.all_mentions)
    except BadDocument as bad:
        detail = {key: sound(str(value)) for key, value in bad.values.items()}
        return [], entry | {"fault": bad.why, "detail": detail}, Counts(1, faults=1)
    except Exception as error:  # whatever it is, the other documents are to be read
        detail = {"reason": type(error).__name__}
        return [], entry | {"fault": "failed", "detail": detail}, Counts(1, faults=1)
    entry |= {"published": day.isoformat() if day else None, "city": city or None,
              "chars": len(text), "sha256": sha256, "statistics": len(records)}  # fmt: skip
    undated = day is None and not any(record["period_end"] for record in records)
    return records, entry, Counts(1, 0, int(undated), len(records), len(text))

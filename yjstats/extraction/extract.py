"""Extract the statistics of texts: records for a program, a frame for an analyst."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.errors import UsageError, YjstatsError
from yjstats.extraction.kinds import STATISTIC
from yjstats.extraction.mentions import read_mentions
from yjstats.extraction.page import read_page
from yjstats.extraction.records import KEYS, Record, record_of
from yjstats.extraction.rules import Rules, rules

if TYPE_CHECKING:
    import pandas as pd

DTYPES = {
    "char_start": "int64", "char_end": "int64", "value": "float64", "low": "float64",
    "high": "float64", "confidence": "float64", "why": "object",
    "period_start": "datetime64[ms]", "period_end": "datetime64[ms]",
}  # fmt: skip


def read_text(
    text: str, published: date | None = None, city: str = "", source_id: str = "",
    all_mentions: bool = False, book: Rules | None = None,
) -> list[Record]:  # fmt: skip
    """Return the statistics of a text as records.

    Parameters
    ----------
    text : str
        Any text. It is read as it is: offsets count its characters, newlines included.
    published : date, optional
        Day of publication, from which 去年 and 三年来 count; without it the text's own dateline.
    city : str
        Code or name of the aiding city; blank: the one that the text names most.
    source_id : str
    all_mentions : bool
        Whether to return every number with its `kind`: statistic, time, ordinal, name, incidental.
    book : Rules, optional
        The words to read by; the codebook's where not given.

    Returns
    -------
    list of dict
        In the order of the text, with the keys `KEYS` (and `kind`): plain numbers, text and None;
        dates as ISO text; `why` is the list of words that led to indicator and period.
    """
    book = book or rules()
    page = read_page(text)
    found = []
    for mention in read_mentions(page, published, city, book, all_mentions):
        if mention.kind == STATISTIC or all_mentions:
            record = record_of(mention, page, text, source_id)
            if all_mentions:
                record["kind"] = mention.kind
            found.append(record)
    return found


def extract(
    source: str | Path | Sequence[str | Path],
    published: str | date | None = None,
    city: str = "",
    all_mentions: bool = False,
    root: str | Path | None = None,
) -> "pd.DataFrame":
    """Read the statistics of a text or of files.

    Parameters
    ----------
    source : str, Path, or a sequence of them
        A str is a text, a Path a file (UTF-8 or GB18030, read without newline translation).
    published : str or date, optional
        Day of publication, 2023-01-31. A file whose text the project's sources.csv knows by its
        checksum needs none; else the text's own dateline counts, where it has one.
    city : str
        Code or name of the aiding city.
    all_mentions : bool
        Whether to list every number with its kind.
    root : str or Path, optional
        The project folder, for its sources.csv and its own codebook. Without it, a text is read
        by the codebook in use, and files by that of the project found from here upwards.

    Returns
    -------
    DataFrame
        One row a statistic, in the order of the text: `source_id` (stem of the file's name, blank
        for a text), `char_start`, `char_end`, `surface`, `value`, `low`, `high` (canonical units;
        NaN: unbounded), `qualifier`, `unit`, `measure`, `per`, `indicator` (blank where none
        names it, then `label` says it), `label`, `city`, `recipient`, `period_start`,
        `period_end`, `basis`, `confidence` (0 to 1), `why` (list of words), and `kind` where all
        mentions are wanted.

    Raises
    ------
    UsageError
        If the date is none, or a source is neither text nor path.
    YjstatsError
        If a file cannot be read; all such files are named.
    """
    day = as_day(published)
    sources = [source] if isinstance(source, str | Path) else list(source)
    records: list[Record] = []
    for text, source_id, known_day, known_city in readable(sources, root):
        records += read_text(text, day or known_day, city or known_city, source_id, all_mentions)
    return as_frame(records, all_mentions)


def readable(
    sources: Iterable[str | Path], root: str | Path | None = None
) -> list[tuple[str, str, date | None, str]]:
    """Return text, name, day of publication and city of each source.

    Raises
    ------
    YjstatsError
        If files cannot be read; all are named.
    """
    from yjstats.extraction.known import known_source
    from yjstats.opening import open_if_any
    from yjstats.tables import decode

    sources = list(sources)
    if root is not None or any(isinstance(source, Path) for source in sources):
        open_if_any(root)
    found: list[tuple[str, str, date | None, str]] = []
    faults: list[str] = []
    for source in sources:
        if isinstance(source, str):
            found.append((source, "", None, ""))
            continue
        try:
            text = decode(source.read_bytes())
        except OSError as error:
            faults.append(f"{source}: {error.strerror or error}")
            continue
        if text is None:
            faults.append(f"{source}: UTF-8? GB18030?")
            continue
        day, city = known_source(text, root)
        found.append((text, source.stem, day, city))
    if faults:
        raise YjstatsError("error.unreadable_texts", list="\n".join(faults))
    return found


def as_day(published: str | date | None) -> date | None:
    """Return a day of publication as a date.

    Raises
    ------
    UsageError
        If it is no date such as 2023-01-31.
    """
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise UsageError("error.not_a_day", value=published) from None


def as_frame(records: Sequence[Record], all_mentions: bool = False) -> "pd.DataFrame":
    """Return records as a frame with the dtypes that `extract` documents."""
    import pandas as pd

    columns = [*KEYS, *(["kind"] if all_mentions else [])]
    frame = pd.DataFrame(list(records), columns=columns)
    for name in columns:
        frame[name] = frame[name].astype(DTYPES.get(name, "str"))
    return frame

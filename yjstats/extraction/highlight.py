"""Show a text with every number marked by what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from yjstats.codebook import codebook
from yjstats.errors import UsageError
from yjstats.extraction.extract import as_day, read_text
from yjstats.extraction.known import day_of
from yjstats.extraction.records import Record
from yjstats.presenting import show_value, show_why
from yjstats.showing.sheet import dressed, inline
from yjstats.tables import Row
from yjstats.text import Lang, say

KINDS = ("statistic", "time", "ordinal", "name", "incidental")


@dataclass(frozen=True)
class Highlighted:
    """A text and the readings of all its numbers; a notebook shows them marked.

    Attributes
    ----------
    text : str
    records : list of dict
        As `extract(..., all_mentions=True)` gives them.
    lang : {"zh", "en"}
    """

    text: str
    records: list[Record]
    lang: Lang = "zh"

    def __str__(self) -> str:
        lines = [
            f"{one['char_start']}-{one['char_end']} {reading_of(one, self.lang)}"
            for one in self.records
        ]
        return "\n".join(lines) or say("highlight.empty", self.lang)

    def _repr_html_(self) -> str:
        key = " ".join(
            f'<mark style="{style_of(kind)}">{escape(say(f"kind.{kind}", self.lang))}</mark>'
            for kind in KINDS
        )
        body = marked_html(self.text, self.records, self.lang)
        return dressed(f'<p><small>{key}</small></p><div class="text">{body}</div>')


def highlight(
    source: str | Path,
    articles: str | Path | None = None,
    published: str | None = None,
    city: str = "",
    root: str | Path | None = None,
    lang: Lang = "zh",
) -> Highlighted:
    """Mark every number of a text by its kind; on hover, its reading.

    Parameters
    ----------
    source : str or Path
        A source_id of the project, whose text is found by its checksum in `articles` or among the
        digests; a Path to a file; or any other str, which is read as a text.
    articles : str or Path, optional
        A folder that may have the source's text.
    published : str, optional
        Day of publication, for a text that the project does not know.
    city : str
    root : str or Path, optional
        The project folder.
    lang : {"zh", "en"}

    Returns
    -------
    Highlighted
        Shows itself in a notebook; `str()` lists the readings.

    Raises
    ------
    UsageError
        If the source's text is not at hand.
    """
    text, day, known_city = _text(source, articles, root)
    found = read_text(text, as_day(published) or day, city or known_city, "", all_mentions=True)
    return Highlighted(text, found, lang)


def marked_html(
    text: str,
    records: Sequence[Record],
    lang: Lang,
    first: int = 0,
    last: int | None = None,
    focus: int | None = None,
) -> str:
    """Return a part of a text as HTML, with its numbers marked by their kind.

    Parameters
    ----------
    text : str
    records : sequence of dict
        As `extract(..., all_mentions=True)` gives them, in the order of the text.
    lang : {"zh", "en"}
        Language of what is told on hover.
    first, last : int
        Offsets of the part.
    focus : int, optional
        Offset of a number to be marked out among the others.
    """
    parts, done = [], first
    for one in records:
        start, end = one["char_start"], one["char_end"]
        if start < done or (last is not None and end > last):
            continue
        parts.append(escape(text[done:start]))
        shown, told = escape(text[start:end]), escape(reading_of(one, lang))
        style = style_of(str(one["kind"]))
        if focus is not None and start <= focus < end:
            style += ";" + inline("focus")
        parts.append(f'<mark style="{style}" title="{told}">{shown}</mark>')
        done = end
    return "".join([*parts, escape(text[done:last])])


def style_of(kind: str) -> str:
    """Return how a kind of number is marked, its text dark in a dark theme too."""
    return inline(kind) + ";color:#111"


def reading_of(record: Record, lang: Lang) -> str:
    """Return in one line what a number was read as."""
    kind = say(f"kind.{record['kind']}", lang)
    if record["kind"] != "statistic":
        return " ".join([kind, *show_why(record["why"], lang)])
    indicator = record["indicator"]
    named = codebook().name("indicator", indicator, lang) if indicator else record["label"]
    low, high = record["low"], record["high"]
    bounds = "" if low == high else f" [{_number(low)}, {_number(high)}]"
    days = "".join(
        f" {record['period_start'] or '…'} – {record['period_end']}" if record["period_end"] else ""
    )
    value = show_value(record["value"], str(record["unit"]), lang)
    why = say("list.comma", lang).join(show_why(record["why"], lang))
    return f"{kind} {value}{bounds} {named}{days} ({record['confidence']:.2f}; {why})"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


def _text(
    source: str | Path, articles: str | Path | None, root: str | Path | None
) -> tuple[str, date | None, str]:
    from yjstats.extraction.extract import readable

    if isinstance(source, Path):
        text, _, day, city = readable([source], root)[0]
        return text, day, city
    row = _registered(source, root)
    if row is None:
        return source, None, ""
    from yjstats.tracing import text_of

    text_found = text_of(row["sha256"], articles, root)
    if text_found is None:
        raise UsageError("highlight.no_text")
    return text_found, day_of(row["published"]), row["city"]


def _registered(source: str, root: str | Path | None) -> Row | None:
    from yjstats.errors import YjstatsError
    from yjstats.opening import open_project
    from yjstats.registers import SAFE_ID, SOURCES
    from yjstats.tables import read_table

    if not SAFE_ID.fullmatch(source):
        return None
    try:
        rows, _ = read_table(open_project(root).sources, SOURCES)
    except YjstatsError:
        return None
    return next((row for row in rows if row["source_id"] == source), None)

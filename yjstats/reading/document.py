"""What is read out of a document: what a reader gives, and the document made of it."""

from dataclasses import dataclass, field

from yjstats.errors import printable
from yjstats.text import Lang, say

Format = str  # a key of `registry.READERS`

# Why a part of a document is no part of its text: keys `dropped.<kind>` of messages.csv.
KINDS = (
    "characters", "dateline", "credit", "share", "navigation", "tools", "rights", "related",
    "comments", "advertisement", "links", "outside", "hidden", "title_again", "page_number",
    "rotated", "deleted",
)  # fmt: skip
# What to look at before the text is trusted: keys `note.<name>` of messages.csv.
NOTES = (
    "broken_characters", "encoding_doubtful", "more_pages", "no_article", "pages_without_text",
    "several_headlines", "unwrapped", "table_in_pdf",
)  # fmt: skip
CELL = " | "  # between the cells of a row of a table
PRECISION = {10: "day", 7: "month", 4: "year"}
SHOWN = 40  # characters of a dropped line that a report shows


@dataclass(frozen=True)
class Dropped:
    """A line or a part that was left out of the text, and why (one of `KINDS`)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Read:
    """What a reader gives: the text as the document has it, and what the document tells of itself.

    Attributes
    ----------
    text : str
        The paragraphs, one a line; rows of tables with ` | ` between the cells.
    hints : dict of str to str
        `title`, `published`, `publisher`, `author`: where the format has a place for them.
    head : tuple of str
        Lines that stand above the text and may tell title, date or source, but are not part of it.
    dropped : tuple of Dropped
    notes : tuple of str
        Of `NOTES`.
    """

    text: str
    hints: dict[str, str] = field(default_factory=dict)
    head: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    r"""A document that was read and cleaned.

    Attributes
    ----------
    text : str
        What is stored, and what offsets refer to: one paragraph a line, newlines as `\n`.
    format : str
        txt, html, pdf, docx: a key of `registry.READERS`.
    title, published, publisher, author : str
        Proposed from the document; empty where it does not tell. `published` is 2024-01-30,
        2024-01 or 2024.
    sha256, file_sha256 : str
        Of the text (as in sources.csv) and of the original file's bytes.
    dropped : tuple of Dropped
        All that was left out, in the order of the document.
    notes : tuple of str
        What to look at: keys `note.<name>` of messages.csv.
    """

    text: str
    format: Format
    title: str
    published: str
    publisher: str
    author: str
    sha256: str
    file_sha256: str
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def published_precision(self) -> str:
        """How exact `published` is: day, month, year, or empty."""
        return PRECISION.get(len(self.published), "")

    def report(self, lang: Lang = "zh") -> list[str]:
        """Return one line for each thing dropped and noted, safe to show in a terminal."""
        lines = []
        for part in self.dropped:
            words = " ".join(part.text.split())
            shown = printable(words if len(words) <= SHOWN else words[: SHOWN - 1] + "…")
            lines.append(say("cli.dropped", lang, what=say(f"dropped.{part.kind}", lang),
                             text=shown))  # fmt: skip
        return [*lines, *(say(f"note.{note}", lang) for note in self.notes)]

"""The errors that a person sees: what, where, what was expected, how to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from yjstats.text import Lang, say

FEW = 10  # a list as short as this is told whole


class YjstatsError(Exception):
    """An error with a message in both languages; `str()` gives the Chinese one.

    Parameters
    ----------
    key : str
        Key of text/messages.csv.
    **values
        What fills the places of the message.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)

    def text(self, lang: Lang = "zh") -> str:
        """Return the message in one language, safe to show in a terminal."""
        return printable(say(self.key, lang, **self.values))

    def __str__(self) -> str:
        return self.text()


class UsageError(YjstatsError):
    """The caller asked for what does not exist (exit status 2)."""


class UnknownName(UsageError, ValueError):
    """A code that a list does not have, with the nearest spellings."""

    def __init__(self, kind: str, name: str, known: Sequence[str]) -> None:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        near = near or [code for code in known if name and name in code][:3]
        if len(known) <= FEW:
            near = list(known)
        self.kind, self.name, self.near = kind, name, near
        super().__init__("error.unknown_name")

    def text(self, lang: Lang = "zh") -> str:
        """Return the message, with suggestions where any spelling is near."""
        kind, name = say(f"kind.{self.kind}", lang), printable(self.name)
        if self.near:
            near = say("list.comma", lang).join(self.near)
            return say("error.unknown_name_near", lang, kind=kind, name=name, near=near)
        return say("error.unknown_name", lang, kind=kind, name=name)


class BadDocument(YjstatsError, ValueError):
    """A document that cannot be read, or that no one should read.

    Parameters
    ----------
    why : str
        Key `document.<why>` of text/messages.csv.
    **values
        What fills the places of that message.

    Attributes
    ----------
    name : str
        The document, filled in by whoever knows it.
    """

    def __init__(self, why: str, **values: object) -> None:
        self.why, self.name = why, ""
        super().__init__("error.document", **values)

    def text(self, lang: Lang = "zh") -> str:
        """Return one line: which document, and why it is not read."""
        why = say(f"document.{self.why}", lang, **self.values)
        return say(self.key, lang, name=printable(self.name).replace("\n", " "), why=why)


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one place of a data file.

    Attributes
    ----------
    check : str
        Name of the check, a key `fault.<check>` of text/messages.csv.
    file : str
        The file, relative to the project folder where it lies inside.
    line : int or None
        Line of the file, the header being line 1; None for the file as a whole.
    column, value : str
        Column and what stands there, as written; empty where not about one cell.
    expected : mapping
        What fills the places of the message.
    """

    check: str
    file: str
    line: int | None = None
    column: str = ""
    value: str = ""
    expected: Mapping[str, object] = field(default_factory=dict, hash=False)

    def text(self, lang: Lang = "zh") -> str:
        """Return one line: where, what stands there, what is expected."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [where]
        if self.column:
            parts.append(printable(self.column))
        value = " ".join(self.value.split())
        shown = value if len(value) <= 60 else value[:57] + "…"
        if shown:
            parts.append(f"“{printable(shown)}”")
        return ": ".join([*parts, say(f"fault.{self.check}", lang, **self.expected)])


def printable(text: str) -> str:
    """Return `text` with control characters as escapes, so that a terminal cannot be driven."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def on_one_line(text: str) -> str:
    """Return `text` as `printable` does, line ends as escapes too: no name can pretend a line."""
    return printable(text).replace("\n", "\\n")


class BadData(YjstatsError, ValueError):
    """Data that does not pass its checks: all faults at once.

    Attributes
    ----------
    faults : list of Fault
        In the order of files and lines.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults, key=lambda f: (f.file, f.line or 0, f.column))
        super().__init__("error.bad_data")

    def text(self, lang: Lang = "zh") -> str:
        """Return a heading and one line a fault."""
        heading = say("error.bad_data", lang, count=len(self.faults))
        return "\n".join([heading, *("  " + fault.text(lang) for fault in self.faults)])

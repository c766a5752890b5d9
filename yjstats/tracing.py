"""The words in the source behind an observation."""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from yjstats.codebook import codebook
from yjstats.errors import UnknownName, UsageError, printable
from yjstats.loading import load, sources
from yjstats.opening import open_project
from yjstats.presenting import show_bounds, show_period, show_value
from yjstats.registers import checksum, read_text
from yjstats.showing.sheet import dressed
from yjstats.text import Lang, say

SENTENCE_END = re.compile("[\u3002\uff01\uff1f!?\uff1b;]|\n\\s*\n")  # 。！？；
LONGEST = 160  # characters shown on either side of the number


@dataclass(frozen=True)
class Evidence:
    """Where a figure comes from.

    Attributes
    ----------
    obs_id, source_id, surface : str
    char_start, char_end : int
        Offsets of the surface in the source's text.
    sha256 : str
        Checksum of that text.
    title, publisher, published : str
        Of the source, empty where it does not tell them.
    reading : str
        The figure as read: indicator, city, value, bounds, period.
    before, number, after : str
        The sentence, cut at the number as it stands there; all empty where the text is not at hand.
    lang : {"zh", "en"}
        Language that `str()` and a notebook show it in.
    """

    obs_id: str
    source_id: str
    surface: str
    char_start: int
    char_end: int
    sha256: str
    title: str
    publisher: str
    published: str
    reading: str
    before: str = ""
    number: str = ""
    after: str = ""
    lang: Lang = "zh"

    @property
    def sentence(self) -> str:
        """The sentence with the number between 【 and 】, or an empty string."""
        return f"{self.before}【{self.number}】{self.after}" if self.number else ""

    @property
    def pointer(self) -> str:
        """Where the number stands: source, offsets, checksum."""
        cited = say("list.comma", self.lang).join(
            filter(None, (self.title, self.publisher, self.published))
        )
        return say(
            "evidence.pointer", self.lang, source=self.source_id, cited=cited or "—",
            start=self.char_start, end=self.char_end, sha256=self.sha256,
        )  # fmt: skip

    def __str__(self) -> str:
        shown = self.sentence or say("evidence.no_text", self.lang)
        surface = say("evidence.surface", self.lang, surface=" ".join(self.surface.split()))
        return printable("\n".join([self.reading, surface, shown, self.pointer]))

    def _repr_html_(self) -> str:
        if self.number:
            shown = f"{escape(self.before)}<mark>{escape(self.number)}</mark>{escape(self.after)}"
        else:
            shown = escape(say("evidence.no_text", self.lang))
        surface = say("evidence.surface", self.lang, surface=" ".join(self.surface.split()))
        return dressed(
            f"<p><b>{escape(self.reading)}</b><br>{escape(surface)}</p>"
            f"<blockquote>{shown}</blockquote><p><small>{escape(self.pointer)}</small></p>"
        )


def evidence(
    obs_id: str,
    articles: str | Path | None = None,
    root: str | Path | None = None,
    lang: Lang = "zh",
) -> Evidence:
    """Show the words behind an observation.

    Parameters
    ----------
    obs_id : str
        As in the tidy frame.
    articles : str or Path, optional
        A folder that may have the source's text. The text is found by its checksum, so that the
        offsets are sure to fit; a digest's text is found in the project itself.
    root : str or Path, optional
        The project folder.
    lang : {"zh", "en"}

    Returns
    -------
    Evidence
        With the sentence where the text is at hand, with a pointer to it in any case.

    Raises
    ------
    UnknownName
        If there is no such observation.
    BadData
        If the project's data do not pass their checks.
    UsageError
        If the folder of articles does not exist.
    """
    frame = load(root=root)
    found = frame[[known == obs_id for known in frame["obs_id"]]]
    if found.empty:
        raise UnknownName("observation", obs_id, frame["obs_id"].tolist())
    return trace(found.iloc[0], sources(root), articles, root, lang)


def trace(
    row: Any,
    register: Any,
    articles: str | Path | None = None,
    root: str | Path | None = None,
    lang: Lang = "zh",
) -> Evidence:
    """Show the words behind an observation that is at hand (see `evidence`).

    Parameters
    ----------
    row : Series
        A row of the tidy frame.
    register : DataFrame
        From `sources`.
    articles, root, lang
        As for `evidence`.
    """
    obs_id = str(row["obs_id"])
    register = register.set_index("source_id").fillna("").loc[row["source_id"]]
    text = text_of(str(register["sha256"]), articles, root)
    before, number, after = ("", "", "")
    if text is not None:
        before, number, after = cut_sentence(text, int(row["char_start"]), int(row["char_end"]))
    return Evidence(
        obs_id=obs_id,
        source_id=str(row["source_id"]),
        surface=str(row["surface"]),
        char_start=int(row["char_start"]),
        char_end=int(row["char_end"]),
        sha256=str(register["sha256"]),
        title=str(register["title"]),
        publisher=str(register["publisher"]),
        published=str(register["published"]),
        reading=_reading(row, lang),
        before=before,
        number=number,
        after=after,
        lang=lang,
    )


def cut_sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence round `text[start:end]` in three parts, its white space folded."""
    earlier = [match.end() for match in SENTENCE_END.finditer(text, 0, start)]
    later = SENTENCE_END.search(text, end)
    first = max(earlier[-1] if earlier else 0, start - LONGEST)
    last = min(later.end() if later else len(text), end + LONGEST)
    parts = (text[first:start], text[start:end], text[end:last])
    before, number, after = (re.sub(r"\s*\n\s*", "", part) for part in parts)
    return before.lstrip(), number, after.rstrip()


def text_of(sha256: str, articles: str | Path | None, root: str | Path | None) -> str | None:
    """Return the text of a checksum from the digests or a folder of articles, None if not there.

    Raises
    ------
    UsageError
        If the folder of articles does not exist.
    """
    folders = [open_project(root).digests]
    if articles is not None:
        if not Path(articles).is_dir():
            raise UsageError("error.no_folder", path=articles)
        folders.append(Path(articles))
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            text = read_text(path)
            if text is not None and checksum(text) == sha256:
                return text
    return None


def _reading(row: Any, lang: Lang) -> str:
    book = codebook()
    blank = row.isna()
    what = "" if blank["indicator"] else book.name("indicator", str(row["indicator"]), lang)
    label = "" if blank["label"] else str(row["label"])
    parts = [
        "" if blank["city"] else book.name("city", str(row["city"]), lang),
        f"{what}({label})" if what and label else what or label,
        show_value(row["value"], str(row["unit"]), lang),
        show_bounds(row, lang),
        show_period(row["period_start"], row["period_end"], lang),
        "" if blank["scope"] else str(row["scope"]),
    ]
    return say("list.comma", lang).join(part for part in parts if part)

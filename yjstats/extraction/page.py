"""See a text as its sentences: broken lines joined, wide signs narrow, every place traceable."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from yjstats.extraction.lines import ENDS, chunks, full_lines, goes_on, in_column, narrow
from yjstats.extraction.rules import rules
from yjstats.extraction.spoken import lines_end, with_commas, words_apart

_MARK = re.compile(r"[,;:。!?\n]")
_STOP = re.compile(r"[。!?\n…](?:(?<!…)|(?<=…)…)(?:[。!?\n]|……)*[”’』」)]*")
HEADING = 36  # characters: no longer line without a comma is a heading


class Sentence(NamedTuple):
    """Where a sentence stands in the page, and in which paragraph."""

    start: int
    end: int
    paragraph: int


class Paragraph(NamedTuple):
    """Where a paragraph stands in the page, and the heading above it.

    `heading_at` is where the heading begins; -1 where there is none, or it is the article's title.
    `title` tells whether the paragraph is itself a heading.
    """

    start: int
    end: int
    heading: str
    heading_at: int
    title: bool


@dataclass(frozen=True)
class Page:
    """A text made ready for reading.

    Attributes
    ----------
    text : str
        The words in order: wide signs narrow, lines that break a sentence joined, blank lines and
        spaces beside numbers gone. A newline ends each paragraph.
    paragraphs : list of Paragraph
    sentences : list of Sentence
    marks : list of int
        Places of the signs that end a clause: comma, semicolon, colon, full stop, ! ? and newline.
    """

    text: str
    paragraphs: list[Paragraph]
    sentences: list[Sentence]
    marks: list[int] = field(repr=False)
    _places: list[int] = field(repr=False)
    _origins: list[int] = field(repr=False)
    _starts: list[int] = field(repr=False)

    def origin(self, place: int) -> int:
        """Return the offset, in the text as given, of the character at `place`."""
        number = bisect_right(self._places, place) - 1
        return self._origins[number] + place - self._places[number]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where, in the text as given, the characters `start` to `end` stand."""
        return self.origin(start), self.origin(end - 1) + 1

    def sentence(self, place: int) -> int:
        """Return the number of the sentence that a place is in."""
        number = bisect_right(self._starts, place)
        return number - 1 if number else 0

    def opening(self, place: int, least: int) -> int:
        """Return where the clause of a place begins, not before `least`."""
        number = bisect_left(self.marks, place) - 1
        return self.marks[number] + 1 if number >= 0 and self.marks[number] >= least else least

    def closing(self, place: int, most: int, past: str = "") -> int:
        """Return where the clause of a place ends, not behind `most`; signs of `past` end none."""
        for number in range(bisect_left(self.marks, place), len(self.marks)):
            mark = self.marks[number]
            if mark >= most:
                break
            if self.text[mark] not in past:
                return mark
        return most


def read_page(text: str) -> Page:
    """Make a page of a text.

    Parameters
    ----------
    text : str
        Any text; it is never changed, and offsets lead back into it.

    Returns
    -------
    Page
    """
    plain = with_commas(narrow(text))
    lines, ending, apart = full_lines(plain), lines_end(plain), words_apart(plain)
    columns, book = in_column(lines), rules()
    parts: list[str] = []
    places: list[int] = []
    origins: list[int] = []
    paragraphs: list[tuple[int, int, bool]] = []
    length = opened = 0
    for number, (start, line, _) in enumerate(lines):
        for begin, end in chunks(line, apart):
            if end > begin:
                places.append(length)
                origins.append(start + begin)
                parts.append(line[begin:end])
                length += end - begin
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and goes_on(
            line, following[1], following[2], columns[number], opened < length - len(line), ending,
            book,
        ):  # fmt: skip
            continue
        paragraphs.append((opened, length, _is_heading(line, length - opened)))
        places.append(length)
        origins.append(start + len(line))
        parts.append("\n")
        length += 1
        opened = length
    if not places:
        places, origins = [0], [0]
    page = "".join(parts)
    framed = _headed(page, paragraphs)
    sentences = _sentences(page, framed)
    marks = [mark.start() for mark in _MARK.finditer(page)]
    starts = [one.start for one in sentences]
    return Page(page, framed, sentences, marks, places, origins, starts)


def stands_in_heading(text: str, at: int) -> bool:
    """Tell whether a place stands in a line that is a heading."""
    _, break_, behind = text[max(at - HEADING, 0) : at].rpartition("\n")
    begins = bool(break_) or at <= HEADING
    line = behind + text[at : at + HEADING + 1].partition("\n")[0]
    return begins and _is_heading(line, len(line))


def _is_heading(line: str, length: int) -> bool:
    return length == len(line) <= HEADING and line[-1] not in ENDS and "," not in line[:-1]


def _headed(page: str, spans: list[tuple[int, int, bool]]) -> list[Paragraph]:
    found: list[Paragraph] = []
    heading, place, body = "", -1, False
    for start, end, title in spans:
        if title:
            heading, place = page[start:end], start if body else -1
        body = body or not title
        found.append(Paragraph(start, end, heading, place, title))
    return found


def _sentences(page: str, paragraphs: list[Paragraph]) -> list[Sentence]:
    found = []
    for number, paragraph in enumerate(paragraphs):
        start = paragraph.start
        for stop in _STOP.finditer(page, paragraph.start, paragraph.end):
            end = stop.end()
            if end > start:
                found.append(Sentence(start, end, number))
            start = end
        if start < paragraph.end:
            found.append(Sentence(start, paragraph.end, number))
    return found

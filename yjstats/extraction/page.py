"""See a text as its sentences: broken lines joined, wide signs narrow, every place traceable."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

# Wide forms of ASCII and odd spaces, one character for one, so that offsets stay.
_NARROW = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_NARROW |= dict.fromkeys("\u3000\xa0\t\x0b\x0c\ufeff\u200b\u2009\u2002", " ")
_NARROW |= {"\u2236": ":", "\ufe6a": "%", "\u301c": "~", "\u223c": "~", "\u201f": "\u201d"}
_NARROW |= dict.fromkeys("\u2014\u2013\u2212\u2500", "-")
_WIDE = frozenset(_NARROW)

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]+")
_GAP = re.compile(r"(?<=[0-9%+])  ?(?=[\u4e00-\u9fff%])|(?<=[\u4e00-\u9fff])  ?(?=[0-9])")
_MARK = re.compile(r"[,;:。!?\n]")
_STOP = re.compile(r"[。!?\n…](?:(?<!…)|(?<=…)…)(?:[。!?\n]|……)*[”’』」)]*")
ENDS = "。!?;:…"
MIDDLE = ",、。;!?)”%"  # no sentence begins with one of these
CLOSES = "”’』」)》】\"'"
_BULLET = re.compile(
    r"[-•·*●■◆▲○★※>]|[(]?[一二三四五六七八九十]{1,3}[、)]|[(]?\d{1,2}[、.)](?!\d)"
    r"|第[一二三四五六七八九十]{1,3}[章节条]|图[为:片]|本报|记者|原标题|【"
)
_PROSE = re.compile("[,、。;]")
_HALF = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿几数.近超约逾]$")
_OTHER_HALF = re.compile(r"[0-9.余多几十百千万亿%个名人次元户家所座套台项场件条吨亩只头例位年月日]")
_CUT = re.compile(r"[\u4e00-\u9fff](?:[0-9]+\.)?[0-9]+$")
_CUT_OFF = re.compile("[余多几]?[万亿][元人吨亩平户多余次]|余[名人个万元次]")
HEADING = 36  # characters: no longer line without a comma is a heading
NARROW_LINE = 8


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
    narrow = _narrow(text)
    lines = _lines(narrow)
    columns = _columns(lines)
    parts: list[str] = []
    places: list[int] = []
    origins: list[int] = []
    paragraphs: list[tuple[int, int, bool]] = []
    length = opened = 0
    for number, (start, line, _) in enumerate(lines):
        for begin, end in _chunks(line):
            if end > begin:
                places.append(length)
                origins.append(start + begin)
                parts.append(line[begin:end])
                length += end - begin
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and _goes_on(
            line, following[1], following[2], columns[number], opened < length - len(line)
        ):
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


def _narrow(text: str) -> str:
    """Return a text with narrow signs; a news text has few of the wide ones, but those often."""
    for wide in _WIDE.intersection(text):
        text = text.replace(wide, _NARROW[wide])
    return text


def _lines(text: str) -> list[tuple[int, str, bool]]:
    """Return the lines that are not blank: offset, words, whether a blank line stands before."""
    found: list[tuple[int, str, bool]] = []
    last = -1
    for match in _LINE.finditer(text):
        words = match.group()
        bare = words.strip()
        if not bare:
            continue
        start = match.start() + len(words) - len(words.lstrip())
        gap = text.count("\n", last, start) if last >= 0 else 0
        found.append((start, bare, gap > 1))
        last = start + len(bare)
    return found


def _columns(lines: list[tuple[int, str, bool]]) -> list[bool]:
    """Tell which lines stand in a narrow column: several in a row, all about equally long."""
    marked = [False] * len(lines)
    start = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and not lines[number][2]:
            continue
        lengths = [len(line) for _, line, _ in lines[start:number]]
        if len(lengths) >= 3:
            widest = max(lengths)
            full = sum(length >= widest - 2 for length in lengths)
            if NARROW_LINE <= widest <= 60 and full * 2 >= len(lengths):
                for place in range(start, number):
                    marked[place] = lengths[place - start] >= widest - 3
        start = number
    return marked


def _goes_on(line: str, after: str, blank: bool, column: bool, joined: bool) -> bool:
    """Tell whether a sentence goes on in the next line."""
    closed = line[-1] in CLOSES and line[-2:-1] in tuple(ENDS)
    if line[-1] in ENDS or closed or _BULLET.match(after):
        return False
    if _CUT.search(line[-20:]) and _CUT_OFF.match(after):
        return True
    prose = joined or bool(_PROSE.search(line))
    halved = _HALF.search(line[-4:]) and _OTHER_HALF.match(after) and (prose or column)
    if halved or after[0] in MIDDLE or (column and not blank):
        return True
    if not prose or len(line) < NARROW_LINE:
        return False
    return not blank or bool(_PROSE.search(after[:60]))


def _chunks(line: str) -> list[tuple[int, int]]:
    """Return the parts of a line between the spaces that part a number from its words."""
    found, last = [], 0
    if " " in line:
        for gap in _GAP.finditer(line):
            found.append((last, gap.start()))
            last = gap.end()
    found.append((last, len(line)))
    return found


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
            if stop.end() > start:
                found.append(Sentence(start, stop.end(), number))
            start = stop.end()
        if start < paragraph.end:
            found.append(Sentence(start, paragraph.end, number))
    return found

"""Clean the text of a document: nothing is dropped that is not told.

What is left is the stored text, the one that offsets refer to.
"""

import re
import unicodedata

from yjstats.reading.document import Dropped
from yjstats.reading.words import Words, words

NEWLINE = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
SPACE = re.compile(r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Characters that show nothing: controls (those that drive a terminal too), marks of direction and
# of width, byte order marks, soft hyphens, tags, lone halves of a pair, private ones.
UNSEEN = re.compile(
    "\x1b\\[[0-9;?]*[@-~]|"
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff\ue000-\uf8ff]"
)
# The same Han characters under other numbers, as PDFs often have them.
DOUBLES = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
MARK = re.compile(r"[，。；：！？、]")
END = re.compile(r"[。！？；：…][”’」』）)】\]]*$")
LONGEST = 500  # a longer line is a paragraph, and no pattern is tried on it
KEEP = 0.3  # `rest` drops nothing that holds more of the sentences than this
WRAPPED = 0.6  # share of equally long lines that shows a text with hard line ends
EQUAL = 0.85  # of the widest line: Latin letters and digits make lines uneven
SHORTEST, WRAP_LINES = 30, 6  # width (a Han character is 2) and number of such lines
INDENT = re.compile(r"[\u3000\u00a0 \t]{2}|\t")


def clean(text: str, given: Words | None = None) -> tuple[str, list[Dropped], list[str]]:
    """Clean a text: one paragraph a line, without what is no part of the article.

    Parameters
    ----------
    text : str
        As a reader gives it.
    given : Words, optional
        Other data files than the packaged ones.

    Returns
    -------
    text : str
        Lines without white space at their ends, none of them empty, separated by a newline.
    dropped : list of Dropped
        In the order of the text; dropped characters as one entry with their names.
    notes : list of str
        `more_pages`, `unwrapped`.
    """
    text, dropped = _characters(text)
    lines, notes = _unwrapped([line for line in NEWLINE.split(text) if line.strip()])
    lines = [SPACE.sub(" ", line).strip() for line in lines]
    kept, lost, noted = _boilerplate(lines, given or words())
    return "\n".join(kept), dropped + lost, notes + noted


def _characters(text: str) -> tuple[str, list[Dropped]]:
    unseen = sorted({*UNSEEN.findall(text)})
    dropped = []
    if unseen:
        names = ", ".join(f"U+{ord(char[0]):04X}" for char in unseen)
        dropped.append(Dropped("characters", names))
    text = UNSEEN.sub("", text)
    return DOUBLES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text), dropped


def _unwrapped(lines: list[str]) -> tuple[list[str], list[str]]:
    """Join lines that were all cut at one width, as a copy out of a PDF or a mail has them."""
    if len(lines) < WRAP_LINES:
        return lines, []
    widths = [_width(line) for line in lines]
    full = max(widths)
    long = [width >= EQUAL * full for width in widths]
    cut = sum(e and not END.search(line) for e, line in zip(long, lines, strict=True))
    if full < SHORTEST or cut < WRAPPED * len(lines):
        return lines, []
    indented = [bool(INDENT.match(line)) for line in lines]
    joined: list[str] = []
    goes_on = False
    for line, new, reaches in zip(lines, indented, long, strict=True):
        if goes_on and not new:
            between = joined[-1][-1] + line[0]
            space = " " if between.isascii() and between.isalpha() else ""
            joined[-1] += space + line
        else:
            joined.append(line)
        # where no line is indented, a full line that ends a sentence ends a paragraph too
        goes_on = reaches and (any(indented) or not END.search(line))
    return joined, ["unwrapped"]


def _width(line: str) -> int:
    return sum(1 if char < "\u1100" else 2 for char in line)


def _boilerplate(lines: list[str], given: Words) -> tuple[list[str], list[Dropped], list[str]]:
    kept: list[str] = []
    dropped: list[Dropped] = []
    notes: list[str] = []
    below = [0]  # how much of the sentences stands in a line and below it, from the end
    for line in reversed(lines):
        below.append(below[-1] + (len(line) if MARK.search(line) else 0))
    below.reverse()
    for number, line in enumerate(lines):
        if len(line) > LONGEST:
            kept.append(line)
            continue
        if kind := fits(line, given.asides):
            notes += [kind] if kind not in notes else []
            dropped.append(Dropped("navigation", line))
        elif (kind := fits(line, given.rests)) and below[number] <= KEEP * below[0]:
            dropped += [Dropped(kind, rest) for rest in lines[number:]]
            break
        elif kind := fits(line, given.lines):
            dropped.append(Dropped(kind, line))
        else:
            kept.append(line)
    return kept, dropped, notes


def fits(line: str, patterns: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """Return the kind of the first pattern that fits the whole line, or nothing."""
    return next((kind for pattern, kind in patterns if pattern.fullmatch(line)), "")

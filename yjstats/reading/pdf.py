"""Read a PDF: pages of newspapers, column after column."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from yjstats.errors import BadDocument
from yjstats.reading.document import Dropped, Read
from yjstats.reading.limits import LIMITS, Limits
from yjstats.reading.pdf_columns import blocks
from yjstats.reading.pdf_lines import Char, segments
from yjstats.reading.pdf_text import Paragraph, Paragraphs

SUBTITLE = 0.5  # of the size of the largest headline: another headline is larger than this
HEADLINE = 1.6  # how much larger than the text a headline of an article is
HAN = re.compile(r"[\u4e00-\u9fff]")
ABOVE = 0.88  # of a Han character stands above the line that Latin letters stand on
LETTERS = 7  # a headline has so many Han characters; the name of a newspaper mostly fewer


def read(data: bytes, limits: Limits = LIMITS) -> Read:
    """Read the text of a PDF in the order of its columns.

    Scripts, forms and attachments are not looked at; what is shown rotated is dropped.

    Parameters
    ----------
    data : bytes
    limits : Limits

    Returns
    -------
    Read
        `hints` has the largest headline as title. Notes: `pages_without_text`, `table_in_pdf`,
        `several_headlines`.

    Raises
    ------
    BadDocument
        If it is damaged, locked by a password, too large, or has no text (a scan), or if the
        library is missing.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise BadDocument("no_library", library="pypdfium2") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        why = "locked_pdf" if "password" in str(error).lower() else "damaged_pdf"
        raise BadDocument(why) from error
    try:
        return _read(document, limits)
    except pypdfium2.PdfiumError as error:
        raise BadDocument("damaged_pdf") from error
    finally:
        document.close()


def _read(document: Any, limits: Limits) -> Read:
    if len(document) > limits.pages:
        raise BadDocument("too_many_pages", pages=len(document), limit=limits.pages)
    told = Paragraphs()
    dropped: list[Dropped] = []
    empty = 0
    size = 0
    for number in range(len(document)):
        page = document[number]
        upright, turned = _upright(_glyphs(page, limits))
        page.close()
        size += len(upright)
        if size > limits.chars:
            raise BadDocument("too_much_text", limit=limits.chars)
        if turned:
            dropped.append(Dropped("rotated", turned))
        if not upright:
            empty += 1
            continue
        told.add(blocks(segments(upright)))
    if not told.found:
        raise BadDocument("scanned")
    notes = ["pages_without_text"] if empty else []
    notes += ["table_in_pdf"] if told.tables else []
    headlines = _headlines(told.found)
    notes += ["several_headlines"] if len(headlines) > 1 else []
    largest = max(headlines, key=lambda line: line.size, default=None)
    hints = {"title": largest.text} if largest else {}
    text = "\n".join(paragraph.text for paragraph in told.found)
    return Read(text, hints, dropped=tuple(dropped), notes=tuple(notes))


def _headlines(found: list[Paragraph]) -> list[Paragraph]:
    sizes: Counter[float] = Counter()
    for paragraph in found:
        sizes[round(paragraph.size, 1)] += len(paragraph.text)
    usual = sizes.most_common(1)[0][0]
    large = [
        line for line in found
        if line.size >= HEADLINE * usual and len(HAN.findall(line.text)) >= LETTERS
    ]  # fmt: skip
    largest = max((line.size for line in large), default=0.0)
    return [line for line in large if line.size >= SUBTITLE * largest]


class _Glyph(NamedTuple):
    """A character as PDF places it: y upwards, `turn` in steps of 15 degrees."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    em: float
    turn: int


def _glyphs(page: Any, limits: Limits) -> Iterator[_Glyph]:
    """Yield the characters of a page."""
    import ctypes

    from pypdfium2 import raw

    text = page.get_textpage()
    count = text.count_chars()
    if count > limits.page_chars:
        raise BadDocument("too_much_on_page", limit=limits.page_chars)
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in range(count):
        letter = chr(min(raw.FPDFText_GetUnicode(text, number), 0x10FFFF))
        if letter.isspace() or not letter.isprintable():
            continue  # spaces are told by gaps
        known = (
            raw.FPDFText_GetLooseCharBox(text, number, ctypes.byref(box))
            and raw.FPDFText_GetMatrix(text, number, ctypes.byref(matrix))
            and raw.FPDFText_GetCharOrigin(text, number, ctypes.byref(x), ctypes.byref(y))
        )
        # the box is as high as the font's highest character, so the size is not told by it
        em = raw.FPDFText_GetFontSize(text, number) * math.hypot(matrix.c, matrix.d)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 15)
        glyph = _Glyph(letter, box.left, box.bottom, box.right, box.top, x.value, y.value, em, turn)
        if known and em > 0 and all(map(math.isfinite, glyph[1:8])):
            yield glyph
    text.close()


def _upright(glyphs: Iterable[_Glyph]) -> tuple[list[Char], str]:
    """Turn the page so that most of it is upright; return the rest, such as watermarks, as text."""
    found = list(glyphs)
    if not found:
        return [], ""
    main = Counter(glyph.turn for glyph in found).most_common(1)[0][0]
    rest = "".join(glyph.text for glyph in found if glyph.turn != main)
    return [_char(glyph, main // 6 % 4) for glyph in found if glyph.turn == main], rest


def _char(glyph: _Glyph, quarters: int) -> Char:
    x0, y0, x1, y1 = glyph.left, -glyph.top, glyph.right, -glyph.bottom  # y downwards from here
    y = -glyph.y
    x = glyph.x
    for _ in range(quarters):  # each turns the page clockwise by a quarter
        x0, y0, x1, y1 = -y1, x0, -y0, x1
        x, y = -y, x
    return Char(glyph.text, x0, y - ABOVE * glyph.em, x1, y + (1 - ABOVE) * glyph.em)

"""Read a Word file: paragraphs and tables in order, deletions and field codes left out.

A DOCX is a zip file of XML. Both are read within limits, by the standard library alone: a document
type (and with it every entity, inner or outer) is refused, nothing is unpacked to disk.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from yjstats.errors import BadDocument
from yjstats.reading.document import CELL, Dropped, Read
from yjstats.reading.limits import LIMITS, Limits

MAIN = "word/document.xml"
FREE = 1_000_000  # bytes that may be packed at any ratio
CHUNK = 65_536
# What the standard library raises on a damaged, encrypted or strange archive.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError,
    OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
SILENT = {"instrText", "delInstrText", "fldData"}
# What is shown in another place, or twice: text boxes stand in both branches of AlternateContent.
TWICE = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
TITLES = {"Title", "a3"}  # Word's own style, and WPS's


def read(data: bytes, limits: Limits = LIMITS) -> Read:
    """Read a DOCX file.

    Parameters
    ----------
    data : bytes
    limits : Limits

    Returns
    -------
    Read
        `hints` has a title only where a paragraph has the style of one: the file's own
        properties are mostly those of an older file that was written over.

    Raises
    ------
    BadDocument
        If it is no Word file, is damaged, encrypted or a bomb, or holds no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > limits.members:
                raise BadDocument("too_many_members", limit=limits.members)
            if MAIN not in archive.namelist():
                raise BadDocument("not_docx")
            body = _unpack(archive, MAIN, limits)
    except BadDocument:
        raise
    except DAMAGED as error:
        raise BadDocument("damaged_docx") from error
    words = _Words(limits)
    _parse(body, words)
    if not any(line.strip() for line in words.lines):
        raise BadDocument("no_text")
    hints = {"title": words.title} if words.title else {}
    dropped = [Dropped("deleted", text) for text in words.deleted if text.strip()]
    return Read("\n".join(words.lines), hints, dropped=tuple(dropped))


def _unpack(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """Unpack one member, whatever size it claims to have, up to the limits."""
    info = archive.getinfo(name)
    if info.compress_type not in PACKINGS:  # no other is a Word file's
        raise BadDocument("damaged_docx")
    allowed = min(limits.unpacked, max(FREE, info.compress_size * limits.ratio))
    parts, size = [], 0
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            size += len(chunk)
            if size > allowed:
                raise BadDocument("zip_bomb", size=allowed)
            parts.append(chunk)
    return b"".join(parts)


@dataclass
class _Words:
    """Gather lines while the XML is read: no tree, so that memory is bounded by the text."""

    limits: Limits
    lines: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    title: str = ""
    _path: list[str] = field(default_factory=list)
    _texts: list[list[str]] = field(default_factory=list)  # paragraphs that are open
    _tables: list[list[list[str]]] = field(default_factory=list)  # rows of tables that are open
    _cells: list[list[str]] = field(default_factory=list)  # lines of cells that are open
    _silent: int = 0
    _removed: int = 0
    _styled: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _name(tag)
        self._path.append(name)
        if len(self._path) > self.limits.depth:
            raise BadDocument("too_deep", limit=self.limits.depth)
        if tag == TWICE or name in SILENT:
            self._silent += 1
        elif name in {"del", "moveFrom"}:
            self._removed += 1
            self.deleted.append("")
        elif name == "p":
            self._texts.append([])
        elif name == "pStyle":
            value = next((v for k, v in attributes.items() if _name(k) == "val"), "")
            self._styled = self._styled or value in TITLES
        elif name in {"br", "cr"} and self._texts:
            self._texts[-1].append("\n")
        elif name == "tab" and self._path[-2:-1] == ["r"] and self._texts:
            self._texts[-1].append(" ")
        elif name == "tbl":
            self._tables.append([])
        elif name == "tr" and self._tables:
            self._tables[-1].append([])
        elif name == "tc":
            self._cells.append([])

    def end(self, tag: str) -> None:
        name = self._path.pop()
        if tag == TWICE or name in SILENT:
            self._silent -= 1
        elif name in {"del", "moveFrom"}:
            self._removed -= 1
        elif name == "p" and self._texts:
            self._paragraph("".join(self._texts.pop()))
        elif name == "tc" and self._cells:
            cell = " ".join(line.strip() for line in self._cells.pop() if line.strip())
            if self._tables and self._tables[-1]:
                self._tables[-1][-1].append(cell.replace("\n", " "))
        elif name == "tbl" and self._tables:
            rows = [CELL.join(row) for row in self._tables.pop() if any(row)]
            (self._cells[-1] if self._cells else self.lines).extend(rows)

    def text(self, text: str) -> None:
        if self._silent or not self._texts or self._path[-1] not in {"t", "delText"}:
            return
        if self._removed:
            self.deleted[-1] += text
        else:
            self._texts[-1].append(text)

    def _paragraph(self, text: str) -> None:
        if self._silent:
            return
        if self._styled and not self.title:
            self.title = " ".join(text.split())
        self._styled = False
        (self._cells[-1] if self._cells else self.lines).append(text)


def _name(tag: str) -> str:
    """Return the local name of what belongs to Word; of others a name that means nothing here."""
    return next((tag[len(space) :] for space in WORD if tag.startswith(space)), "-" + tag)


def _parse(xml: bytes, words: _Words) -> None:
    def refuse(*_: object) -> None:
        raise BadDocument("xml_entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = None
    parser.StartElementHandler = words.start
    parser.EndElementHandler = words.end
    parser.CharacterDataHandler = words.text
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, UnicodeError, ValueError) as error:
        if isinstance(error, BadDocument):
            raise
        raise BadDocument("damaged_docx") from error

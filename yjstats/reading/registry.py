"""Tell the format of a document from its bytes, and read it with the reader of that format."""

import hashlib
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from yjstats.errors import BadDocument
from yjstats.reading.clean import clean
from yjstats.reading.document import Document, Format, Read
from yjstats.reading.limits import LIMITS, Limits
from yjstats.reading.propose import propose
from yjstats.tables import checksum


@dataclass(frozen=True)
class Reader:
    """A format: the module whose `read` reads it, and what it is known by.

    Attributes
    ----------
    module : str
    marks : tuple of bytes
        What its files begin with.
    endings : tuple of str
        Of names, where the first bytes tell nothing.
    """

    module: str
    marks: tuple[bytes, ...] = ()
    endings: tuple[str, ...] = ()


READERS: dict[Format, Reader] = {
    "txt": Reader("yjstats.reading.txt"),
    "html": Reader("yjstats.reading.html", endings=(".htm", ".html", ".xhtml", ".shtml")),
    "pdf": Reader("yjstats.reading.pdf", (b"%PDF-",)),
    "docx": Reader("yjstats.reading.docx", (b"PK\x03\x04",)),
}
# What is often given instead of one of the four, by its first bytes, and what to do about it.
OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_word"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
MHTML = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,40}?MIME-Version:", re.I)
HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
HEAD = 2048


def detect(data: bytes, name: str = "") -> Format:
    """Tell the format of a document: by its first bytes, and only for a text by its name.

    Parameters
    ----------
    data : bytes
    name : str
        The file's name; may be empty.

    Returns
    -------
    str
        A key of `READERS`: txt, html, pdf, docx.

    Raises
    ------
    BadDocument
        If it is empty or of a known format that is not read, with what to do instead.
    """
    if not data.strip():
        raise BadDocument("empty")
    if b"%PDF-" in data[:1024]:  # others may stand before it
        return "pdf"
    for form, reader in READERS.items():
        if data.startswith(reader.marks):
            return form
    for mark, why in OTHERS:
        if data.startswith(mark):
            raise BadDocument(why)
    if MHTML.match(data[:HEAD]):
        raise BadDocument("mhtml")
    ending = PurePath(name).suffix.lower()
    for form, reader in READERS.items():
        if ending in reader.endings:
            return form
    return "html" if HTML.search(data[:HEAD].replace(b"\0", b"")) else "txt"


def read_document(data: bytes, name: str = "", limits: Limits = LIMITS) -> Document:
    """Read a document: its text, what it tells of itself, and what was dropped.

    Parameters
    ----------
    data : bytes
        The file as it is.
    name : str
        The file's name, for messages and to tell a page from a text.
    limits : Limits
        What it may cost.

    Returns
    -------
    Document

    Raises
    ------
    BadDocument
        If it cannot or should not be read; the message says why and what to do.
    """
    try:
        if len(data) > limits.size:
            raise BadDocument("too_large", limit=limits.size // 1_000_000)
        form = detect(data, name)
        read: Read = import_module(READERS[form].module).read(data, limits)
        if len(read.text) > limits.chars:
            raise BadDocument("too_much_text", limit=limits.chars)
        return _document(read, form, data)
    except BadDocument as error:
        error.name = error.name or name or "-"
        raise


def _document(read: Read, form: Format, data: bytes) -> Document:
    text, dropped, notes = clean(read.text)
    text, fields, more = propose(read, text)
    if not text:
        raise BadDocument("no_text")
    notes = [*dict.fromkeys([*read.notes, *notes])]
    return Document(
        text=text,
        format=form,
        title=fields["title"],
        published=fields["published"],
        publisher=fields["publisher"],
        author=fields["author"],
        sha256=checksum(text),
        file_sha256=hashlib.sha256(data).hexdigest(),
        dropped=(*read.dropped, *dropped, *more),
        notes=tuple(notes),
    )

"""How much of a document is read at most: documents are hostile until read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a document may cost. Each is far beyond any page of a newspaper.

    Attributes
    ----------
    size : int
        Bytes of the file.
    chars : int
        Characters of the text read.
    depth, nodes : int
        How deep elements of HTML or XML may nest, and how many there may be.
    pages : int
        Pages of a PDF.
    page_chars : int
        Characters on one page of a PDF.
    members, unpacked, ratio : int
        Files in a DOCX, bytes of its text when unpacked, and how many times larger than packed it
        may become (beyond the first megabyte).
    seconds, memory : int
        Processor time and bytes of memory of a document read apart (see `apart`).
    """

    size: int = 30_000_000
    chars: int = 1_000_000
    depth: int = 256
    nodes: int = 300_000
    pages: int = 64
    page_chars: int = 60_000
    members: int = 2_000
    unpacked: int = 60_000_000
    ratio: int = 150
    seconds: int = 60
    memory: int = 2_000_000_000


LIMITS = Limits()

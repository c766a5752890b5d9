"""Read documents of four formats: text, saved web pages, PDF pages of newspapers, Word files.

`read_file` reads in a process of its own and is what commands use; `read_document` reads bytes
here and now. Both give a `Document`. `known_texts` tells whether a text is known already.
"""

from yjstats.reading.apart import load_bytes, read_apart, read_file
from yjstats.reading.document import Document, Dropped
from yjstats.reading.known import Known, known_texts
from yjstats.reading.limits import LIMITS, Limits
from yjstats.reading.registry import detect, read_document

__all__ = [
    "LIMITS",
    "Document",
    "Dropped",
    "Known",
    "Limits",
    "detect",
    "known_texts",
    "load_bytes",
    "read_apart",
    "read_document",
    "read_file",
]

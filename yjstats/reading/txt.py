"""Read plain text."""

from yjstats.errors import BadDocument
from yjstats.reading.document import Read
from yjstats.reading.encoding import decode_text
from yjstats.reading.limits import LIMITS, Limits


def read(data: bytes, limits: Limits = LIMITS) -> Read:
    """Read a text in UTF-8 or GB18030, or with a byte order mark.

    Parameters
    ----------
    data : bytes
    limits : Limits
        Of no use here: the size of the file bounds its text.

    Returns
    -------
    Read

    Raises
    ------
    BadDocument
        If it is no text in these encodings, or empty.
    """
    text, notes = decode_text(data)
    if not text.strip():
        raise BadDocument("no_text")
    return Read(text, notes=notes)

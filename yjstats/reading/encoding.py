"""Turn bytes into text by strict trial: a document is never read in an encoding that fits badly."""

import codecs
import re

from yjstats.errors import BadDocument
from yjstats.tables import decode

# UTF-32 before UTF-16, whose mark begins like it.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
# What browsers read as GB18030 whatever a page calls it (WHATWG encoding standard).
GB = {"gb2312", "gbk", "gb18030", "gb_2312-80", "hz-gb-2312", "x-gbk", "csgb2312"}
BIG5 = {"big5", "big5-hkscs"}
HEAD = 4096  # bytes of a page in which its encoding is declared
BROKEN = 0.001  # share of broken characters that a page may have
COMMON = 0.85  # share of characters of GB2312 in any simplified Chinese text


def decode_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a plain file and notes on it.

    A byte order mark is believed; then UTF-8 and GB18030 are tried, both strictly.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    text : str
    notes : tuple of str
        `encoding_doubtful` where the text hardly looks like simplified Chinese or English.

    Raises
    ------
    BadDocument
        If no encoding fits.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), ()
    text = decode(data)
    if text is None:
        raise BadDocument("undecodable")
    return text, _doubts(text)


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a saved web page: its mark, what it declares, then as plain text.

    Pages are put together out of parts, and some have a broken character somewhere. Where there
    are only a few, they are read as U+FFFD, with the note `broken_characters`.

    Raises
    ------
    BadDocument
        If no encoding fits.
    """
    found = DECLARED.search(data[:HEAD])
    declared = found[1].decode("ascii").lower() if found else ""
    encoding = "gb18030" if declared in GB else "big5hkscs" if declared in BIG5 else "utf-8"
    if encoding != "utf-8" and not _marked(data):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            pass  # saved anew as UTF-8, the declaration left as it was
    try:
        return decode_text(data)
    except BadDocument:
        text = data.decode(encoding, errors="replace")
        if "\0" in text or text.count("\ufffd") > BROKEN * len(text):
            raise
        return text, ("broken_characters",)


def _marked(data: bytes) -> bool:
    return data.startswith((codecs.BOM_UTF8, *(mark for mark, _ in MARKS)))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadDocument("undecodable") from error
    if "\0" in text:
        raise BadDocument("undecodable")
    return text


def _doubts(text: str) -> tuple[str, ...]:
    """Doubt a text that decodes but is not made of usual characters, such as Big5 read as GBK."""
    sample = [c for c in text[:20_000] if c > "\x7f"]
    usual = sum(_usual(c) for c in sample)
    return ("encoding_doubtful",) if sample and usual < COMMON * len(sample) else ()


def _usual(char: str) -> bool:
    if char in "\u2014\u2013\u00b7\u2022\u2003\u00a0\u200b\ufeff\u3000":
        return True
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    # rows 1 and 3 (punctuation, full-width letters), 16 to 87 (Han); not Greek, Cyrillic, kana
    return code[0] in (0xA1, 0xA3) or 0xB0 <= code[0] <= 0xF7

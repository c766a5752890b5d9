"""Look at a workbook that someone sent before any of it is unpacked or parsed."""

import zipfile
import zlib
from pathlib import Path

from yjstats.errors import UsageError

MEMBERS, UNPACKED = 5_000, 300_000_000  # files inside, and bytes of all when unpacked
FREE, RATIO = 10_000_000, 200  # bytes that may be packed at any ratio; how many times beyond
BLOCK = 1 << 20
DECLARED = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le")
)  # in UTF-16 of the other order the same bytes stand one place on


def check_workbook(path: str | Path) -> None:
    """Check that an .xlsx is neither a zip bomb nor an XML bomb.

    What the archive says of its sizes may be trusted: no reader unpacks more than that.

    Parameters
    ----------
    path : str or Path

    Raises
    ------
    UsageError
        If it is no archive, if it would unpack to far more than a workbook holds, or if a file in
        it declares entities, which no program writes into a workbook.
    """
    try:
        with zipfile.ZipFile(path) as book:
            members = book.infolist()
            bomb = sum(one.file_size for one in members) > UNPACKED or len(members) > MEMBERS
            allowed = [max(FREE, RATIO * one.compress_size) for one in members]
            if bomb or any(m.file_size > a for m, a in zip(members, allowed, strict=True)):
                raise UsageError("error.workbook_bomb", path=path)
            for one in members:
                if one.filename.endswith((".xml", ".rels", ".vml")) and _declares(book, one):
                    raise UsageError("error.workbook_entities", path=path)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError) as error:
        raise UsageError("error.not_a_workbook", path=path) from error


def _declares(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    longest = max(map(len, DECLARED))
    before = b""
    with book.open(member) as file:
        while block := file.read(BLOCK):
            if any(word in before + block for word in DECLARED):
                return True
            before = block[-longest:]
    return False

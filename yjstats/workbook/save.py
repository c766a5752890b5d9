"""Save a workbook whole, with the same bytes for the same data."""

import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from yjstats.writing import check_target, replacing

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip member can bear
DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")
NAMED = re.compile(rb'name="Chart 1"')


def save_workbook(book: Workbook, path: Path, date: datetime, alts: Sequence[str] = ()) -> None:
    """Write a workbook so that equal data give an equal file, whole or not at all.

    openpyxl stamps the time of saving into the properties and into every member of the zip, and has
    no place for a chart's alternative text; all three are put right on the way, member by member,
    so that no sheet is ever held as a whole.

    Parameters
    ----------
    book : Workbook
    path : Path
        The .xlsx to make or replace.
    date : datetime
        Put down as created and modified: the date of the data.
    alts : sequence of str
        Alternative text of each chart, in the order of the sheets; at most one chart a sheet.

    Raises
    ------
    YjstatsError
        If the file cannot be written, is read-only, or is open elsewhere.
    """
    check_target(path)
    book.properties.created = book.properties.modified = date
    with replacing(path) as part, _Archive(part, alts) as archive:
        ExcelWriter(book, archive).write_data()


def discard(book: Workbook) -> None:
    """Give up a workbook that was not saved: close its sheets and remove their temporary files.

    openpyxl would leave the files until the program ends, and complain of each open sheet.
    """
    for sheet in book.worksheets:
        writer = sheet._writer
        if writer is not None and Path(writer.out).exists():
            with suppress(Exception):  # a sheet that failed halfway cannot be closed in order
                sheet.close()
            with suppress(OSError):
                writer.cleanup()


class _Archive(zipfile.ZipFile):
    """A zip whose members bear no time."""

    def __init__(self, path: Path, alts: Sequence[str]) -> None:
        super().__init__(path, "w", zipfile.ZIP_DEFLATED)
        self._alts = alts

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        name = zinfo_or_arcname
        data = data.encode() if isinstance(data, str) else data
        if drawing := DRAWING.fullmatch(name):
            told = quoteattr(self._alts[int(drawing[1]) - 1])
            described = b'name="Chart 1" descr=' + told.encode("ascii", "xmlcharrefreplace")
            data = NAMED.sub(lambda _: described, data)
        super().writestr(self._info(name), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        with open(filename, "rb") as source, self.open(self._info(arcname), "w") as target:
            copyfileobj(source, target, 1 << 20)

    @staticmethod
    def _info(name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o644 << 16
        return info

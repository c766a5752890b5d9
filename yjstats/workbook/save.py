"""Save a workbook whole, with the same bytes for the same data."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from yjstats.writing import replacing

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip member can bear
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def save_workbook(book: Workbook, path: Path, date: datetime) -> None:
    """Write a workbook so that equal data give an equal file.

    openpyxl stamps the time of saving into docProps/core.xml and into every member of the zip; both
    are replaced here.

    Parameters
    ----------
    book : Workbook
    path : Path
        The .xlsx to make or replace.
    date : datetime
        Put down as created and modified: the date of the data.
    """
    raw = io.BytesIO()
    book.save(raw)
    stamp = date.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with (
        replacing(path) as part,
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", data)
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            target.writestr(info, data)

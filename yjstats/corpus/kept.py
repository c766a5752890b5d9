"""Keep what is finished, so that a run that was cut off goes on where it was.

`readings.jsonl.parts/KEY/0000000.part` has the readings and the list of documents of one part;
`KEY` is a digest of how they were read. The first line says what follows and holds its checksum: a
part is used only where it is whole and of the same documents.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from yjstats.corpus.counts import Counts
from yjstats.corpus.manner import Manner
from yjstats.corpus.parts import Part
from yjstats.corpus.work import Done
from yjstats.errors import YjstatsError
from yjstats.writing import PREFIX


def parts_folder(out: str | Path) -> Path:
    """Return the folder beside an output in which its parts are kept until it is whole."""
    out = Path(os.path.realpath(out))
    return out.with_name(out.name + ".parts")


def own_folder(out: str | Path, manner: Manner) -> Path:
    """Return the folder of parts that were read in this manner; `keep` makes it."""
    return parts_folder(out) / manner.key


def keep(folder: Path, part: Part, done: Done) -> None:
    """Write what a part gave.

    Nothing is flushed to the disk: a part that a power cut tore fails its checksum, and is read
    again.

    Raises
    ------
    YjstatsError
        If it cannot be written.
    """
    body = done.documents + done.readings
    head = {"key": part.key, "documents": len(done.documents), "counts": asdict(done.counts),
            "checksum": _checksum(body)}  # fmt: skip
    path = _path(folder, part.number)
    beside = folder / f"{PREFIX}{os.getpid()}-{path.name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(json.dumps(head).encode() + b"\n" + body)
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise YjstatsError("error.cannot_write", path=path, why=error.strerror) from error


def kept(folder: Path, number: int, key: str | None = None) -> Done | None:
    """Return what was kept of a part, or None where it is not whole or of other documents.

    Parameters
    ----------
    folder : Path
    number : int
    key : str, optional
        Of the documents; without it any will do.
    """
    try:
        head, _, body = _path(folder, number).read_bytes().partition(b"\n")
        told = json.loads(head)
        if told["checksum"] != _checksum(body) or key not in (None, told["key"]):
            return None
        documents = int(told["documents"])
        return Done(body[documents:], body[:documents], Counts(**told["counts"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def all_kept(folder: Path, count: int) -> Iterator[Done]:
    """Give back all parts of a finished run, one at a time.

    Raises
    ------
    YjstatsError
        If one was taken away or changed meanwhile.
    """
    for number in range(count):
        done = kept(folder, number)
        if done is None:
            raise YjstatsError("error.part_lost", path=_path(folder, number))
        yield done


def others(out: str | Path, manner: Manner) -> int:
    """Count the parts that were read in other manners, and are of no use here."""
    finished = parts_folder(out).glob("*/[0-9]*.part")
    return sum(1 for path in finished if path.parent.name != manner.key)


def forget(out: str | Path) -> None:
    """Remove the parts of an output that is whole; the lock of the run stays until it ends."""
    for folder in parts_folder(out).glob("*/"):
        shutil.rmtree(folder, ignore_errors=True)


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:07d}.part"


def _checksum(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()

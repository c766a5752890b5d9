"""Read a file in a process of its own, with limits on time and memory.

A hostile document may make a reader slow, greedy or crash; then this process ends and not the
caller's. It is given bytes and gives back JSON; it can write no file.
"""

import json
import os
import stat
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from yjstats.errors import BadDocument, UsageError
from yjstats.reading.document import Document, Dropped
from yjstats.reading.limits import LIMITS, Limits

COMMAND = (sys.executable, "-P", "-B", "-X", "utf8", "-m", "yjstats.reading.confined")
PATIENCE = 3  # times the processor time that the whole may take, on a busy machine


def read_file(path: str | Path, limits: Limits = LIMITS) -> Document:
    """Read a document from a file, in a process of its own.

    Parameters
    ----------
    path : str or Path
        A regular file; a folder, a pipe or a device is refused.
    limits : Limits

    Returns
    -------
    Document

    Raises
    ------
    UsageError
        If there is no such file, or it is no regular file.
    BadDocument
        If it cannot or should not be read.
    """
    return read_apart(load_bytes(path, limits), Path(path).name, limits)


def load_bytes(path: str | Path, limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a regular file that is not too large.

    Raises
    ------
    UsageError
        If there is no such file, or it is no regular file.
    BadDocument
        If it is too large.
    """
    try:
        # a pipe that is opened to be looked at must not make us wait for its other end
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
                         | getattr(os, "O_BINARY", 0))  # fmt: skip
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UsageError("error.not_a_file", path=path)
            data = file.read(limits.size + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError("error.cannot_read", path=path, why=why) from error
    if len(data) > limits.size:
        bad = BadDocument("too_large", limit=limits.size // 1_000_000)
        bad.name = Path(path).name
        raise bad
    return data


def read_apart(data: bytes, name: str = "", limits: Limits = LIMITS) -> Document:
    """Read a document's bytes in a process of its own.

    Parameters
    ----------
    data : bytes
    name : str
        As in `registry.read_document`.
    limits : Limits

    Returns
    -------
    Document

    Raises
    ------
    BadDocument
        As `registry.read_document`; also if time or memory run out or the reader crashes.
    """
    order = json.dumps({"name": name, "limits": asdict(limits)}).encode() + b"\n"
    try:
        done = subprocess.run(
            COMMAND, input=order + data, capture_output=True, check=False,
            timeout=PATIENCE * limits.seconds,
        )  # fmt: skip
        told: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        told = {"bad": "too_slow", "values": {"limit": limits.seconds}}
    if not told:  # SIGXCPU, or SIGKILL where the system's own limit came first
        slow = done.returncode in (-24, -9)
        told = {"bad": "too_slow" if slow else "crashed"}
        told["values"] = {"limit": limits.seconds} if slow else {}
    if "bad" in told:
        error = BadDocument(told["bad"], **told["values"])
        error.name = name or "-"
        raise error
    dropped = tuple(Dropped(**part) for part in told.pop("dropped"))
    return Document(**told | {"dropped": dropped, "notes": tuple(told["notes"])})

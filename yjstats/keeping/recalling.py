"""Recall what is costly to make and was made before of the same.

A file of the project's private folder holds it, by a digest of all that it is made from: the data
shown, the project's own codebook, the program and the libraries. Nothing depends on that file:
where it is missing, from another version or damaged, everything is made anew.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from yjstats.codebook.own import in_use
from yjstats.errors import YjstatsError
from yjstats.keeping.manifest import versions
from yjstats.writing import write_bytes

Recall = Callable[[list[Any], Callable[[], Any]], Any]


def anew(_: list[Any], make: Callable[[], Any]) -> Any:
    """Recall nothing: make it."""
    return make()


def recalling(path: Path, force: bool = False) -> tuple[Recall, Callable[[], bytes]]:
    """Return a function that gives what was made before of the same, or makes it.

    Parameters
    ----------
    path : Path
        A file of the private folder; need not exist.
    force : bool
        Whether to make all anew.

    Returns
    -------
    callable
        Takes what a thing is made from (as JSON has it) and a function that makes it; the thing
        must be as JSON has it too.
    callable
        Returns what the file is to hold next time: what was asked for until then, and no more;
        nothing where it holds that already, or nothing was asked for.
    """
    before, used = {} if force else _read(path), dict[str, Any]()
    around = _digest([versions(), repr(in_use())])

    def recall(of: list[Any], make: Callable[[], Any]) -> Any:
        key = _digest([around, of])
        if key not in used:
            used[key] = before[key] if key in before else make()
        return used[key]

    def kept() -> bytes:
        if not used or used.keys() == before.keys():
            return b""
        told = {"sha256": _digest(used), "made": used}
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")

    return recall, kept


def keep_recalled(path: Path, data: bytes) -> None:
    """Write what `recalling` returned, where there is any; a disk that is full forbids nothing."""
    with suppress(YjstatsError):  # the next build will take longer, no more
        if data:
            write_bytes(path, data)


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        made = dict(told["made"])
        return made if told["sha256"] == _digest(made) else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _digest(told: Any) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""The process that `apart` starts: it reads one document and is bound in what it can do."""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from typing import Any

from yjstats.errors import BadDocument
from yjstats.reading.limits import Limits
from yjstats.reading.registry import READERS, read_document

# What no reader needs: what would fetch, start a program, or call into the system.
FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.",
    "http.", "ftplib.", "smtplib.", "webbrowser.", "os.remove", "os.rename", "os.rmdir",
    "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.",
)  # fmt: skip


def main() -> None:
    """Read what standard input holds and write it as JSON: the process that `read_apart` starts."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    data = sys.stdin.buffer.read()
    for reader in READERS.values():
        import_module(reader.module)
    confine(limits)
    try:
        told = asdict(read_document(data, order["name"], limits))
    except BadDocument as error:
        told = {"bad": error.why, "values": {k: str(v) for k, v in error.values.items()}}
    except (MemoryError, RecursionError):
        told = {"bad": "too_greedy", "values": {}}
    sys.stdout.buffer.write(json.dumps(told).encode())
    sys.stdout.buffer.flush()


def confine(limits: Limits) -> None:
    """Bind this process for good: time, memory, no file written, no network, no other program.

    The limits of the system exist on Linux and macOS; what Python itself forbids, everywhere.
    """
    sys.addaudithook(_forbid)
    try:
        import resource
    except ImportError:  # Windows: the caller's patience alone
        return
    for name, limit in (("CPU", limits.seconds), ("AS", limits.memory), ("FSIZE", 0), ("CORE", 0)):
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        wanted = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(kind, (wanted, hard if name == "CPU" else wanted))
        except (ValueError, OSError):  # a system that knows the limit but does not set it
            continue


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(arguments[1], str) and {*arguments[1]} & {*"wax+"}
    if writes or event.startswith(FORBIDDEN):
        raise PermissionError(event)


if __name__ == "__main__":
    main()

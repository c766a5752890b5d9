"""Refuse every way to another machine: for a Python that has this folder on its path.

Connections within the machine stay, as a notebook's kernel needs them.
"""

import sys

WATCHED = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}
HERE = ("127.", "localhost", "::1", "0.0.0.0")


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in WATCHED:
        return
    place = arguments[0] if "get" in event else arguments[1]
    host = place[0] if isinstance(place, tuple) else place
    if isinstance(place, tuple | str) and host is not None and "get" not in event:
        local = not isinstance(place, tuple) or str(host).startswith(HERE)
    else:
        local = host is None or str(host).startswith(HERE) or host == ""
    if not local:
        raise PermissionError(f"the network is closed: {event} {host}")


sys.addaudithook(_refuse)

"""Whether an https host answers at all, which git does not find out before minutes are over."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_PORT: Final = 443
"""Where https hosts listen, unless the address says otherwise."""


def is_silent(address: str, seconds: float) -> bool:
    """Return whether no connection with an https host comes about within so many seconds.

    A host that refuses one answers: git says why. Whether it is the right host is for git to find out, too.
    """
    # Only a sync that waits for long needs them.
    import socket
    import ssl

    parts = urlsplit(address)
    host = parts.hostname or ""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host, parts.port or _PORT), seconds) as connection,
            context.wrap_socket(connection, server_hostname=host),
        ):
            return False
    except TimeoutError:
        return True
    except (OSError, ValueError):
        return False

"""Imports of what every command waits for, without what only others need of it, which is half of its time.

While a module is imported, modules with next to nothing in them stand in for what it imports in vain. Whoever
imports one of these later gets the real one. A version that needs more of them is imported as a whole.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import ModuleType, SimpleNamespace


def import_common() -> None:
    """Import msgspec, pathlib and zoneinfo for whoever imports them next.

    Others need of msgspec JSON schemas, formats that are not used here, UUIDs and decimal numbers, its look
    into types, and typing_extensions, which it does without since Python 3.11; of pathlib URIs; and of
    zoneinfo a place for zones that only this build of Python has.
    """
    contents: Mapping[str, Mapping[str, object]] = {
        "msgspec.inspect": {},
        "msgspec.msgpack": {},
        "msgspec.toml": {},
        "msgspec.yaml": {},
        "msgspec._json_schema": {"schema": None, "schema_components": None},
        "typing_extensions": {},
        "decimal": {"Decimal": type("Decimal", (), {})},
        "uuid": {"UUID": type("UUID", (), {}), "SafeUUID": SimpleNamespace(unknown=None)},
        "urllib.parse": {"quote_from_bytes": _quote_from_bytes},
        "sysconfig": {"get_config_var": _usual_zone_folders},
    }
    if "msgspec" not in sys.modules:
        with _standing_in(contents):
            import pathlib  # noqa: F401 - for what is imported next
            import zoneinfo  # noqa: F401 - likewise

            import msgspec  # noqa: F401 - likewise


@contextmanager
def _standing_in(contents: Mapping[str, Mapping[str, object]]) -> Iterator[None]:
    """Have modules with this in them, by name, stand in for those that are not imported yet."""
    stand_ins = contents.keys() - sys.modules.keys()
    for name in stand_ins:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(contents[name])
    # The first reference to a type by its name has Python set up all classes of its syntax trees, for 1 ms.
    # msgspec only tries whether one takes an argument.
    reference = typing.ForwardRef
    vars(typing)["ForwardRef"] = lambda *_, **__: None
    try:
        with suppress(Exception):  # it asked a stand-in for more
            yield
    finally:
        vars(typing)["ForwardRef"] = reference
        for name in stand_ins:
            del sys.modules[name]


def _usual_zone_folders(_: str) -> str:
    """Return where Python looks for zones unless it is built otherwise: to load how it is built takes 1 ms.

    Zones that lie elsewhere, or nowhere, come from tzdata, which is installed with this program.
    """
    return "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"


def _quote_from_bytes(path: bytes) -> str:
    """Quote a path for a URI, as pathlib does with the real module: importing that takes 3 ms."""
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(path)

"""What stands in a settings file beside plain values: names in sections, days of the week."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from followup_tui.domain import zones
from followup_tui.domain.dates import WEEKDAYS
from followup_tui.errors import CallError

_SIGNS_OF_PLACES: Final = dict.fromkeys(map(ord, "/_+-"))


def lines_of_settings(text: str) -> dict[str, int]:
    """Return the line of each setting and section, as far as it can be told: tomllib does not say."""
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line):
            name = section = header[1].replace('"', "")
        elif key := re.match(r"""\s*([\w."'-]+|"[^"]*")\s*=""", line):
            written = key[1].replace('"', "").replace("'", "")
            name = f"{section}.{written}" if section else written
        else:
            continue
        lines.setdefault(name, number)
    return lines


def flatten(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Return a table's values by dotted name: `card.open = "x"` is a table in a table to TOML."""
    values: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            values += flatten(value, f"{before}{name}.")
        else:
            values.append((f"{before}{name}", value))
    return values


def weekday_number(name: object) -> int | None:
    """Return the number of a weekday, named by three letters or more of it; None if it names no day."""
    word = name.strip().casefold() if isinstance(name, str) else ""
    numbers = (number for number, day in enumerate(WEEKDAYS) if day.casefold().startswith(word))
    return next(numbers, None) if len(word) >= 3 else None


def zone_of_machine(environ: Mapping[str, str]) -> ZoneInfo:
    """Return the machine's zone: what `TZ` in the environment says, else the system."""
    name = environ.get("TZ", "").removeprefix(":")
    # A place, as Europe/Berlin, and neither a file nor rules as CET-1CEST,M3.5.0/2.
    if "/" in name and name[0].isalpha() and name.translate(_SIGNS_OF_PLACES).isalnum():
        try:
            return zones.find_zone(name)
        except CallError:
            pass
    return zones.machine_zone()

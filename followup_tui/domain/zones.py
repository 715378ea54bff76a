"""Time zones: found by name, the machine's own, and the moment a zone's clocks show a time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from followup_tui.domain.dates import MONTHS
from followup_tui.domain.wording import join_with_or, quoted, similar_words
from followup_tui.errors import CallError, DateError

_LOCALTIME: Final = Path("/etc/localtime")
_TIMEZONE: Final = Path("/etc/timezone")
# Files beside the real zones: copies, variants that count leap seconds, and "no zone at all".
_NOT_ZONES: Final = frozenset({"posix", "right", "localtime", "posixrules", "Factory"})

_SIGNS_OF_PLACES: Final = dict.fromkeys(map(ord, "/_+-"))


def find_zone(name: str | None) -> ZoneInfo:
    """Return the zone of this IANA name, in any case and with spaces; the machine's own for None or "".

    Raises:
        CallError: there is no such zone; the sentence has names that come near.
    """
    zone_name = (name or "").strip().replace(" ", "_")
    if not zone_name:
        return machine_zone()
    exact = _zone_or_none(zone_name)
    if exact is not None:
        return exact
    names = {each.casefold(): each for each in available_timezones() - _NOT_ZONES}
    if zone_name.casefold() in names:
        return ZoneInfo(names[zone_name.casefold()])
    cities = sorted(name for name in names.values() if name.casefold().endswith(f"/{zone_name.casefold()}"))
    near = cities or [names[match] for match in similar_words(zone_name.casefold(), names)]
    raise CallError(
        f"unknown zone {quoted(zone_name)}",
        f"Did you mean {join_with_or(near)}?" if near else "Write an IANA name such as Europe/Berlin",
    )


def machine_zone() -> ZoneInfo:
    """Return the zone the machine's clock is set to; UTC where it does not say.

    Looked for in TZ, then where /etc/localtime points, which is what other programs go by, then in
    /etc/timezone, which images and hand-made links often leave stale. Not `tzlocal`: it takes 25 ms
    to import and refuses where the two disagree. Not `arrow`: its local zone is a fixed offset.
    """
    names = [_below_zoneinfo(os.environ.get("TZ", "").removeprefix(":"))]
    with suppress(OSError):  # absent, or a copy, which has no name
        names.append(_below_zoneinfo(str(_LOCALTIME.readlink())))
    with suppress(OSError, ValueError):  # absent, or no text
        names.append(_TIMEZONE.read_text(encoding="ascii").strip())
    zones = (_zone_or_none(name) for name in names if name)
    return next((zone for zone in zones if zone is not None), ZoneInfo("UTC"))


def zone_of_machine(environ: Mapping[str, str]) -> ZoneInfo:
    """Return the machine's zone: what `TZ` in the environment says, else the system."""
    name = environ.get("TZ", "").removeprefix(":")
    # A place, as Europe/Berlin, and neither a file nor rules as CET-1CEST,M3.5.0/2.
    if "/" in name and name[0].isalpha() and name.translate(_SIGNS_OF_PLACES).isalnum():
        try:
            return find_zone(name)
        except CallError:
            pass
    return machine_zone()


def local_moment(day: date, time: time, zone: tzinfo) -> datetime:
    """Return the aware moment at which the clocks of `zone` show `time` on `day`.

    Raises:
        DateError: the clocks skip that time that day, or show it twice. The sentence says what to write.
    """
    shown = datetime.combine(day, time.replace(tzinfo=None, fold=0), tzinfo=zone)
    first, second = shown, shown.replace(fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before == after:
        return shown
    shown_time = f"{shown:%H:%M} on {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
    if before > after:
        raise DateError(
            f"{shown_time} happens twice in {zone}, because the clocks go back",
            "Write {} or {}".format(*(moment.isoformat(timespec="minutes") for moment in (first, second))),
        )
    change = _clock_change(second.astimezone(UTC), first.astimezone(UTC), zone)
    skipped_from, skipped_to = change + before, change + after
    form = "%H:%M" if skipped_from.date() == skipped_to.date() else "%Y-%m-%d %H:%M"
    # Read with the offset from before the change, the skipped time is the one that far after it.
    meant = first.astimezone(UTC).astimezone(zone)
    raise DateError(
        f"{shown_time} does not exist in {zone}: clocks go from {skipped_from:{form}} to {skipped_to:{form}}",
        f"Write {meant:%H:%M}" if meant.date() == day else f"Write {meant:%Y-%m-%d %H:%M}",
    )


def _zone_or_none(name: str) -> ZoneInfo | None:
    """Return the zone of exactly this name, or None."""
    if name.partition("/")[0] in _NOT_ZONES:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a folder, a path, too long, no zone: each raises another
        return None


def _below_zoneinfo(path: str) -> str:
    """Return the part of a path below the zone database's folder; the whole path where it names no such."""
    return path.rpartition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")


def _clock_change(early: datetime, late: datetime, zone: tzinfo) -> datetime:
    """Return the moment (in UTC) at which the zone's offset changes, to the second, between two moments."""
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)

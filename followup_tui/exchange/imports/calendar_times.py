"""When an event of a calendar is: its times with the zones that calendar programs write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from followup_tui.domain.instant import Instant
from followup_tui.domain.stages import Today


def event_moment(value: Any, today: Today, remarks: list[str]) -> Instant | date | None:  # noqa: ANN401 - icalendar's
    """Return when something is: a day where no time is named; None where nothing can be read.

    A named zone is kept, a Windows name of one too. A time without a zone, or in one that nothing explains,
    is the user's own. A zone that only the file describes counts by its offset, and is shown in the user's.

    Args:
        value: a property as icalendar read it: DTSTART, say.
        today: the user's zone.
        remarks: gets a sentence where something is assumed.
    """
    try:
        moment = getattr(value, "dt", None)
    except ValueError:  # the property is broken
        return None
    if not isinstance(moment, datetime):
        return moment if isinstance(moment, date) else None
    zone_name = str(value.params.get("TZID", ""))
    try:
        if moment.tzinfo is None:
            if zone_name:
                remarks.append(f"its zone {zone_name} is not known: {moment:%H:%M} is taken for your time")
            return Instant.of(moment.replace(tzinfo=today.now.tzinfo))
        utc = moment.astimezone(UTC)
        zone = _named_zone(zone_name)
        is_right = zone is not None and utc.astimezone(zone).utcoffset() == moment.utcoffset()
        return Instant.of(utc.astimezone(zone if is_right else today.now.tzinfo))
    except (ValueError, OverflowError):  # in the first or the last year there is
        return None


def _named_zone(zone_name: str) -> ZoneInfo | None:
    """Return the zone of an IANA or a Windows name; of `/vendor/Europe/Berlin` that of its end."""
    # slow to import, and help and other kinds do without
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = WINDOWS_TO_OLSON.get(zone_name, zone_name).strip("/")
    while name:
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # it is no name of a zone, or that of a folder
            name = name.partition("/")[2]
    return None

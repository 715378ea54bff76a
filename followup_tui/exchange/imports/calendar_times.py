"""When an event of a calendar is: its times with the zones that calendar programs write."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from followup_tui.domain.instant import Instant
from followup_tui.domain.search import fold
from followup_tui.domain.stages import Today

_OFFSET: Final = re.compile(r"\(?(?:UTC|GMT)\s?(?:([+-])(\d{1,2}):?(\d{2})?)?\)?", re.IGNORECASE)
_AMERICAN: Final = re.compile(r"\b(\w+) Time \(US", re.IGNORECASE)
_CENTRAL_EUROPE: Final = re.compile(
    r"(?:mitteleurop|westeurop|w\. ?europ|central europe|romance|cest?\b|me(?:s)?z\b)", re.IGNORECASE
)


def event_moment(value: Any, today: Today, remarks: list[str]) -> Instant | date | None:  # noqa: ANN401 - icalendar's
    """Return when something is, in the user's zone: a day where no time is named; None where nothing is.

    A time without a zone, or in one that nothing explains, is the user's own.

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
            zone = _shown_zone(zone_name, moment.year) if zone_name else today.zone
            if zone is None:
                remarks.append(f"its zone {zone_name} is not known: {moment:%H:%M} is taken for your time")
            moment = moment.replace(tzinfo=zone or today.zone)
        return Instant.of(moment.astimezone(today.zone))
    except (ValueError, OverflowError):  # in the first or the last year there is
        return None


@lru_cache
def _shown_zone(name: str, year: int) -> tzinfo | None:
    """Return the zone that Windows shows by a name: `(UTC+01:00) Amsterdam, Berlin`; None for any other.

    It is that of the first city that is known, so that summer time is right; else that of the offset.
    """
    match = _OFFSET.match(name)
    if match is None:
        return ZoneInfo("Europe/Berlin") if _CENTRAL_EUROPE.match(name) else None
    sign, hours, minutes = match.groups("0")
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    places = [fold(part).strip().replace(" ", "_") for part in name[match.end() :].split(",")]
    if american := _AMERICAN.search(name):
        places = [f"us/{american[1].casefold()}"]
    seasons = [datetime(year, month, 1) for month in (1, 7)]  # noqa: DTZ001 - in each zone
    for zone_name in sorted(available_timezones()):
        key = zone_name.casefold()
        if key.rpartition("/")[2] in places or key in places:
            zone = ZoneInfo(zone_name)
            # The name shows the offset without summer time.
            if min(season.replace(tzinfo=zone).utcoffset() or offset for season in seasons) == offset:
                return zone
    return timezone(offset) if abs(offset) < timedelta(hours=24) else None

"""The other side's time zone, where it is typed after a time: 2pm PST, 14:30 GMT+2, 9am New York.

An abbreviation is one offset all year: PST is UTC-8 in summer too, whatever clocks show in California then.
One that stands for several offsets is refused. A place shows what its clocks show on that day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from followup_tui.domain.date_errors import date_error
from followup_tui.domain.wording import join_with_or, quoted

_ABBREVIATIONS: Final[dict[str, dict[str, float]]] = {
    "America/Los_Angeles": {"pst": -8, "pdt": -7, "pacific standard time": -8, "pacific daylight time": -7},
    "America/Denver": {"mst": -7, "mdt": -6, "mountain standard time": -7, "mountain daylight time": -6},
    "America/Chicago": {"cdt": -5, "central standard time": -6, "central daylight time": -5},
    "America/New_York": {"est": -5, "edt": -4, "eastern standard time": -5, "eastern daylight time": -4},
    "America/Anchorage": {"akst": -9, "akdt": -8},
    "America/Sao_Paulo": {"brt": -3},
    "Pacific/Honolulu": {"hst": -10},
    "UTC": {"utc": 0, "gmt": 0, "z": 0, "greenwich mean time": 0},
    "Europe/London": {"british summer time": 1},
    "Europe/Lisbon": {"wet": 0, "west": 1},
    "Europe/Berlin": {
        "cet": 1,
        "cest": 2,
        "mez": 1,
        "mesz": 2,
        "central european standard time": 1,
        "central european summer time": 2,
    },
    "Europe/Athens": {"eet": 2, "eest": 3},
    "Europe/Moscow": {"msk": 3},
    "Africa/Johannesburg": {"sast": 2},
    "Asia/Kolkata": {"india standard time": 5.5},
    "Asia/Singapore": {"sgt": 8},
    "Asia/Hong_Kong": {"hkt": 8},
    "Asia/Seoul": {"kst": 9},
    "Asia/Tokyo": {"jst": 9},
    "Australia/Perth": {"awst": 8},
    "Australia/Sydney": {"aest": 10, "aedt": 11},
    "Pacific/Auckland": {"nzst": 12, "nzdt": 13},
}
"""Hours ahead of UTC, below the place whose clocks show that time for a part of the year, or all of it."""

_SEVERAL: Final = {
    "cst": (("-6", "Chicago"), ("+8", "Shanghai")),
    "ist": (("+5:30", "India"), ("+2", "Israel"), ("+1", "Ireland")),
    "bst": (("+1", "London"), ("+6", "Dhaka")),
    "ast": (("-4", "Halifax"), ("+3", "Riyadh")),
    "gst": (("+4", "Dubai"), ("-2", "South Georgia")),
    "amt": (("-4", "Manaus"), ("+4", "Yerevan")),
    "sst": (("-11", "Samoa"), ("+8", "Singapore")),
}
"""Abbreviations that stand for several offsets from UTC, and where each is used."""

_PLACES: Final = {
    "America/New_York": "et eastern eastern_time nyc ny boston atlanta miami philadelphia washington"
    " washington_dc",
    "America/Chicago": "ct central_time austin dallas houston",
    "America/Denver": "mt mountain_time",
    "America/Los_Angeles": "pt pacific pacific_time la sf san_francisco seattle california",
    "America/Toronto": "ottawa",
    "Europe/London": "uk edinburgh cambridge oxford",
    "Europe/Berlin": "central_european_time germany german deutscher munich munchen hamburg frankfurt"
    " cologne koln stuttgart leipzig dresden dusseldorf duesseldorf hannover",
    "Europe/Athens": "eastern_european_time athen",
    "Europe/Zurich": "zuerich geneva genf basel bern",
    "Europe/Vienna": "wien graz",
    "Europe/Paris": "lyon france",
    "Europe/Rome": "rom milan mailand",
    "Europe/Madrid": "barcelona",
    "Europe/Lisbon": "lissabon porto",
    "Europe/Brussels": "brussel bruessel",
    "Europe/Copenhagen": "kopenhagen",
    "Europe/Prague": "prag",
    "Europe/Warsaw": "warschau krakow wroclaw",
    "Europe/Bucharest": "bukarest",
    "Europe/Moscow": "moskau",
    "Asia/Kolkata": "india mumbai delhi bangalore bengaluru hyderabad chennai pune",
    "Asia/Shanghai": "china beijing peking shenzhen",
    "Asia/Hong_Kong": "hongkong",
    "Asia/Tokyo": "japan tokio osaka kyoto",
    "Asia/Jerusalem": "israel tel_aviv haifa",
    "Asia/Dubai": "abu_dhabi",
}
"""What people call a zone beside the city in its name, with `_` for a space."""

_REGIONS: Final = ("Europe", "America", "Asia", "Australia", "Africa", "Pacific", "Atlantic", "Indian")
_NOT_CITIES: Final = frozenset(
    {*("easter", "west", "south", "north", "wake", "casey", "davis", "troll")}
    | {*("cordoba", "halifax", "merida", "santiago")}
)
"""Names in the zone database that are hardly meant as a place, or are those of cities in two zones."""

_FIXED: Final = {
    word: (hours, place) for place, words in _ABBREVIATIONS.items() for word, hours in words.items()
}
_PLACE_OF: Final = {
    word.replace("_", " "): place for place, words in _PLACES.items() for word in words.split()
}
_OFFSET: Final = (
    r"(?:(?:utc|gmt) ?(?P<sign>[+-]) ?(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?"
    r"|(?P<bare_sign>[+-])(?P<bare_hours>\d\d):?(?P<bare_minutes>\d\d))"
)
_BRACKETED: Final = r"(?P<before>[^()]*?) ?\((?P<zone>[^()]*)\)(?: ?(?P<after>[^()]+?)(?: ?\([^()]*\))?)?"
_AFTER_A_TIME: Final = r"(?:.*\d\.?|.*[ap]\.?m\.?|noon|uhr),?"
_HEADER_OFFSET: Final = r".*\d [+-]\d{4}"
_MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class TypedZone:
    """A zone that was typed.

    Attributes:
        label: as it is shown: "PST", "New York", "UTC+2".
        tzinfo: its offset, or the zone of its place.
        place: for an abbreviation, the place whose clocks show it for a part of the year.
    """

    label: str
    tzinfo: tzinfo
    place: ZoneInfo | None = None

    def say(self, moment: datetime) -> str:
        """Say the zone at a moment; with its offset, where clocks of the place show another time then."""
        offset = moment.astimezone(self.tzinfo).utcoffset()
        if self.place is None or moment.astimezone(self.place).utcoffset() == offset:
            return self.label
        return f"{self.label} ({say_offset(offset or timedelta())})"


def say_offset(offset: timedelta) -> str:
    """Say an offset in short: "UTC", "UTC-8", "UTC+5:30"."""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    clock = f"{hours}:{rest:02}" if rest else f"{hours}"
    return f"UTC{'-' if minutes < 0 else '+'}{clock}" if minutes else "UTC"


def split_zone(phrase: str) -> tuple[str, TypedZone | None]:
    """Split a normalized phrase into what is left of it and the zone behind its time; None without one.

    Raises:
        DateError: the zone's abbreviation stands for several, there is no such offset, or what stands in
            brackets is no zone.
    """
    bracketed = re.fullmatch(_BRACKETED, phrase)
    if bracketed and re.fullmatch(_AFTER_A_TIME, bracketed["before"].rpartition(" ")[2]):
        return _split_bracketed(bracketed)
    words = phrase.split(" ")
    is_time = [re.fullmatch(_AFTER_A_TIME, word) is not None for word in words]
    for start in range(1, len(words)):
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            # Right after the time; or at the end, after a day: 8pm tomorrow Berlin.
            if not (is_time[start - 1] or (end == len(words) and any(is_time[:start]))):
                continue
            name = " ".join(words[start:end]).strip(",")
            rest = [" ".join(words[:start]).rstrip(","), *words[end:]]
            for each in _names_in(name):
                if zone := _find(each, rest):
                    return " ".join(rest), zone
    return phrase, None


def _split_bracketed(match: re.Match[str]) -> tuple[str, TypedZone]:
    """Split a phrase with a zone in brackets, as mail headers, Google and Outlook write them.

    The comment after an offset, +0100 (CET), is ignored, as RFC 5322 says. Before the name of a place the
    offset is that of its winter, (UTC+01:00) Berlin, and the place is what counts.
    """
    before, inside, after = match["before"], match["zone"], match["after"]
    if not after and re.fullmatch(_HEADER_OFFSET, before):
        rest, zone = split_zone(before)
        if zone is not None:
            return rest, zone
    names = [after, *after.split(", ")] if after else _names_in(inside)
    for name in names:
        if zone := _find(name.strip(), [before]):
            return before, zone
    raise date_error(f"{quoted(after or inside)} is no zone that is known", "14:30 UTC+1", "14:30 New York")


def _names_in(text: str) -> list[str]:
    """Return what a zone may be known by: Google writes Eastern Time - New York."""
    return list(dict.fromkeys((text, text.rpartition(" - ")[2])))


def _find(name: str, rest: list[str]) -> TypedZone | None:
    """Return the zone of this name, which stood after the first part of `rest`; None where it is none.

    Raises:
        DateError: it stands for several zones, or is an offset that no zone has.
    """
    if offset := re.fullmatch(_OFFSET, name, re.ASCII):
        return _offset_zone(name, offset, rest)
    if name in _SEVERAL:
        readings = _SEVERAL[name]
        shown = join_with_or([f"UTC{hours} ({place})" for hours, place in readings])
        instead = (" ".join([rest[0], f"UTC{hours}", *rest[1:]]) for hours, _ in readings)
        raise date_error(f"{name.upper()} could be {shown}", *instead)
    if fixed := _FIXED.get(name):
        hours, place = fixed
        label = name.title() if " " in name else "UTC" if name == "z" else name.upper()
        return TypedZone(label, timezone(timedelta(hours=hours)), ZoneInfo(place))
    return _place_zone(name)


def _offset_zone(name: str, match: re.Match[str], rest: list[str]) -> TypedZone:
    hours, minutes = (
        int(match["hours"] or match["bare_hours"]),
        int(match["minutes"] or match["bare_minutes"] or 0),
    )
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > timedelta(hours=14) or minutes > 59:
        raise date_error(f"there is no offset {name}", " ".join([rest[0], "UTC+2", *rest[1:]]))
    offset = -offset if (match["sign"] or match["bare_sign"]) == "-" else offset
    return TypedZone(say_offset(offset), timezone(offset))


@lru_cache(256)
def _place_zone(name: str) -> TypedZone | None:
    """Return the zone of a place: a city of the zone database, or one of `_PLACES`."""
    words = re.sub(r"^in | (?:local )?time$|(?:er)? zeit$", "", name)
    for known_name in (name, words):
        if place := _PLACE_OF.get(known_name):
            label = known_name.upper() if len(known_name) <= 3 else known_name.title()
            return TypedZone(label, ZoneInfo(place))
    if words in _NOT_CITIES or not re.fullmatch(r"[a-z_-]{2,}(?:[ /][a-z_-]+){0,2}", words):
        return None
    city = words.title().replace(" ", "_")
    keys = [city] if city.startswith(tuple(f"{region}/" for region in _REGIONS)) else []
    # Looked up one by one: a list of all zones takes a tenth of a second, and this is asked at every key.
    for key in keys or ([] if "/" in city else [f"{region}/{city}" for region in _REGIONS]):
        try:
            return TypedZone(words.title(), ZoneInfo(key))
        except (KeyError, ValueError, OSError):
            continue
    return None

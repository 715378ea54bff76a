"""A moment: in UTC, with the zone the user was in."""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct
from msgspec.structs import force_setattr


class Instant(Struct, frozen=True, gc=False):
    """A moment in UTC, with the zone the user was in at that moment.

    Attributes:
        utc: the moment, to the second, with `tzinfo` UTC. Another offset is converted to UTC.
        zone: the IANA name of the zone, `Europe/Berlin`.

    Raises:
        ValueError: the moment has no offset, or lies in the first or last year there is.
    """

    utc: datetime
    zone: str

    def __post_init__(self) -> None:
        """Convert the moment to UTC, and check that every zone has a day for it."""
        utc = self.utc
        if utc.tzinfo is UTC and MINYEAR < utc.year < MAXYEAR:
            return  # The usual case, kept fast: a large file holds a hundred thousand of them.
        if utc.tzinfo is None:
            raise ValueError("an instant says its offset, like 2026-11-23T14:02:00Z")
        if not MINYEAR < utc.year < MAXYEAR:
            raise ValueError(f"an instant lies after the year {MINYEAR} and before {MAXYEAR}")
        if utc.tzinfo is not UTC:
            force_setattr(self, "utc", utc.astimezone(UTC))

    @classmethod
    def of(cls, moment: datetime) -> "Instant":
        """Make an instant of an aware datetime, in its named zone; a bare offset counts as UTC.

        Raises:
            ValueError: the datetime has no zone and no offset.
        """
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone could be any of many")
        zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else "UTC"
        return cls(moment.astimezone(UTC).replace(microsecond=0), zone)

    def local(self) -> datetime:
        """Return the moment as the clocks of its own zone show it; in UTC where that zone is unknown."""
        try:
            return self.utc.astimezone(ZoneInfo(self.zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            # This machine does not know the zone, or the name is no zone's: the moment is right all the same.
            return self.utc

    def seen_from(self, zone: ZoneInfo) -> datetime:
        """Return the moment as the clocks of the user's zone show it."""
        return self.utc.astimezone(zone)

    def day(self, zone: ZoneInfo) -> date:
        """Return the calendar day of the moment in the user's zone."""
        return self.utc.astimezone(zone).date()

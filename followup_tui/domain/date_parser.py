"""Parses what people type for a day or a moment, in one way or not at all.

A date read wrongly is worse than one refused: a letter goes out too early, an interview is missed. So
a text that could mean two things is never guessed at; the error shows both, and what to write instead.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain import date_patterns, dates, zones
from followup_tui.domain.business_days import Calendar
from followup_tui.domain.date_errors import date_error, no_such_time
from followup_tui.domain.date_patterns import match_whole, parse_time
from followup_tui.domain.date_words import normalize
from followup_tui.domain.day_parser import parse_day, unreadable
from followup_tui.domain.day_parts import DAY_PARTS, DayPart
from followup_tui.domain.relative_dates import Lean, Reference
from followup_tui.domain.typed_zones import TypedZone, say_offset, split_zone
from followup_tui.domain.wording import quoted
from followup_tui.domain.written_dates import check_year, date_in_range

_ANY_TIME: Final = time(17)
_LEAD_IN: Final = r"(?:(?:when|wann|date|datum|sent|gesendet|termin): ?)?(?:(?:on|by|at|until|till|am|the) )*"


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A day, and the moment on it where a time was typed.

    Attributes:
        day: in the user's zone.
        moment: aware, in the user's zone; None where only a day was given.
        ends_at: likewise; where a range was typed, 2pm - 3pm, else None.
        assumed: whether the hour is taken because only a part of the day was typed: this afternoon.
        elsewhere: both clocks, where the time was typed in a zone whose clocks show another:
            "2pm PST = 23:00 your time (Europe/Berlin)"; else "".
    """

    day: date
    moment: datetime | None = None
    ends_at: datetime | None = None
    assumed: bool = False
    elsewhere: str = ""

    def preview(self, now: datetime) -> str:
        """Say what was understood, for the preview while typing: "Tue 24 Nov 2026 14:30 · tomorrow"."""
        clock = f" {self.moment:%H:%M}" if self.moment else ""
        end = f" to {self.ends_at:%H:%M}" if self.ends_at else ""
        words = f"{dates.say_date(self.day)}{clock}{end} · {dates.say_distance(self.day, now.date())}"
        return f"{words} · {self.elsewhere}" if self.elsewhere else words


def parse_date(text: str, now: datetime, calendar: Calendar, lean: Lean = Lean.FUTURE) -> ParsedDate:
    """Parse what somebody typed for a day or a moment.

    Understood, in English and German, in any case, with or without accents, and after "on", "by" or "at":

    - now, today, tomorrow, yesterday, day after tomorrow; heute, übermorgen, vorgestern
    - fri, next fri, last friday, kommenden Freitag; fri this week, friday next week, next week friday
    - 27.11., 27 Nov 2026, Nov 27, 3. März, 2026-11-27, 27/11/2026; fri 27 nov; the 17th, am 17.
    - in 3 days, in two weeks, a fortnight, 2 weeks ago, vor drei Tagen, +1 month, -5bd; without a direction
      3 days, a week, 10 business days, up to three months
    - end of week, end of next week, late next week: the last business day of the week; start of next week,
      early next week: its first; middle of next week: its third day, a Wednesday from Monday to Friday, or
      the next business day
    - end of month, end of november, end of the year: its last day, whether people work on it or not;
      mid november: the 15th
    - each of these with a time after or before it: 14:30, 2pm, 14h30, 14 Uhr, noon, 15.30; after it also a
      bare hour: fri 10, tomorrow 9, 20.11. 14, but not 1 to 7, which could be of the afternoon (write 07)
    - a part of a day: this morning, tomorrow afternoon, fri evening, tonight; with an hour (tonight at 8), or
      without, which takes 9:00, 15:00 or 19:00; leaning to the past, now, where that hour is still to come
    - a time alone, which is today's: 14:30, 2pm, 15.30 (but 15.10 is a day in October)
    - a time in another zone: 2pm PST, 14:30 UTC+2, fri 9am New York; the day before it is that zone's
    - from one time to another: fri 2pm - 3pm, 14 bis 15 Uhr; a line of an invitation, the date of a mail
    - in 2 hours, 30 min ago; ISO 8601 with an offset

    Args:
        text: what was typed; anything at all.
        now: aware, in the user's zone, which must be a `ZoneInfo`.
        calendar: the user's business days, for `+5bd` and `end of week`. A week starts after its weekend.
        lean: whether `fri` is the coming or the latest one, `3 days` is ahead or ago, which year `27.11.` and
            which month `the 17th` is of, and whether `end of week` may be over already.

    Returns:
        The day, with a moment where a time was given. A weekday may be today only with a time that is
        still to come (FUTURE) or gone by (PAST); a day and month, and the end of a week, may be today.

    Raises:
        DateError: it cannot be understood, does not exist, could mean two things (`next week`, `tomorrow 2`,
            2pm CST), or lies before 1970 or more than 20 years ahead. The sentence says which, and what to
            write instead.
    """
    if not isinstance(now.tzinfo, ZoneInfo):
        raise TypeError("now must be aware, in the user's ZoneInfo")
    phrase = normalize(text)
    return _Parser(Reference(now, now.tzinfo, calendar, lean, " ".join(text.split()))).parse(phrase)


class _DayAndTime(Struct, frozen=True):
    """What a phrase says, in the zone it was typed for.

    Attributes:
        day: the day; a `datetime` where the phrase is a moment: in 2 hours.
        time_of_day: the time on it, where one was typed, or taken for a part of the day.
        time_text: the time as it was typed.
        assumed: whether the time is taken.
    """

    day: date
    time_of_day: time | None = None
    time_text: str = ""
    assumed: bool = False

    def moment(self, zone: tzinfo) -> datetime | None:
        """Return the moment at which the clocks of a zone show it."""
        if isinstance(self.day, datetime):
            return self.day
        return zones.local_moment(self.day, self.time_of_day, zone) if self.time_of_day else None


@dataclass(frozen=True, slots=True)
class _Parser:
    """Parses one text, at one moment, for one user."""

    reference: Reference

    def parse(self, phrase: str) -> ParsedDate:
        if instant := match_whole(phrase, date_patterns.INSTANT):
            return self._parse_instant(instant)
        phrase, zone = split_zone(re.sub(f"^{_LEAD_IN}", "", phrase))
        phrase, end_text = _split_range(phrase)
        if zone is None:
            typed = self.parse_day_and_time(phrase)
            moment = typed.moment(self.reference.zone)
        else:
            typed = self._parse_in_zone(phrase, zone)
            moment = typed.moment(zone.tzinfo)
        if moment is None:
            check_year(typed.day.year, self.reference)
            return ParsedDate(typed.day)
        ends_at = self._parse_end(end_text, typed, moment) if end_text else None
        return self._seen_here(moment, ends_at, typed, zone)

    def _seen_here(
        self, moment: datetime, ends_at: datetime | None, typed: _DayAndTime, zone: TypedZone | None
    ) -> ParsedDate:
        """Return a moment as the user's clocks show it."""
        here = moment.astimezone(self.reference.zone)
        check_year(here.year, self.reference)
        elsewhere = ""
        if zone is not None and here.utcoffset() != moment.utcoffset():
            day = "" if here.date() == moment.date() else f"{dates.say_date(here.date())} "
            theirs = f"{typed.time_text} {zone.say(moment)}"
            elsewhere = f"{theirs} = {day}{here:%H:%M} your time ({self.reference.zone})"
        ends_here = ends_at and ends_at.astimezone(self.reference.zone)
        return ParsedDate(here.date(), here, ends_here, typed.assumed, elsewhere)

    def _parse_in_zone(self, phrase: str, zone: TypedZone) -> _DayAndTime:
        """Parse a day and time in another zone.

        Raises:
            DateError: no time stands with the zone; or today is another day there, so that `today 2pm PST`
                could be of either.
        """
        reference_there = replace(
            self.reference, now=self.reference.now.astimezone(zone.tzinfo), zone=zone.tzinfo
        )
        typed = _Parser(reference_there).parse_day_and_time(phrase)
        if typed.time_of_day is None or typed.assumed:
            raise date_error(
                f"{quoted(self.reference.typed)} has a zone, but no time", f"{phrase} 14:30 {zone.label}"
            )
        if reference_there.today != self.reference.today:
            as_here = replace(typed, day=self.parse_day_and_time(phrase).day)
            one, other = typed.moment(zone.tzinfo), as_here.moment(zone.tzinfo)
            if one and other and one != other:
                days = [dates.say_date(each.date()) for each in (one, other)]
                wrong = f"it is another day there now, so {quoted(self.reference.typed)} could be of either"
                raise date_error(wrong, *(f"{day} {typed.time_text} {zone.label}" for day in days))
        return typed

    def _parse_end(self, end_text: str, typed: _DayAndTime, start: datetime) -> datetime:
        """Return the end of a range that starts at a moment, on the same day.

        Raises:
            DateError: there is no such time, or it is not after the start.
        """
        end = parse_time(end_text)
        if end is None or isinstance(typed.day, datetime) or start.tzinfo is None:
            raise no_such_time(end_text, "")
        ends_at = zones.local_moment(typed.day, end, start.tzinfo)
        if ends_at <= start:
            wrong = f"it starts at {start:%H:%M} and ends at {ends_at:%H:%M}, which is not after it"
            raise date_error(wrong, f"{typed.day} {start:%H:%M}")
        return ends_at

    def parse_day_and_time(self, phrase: str) -> _DayAndTime:
        """Parse a phrase without a zone and without an end."""
        part = None
        if parted := match_whole(phrase, *date_patterns.PARTED):
            part = DAY_PARTS[parted["part"]]
            rest = " ".join(filter(None, (parted["day"], parted["rest"].lstrip(", "))))
            phrase = re.sub(r"^this(?= (?:at )?\d|$)", "today", rest).removeprefix("of ")
            if not phrase:
                wrong = f"{quoted(self.reference.typed)} does not say of which day"
                raise date_error(wrong, part.of("today"), f"tomorrow {part.name}")
        day_text, time_text = ("", phrase) if part and phrase.isdigit() else self._split_time(phrase)
        # Parsed before the time is known, so that a wrong day is not mistaken for a wrong time.
        has_time = time_text or part
        day = (
            parse_day(day_text, self.reference, _ANY_TIME if has_time else None)
            if day_text
            else self.reference.today
        )
        if day is None:
            raise unreadable(day_text, time_text, self.reference)
        if has_time and isinstance(day, datetime):
            raise date_error(f"{quoted(self.reference.typed)} names two times", "in 2 hours", "today 14:30")
        if not has_time:
            return _DayAndTime(day)
        if part and not time_text:
            return self._parse_part(part, day_text, day)
        time_of_day = self._parse_time(part, day_text or "today" if part else day_text, time_text, day)
        day = parse_day(day_text, self.reference, time_of_day) or day if day_text else day
        return _DayAndTime(day, time_of_day, time_text)

    def _parse_part(self, part: DayPart, day_text: str, day: date) -> _DayAndTime:
        """Return the hour taken for a part of a day; of what has happened, and is going on, it is now."""
        day = parse_day(day_text, self.reference, part.usual) or day
        now = self.reference.now
        if (
            self.reference.lean is Lean.PAST
            and day == now.date()
            and part.first_hour <= now.hour
            and now.time() < part.usual
        ):
            return _DayAndTime(now, assumed=True)
        return _DayAndTime(day, part.usual, f"{part.usual:%H:%M}", assumed=True)

    def _parse_time(self, part: DayPart | None, day_text: str, time_text: str, day: date) -> time:
        """Return the time that was typed.

        Raises:
            DateError: there is no such time, or it could be two.
        """
        if part:
            return part.parse_time(time_text, day_text)
        if time_text.endswith("uhr"):
            time_of_day = parse_time(time_text)
            if time_of_day:
                hours = (
                    f"{day_text} {hour:02}:00".strip() for hour in (time_of_day.hour, time_of_day.hour + 12)
                )
                raise date_error(f"{quoted(self.reference.typed)} has more than one meaning", *hours)
        elif time_text.isdigit():
            time_of_day = self._parse_hour(day_text, time_text, day)
        else:
            time_of_day = parse_time(time_text)
        if time_of_day is None:
            raise no_such_time(time_text, day_text)
        return time_of_day

    def _split_time(self, phrase: str) -> tuple[str, str]:
        """Split a phrase into its day and its time; either may be "". A phrase that is a day has no time."""
        match = match_whole(phrase, *date_patterns.TIMED)
        if not match and parse_day(phrase, self.reference) is None:
            match = match_whole(phrase, *date_patterns.AMBIGUOUSLY_TIMED)
        return (match["day"] or "", match["time"]) if match else (phrase, "")

    def _parse_hour(self, day_text: str, figures: str, day: date) -> time | None:
        """Return the hour that a bare number after a day means, or None.

        Raises:
            DateError: it could mean two hours, or something else.
        """
        hour = int(figures)
        # "tomorrow 2" is hardly meant at night, and "tomorrow 02" is written by people who count to 24.
        hours = [hour, hour + 12] if figures in set("1234567") else [hour] if hour < 24 else []
        readings = [f"{day_text} {each:02}:00" for each in hours] + self._other_readings(day_text, hour, day)
        if len(readings) == 1 and hours:
            return time(hour)
        if not readings:
            return None
        wrong = f"{quoted(self.reference.typed)} has more than one meaning"
        raise date_error(wrong if hours else f"there is no hour {hour}", *readings)

    def _other_readings(self, day_text: str, number: int, day: date) -> list[str]:
        """Return what a number after a day may mean other than an hour: Friday the 10th, the year 2026."""
        step = timedelta(days=1 if self.reference.lean is Lean.FUTURE else -1)
        if match_whole(day_text, *date_patterns.WEEKDAY):
            near = (self.reference.today + step * away for away in range(62))
            same_number = next((each for each in near if each.day == number), None)
            is_day = same_number is not None and same_number.weekday() == day.weekday()
            return [dates.say_date(same_number)] if same_number and is_day else []
        year = 2000 + number
        with_year = f"{day_text} {year}"
        is_likely = abs(year - self.reference.today.year) <= 1 and match_whole(
            with_year, *date_patterns.DATES
        )
        return [with_year] if is_likely and day.day <= monthrange(year, day.month)[1] else []

    def _parse_instant(self, match: re.Match[str]) -> ParsedDate:
        """Parse ISO 8601 with an offset into a moment in the user's zone."""
        day = date_in_range(match["year"], int(match["month"]), int(match["day"]), self.reference)
        time_of_day = parse_time(match["time"])
        if time_of_day is None:
            raise no_such_time(match["time"], str(day))
        try:
            moment = datetime.fromisoformat(f"{day}T{time_of_day}{match['offset'].upper()}")
            typed = _DayAndTime(day, time_of_day, f"{moment:%H:%M}")
            zone = TypedZone(
                say_offset(moment.utcoffset() or timedelta()), moment.tzinfo or self.reference.zone
            )
            return self._seen_here(moment, None, typed, zone)
        except (ValueError, OverflowError):
            raise date_error(
                f"there is no offset {match['offset']}", f"{day} 14:30", f"{day}T14:30Z"
            ) from None


def _split_range(phrase: str) -> tuple[str, str]:
    """Split a phrase into the phrase of its start, and the time of its end; "" where it is no range."""
    match = match_whole(phrase, date_patterns.RANGE)
    if not match:
        return phrase, ""
    start, end = match["start"], match["end"]
    # "10 to 3pm" may be ten minutes before three.
    if start.isdigit() and match["mark"] == " to " and not match["from"]:
        return phrase, ""
    return f"{match['day']}{_start_of_range(start, end)}{match['rest']}", end


def _start_of_range(start: str, end: str) -> str:
    """Return the start of a range as a time of its own: "2" of 2 - 3pm is 2 pm, "11" of 11 - 1pm is 11 am."""
    end_time = parse_time(end)
    if "m" in end and "m" not in start and end_time:
        options = [(parse_time(each), each) for each in (f"{start} am", f"{start} pm")]
        before = [each for time_of_day, each in options if time_of_day and time_of_day < end_time]
        return before[-1] if before else start
    if start.isdigit():
        return f"{start} uhr" if start in set("1234567") else f"{start}:00"
    return start

"""Parts of a day: which hours are the afternoon, and the hour taken where none is typed with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final

from followup_tui.domain.date_errors import date_error, no_such_time
from followup_tui.domain.date_patterns import parse_time


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day.

    Attributes:
        name: "afternoon".
        first_hour: the first hour that is in it.
        end_hour: the first hour that no longer is.
        usual: the time taken where none is typed.
    """

    name: str
    first_hour: int
    end_hour: int
    usual: time

    def of(self, day_text: str) -> str:
        """Say this part of a typed day: "tonight", "this afternoon", "fri morning"."""
        if day_text == "today":
            return "tonight" if self.name == "evening" else f"this {self.name}"
        return f"{day_text} {self.name}"

    def parse_time(self, text: str, day_text: str) -> time:
        """Return the time that a text means in this part of the day: "3:30" in the afternoon is 15:30.

        Raises:
            DateError: there is no such time, or it is in another part.
        """
        when, usual = self.of(day_text), f"{self.usual:%H:%M}"
        typed = parse_time(text)
        if typed is None:
            raise no_such_time(text, when, usual)
        is_exact = "m" in text or typed.hour >= 12
        times = [typed] if is_exact else [typed, typed.replace(hour=typed.hour + 12)]
        fitting = [each for each in times if self.first_hour <= each.hour < self.end_hour]
        if not fitting:
            raise date_error(
                f"{text} is not in the {self.name}", f"{day_text} {typed:%H:%M}", f"{when} {usual}"
            )
        return fitting[0]


DAY_PARTS: Final = {
    part.name: part
    for part in (
        DayPart("morning", 0, 12, time(9)),
        DayPart("afternoon", 12, 18, time(15)),
        DayPart("evening", 17, 24, time(19)),
        DayPart("night", 18, 24, time(20)),
    )
}

"""What was changed in two places at once, in the user's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from followup_tui.domain.application import Application, Instant, Interview, Lesson, Person, Reflection
from followup_tui.domain.dates import say_date

Place = tuple[str, ...]
"""Where in an application something stands: `("role",)`, `("people", "p1", "position")`."""

_LONG = frozenset({"notes", "said", "well", "badly"})


class Side(StrEnum):
    """What is kept of something that was changed in both places."""

    HERE = "here"
    THERE = "there"
    BOTH = "both"


class MergeConflict(NamedTuple):
    """Something that was changed both here and elsewhere, and not alike.

    Attributes:
        place: where it stands in the application.
        here: what it is here; None where it was taken out.
        there: what it is elsewhere; None where it was taken out.
    """

    place: Place
    here: Any
    there: Any

    @property
    def sides(self) -> tuple[Side, ...]:
        """What can be kept: of texts of many lines both, one after the other."""
        return tuple(Side) if self.place[-1] in _LONG else (Side.HERE, Side.THERE)

    def kept(self, side: Side) -> Any:  # noqa: ANN401 - whatever a field of an application holds
        """Give what stands there if this side is kept."""
        if side is Side.BOTH:
            return f"{self.there}\n\n{self.here}"
        return self.here if side is Side.HERE else self.there


Decisions = Mapping[MergeConflict, Side]
"""What the user wants kept. It counts only for the very two sides that were shown."""


def conflict_title(conflict: MergeConflict, application: Application) -> str:
    """Say what conflicts: `Role`, `Dr. Jana Novák, position`, `Interview of Thu 12 Nov, reflection, well`."""
    field, *part = conflict.place
    if not part:
        return field.replace("_", " ").capitalize()
    things: tuple[Person | Interview, ...] = (*application.people, *application.interviews)
    whose = next((thing for thing in things if thing.id == part[0]), conflict.there or conflict.here)
    return ", ".join([value_words(whose), *(word.replace("_", " ") for word in part[1:])])


def value_words(value: object) -> str:
    """Say what stands somewhere, whatever it is."""
    match value:
        case Instant():
            local = value.local()
            words = f"{say_date(local.date())} {local:%H:%M}"
        case date():
            words = say_date(value)
        case Person():
            words = ", ".join(filter(None, (value.full_name, value.position, value.email, value.phone)))
        case Interview():
            words = f"Interview of {value_words(value.moment)}" if value.moment else "Interview"
        case Reflection():
            lines = [value.notes, value.well, value.badly, *(lesson.text for lesson in value.lessons)]
            words = "\n".join(filter(None, lines)) or "nothing but that it was reflected on"
        case Lesson():
            words = value.state.value
        case bool():
            words = "yes" if value else "no"
        case _:
            words = "taken out" if value is None else str(value) or "empty"
    return words

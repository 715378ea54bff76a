"""Merge conflicts: what was changed in two places, and the words the user sees for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Contact
from followup_tui.domain.contact_words import contact_sentence
from followup_tui.domain.dates import say_date
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, Reflection
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise

Place = tuple[str, ...]
"""The path to a value in an application: `("role",)`, `("people", "p1", "position")`."""

_LONG_TEXTS = frozenset({"notes", "said", "well", "badly"})
"""The fields with texts of many lines, of which both sides can be kept."""


STANDING: Final = ("stage", "stage_since", "outcome", "closed_at")
"""The fields of an application that say where it stands: only together do they make sense."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a card stands, and how it ended: fields of an application, as there."""

    stage: Stage
    stage_since: Instant | None = None
    outcome: Outcome | None = None
    closed_at: Instant | None = None

    @property
    def words(self) -> str:
        """What there is to decide on: `waiting`, `closed, rejected`."""
        return f"{self.stage.value}, {self.outcome.value}" if self.outcome else self.stage.value


def standing(application: Application) -> Standing:
    """Return where an application stands."""
    return Standing(*(getattr(application, name) for name in STANDING))


class Side(StrEnum):
    """Which side of a merge conflict is kept."""

    HERE = "here"
    THERE = "there"
    BOTH = "both"


class MergeConflict(NamedTuple):
    """A value that was changed differently here and elsewhere.

    Attributes:
        place: where it stands in the application.
        here: the value here; None where it was removed.
        there: the value elsewhere; None where it was removed.
    """

    place: Place
    here: Any
    there: Any

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that can be kept; of texts of many lines also both, one after the other."""
        return tuple(Side) if self.place[-1] in _LONG_TEXTS else (Side.HERE, Side.THERE)

    def value(self, side: Side) -> Any:  # noqa: ANN401 - whatever a field of an application holds
        """Return the value if this side is kept."""
        if side is Side.BOTH:
            return f"{self.there}\n\n{self.here}"
        return self.here if side is Side.HERE else self.there


Decisions = Mapping[MergeConflict, Side]
"""The side to keep, by conflict. It counts only for the very two values that the user was shown."""


def conflict_title(conflict: MergeConflict, application: Application) -> str:
    """Name the value in conflict: `Role`, `Dr. Jana Novák, position`, `Interview of Thu 12 Nov, said`."""
    field, *part = conflict.place
    if not part:
        return field.replace("_", " ").capitalize()
    if field == "offer":
        return ", ".join(["Offer", *(word.replace("_", " ") for word in part)])
    owners: Sequence[Person | Interview | Contact | Promise] = getattr(application, field)
    owner = next((each for each in owners if each.id == part[0]), conflict.there or conflict.here)
    return ", ".join([value_words(owner), *(word.replace("_", " ") for word in part[1:])])


def value_words(value: object) -> str:
    """Say a value of any field."""
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
        case Contact() | Promise() | Offer() | Standing() | Application():
            words = _entry_words(value)
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


def _entry_words(value: Contact | Promise | Offer | Standing | Application) -> str:
    match value:
        case Application():
            return f"{value.company}, {value.role}"
        case Standing():
            return value.words
        case Contact():
            return f"{contact_sentence(value)}, {value_words(value.at)}"
        case Promise():
            return f"{value.text}, by {value_words(value.due)}" if value.due else value.text
        case Offer():
            words = (f"Offer of {value_words(value.received_at)}", value.decision.value, *value.terms)
            return ", ".join(words)

"""Logging that one wrote to them, or heard from them."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.domain.advice.answer import Move, Verdict
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application
from followup_tui.domain.applications import at_company
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.time_defaults import parse_contact_moment
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.form import CardForm
from followup_tui.ui.widgets.field import Field, choice, line_entry, text_entry

LOGGED = {
    Move.THANK_YOU: ContactKind.THANK_YOU,
    Move.FOLLOW_UP: ContactKind.FOLLOW_UP,
    Move.CALL: ContactKind.FOLLOW_UP,
    Move.REPLY: ContactKind.REPLY,
}
"""What is logged once a move is made."""

_NOBODY = "the company"
"""What is chosen for a contact with nobody one knows."""


class LogContactForm(CardForm):
    """One contact: which way, what for, how, when, with whom."""

    about = "log a contact"

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        # Two people of one name are told apart by their ids, and one called like the last choice, too.
        names = [_NOBODY, *(person.full_name for person in application.people)]
        self._people = {
            person.full_name
            if names.count(person.full_name) == 1
            else f"{person.full_name} ({person.id})": person.id
            for person in application.people
        }

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        today, tracker = self.program.tracker.today(), self.program.tracker
        company = at_company(self.base, tracker.applications.values())
        advice = advise(self.base, today, company)
        kind = (
            LOGGED.get(advice.move, ContactKind.OTHER) if advice.verdict is Verdict.ACT else ContactKind.OTHER
        )
        yield Field("direction", "You", choice([d.value for d in Direction], Direction.SENT.value))
        yield Field("kind", "What", choice([k.value for k in ContactKind], kind.value))
        yield Field("channel", "By", choice([c.value for c in Channel], Channel.EMAIL.value))
        if self._people:
            first = advice.people[0].id if advice.people else next(iter(self._people.values()))
            chosen = next(name for name, person_id in self._people.items() if person_id == first)
            yield Field("person", "With", choice([*self._people, _NOBODY], chosen))
        yield Field(
            "at",
            "When",
            line_entry(placeholder="now"),
            lambda text: field_preview.contact(text, today),
            "now, yesterday, fri 15:00",
        )
        yield Field(
            "note", "Note", text_entry(), field_preview.many_lines, "what was said, in a line or more"
        )

    def warning(self) -> str:
        """Return what the contact check warns of: too early, or close to harassing."""
        tracker = self.program.tracker
        # As it stands now: while the form was open, something may have come.
        application = tracker.applications.get(self.base.id)
        if application is None:
            return ""
        company = at_company(application, tracker.applications.values())
        return contact_warning(application, self._contact(), company, tracker.today())

    def save(self) -> Change:
        """Log the contact."""
        return self.program.tracker.log_contact(self.base.id, self._contact())

    def _contact(self) -> Contact:
        tracker = self.program.tracker
        person = self._people.get(self["person"]) if self._people else None
        return Contact(
            at=Instant.of(parse_contact_moment(self["at"], tracker.today()).at),
            direction=Direction(self["direction"]),
            kind=ContactKind(self["kind"]),
            channel=Channel(self["channel"]),
            person=person,
            note=self["note"],
        )

"""Logging that one wrote to them, or heard from them, and correcting what was logged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from msgspec.structs import replace
from textual import on
from textual.screen import Screen

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import KINDS, USUAL_KINDS, Channel, Contact, ContactKind, Direction
from followup_tui.domain.contact_log import save_contact
from followup_tui.domain.instant import Instant
from followup_tui.domain.relations import related_to
from followup_tui.domain.step_labels import correction_label
from followup_tui.domain.time_defaults import parse_contact_moment
from followup_tui.tracker import Change
from followup_tui.ui import field_preview, routes
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.screens.page import Page
from followup_tui.ui.screens.people_choice import NOBODY, people_by_choice
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry, text_entry

LOGGED = {
    Move.THANK_YOU: ContactKind.THANK_YOU,
    Move.FOLLOW_UP: ContactKind.FOLLOW_UP,
    Move.CALL: ContactKind.FOLLOW_UP,
    Move.REPLY: ContactKind.REPLY,
    Move.ANSWER_OFFER: ContactKind.REPLY,
}
"""What is logged once a move is made."""

MEANINGS: Final = {
    ContactKind.THANK_YOU: "thanks after an interview",
    ContactKind.FOLLOW_UP: "asking whether there is news; these are counted",
    ContactKind.REPLY: "your answer to something they sent",
    ContactKind.OTHER: "anything else",
    ContactKind.MESSAGE: "it is your turn to answer",
    ContactKind.NOTICE: "needs no answer: automatic, “we will be in touch”, “you're welcome”",
    ContactKind.INVITATION: "to an interview, which you can plan next",
    ContactKind.REJECTION: "they said no; you can close the card next",
    ContactKind.OFFER: "they offer you the job; you can note its terms next",
}
"""What each kind says of a contact."""


class KindChoice(Choice):
    """A choice among the kinds of one direction."""

    @property
    def value(self) -> str:
        """The chosen kind. A kind of the other direction brings the others of that direction with it."""
        return super().value

    @value.setter
    def value(self, word: str) -> None:
        fitting = [kinds for kinds in KINDS.values() if word in kinds]
        if fitting:
            self.offer([kind.value for kind in fitting[0]], word)


class LogContactForm(CardForm):
    """One contact: which way, what for, how, with whom, the words, when."""

    about = "log a contact"

    # Not to the person: the one who fits is chosen already.
    after_letter: ClassVar = {"channel": "note"}
    prose_field = "note"

    def __init__(self, application: Application, contact: Contact | None = None) -> None:
        super().__init__(application)
        self._original = contact
        self._logged: Contact | None = None
        self._people = people_by_choice(application)

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        today, original = self.program.tracker.today(), self._original
        direction = original.direction if original else Direction.SENT
        kind = original.kind if original else self._usual_kind(direction)
        # Somebody may have written another one into the file.
        kind = kind if kind in KINDS[direction] else USUAL_KINDS[direction]
        kinds = [each.value for each in KINDS[direction]]
        channel = original.channel if original else Channel.EMAIL
        yield Field("direction", "You", Choice([each.value for each in Direction], direction.value))
        yield Field("kind", "What", KindChoice(kinds, kind.value), lambda word: MEANINGS[ContactKind(word)])
        yield Field("channel", "By", Choice([each.value for each in Channel], channel.value))
        if self._people:
            yield Field("person", "With", Choice([*self._people, NOBODY], self._likely_person(direction)))
        note = original.note if original else ""
        yield Field(
            "note", "Note", text_entry(note), field_preview.many_lines, "what was said, in a line or more"
        )
        at = f"{original.at.utc.astimezone(today.zone):%Y-%m-%d %H:%M}" if original else ""
        yield Field(
            "at",
            "When",
            line_entry(at, placeholder="now"),
            lambda text: field_preview.contact(text, today),
            "now, yesterday, fri 15:00",
        )

    @on(Choice.Changed)
    def follow_direction(self, event: Choice.Changed) -> None:
        """Offer the kinds of the chosen direction, and whom it is likely with."""
        direction, kind = (self.query_one(f"#field-{name}", Field) for name in ("direction", "kind"))
        if event.choice is not direction.entry:
            return
        chosen = Direction(direction.value)
        kind.value = self._usual_kind(chosen).value
        kind.validate()
        for person in self.query("#field-person").results(Field):
            if person.value == self._likely_person(_other(chosen)):
                person.value = self._likely_person(chosen)

    def warning(self) -> str:
        """Return what the contact check warns of: too early, or close to harassing."""
        tracker = self.program.tracker
        # As it stands now: while the form was open, something may have come.
        application = tracker.applications.get(self.base.id)
        if application is None:
            return ""
        related = related_to(application, tracker.applications)
        return contact_warning(application, self._contact(), related, tracker.today())

    def save(self) -> Change:
        """Log the contact."""
        self._logged = self._contact()
        return self.program.tracker.log_contact(self.base.id, self._logged)

    def next_steps(self) -> str:
        """Say whose turn it is."""
        is_message = self._logged is not None and self._logged.kind is ContactKind.MESSAGE
        return "it is your turn" if is_message else ""

    def next_page(self) -> Screen[Any] | None:
        """Return the page for what was received: to plan the interview, to close, to note the offer."""
        logged, application = self._logged, self.program.tracker.applications.get(self.base.id)
        if logged is None or application is None or application.stage is Stage.CLOSED:
            return None
        if logged.kind is ContactKind.INVITATION:
            person = application.person(logged.person)
            return routes.PLAN_INTERVIEW(application, [person] if person else [])
        if logged.kind is ContactKind.REJECTION:
            return routes.CLOSE_REJECTED(application)
        if logged.kind is ContactKind.OFFER:
            return routes.OFFER(application)
        return None

    def page_once_reopened(self) -> Screen[Any] | None:
        """Return the page for what was received, which a closed card does not have."""
        return self.next_page()

    def brings_news(self) -> bool:
        """Return whether something was received that says that a closed card may live again."""
        return (
            self._logged is not None
            and self._logged.direction is Direction.RECEIVED
            and self._logged.kind not in (ContactKind.NOTICE, ContactKind.REJECTION)
        )

    def _contact(self) -> Contact:
        return Contact(
            at=Instant.of(parse_contact_moment(self["at"], self.program.tracker.today()).at),
            direction=Direction(self["direction"]),
            kind=ContactKind(self["kind"]),
            channel=Channel(self["channel"]),
            person=self._people.get(self["person"]) if self._people else None,
            note=self["note"],
        )

    def _advice(self) -> Advice:
        tracker = self.program.tracker
        return advise(self.base, tracker.today(), related_to(self.base, tracker.applications))

    def _usual_kind(self, direction: Direction) -> ContactKind:
        """Return the kind that is likely: what was advised to send, else the usual one."""
        advice = self._advice()
        if direction is Direction.SENT and advice.verdict is Verdict.ACT:
            return LOGGED.get(advice.move, ContactKind.OTHER)
        return USUAL_KINDS[direction]

    def _likely_person(self, direction: Direction) -> str:
        """Return whom a contact is likely with, as the choice calls them.

        That is whom it was with where one is corrected; for what is sent whom the advice names; else
        whom the last contact was with, and where there was none the first of the people.
        """
        names = {person_id: name for name, person_id in self._people.items()}
        if self._original is not None:
            return names.get(self._original.person or "", NOBODY)
        advised = [person.id for person in self._advice().people] if direction is Direction.SENT else []
        with_contact = [contact.person for contact in reversed(self.base.contacts)]
        likely = (names[person_id] for person_id in [*advised, *with_contact] if person_id in names)
        return next(likely, next(iter(self._people), NOBODY))


class EditContactForm(LogContactForm):
    """A contact that was logged before, to be corrected."""

    about = "correct a contact"

    def __init__(self, application: Application, contact: Contact) -> None:
        super().__init__(application, contact)
        self.contact = contact

    @property
    def part(self) -> str:
        """The id of the contact."""
        return self.contact.id

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:
        """Make the form again, about the contact as it stands now."""
        contact = application.contact(part) if application else None
        return cls(application, contact) if application and contact else None

    def warning(self) -> str:
        """Return nothing: it was sent long ago."""
        return ""

    def save(self) -> Change:
        """Correct the contact."""
        corrected = replace(self._contact(), id=self.contact.id, settled=self.contact.settled)
        if not self.query_one("#field-at", Field).changed:
            corrected = replace(corrected, at=self.contact.at)
        edited = save_contact(self.base, corrected, self.program.tracker.today())
        return self.edit(edited, correction_label(self.contact))


def _other(direction: Direction) -> Direction:
    return Direction.RECEIVED if direction is Direction.SENT else Direction.SENT

"""Logging that one wrote to them, or heard from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from followup_tui.domain.advice import Move, Verdict, advise, may_i
from followup_tui.domain.application import Application, Channel, Direction, Instant, Touch, TouchKind
from followup_tui.domain.contacts import at_company
from followup_tui.domain.moments import touch_moment
from followup_tui.domain.people import find_person
from followup_tui.tracker import Change
from followup_tui.ui import understood
from followup_tui.ui.screens.form import Form
from followup_tui.ui.widgets.field import Field, choice, line, lines

LOGGED = {
    Move.THANK_YOU: TouchKind.THANK_YOU,
    Move.FOLLOW_UP: TouchKind.FOLLOW_UP,
    Move.CALL: TouchKind.FOLLOW_UP,
    Move.REPLY: TouchKind.REPLY,
}
"""What is logged once a move is made."""


class LogTouch(Form):
    """One contact: which way, what for, how, when, with whom."""

    about = "log a contact"

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application = application
        self.heading = application.company

    @property
    def about_application(self) -> str:
        """The id of the application."""
        return self._application.id

    def fields(self) -> Iterable[Field]:
        """Give the fields."""
        today, tracker = self.own.tracker.today(), self.own.tracker
        company = at_company(self._application, tracker.applications.values())
        advice = advise(self._application, today, company)
        kind = LOGGED.get(advice.move, TouchKind.OTHER) if advice.verdict is Verdict.ACT else TouchKind.OTHER
        yield Field("direction", "You", choice([d.value for d in Direction], Direction.SENT.value))
        yield Field("kind", "What", choice([k.value for k in TouchKind], kind.value))
        yield Field("channel", "By", choice([c.value for c in Channel], Channel.EMAIL.value))
        names = [person.full_name for person in self._application.people]
        if names:
            first = advice.people[0].full_name if advice.people else names[0]
            yield Field("person", "With", choice([*names, "the company"], first))
        yield Field(
            "at",
            "When",
            line(placeholder="now"),
            lambda text: understood.contact(text, today),
            "now, yesterday, fri 15:00",
        )
        yield Field("note", "Note", lines(), understood.many_lines, "what was said, in a line or more")

    def concern(self) -> str:
        """Say what the guard says of it: too early, or close to harassing."""
        touch, tracker = self._touch(), self.own.tracker
        if touch.direction is Direction.RECEIVED:
            return ""
        then = replace(tracker.today(), now=touch.at.utc.astimezone(tracker.today().zone))
        company = at_company(self._application, tracker.applications.values())
        advice = may_i(self._application, touch.kind, touch.channel, then, company)
        return advice.reason if advice.verdict in (Verdict.WAIT, Verdict.STOP) else ""

    def save(self) -> Change:
        """Log it."""
        return self.own.tracker.log_touch(self._application.id, self._touch())

    def _touch(self) -> Touch:
        tracker = self.own.tracker
        with_whom = self["person"] if self._application.people else "the company"
        person = None if with_whom == "the company" else find_person(self._application, with_whom).id
        return Touch(
            at=Instant.of(touch_moment(self["at"], tracker.today()).at),
            direction=Direction(self["direction"]),
            kind=TouchKind(self["kind"]),
            channel=Channel(self["channel"]),
            person=person,
            note=self["note"],
        )

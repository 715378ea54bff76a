"""Logging that one wrote to them, or heard from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from followup_tui.domain.advice import Verdict, may_i
from followup_tui.domain.application import Application, Channel, Direction, Instant, Touch, TouchKind
from followup_tui.domain.contacts import at_company
from followup_tui.domain.moments import touch_moment
from followup_tui.domain.people import find_person
from followup_tui.tracker import Change
from followup_tui.ui import understood
from followup_tui.ui.screens.form import Form
from followup_tui.ui.widgets.field import Field, choice, line, lines


class LogTouch(Form):
    """One contact: which way, what for, how, when, with whom."""

    about = "log a contact"

    def __init__(self, application: Application, kind: TouchKind = TouchKind.THANK_YOU) -> None:
        super().__init__()
        self._application = application
        self._kind = kind
        self.heading = application.company

    def fields(self) -> Iterable[Field]:
        """Give the fields."""
        today = self.own.tracker.today()
        yield Field("direction", "You", choice([d.value for d in Direction], Direction.SENT.value))
        yield Field("kind", "What", choice([k.value for k in TouchKind], self._kind.value))
        yield Field("channel", "By", choice([c.value for c in Channel], Channel.EMAIL.value))
        names = [person.full_name for person in self._application.people]
        if names:
            yield Field(
                "person",
                "With",
                choice([*names, "the company"], names[0] if len(names) == 1 else "the company"),
            )
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

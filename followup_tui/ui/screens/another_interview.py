"""Another interview of an application, held or planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from followup_tui.domain.application import Application
from followup_tui.domain.interview_labels import ANOTHER_INTERVIEW
from followup_tui.domain.interviews import Details, add_interview
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_people, write_person
from followup_tui.domain.time_defaults import parse_interview_end, parse_interview_moment
from followup_tui.errors import CallError
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.screens.interview_fields import chosen_kind, end_field, where_fields
from followup_tui.ui.screens.interview_recorded import NewInterviewForm
from followup_tui.ui.widgets.field import Field, line_entry, text_entry


class AnotherInterviewForm(NewInterviewForm, CardForm):
    """Another interview: when, with whom, and how and where it is held."""

    about = "another interview"

    usual_moment = "now"
    """When it is where nothing is typed; empty where that must be typed."""

    moment_hint = "when it ended: now, today 15:30 · or starts: fri 10:00"

    invited_by: Sequence[Person] = ()
    """Who holds it, as far as that is known when the form is opened."""

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        today = self.program.tracker.today()
        people = ", ".join(person.full_name for person in self.base.people)
        yield Field(
            "at",
            "When",
            line_entry(placeholder=self.usual_moment),
            lambda text: field_preview.interview(text, today),
            self.moment_hint,
        )
        yield Field(
            "people",
            "Who holds it",
            text_entry("\n".join(map(write_person, self.invited_by))),
            field_preview.people,
            f"one a line; you know {people}"
            if people
            else "one a line: Dr. Jana Novák, Head of Data <jana@x.example>",
        )
        yield end_field(self, hint="11:30, if you know it; the time above is then its start")
        yield from where_fields()

    def brings_news(self) -> bool:
        """Return whether it lies ahead, or was held after the card was closed."""
        at = parse_interview_moment(self["at"], self.program.tracker.today()).at
        return self.base.closed_at is None or at > self.base.closed_at.utc

    def save(self) -> Change:
        """Record or schedule it."""
        tracker = self.program.tracker
        moment = parse_interview_moment(self["at"], tracker.today())
        until = parse_interview_end(self["until"] or None, moment, tracker.today())
        people = tuple(map(self.identified, parse_people(self["people"])))
        details = Details(chosen_kind(self["kind"]), self["place"], self["link"], people)
        return tracker.change(
            self.base.id,
            ANOTHER_INTERVIEW,
            lambda card, today: add_interview(card, moment.at, today, until=until, details=details),
        )


class PlanInterviewForm(AnotherInterviewForm):
    """The interview that an invitation is to; most likely with whoever sent it."""

    about = "plan the interview"
    usual_moment = ""
    moment_hint = "when it starts: fri 10:00"

    def __init__(self, application: Application, invited_by: Sequence[Person] = ()) -> None:
        super().__init__(application)
        self.invited_by = invited_by

    def save(self) -> Change:
        """Plan it.

        Raises:
            CallError: there is no time: it would be noted as held just now.
        """
        if not self["at"]:
            raise CallError("When does it start?", "Write it, or go back with escape")
        return super().save()

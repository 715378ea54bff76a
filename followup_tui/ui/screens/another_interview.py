"""Another interview of an application, held or scheduled."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.domain.interview_labels import ANOTHER_INTERVIEW
from followup_tui.domain.interviews import Details, add_interview
from followup_tui.domain.people import parse_people
from followup_tui.domain.time_defaults import parse_interview_moment
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.form import CardForm
from followup_tui.ui.screens.interview_fields import chosen_kind, end_field, parse_end, where_fields
from followup_tui.ui.screens.interview_recorded import NewInterviewForm
from followup_tui.ui.widgets.field import Field, line_entry, text_entry


class AnotherInterviewForm(NewInterviewForm, CardForm):
    """Another interview: when, with whom, and how and where it is held."""

    about = "another interview"

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        today = self.program.tracker.today()
        people = ", ".join(person.full_name for person in self.base.people)
        yield Field(
            "at",
            "When",
            line_entry(placeholder="now"),
            lambda text: field_preview.interview(text, today),
            "when it ended: now, today 15:30 · or starts: fri 10:00",
        )
        yield Field(
            "people",
            "Who holds it",
            text_entry(),
            field_preview.people,
            f"one a line; you know {people}"
            if people
            else "one a line: Dr. Jana Novák, Head of Data <jana@x.example>",
        )
        yield end_field()
        yield from where_fields()

    def save(self) -> Change:
        """Record or schedule it."""
        tracker = self.program.tracker
        at = parse_interview_moment(self["at"], tracker.today()).at
        until = parse_end(self["until"], at, tracker.today())
        people = tuple(map(self.identified, parse_people(self["people"])))
        details = Details(chosen_kind(self["kind"]), self["place"], self["link"], people)
        return tracker.change(
            self.base.id,
            ANOTHER_INTERVIEW,
            lambda card, today: add_interview(card, at, today, until=until, details=details),
        )

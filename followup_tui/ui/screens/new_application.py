"""Recording an interview while it is fresh."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.domain.person_line import parse_people
from followup_tui.domain.same_company import say_known
from followup_tui.domain.time_defaults import parse_interview_moment, parse_last_day
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.interview_recorded import NewInterviewForm
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry, text_entry

_SAME, _ANOTHER = "same", "another"
"""Whether a company of a known name is that company."""


class NewApplicationForm(NewInterviewForm):
    """A new application with its interview: company and role are enough."""

    heading = "Record an interview"

    _known = ""
    about = "company and role are enough"

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        today = self.program.tracker.today()
        yield Field("company", "Company", line_entry(), self._known_company)
        question = Field("same", "Same company?", Choice([_SAME, _ANOTHER], _SAME))
        question.display = False
        yield question
        yield Field("role", "Role", line_entry(), field_preview.one_line)
        yield Field(
            "at",
            "When",
            line_entry(placeholder="now"),
            lambda text: field_preview.interview(text, today),
            "when it ended: now, today 15:30 · or starts: fri 10:00",
        )
        yield Field(
            "people",
            "Who held it",
            text_entry(),
            field_preview.people,
            "one a line: Dr. Jana Novák, Head of Data <jana@x.example>",
        )
        yield Field(
            "decision",
            "They decide by",
            line_entry(placeholder="not known"),
            lambda text: field_preview.decision(text, today),
            "what they said: fri, 27.11., in 2 weeks, +5bd",
        )

    def save(self) -> Change:
        """Record it."""
        tracker = self.program.tracker
        today = tracker.today()
        moment = parse_interview_moment(self["at"], today)
        return tracker.add(
            self["company"],
            self["role"],
            at=moment.at,
            until=moment.ends_at,
            people=parse_people(self["people"]),
            decision_date=parse_last_day(self["decision"], today),
            is_another_company=self["same"] == _ANOTHER and bool(self._known),
        )

    def _known_company(self, text: str) -> str:
        """Say what is known of a company, and ask whether it is that one."""
        tracker = self.program.tracker
        self._known = say_known(text, tracker.applications, tracker.today())
        self.query_one("#field-same", Field).display = bool(self._known)
        return f"{self._known}." if self._known else field_preview.one_line(text)

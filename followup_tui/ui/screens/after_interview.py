"""The checklist after an interview: every field can be skipped, and comes back as it was filled in."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from followup_tui.config.questions import load_questions
from followup_tui.domain.advice.thanking import thanks_owed
from followup_tui.domain.dates import say_date
from followup_tui.domain.people import note_people_met
from followup_tui.domain.person_line import parse_people, write_person
from followup_tui.domain.time_defaults import parse_last_day
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.card_form import InterviewForm
from followup_tui.ui.widgets.checklist import Checklist
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry, text_entry


class AfterInterviewForm(InterviewForm):
    """A checklist: when they decide, names and titles, what was said, what stayed unasked."""

    about = "after the interview"
    tips = ("don't post about it", "skip what you like")

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        card, interview, today = self.base, self.interview, self.program.tracker.today()
        if interview.ended_at is None:
            yield Field(
                "happened", "Did it happen?", Choice(["yes", "no"], "no" if interview.missed else "yes")
            )
        yield Field(
            "decision",
            "They decide by",
            line_entry(say_date(card.decision_date) if card.decision_date else ""),
            lambda text: field_preview.decision(text, today),
            "did you ask? fri, 27.11., in 2 weeks; empty: not known, the thank-you will ask",
        )
        people = card.people_of(interview)
        yield Field(
            "people",
            "Names, titles",
            text_entry("\n".join(write_person(person) for person in people)),
            field_preview.people,
            "one a line, as they write themselves: Dr. Jana Novák, Head of Data",
        )
        yield Field(
            "said",
            "What was said",
            text_entry(interview.said),
            field_preview.many_lines,
            "promises, numbers, names, what they care about",
        )
        questions = load_questions(self.program.context.paths.questions_file)
        yield Field(
            "unasked",
            "Left unasked",
            Checklist(questions.lines, card.unasked),
            hint=questions.problem
            or "Tick what you did NOT ask (space). It comes back for the letter and the next interview.",
        )

    def next_steps(self) -> str:
        """Offer to write down how it was, and the letters, as far as neither is done."""
        tracker, base = self.program.tracker, self.base
        card = tracker.applications.get(base.id, base)
        interview = card.interview(self.interview.id) or self.interview
        is_owed = thanks_owed(card, tracker.today()) is not None
        steps = ("" if interview.reflection else "r how was it", "t thank" if is_owed else "")
        return ", ".join(filter(None, steps))

    def save(self) -> Change:
        """Save what was filled in."""
        interview = replace(
            self.interview,
            said=self["said"],
            missed=self.interview.ended_at is None and self["happened"] == "no",
        )
        # A name nobody can type like that, with a comma in it, stands in files: it is read only if changed.
        card, ids = self.base, self.interview.people
        if self.query_one("#field-people", Field).changed:
            card, ids = note_people_met(card, ids, tuple(map(self.identified, parse_people(self["people"]))))
        edited = replace(
            card.with_interview(replace(interview, people=ids)),
            decision_date=parse_last_day(self["decision"], self.program.tracker.today()),
            unasked=tuple(self["unasked"].splitlines()),
        )
        return self.edit(edited, "noted after the interview")

"""The checklist after an interview: all of it can be skipped, none of it is asked twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from followup_tui.config.questions import load_questions
from followup_tui.domain.application import Application, Round
from followup_tui.domain.dates import say_date
from followup_tui.domain.moments import decision_day
from followup_tui.domain.people import add_person, parse_people, write_person
from followup_tui.domain.stages import Today
from followup_tui.tracker import Change
from followup_tui.ui import understood
from followup_tui.ui.screens.form import Form
from followup_tui.ui.widgets.field import Field, choice, line, lines
from followup_tui.ui.widgets.ticks import Ticks


class AfterInterview(Form):
    """When they decide, names and titles, what was said, what stayed unasked; and: don't post about it."""

    about = "after the interview · skip what you like · and don't post about it"

    def __init__(self, application: Application, held: Round) -> None:
        super().__init__()
        self._application = application
        self._held = held
        self.heading = application.company

    @property
    def about_application(self) -> str:
        """The id of the application."""
        return self._application.id

    def fields(self) -> Iterable[Field]:
        """Give the fields."""
        card, held, today = self._application, self._held, self.own.tracker.today()
        if held.ended_at is None:
            yield Field("happened", "Did it happen?", choice(["yes", "no"], "no" if held.missed else "yes"))
        known = card.decision_date
        yield Field(
            "decision",
            "They decide by",
            line(say_date(known) if known else "", select_on_focus=True),
            lambda text: understood.decision(text, today),
            "did you ask? fri, 27.11., in 2 weeks; empty: not known, the thank-you will ask",
        )
        met = [person for person in map(card.person, held.people) if person is not None]
        yield Field(
            "people",
            "Names, titles",
            lines("\n".join(write_person(person) for person in met)),
            understood.people,
            "one a line, as they write themselves: Dr. Jana Novák, Head of Data",
        )
        yield Field(
            "said",
            "What was said",
            lines(held.said),
            understood.many_lines,
            "promises, numbers, names, what they care about",
        )
        questions = load_questions(self.own.settings_file.parent)
        yield Field(
            "unasked",
            "Left unasked",
            Ticks(questions, card.unasked),
            hint="space ticks; they come back for the letter and the next round",
        )

    def save(self) -> Change:
        """Keep what was filled in."""
        decision = decision_day(self["decision"], self.own.tracker.today())
        people = parse_people(self["people"])
        unasked = tuple(self["unasked"].splitlines())
        said = self["said"]
        missed = self._held.ended_at is None and self["happened"] == "no"

        def note(card: Application, _: Today) -> Application:
            held = next((known for known in card.rounds if known.id == self._held.id), self._held)
            ids = []
            for person in people:
                card, person_id = add_person(card, person)
                ids.append(person_id)
            there = tuple(dict.fromkeys([*ids, *held.people])) if ids else held.people
            noted = replace(held, people=there, said=said, missed=missed)
            return replace(card.with_round(noted), decision_date=decision, unasked=unasked)

        return self.own.tracker.change(self._application.id, "noted after the interview", note)

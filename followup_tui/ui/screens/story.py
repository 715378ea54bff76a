"""The open card: one page that reads as a story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.applications import at_company
from followup_tui.domain.card_line import card_line
from followup_tui.domain.dates import say_date, say_distance, say_instant
from followup_tui.domain.people import person_details, spelling_status
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today, current_decision_date, expected_by, stage_on
from followup_tui.domain.timeline import Event, timeline
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, CARD, EVERYWHERE, SCROLLING, KeyGroups, bindings
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.widgets.rows import STYLES

Part = tuple[str, str]


class StoryPage(ApplicationPage):
    """One application, whole."""

    BINDINGS: ClassVar = bindings(BACK, SCROLLING, CARD, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (tuple(key for key in CARD if key.id != "card.open"), EVERYWHERE, BACK)

    gone = "It is no longer there. ctrl+r brings back what was undone; escape goes back."

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return the role and the stage."""
        stage = stage_on(application, self.program.tracker.today())
        return application.role, stage.value.title()

    def text_about(self, application: Application) -> Content:
        """Return the application's story."""
        tracker = self.program.tracker
        company = at_company(application, tracker.applications.values())
        return story_text(application, tracker.today(), company)

    def action_open(self) -> None:
        """Do nothing: it is open."""


def story_text(application: Application, today: Today, company: Sequence[Application]) -> Content:
    """Return an application's story: what is next and why, people, interviews, contacts, notes.

    All applications at its `company` count for what is next.
    """
    line = card_line(application, today, company)
    closed = application.stage is Stage.CLOSED
    says = line.wordings[0] if closed else advise(application, today, company).reason
    parts: list[Part] = [(f"{GLYPHS.signs[line.sign]} {says}".strip(), f"bold {STYLES[line.meaning]}")]
    parts += [("\n", ""), *_expectation(application, today)]
    events = timeline(application, today.now)
    interviews = [_event(event, today) for event in events if event.interview]
    contacts = [_event(event, today) for event in events if event.contact]
    parts += _section("People", list(map(_person, application.people)), "p notes who you met")
    parts += _section("Interviews", interviews, "i records one")
    parts += _section("Contacts", contacts, "m logs what you sent or heard")
    parts += _section("Left unasked", [[(question, "")] for question in application.unasked], "")
    parts += _section("Notes", [[(line, "")] for line in application.notes.splitlines()], "")
    parts += _section("Links", [[(link, "$theirs")] for link in application.links], "")
    parts += _section("Tags", [[(", ".join(application.tags), "")]] if application.tags else [], "")
    recorded = say_instant(application.created_at.utc.astimezone(today.zone), today.now)
    parts.append((f"\nRecorded {recorded} {GLYPHS.dot} {application.id}", "$quiet"))
    return Content.assemble(*parts)


def _section(name: str, rows: list[list[Part]], empty: str) -> list[Part]:
    if not rows and not empty:
        return []
    parts: list[Part] = [(f"\n{name}\n", "bold")]
    for row in rows or [[(empty, "$quiet")]]:
        parts += [("  ", ""), *row, ("\n", "")]
    return parts


def _expectation(application: Application, today: Today) -> list[Part]:
    if application.stage is Stage.CLOSED:
        return []
    told_day, expected = current_decision_date(application, today), expected_by(application, today)
    if told_day is not None:
        words = f"They said they decide by {say_date(told_day)}, {say_distance(told_day, today.day)}."
    elif expected is None:
        words = "They have not said when they decide. d notes it."
    else:
        days = today.rules.assumed_business_days
        why = f"{days} business days after the last word"
        words = (
            f"They have not said when they decide; {say_date(expected)} is assumed, {why}. d notes their day."
        )
    return [(f"{words}\n", "$quiet")]


def _person(person: Person) -> list[Part]:
    details = [(f" {GLYPHS.dot} {detail}", "") for detail in person_details(person)]
    status = (f" {GLYPHS.dot} {spelling_status(person)}", "$good" if person.checked else "$yours")
    return [(person.full_name, "bold"), *details, status]


def _event(event: Event, today: Today) -> list[Part]:
    when = say_instant(event.at.utc, today.now) if event.at else "no time noted"
    note = f"\n{event.note}".replace("\n", "\n    ") if event.note else ""
    return [
        (when, "bold $theirs" if event.is_ahead else "bold"),
        (f" {event.sentence()}", ""),
        (note, "$quiet"),
    ]

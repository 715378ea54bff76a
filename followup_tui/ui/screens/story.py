"""The open card: one page that reads as a story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Person, Stage
from followup_tui.domain.applications import at_company
from followup_tui.domain.card_line import card_line
from followup_tui.domain.dates import say_date, say_distance, say_instant
from followup_tui.domain.people import person_details, spelling_status
from followup_tui.domain.stages import Today, current_decision_date, expected_by, stage_on
from followup_tui.domain.timeline import Event, timeline
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, CARD, EVERYWHERE, SCROLLING, bindings, hints
from followup_tui.ui.screens.card_actions import CardPage
from followup_tui.ui.screens.page import Scrolling
from followup_tui.ui.widgets.rows import STYLES, BottomRow, TopRow

Part = tuple[str, str]


class StoryPage(CardPage, Scrolling):
    """One application, whole."""

    BINDINGS: ClassVar = bindings(BACK, SCROLLING, CARD, EVERYWHERE)

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application_id = application.id

    @property
    def card(self) -> str | None:
        """The application's id."""
        return self._application_id

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        yield TopRow()
        with VerticalScroll():
            yield Static(self._told(), id="story", markup=False)
        yield BottomRow()

    def on_mount(self) -> None:
        """Say which card it is, and keep it right."""
        self._show_top()
        self.say_hints(
            hints(
                (key for key in CARD if key.id != "card.open"),
                EVERYWHERE,
                BACK,
                keymap=self.program.user_keys,
            )
        )
        self.program.changed.subscribe(self, self._take_in, immediate=True)
        self.program.minute.subscribe(self, lambda _: self._show(), immediate=True)

    def action_back(self) -> None:
        """Go back to the board."""
        self.dismiss(None)

    def action_open(self) -> None:
        """It is open."""

    def _take_in(self, names: frozenset[str]) -> None:
        if self._application_id in names:
            self._show()

    def _show(self) -> None:
        self._show_top()
        self.query_one("#story", Static).update(self._told())

    def _show_top(self) -> None:
        application = self.program.tracker.applications.get(self._application_id)
        if application is not None:
            stage = stage_on(application, self.program.tracker.today())
            self.say_top(application.company, application.role, stage.value.title())

    def _told(self) -> Content:
        application = self.program.tracker.applications.get(self._application_id)
        if application is None:
            return Content("It is no longer there. ctrl+r brings back what was undone; escape goes back.")
        company = at_company(application, self.program.tracker.applications.values())
        return told(application, self.program.tracker.today(), company)


def told(application: Application, today: Today, company: Sequence[Application]) -> Content:
    """Tell an application's story: what is next and why, people, interviews, contacts, notes.

    Args:
        application: the card.
        today: the moment, the user's numbers and calendar.
        company: all applications at the same company.
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

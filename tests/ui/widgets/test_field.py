"""What a field takes in, and what it says of what it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from followup_tui.domain.person import Person
from followup_tui.tracker import Tracker
from followup_tui.ui.screens.after_interview import AfterInterviewForm
from followup_tui.ui.screens.another_interview import AnotherInterviewForm
from followup_tui.ui.screens.decision_date import DecisionDateForm
from followup_tui.ui.screens.edit_application import EditApplicationForm
from followup_tui.ui.screens.form import Form
from followup_tui.ui.screens.log_contact import LogContactForm
from followup_tui.ui.screens.new_application import NewApplicationForm
from followup_tui.ui.screens.person import PersonForm
from followup_tui.ui.screens.snooze import SnoozeForm
from followup_tui.ui.widgets.field import LINE_ENTRY_LIMIT, Field
from tests.hostile_texts import MEGABYTE
from tests.ui.conftest import Make

OPEN: dict[str, Callable[[Tracker], Form]] = {
    "new": lambda tracker: NewApplicationForm(),
    "another interview": lambda tracker: AnotherInterviewForm(tracker.applications["northwind"]),
    "contact": lambda tracker: LogContactForm(tracker.applications["northwind"]),
    "snooze": lambda tracker: SnoozeForm(tracker.applications["northwind"]),
    "decision": lambda tracker: DecisionDateForm(tracker.applications["northwind"]),
    "edit": lambda tracker: EditApplicationForm(tracker.applications["northwind"]),
    "person": lambda tracker: PersonForm(tracker.applications["northwind"], Person(id="", name="")),
    "after": lambda tracker: AfterInterviewForm(
        tracker.applications["northwind"], tracker.applications["northwind"].interviews[0]
    ),
}
"""Every form there is."""


def typed_fields(form: Form) -> list[Field]:
    """Give the fields of a form that are typed in."""
    return [field for field in form.query(Field) if isinstance(field.entry, Input | TextArea)]


def says(field: Field) -> str:
    """Give what stands beneath a field where something is wrong; empty where nothing is."""
    wrong = field.query(".field--feedback.-wrong")
    return str(wrong.first().render()) if wrong else ""


async def paste(pilot: Pilot[int], field: Field, text: str) -> None:
    """Paste into a field as a terminal does."""
    field.entry.focus()
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


@pytest.mark.parametrize("name", OPEN)
async def test_what_is_too_long_is_said_while_it_stands_there(
    program: Make, sample: Tracker, name: str
) -> None:
    """Beneath every field of every form, without saving: a text longer than fits says so."""
    app = program()
    async with app.run_test(size=(120, 60)) as pilot:
        form = OPEN[name](sample)
        await app.push_screen(form)
        fields = typed_fields(form)
        assert fields
        for field in fields:
            if field.id == "field-link":
                continue  # a link may be as long as its entry takes: the next test goes beyond that
            most = 39_000 if isinstance(field.entry, TextArea) else 1_900
            await paste(pilot, field, "x" * most)
            assert len(field.value) >= most
            assert says(field)
            assert not field.validate()


@pytest.mark.parametrize("name", OPEN)
async def test_a_megabyte_is_refused_and_that_is_said(program: Make, sample: Tracker, name: str) -> None:
    """A paste far beyond what fits changes nothing in any field, and the field says that it did not."""
    app = program()
    async with app.run_test(size=(120, 60)) as pilot:
        form = OPEN[name](sample)
        await app.push_screen(form)
        for field in typed_fields(form):
            before = field.value
            await paste(pilot, field, "wort " * (MEGABYTE // 5))
            assert field.value == before
            assert "Nothing was pasted" in says(field)


async def test_a_paste_goes_in_once(program: Make, empty: Tracker) -> None:
    """What is pasted stands there once, over what was chosen, and on one line in a field of one line."""
    app = program(empty)
    async with app.run_test(size=(120, 40)) as pilot:
        form = NewApplicationForm()
        await app.push_screen(form)
        company, people = form.query_one("#field-company", Field), form.query_one("#field-people", Field)
        await paste(pilot, company, "North\r\nwind\tLtd")
        assert company.value == "North wind Ltd"
        await pilot.press("home", "shift+end")
        await paste(pilot, company, "Acme")
        assert company.value == "Acme"
        await paste(pilot, people, "Ada\r\nBea")
        assert people.value == "Ada\nBea"


async def test_no_more_is_taken_in_than_can_be_shortened(program: Make, empty: Tracker) -> None:
    """At its end a field takes no further key and says so; taking away works, and then typing again."""
    app = program(empty)
    async with app.run_test(size=(120, 40)) as pilot:
        form = NewApplicationForm()
        await app.push_screen(form)
        company = form.query_one("#field-company", Field)
        await paste(pilot, company, "x" * LINE_ENTRY_LIMIT)
        await pilot.press("y")
        assert company.value == "x" * LINE_ENTRY_LIMIT
        assert "Nothing more is taken in" in says(company)
        await pilot.press("backspace", "y")
        assert company.value == "x" * (LINE_ENTRY_LIMIT - 1) + "y"


async def test_what_the_file_holds_is_no_reason_to_refuse_another_change(
    program: Make, sample: Tracker
) -> None:
    """Notes that somebody made too long in the file are said to be; the role can be changed all the same."""
    card = sample.applications["northwind"]
    long = replace(card, notes="x" * 25_000)
    sample._repository._applications = {**sample.applications, "northwind": long}
    app = program()
    async with app.run_test(size=(120, 60)) as pilot:
        form = EditApplicationForm(long)
        await app.push_screen(form)
        notes = form.query_one("#field-notes", Field)
        assert "20,000 fit" in says(notes)
        assert notes.validate()
        notes.value = "y" * 25_000
        assert not notes.validate()
        await pilot.pause()

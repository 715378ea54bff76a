"""The forms, filled in with keys."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import TextArea

from followup_tui.domain.contact import ContactKind, Direction
from followup_tui.domain.person import Person
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.form import Form
from followup_tui.ui.screens.question import QuestionDialog
from followup_tui.ui.widgets.field import Field
from tests.samples import Clock
from tests.ui.conftest import Make, reopened
from tests.ui.test_board_screen import said


async def test_an_interview_is_recorded_with_its_people_and_their_date(program: Make, empty: Tracker) -> None:
    """Company, role, two people and a decision date become an application, selected on the board."""
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"Globex", "tab", *"SRE", "tab", "tab")
        await pilot.press(*"Dr. Ada B", "enter", *"Tom, CTO", "tab", *"fri", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, BoardPage)
        assert app.screen.board.selected_id == "globex"
    card = empty.applications["globex"]
    assert [(person.full_name, person.position) for person in card.people] == [
        ("Dr. Ada B", ""),
        ("Tom", "CTO"),
    ]
    assert card.decision_date == date(2026, 11, 27)
    assert card.interviews[0].people == ("p1", "p2")


async def test_a_wrong_field_says_so_beneath_itself_and_keeps_what_was_typed(
    program: Make, empty: Tracker
) -> None:
    """Nothing is saved while a field is wrong; the cursor goes there, and every field keeps its text."""
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"Globex", "tab", *"SRE", "tab", *"30.2.", "ctrl+s")
        form = app.screen
        assert isinstance(form, Form)
        field = form.query_one("#field-at", Field)
        assert "does not exist" in str(field.query_one(".field--feedback.-wrong").render())
        assert field.entry.has_focus
        assert (form["company"], form["role"], form["at"]) == ("Globex", "SRE", "30.2.")
    assert not empty.applications


async def test_a_missing_role_is_said(program: Make, empty: Tracker) -> None:
    """A company alone is not enough, and the form says so until something is typed."""
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"Globex", "ctrl+s")
        assert "role is missing" in said(app)
        await pilot.press("tab")
        assert "role is missing" in said(app)
        await pilot.press("S")
        assert "Not saved" not in said(app)


async def test_a_stray_escape_loses_nothing(program: Make, empty: Tracker) -> None:
    """Where something is typed escape asks; only y leaves; where nothing is typed it just goes back."""
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"Glo", "escape")
        assert isinstance(app.screen, QuestionDialog)
        await pilot.press("escape")
        form = app.screen
        assert isinstance(form, Form)
        assert form["company"] == "Glo"
        await pilot.press("escape", "y")
        assert isinstance(app.screen, BoardPage)
        await pilot.press("n", "escape")
        assert isinstance(app.screen, BoardPage)


async def test_a_contact_is_logged(program: Make, sample: Tracker) -> None:
    """A message received by phone from one of two people, yesterday, is kept as that."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "r", "m", "p", "shift+tab", "d", "tab", "tab", *"yesterday", "ctrl+s")
        await pilot.pause()
    contact = sample.applications["northwind"].last_contact(Direction.RECEIVED)
    assert contact is not None
    assert (contact.kind, contact.channel.value, contact.person) == (ContactKind.MESSAGE, "phone", "p1")
    assert contact.at.local().date() == date(2026, 11, 22)


async def test_people_of_unusual_or_equal_names_are_told_apart(program: Make, empty: Tracker) -> None:
    """A contact is logged with the very person that was chosen, whatever they are called."""
    from msgspec.structs import replace

    from followup_tui.domain.person import Person

    empty.add("Globex", "SRE", at=empty.today().now)
    twins = (Person("p1", "Ana Gil", "Dra."), Person("p2", "Ana Gil", "Dra."))
    empty.change("globex", "two of one name", lambda card, _: replace(card, people=twins))
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "tab", "tab", "tab", "right", "ctrl+s")
        await pilot.pause()
    assert empty.applications["globex"].contacts[-1].person == "p2"


async def test_the_checklist_offers_only_what_is_not_done_yet(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """How it was and the thanks; written down and thanked, neither is said again."""
    empty.add("Hooli", "SRE", at=clock(), people=(Person("", "Ada King"),))
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        for day, steps, next_keys in (
            ("thu", "r how was it, t thank", ["r", *"fine", "ctrl+s"]),
            ("fri", "t thank", ["m", "ctrl+s"]),
            ("mon", "", []),
        ):
            await pilot.press("x", "ctrl+u", *day, "ctrl+s")
            await pilot.pause()
            assert "noted after the interview" in said(app)
            assert ("how was it" in said(app), "t thank" in said(app)) == (day == "thu", bool(steps))
            await pilot.press(*next_keys)
            await pilot.pause()


async def test_the_checklist_leaves_alone_what_changed_elsewhere(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """A date told in another board while the checklist stands open is still there after it was saved."""
    app = program()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("j", "x", "tab", "tab", *"They need help")
        reopened(sample, clock).set_decision_date("aperture", date(2026, 12, 1))
        await pilot.press("ctrl+s")
        await pilot.pause()
    card = sample.applications["aperture"]
    assert card.decision_date == date(2026, 12, 1)
    assert card.interviews[-1].said == "They need help"


async def test_what_the_editor_wrote_stands_in_the_form_where_it_cannot_be_saved(
    program: Make, sample: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes too long to be kept are not lost: they stand in the form, and what is wrong is said."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nhead -c 25000 /dev/zero | tr "\\0" x > "$1"\n', encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(FollowupApp, "suspend", lambda _: nullcontext())
    app = program()
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("N")
        await pilot.pause()
        assert len(app.screen.query_one("#field-notes TextArea", TextArea).text) == 25_000
        assert "20,000 fit" in said(app)


async def test_their_date_is_noted_and_taken_back(program: Make, sample: Tracker) -> None:
    """D and a date note it, enter saves; emptied, it is not known again."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "d", *"+5bd", "enter")
        assert sample.applications["aperture"].decision_date == date(2026, 11, 30)
        await pilot.press("d", "ctrl+u", "end", *["backspace"] * 10, "ctrl+s")
        assert sample.applications["aperture"].decision_date is None


async def test_another_interview_is_scheduled(program: Make, sample: Tracker) -> None:
    """I with a day ahead schedules an interview."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "i", *"thu 10:00", "ctrl+s")
    assert [held.ended_at for held in sample.applications["aperture"].interviews][1:] == [None]


async def test_a_persons_spelling_is_checked_with_one_key(program: Make, sample: Tracker) -> None:
    """X on a person says their name is checked; the form changes the rest."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "j", "x", "enter", "tab", *"Mr", "ctrl+s")
        await pilot.pause()
        await pilot.press("D", "y")
        await pilot.pause()
    people = sample.applications["northwind"].people
    assert [person.name for person in people] == ["Jana Novák"]


async def test_the_editor_writes_the_notes_and_keeps_them_where_it_fails(
    program: Make, sample: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ctrl+e takes what the editor saved; one that fails changes nothing and says where its text is."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\necho "from the editor" >> "$1"\nexit ${CODE:-0}\n', encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    # There is no terminal here to hand over; tests/pty does that with a real one.
    monkeypatch.setattr(FollowupApp, "suspend", lambda _: nullcontext())
    app = program()
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("e", "ctrl+e")
        notes = app.screen.query_one("#field-notes TextArea", TextArea)
        assert notes.text.endswith("from the editor")
        monkeypatch.setenv("CODE", "1")
        await pilot.press("ctrl+e")
        assert notes.text.count("from the editor") == 1
        assert "ended with an error" in said(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert sample.applications["northwind"].notes.endswith("from the editor")

"""The same thing changed here and by another board: both are shown, neither is lost."""

from __future__ import annotations

from msgspec.structs import replace
from textual.widgets import Input, TextArea

from followup_tui.domain.person import Person
from followup_tui.tracker import Tracker
from followup_tui.ui.screens.edit_application import EditApplicationForm
from followup_tui.ui.screens.merge_conflicts import MergeConflictsPage
from followup_tui.ui.screens.person import PersonForm
from followup_tui.ui.screens.question import QuestionDialog
from tests.samples import Clock
from tests.ui.conftest import Make, reopened
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board


async def test_the_user_says_which_stays(program: Make, sample: Tracker, clock: Clock) -> None:
    """One field mine, notes both; what only the other board changed stays as it is there."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("northwind")
        await pilot.press("e")
        app.screen.query_one("#field-role Input", Input).value = "Lead"
        app.screen.query_one("#field-notes TextArea", TextArea).text = "mine"
        reopened(sample, clock).change(
            "northwind", "edited", lambda card, _: replace(card, role="Head", notes="theirs", tags=("new",))
        )
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, MergeConflictsPage)
        shown = words(app, "#field-0 .field--feedback"), words(app, "#field-1 .field--feedback")
        assert shown == ("here: Lead\nthere: Head", "here: mine\nthere: theirs")
        await pilot.press("tab", "b", "ctrl+s")
        await pilot.pause()
    card = sample.applications["northwind"]
    assert (card.role, card.notes, card.tags) == ("Lead", "theirs\n\nmine", ("new",))


async def test_going_back_saves_nothing_and_keeps_what_is_typed(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """Escape leads back to the form as it was."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("northwind")
        await pilot.press("e")
        app.screen.query_one("#field-role Input", Input).value = "Lead"
        reopened(sample, clock).change("northwind", "edited", lambda card, _: replace(card, role="Head"))
        await pilot.press("ctrl+s", "escape")
        await pilot.pause()
        assert isinstance(app.screen, EditApplicationForm)
        assert app.screen["role"] == "Lead"
        assert sample.applications["northwind"].role == "Head"
        assert "Not saved" in words(app, "BottomRow")


async def test_a_person_taken_out_elsewhere_is_asked_about(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """Edited here and taken out there: saving asks, and brings them back only where that is chosen."""
    ada = Person("p1", "Ada")
    sample.change(
        "northwind", "people", lambda card, _: replace(card, people=(ada,), interviews=(), contacts=())
    )
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("northwind")
        await pilot.press("p", "enter")
        assert isinstance(app.screen, PersonForm)
        app.screen.query_one("#field-position Input", Input).value = "CTO"
        reopened(sample, clock).change("northwind", "out", lambda card, _: card.without_person("p1"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert words(app, "#field-0 .field--feedback") == "here: Ada, CTO\nthere: taken out"
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert sample.applications["northwind"].people == (replace(ada, position="CTO"),)


async def test_an_application_taken_away_elsewhere_comes_back_where_that_is_wanted(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """What was typed about it is saved with it; until then nothing is."""
    sample.add("Pied Piper", "Compression", at=clock.time)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("pied-piper")
        await pilot.press("e")
        app.screen.query_one("#field-role Input", Input).value = "Importer"
        reopened(sample, clock).undo()
        app.refresh_from_file()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, QuestionDialog)
        assert "pied-piper" not in sample.applications
        await pilot.press("y")
        await pilot.pause()
    assert sample.applications["pied-piper"].role == "Importer"

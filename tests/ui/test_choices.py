"""The choices of a form: what a letter does, the same in every form, or what is said where it does none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from followup_tui.domain.person_line import parse_person
from followup_tui.tracker import Tracker
from followup_tui.ui.screens.form import Form
from followup_tui.ui.widgets.field import Field
from tests.samples import Clock
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import said


@pytest.fixture
def hooli(empty: Tracker, clock: Clock) -> Tracker:
    """A card with an interview yesterday, held by Jana and Jörg."""
    people = (parse_person("Jana Novák"), parse_person("Jörg Lee"))
    empty.add("Hooli", "Backend", at=clock() - timedelta(days=1), people=people)
    return empty


@pytest.mark.parametrize(
    ("keys", "letter", "chosen", "goes_to"),
    [
        (["m"], "r", ("direction", "received"), "kind"),
        (["O", "tab"], "p", ("channel", "phone"), "person"),
        (["O", "tab", "tab", "tab", "tab"], "o", ("writing", "only said"), "writing"),
        (["P", "tab"], "t", ("whose", "they did"), "whose"),
        (["i", *["tab"] * 3], "v", ("kind", "video"), "kind"),
    ],
)
async def test_a_first_letter_chooses_and_goes_on_to_the_next_choice_in_every_form(
    program: Make, hooli: Tracker, keys: list[str], letter: str, chosen: tuple[str, str], goes_to: str
) -> None:
    """To no text, which would take what somebody writes for the letter of a choice and the rest."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys, letter)
        await pilot.pause()
        form = app.screen
        assert isinstance(form, Form)
        assert form[chosen[0]] == chosen[1]
        assert form.query_one(f"#field-{goes_to}", Field).entry.has_focus


async def test_a_letter_of_no_choice_or_of_several_says_what_it_did(program: Make, hooli: Tracker) -> None:
    """It is not swallowed without a sign, and the cursor stays."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("O", "tab")
        form = app.screen
        hint = "#field-channel .field--feedback"
        assert words(app, hint) == "a word is chosen by its first letter; tab goes on"
        await pilot.press("x")
        assert words(app, hint) == "no choice begins with “x”; tab goes on"
        await pilot.press("tab")
        assert words(app, hint) == ""
        await pilot.press("j")
        assert words(app, "#field-person .field--feedback") == (
            "2 begin with “j”: j again for the next, tab goes on"
        )
        assert form.query_one("#field-person", Field).entry.has_focus


@pytest.mark.parametrize(
    ("rows", "written"),
    [
        (0, "They called"),
        (0, "sent him the task"),  # a letter chose, and the rest of that word was typed
        (0, "received a call"),
        (1, "rick rang"),  # two letters chose
        (2, "I called"),
        (2, "petra wrote"),
        (2, "message from Jana"),  # a whole word of the choice, and then more
        (3, "Jana called"),
    ],
)
async def test_what_is_written_on_a_choice_chooses_nothing_and_stands_in_the_note(
    program: Make, hooli: Tracker, rows: int, written: str
) -> None:
    """Wherever the cursor is: all of it, and each choice is as it was before."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        form = app.screen
        assert isinstance(form, Form)
        before = [form[name] for name in ("direction", "kind", "channel", "person")]
        await pilot.press(*["tab"] * rows, *written)
        await pilot.pause()
        assert [form[name] for name in ("direction", "kind", "channel", "person")] == before
        assert form["note"] == written
        assert form.query_one("#field-note", Field).entry.has_focus
        assert "No choice begins so: it stands in “Note”" in said(app)


async def test_a_word_of_a_choice_can_be_typed_whole(program: Make, hooli: Tracker) -> None:
    """Its other letters are no words of one's own, wherever the first one led."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", *"received", "tab", *"phone", "tab", *"jörg")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, Form)
        assert [form[name] for name in ("direction", "kind", "channel", "person", "note")] == [
            *("received", "message", "phone", "Jörg Lee", "")
        ]


async def test_in_a_form_without_a_note_words_are_refused_until_another_key(
    program: Make, hooli: Tracker
) -> None:
    """No later letter of them chooses either, nor does a space."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("O", "tab", *"phoned me, so i said")
        form = app.screen
        assert isinstance(form, Form)
        assert (form["channel"], form["writing"], form["answer_by"]) == ("email", "in writing", "")
        assert words(app, "#field-person .field--feedback") == "no choice begins with “p”; tab goes on"
        await pilot.press("shift+tab", "p")
        assert form["channel"] == "phone"


async def test_what_is_wrong_is_no_longer_said_once_it_is_right(program: Make, empty: Tracker) -> None:
    """The last row points at a field only while that is wrong."""
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"Globex", "tab", *"SRE", "tab", *"30.2", "ctrl+s")
        assert "Not saved  “When” is not understood.  ctrl+s try again" in said(app)
        await pilot.press("backspace", "backspace", "backspace", "backspace", *"fri")
        await pilot.pause()
        assert "Not saved yet" not in said(app)
        assert "ctrl+s save" in said(app)

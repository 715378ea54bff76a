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
        (["O", "tab", "tab", "tab", "tab"], "o", ("writing", "only said"), "terms"),
        (["P", "tab"], "t", ("whose", "they did"), "due"),
        (["i", *["tab"] * 3], "v", ("kind", "video"), "place"),
    ],
)
async def test_a_first_letter_chooses_and_goes_on_in_every_form(
    program: Make, hooli: Tracker, keys: list[str], letter: str, chosen: tuple[str, str], goes_to: str
) -> None:
    """To the next field; what is typed next stands there."""
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
        assert words(app, hint) == "the first letter of a word chooses it and goes on"
        await pilot.press("x")
        assert words(app, hint) == "no choice begins with “x”; tab goes on"
        await pilot.press("tab")
        assert words(app, hint) == ""
        await pilot.press("j")
        assert words(app, "#field-person .field--feedback") == (
            "2 begin with “j”: j again for the next, tab goes on"
        )
        assert form.query_one("#field-person", Field).entry.has_focus


async def test_what_is_wrong_is_no_longer_said_once_it_is_right(program: Make, empty: Tracker) -> None:
    """The last row points at a field only while that is wrong."""
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"Globex", "tab", *"SRE", "tab", *"30.2", "ctrl+s")
        assert "Not saved yet: look at “When”" in said(app)
        await pilot.press("backspace", "backspace", "backspace", "backspace", *"fri")
        await pilot.pause()
        assert "Not saved yet" not in said(app)
        assert "ctrl+s save" in said(app)

"""A sync from the board, and clashes on the card."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.clash import Clash
from followup_tui.domain.look import Meaning
from followup_tui.tracker import Tracker
from followup_tui.ui.background_sync import report_sentence
from followup_tui.ui.board.cards import card_runs
from followup_tui.ui.palette import commands_on
from followup_tui.ui.screens.merge_conflicts import KeptClashesPage
from tests.samples import instant
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board


def with_clash(card: Application) -> Application:
    """Return a card whose role two machines changed."""
    clash = Clash(("role",), json.dumps("Head"), instant("2026-11-22"))
    return replace(card, role="Lead", clashes=(clash,))


async def test_a_clash_is_marked_on_the_card_and_decided_later(program: Make, sample: Tracker) -> None:
    """The palette opens both sides; what stands is chosen already, and the other is taken with one key."""
    sample.change("northwind", "synced", lambda card, _: with_clash(card))
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("northwind")
        columns = app.columns
        shown = card_runs(columns.card("northwind"), columns.line("northwind"), 20)
        assert "".join(text for text, _ in shown[1]).startswith("1 clash Lead")
        (entry,) = (each for each in commands_on(app.screen) if "Clashes" in each.title)
        entry.run()
        await pilot.pause()
        assert isinstance(app.screen, KeptClashesPage)
        assert words(app, "#field-0 .field--feedback") == "the other: Head\nas it is: Lead"
        await pilot.press("space", "ctrl+s")
        await pilot.pause()
    card = sample.applications["northwind"]
    sample.refresh()
    card = sample.applications["northwind"]
    assert (card.role, card.clashes) == ("Head", ())


@pytest.mark.parametrize(
    ("code", "output", "errors", "sentence", "meaning"),
    [
        (0, {"sent": 2, "new": ["a"], "clashes": {}}, "", "Synced: 2 sent, 1 new", Meaning.QUIET),
        (0, {"sent": 0, "new": [], "clashes": {}}, "", "Synced: nothing new", Meaning.QUIET),
        (1, {"sent": 0, "new": [], "clashes": {"a": 2}}, "followup: x", "2 clashes to decide", Meaning.YOURS),
        (
            1,
            {"sent": 0, "new": [], "clashes": {"a": 1}, "renamed": {"a-2": "a-3"}, "notes": ["Made anew"]},
            "followup: x",
            "Synced: nothing new. a-2 is called a-3 here now. Made anew. 1 clash to decide: ctrl+p, Clashes",
            Meaning.YOURS,
        ),
        (
            3,
            {"sent": 1, "new": ["a"], "clashes": {}, "problem": "Full"},
            "",
            "Came in: 1 new. Not sent: Full",
            Meaning.OVERDUE,
        ),
        (3, None, "followup: It could not be reached\n", "Not synced: It could not be", Meaning.OVERDUE),
        (-9, None, "", "Not synced: exit code -9", Meaning.OVERDUE),
    ],
)
def test_how_a_sync_ended_is_said(
    code: int, output: dict[str, object] | None, errors: str, sentence: str, meaning: Meaning
) -> None:
    """What came and went, what is to be decided, or why it did not work."""
    document = (
        b""
        if output is None
        else json.dumps(
            {"changed": [], "removed": [], "problem": None, "renamed": {}, "notes": [], **output}
        ).encode()
    )
    said, told = report_sentence(code, document, errors.encode())
    assert sentence in said
    assert told is meaning

"""Keys that are answered before Textual is loaded lead where the same keys lead later."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.domain.look import Meaning
from followup_tui.ui.board.early_keys import EarlyKeys
from followup_tui.ui.board.picture import picture_of
from followup_tui.ui.screens.board import BoardPage
from tests.samples import Clock
from tests.ui.board.test_first_paint import TERMINALS, assert_the_same, make_app

SIZE = (80, 24)

SENT = {
    "down": b"\x1b[B",
    "up": b"\x1bOA",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "home": b"\x1b[H",
    "end": b"\x1b[4~",
}
"""What a terminal sends for the keys that are no letter."""

WAYS = (
    "j j k l",
    "3 pagedown j right h",
    "G up left",
    "l end pageup pagedown pagedown k home",
    "h k g 5 G right",
)


@pytest.mark.parametrize("way", WAYS)
async def test_they_lead_where_the_widgets_lead(tmp_path: Path, clock: Clock, way: str) -> None:
    """To the same card of the same page, and the widgets have nothing to change about the picture."""
    early, later = make_app(tmp_path, clock, 300, "dark"), make_app(tmp_path, clock, 300, "dark")
    # As the first paint does, by which the view is laid out.
    picture_of(early._opening, SIZE, "dark", TERMINALS["truecolor"])
    typed = b"".join(SENT.get(key, key.encode()) for key in way.split())
    keys = EarlyKeys(early._opening)
    while size := keys.press(typed):
        typed = typed[size:]
    assert typed == b""
    async with later.run_test(size=SIZE) as pilot:
        await pilot.press(*way.split())
        page = later.screen
        assert isinstance(page, BoardPage)
        view, early_view = page.board.view, early._opening.view
        assert (view.selected_id, view.offsets) == (early_view.selected_id, early_view.offsets)
    picture = picture_of(early._opening, SIZE, "dark", TERMINALS["truecolor"])
    await assert_the_same(early, SIZE, picture)


@pytest.mark.parametrize(
    "typed", [b"x", b"", b"\x1b", b"\x1b[", b"\x1b[1;5B", b"\x03", b"\xc3", b"\x1b[200~jj"]
)
def test_any_other_key_is_left(tmp_path: Path, clock: Clock, typed: bytes) -> None:
    """Half a key, too: the rest of it is still to come."""
    app = make_app(tmp_path, clock, 20, "dark")
    before = app._opening.view.selected_id
    assert EarlyKeys(app._opening).press(typed) == 0
    assert app._opening.view.selected_id == before


def test_the_users_own_keys_count(tmp_path: Path, clock: Clock) -> None:
    """And not those that they replace."""
    app = make_app(tmp_path, clock, 20, "dark")
    app._opening.user_keys = {"board.down": "ö,ctrl+n"}
    keys = EarlyKeys(app._opening)
    assert [keys.press(typed.encode()) for typed in ("öj", "j", "k")] == [2, 0, 1]


def test_the_first_message_goes_with_the_first_key(tmp_path: Path, clock: Clock) -> None:
    """As later: the keys are shown in its place."""
    app = make_app(tmp_path, clock, 20, "dark")
    app._opening.message = ("Half-written: New. o goes on with it", Meaning.YOURS)
    EarlyKeys(app._opening).press(b"x")
    assert app._opening.message is not None
    EarlyKeys(app._opening).press(b"j")
    assert app._opening.message is None

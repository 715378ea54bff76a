"""A graphical editor without its option to wait, as somebody sets it who does not know of the option."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from followup_tui.config import find_paths
from followup_tui.storage.late_edits import late_edits
from tests.pty.conftest import Fill, Start
from tests.pty.terminal import run

pytestmark = pytest.mark.pty


@pytest.fixture
def detached(tmp_path: Path) -> str:
    """An editor called `code` that comes back at once, and saves once `type` is written."""
    editor = tmp_path / "code"
    editor.write_text(
        "#!/bin/sh\n"
        f"mkfifo {tmp_path}/type\n"
        f'(cat {tmp_path}/type > {tmp_path}/typed; cp {tmp_path}/typed "$1") > /dev/null 2>&1 < /dev/null &\n'
    )
    editor.chmod(0o700)
    return str(editor)


def notes() -> str:
    """Return the notes of Northwind, as the command line tells them."""
    return run("show", "northwind").stdout


def test_what_a_graphical_editor_saves_later_is_offered_and_taken_over(
    start: Start, fill: Fill, detached: str, tmp_path: Path
) -> None:
    """`N`: said with what to set; once saved it is offered, also by another board, and `N` takes it."""
    fill("Northwind")
    terminal = start(VISUAL=detached)
    terminal.wait_for("Northwind", "? keys")
    terminal.press("N")
    terminal.wait_for("code came back at once", "Save there", "--wait")
    (tmp_path / "type").write_text("Ask about the team\n")
    terminal.wait_for("Saved in your editor: Northwind, notes")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert "Ask about the team" not in notes()
    again = start(VISUAL=detached)
    again.wait_for("Saved in your editor: Northwind, notes")
    again.press("N")
    again.wait_for("Northwind: edited")
    again.press("q")
    assert again.wait_for_exit() == 0
    assert "Ask about the team" in notes()
    (late,) = late_edits(find_paths(os.environ, None).edited_texts_folder)
    assert late.saved_text() is None

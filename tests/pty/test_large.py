"""A board of many applications: the same as of a few, and refused as one where it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.storage.repository import LATE_FROM
from tests.pty.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.conftest import Fill, Start


def test_a_card_that_is_over_and_cannot_be_read_ends_the_board_with_a_sentence(
    start: Start, fill: Fill, data_file: Path
) -> None:
    """The first picture does not need it; then the file is refused as at any start, and stays as it is."""
    names = [f"Firm{number}" for number in range(LATE_FROM)]
    fill(*names)
    assert run("close", "firm7", "silent").returncode == 0
    content = data_file.read_bytes().replace(
        b'"id":"firm7","company":"Firm7","role":"Engineer"', b'"id":"firm7","company":"Firm7","role":7', 1
    )
    data_file.write_bytes(content)
    terminal = start()
    assert terminal.end() == 3
    assert "has an application that cannot be read" in terminal.raw.decode()
    assert data_file.read_bytes() == content

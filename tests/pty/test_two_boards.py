"""Two boards on one file: each sees what the other does, and neither loses anything."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.pty.terminal import Terminal, environment, run

pytestmark = pytest.mark.pty

PROMISED = 2.0
"""Within how many seconds a board shows what another one changed."""


@pytest.fixture
def shared(home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A data file of its own, with one card in Waiting, that boards and commands use."""
    file = home / "shared" / "applications.json"
    monkeypatch.setenv("FOLLOWUP_DATA", str(file))
    for arguments in (("add", "Northwind", "Data engineer"), ("move", "northwind", "waiting")):
        assert command(*arguments).returncode == 0
    return str(file)


@pytest.fixture
def boards(start: Start, shared: str) -> tuple[Terminal, Terminal]:
    """Two boards on the shared file, both drawn and done with reading it, as they are after the first key."""
    one, other = start(FOLLOWUP_DATA=shared), start(FOLLOWUP_DATA=shared)
    for board in (one, other):
        board.wait_for("Northwind", "Waiting 1", "? keys")
        board.press("w")
        board.wait_for("escape back")
        board.press("escape")
        board.wait_for("n new")
    return one, other


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on the shared file."""
    return run(*arguments, environ=environment(FOLLOWUP_DATA=os.environ["FOLLOWUP_DATA"]))


def labels() -> list[str]:
    """Return what was done to the shared file, the latest first."""
    return [step["label"] for step in json.loads(command("history", "--json").stdout)]


def test_each_board_shows_the_others_change_in_two_seconds(boards: tuple[Terminal, Terminal]) -> None:
    """A move, a new card and an undo made on one board are on the other within two seconds."""
    one, other = boards
    one.press("L")
    one.wait_for("moved to Overdue", "Overdue 1")
    other.wait_for("Overdue 1", "Waiting 0", within=PROMISED)
    other.press("H")
    other.wait_for("moved to Waiting", "Waiting 1")
    one.wait_for("Waiting 1", "Overdue 0", within=PROMISED)
    assert command("add", "Globex", "SRE").returncode == 0
    one.wait_for("Interviewed 1", "Globex", within=PROMISED)
    other.wait_for("Interviewed 1", "Globex", within=PROMISED)
    one.press("u")
    one.wait_for("Undone: Globex", "Interviewed 0")
    other.wait_for("Interviewed 0", within=PROMISED)


def test_moves_of_one_card_from_both_are_all_kept(boards: tuple[Terminal, Terminal]) -> None:
    """Moved on from one board and back from the other at once, the card did both, and both boards agree."""
    one, other = boards
    one.press("L")
    other.press("H")
    one.wait_for("moved to Overdue")
    other.wait_for("moved to Thanked")
    done = labels()
    assert sorted(done[:2]) == ["Northwind: moved to Overdue", "Northwind: moved to Thanked"]
    last = done[0].rpartition(" ")[2]
    (northwind,) = json.loads(command("list", "--json").stdout)
    assert northwind["stage"] == last.casefold()
    one.wait_for(f"{last} 1", "Waiting 0", within=PROMISED)
    other.wait_for(f"{last} 1", "Waiting 0", within=PROMISED)


def test_a_half_typed_form_is_left_alone(boards: tuple[Terminal, Terminal]) -> None:
    """While one board changes the very card another is editing, what is typed there stays; both are saved."""
    one, other = boards
    other.press("e")
    other.wait_for("Northwind   edit", "Links")
    other.press("tab")
    other.wait_for_cursor("Role")
    other.type(" at")
    other.wait_for_cursor("Role              Data engineer at")
    before = other.text()
    one.press("L")
    one.wait_for("moved to Overdue")
    other.assert_stays(lambda: other.text() == before, "the half-typed form", seconds=PROMISED)
    other.type(" night")
    other.wait_for_cursor("Role              Data engineer at night")
    other.press("ctrl+s")
    other.wait_for("Overdue 1", "Data engineer…")
    one.wait_for("Data engineer…", within=PROMISED)
    (northwind,) = json.loads(command("list", "--json").stdout)
    assert (northwind["stage"], northwind["role"]) == ("overdue", "Data engineer at night")
    assert labels()[:2] == ["Northwind: edited", "Northwind: moved to Overdue"]

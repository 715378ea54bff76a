"""A change that the disk refuses, on the screen: said, and what was typed is still in the form."""

from __future__ import annotations

import pytest

from tests.faults.ledger import Ledger
from tests.faults.mounts import memory
from tests.faults.store import Store
from tests.faults.test_disks import fill_up
from tests.pty.conftest import Start

pytestmark = [pytest.mark.faults, pytest.mark.pty]


def test_a_full_disk_leaves_the_form_as_it_is(start: Start, store: Store, ledger: Ledger) -> None:
    """Refused by a full disk the words stay in the form; with room again the same keys save them."""
    with memory(store.data, 256), ledger.trying("a full tmpfs, on the screen"):
        store.fill("Before", notes="said " * 1_000)
        ballast = store.data / "ballast"
        fill_up(ballast)
        terminal = start(size=(120, 30))
        terminal.wait_for("Interviewed 1", "Before")
        terminal.press("n")
        terminal.wait_for("Record an interview", "They decide by")
        terminal.type("Northwind")
        terminal.wait_for_cursor("Company           Northwind")
        terminal.press("tab")
        terminal.wait_for_cursor("Role")
        terminal.type("Data engineer")
        terminal.wait_for_cursor("Role              Data engineer")
        terminal.press("ctrl+s")
        terminal.wait_for("No space left on device", "Northwind", "Data engineer", "They decide by")
        assert store.companies() == ["Before"]
        ballast.unlink()
        terminal.press("ctrl+s")
        terminal.wait_for("Interviewed 2", "Northwind")
        assert store.companies() == ["Before", "Northwind"]
        fill_up(ballast)
        terminal.press("u")
        terminal.wait_for("No space left on device")
        assert store.companies() == ["Before", "Northwind"]
        ballast.unlink()
        terminal.press("u")
        terminal.wait_for("Interviewed 1")
        terminal.close()
        store.check(["Before"])

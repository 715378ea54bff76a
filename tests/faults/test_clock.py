"""Clocks that are set back, days of 23 and 25 hours, another zone between two commands."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from followup_tui.storage.backups import MAX_BACKUPS
from tests.faults.ledger import Ledger
from tests.faults.store import Done, Store

pytestmark = pytest.mark.faults

ZONES = ("Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu", "", "Mars/Olympus")


def at(store: Store, moment: str, *arguments: str) -> Done:
    """Run a command whose clock shows this moment (RFC 3339)."""
    with time_machine.travel(datetime.fromisoformat(moment).timestamp(), tick=False):
        return store.call(*arguments)


def listed(store: Store) -> list[dict[str, Any]]:
    """Give the applications as the command line lists them."""
    done = store.call("list", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_a_clock_that_is_set_back_loses_nothing(store: Store, ledger: Ledger) -> None:
    """Changes made years apart in the wrong order all stay, and undo takes back what was done last."""
    moments = ["2031-05-01T12:00:00Z", "2026-11-23T12:00:00Z", "2026-11-22T12:00:00Z", "1999-01-01T00:00:00Z"]
    with ledger.trying("the clock set back", len(moments)):
        for number, moment in enumerate(moments):
            done = at(store, moment, "add", f"Firm{number}", "Engineer")
            assert (done.returncode, done.stderr) == (0, "")
        companies = [f"Firm{number}" for number in range(len(moments))]
        assert sorted(known["company"] for known in listed(store)) == companies
        assert "Firm3" in at(store, "1998-01-01T00:00:00Z", "undo").stdout
        store.check(companies[:-1])


def test_backups_made_while_the_clock_was_ahead_outlive_none_made_since(store: Store, ledger: Ledger) -> None:
    """Whatever twenty backups say of their time, one named now is there and is the newest."""
    store.fill("Before")
    for number in range(MAX_BACKUPS):
        assert at(store, f"2027-12-28T12:00:{number:02}Z", "backup").returncode == 0
    with ledger.trying("a clock that was ahead", 3):
        assert store.add("Northwind").returncode == 0
        copied = store.call("backup", "--json")
        assert (copied.returncode, copied.stderr) == (0, "")
        assert "Northwind" in Path(json.loads(copied.stdout)["path"]).read_text()
        assert store.add("Acme").returncode == 0
        restored = store.call("restore", "1", "--yes", "--json")
        assert (restored.returncode, restored.stderr) == (0, "")
        assert store.companies() == ["Before", "Northwind"]
        kept = Path(json.loads(restored.stdout)["kept"])
        assert "Acme" in kept.read_text()
        assert store.call("restore", kept.name, "--yes").returncode == 0
        assert store.companies() == ["Before", "Northwind", "Acme"]


def test_a_file_from_the_future_is_read_and_written(store: Store, ledger: Ledger) -> None:
    """A file whose own times lie years ahead is no reason to take it for unchanged, or to keep no copy."""
    store.fill("Before")
    ahead = time.time() + 10 * 365 * 86_400
    with ledger.trying("a file from the future", 3):
        for number in range(3):
            os.utime(store.data_file, (ahead, ahead))
            reader = store.open()
            assert store.add(f"Firm{number}").returncode == 0
            assert reader.refresh()
        store.check(["Before", "Firm0", "Firm1", "Firm2"])


@pytest.mark.parametrize(
    "moments",
    [
        ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),  # 02:30 twice
        ("2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z"),  # 01:59, then 03:00
    ],
    ids=["an hour twice", "an hour that is not there"],
)
def test_an_hour_more_or_less_is_kept_as_it_was(
    store: Store, ledger: Ledger, moments: tuple[str, str]
) -> None:
    """Interviews before and after the clocks change keep their moments and their order."""
    with ledger.trying("DST"):
        for number, moment in enumerate(moments):
            assert at(store, moment, "add", f"Firm{number}", "Engineer").returncode == 0
        for number, moment in enumerate(moments):
            (application,) = (
                known for known in store.open().applications.values() if known.company == f"Firm{number}"
            )
            (held,) = application.interviews
            assert held.ended_at is not None
            assert held.ended_at.utc == datetime.fromisoformat(moment)
            assert held.ended_at.zone == "Europe/Berlin"
        assert at(store, moments[1], "due").returncode == 0
        store.check(["Firm0", "Firm1"])


def test_another_zone_between_two_commands_moves_no_moment(store: Store, ledger: Ledger) -> None:
    """Whichever zone a command runs in, moments that were recorded stay the moments they were."""
    with ledger.trying("another zone between two commands", len(ZONES)):
        recorded: dict[str, datetime] = {}
        for number, zone in enumerate(ZONES):
            before = datetime.now(UTC).replace(microsecond=0)
            environ = store.environment(TZ=zone)
            assert store.run("add", f"Firm{number}", "Engineer", environ=environ).returncode == 0
            for known in store.open().applications.values():
                assert known.created_at.utc == recorded.setdefault(known.company, known.created_at.utc)
            assert before <= recorded[f"Firm{number}"] <= before + timedelta(seconds=60)
            assert store.run("due", environ=environ).returncode == 0
        store.check(list(recorded))

"""Two who write at once: neither loses a change, and none is made twice."""

from __future__ import annotations

import fcntl
import os

import pytest

from tests.faults.ledger import Ledger
from tests.faults.running import LARGE, Burst
from tests.faults.store import LONG, Store, said

pytestmark = pytest.mark.faults

CHANGES = 100


@pytest.mark.parametrize("kind", ["grow", f"grow{LARGE}"])
@pytest.mark.parametrize("round_number", range(3 if LONG else 1))
def test_two_processes_with_a_hundred_changes_each(
    store: Store, ledger: Ledger, round_number: int, kind: str
) -> None:
    """All two hundred changes are there, each once, and each is a step of its own in the history."""
    store.data_file.parent.mkdir(parents=True)
    with ledger.trying(f"changes of two processes at once, {kind}", 2 * CHANGES):
        with Burst(store, CHANGES, kind, "Here") as here, Burst(store, CHANGES, kind, "There") as there:
            assert [here.end(), there.end()] == [(0, ""), (0, "")]
        wanted = {f"{name}-{number:04}" for name in ("Here", "There") for number in range(CHANGES)}
        tracker = store.open()
        assert {application.company for application in tracker.applications.values()} == wanted
        assert {application.revision for application in tracker.applications.values()} == set(range(1, 201))
        assert [step.number for step in tracker.history()] == list(range(1, 201))
        assert {step.label for step in tracker.history()} == {f"{company}: recorded" for company in wanted}
        store.check(wanted)


@pytest.mark.parametrize("kind", ["grow", f"grow{LARGE}"])
def test_who_reads_while_somebody_writes_sees_whole_states(store: Store, ledger: Ledger, kind: str) -> None:
    """Whoever reads, without holding anything, sees each change whole, and never one taken back."""
    store.fill("Before")
    seen = [0]
    with ledger.trying(f"reading while somebody writes, {kind}"):
        with Burst(store, CHANGES, kind) as running:
            while running.acknowledged < CHANGES and running.go_on_once():
                reader = store.open()
                numbers = sorted(known.revision for known in reader.applications.values())
                assert numbers == list(range(1, len(numbers) + 1))
                assert len(reader.history()) == len(numbers)
                seen.append(len(numbers))
            assert running.end() == (0, "")
        assert seen == sorted(seen)
        assert len(set(seen)) > 2
        store.check([f"Firm-{number:04}" for number in range(CHANGES)], ["Before"])


def test_ten_commands_at_once(store: Store, ledger: Ledger) -> None:
    """Commands started in one moment, with no folder there yet, all record what they were told to."""
    companies = [f"Firm {number}" for number in range(10)]
    with ledger.trying("commands begun in one moment", 10):
        ended = store.run_at_once(*(("add", company, "Engineer") for company in companies))
        assert [(done.returncode, done.stderr) for done in ended] == [(0, "")] * 10
        store.check(companies)


@pytest.mark.skipif(not LONG, reason="it waits for seconds: FOLLOWUP_LONG=1")
def test_a_lock_that_is_never_let_go_is_a_sentence(store: Store, ledger: Ledger) -> None:
    """While another process holds the file a change is refused after some seconds, and reading goes on."""
    store.fill("Before")
    with ledger.trying("a lock that is never let go"):
        other = os.open(store.data_file.with_name("followup.json.lock"), os.O_RDWR)
        try:
            fcntl.flock(other, fcntl.LOCK_EX)
            adding, listing = store.run_at_once(("add", "Northwind", "Engineer"), ("list",))
            assert "Another followup has been saving" in said(adding)
            assert listing.returncode == 0
        finally:
            os.close(other)
        store.check(["Before"])

"""Two who write at once: neither loses a change, and none is made twice."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests.faults.burst import now
from tests.faults.ledger import Ledger
from tests.faults.mounts import IN_WHOLE_SECONDS, image, make_image
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


@pytest.mark.parametrize("size", ["", LARGE], ids=["small", "large"])
def test_two_changes_in_one_second_do_not_look_like_one(
    store: Store, tmp_path: Path, ledger: Ledger, size: str
) -> None:
    """Where times are whole seconds, an open board sees each change made elsewhere, and writes over none."""
    disk, file = store.home / "disk", tmp_path / "image"
    store.move_to(disk)
    make_image(file, 24, *IN_WHOLE_SECONDS)
    with image(file, disk):
        if size:
            store.make_large()
        store.fill("Before")
        if os.stat(store.data_file).st_mtime_ns % 10**9:  # noqa: PTH116 - beside the file system's own times
            pytest.skip("this file system counts parts of seconds")
        board, companies = store.open(), ["Before"]
        for number in range(20):
            with ledger.trying(f"two changes in one second{size}"):
                companies.append(f"There {number:02}")
                store.open().add(companies[-1], "Engineer", at=now())
                if number % 2:
                    assert f"there-{number:02}" in board.refresh()
                companies.append(f"Here {number:02}")
                board.add(companies[-1], "Engineer", at=now())
                assert store.companies() == companies
        store.check(companies)


@pytest.mark.parametrize("size", ["", LARGE], ids=["small", "large"])
def test_a_lock_file_that_is_lost_again_and_again_loses_no_change(
    store: Store, ledger: Ledger, size: str
) -> None:
    """Two processes save as somebody removes, or replaces, the lock file all the time: no change is lost."""
    lock = store.data_file.with_name(f"{store.data_file.name}.lock")
    store.fill("Before")
    kind, lost = f"grow{size}", 0
    with ledger.trying(f"changes while the lock file is lost{size}", 2 * CHANGES):
        with Burst(store, CHANGES, kind, "Here") as here, Burst(store, CHANGES, kind, "There") as there:
            while here.acknowledged < CHANGES and here.go_on_once():
                if lost % 2:
                    lock.with_name("another").touch()
                    lock.with_name("another").replace(lock)
                else:
                    lock.unlink(missing_ok=True)
                lost += 1
            assert [here.end(), there.end()] == [(0, ""), (0, "")]
        assert lost > 10
        store.check(
            {f"{name}-{number:04}" for name in ("Here", "There") for number in range(CHANGES)} | {"Before"}
        )


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

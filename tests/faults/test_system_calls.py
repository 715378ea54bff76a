"""Killed, or failed by the disk, at every single system call with which one save contacts the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.store import LARGE_BYTES, LONG, REFUSED, Store, said
from tests.faults.tracing import Call, calls, fail_at, kill_at, need_strace

pytestmark = pytest.mark.faults

ADD = ("add", "Northwind", "Engineer")
FORGET = ("forget", "northwind", "--yes")
RESTORE = ("restore", "1", "--yes")
DAMAGED = b'{\n"applications": {\n"1": {"id":"before"'
WRITING = re.compile("write|pwrite64|writev|fsync|fdatasync|f?truncate|rename(at2?)?|link(at)?")
CHANGING = re.compile("(mkdir|unlink|f?chmod|utimens)(at)?|flock")
BEFORE = "Before"


def first(store: Store) -> None:
    """Begin with nothing: every folder is made by this save."""


def growing(store: Store) -> None:
    """Begin with one application: a copy of the day is made, and the file grows."""
    store.fill(BEFORE)


def shrinking(store: Store) -> None:
    """Begin with a long step that was undone: the next change drops it, and the file shrinks."""
    store.fill(BEFORE)
    store.fill(*(f"Firm{number}" for number in range(40)), notes="said " * 400)
    store.open().undo()


def large(store: Store) -> None:
    """Begin with a file of more than a megabyte; the copy of the day is made."""
    store.fill(BEFORE, notes="said " * (LARGE_BYTES // len("said ")))
    assert store.call("move", BEFORE.casefold(), "thanked").returncode == 0


def damaged(store: Store) -> None:
    """Begin with a damaged file, of which there is a copy."""
    assert [store.add(company).returncode for company in (BEFORE, "Later")] == [0, 0]
    store.data_file.write_bytes(DAMAGED)


def backed_up(store: Store) -> None:
    """Begin with two applications, and two backups with both of them."""
    store.fill(BEFORE)
    assert [store.call(*words).returncode for words in (ADD, ("backup",), ("backup",))] == [0, 0, 0]


SITUATIONS = (first, growing, shrinking, large)


@pytest.mark.parametrize("begin", SITUATIONS)
def test_a_kill_at_any_call_leaves_the_old_file_or_the_new_one(
    store: Store, tmp_path: Path, ledger: Ledger, begin: Callable[[Store], None]
) -> None:
    """Whichever call is the last one, the file opens with all that was there, and what was told is in it."""
    need_strace()
    saved = _prepared(store, tmp_path, begin)
    before = [BEFORE] if begin is not first else []
    there = []
    # A kill at a call that only reads leaves what a kill at the next one that writes leaves.
    for call in saved if LONG else filter(_changes, saved):
        store.put_back(tmp_path / "before")
        with ledger.trying(f"SIGKILL at each system call, {begin.__name__} save"):
            done = kill_at(store, call, tmp_path / "trace", ADD)
            assert done.returncode == -9, call
            assert done.stdout == ""
            present = store.companies() if store.data_file.exists() else []
            there.append("Northwind" in present)
            store.check(before, ["Northwind"])
    # Once it is there it stays: a call later never takes it away again.
    assert there == sorted(there)
    assert there[-1]


@pytest.mark.parametrize(
    ("begin", "error"),
    [
        (begin, error)
        for begin in SITUATIONS
        for error in ("ENOSPC", "EIO")
        if LONG or begin in {growing, large}
    ]
    + [(shrinking, "ENOSPC")] * (not LONG),
)
def test_a_call_that_fails_is_told_or_makes_no_difference(
    store: Store, tmp_path: Path, ledger: Ledger, begin: Callable[[Store], None], error: str
) -> None:
    """Whichever call fails, a change told as done is there, and one that is not is refused with exit 3."""
    need_strace()
    before = [BEFORE] if begin is not first else []
    for call in filter(_may_fail, _prepared(store, tmp_path, begin)[:-1]):
        store.put_back(tmp_path / "before")
        with ledger.trying(f"{error} at each write, fsync, rename, open, {begin.__name__} save"):
            done = fail_at(store, call, error, tmp_path / "trace", ADD)
            present = store.companies() if store.data_file.exists() else []
            if done.returncode == 0:
                acknowledged = [*before, "Northwind"]
            else:
                sentence = said(done)
                assert str(store.home) in sentence, sentence
                acknowledged = before
                assert ("Northwind" in present) == ("The change is in" in sentence), (call, sentence)
            # What failed is cleared away at once, where only that did not fail as well.
            if store.data.exists() and not call.name.startswith("unlink"):
                assert not list(store.home.rglob("*.new")), call
            store.check(acknowledged, ["Northwind"])


@pytest.mark.parametrize("fault", ["SIGKILL", "ENOSPC", "EIO"] if LONG else ["SIGKILL"])
def test_a_restore_cut_short_loses_neither_file(
    store: Store, tmp_path: Path, ledger: Ledger, fault: str
) -> None:
    """Wherever a restore ends, the damaged file or the copy stands there, and what stood there is kept."""
    need_strace()
    saved = _prepared(store, tmp_path, damaged, RESTORE)
    for call in saved if LONG and fault == "SIGKILL" else filter(_changes, saved[:-1]):
        store.put_back(tmp_path / "before")
        with ledger.trying(f"{fault} at each system call of a restore"):
            if fault == "SIGKILL":
                done = kill_at(store, call, tmp_path / "trace", RESTORE)
                assert done.returncode == -9, call
            else:
                done = fail_at(store, call, fault, tmp_path / "trace", RESTORE)
                assert done.returncode in {0, REFUSED}, (call, done.stderr)
                assert done.stderr.count("\n") == (done.returncode == REFUSED)
            if store.data_file.read_bytes() == DAMAGED:
                assert done.returncode != 0
            else:
                assert DAMAGED in [kept.read_bytes() for kept in store.state.rglob("*.damaged")]
                assert store.companies() == [BEFORE]
            assert store.call(*RESTORE).returncode == 0
            assert store.companies() == [BEFORE]


@pytest.mark.parametrize("fault", ["SIGKILL", "ENOSPC"])
def test_forgetting_cut_short_is_done_by_the_next_call(
    store: Store, tmp_path: Path, ledger: Ledger, fault: str
) -> None:
    """Wherever it ends every file is whole, the others are all there, and called again nothing has it."""
    need_strace()
    saved = _prepared(store, tmp_path, backed_up, FORGET)
    for call in filter(_changes if fault == "SIGKILL" else _may_fail, saved[:-1]):
        store.put_back(tmp_path / "before")
        with ledger.trying(f"{fault} at each system call of forgetting"):
            if fault == "SIGKILL":
                assert kill_at(store, call, tmp_path / "trace", FORGET).returncode == -9, call
            else:
                done = fail_at(store, call, fault, tmp_path / "trace", FORGET)
                assert done.returncode in {0, REFUSED}, (call, done.stderr)
            store.check([BEFORE], ["Northwind"])
            if "Northwind" in store.companies():
                assert store.call(*FORGET).returncode == 0, call
            left = [file for file in store.home.rglob("*") if file.is_file()]
            assert not [file for file in left if b"Northwind" in file.read_bytes()], call
            assert store.companies() == [BEFORE]


def _prepared(
    store: Store, tmp_path: Path, begin: Callable[[Store], None], arguments: Sequence[str] = ADD
) -> list[Call]:
    """Make the situation, keep it, and find out which calls a save makes in it."""
    begin(store)
    store.keep(tmp_path / "before")
    assert store.run(*arguments).returncode == 0  # whatever a first start compiles is compiled
    store.put_back(tmp_path / "before")
    found = calls(store, tmp_path / "trace", arguments)
    again = [call.name for call in found]
    assert {"write", "fsync", "flock"} <= set(again)
    assert any(name.startswith("link" if begin is first else "rename") for name in again)
    return found


def _changes(call: Call) -> bool:
    """Say whether this call changes the store, or acknowledges the change."""
    made = "O_CREAT" in call.line or "O_TRUNC" in call.line or CHANGING.fullmatch(call.name) is not None
    return made or WRITING.fullmatch(call.name) is not None


def _may_fail(call: Call) -> bool:
    """Say whether this call is one of a save; in the long mode, all that touch the store are tried."""
    if WRITING.fullmatch(call.name):
        return True
    if call.name == "openat":
        return any(flag in call.line for flag in ("O_CREAT", "O_DIRECTORY", "O_TRUNC", "O_RDWR")) or LONG
    return LONG

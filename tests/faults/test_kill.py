"""`kill -9` at any moment: the file opens afterwards, and whatever was acknowledged is in it."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.running import KINDS, Burst, check_mixed
from tests.faults.store import LONG, Store
from tests.pty.conftest import Fill, Start
from tests.pty.terminal import PATIENCE, PROGRAM, Terminal, environment, run

pytestmark = pytest.mark.faults

APP_ROUNDS = 100 if LONG else 4
COMMAND_ROUNDS = 100 if LONG else 6
BURST_ROUNDS = 200 if LONG else 10
CARDS = 60
AT_ONCE = 3
"""How many commands run beside each other in a round, so that kills also hit those that wait for the lock."""


def stages() -> dict[str, str]:
    """Give every application's stage as the command line reads it from the file."""
    listed = run("list", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    return {application["id"]: application["stage"] for application in json.loads(listed.stdout)}


def acknowledged_in(terminal: Terminal) -> set[str]:
    """Give whose move was shown: it reached the terminal, even where the next frame drew over it."""
    return {name.decode() for name in re.findall(rb"(Firm\d\d): moved to Thanked", bytes(terminal.output))}


def burst(terminal: Terminal, companies: list[str], chance: random.Random, *, after_first: bool) -> None:
    """Move the first card of the first column, again and again, and leave off at any moment.

    One to three moves go out at once; the next ones as soon as the last of these is on the screen. The moment
    is counted from here, where the program may still load, or from the first move that was shown.
    """
    left = list(companies)
    if after_first:
        first, *left = left
        terminal.press("1 L")
        terminal.wait_until(lambda: first in acknowledged_in(terminal), "the first move")
    moment = time.monotonic() + chance.uniform(0.05, 1.0)
    while left and time.monotonic() < moment:
        wanted, left = left[: (count := chance.randint(1, 3))], left[count:]
        terminal.press("1 L " * len(wanted))
        while wanted[-1] not in acknowledged_in(terminal) and time.monotonic() < moment:
            terminal.read_once(moment - time.monotonic())


@pytest.mark.pty
def test_moves_in_the_app_survive_a_kill(start: Start, fill: Fill, data_file: Path, ledger: Ledger) -> None:
    """Killed anywhere in a burst of moves, no move that was on the screen is missing from the file."""
    chance = random.Random(20_261_123)
    companies = [f"Firm{number:02}" for number in range(CARDS)]
    fill(*companies)
    untouched = data_file.read_bytes()
    acknowledged = 0
    for number in range(APP_ROUNDS):
        with ledger.trying("SIGKILL in the app, in a burst of moves"):
            data_file.write_bytes(untouched)
            terminal = start()
            terminal.wait_for(f"Interviewed {CARDS}", "? keys")
            burst(terminal, companies, chance, after_first=number % 2 == 1)
            terminal.kill()
            shown = acknowledged_in(terminal)
            acknowledged += len(shown)
            kept = stages()
            assert len(kept) == CARDS
            moved = {company for company in companies if kept[company.casefold()] == "thanked"}
            assert shown <= moved, f"round {number}: shown, and not in the file"
            assert set(kept.values()) <= {"interviewed", "thanked"}
            history = json.loads(run("history", "--json").stdout)
            labels = {step["label"] for step in history} - {"A sample"}
            assert labels == {f"{company}: moved to Thanked" for company in moved}, f"round {number}"
    assert acknowledged


def test_commands_survive_a_kill(store: Store, ledger: Ledger) -> None:
    """Killed anywhere in a burst of `followup add`, none that ended with exit code 0 is missing."""
    chance = random.Random(23_112_026)
    environ = environment()
    began = time.monotonic()
    assert run("add", "Before", "Engineer").returncode == 0
    usual = time.monotonic() - began
    acknowledged = {"Before"}
    tried = {"Before"}
    for number in range(COMMAND_ROUNDS):
        companies = [f"Firm {number}-{place}" for place in range(AT_ONCE)]
        tried.update(companies)
        commands = [
            subprocess.Popen(
                [*PROGRAM, "add", company, "Engineer"],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for company in companies
        ]
        began = time.monotonic()
        # On two cores three take longer than one; the kills fall before, into and after what they write.
        for moment in sorted(chance.uniform(0.6, 2.2) * usual for _ in commands):
            victim = commands[chance.randrange(len(commands))]
            try:
                victim.wait(max(moment - (time.monotonic() - began), 0.0))
            except subprocess.TimeoutExpired:
                victim.kill()
        for command, company in zip(commands, companies, strict=True):
            if command.wait(PATIENCE) == 0:
                acknowledged.add(company)
        killed = sum(command.returncode < 0 for command in commands)
        with ledger.trying("SIGKILL in commands, three at a time", killed):
            store.check(acknowledged, tried)
    assert len(acknowledged) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_burst_of_saves_survives_a_kill(store: Store, tmp_path: Path, ledger: Ledger, kind: str) -> None:
    """Killed anywhere in saves that grow and shrink the file, it has what was acknowledged, and no half."""
    chance = random.Random(11_232_026)
    store.keep(tmp_path / "empty")
    for _ in range(BURST_ROUNDS):
        store.put_back(tmp_path / "empty")
        with ledger.trying(f"SIGKILL in a burst that grows and shrinks, {kind}"):
            with Burst(store, kind=kind) as running:
                running.go_on(chance.uniform(0.0, 0.3))
                acknowledged = running.kill()
            check_mixed(store, acknowledged)


def test_what_killed_processes_left_is_cleared_away(store: Store, ledger: Ledger) -> None:
    """The next change takes half-written files away; a copy that is being written just now stays."""
    store.fill("Before")
    store.data_file.with_name(".followup.json.0123456789abcdef.new").write_bytes(b"{half")
    copies = store.paths.backups_folder
    copies.mkdir(parents=True)
    old, fresh = copies / ".2026-11-22T120000Z.abc.new", copies / ".2026-11-23T120000Z.def.new"
    for unfinished in (old, fresh):
        unfinished.write_bytes(b"{half")
    os.utime(old, (0, 0))
    with ledger.trying("what killed processes left", 2):
        assert store.add("Northwind").returncode == 0
        assert not old.exists()
        assert fresh.exists()
        fresh.unlink()
        store.check(["Before", "Northwind"])

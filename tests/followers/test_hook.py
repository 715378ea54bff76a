"""The user's own command after each change: what it gets, and that it can hold nothing up."""

from __future__ import annotations

import json
import os
import shlex
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from followup_tui.followers import hook
from followup_tui.followers.hook import run_hook
from followup_tui.followers.hook_queue import HookQueue
from followup_tui.tracker import Tracker
from tests.samples import Clock, open_tracker

Script = Callable[[str], str]
PATIENCE = 10.0


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Make a shell script that works in the test's folder; gives the command that runs it."""

    def make(source: str) -> str:
        file = tmp_path / "my hook"
        file.write_text(f"#!/bin/sh\ncd {shlex.quote(str(tmp_path))}\n{source}\n", "utf-8")
        file.chmod(0o700)
        return shlex.quote(str(file))

    return make


@pytest.fixture
def tracker(tmp_path: Path) -> Tracker:
    """A tracker with one application."""
    tracker = open_tracker(tmp_path, Clock())
    tracker.add("Northwind", "Data engineer", at=Clock().time)
    return tracker


def with_hook(tracker: Tracker, command: str, seconds: float = hook.HOOK_SECONDS) -> Tracker:
    """Have a command run after each change."""
    tracker.follow(
        lambda step, now: run_hook(command, step, now.applications, now.path, now.today(), seconds)
    )
    return tracker


def received(tmp_path: Path) -> list[Any]:
    """Return what a hook that appends to `log` got, in order."""
    return [json.loads(part) for part in (tmp_path / "log").read_text("utf-8").split("\0") if part]


LOG = "cat >> log; printf '\\0' >> log"


def test_it_gets_the_step_and_the_applications_after_it(
    tracker: Tracker, script: Script, tmp_path: Path
) -> None:
    """As history and show have them; undone steps are marked, and what was removed is among the ids alone."""
    with_hook(tracker, script(LOG))
    tracker.set_decision_date("northwind", None)
    assert not (tmp_path / "log").exists(), "nothing changed"
    tracker.snooze("northwind", Clock().time.replace(day=30))
    tracker.undo()
    tracker.change_many("Northwind: removed", lambda _: {"northwind": None})
    snoozed, undone, removed = received(tmp_path)
    assert list(snoozed) == ["schema", "step", "data_file", "applications"]
    assert snoozed["schema"] == 1
    assert snoozed["data_file"] == str(tracker.path)
    assert snoozed["step"]["label"].startswith("Northwind: snoozed")
    assert snoozed["step"]["ids"] == ["northwind"]
    assert snoozed["step"]["undone"] is False
    assert [application["id"] for application in snoozed["applications"]] == ["northwind"]
    assert (undone["step"]["number"], undone["step"]["undone"]) == (snoozed["step"]["number"], True)
    assert (removed["step"]["ids"], removed["applications"]) == (["northwind"], [])
    assert tracker.warnings == ()


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("echo first >&2; echo second >&2; exit 3", "failed (3): first."),
        ("exit 1", "failed (1) and said nothing."),
        ("printf '\\033[31mred\\033[0m\\a' >&2; exit 4", "failed (4): red."),
        ("head -c 1000000 /dev/zero | tr '\\0' 'x' >&2; exit 5", "failed (5): xxx"),
        ("kill -9 $$", "failed (-9)"),
    ],
)
def test_its_failure_is_a_warning(tracker: Tracker, script: Script, source: str, sentence: str) -> None:
    """The exit code and the first line it said; the change is made, and stays."""
    with_hook(tracker, script(source))
    assert tracker.snooze("northwind", Clock().time.replace(day=30)).ids == ("northwind",)
    (warning,) = tracker.warnings
    assert sentence in warning
    assert "Your change is saved" in warning
    assert len(warning) < 500
    assert tracker.applications["northwind"].snoozed_until is not None


@pytest.mark.parametrize("command", ["/no/such/program", "/", "'no quote"])
def test_what_cannot_be_run_is_a_warning(tracker: Tracker, command: str) -> None:
    """So is a command that is none."""
    with_hook(tracker, command)
    tracker.snooze("northwind", Clock().time.replace(day=30))
    assert "did not start" in tracker.warnings[0]


def test_one_that_takes_too_long_is_ended(tracker: Tracker, script: Script, tmp_path: Path) -> None:
    """With every process it started."""
    with_hook(tracker, script("sleep 60 & echo $! > child; echo $$ > pid; sleep 60"), 0.3)
    tracker.snooze("northwind", Clock().time.replace(day=30))
    assert "took longer" in tracker.warnings[0]
    for name in ("child", "pid"):
        wait_until(partial(is_gone, int((tmp_path / name).read_text())))


def is_gone(process: int) -> bool:
    """Return whether a process is over."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        return False


def wait_until(so: Callable[[], bool]) -> None:
    """Wait until something is the case, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("source", ["exit 0", "exec 0<&-; exit 0", "head -c 10 > /dev/null"])
def test_it_need_not_read_what_it_gets(tracker: Tracker, script: Script, source: str) -> None:
    """A command that only wants to know that something changed is no failure."""
    with_hook(tracker, script(source))
    tracker.change_many("Many", lambda applications: {"northwind": None, **dict.fromkeys(applications)})
    assert tracker.warnings == ()


def test_it_knows_that_it_is_one_and_of_which_file(tracker: Tracker, script: Script, tmp_path: Path) -> None:
    """What followup changes within it runs no further command, and is about the same data."""
    with_hook(tracker, script('echo "$FOLLOWUP_IN_HOOK $FOLLOWUP_DATA" > log'))
    tracker.snooze("northwind", Clock().time.replace(day=30))
    assert (tmp_path / "log").read_text() == f"1 {tracker.path}\n"


def test_in_the_background_changes_keep_their_order(tracker: Tracker, script: Script, tmp_path: Path) -> None:
    """The first takes longer; the second waits for it, and whoever made them waits for neither."""
    hooks = HookQueue(script(f"test -e log || sleep 0.3; {LOG}"))
    tracker.follow(hooks.add)
    for day in (28, 29, 30):
        tracker.snooze("northwind", Clock().time.replace(day=day))
    assert not (tmp_path / "log").exists()
    said: list[None] = []
    assert hooks.finish(lambda: said.append(None), PATIENCE) == []
    # In order, and each with the application as it was after that change, not as it is by now.
    snoozes = [each["applications"][0]["snoozed_until"] for each in received(tmp_path)]
    assert [snooze[8:10] for snooze in snoozes] == ["28", "29", "30"]


def test_in_the_background_a_failure_is_said(tracker: Tracker, script: Script) -> None:
    """While the board is open by the board, at the end by whoever waits."""
    hooks = HookQueue(script("echo no >&2; exit 3"))
    failures: list[str] = []
    failed = threading.Event()

    def fail(problem: str) -> None:
        failures.append(problem)
        failed.set()

    hooks.on_failure = fail
    tracker.follow(hooks.add)
    tracker.snooze("northwind", Clock().time.replace(day=28))
    assert failed.wait(PATIENCE)
    assert "failed (3): no" in failures[0]
    assert hooks.finish(lambda: None, PATIENCE) == []


def test_the_end_does_not_wait_for_ever(tracker: Tracker, script: Script) -> None:
    """It says that it waits, and then how many changes were not waited for."""
    hooks = HookQueue(script("sleep 3"))
    tracker.follow(hooks.add)
    for day in (28, 29):
        tracker.snooze("northwind", Clock().time.replace(day=day))
    said: list[None] = []
    (sentence,) = hooks.finish(lambda: said.append(None), 0.6)
    assert "2 changes were not waited for" in sentence
    assert said == [None]


def test_without_a_change_there_is_nothing_to_wait_for() -> None:
    """Leaving the board at once is leaving it at once."""
    assert HookQueue("false").finish(lambda: pytest.fail("nothing is waited for")) == []

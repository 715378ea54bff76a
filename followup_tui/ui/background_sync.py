"""A sync while the board is open: a process of its own, so that no key waits for git or the network."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from threading import Thread
from typing import Protocol

from followup_tui.domain.look import Meaning
from followup_tui.domain.text import clean_line
from followup_tui.domain.wording import say_count
from followup_tui.tracker import Tracker


class Board(Protocol):
    """The board, as far as a sync asks anything of it."""

    @property
    def tracker(self) -> Tracker:
        """The user's applications."""

    def say(self, sentence: str, meaning: Meaning = Meaning.QUIET, *, whole: bool = False) -> None:
        """Say something in the bottom row of the screen in front."""

    def call_from_another_thread(self, callback: Callable[[], None]) -> None:
        """Have the program call a function."""


class BackgroundSync:
    """Syncs, one at a time; what came is shown as what any other process changes.

    Args:
        program: the program.
    """

    def __init__(self, program: Board) -> None:
        self._program = program
        self._is_running = False

    def start(self) -> None:
        """Begin a sync, unless one goes on. It goes on by itself where the board is left meanwhile."""
        if self._is_running:
            self._program.say("A sync is already running")
            return
        from followup_tui.sync.command import sync_command  # the first paint does without

        try:
            process = subprocess.Popen(  # noqa: S603 - this program
                sync_command(self._program.tracker.path, "--json"),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            self._program.say(f"The sync could not be started: {error.strerror}", Meaning.OVERDUE)
            return
        self._is_running = True
        self._program.say("Syncing in the background")
        Thread(target=self._wait, args=(process,), daemon=True).start()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        output, errors = process.communicate()
        sentence, meaning = report_sentence(process.returncode, output, errors)
        self._program.call_from_another_thread(lambda: self._end(sentence, meaning))

    def _end(self, sentence: str, meaning: Meaning) -> None:
        self._is_running = False
        self._program.say(sentence, meaning, whole=meaning is not Meaning.QUIET)


def report_sentence(exit_code: int, output: bytes, errors: bytes) -> tuple[str, Meaning]:
    """Return what to say of a sync that ended."""
    import json  # the first paint does without

    try:
        document = json.loads(output)
        counts = [
            (0 if document["problem"] else document["sent"], "sent"),
            (len(document["new"]), "new"),
            (len(document["changed"]), "changed"),
            (len(document["removed"]), "removed"),
        ]
        clashes, problem = sum(document["clashes"].values()), document["problem"]
        notes = [f"{old} is called {new} here now" for old, new in document["renamed"].items()]
        notes += document["notes"]
    except (ValueError, LookupError, TypeError, AttributeError):
        lines = errors.decode("utf-8", "replace").strip().splitlines()
        reason = clean_line(lines[-1].removeprefix("followup: "), "The error", 2_000) if lines else ""
        return f"Not synced: {reason or f'exit code {exit_code}'}", Meaning.OVERDUE
    done = ", ".join(f"{number:,} {word}" for number, word in counts if number) or "nothing new"
    if problem:
        return ". ".join((f"Came in: {done}", *notes, f"Not sent: {problem}")), Meaning.OVERDUE
    if clashes:
        notes.append(f"{say_count(clashes, 'clash', 'clashes')} to decide: ctrl+p, Clashes")
    return ". ".join((f"Synced: {done}", *notes)), Meaning.YOURS if notes else Meaning.QUIET

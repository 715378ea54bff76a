"""A sync while the board is open: a process of its own, so that no key waits for git or the network."""

from __future__ import annotations

import json
import subprocess
from threading import Thread
from typing import Final

from followup_tui.domain.look import Meaning
from followup_tui.domain.text import clean_line
from followup_tui.domain.wording import say_count
from followup_tui.sync.command import sync_command
from followup_tui.ui.program import Program

_PATIENT_SECONDS: Final = 8.0
"""How long a sync may take before it is said what it waits for."""


def start_sync(program: Program) -> None:
    """Begin a sync, unless one goes on; what comes is shown as what any other process changes.

    It goes on by itself where the board is left meanwhile.
    """
    if program.is_syncing:
        program.say("A sync is already running")
        return
    try:
        process = subprocess.Popen(  # noqa: S603 - this program
            sync_command(program.tracker.path, "--json"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        program.say(f"The sync could not be started: {error.strerror}", Meaning.OVERDUE)
        return
    program.is_syncing = True
    program.say("Syncing in the background")

    def wait() -> None:
        try:
            output, errors = process.communicate(timeout=_PATIENT_SECONDS)
        except subprocess.TimeoutExpired:
            waiting = "Still syncing: waiting for the remote to answer"
            program.call_from_another_thread(lambda: program.say(waiting))
            output, errors = process.communicate()
        sentence, meaning = report_sentence(process.returncode, output, errors)
        program.call_from_another_thread(lambda: end(sentence, meaning))

    def end(sentence: str, meaning: Meaning) -> None:
        program.is_syncing = False
        program.say(sentence, meaning, whole=meaning is not Meaning.QUIET)

    Thread(target=wait, daemon=True).start()


def report_sentence(exit_code: int, output: bytes, errors: bytes) -> tuple[str, Meaning]:
    """Return what to say of a sync that ended."""
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

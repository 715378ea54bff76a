"""The user's command after each change, run in the background: a key on the board never waits for it."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Final

from followup_tui.followers.hook import HOOK_SECONDS, run_hook
from followup_tui.storage.history import Step
from followup_tui.tracker import Tracker

FINISH_SECONDS: Final = HOOK_SECONDS
"""How long is waited at the end for what is not run yet."""

_QUIET_SECONDS: Final = 0.5
"""How long of that nothing is said."""


class HookQueue:
    """Runs the command for one change after the other, in the order in which they were made.

    Args:
        command: from the settings.

    Attributes:
        on_failure: called with what went wrong, a sentence, in a thread of its own.
    """

    def __init__(self, command: str) -> None:
        self._command = command
        self._waiting: SimpleQueue[Callable[[], str] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._lock = Lock()
        self._unfinished = 0
        self._is_finishing = False
        self._failures: list[str] = []
        self.on_failure: Callable[[str], None] = lambda _: None

    def add(self, step: Step, tracker: Tracker) -> str:
        """Queue a step that was made; a `tracker.Follower`."""
        # As they are now: nothing in them changes, and the tracker has others after the next step.
        applications, today, data_file = tracker.applications, tracker.today(), tracker.path
        with self._lock:
            self._unfinished += 1
        self._waiting.put(lambda: run_hook(self._command, step, applications, data_file, today))
        if self._thread is None:
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()
        return ""

    def finish(self, say_waiting: Callable[[], object], seconds: float = FINISH_SECONDS) -> list[str]:
        """Wait until all are run, but not for long. Return what went wrong meanwhile, in sentences.

        What runs then goes on by itself; what was not begun is not run.

        Args:
            say_waiting: called where it takes a while.
            seconds: how long to wait at most.
        """
        if self._thread is None:
            return []
        with self._lock:
            self._is_finishing = True
        self._waiting.put(None)
        self._thread.join(min(_QUIET_SECONDS, seconds))
        if self._thread.is_alive():
            say_waiting()
            self._thread.join(max(0.0, seconds - _QUIET_SECONDS))
        with self._lock:
            failures = self._failures
            if left := self._unfinished:
                changes = "change was" if left == 1 else "changes were"
                failures.append(f"Your command after a change took too long: {left} {changes} not waited for")
        return failures

    def _run(self) -> None:
        while (run := self._waiting.get()) is not None:
            problem = run()
            with self._lock:
                self._unfinished -= 1
                if problem and self._is_finishing:
                    self._failures.append(problem)
                    problem = ""
            if problem:
                self.on_failure(problem)

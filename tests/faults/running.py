"""A burst of changes in a process of its own, and what must hold of the file wherever it was cut short."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, Self

from tests.faults import burst
from tests.faults.store import REFUSED, Store
from tests.pty.terminal import PATIENCE

if TYPE_CHECKING:
    from types import TracebackType

NAME = "Firm"

LARGE = ", a large file"

KINDS = ("mixed", f"mixed{LARGE}")
"""What a burst does, and whether to a file of some megabytes."""


class Burst:
    """A process that makes one change after the other.

    Args:
        store: whose file it changes.
        count: how many changes it makes, if it is let.
        kind: `mixed` or `grow`, as `burst` has it, and whether to a large file.
        name: what its companies are called.
    """

    def __init__(self, store: Store, count: int = 4_000, kind: str = "mixed", name: str = NAME) -> None:
        self._told = b""
        if kind.endswith(LARGE):
            store.make_large()
        what = kind.removesuffix(LARGE)
        arguments = (str(store.data_file), str(store.paths.backups_folder), name, str(count), what)
        self._process = store.start(*arguments, program=(sys.executable, "-m", "tests.faults.burst"))
        assert self._process.stdout is not None
        self._line = self._process.stdout.fileno()

    def __enter__(self) -> Self:
        """Give the burst; it is ended at the end in any case."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, however it stands."""
        if self._process.returncode is None:
            self._process.kill()
        self._process.communicate(timeout=PATIENCE)

    @property
    def acknowledged(self) -> int:
        """How many changes it said were on disk, of what was taken in so far."""
        return self._told.count(b"\n")

    def go_on(self, seconds: float, *, begun: int = 1) -> None:
        """Let it run for so long after it acknowledged so many changes."""
        deadline = time.monotonic() + PATIENCE
        while self.acknowledged < begun and time.monotonic() < deadline and self._take(PATIENCE):
            pass
        assert self.acknowledged >= begun
        moment = time.monotonic() + seconds
        while (left := moment - time.monotonic()) > 0 and self._take(left):
            pass

    def go_on_once(self) -> bool:
        """Wait for the next changes it acknowledges. Says whether there are any."""
        return self._take(PATIENCE)

    def kill(self) -> int:
        """End it with SIGKILL. Gives how many changes it had acknowledged."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)
        while self._take(0.0):
            pass
        return self.acknowledged

    def end(self) -> tuple[int, str]:
        """Wait for its end. Gives its exit code and what it complained of."""
        while self._take(PATIENCE):
            pass
        code = self._process.wait(PATIENCE)
        assert self._process.stderr is not None
        return code, self._process.stderr.read()

    def refused(self) -> str:
        """Wait for its end, which is a change that was refused. Gives the sentence."""
        code, complaint = self.end()
        assert code == REFUSED, (code, complaint)
        assert complaint.count("\n") == 1
        assert complaint.startswith("followup: ")
        return complaint

    def _take(self, seconds: float) -> bool:
        """Take in what it says next, waiting so long for it. Says whether it said anything."""
        if not select.select([self._line], [], [], seconds)[0]:
            return False
        said = os.read(self._line, 1 << 16)
        self._told += said
        return bool(said)


def check_mixed(store: Store, acknowledged: int) -> None:
    """Hold that a burst's file has every acknowledged change, at most one more, and nothing half."""
    tracker = store.open()
    revisions = [application.revision for application in tracker.applications.values()]
    for step in tracker.history():
        revisions += [state.revision for state in step.states.values() if state]
    done = max(revisions, default=0)
    assert done in {acknowledged, acknowledged + 1}, "as many changes as acknowledged, or the one begun"
    assert set(store.companies()) == burst.companies_after(done, NAME)
    # What is last in the file is undone in two of four states; notes are there in one.
    assert any(known.notes for known in tracker.applications.values()) == burst.has_notes_after(done)
    store.check(burst.companies_after(done, NAME))

"""Reading files for an import in another thread, so that the screen goes on; it can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Final

from followup_tui.errors import FollowupError
from followup_tui.exchange.imports.incoming import Progress
from followup_tui.importing import PlannedImport
from followup_tui.ui.program import Program

_AGAIN_AFTER: Final = 0.25
"""So many seconds pass before it says again how far it is: each time is a frame."""

Work = Callable[[Progress], PlannedImport]
"""Returns what an import would do; tells the function it is given how far that is."""


class _StoppedError(Exception):
    """The user wants it no longer."""


class ImportRun:
    """One planning of an import, begun at once.

    Args:
        program: the program; the page may be gone before this is done.
        work: plans the import.
        tell: is told how far it is, a sentence.
        done: is given the result, or why there is none.
    """

    def __init__(
        self,
        program: Program,
        work: Work,
        tell: Callable[[str], None],
        done: Callable[[PlannedImport | FollowupError], None],
    ) -> None:
        self._program, self._work, self._tell, self._done = program, work, tell, done
        self._is_stopped = False
        self._next = time.monotonic() + _AGAIN_AFTER
        # The program does not wait for it to leave: nothing is changed by it.
        Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Stop it: nothing more is told."""
        self._is_stopped = True

    def _run(self) -> None:
        result: PlannedImport | FollowupError
        try:
            result = self._work(self._progress)
        except _StoppedError:
            return
        except FollowupError as error:
            result = error
        except Exception as error:  # noqa: BLE001 - raised again where the program sees it
            self._call(partial(self._fail, error))
            return
        self._call(lambda: self._done(result))

    def _fail(self, error: Exception) -> None:
        raise error

    def _progress(self, doing: str, done: int, total: int) -> None:
        """Tell the page how far it is, not too often.

        Raises:
            _StoppedError: it is to stop.
        """
        if self._is_stopped:
            raise _StoppedError
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _AGAIN_AFTER
            self._call(lambda: self._tell(f"{doing}: {done:,} of {total:,}"))

    def _call(self, callback: Callable[[], None]) -> None:
        self._program.call_from_another_thread(lambda: None if self._is_stopped else callback())

"""Work done ahead in a second process, on another processor where there is one."""

from __future__ import annotations

import os
import pickle
import select
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Self, TypeVar

Result = TypeVar("Result")


class Prerender(Generic[Result]):
    """A second process that computes one value and ends. The end of a `with` block waits for it.

    It is a fork: start it while this process has one thread. The work must not touch the terminal.

    Args:
        work: returns a value that can be pickled.
        afterwards: is called in the second process once the value was read, or nobody reads it any more.
    """

    def __init__(self, work: Callable[[], Result], afterwards: Callable[[], None] = lambda: None) -> None:
        read_end, write_end = os.pipe()
        try:
            self._process = os.fork()
        except OSError:  # there are too many processes
            self._process = -1
        if not self._process:
            os.close(read_end)  # held open here, it would keep the write below waiting for a reader
            _do(work, afterwards, write_end)
        os.close(write_end)
        self._answer = os.fdopen(read_end, "rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def is_done(self) -> bool:
        """Whether `result` returns at once."""
        return bool(select.select((self._answer,), (), (), 0)[0])

    def result(self) -> Result | None:
        """Wait for the value, and return it. May be called once.

        Returns None where there is none: the process could not be started, failed or was killed. Doing the
        work again in this process shows why.
        """
        try:
            result: Result = pickle.load(self._answer)  # noqa: S301 - from this program itself
        except (EOFError, pickle.UnpicklingError):
            return None
        return result

    def end(self) -> None:
        """Wait until the process has ended. Its value can no longer be read."""
        self._answer.close()
        if self._process > 0:
            # Where SIGCHLD is ignored, which is inherited, it leaves no status.
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
            self._process = -1


def _do(work: Callable[[], object], afterwards: Callable[[], None], write_end: int) -> None:
    try:
        content = pickle.dumps(work())
        with suppress(OSError), os.fdopen(write_end, "wb") as answer:  # the reader may be gone
            answer.write(content)
        afterwards()
    finally:
        # Not sys.exit: the first process's clean-up must not run here too. No error is written, no buffer
        # flushed, no temporary folder removed.
        os._exit(0)

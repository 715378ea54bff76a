"""Work that another process does meanwhile, on another processor where there is one."""

from __future__ import annotations

import os
import pickle
import select
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Self, TypeVar

Result = TypeVar("Result")


class Ahead(Generic[Result]):
    """A process of its own that does one piece of work and ends; at the end of a `with` it is waited for.

    To be begun while this process has one thread: the other is a copy of that thread alone. It is to leave
    the terminal alone.

    Args:
        work: gives a value that can be pickled.
        afterwards: is done when that value was handed over, or nobody takes it any more.
    """

    def __init__(self, work: Callable[[], Result], afterwards: Callable[[], None] = lambda: None) -> None:
        here, there = os.pipe()
        try:
            self._process = os.fork()
        except OSError:  # there are too many already
            self._process = -1
        if not self._process:
            os.close(here)  # or it would wait for itself, where nobody else takes what it writes
            _do(work, afterwards, there)
        os.close(there)
        self._answer = os.fdopen(here, "rb")

    def __enter__(self) -> Self:
        """Give the work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for its end, as `end`."""
        self.end()

    @property
    def is_done(self) -> bool:
        """Whether `result` need not wait."""
        return bool(select.select((self._answer,), (), (), 0)[0])

    def result(self) -> Result | None:
        """Wait for the value, once.

        Gives None where there is none: the process could not be begun, failed, or was ended before its time.
        Whoever does the work again learns why.
        """
        try:
            result: Result = pickle.load(self._answer)  # noqa: S301 - from this program itself
        except (EOFError, pickle.UnpicklingError):
            return None
        return result

    def end(self) -> None:
        """Wait until the process is done with everything. The value can no longer be had."""
        self._answer.close()
        if self._process > 0:
            with suppress(ChildProcessError):  # who started this one may have it that no ends are kept
                os.waitpid(self._process, 0)
            self._process = -1


def _do(work: Callable[[], object], afterwards: Callable[[], None], there: int) -> None:
    try:
        content = pickle.dumps(work())
        with suppress(OSError), os.fdopen(there, "wb") as answer:  # nobody may wait any more
            answer.write(content)
        afterwards()
    finally:
        # Nothing of the process that this is a copy of is to be done again here: no error said, no stream
        # flushed, no folder taken away.
        os._exit(0)

"""Signals that end the program: turned into an exit that cleans up, or kept waiting for one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

EXIT_SIGNALS = (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM)


@contextmanager
def exit_signals_raise() -> Iterator[Callable[[], None]]:
    """Raise SystemExit with 128 + number on a signal, so that every `with` block inside cleans up.

    By default the process would end at once. A signal that is ignored stays so, as SIGHUP under nohup. While
    the board is shown it handles them itself (`ui/terminal/resilient_app.py`).

    Yields a function that raises SystemExit where a signal came before: Python ignores what is raised in
    callbacks, and each import has one, so that a signal may have been lost.
    """
    main_process = os.getpid()

    def exit_on(number: int, _: object) -> NoReturn:
        if os.getpid() != main_process:
            os._exit(128 + number)  # a fork: what it would clean up is the main process's
        came.append(number)
        for other in before:
            signal.signal(other, signal.SIG_IGN)  # a second one must not interrupt the clean-up
        raise SystemExit(128 + number)

    def raise_again() -> None:
        if came:
            raise SystemExit(128 + came[0])

    came: list[int] = []
    before = {number: signal.getsignal(number) for number in EXIT_SIGNALS}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, exit_on)
    try:
        yield raise_again
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def exit_signals_wait() -> Iterator[None]:
    """Let a signal that ends the program wait until the block is over: what is made is cleaned up."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, EXIT_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def interrupt_waits() -> Iterator[None]:
    """Let ctrl+c wait until the block is over, or until `let_interrupt_come`."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        let_interrupt_come()


def let_interrupt_come() -> None:
    """Let ctrl+c interrupt from here on.

    Raises:
        KeyboardInterrupt: one has waited.
    """
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

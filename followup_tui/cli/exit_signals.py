"""Signals that end the program wait, or ctrl+c alone, until what must be cleaned up is."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

EXIT_SIGNALS = (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM)


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

"""A driver for lines that are slow, stop, or drop.

Textual's own blocks the program when the terminal stops reading, ends it on a byte that is no UTF-8, loses
every key after a paste that was cut off, and spins when the terminal is gone. It is mended here, in its own
terms: what is overridden is named as it is there.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable
from queue import SimpleQueue
from typing import IO

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"

PASTE_SECONDS = 1.0
"""A paste whose end has not come this long after its last byte is taken to have ended."""

LEAVE_SECONDS = 0.5
"""How long a terminal that does not read is waited for when leaving."""


class HungUp(events.Event):
    """The terminal is gone."""


class Writer(WriterThread):
    """Writes to the terminal in a thread of its own, and never makes the program wait.

    How much is written ahead is for the program to decide, by `behind`; `caught_up` is called, in this
    thread, whenever everything is written.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._waiting: SimpleQueue[str | None] = SimpleQueue()
        self._unwritten = 0
        self._counting = threading.Lock()
        self.caught_up: Callable[[], object] = lambda: None

    @property
    def behind(self) -> bool:
        """Whether something waits to be written."""
        return self._unwritten > 0 and self.is_alive()

    def write(self, text: str) -> None:
        """Queue a text to be written."""
        if self.is_alive():
            with self._counting:
                self._unwritten += 1
            self._waiting.put(text)

    def run(self) -> None:
        """Write what is queued until the end, or until the terminal is gone."""
        while (text := self._waiting.get()) is not None:
            try:
                self._file.write(text)
                if self._waiting.empty():
                    self._file.flush()
            except (OSError, ValueError):
                return
            with self._counting:
                self._unwritten -= 1
            if not self._unwritten:
                self.caught_up()

    def stop(self) -> None:
        """Write the rest and end; a terminal that does not read is not waited for long."""
        self._waiting.put(None)
        self.join(LEAVE_SECONDS)


# The driver makes its writer by this name.
setattr(linux_driver, WriterThread.__name__, Writer)


class SteadyDriver(LinuxDriver):
    """The terminal, however bad the line to it is."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._loop = asyncio.get_running_loop()

    @property
    def writer(self) -> Writer | None:
        """What writes to the terminal; None before the start."""
        return self._writer_thread if isinstance(self._writer_thread, Writer) else None

    def write(self, data: str) -> None:
        """Write to the terminal, while it is there."""
        if self._writer_thread is not None:
            self._writer_thread.write(data)

    def run_input_thread(self) -> None:
        """Read keys until the end, or until the terminal is gone."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        pasting, quiet = False, 0.0
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                text = ""
                if selector.select(0.1):
                    content = self._read()
                    if not content:
                        self._hang_up()
                        return
                    text, quiet = decode(content), 0.0
                    begins, ends = text.rfind(PASTE_BEGINS), text.rfind(PASTE_ENDS)
                    pasting = begins > ends if max(begins, ends) >= 0 else pasting
                else:
                    quiet += 0.1
                if pasting and quiet >= PASTE_SECONDS:
                    text, pasting = PASTE_ENDS, False
                for event in (*parser.feed(text), *parser.tick()) if text else parser.tick():
                    self.process_message(event)
        try:
            tuple(parser.feed(""))
        except (EOFError, ParseError):
            return

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _hang_up(self) -> None:
        if not self.exit_event.is_set():
            asyncio.run_coroutine_threadsafe(self._app._post_message(HungUp()), self._loop)  # noqa: SLF001

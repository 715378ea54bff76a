"""A terminal driver for lines that are slow, stall, or drop.

Textual's own driver blocks the program when the terminal stops reading, crashes on a byte that is not UTF-8,
ignores every key after a paste that was cut off, takes half an arrow key for letters, and spins when the
terminal is gone. This one does not. Overridden methods are named as they are in Textual.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
import threading
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from queue import Queue
from typing import IO, Any

from textual import events
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from followup_tui.ui.terminal.escape_sequences import Acknowledged, InputParser
from followup_tui.ui.terminal.first_paint import ALTERNATE_SCREEN, PaintedTerminal, deliver_signals
from followup_tui.ui.terminal.pacing import ACKNOWLEDGEMENT_REQUEST, Pacing

POLL_SECONDS = 0.1
"""How often a thread checks whether it is to stop, or a wait whether there is still a reason for it."""

LAST_WRITE_SECONDS = 0.5
"""How long a terminal that does not read is waited for when the program ends."""

REPLY_SECONDS = 0.5
"""How long a reply is waited for before another program is given what the terminal sends."""

SLOW_REPLY_SECONDS = 3.0
"""How long at most where the terminal has replied so far and its line may be a slow one."""

DISCARDS = 5
"""How often unread output is discarded at the end, so that what restores the terminal finds room."""


def call_in_loop(loop: asyncio.AbstractEventLoop, callback: Callable[[], object]) -> None:
    """Call something in the event loop's thread; do nothing where the loop is closed."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(callback)


class HungUp(events.Event):
    """The terminal is gone."""


class Writer(WriterThread):
    """Writes to the terminal in a thread of its own, and never blocks the program.

    It queues without a limit: whoever writes checks `has_backlog` first. `on_drained` is called, in this
    thread, whenever everything is written.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._texts: Queue[str | None] = Queue()
        self.on_drained: Callable[[], object] = lambda: None

    @property
    def has_backlog(self) -> bool:
        """Whether something is still to be written."""
        return self._texts.unfinished_tasks > 0 and self.is_alive()

    def write(self, text: str) -> None:
        """Queue a text to be written."""
        if self.is_alive():
            self._texts.put(text)

    def run(self) -> None:
        """Write what is queued until `stop`, or until the terminal is gone."""
        with suppress(OSError, ValueError):
            while (text := self._texts.get()) is not None:
                self._file.write(text)
                if self._texts.empty():
                    self._file.flush()
                self._texts.task_done()
                if not self._texts.unfinished_tasks:
                    self.on_drained()
            # Where the end was queued before the last text was written, nothing has flushed that.
            self._file.flush()

    def stop(self) -> None:
        """Write the rest and end; do not wait long for a terminal that does not read.

        Such a terminal may read again later, and must be usable then: what it has not read, a frame that is
        outdated anyway, is discarded to make room for the sequences that restore mouse and cursor.
        """
        self._texts.put(None)
        self.join(LAST_WRITE_SECONDS)
        for _ in range(DISCARDS):
            if not self.is_alive():
                return
            self._discard_unread()
            self.join(LAST_WRITE_SECONDS / DISCARDS)

    def _discard_unread(self) -> None:
        """Discard what was sent to the terminal and not read by it."""
        with suppress(termios.error, OSError, ValueError):
            terminal = self._file.fileno()
            # Stopped and started again, or Linux would not tell the blocked thread that there is room now.
            termios.tcflow(terminal, termios.TCOOFF)
            termios.tcflush(terminal, termios.TCOFLUSH)
            termios.tcflow(terminal, termios.TCOON)


# LinuxDriver makes its writer by this name.
setattr(linux_driver, WriterThread.__name__, Writer)


class ResilientDriver(LinuxDriver):
    """Reads keys from a terminal and writes frames to it, however bad the line is."""

    def __init__(self, app: App[Any], **options: Any) -> None:  # noqa: ANN401 - whatever LinuxDriver takes
        super().__init__(app, **options)
        self.on_ready: Callable[[], object] = lambda: None
        """Called in the event loop whenever a frame may have arrived: then the next may be sent."""
        self.on_resized: Callable[[Size], object] = lambda _: None
        """Called in the event loop with the terminal's size when it was changed, be it back and forth."""
        self.is_exiting_fast = False
        """Whether a signal or a hang-up ends the program: then nothing is waited for longer than it must."""
        self._has_terminal = False
        self._pacing = Pacing(time.monotonic)
        self._requests_replies = False
        self._replied = threading.Event()
        self._painted: PaintedTerminal | None = getattr(app, "painted", None)
        self._keeps_picture = False
        self._typed = b""
        """What was typed before the start, and read."""
        self.starts = 0
        """How often the terminal has been taken."""

    @property
    def seconds_to_wait(self) -> float:
        """For how many seconds at most the next frame has to wait; 0 where it may be sent."""
        return self._pacing.seconds_to_wait or (POLL_SECONDS if self._has_backlog else 0.0)

    @property
    def _has_backlog(self) -> bool:
        """Whether something is still to be written; before the start nothing can be."""
        return not isinstance(self._writer_thread, Writer) or self._writer_thread.has_backlog

    def write(self, data: str) -> None:
        """Write to the terminal, where there is one."""
        if self._keeps_picture and data == ALTERNATE_SCREEN:
            return  # shown already; once more would clear it
        if self._writer_thread is not None:
            self._writer_thread.write(data)

    def send_frame(self, frame: str) -> None:
        """Send a frame, with a request for its acknowledgement where one is due."""
        is_request_due = self._requests_replies and self._pacing.add_frame(len(frame))
        self.write(frame + self._request() if is_request_due else frame)

    def start_application_mode(self) -> None:
        """Take the terminal, for the first time or again."""
        self.starts += 1
        painted = self._painted
        if painted is not None:
            painted.check()
            self._keeps_picture = painted.picture is not None
            self._typed = painted.typed
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types
        if painted is not None:
            self._painted, self._keeps_picture = None, False
            self.attrs_before = painted.attributes
            self.on_resized = lambda _: painted.forget()
            painted.is_taken = False
        if isinstance(self._writer_thread, Writer):
            self._writer_thread.on_drained = lambda: call_in_loop(self._loop, self.on_ready)
        signal.signal(signal.SIGWINCH, lambda *_: call_in_loop(self._loop, self._report_size))
        self._has_terminal = self._requests_replies = True
        if self._pacing.start():
            self.write(self._request())
        deliver_signals()  # last: one that waited may take the terminal away again

    def stop_application_mode(self) -> None:
        """Give the terminal back, for good or until the next start."""
        self._has_terminal = False
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Stop reading keys, and send no more requests.

        A reply that is still under way would be typed into the editor, or into the shell: it is waited for.
        A terminal that does not read does not reply either.
        """
        if self._requests_replies and self._pacing.awaits_reply and self._key_thread is not None:
            seconds = REPLY_SECONDS
            if not self.is_exiting_fast:
                seconds = max(seconds, min(self._pacing.seconds_to_wait, SLOW_REPLY_SECONDS))
            for _ in range(round(seconds / POLL_SECONDS)):
                if self._replied.wait(POLL_SECONDS) or not self._key_thread.is_alive() or self._has_backlog:
                    break
        self._requests_replies = False
        super().disable_input()

    def process_message(self, message: Message) -> None:
        """Pass a key or a click on to the program; keep acknowledgements here."""
        if isinstance(message, Acknowledged):
            self._replied.set()
            call_in_loop(self._loop, self._acknowledge)
            return
        if isinstance(message, events.Resize):  # told by the terminal itself
            call_in_loop(self._loop, partial(self.on_resized, message.size))
        super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Post a message to the program; do nothing where its event loop is closed."""
        call_in_loop(self._loop, lambda: self._app.post_message(message))

    def run_input_thread(self) -> None:
        """Read keys until input is disabled, or until the terminal is gone."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = InputParser(debug=self._debug)
        with _open_for_reading(self.fileno) as terminal:
            text, self._typed = decode(self._typed), b""
            while not self.exit_event.is_set():
                for message in parser.feed(text, time.monotonic()):
                    self.process_message(message)
                text = ""
                seconds = min(parser.seconds_to_timeout(time.monotonic()), POLL_SECONDS)
                if select.select((terminal,), (), (), seconds)[0]:
                    content = _read(terminal)
                    if content is not None and not content:
                        self._hang_up()
                        break
                    text = decode(content or b"")
        parser.close()

    def _sigcont_application(self, *arguments: object) -> None:
        # SIGSTOP cannot be handled: the program goes on as if nothing had happened, but another may have had
        # the terminal. Textual would start a second time, with two threads more, and restore the wrong state.
        if self._has_terminal:
            call_in_loop(self._loop, self._retake_terminal)
        elif self._key_thread is not None:
            super()._sigcont_application(*arguments)

    def _retake_terminal(self) -> None:
        """Give the terminal back and take it again; stop again where it is another program's now."""
        if not self._has_terminal:
            return
        with suppress(OSError):
            if os.tcgetpgrp(self.fileno) != os.getpgrp():
                os.kill(os.getpid(), signal.SIGSTOP)
                return
        self.suspend_application_mode()
        self.resume_application_mode()
        self.send_message(self.SignalResume())

    def _report_size(self) -> None:
        """Tell the program how large the terminal is, after a signal said that it was resized.

        Textual looks that up in the handler of the signal. Another signal interrupts the handler: its newer
        size is told first then, and what is drawn fits the older one until the next resize.
        """
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self.on_resized(size)
            self._app.post_message(events.Resize(size, size))

    def _request(self) -> str:
        self._replied.clear()
        return ACKNOWLEDGEMENT_REQUEST

    def _acknowledge(self) -> None:
        self._pacing.acknowledge()
        self.on_ready()

    def _hang_up(self) -> None:
        self._replied.set()
        if not self.exit_event.is_set():
            self.send_message(HungUp())


@contextmanager
def _open_for_reading(fileno: int) -> Iterator[int]:
    """Open the terminal once more, to be read without blocking; its own descriptor where it cannot be opened.

    What `select` announces may be gone when it is read: stopped in between, the program leaves it to a shell.
    A thread that blocks then could not be joined. The descriptor itself is shared with that shell, and so is
    its blocking mode: that must stay.
    """
    try:
        terminal = os.open(os.ttyname(fileno), os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        terminal = os.dup(fileno)
    try:
        yield terminal
    finally:
        os.close(terminal)


def _read(terminal: int) -> bytes | None:
    """Read what came; None where nothing was after all, empty where the terminal is gone."""
    try:
        return os.read(terminal, 4096)
    except BlockingIOError:
        return None
    except OSError:
        return b""

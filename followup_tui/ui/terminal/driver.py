"""A driver for lines that are slow, stop, or drop.

Textual's own blocks the program when the terminal stops reading, ends it on a byte that is no UTF-8, loses
every key after a paste that was cut off, takes half an arrow key for letters, and spins when the terminal is
gone. It is mended here, in its own terms: what is overridden is named as it is there.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import termios
import threading
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any

from textual import events
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from followup_tui.ui.terminal.escape_sequences import Answered, Keyboard
from followup_tui.ui.terminal.pacing import QUESTION, Pacing

LOOK_SECONDS = 0.1
"""How often it is looked whether to read no further."""

LEAVE_SECONDS = 0.5
"""How long a terminal that does not read is waited for when leaving."""

ANSWER_SECONDS = 0.5
"""How long an answer is waited for before another program gets what the terminal sends."""

SLOW_ANSWER_SECONDS = 3.0
"""How long at most where the terminal has answered so far and its line may be a slow one."""

ANSWER_LOOK_SECONDS = 0.1
"""How often it is looked meanwhile whether it can come at all."""

WIPES = 5
"""How often what it has not read is then thrown away, for the words that give it back to fit in."""


def hand_over(loop: asyncio.AbstractEventLoop, act: Callable[[], object]) -> None:
    """Have something done in the program's own thread; nothing where the program has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(act)


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
        with suppress(OSError, ValueError):
            while (text := self._waiting.get()) is not None:
                self._file.write(text)
                if self._waiting.empty():
                    self._file.flush()
                with self._counting:
                    self._unwritten -= 1
                if not self._unwritten:
                    self.caught_up()
            # The end may have been asked for before the last words were out: then nothing flushed them.
            self._file.flush()

    def stop(self) -> None:
        """Write the rest and end; a terminal that does not read is not waited for long.

        It may read again later, and is to be found usable then: what it was sent and has not read, a
        picture nobody needs any more, makes room for what switches the mouse off and the cursor on.
        """
        self._waiting.put(None)
        self.join(LEAVE_SECONDS)
        for _ in range(WIPES):
            if not self.is_alive():
                return
            self._wipe()
            self.join(LEAVE_SECONDS / WIPES)

    def _wipe(self) -> None:
        """Throw away what the terminal was sent and has not read."""
        with suppress(termios.error, OSError, ValueError):
            terminal = self._file.fileno()
            # Stopped and started again, or Linux would not tell the thread that there is room now.
            termios.tcflow(terminal, termios.TCOOFF)
            termios.tcflush(terminal, termios.TCOFLUSH)
            termios.tcflow(terminal, termios.TCOON)


# The driver makes its writer by this name.
setattr(linux_driver, WriterThread.__name__, Writer)


class SteadyDriver(LinuxDriver):
    """The terminal, however bad the line to it is."""

    def __init__(self, app: App[Any], **named: Any) -> None:  # noqa: ANN401 - whatever LinuxDriver takes
        super().__init__(app, **named)
        self.answered: Callable[[], object] = lambda: None
        """Called in the program's own thread whenever the terminal has answered."""
        self.hurried = False
        """Whether somebody asked the program to end who will not wait."""
        self._pacing = Pacing(time.monotonic)
        self._asks = False
        self._heard = threading.Event()

    @property
    def held(self) -> float:
        """For how many seconds at most the next frame is to wait; 0 where it may go."""
        return self._pacing.held

    @property
    def writer(self) -> Writer | None:
        """What writes to the terminal; None before the start."""
        return self._writer_thread if isinstance(self._writer_thread, Writer) else None

    def write(self, data: str) -> None:
        """Write to the terminal, while it is there."""
        if self._writer_thread is not None:
            self._writer_thread.write(data)

    def send_frame(self, frame: str) -> None:
        """Send a frame, and ask with it where it is to be known when it has come."""
        asks = self._asks and self._pacing.sends(len(frame))
        self.write(frame + self._question() if asks else frame)

    def start_application_mode(self) -> None:
        """Take the terminal, for the first time or again."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types
        self._asks = True
        if self._pacing.begins():
            self.write(self._question())

    def disable_input(self) -> None:
        """Read no further, and ask nothing more.

        An answer that is still under way would be typed into the editor, or stand in the shell: it is waited
        for. Where the terminal does not read, it does not answer either.
        """
        if self._asks and self._pacing.expects and self._key_thread is not None:
            longest = ANSWER_SECONDS
            if not self.hurried:
                longest = max(longest, min(self._pacing.held, SLOW_ANSWER_SECONDS))
            for _ in range(round(longest / ANSWER_LOOK_SECONDS)):
                if self._heard.wait(ANSWER_LOOK_SECONDS) or not self._key_thread.is_alive():
                    break
                if self.writer is not None and self.writer.behind:
                    break
        self._asks = False
        super().disable_input()

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal sends; an answer is no business of any widget."""
        if isinstance(message, Answered):
            self._heard.set()
            hand_over(self._loop, self._answer_came)
            return
        super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Tell the program of a key, a click, or the end; one that has ended already is told nothing."""
        hand_over(self._loop, lambda: self._app.post_message(message))

    def run_input_thread(self) -> None:
        """Read keys until the end, or until the terminal is gone."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        keyboard = Keyboard(debug=self._debug)
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                text = ""
                if selector.select(min(keyboard.patience(time.monotonic()), LOOK_SECONDS)):
                    content = self._read()
                    if not content:
                        self._hang_up()
                        break
                    text = decode(content)
                for message in keyboard.take(text, time.monotonic()):
                    self.process_message(message)
        keyboard.close()

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _question(self) -> str:
        self._heard.clear()
        return QUESTION

    def _answer_came(self) -> None:
        self._pacing.answered()
        self.answered()

    def _hang_up(self) -> None:
        self._heard.set()
        if not self.exit_event.is_set():
            self.send_message(HungUp())

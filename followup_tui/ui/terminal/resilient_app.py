"""The base of a program for bad lines: one frame at a time, only what differs, an orderly exit."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from rich.color import ColorSystem
from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.terminal.driver import HungUp, ResilientDriver
from followup_tui.ui.terminal.first_paint import PaintedTerminal
from followup_tui.ui.terminal.frame import Frame
from followup_tui.ui.terminal.type_ahead import TypeAheadApp

Result = TypeVar("Result")

EXIT_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
"""The signals that end the program, with exit code 128 and the signal's number, as a shell has it."""

EXIT_SECONDS = 2.0
"""How long an exit on a signal may take before the process ends at once."""

SYNCHRONIZED_BEGIN, SYNCHRONIZED_END = "\x1b[?2026h", "\x1b[?2026l"
"""What is between these the terminal shows in one go."""


@contextmanager
def signal_handlers_restored() -> Iterator[None]:
    """Restore the handlers of `EXIT_SIGNALS` that a program inside replaces."""
    before = {number: signal.getsignal(number) for number in EXIT_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class ResilientApp(TypeAheadApp[Result]):
    """A program on a line that may be slow, stall, or drop.

    Args:
        painted: the terminal where a picture is painted on it already (`first_paint.py`).
    """

    def __init__(self, painted: PaintedTerminal | None = None) -> None:
        # Textual would turn what is drawn into shades of grey, and a warning into a dark one. Here a style is
        # sent without its colours (`frame.py`).
        no_color = os.environ.pop("NO_COLOR", None)
        super().__init__(driver_class=ResilientDriver)
        if no_color is not None:
            os.environ["NO_COLOR"] = no_color
        self.no_color = bool(no_color)
        # Each screen would have a widget for these; the bottom row says what is to be said.
        self._disable_tooltips = self._disable_notifications = True
        self.painted = painted
        self._frame: Frame | None = None
        self._pending_frame: asyncio.TimerHandle | None = None
        self.signal_exit_code = 0
        """The exit code for the signal or hang-up that ends the program; 0 where none does."""

    def on_load(self) -> None:
        """Exit in good order on `EXIT_SIGNALS`, from before the terminal is taken."""
        if threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()

        def exit_soon(number: int, _: object) -> None:
            loop.call_soon_threadsafe(self.exit_on_signal, number)

        for number in EXIT_SIGNALS:
            # Under nohup a hang-up is ignored; that the terminal is gone is noticed all the same. The loop's
            # own handlers would still be called where an editor has the keys that interrupt.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, exit_soon)

    def on_hung_up(self, event: HungUp) -> None:
        """Exit: nobody sees the program any more."""
        event.stop()
        self.exit_on_signal(signal.SIGHUP)

    def exit_on_signal(self, number: int) -> None:
        """Keep what is half-written and exit with 128 + `number`, in any case within `EXIT_SECONDS`."""
        if self.signal_exit_code:
            return
        self.signal_exit_code = 128 + number
        deadline = threading.Timer(EXIT_SECONDS, os._exit, (self.signal_exit_code,))
        deadline.daemon = True
        deadline.start()
        if isinstance(self._driver, ResilientDriver):
            self._driver.is_exiting_fast = True
        self.keep_half_written()
        self.exit(return_code=self.signal_exit_code)

    def keep_half_written(self) -> None:
        """Put what is half-written on disk."""

    @property
    def crash(self) -> Exception | None:
        """The exception that ended the program; None where none did."""
        return self._exception

    def panic(self, *_: RenderableType) -> None:
        """End after a crash; whoever started the program reports it, without anything the user wrote."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        # Textual's own prints the local variables of every stack frame: names, notes, letters.
        self.keep_half_written()
        self._close_messages_no_wait()

    def repaint_all(self) -> None:
        """Paint the whole screen anew: another program had the terminal."""
        if self._frame is not None:
            self._frame.invalidate()
        self.refresh(layout=True)

    def send_to_terminal(self, sequence: str) -> None:
        """Write a control sequence to the terminal that draws nothing: one that copies a text."""
        if self._driver is not None:
            self._driver.write(sequence)
            self._driver.flush()

    def preload_styles(self, widgets: Iterable[Widget]) -> None:
        """Read the default styles of these widgets' classes, so that the first one mounted need not wait."""
        for widget in widgets:
            widget._post_register(self)  # noqa: SLF001 - what mounting it does
        self.stylesheet.parse()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        driver = self._driver
        if not isinstance(driver, ResilientDriver) or not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super()._display(screen, renderable)
            return
        if self._batch_count or not self._running or self._closed:
            return
        if self._frame is None:
            colors = self.console._color_system or ColorSystem.STANDARD  # noqa: SLF001 - as Textual's own Strip does
            self._frame = Frame(None if self.no_color else colors, GLYPHS.substitutes)
            # It was started once: nobody else has had the terminal since the picture was painted.
            if self.painted is not None and self.painted.picture is not None and driver.starts == 1:
                self._frame.begin_with(self.painted.picture)
            driver.on_ready = partial(self._send_pending_frame, driver, self._frame)
            driver.on_resized = partial(self._forget_shown, driver, self._frame)
        # By the size it was laid out for: `self.size` may be the next one already, and where the one before
        # comes back at once, nothing is laid out again.
        self._frame.update(renderable, screen._compositor.size)  # noqa: SLF001 - no public part tells it
        self._send_frame(driver, self._frame)
        self.post_display_hook()

    def _send_frame(self, driver: ResilientDriver, frame: Frame) -> None:
        """Send what differs; where the frame before has not arrived yet, do so once it has."""
        if self._pending_frame is not None:
            self._pending_frame.cancel()
            self._pending_frame = None
        if seconds := driver.seconds_to_wait:
            # Then at the latest: the acknowledgement may never come, where another program had the terminal.
            loop = asyncio.get_running_loop()
            self._pending_frame = loop.call_later(seconds, self._send_pending_frame, driver, frame)
            return
        # Where the field is now: `cursor_position` may be from before the field moved.
        position = getattr(self.focused, "cursor_screen_offset", self.cursor_position)
        diff, cursor = frame.diff(), self.screen.outer_size.clamp_offset(position)
        # Textual draws the cursor itself, so one that moved on its own comes with the next picture.
        if not diff:
            return
        move_cursor = f"\x1b[{cursor.y + 1};{cursor.x + 1}H"
        begin, end = (SYNCHRONIZED_BEGIN, SYNCHRONIZED_END) if self._sync_available else ("", "")
        driver.send_frame(f"{begin}{diff}{move_cursor}{end}")

    def _forget_shown(self, driver: ResilientDriver, frame: Frame, size: Size) -> None:
        """Forget what the terminal shows: it was resized, and may have cut off or cleared some of it.

        Where it has the size again that it had, nobody else would draw anything.
        """
        frame.invalidate()
        if size == frame.size and self._running and not self._closed:
            self._send_frame(driver, frame)

    def _send_pending_frame(self, driver: ResilientDriver, frame: Frame) -> None:
        if self._pending_frame is not None and self._running and not self._closed:
            self._send_frame(driver, frame)

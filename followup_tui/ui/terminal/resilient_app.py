"""A program that stays steady over a bad line: one frame at a time, only what differs, and a good end."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterable
from typing import Any, TypeVar

from rich.color import ColorSystem
from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.terminal.driver import HungUp, SteadyDriver, hand_over
from followup_tui.ui.terminal.frame import Frame
from followup_tui.ui.terminal.type_ahead import TypeAhead

Result = TypeVar("Result")

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
"""What asks the program to leave; it exits with 128 and the signal's number, as a shell says it."""

PATIENCE_SECONDS = 2.0
"""How long leaving may take before the process ends without the rest."""


class SteadyApp(TypeAhead[Result]):
    """A program on a line that may be slow, stop, or drop."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401 - whatever App takes
        super().__init__(**named)
        # Each screen would have a widget for these; the bottom row says what is to be said.
        self._disable_tooltips = self._disable_notifications = True
        self._frame: Frame | None = None
        self._cursor = Offset(-1, -1)
        self._late = False
        self._patience: asyncio.TimerHandle | None = None
        self.leaving = 0

    def get_driver_class(self) -> type[Driver]:
        """Give the driver that copes with bad lines."""
        return SteadyDriver

    def listen_for_the_end(self) -> None:
        """Leave in good order when a signal asks for it. To be called once the program is mounted."""
        if threading.current_thread() is not threading.main_thread() or self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            # Under nohup a hang-up is to be outlived; the terminal's end is noticed all the same.
            if signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, self.leave, 128 + number)

    def on_hung_up(self, event: HungUp) -> None:
        """Leave: there is nobody to show anything to."""
        event.stop()
        self.leave(128 + signal.SIGHUP)

    def leave(self, code: int) -> None:
        """Keep what is half-written and leave with this exit code, in any case within some seconds."""
        if self.leaving:
            return
        self.leaving = code
        last = threading.Timer(PATIENCE_SECONDS, os._exit, (code,))
        last.daemon = True
        last.start()
        if isinstance(self._driver, SteadyDriver):
            self._driver.hurried = True
        self.keep_half_written()
        self.exit(return_code=code)

    def keep_half_written(self) -> None:
        """Put what is half-written on disk."""

    @property
    def fault(self) -> Exception | None:
        """What ended the program though nobody asked for it; None where nothing did."""
        return self._exception

    def panic(self, *_: RenderableType) -> None:
        """End; who started the program says why, without anything the user wrote."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        # Textual's own prints the local variables of every step: names, notes, what was said.
        self.keep_half_written()
        self._close_messages_no_wait()

    def forget_what_is_shown(self) -> None:
        """Paint everything anew at the next chance: another program had the terminal."""
        if self._frame is not None:
            self._frame.forget()

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
        if not isinstance(driver, SteadyDriver) or not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super()._display(screen, renderable)
            return
        if self._batch_count or not self._running or self._closed:
            return
        if self._frame is None:
            colors = self.console._color_system or ColorSystem.STANDARD  # noqa: SLF001 - as Textual's own Strip does
            self._frame = Frame(colors, GLYPHS.instead)
        self._frame.take(renderable, self.size)
        self._send(driver)
        self.post_display_hook()

    def _send(self, driver: SteadyDriver) -> None:
        """Send what differs; where the frame before has not come yet, wait until it has."""
        writer, frame = driver.writer, self._frame
        if writer is None or frame is None:
            return
        loop = asyncio.get_running_loop()
        writer.caught_up = lambda: hand_over(loop, lambda: self._caught_up(driver))
        driver.answered = lambda: self._caught_up(driver)
        held = driver.held
        if writer.behind or held:
            self._late = True
            self._wait_no_longer_than(held, driver)
            return
        # Where the field is by now: what it was told when it got the focus may be from before it moved.
        place = getattr(self.focused, "cursor_screen_offset", self.cursor_position)
        sent, cursor = frame.difference(), self.screen.outer_size.clamp_offset(place)
        if not sent and cursor == self._cursor:
            return
        self._cursor = cursor
        there = f"\x1b[{cursor.y + 1};{cursor.x + 1}H"
        begin, end = ("\x1b[?2026h", "\x1b[?2026l") if self._sync_available else ("", "")
        driver.send_frame(f"{begin}{sent}{there}{end}")

    def _wait_no_longer_than(self, seconds: float, driver: SteadyDriver) -> None:
        """Have the frame that waits sent after so many seconds at the latest; 0 for however long it takes.

        The answer that is waited for may never come: another program may have had the terminal.
        """
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        if seconds:
            self._patience = asyncio.get_running_loop().call_later(seconds, self._caught_up, driver)

    def _caught_up(self, driver: SteadyDriver) -> None:
        self._wait_no_longer_than(0, driver)
        if self._late and self._running and not self._closed:
            self._late = False
            self._send(driver)

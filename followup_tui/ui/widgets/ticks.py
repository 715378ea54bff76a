"""A few lines, each ticked or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Ticks(Widget, can_focus=True):
    """Lines to tick: the arrows go up and down, space ticks.

    Args:
        lines: what there is to tick.
        ticked: what is ticked at first.
    """

    DEFAULT_CSS = """
    Ticks { height: auto; width: 1fr; padding: 0 1; background: $entry; }
    Ticks:focus { background: $chosen; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up,k", "step(-1)", "before"),
        ("down,j", "step(1)", "next"),
        ("space,x", "tick", "tick"),
    ]

    @dataclass
    class Changed(Message):
        """Another line is ticked, or one no longer is."""

        ticks: Ticks

        @property
        def control(self) -> Ticks:
            """The widget it came from."""
            return self.ticks

    def __init__(self, lines: Sequence[str], ticked: Sequence[str] = ()) -> None:
        super().__init__()
        self.lines = tuple(dict.fromkeys([*lines, *ticked]))
        self._ticked = set(ticked)
        self._index = 0

    @property
    def value(self) -> str:
        """The ticked lines, one a line."""
        return "\n".join(line for line in self.lines if line in self._ticked)

    @value.setter
    def value(self, lines: str) -> None:
        self._ticked = set(lines.splitlines())
        self.lines = tuple(dict.fromkeys([*self.lines, *lines.splitlines()]))
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw the lines."""
        parts: list[tuple[str, str]] = []
        for index, line in enumerate(self.lines):
            here = self.has_focus and index == self._index
            ticked = line in self._ticked
            parts.append(
                (
                    f"[{'x' if ticked else ' '}] {line}\n",
                    f"{'bold ' if here else ''}{'$yours' if ticked else ''}",
                )
            )
        return (
            Content.assemble(*parts[:-1], (parts[-1][0].rstrip("\n"), parts[-1][1])) if parts else Content("")
        )

    def action_step(self, step: int) -> None:
        """Go to the next line, or the one before."""
        self._index = max(0, min(self._index + step, len(self.lines) - 1))
        self.refresh()

    def action_tick(self) -> None:
        """Tick the line, or take the tick away."""
        if self.lines:
            self._turn(self._index)

    def on_focus(self) -> None:
        """Show which line one is on."""
        self.refresh()

    def on_blur(self) -> None:
        """Show it no longer."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tick the line under the pointer."""
        if event.y < len(self.lines):
            self._index = event.y
            self._turn(event.y)

    def _turn(self, index: int) -> None:
        self._ticked ^= {self.lines[index]}
        self.refresh()
        self.post_message(self.Changed(self))

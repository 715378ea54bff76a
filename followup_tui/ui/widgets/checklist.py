"""A checklist: a few lines, each ticked or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Checklist(Widget, can_focus=True):
    """Lines to tick: the arrows move, space ticks.

    Args:
        lines: what there is to tick.
        ticked: the lines that are ticked at first; one that is not among `lines` is added.
    """

    DEFAULT_CSS = """
    Checklist { height: auto; width: 1fr; padding: 0 1; background: $entry; }
    Checklist:focus { background: $chosen; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up,k", "step(-1)", "before"),
        ("down,j", "step(1)", "next"),
        ("space,x", "tick", "tick"),
    ]

    @dataclass
    class Changed(Message):
        """A line was ticked, or its tick taken away."""

        checklist: Checklist

        @property
        def control(self) -> Checklist:
            """The widget it came from."""
            return self.checklist

    def __init__(self, lines: Sequence[str], ticked: Sequence[str] = ()) -> None:
        super().__init__()
        self.lines = tuple(dict.fromkeys([*lines, *ticked]))
        self._ticked = set(ticked)
        self._index = 0

    @property
    def value(self) -> str:
        """The ticked lines, separated by line breaks."""
        return "\n".join(line for line in self.lines if line in self._ticked)

    @value.setter
    def value(self, lines: str) -> None:
        self._ticked = set(lines.splitlines())
        self.lines = tuple(dict.fromkeys([*self.lines, *lines.splitlines()]))
        self.refresh(layout=True)

    def render(self) -> Content:
        """Render the lines."""
        parts: list[tuple[str, str]] = []
        for index, line in enumerate(self.lines):
            is_current = self.has_focus and index == self._index
            is_ticked = line in self._ticked
            parts.append(
                (
                    f"[{'x' if is_ticked else ' '}] {line}\n",
                    f"{'bold ' if is_current else ''}{'$good' if is_ticked else ''}",
                )
            )
        return (
            Content.assemble(*parts[:-1], (parts[-1][0].rstrip("\n"), parts[-1][1])) if parts else Content("")
        )

    def action_step(self, step: int) -> None:
        """Go so many lines down, up where negative; stop at the ends."""
        self._index = max(0, min(self._index + step, len(self.lines) - 1))
        self.refresh()

    def action_tick(self) -> None:
        """Tick the current line, or take its tick away."""
        if self.lines:
            self._toggle(self._index)

    def on_focus(self) -> None:
        """Show which line is the current one."""
        self.refresh()

    def on_blur(self) -> None:
        """Stop showing which line is the current one."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tick the line under the pointer, or take its tick away."""
        if event.y < len(self.lines):
            self._index = event.y
            self._toggle(event.y)

    def _toggle(self, index: int) -> None:
        self._ticked ^= {self.lines[index]}
        self.refresh()
        self.post_message(self.Changed(self))

"""The smallest program Textual can run, one widget and one key: what everything else is measured against."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

READY = "Minimal 0"


class Minimal(App[None]):
    """Counts how often `j` was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [("j", "count", "count")]

    count = 0

    def compose(self) -> ComposeResult:
        """Show the count."""
        yield Static(READY)

    def action_count(self) -> None:
        """Count one more."""
        self.count += 1
        self.query_one(Static).update(f"Minimal {self.count}")


if __name__ == "__main__":
    Minimal().run()

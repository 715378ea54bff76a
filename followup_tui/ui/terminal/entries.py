"""Textual's text entries, with a say in what goes into them."""

from __future__ import annotations

from textual import events
from textual.document._document import EditResult
from textual.widgets import Input, TextArea


class PastingInput(Input):
    """An entry of one line that all lines of a paste are put into."""

    def update_node_styles(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Update the styles; not before the entry is mounted, when all of them are computed anyway."""
        if self.is_attached:
            super().update_node_styles(animate)

    def _on_paste(self, event: events.Paste) -> None:
        # Input's own handler would be called after this one, and insert the first line once more.
        event.prevent_default()
        event.stop()
        self.replace(event.text, *self.selection)


class RefusingTextArea(TextArea):
    """An entry of many lines whose subclass may refuse what is typed or pasted."""

    def accepts(self, insert: str, start: tuple[int, int], end: tuple[int, int]) -> bool:
        """Return whether a text may take the place of what stands between two locations (row, column)."""
        del insert, start, end
        return True

    def update_node_styles(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Update the styles; not before the entry is mounted, when all of them are computed anyway."""
        if self.is_attached:
            super().update_node_styles(animate)

    def _replace_via_keyboard(
        self, insert: str, start: tuple[int, int], end: tuple[int, int]
    ) -> EditResult | None:
        # Typing and pasting both go through here.
        if insert and not self.accepts(insert, start, end):
            return None
        return super()._replace_via_keyboard(insert, start, end)

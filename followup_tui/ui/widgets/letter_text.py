"""The subject and the body of a letter: blanks stand out, and the first one can be selected and filled in."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.widgets.input import Selection

from followup_tui.domain.letter import blank_spans, suggestion_in
from followup_tui.ui.widgets.field import LineEntry, TextEntry


class SubjectLine(LineEntry):
    """The subject of a letter."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False, id="subject")
        self.cursor_blink = False

    def select_blank(self) -> bool:
        """Select the first blank, to be typed over. Return whether there is one."""
        blanks = blank_spans(self.value)
        if blanks:
            self.selection = Selection(*blanks[0])
        return bool(blanks)

    def accept_blank(self) -> bool:
        """Put what the first blank suggests in its place. Return whether it suggests anything."""
        start, end = next(iter(blank_spans(self.value)), (0, 0))
        suggestion = suggestion_in(self.value[start + 2 : end - 2])
        if suggestion:
            self.value = f"{self.value[:start]}{suggestion}{self.value[end:]}"
            self.cursor_position = start + len(suggestion)
        return bool(suggestion)


class LetterText(TextEntry):
    """The body of a letter."""

    DEFAULT_CSS = """
    LetterText { border: none; padding: 0 1; background: $background; height: 1fr; }
    LetterText:focus { background: $entry; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True, soft_wrap=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        """Return a line in which blanks stand out, by more than colour."""
        line = super().get_line(line_index)
        line_start = sum(len(self.document.get_line(index)) + 1 for index in range(line_index))
        color = self.app.theme_variables["yours"]
        style = Style(bold=True, reverse=True, color=color if color.startswith("#") else "yellow")
        for start, end in blank_spans(self.text):
            first, last = max(start - line_start, 0), min(end - line_start, len(line))
            if first < last:
                line.stylize(style, first, last)
        return line

    def select_blank(self) -> bool:
        """Select the first blank, to be typed over. Return whether there is one."""
        blanks = blank_spans(self.text)
        if blanks:
            start, end = blanks[0]
            self.move_cursor(self._location(start))
            self.move_cursor(self._location(end), select=True)
        return bool(blanks)

    def move_cursor_to(self, index: int) -> None:
        """Move the cursor behind so many characters."""
        self.move_cursor(self._location(index))

    def accept_blank(self) -> bool:
        """Put what the first blank suggests in its place. Return whether it suggests anything."""
        start, end = next(iter(blank_spans(self.text)), (0, 0))
        suggestion = suggestion_in(self.text[start + 2 : end - 2])
        if suggestion:
            self.replace(suggestion, self._location(start), self._location(end))
            # Behind it, with nothing selected: what is typed next goes on there.
            self.move_cursor(self._location(start + len(suggestion)))
        return bool(suggestion)

    def _location(self, index: int) -> tuple[int, int]:
        """Return the row and column behind so many characters."""
        before = self.text[:index]
        return before.count("\n"), index - (before.rfind("\n") + 1)

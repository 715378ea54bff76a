"""Where a letter is written: the places that are still open stand out, and the next one is chosen."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.widgets.input import Selection

from followup_tui.domain.letter import places
from followup_tui.ui.widgets.field import Line, Lines


class SubjectLine(Line):
    """The subject of a letter."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False, id="subject")
        self.cursor_blink = False

    def choose_place(self) -> bool:
        """Choose the first open place, to be typed over. Gives whether there is one."""
        found = places(self.value)
        if found:
            self.selection = Selection(*found[0])
        return bool(found)

    def accept_place(self) -> None:
        """Take the brackets away from the first open place."""
        if found := places(self.value):
            start, end = found[0]
            inner = self.value[start + 2 : end - 2].strip()
            self.value = f"{self.value[:start]}{inner}{self.value[end:]}"
            self.cursor_position = start + len(inner)


class LetterText(Lines):
    """The body of a letter."""

    DEFAULT_CSS = """
    LetterText { border: none; padding: 0 1; background: $background; height: 1fr; }
    LetterText:focus { background: $entry; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True, soft_wrap=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        """Give a line with its open places standing out, by more than colour."""
        line = super().get_line(line_index)
        begins = sum(len(self.document.get_line(index)) + 1 for index in range(line_index))
        color = self.app.theme_variables["yours"]
        style = Style(bold=True, reverse=True, color=color if color.startswith("#") else "yellow")
        for start, end in places(self.text):
            first, last = max(start - begins, 0), min(end - begins, len(line))
            if first < last:
                line.stylize(style, first, last)
        return line

    def choose_place(self) -> bool:
        """Choose the first open place, to be typed over. Gives whether there is one."""
        found = places(self.text)
        if found:
            start, end = found[0]
            self.move_cursor(self._location(start))
            self.move_cursor(self._location(end), select=True)
        return bool(found)

    def go_to(self, index: int) -> None:
        """Put the cursor behind so many characters."""
        self.move_cursor(self._location(index))

    def accept_place(self) -> None:
        """Take the brackets away from the first open place."""
        found = places(self.text)
        if found:
            start, end = found[0]
            inner = self.text[start + 2 : end - 2].strip()
            self.replace(inner, self._location(start), self._location(end))
            # Beside it, and not chosen: what is typed next goes on.
            self.move_cursor(self._location(start + len(inner)))

    def _location(self, index: int) -> tuple[int, int]:
        before = self.text[:index]
        return before.count("\n"), index - (before.rfind("\n") + 1)

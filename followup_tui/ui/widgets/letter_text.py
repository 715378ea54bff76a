"""The subject and the body of a letter: blanks stand out, and are selected to be filled in."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual.message import Message
from textual.style import Style
from textual.widgets.input import Selection

from followup_tui.domain.letter import blank_spans, suggestion_in
from followup_tui.ui.styles import STYLES
from followup_tui.ui.widgets.field import LineEntry, TextEntry


@dataclass
class BlankKept(Message):
    """An entry refused to put white space in the place of the blank that is selected."""


def _accepted(text: str) -> tuple[str, int] | None:
    """Return a text with what its blanks suggest in their place, and where the last of it ends.

    None where no blank suggests anything.
    """
    result, end = "", 0
    last = 0
    for start, stop in blank_spans(text):
        if suggestion := suggestion_in(text[start + 2 : stop - 2]):
            result += text[last:start] + suggestion
            last, end = stop, len(result)
    return (result + text[last:], end) if last else None


class SubjectLine(LineEntry):
    """The subject of a letter."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False, id="subject")
        self.cursor_blink = False

    @property
    def content(self) -> str:
        """What is written in it."""
        return self.value

    @property
    def selected(self) -> tuple[int, int]:
        """Between which characters what is selected stands; both are the cursor's where nothing is."""
        start, end = sorted(self.selection)
        return start, end

    def select_span(self, start: int, end: int) -> None:
        """Select what stands between two characters."""
        self.selection = Selection(start, end)

    def accept_blanks(self) -> bool:
        """Put what the blanks suggest in their place. Return whether one suggests anything."""
        accepted = _accepted(self.value)
        if accepted:
            self.value, self.cursor_position = accepted
        return accepted is not None


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
        style = Style.parse(STYLES["yours-chip"], self.app.theme_variables).rich_style
        for start, end in blank_spans(self.text):
            first, last = max(start - line_start, 0), min(end - line_start, len(line))
            if first < last:
                line.stylize(style, first, last)
        return line

    @property
    def content(self) -> str:
        """What is written in it."""
        return self.text

    @property
    def selected(self) -> tuple[int, int]:
        """Between which characters what is selected stands; both are the cursor's where nothing is."""
        start, end = sorted(self.selection)
        return self._index(start), self._index(end)

    def select_span(self, start: int, end: int) -> None:
        """Select what stands between two characters."""
        self.move_cursor(self._location(start))
        self.move_cursor(self._location(end), select=True)

    def accepts(self, insert: str, start: tuple[int, int], end: tuple[int, int]) -> bool:
        """Refuse white space in the place of a blank, too: a letter with a hole in it would be "ready"."""
        span = tuple(sorted((self._index(start), self._index(end))))
        if insert.isspace() and span in blank_spans(self.text):
            self.post_message(BlankKept())
            return False
        return super().accepts(insert, start, end)

    def move_cursor_to(self, index: int) -> None:
        """Move the cursor behind so many characters."""
        self.move_cursor(self._location(index))

    def accept_blanks(self) -> bool:
        """Put what the blanks suggest in their place. Return whether one suggests anything."""
        accepted = _accepted(self.text)
        if accepted:
            text, end = accepted
            self.replace(text, (0, 0), self.document.end)
            # Behind it, with nothing selected: what is typed next goes on there.
            self.move_cursor(self._location(end))
        return accepted is not None

    def _index(self, location: tuple[int, int]) -> int:
        """Return how many characters stand before a row and column."""
        return len(self.get_text_range((0, 0), location))

    def _location(self, index: int) -> tuple[int, int]:
        """Return the row and column behind so many characters."""
        before = self.text[:index]
        return before.count("\n"), index - (before.rfind("\n") + 1)

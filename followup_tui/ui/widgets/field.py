"""A field of a form: its label, its entry, and below them what was understood or what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from followup_tui.domain.look import Sign
from followup_tui.domain.text import LINE_LIMIT, TEXT_LIMIT
from followup_tui.errors import FollowupError
from followup_tui.ui.glyphs import GLYPHS, printable
from followup_tui.ui.terminal.entries import PastingInput, RefusingTextArea
from followup_tui.ui.widgets.checklist import Checklist
from followup_tui.ui.widgets.choice import Choice

Entry = Input | TextArea | Choice | Checklist
"""Where a field is typed or chosen."""

Check = Callable[[str], str]
"""Returns what a text is understood as; raises a FollowupError with a sentence where it is wrong."""

LINE_ENTRY_LIMIT = 10 * LINE_LIMIT
"""The most characters an entry of one line takes: more than can be saved, so that a text can be shortened."""

_LETTERS_CHOOSE = "a word is chosen by its first letter; tab goes on"
"""What stands below a choice with the cursor, where there is nothing else to say."""

TEXT_ENTRY_LIMIT = 2 * TEXT_LIMIT
"""The same for an entry of many lines. Each key in a text of a million characters would take a second."""


@dataclass
class TooLong(Message):
    """An entry refused what was typed or pasted, because it would be far too long.

    Attributes:
        refused: how many characters were refused.
        kept: how many are in the entry beside those that they were to replace.
        limit: how many can be saved.
    """

    refused: int
    kept: int
    limit: int

    def __str__(self) -> str:
        """Return the sentence that says so."""
        if self.refused == 1:
            return f"Nothing more is taken in: {self.kept:,} characters stand here and {self.limit:,} fit"
        beside = f" beside the {self.kept:,} here" if self.kept else ""
        return f"Nothing was pasted: it is {self.refused:,} characters long{beside}, and {self.limit:,} fit"


def accept_anything(_: str) -> str:
    """Accept any text, with nothing to say about it."""
    return ""


class Field(Container):
    """A field of a form.

    Args:
        name: what the form knows it by.
        label: its label.
        entry: where it is typed or chosen.
        check: says what was understood while the user types.
        hint: what is shown below it while it is empty.

    Attributes:
        initial: the value it began with.
    """

    # Three rows: the entry, what is said of it below, and an empty one. All text begins in one column.
    DEFAULT_CSS = """
    Field {
        layout: grid; grid-size: 2; grid-columns: 17 1fr; grid-rows: auto;
        height: auto; width: 1fr; max-width: 80; padding: 0 2 0 1; margin: 0 0 1 0;
    }
    Field > .field--label { color: $quiet; height: 1; }
    Field > .field--label.-here { color: $foreground; text-style: bold; }
    Field > .field--label.-wrong { color: $overdue; text-style: bold; }
    Field > .field--feedback { column-span: 2; height: auto; min-height: 1; padding: 0 1 0 18; }
    Field > .field--feedback { color: $quiet; }
    Field > .field--feedback.-wrong { color: $overdue; }
    Field Input, Field TextArea { background: $entry; border: none; padding: 0 1; height: 1; }
    Field Input.-textual-compact { padding: 0 1; }
    Field Input:focus, Field TextArea:focus { background: $chosen; }
    Field TextArea { height: auto; min-height: 2; max-height: 8; }
    Field TextArea.-tall { min-height: 5; max-height: 12; }
    """

    def __init__(
        self, name: str, label: str, entry: Entry, check: Check = accept_anything, hint: str = ""
    ) -> None:
        super().__init__(id=f"field-{name}")
        self.key = name
        self.label = label
        self.entry = entry
        hint = printable(hint)
        self._label = Static(label, markup=False, classes="field--label")
        self._feedback = Static(hint, markup=False, classes="field--feedback")
        self._check = check
        self._hint = hint
        self.initial = self.value
        self._shown_feedback = hint

    def compose(self) -> ComposeResult:
        """Lay the field out."""
        yield self._label
        yield self.entry
        yield self._feedback

    def on_descendant_focus(self) -> None:
        """Show that the cursor is here."""
        self._label.add_class("-here")
        self._show_whether_letters_choose()

    def on_descendant_blur(self) -> None:
        """Show that the cursor is no longer here."""
        self._label.remove_class("-here")
        self._show_whether_letters_choose()

    def _show_whether_letters_choose(self) -> None:
        if isinstance(self.entry, Choice):
            self.validate()

    def on_mount(self) -> None:
        """Say what is understood of the initial value."""
        if self.value:
            self.validate()

    @property
    def value(self) -> str:
        """What is typed or chosen."""
        return self.entry.text if isinstance(self.entry, TextArea) else self.entry.value

    @value.setter
    def value(self, text: str) -> None:
        if isinstance(self.entry, TextArea):
            self.entry.text = text
        else:
            self.entry.value = text

    @property
    def changed(self) -> bool:
        """Whether its value differs from the one it began with."""
        return self.value != self.initial

    def on_too_long(self, event: TooLong) -> None:
        """Say that what was typed or pasted was refused."""
        event.stop()
        self.show_error(str(event))

    def validate(self) -> bool:
        """Check the value and say what was understood, or what is wrong.

        Return whether it can be saved. A wrong value that it began with does not prevent that: it may be
        too long because somebody wrote it into the file.
        """
        try:
            understood = self._check(self.value) if self.value.strip() else self._hint
        except FollowupError as error:
            self.show_error(str(error))
            return not self.changed
        if not understood and isinstance(self.entry, Choice) and self.entry.has_focus:
            understood = _LETTERS_CHOOSE
        self.show_hint(understood)
        return True

    def show_hint(self, sentence: str) -> None:
        """Say something below the entry, until it changes."""
        self._show_feedback(sentence, is_wrong=False)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong, below the entry."""
        self._show_feedback(sentence, is_wrong=True)

    def _show_feedback(self, sentence: str, *, is_wrong: bool) -> None:
        self._feedback.set_class(is_wrong, "-wrong")
        self._label.set_class(is_wrong, "-wrong")
        feedback = f"{GLYPHS.signs[Sign.STOP]} {sentence}" if is_wrong else sentence
        room = max(self._feedback.content_size.width, 1)
        # A new layout repaints the whole form: only where a sentence takes more than its one row.
        fits = max(cell_len(feedback), cell_len(self._shown_feedback)) <= room
        self._shown_feedback = feedback
        self._feedback.update(Content(feedback), layout=not fits)


class LineEntry(PastingInput):
    """An entry of one line, into which all lines of a paste go, one after the other."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace what is between two positions; refuse a text that is far too long."""
        text = text if text == " " else " ".join(text.split())
        kept = len(self.value) - abs(end - start)
        if text and kept + len(text) > LINE_ENTRY_LIMIT:
            self.post_message(TooLong(len(text), kept, LINE_LIMIT))
        else:
            super().replace(text, start, end)


class TextEntry(RefusingTextArea):
    """An entry of many lines."""

    def accepts(self, insert: str, start: tuple[int, int], end: tuple[int, int]) -> bool:
        """Return whether a text may go in; post `TooLong` where it is far too long."""
        kept = len(self.text) - len(self.get_text_range(start, end))
        fits = kept + len(insert) <= TEXT_ENTRY_LIMIT
        if not fits:
            self.post_message(TooLong(len(insert), kept, TEXT_LIMIT))
        return fits


def line_entry(value: str = "", **options: Any) -> LineEntry:  # noqa: ANN401 - whatever Input takes
    """Make an entry of one line."""
    entry = LineEntry(value, compact=True, **({"select_on_focus": False} | options))
    entry.cursor_blink = False
    return entry


def text_entry(value: str = "", *, tall: bool = False) -> TextEntry:
    """Make an entry of many lines; tab leaves it."""
    entry = TextEntry(value, tab_behavior="focus", compact=True, soft_wrap=True, highlight_cursor_line=False)
    entry.cursor_blink = False
    entry.set_class(tall, "-tall")
    entry.move_cursor(entry.document.end)
    return entry

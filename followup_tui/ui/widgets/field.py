"""A field of a form: its name, where it is typed, and beneath that what was understood or what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from followup_tui.domain.card import Sign
from followup_tui.domain.text import LINE_LIMIT, TEXT_LIMIT
from followup_tui.errors import FollowupError
from followup_tui.ui.glyphs import GLYPHS, example
from followup_tui.ui.terminal.entries import PastingInput, RefusingTextArea
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.ticks import Ticks

Check = Callable[[str], str]
"""Says what a text was understood as; raises a FollowupError with a sentence where it is wrong."""


MOST_IN_LINE = 10 * LINE_LIMIT
"""The most characters an entry of one line takes: more than can be saved, so that it can be shortened."""

MOST_IN_LINES = 2 * TEXT_LIMIT
"""The same for an entry of many lines. Each key in a text of a million would take a second."""


@dataclass
class NotTaken(Message):
    """An entry refused what was typed or pasted, for it is far too long.

    Attributes:
        more: how many characters were to come in.
        left: how many stand there beside them.
        fits: how many can be saved.
    """

    more: int
    left: int
    fits: int

    def __str__(self) -> str:
        """The sentence that says so."""
        if self.more == 1:
            return f"Nothing more is taken in: {self.left:,} characters stand here and {self.fits:,} fit"
        beside = f" beside the {self.left:,} here" if self.left else ""
        return f"Nothing was pasted: it is {self.more:,} characters long{beside}, and {self.fits:,} fit"


def anything(_: str) -> str:
    """Take any text as it is, with nothing to say of it."""
    return ""


class Field(Container):
    """A field of a form.

    Args:
        label: what it is called.
        entry: where it is typed or chosen.
        check: says what was understood while one types.
        hint: what stands beneath it while it is empty.
    """

    DEFAULT_CSS = """
    Field {
        layout: grid; grid-size: 2; grid-columns: 16 1fr; grid-rows: auto;
        height: auto; width: 1fr; padding: 0 2 0 1;
    }
    Field > .field--label { color: $quiet; height: 1; }
    Field > .field--label.-here { color: $yours; text-style: bold; }
    Field > .field--says { column-span: 2; height: auto; min-height: 1; padding: 0 1 0 17; color: $quiet; }
    Field > .field--says.-wrong { color: $overdue; }
    Field Input, Field TextArea { background: $entry; border: none; padding: 0 1; height: 1; }
    Field Input:focus, Field TextArea:focus { background: $chosen; }
    Field TextArea { height: auto; min-height: 2; max-height: 8; }
    Field TextArea.-tall { min-height: 5; max-height: 12; }
    """

    def __init__(self, name: str, label: str, entry: Widget, check: Check = anything, hint: str = "") -> None:
        super().__init__(id=f"field-{name}")
        self.key = name
        self.label = label
        self.entry = entry
        hint = example(hint)
        self._label = Static(label, markup=False, classes="field--label")
        self._says = Static(hint, markup=False, classes="field--says")
        self._check = check
        self._hint = hint
        self._initial = self.value
        self._shown = hint

    def compose(self) -> ComposeResult:
        """Lay the field out."""
        yield self._label
        yield self.entry
        yield self._says

    def on_descendant_focus(self) -> None:
        """Show where one is."""
        self._label.add_class("-here")

    def on_descendant_blur(self) -> None:
        """Show it no longer."""
        self._label.remove_class("-here")

    def on_mount(self) -> None:
        """Say what is understood of what stands there already."""
        if self.value:
            self.look()

    @property
    def value(self) -> str:
        """What is typed or chosen."""
        if isinstance(self.entry, TextArea):
            return self.entry.text
        if isinstance(self.entry, Input | Choice | Ticks):
            return self.entry.value
        raise TypeError(f"a field cannot hold a {type(self.entry).__name__}")

    def put(self, text: str) -> None:
        """Put a text in, as if it had been typed."""
        if isinstance(self.entry, TextArea):
            self.entry.text = text
        elif isinstance(self.entry, Input | Choice | Ticks):
            self.entry.value = text

    @property
    def initial(self) -> str:
        """What it began with."""
        return self._initial

    @property
    def changed(self) -> bool:
        """Whether it differs from what it began with."""
        return self.value != self._initial

    def on_not_taken(self, event: NotTaken) -> None:
        """Say that what was pasted is not there."""
        event.stop()
        self.refuse(str(event))

    def look(self) -> bool:
        """Check what is typed and say what was understood, or what is wrong.

        Gives whether it can be saved. What stood there from the beginning is no reason not to: it may be
        longer than fits, where somebody wrote it into the file.
        """
        try:
            understood = self._check(self.value) if self.value.strip() else self._hint
        except FollowupError as error:
            self.refuse(str(error))
            return not self.changed
        self._say(understood, wrong=False)
        return True

    def refuse(self, sentence: str) -> None:
        """Say what is wrong, beneath what is typed."""
        self._say(sentence, wrong=True)

    def _say(self, sentence: str, *, wrong: bool) -> None:
        self._says.set_class(wrong, "-wrong")
        shown = f"{GLYPHS.signs[Sign.OVERDUE]} {sentence}" if wrong else sentence
        room = max(self._says.content_size.width, 1)
        # A new layout repaints the whole form: only where a sentence takes more than its one row.
        fits = max(cell_len(shown), cell_len(self._shown)) <= room
        self._shown = shown
        self._says.update(Content(shown), layout=not fits)


class Line(PastingInput):
    """An entry of one line, into which all lines of a paste go, one after the other."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of what stands there; one that is far too long is refused and said."""
        text = text if text == " " else " ".join(text.split())
        left = len(self.value) - abs(end - start)
        if text and left + len(text) > MOST_IN_LINE:
            self.post_message(NotTaken(len(text), left, LINE_LIMIT))
        else:
            super().replace(text, start, end)


class Lines(RefusingTextArea):
    """An entry of many lines."""

    def accepts(self, insert: str, start: tuple[int, int], end: tuple[int, int]) -> bool:
        """Return whether a text is not far too long to go in; say so where it is."""
        left = len(self.text) - len(self.get_text_range(start, end))
        fits = left + len(insert) <= MOST_IN_LINES
        if not fits:
            self.post_message(NotTaken(len(insert), left, TEXT_LIMIT))
        return fits


def line(value: str = "", **options: Any) -> Line:  # noqa: ANN401 - whatever Input takes
    """Give an entry of one line."""
    entry = Line(value, compact=True, **({"select_on_focus": False} | options))
    entry.cursor_blink = False
    return entry


def lines(value: str = "", *, tall: bool = False) -> Lines:
    """Give an entry of many lines; tab leaves it."""
    entry = Lines(value, tab_behavior="focus", compact=True, soft_wrap=True, highlight_cursor_line=False)
    entry.cursor_blink = False
    entry.set_class(tall, "-tall")
    entry.move_cursor(entry.document.end)
    return entry


def choice(words: Sequence[str], chosen: str = "") -> Choice:
    """Give an entry that is one of a few words."""
    return Choice(words, chosen)

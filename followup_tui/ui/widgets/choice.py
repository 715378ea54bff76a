"""A choice of one word among a few, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """A choice among a few words, by the arrows or by a first letter.

    Args:
        words: what there is to choose from.
        chosen: the word chosen at first; empty for none.
    """

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; padding: 0 1; background: $entry; }
    Choice:focus { background: $chosen; }
    """

    BINDINGS: ClassVar = [("left,up", "step(-1)", "before"), ("right,down,space", "step(1)", "next")]

    @dataclass
    class Changed(Message):
        """Another word was chosen."""

        choice: Choice
        value: str

        @property
        def control(self) -> Choice:
            """The widget it came from."""
            return self.choice

    @dataclass
    class LetterTyped(Message):
        """A letter was typed; it chose a word where any begins with it, maybe the one chosen before.

        Attributes:
            matches: how many words begin with it.
        """

        choice: Choice
        letter: str
        matches: int

        @property
        def control(self) -> Choice:
            """The widget it came from."""
            return self.choice

    def __init__(self, words: Sequence[str], chosen: str = "") -> None:
        super().__init__()
        self.words = tuple(words)
        self._value = chosen

    @property
    def value(self) -> str:
        """The chosen word; empty where none is."""
        return self._value

    @value.setter
    def value(self, word: str) -> None:
        if word in self.words:
            self._value = word
            self.refresh()

    def offer(self, words: Sequence[str], chosen: str) -> None:
        """Offer other words, one of them chosen."""
        self.words = tuple(words)
        self._value = chosen
        self.refresh(layout=True)

    def render(self) -> Content:
        """Render the words; the chosen one stands out without colour, too."""
        parts: list[tuple[str, str]] = []
        for word in self.words:
            is_chosen = word == self.value
            parts.append(
                (f"[{word}]" if is_chosen else f" {word} ", "bold $yours" if is_chosen else "$quiet")
            )
            parts.append((" ", ""))
        return Content.assemble(*parts[:-1])

    def action_step(self, step: int) -> None:
        """Choose the word so many further on, back where negative; after the last comes the first."""
        index = self.words.index(self.value) + step if self.value in self.words else 0
        self._choose(self.words[index % len(self.words)])

    def on_key(self, event: events.Key) -> None:
        """Choose a word by its first letter; pressed again, the next one that begins with it."""
        letter = (event.character or "").casefold()
        matches = [word for word in self.words if word.casefold().startswith(letter)]
        if not (letter.strip() and event.is_printable):
            return
        event.stop()
        event.prevent_default()
        if matches:
            next_index = matches.index(self.value) + 1 if self.value in matches else 0
            self._choose(matches[next_index % len(matches)])
        self.post_message(self.LetterTyped(self, letter, len(matches)))

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the pointer."""
        left = 1
        for word in self.words:
            width = cell_len(word) + 2
            if left <= event.x < left + width:
                self._choose(word)
            left += width + 1

    def _choose(self, word: str) -> None:
        if word != self.value:
            self.value = word
            self.post_message(self.Changed(self, word))

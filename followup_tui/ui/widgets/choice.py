"""A choice of one word among a few, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """A choice among a few words, by the arrows or by their letters.

    Args:
        words: what there is to choose from.
        chosen: the word chosen at first; empty for none.
    """

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; padding: 0; background: $entry; }
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
    class TypingBegun(Message):
        """A letter is typed, not after another one.

        Attributes:
            before: the word that was chosen before it.
        """

        choice: Choice
        before: str

    @dataclass
    class LetterTyped(Message):
        """A letter was typed; it chose a word where any begins with it, maybe the one chosen before.

        Attributes:
            letter: the letter, as it was typed.
            matches: how many words begin with what was typed here; 0 where it is not the beginning of any.
            is_first: whether it is the first that was typed here.
            rest: what is left of the chosen word behind what was typed.
        """

        choice: Choice
        letter: str
        matches: int
        is_first: bool
        rest: str

    def __init__(self, words: Sequence[str], chosen: str = "") -> None:
        super().__init__()
        self.words = tuple(words)
        self._value = chosen
        self._typed = ""
        self._is_refusing = False
        self._follows_letter = False
        self._rest = ""
        self._is_rest_typed = False

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
        for words in self._rows(self.content_size.width):
            for word in words:
                is_chosen = word == self.value
                parts.append((f"[{word}]" if is_chosen else f" {word} ", "bold" if is_chosen else "$quiet"))
                parts.append((" ", ""))
            parts[-1] = ("\n", "")
        return Content.assemble(*parts[:-1])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own signature
        """Return how many rows the words need: none of them is broken."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[list[str]]:
        """Return the words in rows of so many cells."""
        rows: list[list[str]] = [[]]
        left = 0
        for word in self.words:
            if rows[-1] and left + cell_len(word) + 2 > width:
                rows.append([])
                left = 0
            rows[-1].append(word)
            left += cell_len(word) + 3
        return rows

    def action_step(self, step: int) -> None:
        """Choose the word so many further on, back where negative; after the last comes the first."""
        index = self.words.index(self.value) + step if self.value in self.words else 0
        self._choose(self.words[index % len(self.words)])

    def on_key(self, event: events.Key) -> None:
        """Choose a word by how it begins; its first letter pressed again, the next one that begins with it.

        Once a letter begins none, no other chooses until another key is pressed: somebody is writing.
        """
        typed = event.character or ""
        if not (typed and event.is_printable):
            self._end_typing()
            return
        is_beginning = not self._typed and not self._follows_letter and not self._is_refusing
        if typed == " " and is_beginning:
            return  # it steps
        event.stop()
        event.prevent_default()
        if is_beginning:
            self.post_message(self.TypingBegun(self, self._value))
        letter = typed.casefold()
        if self._is_rest_typed and self._rest.startswith(letter):
            self._type_rest(letter)
            return
        if matches := [] if self._is_refusing or self._is_rest_typed else self._matches(letter):
            at = matches.index(self.value) if self.value in matches else -1
            is_repeated = len(self._typed) == 1
            self._choose(matches[(at + 1) % len(matches)] if at < 0 or is_repeated else self.value)
        elif not self._typed and not self._is_refusing and self._rest.startswith(letter):
            self._type_rest(letter)
            return
        else:
            self._typed, self._is_refusing = "", True
        rest = self.value[len(self._typed) :].casefold()
        self.post_message(self.LetterTyped(self, typed, len(matches), len(self._typed) == 1, rest))

    def _type_rest(self, letter: str) -> None:
        """Take a letter as one more of the word chosen above: it chooses nothing."""
        self._is_rest_typed, self._rest = True, self._rest[len(letter) :]
        self.post_message(self.LetterTyped(self, letter, 1, is_first=False, rest=self._rest))

    def follow_letter(self, rest: str) -> None:
        """Take the cursor after a letter that chose a word above: who types that word whole types `rest`."""
        self.focus()
        self._follows_letter, self._rest = True, rest

    def on_blur(self) -> None:
        """Begin anew with the next letter."""
        self._end_typing()

    def _end_typing(self) -> None:
        """Begin anew with the next letter."""
        self._typed = self._rest = ""
        self._is_refusing = self._follows_letter = self._is_rest_typed = False

    def _matches(self, letter: str) -> list[str]:
        """Return the words that begin with what was typed and a further letter, and take the letter in."""
        for typed in (self._typed + letter, letter if self._typed == letter else ""):
            matches = [word for word in self.words if typed and word.casefold().startswith(typed)]
            if matches:
                self._typed = typed
                return matches
        return []

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the pointer."""
        left, rows = 0, self._rows(self.content_size.width)
        for word in rows[event.y] if event.y < len(rows) else ():
            width = cell_len(word) + 2
            if left <= event.x < left + width:
                self._choose(word)
            left += width + 1

    def _choose(self, word: str) -> None:
        if word != self.value:
            self.value = word
            self.post_message(self.Changed(self, word))

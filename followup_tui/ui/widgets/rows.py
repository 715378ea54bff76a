"""The first and the last row of a screen: where the user is, and what they can do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.look import Meaning, Sign
from followup_tui.ui.fitting import fit
from followup_tui.ui.footer import footer_runs, key_at
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.styles import STYLES


class TopRow(Static):
    """The first row: the name of the program or screen, some facts, and the time."""

    DEFAULT_CSS = "TopRow { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown: tuple[str, tuple[tuple[str, str], ...], str, str, int] | None = None

    def on_resize(self) -> None:
        """Show what has room now."""
        if self._shown is not None:
            self.show(*self._shown[:-1])

    def show(
        self, name: str, facts: Sequence[tuple[str, str]], right: str, right_style: str = "quiet"
    ) -> None:
        """Show a name, facts as text and style, and a text at the right end.

        What has no room is left out, the facts before what stands at the right.
        """
        width = self.size.width or self.app.size.width
        if self._shown == (shown := (name, tuple(facts), right, right_style, width)):
            return
        self._shown = shown
        name = fit(name, max(width - 2, 1))
        end = right if cell_len(name) + cell_len(right) + 4 <= width else ""
        room = width - 2 - cell_len(name) - cell_len(end)
        parts: list[tuple[str, str]] = []
        for index, (text, style) in enumerate(facts):
            words = f" · {text}" if index else f"   {text}"
            if cell_len(words) + (2 if end else 0) > room:
                break
            room -= cell_len(words)
            parts += [(words[: len(words) - len(text)], "$quiet"), (text, style)]
        gap = " " * room if end else ""
        content = Content.assemble((f" {name}", "bold"), *parts, gap, (end, STYLES[right_style]))
        self.update(content, layout=False)


class BottomRow(Static):
    """The last row: hints at the keys that matter here, or a message in their place."""

    DEFAULT_CSS = """
    BottomRow { height: 1; width: 1fr; dock: bottom; }
    BottomRow.-long { height: auto; max-height: 4; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._hints: Sequence[str] = ()
        self._message: tuple[str, Meaning] | None = None
        self._chip, self._then = "", ""
        self._is_whole = False

    def show_hints(self, hints: Sequence[str], *, keep_message: bool = False) -> None:
        """Show hints, each a key and a word, as many as fit; the last one in any case.

        Args:
            hints: the hints.
            keep_message: whether a message stays in front of them.
        """
        self._hints = hints
        if not keep_message:
            self._message = None
        self._update()

    def show_message(
        self,
        sentence: str,
        meaning: Meaning = Meaning.QUIET,
        *,
        whole: bool = False,
        chip: str = "",
        then: str = "",
    ) -> None:
        """Show a sentence in place of the hints, until `show_hints` or `clear_message`.

        Args:
            sentence: the sentence.
            meaning: its colour. Of an error (`OVERDUE`) only the chip in front is red; it is shown whole, on
                more rows where needed.
            whole: whether any other sentence is shown whole, too.
            chip: what the chip of an error says beside its sign: `Not saved`.
            then: what to do about it, a key and a word: `ctrl+s try again`.
        """
        self._message, self._is_whole = (sentence, meaning), whole or meaning is Meaning.OVERDUE
        self._chip, self._then = chip, then
        self._update()

    def clear_message(self, *, keep_error: bool = False) -> None:
        """Show the hints again in place of a message; not of an error where `keep_error` is set."""
        is_error = self._message is not None and self._message[1] is Meaning.OVERDUE
        if self._message is not None and not (keep_error and is_error):
            self._message = None
            self._update()

    def on_resize(self) -> None:
        """Show what fits now."""
        self._update()

    def on_click(self, event: events.Click) -> None:
        """Press the key whose hint was clicked."""
        key = None if self._message else key_at(self._hints, self.app.size.width, event.x)
        if key:
            # As Textual calls it: `question_mark`.
            binding = next(iter(Binding.make_bindings([(key, "", "")])))
            self.app.simulate_key(binding.key)

    def _update(self) -> None:
        width = self.app.size.width
        sentence, meaning = self._message or ("", Meaning.QUIET)
        chip = f" {GLYPHS.signs[Sign.STOP]} {self._chip} ".replace("  ", " ")
        chip = chip if meaning is Meaning.OVERDUE else ""
        indent = cell_len(chip) + (1 if chip else 0)
        key, _, word = self._then.partition(" ")
        then = [(f"  {key}", STYLES["key"]), (f" {word}", STYLES["quiet"])] if key else []
        then_width = sum(cell_len(text) for text, _ in then)
        takes_rows = self._is_whole and indent + cell_len(sentence) + then_width + 2 > width
        self.set_class(takes_rows, "-long")
        if self._message is None:
            runs = footer_runs(self._hints, width)
            self.update(Content.assemble(*((text, STYLES[style]) for text, style in runs)), layout=False)
            return
        text = sentence if takes_rows else fit(sentence, width - 1 - indent - then_width)
        # A row that wraps has its margins from its styles.
        parts = [(chip, STYLES["overdue-chip"]), (" ", "")] if chip else []
        parts = parts if takes_rows else [(" ", ""), *parts]
        content = Content.assemble(*parts, (text, STYLES["plain" if chip else meaning.style]), *then)
        self.update(content, layout=takes_rows)

"""The first and the last row of a screen: where one is, and what one can do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.card import Meaning, Sign
from followup_tui.ui.fitting import fit
from followup_tui.ui.glyphs import GLYPHS

STYLES = {
    Meaning.YOURS: "$yours",
    Meaning.THEIRS: "$theirs",
    Meaning.OVERDUE: "$overdue",
    Meaning.GOOD: "$good",
    Meaning.QUIET: "$quiet",
}
"""How a meaning is coloured in text."""


class TopRow(Static):
    """The first row: the program's or the screen's name, what is to be said of it, and the time."""

    DEFAULT_CSS = "TopRow { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._said: tuple[object, ...] = ()

    def say(self, name: str, parts: Sequence[tuple[str, str]], right: str) -> None:
        """Show a name, parts as text and style, and something at the right end; what has no room goes."""
        width = self.size.width or self.app.size.width
        if self._said == (said := (name, tuple(parts), right, width)):
            return
        self._said = said
        room = width - 2 - cell_len(name)
        kept: list[tuple[str, str]] = []
        for index, (text, style) in enumerate(parts):
            words = f" · {text}" if index else f"   {text}"
            if cell_len(words) > room:
                break
            room -= cell_len(words)
            kept += [(words[: len(words) - len(text)], "$quiet"), (text, style)]
        end = right if cell_len(right) < room else ""
        gap = " " * (room - cell_len(end)) if end else ""
        content = Content.assemble((f" {name}", "bold"), *kept, gap, (end, "$quiet"))
        self.update(content, layout=False)


class BottomRow(Static):
    """The last row: the keys that matter here, or what just happened."""

    DEFAULT_CSS = """
    BottomRow { height: 1; width: 1fr; dock: bottom; }
    BottomRow.-long { height: auto; max-height: 4; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._hints: Sequence[str] = ()
        self._said: tuple[str, Meaning] | None = None
        self._whole = False

    def hint(self, hints: Sequence[str]) -> None:
        """Show keys, each as its key and a word, as many as fit; the last one stays in any case."""
        self._hints, self._said = hints, None
        self._paint()

    def say(self, sentence: str, meaning: Meaning = Meaning.QUIET, *, whole: bool = False) -> None:
        """Show a sentence in the place of the keys, until `hint` or `clear`.

        Args:
            sentence: what is said.
            meaning: how it is coloured. What went wrong is said whole, on more rows where it must be.
            whole: whether the rest, too, is said whole.
        """
        self._said, self._whole = (sentence, meaning), whole or meaning is Meaning.OVERDUE
        self._paint()

    def clear(self, *, passing_only: bool = False) -> None:
        """Show the keys again where a sentence stands; one on what went wrong stays if `passing_only`."""
        wrong = self._said is not None and self._said[1] is Meaning.OVERDUE
        if self._said is not None and not (passing_only and wrong):
            self._said = None
            self._paint()

    def on_resize(self) -> None:
        """Show what fits now."""
        self._paint()

    def _paint(self) -> None:
        width = self.app.size.width
        sentence, meaning = self._said or ("", Meaning.QUIET)
        long = self._whole and cell_len(sentence) + 3 > width
        self.set_class(long, "-long")
        if self._said is None:
            self.update(self._keys(width), layout=False)
            return
        sign = f"{GLYPHS.signs[Sign.OVERDUE]} " if meaning is Meaning.OVERDUE else ""
        words = f"{sign}{sentence}" if long else fit(f" {sign}{sentence}", width)
        self.update(Content.styled(words, STYLES[meaning]), layout=long)

    def _keys(self, width: int) -> Content:
        *others, last = self._hints or ("",)
        room = width - 2 - cell_len(last)
        parts: list[tuple[str, str]] = []
        for hint in others:
            room -= cell_len(hint) + 2
            if room < 0:
                break
            parts += _styled(hint)
        return Content.assemble(" ", *parts, *_styled(last))


def _styled(hint: str) -> list[tuple[str, str]]:
    key, _, word = hint.partition(" ")
    return [(key, "bold"), (f" {word}  ", "$quiet")]

"""Questions that one key answers, on a surface of their own over what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from followup_tui.cells import text_width
from followup_tui.domain.look import Meaning, Sign
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.question import Question
from followup_tui.ui.screens.page import Result
from followup_tui.ui.styles import QUESTION, STYLES, Run
from followup_tui.ui.wrapping import MAX_WIDTH, wrap

OTHERWISE: Final = "any other key"
"""What stands for every key that does not answer: a stray one changes nothing."""

_GAP: Final = "     "
"""What sets two answers in one row apart."""


class KeyQuestion(ModalScreen[Result]):
    """A question: a title, reasons, and a row of keys. Every other key means no.

    Args:
        title: what is asked.
        reasons: why, a sentence or some each.
        answers: what each key does, in a few words.
        otherwise: what every other key does.
        is_warning: whether it is asked because something speaks against it.
    """

    # No shade over what lies beneath: it would repaint the whole screen.

    def __init__(
        self,
        title: str,
        reasons: Sequence[str],
        answers: Mapping[str, str],
        otherwise: str,
        *,
        is_warning: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._reasons = title, reasons
        self._answers = {**answers, OTHERWISE: otherwise}
        self._is_warning = is_warning

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        yield Static(markup=False)

    def on_resize(self) -> None:
        """Fit it to the width."""
        width = self.app.size.width - 3
        lines: list[list[Run]] = [
            [(f" {line}", "plain")] for line in self._reason_lines(min(width, MAX_WIDTH))
        ]
        lines += [[(" ", "plain"), *runs] for runs in [[], *self._answer_rows(width)]]
        rows = [Content.assemble(*((text, STYLES[style]) for text, style in runs)) for runs in lines]
        self.query_one(Static).update(Content("\n").join([*self._title_rows(width), *rows]))

    def on_key(self, event: events.Key) -> None:
        """Answer with the key."""
        event.stop()
        event.prevent_default()
        self.choose((event.character or "").lower())

    def on_click(self, event: events.Click) -> None:
        """Answer with the key under the pointer; a click beside the keys answers nothing."""
        surface = self.query_one(Static)
        if event.widget is not surface:
            return
        rows = self._answer_rows(self.app.size.width - 3)
        index = event.y - (surface.size.height - len(rows))
        if not 0 <= index < len(rows):
            return
        left, pressed = 2, ""
        for text, style in rows[index]:
            pressed = text if style == "key" and event.x >= left else pressed
            left += text_width(text)
        if pressed:
            self.choose(pressed)

    def choose(self, key: str) -> None:
        """Answer with a key, in lower case."""
        raise NotImplementedError

    def _title_rows(self, width: int) -> list[Content]:
        sign = f"{GLYPHS.signs[Sign.STOP]} " if self._is_warning else ""
        style = STYLES[f"{Meaning.OVERDUE.style}-chip"] if self._is_warning else QUESTION
        return [Content.assemble((f" {line} ", style)) for line in wrap(f"{sign}{self._title}", width - 2)]

    def _reason_lines(self, width: int) -> list[str]:
        return [line for reason in self._reasons for line in wrap(reason, width - 1)]

    def _answer_rows(self, width: int) -> list[list[Run]]:
        """Return the answers in one row, or where that has no room a row each."""
        answers: list[list[Run]] = [
            [(key, "key"), (f" {word}", Meaning.QUIET.style)] for key, word in self._answers.items()
        ]
        together = sum(text_width(text) for answer in answers for text, _ in answer)
        if len(answers) > 2 or together + len(_GAP) * (len(answers) - 1) > width - 1:
            return answers
        return [[*answers[0], *(run for answer in answers[1:] for run in ((_GAP, "plain"), *answer))]]


class QuestionDialog(KeyQuestion[bool]):
    """A question to which `y` means yes, and every other key no."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            question.title,
            question.reasons,
            {"y": question.yes},
            question.no,
            is_warning=question.is_warning,
        )

    def choose(self, key: str) -> None:
        """Answer with a key."""
        self.dismiss(key == "y")

"""What now: the two rows over the board that answer with no key pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from followup_tui.domain.advice.answer import Advice
from followup_tui.ui.fitting import fit, fit_sentence
from followup_tui.ui.glyphs import GLYPHS

NAME_CELLS = 14
"""How many cells the company has before its sentence, at most."""


class NextRows(Static):
    """The two most urgent things to do, or that there is none."""

    DEFAULT_CSS = "NextRows { height: 2; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._said: tuple[object, ...] = ()

    @dataclass
    class Clicked(Message):
        """One of the rows was clicked.

        Attributes:
            row: which, from 0.
        """

        row: int

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        self.post_message(self.Clicked(event.y))

    def say(self, things: Sequence[tuple[str, Advice]], otherwise: str) -> None:
        """Show what to do at which company, the most urgent first; or `otherwise` where there is nothing."""
        width = self.app.size.width
        said = (tuple(things), otherwise, width)
        if said == self._said:
            return
        self._said = said
        if not things:
            self.update(Content.styled(fit(f"   {otherwise}", width), "$quiet"), layout=False)
            return
        parts: list[tuple[str, str]] = []
        cells = min(max(cell_len(company) for company, _ in things), NAME_CELLS)
        for index, (company, advice) in enumerate(things[:2]):
            first = index == 0
            name = fit(company, cells)
            end = "tab go there " if first else ""
            room = width - cells - 5 - cell_len(end)
            sentence = fit_sentence(advice.reason, max(room - 1, 1))
            parts += [
                (f" {GLYPHS.next if first else ' '} ", "$good"),
                (f"{name}{' ' * (cells - cell_len(name))}", "bold"),
                (f"  {sentence}", "" if first else "$quiet"),
                (" " * max(room - cell_len(sentence), 0), ""),
                (end, "$quiet"),
                ("\n", ""),
            ]
        self.update(Content.assemble(*parts[:-1]), layout=False)

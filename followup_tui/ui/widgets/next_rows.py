"""What now: the two rows over the board that say it with no key pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from followup_tui.domain.advice.answer import Advice
from followup_tui.domain.look import Sign, look_of
from followup_tui.ui.fitting import fit, fit_reason
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.styles import STYLES

COMPANY_WIDTH = 14
"""How many cells the company has at most, before its sentence."""


class NextRows(Static):
    """The two most urgent moves, or a sentence where none is due."""

    DEFAULT_CSS = "NextRows { height: 2; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown: tuple[object, ...] = ()

    @dataclass
    class Clicked(Message):
        """One of the rows was clicked.

        Attributes:
            row: its number, from 0.
        """

        row: int

    def on_click(self, event: events.Click) -> None:
        """Tell the screen which row was clicked."""
        self.post_message(self.Clicked(event.y))

    def show(self, moves: Sequence[tuple[str, Advice]], otherwise: str) -> None:
        """Show what to do at which company, the most urgent first; `otherwise` where nothing is due."""
        width = self.app.size.width
        shown = (tuple(moves), otherwise, width)
        if shown == self._shown:
            return
        self._shown = shown
        if not moves:
            self.update(Content.styled(fit(f"   {otherwise}", width), "$quiet"), layout=False)
            return
        parts: list[tuple[str, str]] = []
        company_width = min(max(cell_len(company) for company, _ in moves), COMPANY_WIDTH)
        for index, (company, advice) in enumerate(moves[:2]):
            is_first = index == 0
            name = fit(company, company_width)
            end = "tab go there " if is_first else ""
            room = width - company_width - 5 - cell_len(end)
            sentence = fit_reason(advice, max(room - 1, 1))
            parts += [
                (f" {GLYPHS.signs[Sign.NEXT] if is_first else ' '} ", STYLES[look_of(advice).style]),
                (f"{name}{' ' * (company_width - cell_len(name))}", "bold"),
                (f"  {sentence}", "" if is_first else "$quiet"),
                (" " * max(room - cell_len(sentence), 0), ""),
                (end, "$quiet"),
                ("\n", ""),
            ]
        self.update(Content.assemble(*parts[:-1]), layout=False)

"""The rows of an import: what can be chosen, and what becomes of each entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from followup_tui.ui.fitting import fit
from followup_tui.ui.styles import Run
from followup_tui.ui.widgets.row_list import RowList


class ImportRow(NamedTuple):
    """A row.

    Attributes:
        id: what tells it from all others.
        word: what stands before the text: `new`.
        text: what it is about.
        choose: what happens where it is chosen; None for what is only shown.
        is_quiet: whether it changes nothing.
    """

    id: object
    word: str
    text: str
    choose: Callable[[], None] | None = None
    is_quiet: bool = False


class ImportList(RowList[ImportRow]):
    """Rows, one of them selected."""

    def item_id(self, item: ImportRow) -> object:
        """Return what tells a row from all others."""
        return item.id

    def runs(self, item: ImportRow, width: int) -> Sequence[Run]:
        """Return a row: the word, and what it is about."""
        word = f"{item.word:<15}"
        styles = ("quiet", "quiet") if item.is_quiet else ("name", "plain")
        return ((" ", "quiet"), (word, styles[0]), (fit(item.text, max(width - 17, 0)), styles[1]))

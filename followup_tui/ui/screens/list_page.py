"""Pages with a list to go through; most have a search above it."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.widgets import Input

from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.row_list import RowList


class RowsPage(Page[None]):
    """A page with a list."""

    AUTO_FOCUS: ClassVar[str | None] = "RowList"

    @property
    def rows(self) -> RowList[Any]:
        """The list."""
        return self.query_one(RowList)

    def action_go_down(self, items: int) -> None:
        """Go so many items down, up where negative."""
        self.rows.move(items)

    def action_page(self, pages: int) -> None:
        """Go a page down, or up where negative."""
        self.action_go_down(pages * self.rows.page)


class CardRowsPage(RowsPage, CardPage):
    """A page with a list of cards."""

    def on_row_list_opened(self) -> None:
        """Open the item somebody clicked."""
        self.action_open()


class ListPage(CardRowsPage):
    """A page with a list, and an entry `#search` above it in which words are typed."""

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.rows.focus()

    def action_search(self) -> None:
        """Type what to look for."""
        self.query_one("#search", Input).focus()

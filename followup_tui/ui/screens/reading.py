"""A page to read: Markdown, scrolled with the keys, and a file of it for printing."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from followup_tui.domain.application import Application
from followup_tui.domain.card_line import Meaning
from followup_tui.storage.folders import write_private_file
from followup_tui.ui.keys import BACK, EVERYWHERE, READING, SCROLLING, bindings, hints
from followup_tui.ui.outside import short_path
from followup_tui.ui.screens.card_actions import CardPage
from followup_tui.ui.screens.page import Scrolling
from followup_tui.ui.widgets.rows import BottomRow, TopRow

_CALM = {
    **{f"markdown.h{level}": "bold" for level in range(1, 7)},
    **dict.fromkeys(
        ("markdown.code", "markdown.item.bullet", "markdown.item.number", "markdown.link", "markdown.list"),
        "none",
    ),
    "markdown.block_quote": "italic",
}


class ReadingPage(CardPage, Scrolling):
    """Something about one application, to be read.

    Args:
        application: what it is about.

    A page says its `heading` and its `markdown`; everything else is here.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, SCROLLING, READING, EVERYWHERE)

    heading = ""
    file_name = ""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application_id = application.id

    @property
    def card(self) -> str:
        """The application's id."""
        return self._application_id

    def markdown(self) -> str | None:
        """Give the text; None where what it is about is no longer there."""
        raise NotImplementedError

    def hints(self) -> list[str]:
        """Give the keys for the bottom row."""
        return hints(READING, BACK, keymap=self.program.user_keys)

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        yield TopRow()
        with VerticalScroll():
            yield Static(id="text", markup=False)
        yield BottomRow()

    def on_mount(self) -> None:
        """Show it, and keep it right."""
        application = self.program.tracker.applications.get(self.card)
        if application is not None:
            self.say_top(application.company, self.heading)
        self.say_hints(self.hints())
        self._show()
        self.program.changed.subscribe(self, lambda _: self._show(), immediate=True)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_file(self) -> None:
        """Put the text in a file."""
        text = self.markdown()
        file = self.program.context.paths.pages_folder / f"{self.card}-{self.file_name}.md"
        if text is None:
            return
        try:
            write_private_file(file, text.encode())
        except OSError as error:
            self.program.say(f"{file} could not be written: {error.strerror}", Meaning.OVERDUE)
            return
        self.program.say(f"It is in {short_path(file)}", whole=True)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._show()

    def _show(self) -> None:
        text = self.markdown() or "It is no longer there."
        # The first heading stands in the first row of the screen already.
        text = text.partition("\n")[2].lstrip() if text.startswith("# ") else text
        self.query_one("#text", Static).update(self._drawn(text, max(self.app.size.width - 5, 1)))

    def _drawn(self, text: str, width: int) -> Text:
        """Draw Markdown: headings bold, and no colours beside the five that mean something."""
        from rich.markdown import Markdown
        from rich.theme import Theme

        console = self.app.console
        with console.use_theme(Theme(_CALM)):
            lines = console.render_lines(
                Markdown(text, hyperlinks=False), console.options.update(width=width), pad=False
            )
        drawn = Text()
        for segments in lines:
            for segment in segments:
                drawn.append(segment.text, segment.style)
            drawn.append("\n")
        return drawn

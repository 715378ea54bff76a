"""A page to read: Markdown, scrolled with the keys, and a file of it for printing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType

from followup_tui.config.paths import short_path
from followup_tui.domain.application import Application
from followup_tui.ui.keys import BACK, EVERYWHERE, READING, SCROLLING, KeyGroups, bindings
from followup_tui.ui.screens.application_page import ApplicationPage

_CALM = {
    **{f"markdown.h{level}": "bold" for level in range(1, 7)},
    **dict.fromkeys(
        ("markdown.code", "markdown.item.bullet", "markdown.item.number", "markdown.link", "markdown.list"),
        "none",
    ),
    "markdown.block_quote": "italic",
}


class ReadingPage(ApplicationPage):
    """Something about one application, to be read.

    A page says its `heading` and its `markdown`; everything else is here.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, SCROLLING, READING, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (READING, BACK)

    heading = ""
    file_name = ""

    def markdown(self, application: Application) -> str | None:
        """Return the text about an application; None where what it is about is gone."""
        raise NotImplementedError

    def beside_company(self, _: Application) -> Sequence[str]:
        """Return the heading."""
        return (self.heading,)

    def text_about(self, application: Application) -> Text:
        """Return the text, drawn for the width of the screen."""
        text = self.markdown(application) or self.gone
        # The first heading stands in the first row of the screen already.
        text = text.partition("\n")[2].lstrip() if text.startswith("# ") else text
        return self._drawn(text, self.text_width)

    def action_file(self) -> None:
        """Put the text in a file."""
        text = self.markdown(self.application) if self.application else None
        file = self.program.context.paths.pages_folder / f"{self.application_id}-{self.file_name}.md"
        if text is not None and self.write_file(file, text.encode()):
            self.program.say(f"It is in {short_path(file)}", whole=True)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self.show_text()

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

"""Forgetting an application for good: what goes, what stays, and its id to be typed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from followup_tui.domain.application import Application
from followup_tui.domain.look import Meaning
from followup_tui.errors import FollowupError
from followup_tui.storage.forgetting import Forgetting, Places
from followup_tui.storage.forgotten_words import forgotten_lines, staying_lines
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import FORM, bindings
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.field import Field, line_entry


class ForgetPage(Page[None]):
    """Shows what an application is that is to be forgotten, and forgets it once its id is typed.

    What is typed here is no draft: it would be one more text about the application.
    """

    BINDINGS: ClassVar = bindings(FORM)

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application = application

    def body(self) -> ComposeResult:
        """Yield what goes and what stays, and the field."""
        application = self._application
        with VerticalScroll(id="fields", can_focus=False):
            yield Field(
                "id",
                f"Type {application.id}",
                line_entry(placeholder=application.id),
                lambda _: "",
                "then ctrl+s forgets it: neither undo nor a backup brings it back",
            )
            yield Static(self._text(), id="forgotten")

    def on_mount(self) -> None:
        """Show which application it is about."""
        self.say_top(self._application.company, self._application.role, "forget it for good")
        self.say_hints(["ctrl+s forgets it", "escape back"])
        self.query_one(Field).entry.focus()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Forget it, where its id is typed."""
        if self.query_one(Field).value.strip() != self._application.id:
            self.bottom.show_message(
                f"Nothing was forgotten: type {self._application.id} to forget it", Meaning.OVERDUE
            )
            return
        try:
            change = self.program.tracker.forget(self._forgetting(), [self._application])
        except FollowupError as error:
            self.bottom.show_message(str(error), Meaning.OVERDUE)
            return
        self.program.announce(change)
        self.dismiss(None)
        self.app.call_later(self._say_forgotten)

    def _say_forgotten(self) -> None:
        program = self.program
        if program.tracker.warnings:
            program.say(" ".join(program.tracker.warnings), Meaning.OVERDUE)
        else:
            program.say(f"Forgotten for good: {self._application.company}, {self._application.job}")

    def _text(self) -> Content:
        traces = self._forgetting().traces([self._application])
        lines = [f"{GLYPHS.dot} {line}\n" for line in forgotten_lines([self._application], traces)]
        return Content.assemble(
            ("What goes\n", "bold"),
            "".join(lines),
            ("\nWhat stays\n", "bold"),
            ("\n".join(f"{GLYPHS.dot} {line}" for line in staying_lines(traces)), "$quiet"),
        )

    def _forgetting(self) -> Forgetting:
        program, paths = self.program, self.program.context.paths
        places = Places(
            program.drafts,
            paths.edited_texts_folder,
            (paths.letters_folder, paths.pages_folder),
            paths.sync_folder,
            (paths.templates_folder, paths.questions_file),
        )
        return Forgetting(program.tracker.repository, places)

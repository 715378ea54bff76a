"""What every form does: tab goes on, ctrl+s saves, escape asks before anything typed is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, TextArea

from followup_tui.domain.card import Meaning
from followup_tui.errors import FollowupError
from followup_tui.tracker import Change
from followup_tui.ui.keys import FORM, bindings, hints
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field
from followup_tui.ui.widgets.rows import BottomRow, TopRow
from followup_tui.ui.widgets.ticks import Ticks


class Form(Page[str | None]):
    """A form. It gives the id of the application it changed, or None where it changed none.

    A form says its `heading`, its `fields`, how it is saved, and what speaks against it; everything else
    is here.
    """

    BINDINGS: ClassVar = bindings(FORM)
    CSS = "Form #fields { height: 1fr; padding: 1 0 0 0; }"

    def __init__(self) -> None:
        super().__init__()
        self._told = False

    heading: str = ""
    about: str = ""

    def fields(self) -> Iterable[Field]:
        """Give the fields, top to bottom."""
        raise NotImplementedError

    def save(self) -> Change:
        """Make the change that the fields say.

        Raises:
            FollowupError: it cannot be made.
        """
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay the form out."""
        yield TopRow()
        with VerticalScroll(id="fields", can_focus=False):
            yield from self.fields()
        yield BottomRow()

    def on_mount(self) -> None:
        """Say what the form is for."""
        self.say_top(self.heading, self.about)
        self.say_hints(self.hints())

    def hints(self) -> list[str]:
        """Give the keys for the bottom row."""
        return hints(FORM, keymap=self.own.own_keys)

    def __getitem__(self, name: str) -> str:
        """Give what a field holds, without white space around it."""
        return self.query_one(f"#field-{name}", Field).value.strip()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Ticks.Changed)
    def look_at_field(self, event: Input.Changed | TextArea.Changed | Choice.Changed | Ticks.Changed) -> None:
        """Say beside a field what is understood of it as it is typed."""
        field = event.control.parent
        if isinstance(field, Field):
            field.look()
            self.bottom.clear()

    @on(Input.Submitted)
    def entered(self) -> None:
        """Take enter in a field of one line."""
        self.after_enter()

    def after_enter(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def action_save(self) -> None:
        """Save, or go to the first field that is wrong."""
        for field in self.query(Field):
            if not field.look():
                field.entry.focus()
                self.bottom.say(f"Not saved yet: look at “{field.label}”", Meaning.OVERDUE)
                return
        concern = self.concern()
        if concern and not self._told:
            from followup_tui.ui.screens.ask import Ask

            self.app.push_screen(Ask(concern, "saves it all the same"), self._concern_heard)
            return
        try:
            change = self.save()
        except FollowupError as error:
            self.bottom.say(str(error), Meaning.OVERDUE)
            return
        # Before the form goes: the board can select a new card only once it has it.
        self.own.announce(change)
        self.dismiss(change.ids[0] if change.ids else None)
        self.app.call_later(self.own.acknowledge, change)

    def action_back(self) -> None:
        """Go back, asking first where something typed would be lost."""
        if not any(field.changed for field in self.query(Field)):
            self.dismiss(None)
            return
        from followup_tui.ui.screens.ask import Ask

        self.app.push_screen(
            Ask("Leave without saving?", "leaves, and what you typed here is gone"), self._left
        )

    def concern(self) -> str:
        """Give what speaks against saving this, to be said first; empty where nothing does."""
        return ""

    def _concern_heard(self, save: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
        if save:
            self._told = True
            self.action_save()

    def _left(self, leave: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
        if leave:
            self.dismiss(None)

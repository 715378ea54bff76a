"""The user's own name and address, asked for where a letter needs them first."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from followup_tui.config.paths import short_path
from followup_tui.config.sender import parse_sender
from followup_tui.config.settings_writer import write_sender
from followup_tui.domain.look import Meaning
from followup_tui.domain.mail_address import clean_address
from followup_tui.domain.person import Person
from followup_tui.errors import CallError, FollowupError
from followup_tui.ui.screens.form import Form
from followup_tui.ui.widgets.field import Field, line_entry


class SenderForm(Form):
    """Two fields, which go into the settings. Its result is the user's name; None where it is left."""

    heading = "You"
    about = "name and address, as letters carry them"

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        yield Field("name", "Your name", line_entry(), hint="Ada King")
        where = short_path(self.program.context.paths.config_file)
        hint = f"ada@example.org. It is asked once, and kept in {where}"
        yield Field("address", "Your address", line_entry(), clean_address, hint)

    def after_enter(self) -> None:
        """Go on to the address, and save behind it."""
        if self.query_one("#field-address", Field).entry.has_focus:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Keep name and address: in the settings, and where that cannot be for as long as this runs."""
        try:
            sender = self._sender()
        except FollowupError as error:
            self.show_error(error)
            return
        context = self.program.context
        text = f"{self['name']} <{sender.email}>"
        problem = ""
        try:
            write_sender(context.paths.config_file, text)
        except FollowupError as error:
            problem = str(error)
        self.program.context = replace(context, settings=replace(context.settings, sender_text=text))
        self._finish()
        self.dismiss(sender.full_name)
        if problem:
            self.app.call_later(self.program.say, problem, Meaning.OVERDUE)

    def _sender(self) -> Person:
        """Return the user as the fields have them.

        Raises:
            CallError: the name or the address is missing, or is none.
        """
        for field in self.query(Field):
            if not field.value.strip():
                field.entry.focus()
                raise CallError(f"“{field.label}” is empty", "escape leaves it open in your letters")
        return parse_sender(f"{self['name']} <{self['address']}>")

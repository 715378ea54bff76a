"""Something the user, or they, promised: what, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date
from followup_tui.domain.person import Party
from followup_tui.domain.promise import Promise
from followup_tui.domain.promises import add_promise, move_promise
from followup_tui.domain.step_labels import promise_label
from followup_tui.domain.time_defaults import parse_last_day
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry

_WHOSE: Final = {"I did": Party.ME, "they did": Party.THEM}


class PromiseForm(CardForm):
    """One promise: whose, what, by when.

    Args:
        application: the application.
        promise: the promise; one without an id is new, with what is known of it so far.
    """

    about = "a promise"

    def __init__(self, application: Application, promise: Promise) -> None:
        super().__init__(application)
        self._promise = promise

    @property
    def part(self) -> str:
        """The id of the promise; empty for a new one."""
        return self._promise.id

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:
        """Make the form again, about the promise as noted now; a new one where none has this id."""
        if application is None:
            return None
        promises = (promise for promise in application.promises if promise.id == part)
        return cls(application, next(promises, Promise("", "")))

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        promise, today = self._promise, self.program.tracker.today()
        whose = next(words for words, party in _WHOSE.items() if party is promise.by)
        yield Field(
            "text",
            "What",
            line_entry(promise.text),
            field_preview.one_line,
            "send references; hand in the task; call me",
        )
        yield Field("whose", "Who promised", Choice([*_WHOSE], whose))
        yield Field(
            "due",
            "By",
            line_entry(
                say_date(promise.due) if promise.due else "", placeholder="no day", select_on_focus=True
            ),
            lambda text: field_preview.due(text, today),
            "fri, 27.11., in 3 days; empty: no day was named",
        )

    def on_mount(self) -> None:
        """Begin with the day of a promise that is noted: that is what changes most."""
        super().on_mount()
        if self._promise.id:
            self.query_one("#field-due", Field).entry.focus()

    def save(self) -> Change:
        """Note the promise, or what is changed of it. A promise with another day is open again."""
        due = parse_last_day(self["due"], self.program.tracker.today())
        text, by = self["text"], _WHOSE[self["whose"]]
        if not self._promise.id:
            return self.edit(add_promise(self.base, text, by, due), promise_label(text, by))
        edited = self.base if due == self._promise.due else move_promise(self.base, self._promise.id, due)
        promise = next(each for each in edited.promises if each.id == self._promise.id)
        edited = edited.with_promise(replace(promise, text=text, by=by))
        return self.edit(edited, f"{text}: {f'due {say_date(due)}' if due else 'due on no day'}")

"""What every form does: tab goes on, ctrl+s saves, escape asks before anything typed is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, TextArea

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.look import Meaning
from followup_tui.errors import FollowupError
from followup_tui.storage.drafts import Draft
from followup_tui.tracker import Change
from followup_tui.ui.advice_keys import shown_key
from followup_tui.ui.glyphs import printable
from followup_tui.ui.keys import FORM, KeyGroups, bindings
from followup_tui.ui.question import Question
from followup_tui.ui.screens.half_written import WritingPage
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.checklist import Checklist
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field

_ROWS_BEFORE_TEXT: Final = 3
"""On how many choices letters were typed before they lead to a text."""


@dataclasses.dataclass
class LettersTyped:
    """Letters typed on choices, one after the other with no other key between.

    Attributes:
        before: what was chosen before them.
        text: the letters.
        rows: the choices they were typed on, in order.
    """

    before: Mapping[Choice, str] = dataclasses.field(default_factory=dict)
    text: str = ""
    rows: list[Choice] = dataclasses.field(default_factory=list)


class Form(WritingPage[str | None]):
    """A form. Its result is the id of the application it changed, or None where it changed none.

    A form defines its `heading`, its `fields` and how it is saved; it may define a `warning` before that,
    and what follows after. Everything else is here.

    Args:
        typed: texts to begin with, by the fields' names, as if the user had typed them.

    Attributes:
        changed_id: the id of the application that was changed; None until the form is saved.
    """

    BINDINGS: ClassVar = bindings(FORM)
    hint_groups: ClassVar[KeyGroups] = (FORM,)

    heading: str = ""
    about: str = ""

    tips: tuple[str, ...] = ()
    """What else the first row says, as far as there is room."""

    after_letter: ClassVar[Mapping[str, str]] = {}
    """To which field the letter of a choice leads, by the choice's name, where that is not the next one."""

    prose_field: ClassVar[str] = ""
    """The field for words of one's own, to which those go that are typed on a choice; empty where none is."""

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._typed = typed or {}
        self._answered_warning = ""
        self._wrong_label: str | None = None
        """The field for which nothing was saved; empty where any may be at fault, None where nothing is."""
        self._is_finished = False
        self._letters = LettersTyped()
        self.changed_id: str | None = None

    def fields(self) -> Iterable[Field]:
        """Return the fields, top to bottom."""
        raise NotImplementedError

    def save(self) -> Change:
        """Make the change that the fields describe.

        Raises:
            FollowupError: it cannot be made.
        """
        raise NotImplementedError

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:  # noqa: ARG003 - about no application
        """Make the form again."""
        return cls()

    def body(self) -> ComposeResult:
        """Yield the fields."""
        with VerticalScroll(id="fields", can_focus=False):
            yield from self.fields()

    def on_mount(self) -> None:
        """Show what the form is for, and what was typed in it before."""
        self.say_top(self.heading, self.about, *self.tips)
        self.say_hints(self.hints())
        self._restore()

    @property
    def application_id(self) -> str:
        """The id of the application the form is about; empty for a new one."""
        return ""

    @property
    def application_uid(self) -> str:
        """The `uid` of that application; empty for a new one."""
        return ""

    @property
    def part(self) -> str:
        """What of the application it is about; empty for the whole."""
        return ""

    def half_written(self) -> Draft:
        """Return what is typed here and differs from how the form began."""
        changed = [field for field in self.query(Field) if field.changed]
        now = Instant.of(self.program.tracker.today().now)
        title = f"{self.heading}, {self.about}" if self.application_id else self.heading
        return Draft(
            type(self).__name__,
            self.application_id,
            self.part,
            title,
            now,
            {field.key: field.value for field in changed},
            {field.key: field.initial for field in changed},
            self.application_uid,
        )

    def keep_half_written(self) -> None:
        """Write what is typed to disk, unless the form was saved or left on purpose."""
        if not self._is_finished and self.is_mounted:
            super().keep_half_written()

    def _restore(self) -> None:
        """Put back what was half-written here when the line dropped."""
        draft = self.find_half_written()
        fields = {field.key: field for field in self.query(Field)}
        before = draft.before if draft else {}
        typed = {**(draft.fields if draft else {}), **self._typed}
        for key, text in typed.items():
            if key in fields:
                fields[key].value = text
        changed_elsewhere = [
            f"{field.label}: {field.initial or 'empty'}"
            for key, field in fields.items()
            if before.get(key, field.initial) != field.initial
        ]
        if changed_elsewhere:
            sentence = f"Changed elsewhere since you typed this: {', '.join(changed_elsewhere)}"
            self.bottom.show_message(sentence, Meaning.OVERDUE)
        elif draft is not None:
            self.bottom.show_message("What you had typed here is back: ctrl+s saves it, escape leaves it")

    def _finish(self) -> None:
        """Remove the draft: the form was saved, or left on purpose."""
        self._is_finished = True
        self.program.clear_messages()
        with suppress(OSError):
            self.program.drafts.remove(self.half_written().name)

    def __getitem__(self, name: str) -> str:
        """Return the value of a field, without white space around it."""
        return self.query_one(f"#field-{name}", Field).value.strip()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Checklist.Changed)
    def check_field(
        self, event: Input.Changed | TextArea.Changed | Choice.Changed | Checklist.Changed
    ) -> None:
        """Show below a field how it is understood while it is typed, and keep it."""
        field = event.control.parent
        if isinstance(field, Field):
            is_right = field.validate()
            if is_right and self._wrong_label in ("", field.label):
                self._wrong_label = None
                self.bottom.clear_message()
            self.keep_soon()

    @on(Choice.TypingBegun)
    def remember_choices(self, event: Choice.TypingBegun) -> None:
        """Remember what was chosen before the letters that come now."""
        values = {entry: entry.value for entry in self.query(Choice)}
        self._letters = LettersTyped({**values, event.choice: event.before})

    @on(Choice.LetterTyped)
    def follow_letter(self, event: Choice.LetterTyped) -> None:
        """Go on once a letter has chosen the only word that begins with it; else say what it did.

        Letters lead from choice to choice. To a text they lead only from the third choice on: a word that
        somebody writes seldom begins with the letters of three.
        """
        field, letter, letters = event.choice.parent, event.letter, self._letters
        if not isinstance(field, Field):
            return
        letters.text += letter
        letters.rows = list(dict.fromkeys([*letters.rows, event.choice]))
        if not event.matches:
            self._refuse_letters(field)
        elif event.matches > 1:
            field.show_hint(
                printable(f"{event.matches} begin with “{letter}”: {letter} again for the next, tab goes on")
            )
        elif event.is_first and letter == letter.casefold():
            next_field = self._field_after(field)
            if next_field is not None and isinstance(next_field.entry, Choice):
                next_field.entry.follow_letter(event.rest)
            elif next_field is not None and len(letters.rows) >= _ROWS_BEFORE_TEXT:
                next_field.entry.focus()
                words = [entry.value for entry in letters.rows]
                self.bottom.show_message(f"Chosen by letters: {', '.join(words)}")

    def _field_after(self, field: Field) -> Field | None:
        """Return the field to which the letter of a choice leads; None where it is the last."""
        if field.key in self.after_letter:
            return self.query_one(f"#field-{self.after_letter[field.key]}", Field)
        fields = [other for other in self.query(Field) if other.display]
        return next(iter(fields[fields.index(field) + 1 :]), None)

    def _refuse_letters(self, field: Field) -> None:
        """Put every choice back as it was before the letters, which are words of the user's own."""
        for entry, value in self._letters.before.items():
            entry.value = value
            if isinstance(entry.parent, Field):
                entry.parent.validate()
        self.keep_soon()
        if self.prose_field:
            prose = self.query_one(f"#field-{self.prose_field}", Field)
            prose.value += self._letters.text
            if isinstance(prose.entry, TextArea):
                prose.entry.move_cursor(prose.entry.document.end)
            prose.entry.focus()
            self.bottom.show_message(f"No choice begins so: it stands in “{prose.label}”")
        else:
            letter = self._letters.text[0]
            field.show_hint(printable(f"no choice begins with “{letter}”; tab goes on"))

    @on(Input.Submitted)
    def line_submitted(self) -> None:
        """Go on after enter in a field of one line."""
        self.after_enter()

    def after_enter(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def action_save(self) -> None:
        """Save, or go to the first field that is wrong."""
        self._wrong_label = None
        for field in self.query(Field):
            if not field.validate():
                field.entry.focus()
                self._wrong_label = field.label
                key = shown_key("form.save", self.program.user_keys)
                self.bottom.show_message(
                    f"“{field.label}” is not understood.",
                    Meaning.OVERDUE,
                    chip="Not saved",
                    then=f"{key} try again",
                )
                return
        try:
            warning = self.warning()
            if warning and warning != self._answered_warning:
                question = Question(
                    "Save it all the same?", "save it all the same", "back to it", (warning,), is_warning=True
                )
                self.ask(question, lambda: self._save_in_spite_of(warning))
                return
            change = self.save()
        except FollowupError as error:
            self.show_error(error)
            return
        self._finish()
        self.changed_id = change.ids[0] if change.ids else None
        # Before the form goes: the board can select a new card only once it has it.
        self.program.announce(change)
        self.dismiss(self.changed_id)
        self.app.call_later(self.program.acknowledge, change, self._all_next_steps())
        for act in self.acts_after_saving():
            self.app.call_later(act)

    def acts_after_saving(self) -> list[Callable[[], object]]:
        """Return what is done once this is saved and gone: the page that follows is opened, if any."""
        page = self.next_page()
        return [] if page is None else [partial(self.app.push_screen, page)]

    def action_back(self) -> None:
        """Go back, asking first where something typed would be lost."""
        if any(field.changed for field in self.query(Field)):
            reasons = ("What you typed here would be gone.",)
            self.ask(Question("Leave without saving?", "leave", "stay", reasons), self._leave)
        else:
            self._leave()

    def show_error(self, error: FollowupError) -> None:
        """Say why nothing was saved, until something is changed."""
        self._wrong_label = ""
        self.bottom.show_message(str(error), Meaning.OVERDUE, chip="Not saved")

    def warning(self) -> str:
        """Return a warning that the user must answer before this is saved; empty for none."""
        return ""

    def next_steps(self) -> str:
        """Return the keys for what can be done next, to be shown once this is saved."""
        return ""

    def next_page(self) -> Screen[Any] | None:
        """Return the page to open once this is saved; None for none."""
        return None

    def _all_next_steps(self) -> str:
        """Return the keys for what can be done next, that for a promise that was written down too."""
        return self.next_steps()

    def _save_in_spite_of(self, warning: str) -> None:
        self._answered_warning = warning
        self.action_save()

    def _leave(self) -> None:
        self._finish()
        self.dismiss(None)

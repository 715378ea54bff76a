"""What every form does: tab goes on, ctrl+s saves, escape asks before anything typed is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, TextArea

from followup_tui.domain.application import Application, Instant, Interview
from followup_tui.domain.card_line import Meaning
from followup_tui.domain.merge_conflicts import MergeConflict, Side
from followup_tui.errors import ConflictError, FollowupError, GoneError
from followup_tui.storage.drafts import Draft
from followup_tui.tracker import Change
from followup_tui.ui import routes
from followup_tui.ui.keys import FORM, bindings, hints
from followup_tui.ui.screens.half_written import WritingPage
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.checklist import Checklist
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field
from followup_tui.ui.widgets.rows import BottomRow, TopRow


class Form(WritingPage[str | None]):
    """A form. It gives the id of the application it changed, or None where it changed none.

    Args:
        typed: what stands in fields already, by their names, as if it had been typed.

    A form says its `heading`, its `fields`, how it is saved, and what speaks against it; everything else
    is here.
    """

    BINDINGS: ClassVar = bindings(FORM)

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._typed = typed or {}
        self._heard = ""
        self._done = False
        self.changed_id: str | None = None

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

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:  # noqa: ARG003 - about no application
        """Make the form again."""
        return cls()

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
        self._bring_back()

    @property
    def about_application(self) -> str:
        """The id of the application the form is about; empty for a new one."""
        return ""

    @property
    def about_part(self) -> str:
        """What of the application it is about; empty for the whole."""
        return ""

    def half_written(self) -> Draft:
        """Return what is typed here and differs from how the form began."""
        changed = [field for field in self.query(Field) if field.changed]
        now = Instant.of(self.program.tracker.today().now)
        title = f"{self.heading}, {self.about}" if self.about_application else self.heading
        return Draft(
            type(self).__name__,
            self.about_application,
            self.about_part,
            title,
            now,
            {field.key: field.value for field in changed},
            {field.key: field.initial for field in changed},
        )

    def keep_half_written(self) -> None:
        """Write what is typed to disk, unless the form was saved or left on purpose."""
        if not self._done and self.is_mounted:
            super().keep_half_written()

    def _bring_back(self) -> None:
        """Put back what was half-written here when the line dropped."""
        known = self.find_half_written()
        fields = {field.key: field for field in self.query(Field)}
        before = known.before if known else {}
        typed = {**(known.fields if known else {}), **self._typed}
        for key, text in typed.items():
            if key in fields:
                fields[key].set_value(text)
        others = [
            f"{f.label}: {f.initial or 'empty'}"
            for k, f in fields.items()
            if before.get(k, f.initial) != f.initial
        ]
        if others:
            self.bottom.show_message(
                f"Changed elsewhere since you typed this: {', '.join(others)}", Meaning.OVERDUE
            )
        elif known is not None:
            self.bottom.show_message("What you had typed here is back: ctrl+s saves it, escape leaves it")

    def _finish(self) -> None:
        """Forget the draft: it was saved, or left on purpose."""
        self._done = True
        self.program.say_no_more()
        with suppress(OSError):
            self.program.drafts.drop(self.half_written().name)

    def hints(self) -> list[str]:
        """Give the keys for the bottom row."""
        return hints(FORM, keymap=self.program.user_keys)

    def __getitem__(self, name: str) -> str:
        """Give what a field holds, without white space around it."""
        return self.query_one(f"#field-{name}", Field).value.strip()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Checklist.Changed)
    def look_at_field(
        self, event: Input.Changed | TextArea.Changed | Choice.Changed | Checklist.Changed
    ) -> None:
        """Say beside a field what is understood of it as it is typed."""
        field = event.control.parent
        if isinstance(field, Field):
            field.validate()
            self.keep_soon()

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
            if not field.validate():
                field.entry.focus()
                self.bottom.show_message(f"Not saved yet: look at “{field.label}”", Meaning.OVERDUE)
                return
        try:
            concern = self.concern()
            if concern and concern != self._heard:
                self._ask(concern)
                return
            change = self.save()
        except ConflictError as conflict:
            self.show_both(conflict)
            return
        except GoneError as gone:
            self.offer_to_put_back(gone)
            return
        except FollowupError as error:
            self.bottom.show_message(str(error), Meaning.OVERDUE)
            return
        self._finish()
        self.changed_id = change.ids[0] if change.ids else None
        # Before the form goes: the board can select a new card only once it has it.
        self.program.announce(change)
        self.dismiss(self.changed_id)
        self.app.call_later(self.program.acknowledge, change, self.afterwards())
        page = self.next_page()
        if page is not None:
            self.app.call_later(self.app.push_screen, page)

    def action_back(self) -> None:
        """Go back, asking first where something typed would be lost."""
        if not any(field.changed for field in self.query(Field)):
            self._finish()
            self.dismiss(None)
            return
        self.app.push_screen(
            routes.QUESTION("Leave without saving?", "leaves, and what you typed here is gone"), self._left
        )

    def show_both(self, conflict: ConflictError) -> None:
        """Say that the same thing was changed elsewhere."""
        self.bottom.show_message(str(conflict), Meaning.OVERDUE)

    def offer_to_put_back(self, gone: GoneError) -> None:
        """Say that what this is about was taken away elsewhere."""
        self.bottom.show_message(str(gone), Meaning.OVERDUE)

    def concern(self) -> str:
        """Give what speaks against saving this, to be said first; empty where nothing does."""
        return ""

    def afterwards(self) -> str:
        """Give what can be done next, to be said once it is saved."""
        return ""

    def next_page(self) -> Screen[None] | None:
        """Give the page that comes up once it is saved; None where none does."""
        return None

    def _ask(self, concern: str) -> None:
        def heard(save: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
            if save:
                self._heard = concern
                self.action_save()

        self.app.push_screen(routes.QUESTION(concern, "saves it all the same"), heard)

    def _left(self, leave: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
        if leave:
            self._finish()
            self.dismiss(None)


class CardForm(Form):
    """A form about one application, as it stood when the form was opened.

    Args:
        application: the application.
        typed: as in `Form`.
    """

    def __init__(self, application: Application, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(typed)
        self.base = application
        self.heading = application.company
        self._decided: dict[MergeConflict, Side] = {}

    @property
    def about_application(self) -> str:
        """The id of the application."""
        return self.base.id

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:  # noqa: ARG003 - about the whole
        """Make the form again, about the application as it stands now."""
        return None if application is None else cls(application)

    def edit(self, edited: Application, label: str) -> Change:
        """Save the application as it was edited here; what was changed elsewhere meanwhile stays.

        Raises:
            FollowupError: as `Tracker.edit`.
        """
        return self.program.tracker.edit(self.base, edited, label, self._decided)

    def show_both(self, conflict: ConflictError) -> None:
        """Show what was changed in both places, and save what is chosen."""

        def chosen(decided: dict[MergeConflict, Side] | None) -> None:
            if decided is None:
                self.bottom.show_message("Nothing was saved; what you typed stands here", Meaning.OVERDUE)
                return
            self._decided |= decided
            self.action_save()

        application = self.program.tracker.applications[self.base.id]
        self.app.push_screen(routes.MERGE_CONFLICTS(application, conflict.conflicts), chosen)

    def offer_to_put_back(self, gone: GoneError) -> None:
        """Ask whether the application, taken away elsewhere, comes back with what is typed here."""

        def answered(put_back: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
            if put_back and self.program.do(lambda: self.program.tracker.put_back(self.base)) is not None:
                self.action_save()

        self.app.push_screen(
            routes.QUESTION(gone.happened, "puts it back, with what you typed here"), answered
        )


class InterviewForm(CardForm):
    """A form about one interview of an application.

    Args:
        application: the application.
        interview: one of its interviews, as it stood when the form was opened.
    """

    def __init__(self, application: Application, interview: Interview) -> None:
        super().__init__(application)
        self.interview = interview

    @property
    def about_part(self) -> str:
        """The id of the interview."""
        return self.interview.id

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:
        """Make the form again, about the interview as it stands now."""
        interview = application.interview(part) if application else None
        return cls(application, interview) if application and interview else None

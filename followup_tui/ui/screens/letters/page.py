"""The letters about one card, in turn: written, checked, and sent or copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from followup_tui.domain.application import Application, Instant
from followup_tui.domain.card_line import Meaning
from followup_tui.domain.letter import LetterKind, kinds_for
from followup_tui.errors import DataError, FollowupError
from followup_tui.letters.compose import LetterSettings
from followup_tui.letters.drafts import LetterDraft, LetterDrafts
from followup_tui.storage.drafts import LETTERS_FORM, Draft
from followup_tui.storage.folders import write_private_file
from followup_tui.ui import routes
from followup_tui.ui.keys import BACK, EDITOR, EVERYWHERE, LETTERS, WRITING, bindings, hints
from followup_tui.ui.screens.form import KEEP_SECONDS
from followup_tui.ui.screens.letters.out import LettersOut
from followup_tui.ui.screens.letters.outbox import OutgoingLetter
from followup_tui.ui.screens.letters.shown import name_of, state_of, tabs, to_whom
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.letter_text import LetterText, SubjectLine
from followup_tui.ui.widgets.rows import BottomRow, TopRow


class LettersPage(LettersOut):
    """Letters of one kind, one to each person; the one in front is read, or written on.

    Args:
        application: what they are about.
        kind: what they are for.
        heard: what the guard said of it, and the user heard.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, LETTERS, WRITING, EDITOR, EVERYWHERE)
    AUTO_FOCUS = ""

    def __init__(self, application: Application, kind: LetterKind, heard: str = "") -> None:
        super().__init__(application, heard)
        self._kind = kind
        self._index = 0
        self._keeping = False
        self._pause: Timer | None = None
        self._letter_drafts: LetterDrafts | None = None

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:
        """Make the page again, with the letters of a kind."""
        return cls(application, LetterKind(part)) if application and part in set(LetterKind) else None

    @property
    def letter_drafts(self) -> LetterDrafts:
        """The letters."""
        if self._letter_drafts is None:
            self._letter_drafts = self._composed()
        return self._letter_drafts

    @property
    def draft(self) -> LetterDraft:
        """The letter in front."""
        return self.letter_drafts.drafts[self._index]

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        yield TopRow()
        yield Static(markup=False, id="tabs")
        yield Static(markup=False, id="to")
        with Horizontal(id="about"):
            yield Static("Subject", markup=False)
            yield SubjectLine()
        yield LetterText()
        yield Static(markup=False, id="state")
        yield BottomRow()

    def on_mount(self) -> None:
        """Begin with the first letter that has something open."""
        # A letter that was on its way may have been noted since the page was asked for.
        self._application = self.program.tracker.applications.get(self.application_id, self._application)
        back = self._restore()
        first = self.letter_drafts.next_with_blanks(len(self.letter_drafts.drafts) - 1)
        self._show(first or 0)
        # At once: what is typed ahead belongs into the letter, and must not be taken for keys.
        self._go_on()
        if back:
            # After the keys for writing, which the focus brings.
            self.call_after_refresh(self.program.say, "What you had written is back", Meaning.YOURS)
        self.program.changed.subscribe(self, lambda _: self._take_in(), immediate=True)

    # What is shown.

    def _composed(self) -> LetterDrafts:
        settings = self.program.context.settings
        name = settings.sender.full_name if settings.sender else ""
        letter_settings = LetterSettings(self.program.context.paths.templates_folder, settings.language, name)
        return LetterDrafts(self._application, self._kind, self.program.tracker.today(), letter_settings)

    def _recompose(self, *, questions: bool) -> None:
        """Begin the letters anew from what is true now; what was typed stays."""
        self.letter_drafts.recompose(self._application, self.program.tracker.today(), questions=questions)
        self._show(self._index)

    def _show(self, index: int) -> None:
        """Put a letter in front."""
        self._index = index
        draft = self.draft
        self.query_one(SubjectLine).value = draft.subject
        self.query_one(LetterText).text = draft.body
        self.show_interview()

    def show_interview(self) -> None:
        """Say all there is to say around the letter in front."""
        count = len(self.letter_drafts.drafts)
        words = f"{self.draft.letter.words} words"
        self.say_top(self._application.company, name_of(self._kind), right=words)
        row = self.query_one("#tabs", Static)
        row.set_class(count == 1, "-one")
        row.update(tabs(self.letter_drafts, self._index, self.app.size.width - 2), layout=False)
        self.query_one("#to", Static).update(to_whom(self.draft, self.app.size.width - 2), layout=False)
        self._show_state()

    def _show_state(self) -> None:
        writing = self.focused is not None
        said = state_of(self.letter_drafts, self._index, writing=writing, sending=self.is_sending(self.draft))
        self.query_one("#state", Static).update(said)

    def on_descendant_focus(self) -> None:
        """Show the keys for writing."""
        self.say_hints([*hints(WRITING, EDITOR, keymap=self.program.user_keys), "escape stop writing"])
        self._show_state()

    def on_descendant_blur(self) -> None:
        """Show the keys for what to do with the letter, and what is to be looked at now."""
        self.say_hints(hints(LETTERS, BACK, keymap=self.program.user_keys))
        self._show_state()

    def _take_in(self) -> None:
        """Take in who is there now, and what they are called; what was typed stays."""
        application = self.program.tracker.applications.get(self.application_id)
        if application is None:
            # What is written is kept; redo, or the other board, may bring the card back.
            self.keep_half_written()
            self.dismiss(None)
            self.app.call_later(
                self.program.say, f"{self._application.company} is no longer there", Meaning.OVERDUE
            )
            return
        if application == self._application:
            return
        self._application = application
        self._recompose(questions=self.letter_drafts.questions)
        self.keep_half_written()

    # Writing.

    @on(TextArea.Changed)
    @on(Input.Changed)
    def written(self) -> None:
        """Take what was typed, and have it on disk soon."""
        draft = self.draft
        body, subject = self.query_one(LetterText).text, self.query_one(SubjectLine).value
        if (body, subject) == (draft.body, draft.subject):
            return
        draft.body, draft.subject = body, subject
        self.show_interview()
        if not self._keeping:
            self._keeping = True
            self.set_timer(KEEP_SECONDS, self.keep_half_written)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(KEEP_SECONDS, self._look_over)

    def _look_over(self) -> None:
        """Compare the letters, now that nothing is being typed."""
        if self.letter_drafts.find_similar():
            self._show_state()

    @on(Input.Submitted)
    def to_the_body(self) -> None:
        """Go on from the subject to the letter."""
        self.query_one(LetterText).focus()

    def _write_on(self) -> None:
        """Write in the first open place; where there is none, go on where the user's own words end."""
        subject = self.query_one(SubjectLine)
        if subject.select_blank():
            subject.focus()
            return
        text = self.query_one(LetterText)
        text.focus()
        if not text.select_blank():
            text.move_cursor_to(self.draft.typing_end)

    def _go_on(self) -> None:
        """Go on where the user's own words end; in a letter not begun yet, write in the first open place."""
        if self.draft.body == self.draft.composed.body:
            self._write_on()
            return
        text = self.query_one(LetterText)
        text.focus()
        text.move_cursor_to(self.draft.typing_end)

    def action_edit(self) -> None:
        """Write on, at the first open place."""
        self._write_on()

    def action_done(self) -> None:
        """Go on to the next open place, of this letter or another; where there is none, look at them all."""
        self.keep_half_written()
        index = self.letter_drafts.next_with_blanks(self._index - 1)
        if index is None:
            self.set_focus(None)
            drafts = self.letter_drafts.drafts
            self._show(next((at for at, draft in enumerate(drafts) if draft.sent is None), 0))
            return
        if index != self._index:
            self._show(index)
        self._write_on()

    def action_accept(self) -> None:
        """Take the first open place as it stands."""
        subject = self.query_one(SubjectLine)
        (subject if subject.has_focus else self.query_one(LetterText)).accept_blank()

    def action_next(self, step: int) -> None:
        """Put the next letter in front, or the one before."""
        writing = self.focused is not None
        self._show((self._index + step) % len(self.letter_drafts.drafts))
        if writing:
            self._write_on()

    def action_back(self) -> None:
        """Stop writing; then go back to the card. What is written is kept."""
        if self.focused is not None:
            self.set_focus(None)
            return
        self.keep_half_written()
        self.dismiss(None)

    def action_editor(self) -> None:
        """Write the letter in the user's own editor."""
        from followup_tui.ui.editor import written_in_editor

        self.keep_half_written()
        draft = self.draft
        try:
            with written_in_editor(
                self.app, self.program.context, draft.body, "letter.txt", about=self.draft_name
            ) as written:
                # On disk here before the editor's own file goes.
                draft.body = written
                self._keep()
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
        self._show(self._index)

    def action_subject(self) -> None:
        """Write another subject."""
        self.query_one(SubjectLine).focus()

    def action_undo(self) -> None:
        """Take back that a letter was sent, where the last step was that: nothing else from here."""
        steps = [step for step in self.program.tracker.history() if not step.undone]
        if steps and steps[-1].number in self._noted:
            super().action_undo()
        else:
            self.bottom.show_message(
                "Nothing was noted here that u could take back; escape leads to the card"
            )

    def action_anew(self) -> None:
        """Begin the letter anew, after asking where something would be lost."""
        draft = self.draft
        if self.is_sending(draft):
            self.bottom.show_message("It is being sent", Meaning.OVERDUE)
        elif (draft.subject, draft.body) == (draft.composed.subject, draft.composed.body):
            self._start_over()
        else:
            self.app.push_screen(
                routes.QUESTION("Begin this letter anew?", "takes out what you wrote in it"),
                lambda yes: self._start_over() if yes else None,
            )

    def _start_over(self) -> None:
        self.draft.subject, self.draft.body = self.draft.composed.subject, self.draft.composed.body
        self.draft.sending = ""
        self._show(self._index)
        self.keep_half_written()

    def action_questions(self) -> None:
        """Put the questions that stayed unasked in, or leave them out. What was typed stays as it is."""
        if not self._application.unasked:
            self.bottom.show_message("There are no unasked questions; x ticks some after an interview")
            return
        before = self.draft.composed
        self._recompose(questions=not self.letter_drafts.questions)
        if self.draft.composed == before:
            self.bottom.show_message("This kind of letter has no room for questions")
            return
        if self.draft.body != self.draft.composed.body:
            self.bottom.show_message(
                "What you wrote stays as it is; D begins it anew, and then Q puts them in"
            )
            return
        self.bottom.show_message(f"Your questions are {'in' if self.letter_drafts.questions else 'out'}")

    def action_kind(self, step: int) -> None:
        """Write another kind of letter."""
        kinds = kinds_for(self._application, self.program.tracker.today())
        # The one in front may be none of them any more: a call that was missed, and then was not.
        order = [kind for kind in LetterKind if kind in kinds or kind is self._kind]
        self.keep_half_written()
        self.bottom.clear_message()
        self._kind = order[(order.index(self._kind) + step) % len(order)]
        self._letter_drafts = self._composed()
        self._heard = ""
        self._restore()
        self._show(0)

    def action_template(self) -> None:
        """Edit the template of this kind of letter; the first time, from the shipped one."""
        from followup_tui.letters.templates import own_template_file, shipped_template
        from followup_tui.ui.editor import written_in_editor

        letters = self._application.letters or self.program.context.settings.language
        file = own_template_file(self.program.context.paths.templates_folder, letters, self._kind)
        try:
            shipped = shipped_template(letters, self._kind).source
            before = file.read_text("utf-8") if file.is_file() else shipped
            with written_in_editor(self.app, self.program.context, before, file.name, about=letters) as after:
                if after != before:
                    _put(file, after)
        except (OSError, UnicodeDecodeError) as error:
            self.program.say(f"{file} cannot be edited here: {error}", Meaning.OVERDUE)
            return
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        self._recompose(questions=self.letter_drafts.questions)

    # What is half-written.

    def _keep(self) -> None:
        """Put what is written on disk; forget it where nothing is.

        Raises:
            DataError: it could not be written.
        """
        self._keeping = False
        typed = self.letter_drafts.edits()
        draft = Draft(
            LETTERS_FORM,
            self.application_id,
            self._kind.value,
            f"{self._application.company}, {name_of(self._kind)}",
            Instant.of(self.program.tracker.today().now),
            {name: now for name, (_, now) in typed.items()},
            {name: before for name, (before, _) in typed.items()},
        )
        try:
            if typed:
                self.program.drafts.keep(draft)
            else:
                self.program.drafts.drop(draft.name)
        except OSError as error:
            raise DataError(f"What you write here cannot be kept for later: {error.strerror}") from error

    def keep_half_written(self) -> None:
        """Put what is written on disk; say so where that cannot be."""
        try:
            self._keep()
        except DataError as error:
            self.bottom.show_message(str(error), Meaning.OVERDUE)

    def _restore(self) -> bool:
        known = self.program.drafts.find(self.draft_name)
        return self.letter_drafts.restore({**self.sent_and_taken_back(), **(known.fields if known else {})})

    def go_on_after(self, outgoing: OutgoingLetter) -> None:
        """Put the next thank-you in front that did not go out yet; after the last, go back.

        Not where one is at another letter by now, or is writing: what is typed would be taken for keys.
        """
        if self.focused is not None or outgoing.id != (self.draft_name, self.draft.key):
            return
        drafts = self.letter_drafts.drafts
        left = [index for index, draft in enumerate(drafts) if draft.sent is None]
        if self._kind is LetterKind.THANK_YOU and left:
            self._show(next((at for at in left if not self.is_sending(drafts[at])), left[0]))
        else:
            self.dismiss(None)


def _put(file: Path, template: str) -> None:
    """Put a template in its place.

    Raises:
        DataError: it could not be written.
    """
    try:
        write_private_file(file, template.encode())
    except OSError as error:
        raise DataError(f"{file} could not be written: {error.strerror}", untouched="The template") from error

"""The letters about one card, in turn: written, checked, and sent or copied."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input, TextArea

from followup_tui import files
from followup_tui.domain.letter import LetterKind, blank_spans
from followup_tui.domain.letter_fit import kinds_for
from followup_tui.domain.letter_recipients import recipients
from followup_tui.domain.look import Meaning
from followup_tui.errors import DataError, FollowupError
from followup_tui.letters.drafts import NAME_BLANKS
from followup_tui.ui import routes
from followup_tui.ui.keys import BACK, EDITOR, EVERYWHERE, LETTERS, WRITING, bindings
from followup_tui.ui.question import Question
from followup_tui.ui.screens.half_written import KEEP_SECONDS
from followup_tui.ui.screens.letters.outbox import OutgoingLetter
from followup_tui.ui.screens.letters.sending import SendingPage
from followup_tui.ui.widgets.letter_text import BlankKept, LetterText, SubjectLine


class LettersPage(SendingPage):
    """Letters of one kind, one to each person; the one in front is read, or written on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, LETTERS, WRITING, EDITOR, EVERYWHERE)

    _pause: Timer | None = None
    _is_left = False

    def on_mount(self) -> None:
        """Begin to write in the first blank; what has none, or was written before, is there to be read."""
        # A letter that was on its way may have been noted since the page was asked for.
        self._application = self.program.tracker.applications.get(self.application_id, self._application)
        if self.restore():
            self.show_letter(self.letter_drafts.first_to_read())
            self.on_descendant_blur()
            self.program.say("What you had written is back; enter writes on", Meaning.YOURS)
        elif self.letter_drafts.drafts[0].letter.blanks:
            self.show_letter(0)
            # At once: what is typed ahead belongs into the letter, and must not be taken for keys.
            self._write_in_next_blank()
        else:
            # Whole as it is: a key that sends it would be a letter in it.
            self.show_letter(0)
            self.on_descendant_blur()
        self.program.changed.subscribe(self, lambda _: self._follow_application(), immediate=True)

    def _follow_application(self) -> None:
        """Write the letters again where the application changed; what was typed stays."""
        application = self.program.tracker.applications.get(self.application_id)
        if application is None:
            # What is written is kept; redo, or the other board, may bring the card back.
            self.keep_half_written()
            if self.program.screen is self:
                self._leave_what_is_gone()
            return
        if application == self._application:
            return
        self._application = application
        self.bottom.clear_message()  # that somebody has no address, which may just have been noted
        self.recompose_letters(questions=self.letter_drafts.questions)
        self.keep_half_written()

    def _leave_what_is_gone(self) -> None:
        if self._is_left:
            return  # a page in front that went, too, brought this one to the front meanwhile
        self._is_left = True
        self.dismiss(None)
        self.app.call_later(
            self.program.say, f"{self._application.company} is no longer there", Meaning.OVERDUE
        )

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Go back where the card went while another page was in front."""
        super().on_screen_resume(event)
        if self.application_id not in self.program.tracker.applications:
            self._leave_what_is_gone()

    # Writing.

    @on(TextArea.Changed)
    @on(Input.Changed)
    def keep_typed(self) -> None:
        """Keep what was typed, on disk too in a moment."""
        draft = self.draft
        body, subject = self.query_one(LetterText).text, self.query_one(SubjectLine).value
        if (body, subject) == (draft.body, draft.subject):
            return
        draft.body, draft.subject = body, subject
        self.update_rows()
        self.say_hints(self.hints())
        self.keep_soon()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(KEEP_SECONDS, self._find_similar)

    def _find_similar(self) -> None:
        """Compare the letters, now that nothing is being typed."""
        if self.letter_drafts.find_similar():
            self.update_state()

    @on(Input.Submitted)
    def to_the_body(self) -> None:
        """Go on from the subject to the letter."""
        self.query_one(LetterText).focus()

    def _entries(self) -> tuple[SubjectLine, LetterText]:
        return self.query_one(SubjectLine), self.query_one(LetterText)

    def _write_in_next_blank(self) -> None:
        """Write in the first blank; where there is none, go on where the user's own words end."""
        if not self._select_blank(1, from_cursor=False):
            text = self.query_one(LetterText)
            text.focus()
            text.move_cursor_to(self.draft.typing_end)

    def _select_blank(self, step: int, *, from_cursor: bool) -> bool:
        """Select a blank of the letter in front, to be typed over. Return whether there is one.

        Args:
            step: 1 for the next one, -1 for the one before.
            from_cursor: whether it is looked for from the cursor, and not in the whole letter.
        """
        entries, blanks = self._entries(), self._blanks(step, from_cursor=from_cursor)
        if not blanks:
            return False
        at, start, end = blanks[0 if step > 0 else -1]
        entries[at].focus()
        entries[at].select_span(start, end)
        if entries[at].content[start + 2 : end - 2] in NAME_BLANKS:
            self._offer_to_keep_name()
        self._show_writing_hints()
        return True

    def _blanks(self, step: int, *, from_cursor: bool) -> list[tuple[int, int, int]]:
        """Return the blanks of the letter in front: which entry has each, and where it begins and ends.

        From the cursor, those before or behind it: the one that is selected is neither.
        """
        entries: tuple[SubjectLine | LetterText, ...] = self._entries()
        blanks = [(at, *span) for at, entry in enumerate(entries) for span in blank_spans(entry.content)]
        here = next((at for at, entry in enumerate(entries) if entry.has_focus), None)
        if not from_cursor or here is None:
            return blanks
        start, end = entries[here].selected
        return [
            blank
            for blank in blanks
            if (blank[:2] >= (here, end) if step > 0 else (blank[0], blank[2]) <= (here, start))
        ]

    def has_blank_ahead(self) -> bool:
        """Return whether a blank stands behind the cursor."""
        return bool(self._blanks(1, from_cursor=True))

    def _show_writing_hints(self) -> None:
        """Show what the keys do from where the cursor is now, unless something is said in their place."""
        if self.focused is not None:  # else they are shown once it is
            self.bottom.show_hints(self.hints(), keep_message=True)

    def _offer_to_keep_name(self) -> None:
        """Ask for the user's own name, once: in each letter it would be asked for again."""
        if self.program.context.settings.sender is None and not self.program.has_offered_sender:
            self.ask_for_sender(self.action_done)

    def action_edit(self) -> None:
        """Write on, at the first blank."""
        self._write_in_next_blank()

    def action_done(self) -> None:
        """Go on to the next blank, of this letter or another; where there is none, look at them all."""
        self.keep_half_written()
        self.letter_drafts.offer_proof(self.draft)
        index = self.letter_drafts.next_with_blanks(self._index - 1)
        if index is None:
            self.set_focus(None)
            drafts = self.letter_drafts.drafts
            self.show_letter(next((at for at, draft in enumerate(drafts) if draft.sent is None), 0))
            return
        if index != self._index:
            self._go_to_letter(index)
        self._write_in_next_blank()

    def action_accept(self) -> None:
        """Take what the blanks suggest: what was noted, never what says what to write."""
        subject, text = self._entries()
        if not (subject if subject.has_focus else text).accept_blanks():
            self.bottom.show_message("Nothing was noted for this blank: write it in your own words")

    @on(BlankKept)
    def say_that_it_is_kept(self) -> None:
        """Say why enter, or a space, does nothing to the blank that is selected."""
        self.bottom.show_message("Type over the blank, or delete takes it out")

    def action_next(self, step: int) -> None:
        """Go to the next blank of this letter, behind the last to the next person; or back."""
        if self.focused is None:
            self.show_letter((self._index + step) % len(self.letter_drafts.drafts))
            return
        if self._select_blank(step, from_cursor=True):
            return
        self.letter_drafts.offer_proof(self.draft)
        index = self.letter_drafts.next_unsent(self._index, step)
        if index != self._index:
            self._go_to_letter(index)
        if not self._select_blank(step, from_cursor=False):
            self._write_in_next_blank()

    def _go_to_letter(self, index: int) -> None:
        """Put another letter in front while writing, and say whose it is: a name may stand in it."""
        self.show_letter(index)
        if (person := self.draft.person) is not None:
            self.bottom.show_message(f"This one goes to {person.full_name}", Meaning.YOURS)

    def action_others(self) -> None:
        """Begin a letter to one more person."""
        drafts, today = self.letter_drafts, self.program.tracker.today()
        people = [*recipients(self._application, self._kind, today), *self._application.people]
        others = [person for person in dict.fromkeys(people) if drafts.find(person.id) is None]
        if not others:
            self.bottom.show_message("Everybody who is noted here has a letter; p notes somebody")
            return

        def chosen(person_id: str | None) -> None:
            person = self._application.person(person_id or None)
            if person is not None:
                self._go_to_letter(drafts.add(person, self.program.tracker.today()))
                self._write_in_next_blank()

        self.app.push_screen(routes.RECIPIENT(self._application, others), chosen)

    def action_back(self) -> None:
        """Stop writing; then go back to the card. What is written is kept."""
        if self.focused is not None:
            self.set_focus(None)
            return
        self.keep_half_written()
        self.dismiss(None)

    def action_editor(self) -> None:
        """Write the letter in the user's own editor."""
        from followup_tui.storage.edited_text import subject
        from followup_tui.ui.editor import written_in_editor

        self.keep_half_written()
        draft = self.draft
        try:
            with written_in_editor(
                self.program,
                draft.body,
                "letter.txt",
                about=subject(self._application, f"{self._kind}/{draft.key}"),
                title=self.half_written().title,
            ) as written:
                # On disk here before the editor's own file goes.
                draft.body = written
                self.write_half_written()
            self.bottom.clear_message()
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
        self.show_letter(self._index)

    def action_subject(self) -> None:
        """Write another subject."""
        self.query_one(SubjectLine).focus()

    def action_undo(self) -> None:
        """Take back that a letter was sent, where the last step was that: nothing else from here."""
        steps = [step for step in self.program.tracker.history() if not step.undone]
        if steps and steps[-1].number in self._steps_noted:
            super().action_undo()
        else:
            self.bottom.show_message(
                "Nothing was noted here that u could take back; escape leads to the card"
            )

    def action_anew(self) -> None:
        """Begin the letter anew, after asking, also where nothing is lost: the `y` after it never copies."""
        draft = self.draft
        if self.is_sending(draft):
            self.bottom.show_message("It is being sent")
        else:
            is_untouched = (draft.subject, draft.body) == (draft.composed.subject, draft.composed.body)
            loss = "You wrote nothing in it." if is_untouched else "What you wrote in it would be gone."
            self.ask(Question("Begin this letter anew?", "begin anew", reasons=(loss,)), self._start_over)

    def _start_over(self) -> None:
        self.draft.subject, self.draft.body = self.draft.composed.subject, self.draft.composed.body
        self.draft.sending = self.draft.begun_from = ""
        self.show_letter(self._index)
        self.keep_half_written()

    def action_questions(self) -> None:
        """Put the questions that stayed unasked in, or leave them out. What was typed stays as it is."""
        if not self._application.unasked:
            self.bottom.show_message("There are no unasked questions; x ticks some after an interview")
            return
        before, written = self.draft.composed, self.draft.body
        self.recompose_letters(questions=not self.letter_drafts.questions)
        if self.draft.composed == before:
            self.bottom.show_message("This kind of letter has no room for questions")
            return
        if self.draft.body == written:
            self.bottom.show_message(
                "What you wrote stays as it is; D begins it anew, and then Q puts them in"
            )
            return
        self.bottom.show_message(f"Your questions are {'in' if self.letter_drafts.questions else 'out'}")

    def action_kind(self, step: int) -> None:
        """Write the kind of letter after this one, or the one before."""
        kinds = kinds_for(self._application, self.program.tracker.today(), self.related())
        # The one in front may be none of them any more: a call that was missed, and then was not.
        order = [kind for kind in LetterKind if kind in kinds or kind is self._kind]
        self.write_letter(order[(order.index(self._kind) + step) % len(order)])

    def write_letter(self, kind: LetterKind) -> None:
        """Write another kind of letter: it is read first."""
        self.keep_half_written()
        self.set_focus(None)
        self.bottom.clear_message()
        self._kind = kind
        self._letter_drafts = self.compose_letters()
        self._answered_warning = ""
        self.restore()
        self.show_letter(self.letter_drafts.first_to_read())

    def action_template(self) -> None:
        """Edit the template of this kind of letter; the first time, from the shipped one."""
        from followup_tui.letters.templates import own_template_file, shipped_template
        from followup_tui.ui.editor import written_in_editor

        settings = self.letter_settings
        template_set = settings.set_for(self._application, self.draft.person)
        file = own_template_file(settings.folder, template_set, self._kind)
        try:
            shipped = shipped_template(template_set, self._kind).source
            before = file.read_text("utf-8") if file.is_file() else shipped
            with written_in_editor(self.program, before, file.name, about=f"/{template_set}") as after:
                if after != before:
                    _write_template(file, after)
        except (OSError, UnicodeDecodeError) as error:
            self.program.say(f"{file} cannot be edited here: {error}", Meaning.OVERDUE)
            return
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        self.recompose_letters(questions=self.letter_drafts.questions)

    def go_on_after(self, outgoing: OutgoingLetter) -> None:
        """Put the next letter in front that did not go out yet; after the last, go back.

        Not where one is at another letter by now, or is writing: what is typed would be taken for keys.
        """
        if self.focused is not None or outgoing.id != (self.draft_name, self.draft.key):
            return
        drafts = self.letter_drafts.drafts
        left = [index for index, draft in enumerate(drafts) if draft.sent is None]
        if left:
            self.show_letter(next((at for at in left if not self.is_sending(drafts[at])), left[0]))
        else:
            self.dismiss(None)


def _write_template(file: Path, template: str) -> None:
    """Write the user's own template to its file.

    Raises:
        DataError: it could not be written.
    """
    try:
        files.replace(file, template.encode())
    except OSError as error:
        raise DataError(f"{file} could not be written: {error.strerror}", untouched="The template") from error

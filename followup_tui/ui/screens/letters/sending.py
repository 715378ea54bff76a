"""The ways out of a letter: copied, as a draft file, sent with the mail command, or sent by the user."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from followup_tui.config.paths import short_path
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.application import Application
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.contact_words import sent_words_of
from followup_tui.domain.dates import say_instant
from followup_tui.domain.instant import Instant
from followup_tui.domain.letter import CONTACT_KINDS, LetterKind
from followup_tui.domain.look import Meaning
from followup_tui.domain.relations import related_to
from followup_tui.domain.text import clean_line
from followup_tui.domain.wording import capitalized, join_with_and
from followup_tui.errors import FollowupError
from followup_tui.letters.letter_draft import LetterDraft
from followup_tui.letters.sent_words import is_letter_of_kind, mailed_at
from followup_tui.ui import routes
from followup_tui.ui.question import Question
from followup_tui.ui.screens.letters.base import LettersBasePage
from followup_tui.ui.screens.letters.outbox import Ending, OutgoingLetter

_ONE_A_DAY = (ContactKind.THANK_YOU, ContactKind.FOLLOW_UP)
"""What goes to nobody twice on one day, whichever letter it was."""


class SendingPage(LettersBasePage):
    """What the letter in front can become. Only a letter that was sent becomes a contact."""

    def __init__(self, application: Application, kind: LetterKind, answered_warning: str = "") -> None:
        super().__init__(application, kind, answered_warning)
        self._steps_noted: set[int] = set()

    def action_copy(self) -> None:
        """Ask the terminal to copy the letter, and put it in a file in any case."""
        from followup_tui.letters.clipboard import copy_sequence

        draft = self.draft
        file = self._file(draft, "txt")
        if self.write_file(file, f"{draft.subject}\n\n{draft.body}\n".encode()):
            self.program.send_to_terminal(copy_sequence(draft.body, os.environ))
            copied = f"Copied, if your terminal allows it.{_open_sentence(draft)}"
            self.program.say(f"{copied} It is also in {short_path(file)}", whole=True)

    def action_draft_file(self) -> None:
        """Put the letter in a file that mail programs open as a draft."""
        from followup_tui.letters.message import eml_file

        draft = self.draft
        try:
            content = eml_file(draft.letter, self.program.context.settings.sender)
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        file = self._file(draft, "eml")
        if self.write_file(file, content):
            still = f".{_open_sentence(draft)}" if draft.letter.blanks else ":"
            self.program.say(f"Mail programs open it as a draft{still} {short_path(file)}", whole=True)

    def action_sent(self) -> None:
        """Note that the user sent the letter, whichever way."""
        draft = self.draft
        if not self._can_be_sent(draft):
            return

        def note() -> None:
            self._after_contact_check(draft, "Note it all the same?", lambda: self._note(draft))

        if again := self._noted_before(draft):
            self.ask(Question("Note one more?", "note one more", reasons=(again,)), note)
        else:
            note()

    def action_send(self) -> None:
        """Send the letter with the user's mail command, after asking."""
        draft = self.draft
        if not self._can_be_sent(draft) or not self._can_mail(self.action_send):
            return
        try:
            message = self._message(draft)
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        whom = f"{draft.person.full_name} <{draft.person.email}>" if draft.person else ""
        again = self._sent_before(draft)
        title = f"Send one more to {whom}?" if again else f"Send it to {whom}?"
        reasons = (*self._doubts(draft), *([again] if again else []), self._sent_with())
        question = Question(title, "send it", "not yet", reasons)
        outgoing = self._outgoing(draft)
        self._after_contact_check(
            draft,
            "Send it all the same?",
            lambda: self.ask(question, lambda: self._send(draft, outgoing, message)),
        )

    def action_send_all(self) -> None:
        """Send all letters that are ready, after asking once; what the guard warns of goes out alone."""
        drafts = self.letter_drafts.drafts
        ready = [draft for draft in drafts if self._is_ready_without_a_question(draft)]
        if len(ready) < 2:
            if ready:
                self.show_letter(drafts.index(ready[0]))
            self.action_send()
            return
        if not self._can_mail(self.action_send_all):
            return
        try:
            letters = [(draft, self._outgoing(draft), self._message(draft)) for draft in ready]
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        names = join_with_and([draft.person.full_name for draft in ready if draft.person])

        def send() -> None:
            for draft, outgoing, message in letters:
                self._send(draft, outgoing, message)

        title = f"Send {len(letters)} letters, to {names}?"
        self.ask(Question(title, "send them", "not yet", (self._sent_with(),)), send)

    def _is_ready_without_a_question(self, draft: LetterDraft) -> bool:
        """Return whether a letter is whole, has an address and nothing speaks against sending it."""
        return (
            draft.sent is None
            and not draft.letter.blanks
            and not self.is_sending(draft)
            and draft.person is not None
            and draft.person.email != ""
            and not self._doubts(draft)
            and not self._sent_before(draft)
            and not self._warning(draft)
        )

    def _doubts(self, draft: LetterDraft) -> list[str]:
        """Return what is to be said of a letter before it is sent, a sentence each."""
        from followup_tui.storage.edited_text import subject
        from followup_tui.storage.late_edits import late_edits

        doubts = [f"{capitalized(mistake)}." for mistake in draft.mistakes]
        if self._kind is LetterKind.HAND_IN:
            doubts.append("Nothing is attached.")
        about = subject(self._application, f"{self._kind}/{draft.key}")
        edits = late_edits(self.program.context.paths.edited_texts_folder)
        if any(edit.about == about and edit.saved_text() is not None for edit in edits):
            doubts.append("Your editor has saved other words for it: ctrl+e takes them over.")
        return doubts

    def _message(self, draft: LetterDraft) -> bytes:
        """Return a letter as the mail command takes it. Raises as `message_to_send`."""
        from followup_tui.letters.message import message_to_send

        sender = self.program.context.settings.sender
        return message_to_send(draft.letter, sender, self.program.tracker.today().now)

    def _can_mail(self, then: Callable[[], object]) -> bool:
        """Return whether the settings have a mail command, and the user's address.

        Otherwise say where the command is set, or ask for the address and do `then`.
        """
        settings = self.program.context.settings
        if not settings.send:
            file = short_path(self.program.context.paths.config_file)
            where = f'Set send = "msmtp -t" under [mail] in {file}, and start again'
            self.program.say(f"There is no mail command here. {where}; y copies", whole=True)
        elif settings.sender is None:
            self.ask_for_sender(then)
        return bool(settings.send) and settings.sender is not None

    def _sent_with(self) -> str:
        return f"Sent with {clean_line(self.program.context.settings.send[:30], 'It')}."

    def _sent_before(self, draft: LetterDraft) -> str:
        """Say that the same letter went to the same person already; empty where none did.

        Also where its note was taken back: the mail is gone all the same.
        """
        went_at = mailed_at(self.program.drafts, self._application, self._kind, draft.key)
        if went_at is None:
            return self._noted_before(draft)
        now = self.program.tracker.today().now
        when = say_instant(went_at.astimezone(now.tzinfo), now)
        return f"This letter went to {draft.recipient_name} {when}; only its note was taken back."

    def _noted_before(self, draft: LetterDraft) -> str:
        """Say that this letter is noted as sent to the same person: its words, or one of its kind today.

        Letters of several kinds are noted as an answer, and who is asked something twice a day answers twice.
        """
        today, planned = self.program.tracker.today(), self._contact(draft)
        for contact in reversed(self._application.contacts):
            is_alike = (contact.direction, contact.kind, contact.person) == (
                Direction.SENT,
                planned.kind,
                planned.person,
            )
            is_of_kind = planned.kind in _ONE_A_DAY or (
                self._kind is not LetterKind.REPLY
                and is_letter_of_kind(self.program.drafts, self._application, self._kind, contact)
            )
            is_of_today = contact.at.day(today.zone) == today.day
            is_same = contact.note.split() == planned.note.split() or (is_of_today and is_of_kind)
            if is_alike and is_same:
                when = say_instant(contact.at.utc.astimezone(today.zone), today.now)
                what = sent_words_of(contact.kind).capitalize()
                return f"{what} to {draft.recipient_name} is noted already, {when}."
        return ""

    def ask_for_sender(self, then: Callable[[], object]) -> None:
        """Ask for the user's own name and address, which go into the settings; then go on."""
        self.program.has_offered_sender = True

        def answered(sender: str | None) -> None:
            if sender:
                self.letter_drafts.fill_in_name(sender)
                self.show_letter(self._index)
                then()

        self.app.push_screen(routes.SENDER(), answered)

    def _send(self, draft: LetterDraft, outgoing: OutgoingLetter, message: bytes) -> None:
        """Give it to the outbox. Should the line drop meanwhile, the draft says so."""
        if not self._is_unsent(draft):
            return
        now = self.program.tracker.today().now
        draft.sending = f"{now:%H:%M}"
        self.keep_half_written()
        self.outbox.send(replace(outgoing, contact=replace(outgoing.contact, at=Instant.of(now))), message)
        self.update_rows()
        self.program.say("Sending…")

    def _note(self, draft: LetterDraft) -> None:
        """Note the letter as sent."""
        if self._is_unsent(draft):
            self.outbox.note(self._outgoing(draft))

    def letter_ended(self, outgoing: OutgoingLetter, ending: Ending) -> None:
        """Show what became of a letter; it may have been written on a page that is gone."""
        if outgoing.application_id != self.application_id or not self.bottom.is_mounted:
            return  # of another, or not laid out yet: it will begin with what is true then
        if ending is Ending.NOTED:
            self._steps_noted.add(self.program.tracker.history()[-1].number)
        draft = (
            self.letter_drafts.find(outgoing.recipient) if outgoing.draft_name == self.draft_name else None
        )
        if draft is None:
            return
        if ending is not Ending.NOT_NOTED:
            draft.sending = ""
        if ending is Ending.NOTED:
            draft.sent = outgoing.contact
        self.keep_half_written()
        self.update_rows()

    def _outgoing(self, draft: LetterDraft) -> OutgoingLetter:
        from followup_tui.storage.drafts import letters_draft_name  # the board's first paint needs no files

        return OutgoingLetter(
            letters_draft_name(self._application, draft.letter.kind),
            self.application_id,
            self._application.company,
            draft.key,
            draft.letter,
            self._contact(draft),
            self.letter_drafts.questions_in(draft),
            self._file(draft, "txt"),
        )

    def _contact(self, draft: LetterDraft) -> Contact:
        return Contact(
            at=Instant.of(self.program.tracker.today().now),
            direction=Direction.SENT,
            kind=CONTACT_KINDS[draft.composed.kind],
            channel=Channel.EMAIL,
            person=draft.person.id if draft.person else None,
            note=f"{draft.subject}\n\n{draft.body}",
        )

    def _can_be_sent(self, draft: LetterDraft) -> bool:
        """Return whether a letter is whole and did not go out yet; say why where it is not."""
        if not self._is_unsent(draft):
            return False
        if blanks := draft.letter.blanks:
            self.program.say(f"Still to fill: {blanks[0]}. enter goes there", whole=True)
            return False
        return True

    def _is_unsent(self, draft: LetterDraft) -> bool:
        """Return whether a letter did not go out yet; say where it is otherwise."""
        if self.is_sending(draft):
            self.program.say("It is being sent")
        elif draft.sent is not None:
            self.program.say("This letter is noted as sent; u takes that back")
        else:
            return True
        return False

    def _after_contact_check(self, draft: LetterDraft, title: str, then: Callable[[], object]) -> None:
        """Go on once the contact check warns of nothing, or the user goes on all the same."""
        warning = self._warning(draft)
        if not warning or warning == self._answered_warning:
            then()
            return

        def go_on() -> None:
            self._answered_warning = warning
            then()

        self.ask(Question(title, "go on all the same", reasons=(warning,), is_warning=True), go_on)

    def _warning(self, draft: LetterDraft) -> str:
        """Return what the contact check warns of, for this letter to this person; empty for nothing."""
        tracker = self.program.tracker
        application = tracker.applications.get(self.application_id)
        if application is None:
            return ""
        related = related_to(application, tracker.applications)
        return contact_warning(application, self._contact(draft), related, tracker.today())

    def _file(self, draft: LetterDraft, ending: str) -> Path:
        name = f"{self.application_id}-{draft.composed.kind}-{draft.recipient_slug}.{ending}"
        return self.program.context.paths.letters_folder / name


def _open_sentence(draft: LetterDraft) -> str:
    return " A blank in it is still to fill." if draft.letter.blanks else ""

"""The ways out of a letter: copied, as a draft file, sent with the mail command, or sent by the user."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.application import Application, Channel, Contact, Direction, Instant
from followup_tui.domain.applications import at_company
from followup_tui.domain.card_line import Meaning
from followup_tui.domain.letter import CONTACT_KINDS
from followup_tui.domain.text import clean_line, slug
from followup_tui.errors import FollowupError
from followup_tui.letters.drafts import NOBODY, LetterDraft, LetterDrafts
from followup_tui.storage.drafts import letters_name
from followup_tui.storage.folders import write_private_file
from followup_tui.ui import routes
from followup_tui.ui.outside import short_path
from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.screens.letters.outbox import Ending, HasOutbox, Outbox, OutgoingLetter
from followup_tui.ui.widgets.rows import BottomRow


class LettersOut(CardPage):
    """What the letter in front can become. Only a letter that was sent becomes a contact.

    Args:
        application: what the letters are about.
        heard: what the guard said of them, and the user heard.
    """

    def __init__(self, application: Application, heard: str) -> None:
        super().__init__()
        self._application = application
        self._heard = heard
        self._noted: set[int] = set()

    @property
    def application_id(self) -> str:
        """The application's id."""
        return self._application.id

    @property
    def outbox(self) -> Outbox:
        """Where letters are sent from."""
        return cast("HasOutbox", self.app).outbox

    @property
    def letter_drafts(self) -> LetterDrafts:
        """The letters."""
        raise NotImplementedError

    @property
    def draft(self) -> LetterDraft:
        """The letter in front."""
        raise NotImplementedError

    def keep_half_written(self) -> None:
        """Put what is written on disk."""
        raise NotImplementedError

    def show_interview(self) -> None:
        """Say anew all there is to say around the letter in front."""
        raise NotImplementedError

    @property
    def draft_name(self) -> str:
        """The name under which these letters are half-written."""
        return letters_name(self.application_id, self.letter_drafts.kind)

    def action_copy(self) -> None:
        """Ask the terminal to copy the letter, and put it in a file in any case."""
        from followup_tui.letters.clipboard import copy_sequence

        draft = self.draft
        file = self._file(draft, "txt")
        if self._put(file, f"{draft.subject}\n\n{draft.body}\n".encode()):
            self.program.send_to_terminal(copy_sequence(draft.body, os.environ))
            self.program.say(
                f"Copied, if your terminal allows it.{_still_open(draft)} In any case: {short_path(file)}",
                whole=True,
            )

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
        if self._put(file, content):
            still = f".{_still_open(draft)}" if draft.letter.blanks else ":"
            self.program.say(f"Mail programs open it as a draft{still} {short_path(file)}", whole=True)

    def action_sent(self) -> None:
        """Note that the user sent the letter, whichever way."""
        draft = self.draft
        if self._is_whole(draft):
            self._after_the_guard(draft, "notes it all the same", lambda: self._record(draft))

    def action_send(self) -> None:
        """Send the letter with the user's mail command, after asking."""
        from followup_tui.letters.message import message_to_send

        draft, settings = self.draft, self.program.context.settings
        if not self._is_whole(draft):
            return
        if not settings.send:
            file = short_path(self.program.context.paths.config_file)
            where = f'Set send = "msmtp -t" under [mail] in {file}, and start again'
            self.program.say(f"There is no mail command here. {where}; y copies", Meaning.OVERDUE)
            return
        try:
            message = message_to_send(draft.letter, settings.sender, self.program.tracker.today().now)
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        whom = f"{draft.person.full_name} <{draft.person.email}>" if draft.person else ""
        outgoing = self._packed(draft)
        ask = routes.QUESTION(f"Send it to {whom}?", f"sends it with {clean_line(settings.send[:30], 'It')}")
        self._after_the_guard(
            draft,
            "goes on all the same",
            lambda: self.app.push_screen(
                ask, lambda yes: self._send(draft, outgoing, message) if yes else None
            ),
        )

    def _send(self, draft: LetterDraft, outgoing: OutgoingLetter, message: bytes) -> None:
        """Hand it over. Should the line drop meanwhile, the draft says so."""
        if not self._is_here(draft):
            return
        now = self.program.tracker.today().now
        draft.sending = f"{now:%H:%M}"
        self.keep_half_written()
        self.outbox.send(replace(outgoing, contact=replace(outgoing.contact, at=Instant.of(now))), message)
        self.show_interview()
        self.program.say("Sending…")

    def _record(self, draft: LetterDraft) -> None:
        """Note the letter as sent."""
        if self._is_here(draft):
            self.outbox.note(self._packed(draft))

    def letter_ended(self, outgoing: OutgoingLetter, ending: Ending) -> None:
        """Show what became of a letter; it may have been written on a page that is gone."""
        if outgoing.application_id != self.application_id or not self.query(BottomRow):
            return  # of another, or not laid out yet: it will begin with what is true then
        if ending is Ending.NOTED:
            self._noted.add(self.program.tracker.history()[-1].number)
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
        self.show_interview()

    def is_sending(self, draft: LetterDraft) -> bool:
        """Say whether a letter is just being sent, by this page or one that is gone."""
        return self.outbox.is_sending(self.draft_name, draft.key)

    def sent_and_taken_back(self) -> dict[str, str]:
        """Give the words of letters that went out and whose contact is no longer there."""
        words = self.program.drafts.find_sent(self.draft_name)
        there = {
            (contact.person or NOBODY, contact.at.utc.isoformat()) for contact in self._application.contacts
        }
        sent = {
            name.removesuffix(".sent"): moment for name, moment in words.items() if name.endswith(".sent")
        }
        gone = {key for key, moment in sent.items() if (key, moment) not in there}
        return {name: text for name, text in words.items() if name.partition(".")[0] in gone}

    def _packed(self, draft: LetterDraft) -> OutgoingLetter:
        return OutgoingLetter(
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

    def _is_whole(self, draft: LetterDraft) -> bool:
        """Say what is still open, where something is."""
        if not self._is_here(draft):
            return False
        if blanks := draft.letter.blanks:
            self.program.say(f"Still open: {blanks[0]}. enter goes there", Meaning.OVERDUE)
            return False
        return True

    def _is_here(self, draft: LetterDraft) -> bool:
        """Say where it is, where it is no longer to be sent."""
        if self.is_sending(draft):
            self.program.say("It is being sent", Meaning.OVERDUE)
        elif draft.sent is not None:
            self.program.say("This letter is noted as sent; u takes that back", Meaning.OVERDUE)
        else:
            return True
        return False

    def _after_the_guard(self, draft: LetterDraft, verb: str, then: Callable[[], object]) -> None:
        """Go on once the guard has nothing to say, or the user has heard it."""
        tracker = self.program.tracker
        application = tracker.applications.get(self.application_id)
        said = ""
        if application is not None:
            company = at_company(application, tracker.applications.values())
            said = contact_warning(application, self._contact(draft), company, tracker.today())
        if not said or said == self._heard:
            then()
            return

        def heard(yes: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
            if yes:
                self._heard = said
                then()

        self.app.push_screen(routes.QUESTION(said, verb), heard)

    def _file(self, draft: LetterDraft, ending: str) -> Path:
        whom = slug(draft.person.name) if draft.person else "them"
        return (
            self.program.context.paths.letters_folder
            / f"{self.application_id}-{draft.composed.kind}-{whom}.{ending}"
        )

    def _put(self, file: Path, content: bytes) -> bool:
        try:
            write_private_file(file, content)
        except OSError as error:
            self.program.say(f"{file} could not be written: {error.strerror}", Meaning.OVERDUE)
            return False
        return True


def _still_open(draft: LetterDraft) -> str:
    return " A place in it is still open." if draft.letter.blanks else ""

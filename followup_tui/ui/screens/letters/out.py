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
from followup_tui.domain.card import Meaning
from followup_tui.domain.letter import LOGGED_AS
from followup_tui.domain.text import clean_line, slug
from followup_tui.errors import FollowupError
from followup_tui.letters.desk import NOBODY, Desk, Sheet
from followup_tui.storage.drafts import letters_name
from followup_tui.storage.folders import write_private_file
from followup_tui.ui import routes
from followup_tui.ui.outside import short_path
from followup_tui.ui.screens.card_actions import CardPage
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
    def card(self) -> str:
        """The application's id."""
        return self._application.id

    @property
    def outbox(self) -> Outbox:
        """Where letters are sent from."""
        return cast("HasOutbox", self.app).outbox

    @property
    def desk(self) -> Desk:
        """The letters."""
        raise NotImplementedError

    @property
    def sheet(self) -> Sheet:
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
        return letters_name(self.card, self.desk.kind)

    def action_copy(self) -> None:
        """Ask the terminal to copy the letter, and put it in a file in any case."""
        from followup_tui.letters.clipboard import copy_sequence

        sheet = self.sheet
        file = self._file(sheet, "txt")
        if self._put(file, f"{sheet.subject}\n\n{sheet.body}\n".encode()):
            self.program.send_to_terminal(copy_sequence(sheet.body, os.environ))
            self.program.say(
                f"Copied, if your terminal allows it.{_still_open(sheet)} In any case: {short_path(file)}",
                whole=True,
            )

    def action_draft_file(self) -> None:
        """Put the letter in a file that mail programs open as a draft."""
        from followup_tui.letters.message import draft_file

        sheet = self.sheet
        try:
            content = draft_file(sheet.letter, self.program.context.settings.sender)
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        file = self._file(sheet, "eml")
        if self._put(file, content):
            still = f".{_still_open(sheet)}" if sheet.letter.open_places else ":"
            self.program.say(f"Mail programs open it as a draft{still} {short_path(file)}", whole=True)

    def action_sent(self) -> None:
        """Note that the user sent the letter, whichever way."""
        sheet = self.sheet
        if self._is_whole(sheet):
            self._after_the_guard(sheet, "notes it all the same", lambda: self._record(sheet))

    def action_send(self) -> None:
        """Send the letter with the user's mail command, after asking."""
        from followup_tui.letters.message import to_send

        sheet, settings = self.sheet, self.program.context.settings
        if not self._is_whole(sheet):
            return
        if not settings.send:
            file = short_path(self.program.context.paths.config_file)
            where = f'Set send = "msmtp -t" under [mail] in {file}, and start again'
            self.program.say(f"There is no mail command here. {where}; y copies", Meaning.OVERDUE)
            return
        try:
            message = to_send(sheet.letter, settings.sender, self.program.tracker.today().now)
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        whom = f"{sheet.person.full_name} <{sheet.person.email}>" if sheet.person else ""
        outgoing = self._packed(sheet)
        ask = routes.QUESTION(f"Send it to {whom}?", f"sends it with {clean_line(settings.send[:30], 'It')}")
        self._after_the_guard(
            sheet,
            "goes on all the same",
            lambda: self.app.push_screen(
                ask, lambda yes: self._send(sheet, outgoing, message) if yes else None
            ),
        )

    def _send(self, sheet: Sheet, outgoing: OutgoingLetter, message: bytes) -> None:
        """Hand it over. Should the line drop meanwhile, the draft says so."""
        if not self._is_here(sheet):
            return
        now = self.program.tracker.today().now
        sheet.sending = f"{now:%H:%M}"
        self.keep_half_written()
        self.outbox.send(replace(outgoing, contact=replace(outgoing.contact, at=Instant.of(now))), message)
        self.show_interview()
        self.program.say("Sending…")

    def _record(self, sheet: Sheet) -> None:
        """Note the letter as sent."""
        if self._is_here(sheet):
            self.outbox.note(self._packed(sheet))

    def letter_ended(self, outgoing: OutgoingLetter, ending: Ending) -> None:
        """Show what became of a letter; it may have been written on a page that is gone."""
        if outgoing.application_id != self.card or not self.query(BottomRow):
            return  # of another, or not laid out yet: it will begin with what is true then
        if ending is Ending.NOTED:
            self._noted.add(self.program.tracker.history()[-1].number)
        sheet = self.desk.sheet_to(outgoing.recipient) if outgoing.draft_name == self.draft_name else None
        if sheet is None:
            return
        if ending is not Ending.NOT_NOTED:
            sheet.sending = ""
        if ending is Ending.NOTED:
            sheet.sent = outgoing.contact
        self.keep_half_written()
        self.show_interview()

    def is_sending(self, sheet: Sheet) -> bool:
        """Say whether a letter is just being sent, by this page or one that is gone."""
        return self.outbox.is_sending(self.draft_name, sheet.key)

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

    def _packed(self, sheet: Sheet) -> OutgoingLetter:
        return OutgoingLetter(
            self.card,
            self._application.company,
            sheet.key,
            sheet.letter,
            self._contact(sheet),
            self.desk.asked(sheet),
            self._file(sheet, "txt"),
        )

    def _contact(self, sheet: Sheet) -> Contact:
        return Contact(
            at=Instant.of(self.program.tracker.today().now),
            direction=Direction.SENT,
            kind=LOGGED_AS[sheet.blank.kind],
            channel=Channel.EMAIL,
            person=sheet.person.id if sheet.person else None,
            note=f"{sheet.subject}\n\n{sheet.body}",
        )

    def _is_whole(self, sheet: Sheet) -> bool:
        """Say what is still open, where something is."""
        if not self._is_here(sheet):
            return False
        if places := sheet.letter.open_places:
            self.program.say(f"Still open: {places[0]}. enter goes there", Meaning.OVERDUE)
            return False
        return True

    def _is_here(self, sheet: Sheet) -> bool:
        """Say where it is, where it is no longer to be sent."""
        if self.is_sending(sheet):
            self.program.say("It is being sent", Meaning.OVERDUE)
        elif sheet.sent is not None:
            self.program.say("This letter is noted as sent; u takes that back", Meaning.OVERDUE)
        else:
            return True
        return False

    def _after_the_guard(self, sheet: Sheet, verb: str, then: Callable[[], object]) -> None:
        """Go on once the guard has nothing to say, or the user has heard it."""
        tracker = self.program.tracker
        application = tracker.applications.get(self.card)
        said = ""
        if application is not None:
            company = at_company(application, tracker.applications.values())
            said = contact_warning(application, self._contact(sheet), company, tracker.today())
        if not said or said == self._heard:
            then()
            return

        def heard(yes: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
            if yes:
                self._heard = said
                then()

        self.app.push_screen(routes.QUESTION(said, verb), heard)

    def _file(self, sheet: Sheet, ending: str) -> Path:
        whom = slug(sheet.person.name) if sheet.person else "them"
        return self.program.context.paths.letters_folder / f"{self.card}-{sheet.blank.kind}-{whom}.{ending}"

    def _put(self, file: Path, content: bytes) -> bool:
        try:
            write_private_file(file, content)
        except OSError as error:
            self.program.say(f"{file} could not be written: {error.strerror}", Meaning.OVERDUE)
            return False
        return True


def _still_open(sheet: Sheet) -> str:
    return " A place in it is still open." if sheet.letter.open_places else ""

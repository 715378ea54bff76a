"""The ways out of a letter: copied, as a draft file, sent with the mail command, or sent by the user."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

from followup_tui.domain.application import Application, Channel, Direction, Instant, Touch
from followup_tui.domain.card import Meaning
from followup_tui.domain.contacts import at_company
from followup_tui.domain.guard import concern
from followup_tui.domain.letter import LOGGED_AS
from followup_tui.domain.text import clean_line, slug
from followup_tui.errors import FollowupError
from followup_tui.letters.desk import NOBODY, Desk, Sheet
from followup_tui.storage.drafts import Draft
from followup_tui.storage.folders import write_private_file
from followup_tui.tracker import Change
from followup_tui.ui.outside import short_path
from followup_tui.ui.screens.ask import Ask
from followup_tui.ui.screens.card_actions import CardPage

SENT = "-sent"
"""What is added to the kind of letters that went out."""


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

    def went_out(self, change: Change) -> None:
        """Go on after the letter in front went out."""
        raise NotImplementedError

    def action_copy(self) -> None:
        """Ask the terminal to copy the letter, and put it in a file in any case."""
        from followup_tui.letters.clipboard import copy_sequence

        sheet = self.sheet
        file = self._file(sheet, "txt")
        if self._put(file, f"{sheet.subject}\n\n{sheet.body}\n".encode()):
            self.own.send_to_terminal(copy_sequence(sheet.body, os.environ))
            still = " A place in it is still open." if sheet.letter.open_places else ""
            self.own.say(
                f"Copied, if your terminal allows it.{still} In any case: {short_path(file)}", whole=True
            )

    def action_draft_file(self) -> None:
        """Put the letter in a file that mail programs open as a draft."""
        from followup_tui.letters.message import draft_file

        sheet = self.sheet
        try:
            content = draft_file(sheet.letter, self.own.settings.sender)
        except FollowupError as error:
            self.own.say(str(error), Meaning.OVERDUE)
            return
        file = self._file(sheet, "eml")
        if self._put(file, content):
            self.own.say(f"Mail programs open it as a draft: {short_path(file)}", whole=True)

    def action_sent(self) -> None:
        """Note that the user sent the letter, whichever way."""
        sheet = self.sheet
        if self._is_whole(sheet):
            self._after_the_guard(sheet, "notes it all the same", lambda: self._record(sheet))

    def action_send(self) -> None:
        """Send the letter with the user's mail command, after asking."""
        from followup_tui.letters.message import to_send

        sheet, settings = self.sheet, self.own.settings
        if not self._is_whole(sheet):
            return
        if not settings.send:
            where = (
                f'Set send = "msmtp -t" under [mail] in {short_path(self.own.settings_file)}, and start again'
            )
            self.own.say(f"There is no mail command here. {where}; y copies", Meaning.OVERDUE)
            return
        try:
            message = to_send(sheet.letter, settings.sender, self.own.tracker.today().now)
        except FollowupError as error:
            self.own.say(str(error), Meaning.OVERDUE)
            return
        whom = f"{sheet.person.full_name} <{sheet.person.email}>" if sheet.person else ""
        ask = Ask(f"Send it to {whom}?", f"sends it with {clean_line(settings.send[:30], 'It')}")
        self._after_the_guard(
            sheet,
            "goes on all the same",
            lambda: self.app.push_screen(ask, lambda yes: self._send(sheet, message) if yes else None),
        )

    def _send(self, sheet: Sheet, message: bytes) -> None:
        """Hand it over without holding the screen up. Should the line drop meanwhile, the draft says so."""
        sheet.sending = f"{self.own.tracker.today().now:%H:%M}"
        self.keep_half_written()
        self.own.say("Sending…")
        # The program does not wait for it to leave: the mail command goes on by itself.
        Thread(target=self._hand_over, args=(sheet, message), daemon=True).start()

    def _hand_over(self, sheet: Sheet, message: bytes) -> None:
        from followup_tui.letters.sending import send

        problem = ""
        try:
            send(self.own.settings.send, message)
        except FollowupError as error:
            problem = str(error)
        with suppress(RuntimeError):  # the program was left meanwhile
            self.app.call_from_thread(self._handed_over, sheet, problem)

    def _handed_over(self, sheet: Sheet, problem: str) -> None:
        sheet.sending = ""
        self.keep_half_written()
        if problem:
            self.own.say(problem, Meaning.OVERDUE)
        else:
            self._record(sheet)

    def _record(self, sheet: Sheet) -> None:
        """Note the letter as sent."""
        touch = self._touch(sheet)
        with suppress(OSError):  # what was sent stands in the contact; the file is for those who look for one
            write_private_file(self._file(sheet, "txt"), f"{sheet.subject}\n\n{sheet.body}\n".encode())
        asked = self.desk.asked(sheet)
        sheet.sent = touch
        change = self.own.do(lambda: self.own.tracker.letter_sent(self.card, touch, asked))
        if change is None:
            sheet.sent = None
            return
        self._noted.add(self.own.tracker.history()[-1].number)
        self._keep_sent()
        self.keep_half_written()
        self.went_out(change)

    def _keep_sent(self) -> None:
        """Keep the words of letters that went out: should a contact be taken back, they are there again."""
        fields: dict[str, str] = {}
        for sheet in self.desk.sheets:
            if sheet.sent is not None:
                fields |= {
                    f"{sheet.key}.subject": sheet.subject,
                    f"{sheet.key}.body": sheet.body,
                    f"{sheet.key}.sent": sheet.sent.at.utc.isoformat(),
                }
        with suppress(OSError):  # they stand in the contact, too
            self.own.drafts.keep(replace(self.draft_of(SENT), fields=fields, before={}, done=True))

    def sent_and_taken_back(self) -> dict[str, str]:
        """Give the words of letters that went out and whose contact is no longer there."""
        known = self.own.drafts.find(self.draft_of(SENT).name)
        words = known.fields if known else {}
        there = {(touch.person or NOBODY, touch.at.utc.isoformat()) for touch in self._application.touches}
        sent = {
            name.removesuffix(".sent"): moment for name, moment in words.items() if name.endswith(".sent")
        }
        gone = {key for key, moment in sent.items() if (key, moment) not in there}
        return {name: text for name, text in words.items() if name.partition(".")[0] in gone}

    def draft_of(self, part: str = "") -> Draft:
        """Give what is half-written, or the frame for another part of it."""
        raise NotImplementedError

    def _touch(self, sheet: Sheet) -> Touch:
        return Touch(
            at=Instant.of(self.own.tracker.today().now),
            direction=Direction.SENT,
            kind=LOGGED_AS[sheet.blank.kind],
            channel=Channel.EMAIL,
            person=sheet.person.id if sheet.person else None,
            note=f"{sheet.subject}\n\n{sheet.body}",
        )

    def _is_whole(self, sheet: Sheet) -> bool:
        """Say what is still open, where something is."""
        if sheet.sent is not None:
            self.own.say("This letter is noted as sent; u takes that back", Meaning.OVERDUE)
            return False
        if places := sheet.letter.open_places:
            self.own.say(f"Still open: {places[0]}. enter goes there", Meaning.OVERDUE)
            return False
        return True

    def _after_the_guard(self, sheet: Sheet, verb: str, then: Callable[[], object]) -> None:
        """Go on once the guard has nothing to say, or the user has heard it."""
        tracker = self.own.tracker
        application = tracker.applications.get(self.card)
        said = ""
        if application is not None:
            company = at_company(application, tracker.applications.values())
            said = concern(application, self._touch(sheet), company, tracker.today())
        if not said or said == self._heard:
            then()
            return

        def heard(yes: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
            if yes:
                self._heard = said
                then()

        self.app.push_screen(Ask(said, verb), heard)

    def _file(self, sheet: Sheet, ending: str) -> Path:
        whom = slug(sheet.person.name) if sheet.person else "them"
        return self.own.drafts.letters_folder / f"{self.card}-{sheet.blank.kind}-{whom}.{ending}"

    def _put(self, file: Path, content: bytes) -> bool:
        try:
            write_private_file(file, content)
        except OSError as error:
            self.own.say(f"{file} could not be written: {error.strerror}", Meaning.OVERDUE)
            return False
        return True

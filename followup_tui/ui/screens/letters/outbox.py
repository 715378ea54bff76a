"""Letters on their way: handed to the mail command, and noted as sent whatever screen is in front."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.look import Meaning
from followup_tui.errors import FollowupError
from followup_tui.ui.program import Program

if TYPE_CHECKING:
    from followup_tui.domain.contact import Contact
    from followup_tui.domain.letter import Letter
    from followup_tui.tracker import Change


class OutgoingLetter(Struct, frozen=True):
    """A letter as it goes out: what is noted are the words that are sent, whatever is done on the page then.

    Attributes:
        draft_name: the name under which it is half-written.
        application_id: the application it is about.
        company: theirs.
        recipient: to whom it goes, as `LetterDraft.key` has it.
        letter: its words.
        contact: the contact it becomes.
        questions: the unasked questions that stand in it.
        file: where its words are put, for those who look for a file.
    """

    draft_name: str
    application_id: str
    company: str
    recipient: str
    letter: Letter
    contact: Contact
    questions: tuple[str, ...]
    file: Path

    @property
    def id(self) -> tuple[str, str]:
        """What tells it from other letters: the name of its draft, and to whom it goes."""
        return self.draft_name, self.recipient


class Ending(Enum):
    """What became of a letter."""

    NOTED = "it is noted as sent"
    FAILED = "the mail command did not take it"
    NOT_NOTED = "it could not be noted"


@runtime_checkable
class ShowsLetters(Protocol):
    """A screen that shows what became of letters."""

    def letter_ended(self, outgoing: OutgoingLetter, ending: Ending) -> None:
        """Show what became of a letter."""


@runtime_checkable
class GoesOn(Protocol):
    """A screen that goes on to something else once a letter is noted."""

    def go_on_after(self, outgoing: OutgoingLetter) -> None:
        """Go on."""


class Outbox:
    """Sends letters, one or more at a time.

    Args:
        program: the program; the page a letter was written on may be gone before the letter is.
    """

    def __init__(self, program: Program) -> None:
        self._program = program

    def is_sending(self, draft_name: str, recipient: str) -> bool:
        """Return whether a letter is being sent now."""
        return (draft_name, recipient) in self._program.letters_under_way

    def send(self, outgoing: OutgoingLetter, message: bytes) -> None:
        """Give a letter to the mail command without holding the screens up; note it once it is taken."""
        self._program.letters_under_way.add(outgoing.id)
        arguments = (outgoing, message, self._program.context.settings.send)
        # The program does not wait for it to leave: the mail command goes on by itself.
        Thread(target=self._run_mail_command, args=arguments, daemon=True).start()

    def _run_mail_command(self, outgoing: OutgoingLetter, message: bytes, command: str) -> None:
        from followup_tui.letters.sending import send

        problem = ""
        try:
            send(command, message)
        except FollowupError as error:
            problem = str(error)
        self._program.call_from_another_thread(lambda: self._mail_command_ended(outgoing, problem))

    def _mail_command_ended(self, outgoing: OutgoingLetter, problem: str) -> None:
        self._program.letters_under_way.discard(outgoing.id)
        if not problem:
            self.note(outgoing, mailed=True)
            return
        with suppress(OSError):  # it would say that the letter was being sent, and to look: no harm
            self._program.drafts.remove_fields(outgoing.draft_name, f"{outgoing.recipient}.sending")
        self._tell_screens(outgoing, Ending.FAILED)
        in_front = isinstance(self._program.screen, GoesOn)
        self._program.say(problem if in_front else f"{outgoing.company}: {problem}", Meaning.OVERDUE)

    def note(self, outgoing: OutgoingLetter, *, mailed: bool = False) -> None:
        """Log a letter as a contact that was sent.

        Args:
            outgoing: the letter.
            mailed: whether the mail command just took it.
        """
        program = self._program
        try:
            change = program.tracker.log_contact(
                outgoing.application_id, outgoing.contact, asked=outgoing.questions
            )
        except FollowupError as error:
            self._tell_screens(outgoing, Ending.NOT_NOTED)
            sentence = str(error)
            if mailed:
                sentence = f"{outgoing.company}: it was sent, but could not be noted: {error}"
                if outgoing.application_id in program.tracker.applications:
                    sentence += "; s notes it"
            program.say(sentence, Meaning.OVERDUE)
            return
        outgoing = replace(outgoing, contact=self._noted(outgoing))
        self._put_away(outgoing, mailed=mailed)
        self._tell_screens(outgoing, Ending.NOTED)
        program.announce(change)
        self._go_on(outgoing, change)

    def _noted(self, outgoing: OutgoingLetter) -> Contact:
        """Return the contact of a letter as it is stored, with its id."""
        application, contact = self._program.tracker.applications[outgoing.application_id], outgoing.contact
        return next(
            stored
            for stored in reversed(application.contacts)
            if (stored.at, stored.kind, stored.person) == (contact.at, contact.kind, contact.person)
        )

    def _put_away(self, outgoing: OutgoingLetter, *, mailed: bool) -> None:
        """Keep the words where they can be found, and no longer as half-written."""
        from followup_tui import files  # as above
        from followup_tui.letters.sent_words import sent_words

        letter, recipient = outgoing.letter, outgoing.recipient
        words = sent_words(letter, outgoing.contact, mailed=mailed)
        # Where the disk refuses, the words stand in the contact all the same.
        with suppress(OSError):
            files.replace(outgoing.file, f"{letter.subject}\n\n{letter.body}\n".encode())
        drafts, name = self._program.drafts, outgoing.draft_name
        with suppress(OSError):
            drafts.save_sent(name, outgoing.contact.at, words)
        with suppress(OSError):
            drafts.remove_fields(name, f"{recipient}.subject", f"{recipient}.body", f"{recipient}.sending")

    def _tell_screens(self, outgoing: OutgoingLetter, ending: Ending) -> None:
        for screen in self._program.screen_stack:
            if isinstance(screen, ShowsLetters):
                screen.letter_ended(outgoing, ending)

    def _go_on(self, outgoing: OutgoingLetter, change: Change) -> None:
        front = self._program.screen
        if isinstance(front, GoesOn):
            front.go_on_after(outgoing)
        # Behind what a screen does when it comes to the front again.
        self._program.call_later(self._program.acknowledge, change)

"""Letters on their way: handed to the mail command, and noted as sent whatever screen is in front."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from followup_tui.domain.card import Meaning
from followup_tui.errors import FollowupError

if TYPE_CHECKING:
    from followup_tui.domain.application import Contact
    from followup_tui.domain.letter import Letter
    from followup_tui.tracker import Change
    from followup_tui.ui.app import FollowupApp


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter as it goes out: what is noted are the words that are sent, whatever is done on the page then.

    Attributes:
        application: the id of what it is about.
        company: theirs.
        key: to whom it goes, as the desk calls them.
        letter: its words.
        contact: the contact it becomes.
        asked: the unasked questions that stand in it.
        file: where its words are put, for those who look for a file.
    """

    application: str
    company: str
    key: str
    letter: Letter
    contact: Contact
    asked: tuple[str, ...]
    file: Path

    @property
    def draft(self) -> str:
        """The name under which it is half-written."""
        from followup_tui.storage.drafts import letters_name  # the board's first picture needs no files

        return letters_name(self.application, self.letter.kind)

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from other letters."""
        return self.draft, self.key


class Ending(Enum):
    """What became of a letter."""

    NOTED = "it is noted as sent"
    FAILED = "the mail command did not take it"
    NOT_NOTED = "it could not be noted"


@runtime_checkable
class HearsOfLetters(Protocol):
    """A screen that shows what became of letters."""

    def heard_of(self, parcel: Parcel, ending: Ending) -> None:
        """Take in what became of a letter."""


@runtime_checkable
class GoesOn(Protocol):
    """A screen that goes on to something else once a letter is noted."""

    def go_on_after(self, parcel: Parcel) -> None:
        """Go on."""


class Post:
    """Takes letters out, one or more at a time.

    Args:
        app: the program; the page a letter was written on may be gone before the letter is.
    """

    def __init__(self, app: FollowupApp) -> None:
        self._app = app
        self._under_way: set[tuple[str, str]] = set()

    def is_sending(self, draft: str, key: str) -> bool:
        """Say whether a letter is just being sent, by the name of its draft and to whom it goes."""
        return (draft, key) in self._under_way

    def send(self, parcel: Parcel, message: bytes) -> None:
        """Hand a letter over without holding the screens up, and note it once it is taken."""
        self._under_way.add(parcel.name)
        work = (parcel, message, self._app.context.settings.send)
        # The program does not wait for it to leave: the mail command goes on by itself.
        Thread(target=self._hand_over, args=work, daemon=True).start()

    def _hand_over(self, parcel: Parcel, message: bytes, command: str) -> None:
        from followup_tui.letters.sending import send

        problem = ""
        try:
            send(command, message)
        except FollowupError as error:
            problem = str(error)
        with suppress(RuntimeError):  # the program was left meanwhile
            # By way of its own queue: what goes wrong then ends the program, and not this thread alone.
            self._app.call_from_thread(self._app.call_later, self._handed_over, parcel, problem)

    def _handed_over(self, parcel: Parcel, problem: str) -> None:
        self._under_way.discard(parcel.name)
        if not problem:
            self.note(parcel, mailed=True)
            return
        with suppress(OSError):  # it would say that the letter was being sent, and to look: no harm
            self._app.drafts.take_out(parcel.draft, f"{parcel.key}.sending")
        self._tell(parcel, Ending.FAILED)
        in_front = isinstance(self._app.screen, GoesOn)
        self._app.say(problem if in_front else f"{parcel.company}: {problem}", Meaning.OVERDUE)

    def note(self, parcel: Parcel, *, mailed: bool = False) -> None:
        """Note a letter as sent.

        Args:
            parcel: the letter.
            mailed: whether the mail command just took it.
        """
        app = self._app
        try:
            change = app.tracker.letter_sent(parcel.application, parcel.contact, parcel.asked)
        except FollowupError as error:
            self._tell(parcel, Ending.NOT_NOTED)
            there = parcel.application in app.tracker.applications
            sent = f"{parcel.company}: it was sent, but could not be noted: {error}"
            app.say((f"{sent}; s notes it" if there else sent) if mailed else str(error), Meaning.OVERDUE)
            return
        self._put_away(parcel)
        self._tell(parcel, Ending.NOTED)
        app.announce(change)
        self._go_on(parcel, change)

    def _put_away(self, parcel: Parcel) -> None:
        """Keep the words where they can be found, and no longer as half-written."""
        letter, key = parcel.letter, parcel.key
        words = {
            f"{key}.subject": letter.subject,
            f"{key}.body": letter.body,
            f"{key}.sent": parcel.contact.at.utc.isoformat(),
        }
        from followup_tui.storage.folders import write_private_file  # as above

        # Where the disk refuses, the words stand in the contact all the same.
        with suppress(OSError):
            write_private_file(parcel.file, f"{letter.subject}\n\n{letter.body}\n".encode())
        with suppress(OSError):
            self._app.drafts.keep_sent(parcel.draft, parcel.contact.at, words)
        with suppress(OSError):
            self._app.drafts.take_out(parcel.draft, f"{key}.subject", f"{key}.body", f"{key}.sending")

    def _tell(self, parcel: Parcel, ending: Ending) -> None:
        for screen in self._app.screen_stack:
            if isinstance(screen, HearsOfLetters):
                screen.heard_of(parcel, ending)

    def _go_on(self, parcel: Parcel, change: Change) -> None:
        front = self._app.screen
        if isinstance(front, GoesOn):
            front.go_on_after(parcel)
        # Behind what a screen does when it comes to the front again.
        self._app.call_later(self._app.acknowledge, change)

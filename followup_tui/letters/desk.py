"""The letters that are being written about one application, one to each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from followup_tui.domain.application import Application, Contact, ContactKind, Person
from followup_tui.domain.letter import MOST_WORDS, Letter, LetterKind, alike, recipients, without_places
from followup_tui.domain.stages import Today
from followup_tui.letters.writing import Stationery, write

NOBODY = "them"
"""The key of a letter to nobody in particular."""

_NOTE_LENGTH = 12
"""From how many characters on a line of one's notes is known again in a letter."""


@dataclass
class Sheet:
    """One letter on the desk.

    Attributes:
        blank: the letter as its template began it.
        subject: as it is written now.
        body: as it is written now.
        problem: what is wrong with the user's own template; empty where nothing is.
        sent: the contact it became; None until it went out.
        sending: the time at which it was handed to the mail command, until it is known how that ended.
    """

    blank: Letter
    subject: str
    body: str
    problem: str = ""
    sent: Contact | None = None
    sending: str = ""

    @property
    def letter(self) -> Letter:
        """The letter as it is written now."""
        return Letter(self.blank.kind, self.blank.person, self.subject, self.body)

    @property
    def person(self) -> Person | None:
        """To whom it goes; None where nobody of theirs is known."""
        return self.blank.person

    @property
    def key(self) -> str:
        """What tells it from the other letters on the desk."""
        return self.person.id if self.person else NOBODY

    @property
    def link(self) -> str:
        """What opens it in a mail program; empty where none would take it, or a place is still open."""
        from followup_tui.letters.message import mail_link  # a pipe needs no mail

        letter = self.letter
        return "" if letter.open_places else mail_link(letter)

    @property
    def where_writing_stopped(self) -> int:
        """Where the user's own words end in the body."""
        same = takewhile(
            lambda pair: pair[0] == pair[1], zip(self.body[::-1], self.blank.body[::-1], strict=False)
        )
        return len(self.body) - sum(1 for _ in same)

    def begin_anew(self, begun: Sheet) -> None:
        """Take over what the template says now, but for what was typed."""
        before, self.blank, self.problem = self.blank, begun.blank, begun.problem
        if self.sent is not None or self.sending:
            return
        if self.subject == before.subject:
            self.subject = begun.subject
        greeting, new = (blank.body.partition("\n")[0] for blank in (before, begun.blank))
        if self.body == before.body:
            self.body = begun.body
        elif self.body.startswith(f"{greeting}\n"):
            self.body = new + self.body.removeprefix(greeting)


class Desk:
    """Letters of one kind about one application.

    Args:
        application: what they are about.
        kind: what they are for.
        today: the moment, in the user's zone.
        stationery: templates and the user's name.
        questions: whether the questions that stayed unasked go in.
    """

    def __init__(
        self,
        application: Application,
        kind: LetterKind,
        today: Today,
        stationery: Stationery,
        *,
        questions: bool = False,
    ) -> None:
        self.application = application
        self.kind = kind
        self.questions = questions
        self._stationery = stationery
        people = recipients(application, kind, today) or (None,)
        self.sheets = [self._begun(person, today) for person in people]
        self._compared: list[Letter] = []
        self._alike: list[tuple[int, int]] = []

    def renew(self, application: Application, today: Today, *, questions: bool) -> None:
        """Begin the letters anew from what is true now, to the same people. What was typed stays as it is.

        Its greeting alone follows the name, where nobody wrote another one. A letter to nobody goes to
        whoever is known there by now; one whose contact was taken back is one that was not sent.
        """
        self.application, self.questions = application, questions
        people = [
            sheet.person and (application.person(sheet.person.id) or sheet.person) for sheet in self.sheets
        ]
        if people == [None]:
            people = list(recipients(application, self.kind, today) or (None,))
        self.sheets += [self._begun(person, today) for person in people[len(self.sheets) :]]
        for sheet, person in zip(self.sheets, people, strict=True):
            if not any(_are_one(sheet.sent, contact) for contact in application.contacts):
                sheet.sent = None
            sheet.begin_anew(self._begun(person, today))

    def _begun(self, person: Person | None, today: Today) -> Sheet:
        begun = write(self.application, self.kind, person, today, self._stationery, questions=self.questions)
        return Sheet(begun.letter, begun.letter.subject, begun.letter.body, begun.problem)

    def typed(self) -> dict[str, tuple[str, str]]:
        """Give what differs from the templates, by a name for it: what it was, and what it is."""
        found = {}
        for sheet in self.sheets:
            if sheet.sent is not None:
                continue
            if sheet.subject != sheet.blank.subject:
                found[f"{sheet.key}.subject"] = (sheet.blank.subject, sheet.subject)
            if sheet.body != sheet.blank.body:
                found[f"{sheet.key}.body"] = (sheet.blank.body, sheet.body)
            if sheet.sending:
                found[f"{sheet.key}.sending"] = ("", sheet.sending)
        return found

    def bring_back(self, typed: Mapping[str, str]) -> bool:
        """Put back what was typed, by the names `typed` gave. Gives whether there was anything."""
        before = self.typed()
        known = {sheet.key for sheet in self.sheets}
        if NOBODY not in known:
            # What was written to nobody is for whoever is known there by now.
            first = self.sheets[0].key
            renamed = {
                f"{first}.{name.partition('.')[2]}": text
                for name, text in typed.items()
                if name.startswith(f"{NOBODY}.")
            }
            typed = {**renamed, **typed}
        for sheet in self.sheets:
            sheet.subject = typed.get(f"{sheet.key}.subject", sheet.subject)
            sheet.body = typed.get(f"{sheet.key}.body", sheet.body)
            sheet.sending = typed.get(f"{sheet.key}.sending", sheet.sending)
        return self.typed() != before

    def sheet_to(self, key: str) -> Sheet | None:
        """Give the letter with this key; None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.key == key), None)

    def asked(self, sheet: Sheet) -> tuple[str, ...]:
        """Give the unasked questions that stand in a letter."""
        lines = " ".join(sheet.body.split())
        return tuple(question for question in self.application.unasked if question in lines)

    def next_open(self, index: int) -> int | None:
        """Give the next letter that has an open place, around the end; None where none has."""
        order = [*range(index + 1, len(self.sheets)), *range(index + 1)]
        return next((at for at in order if self._is_open(self.sheets[at])), None)

    def compare(self) -> bool:
        """Find letters that are too alike. Gives whether they are others than before.

        It takes long with many long letters: too long for each key.
        """
        letters, blank = [sheet.letter for sheet in self.sheets], [sheet.blank for sheet in self.sheets]
        if self._compared == letters + blank:
            return False
        before, self._alike = self._alike, alike(letters, blank)
        self._compared = letters + blank
        return before != self._alike

    def notes(self, index: int, *, writing: bool = False) -> list[str]:
        """Say what is to be looked at before a letter goes out.

        Args:
            index: which letter.
            writing: whether it is being written on: then what is alike is as it was when that was last asked.
        """
        if not writing:
            self.compare()
        sheet, letter = self.sheets[index], self.sheets[index].letter
        said = [sheet.problem] if sheet.problem else []
        if self._quotes_notes(sheet):
            said.append("your notes stand in it word for word: would you say that to them?")
        if letter.words > MOST_WORDS:
            said.append(f"{letter.words} words: over {MOST_WORDS}, it is hardly read to its end")
        for other in (one + two - index for one, two in self._alike if index in (one, two)):
            person = self.sheets[other].person
            said.append(f"very like the one to {person.full_name if person else 'them'}: they may compare")
        if sheet.person is not None and not self.is_checked(index):
            said.append(f"is {sheet.person.full_name} spelled right?")
        if self.kind is LetterKind.THANK_YOU and sheet.sent is None and self._was_thanked(sheet):
            said.append("thanked already: this would be one more")
        return said

    def is_checked(self, index: int) -> bool:
        """Say whether the spelling of the name was checked; where there is no name, there is nothing to."""
        person = self.sheets[index].person
        return person is None or person.checked

    def _quotes_notes(self, sheet: Sheet) -> bool:
        """Say whether what was noted of a conversation stands in a letter as it was noted."""
        body = without_places(sheet.body)
        lines = (line.strip() for held in self.application.interviews for line in held.said.splitlines())
        return any(len(line) >= _NOTE_LENGTH and line in body for line in lines)

    def _was_thanked(self, sheet: Sheet) -> bool:
        """Say whether this person was thanked since they were last met."""
        met = [
            held.moment.utc
            for held in self.application.interviews
            if held.moment and sheet.key in held.people
        ]
        return sheet.person is not None and any(
            contact.person == sheet.key
            and contact.kind is ContactKind.THANK_YOU
            and contact.at.utc >= max(met)
            for contact in self.application.contacts
            if met
        )

    @staticmethod
    def _is_open(sheet: Sheet) -> bool:
        return sheet.sent is None and bool(sheet.letter.open_places)


def _are_one(letter: Contact | None, contact: Contact) -> bool:
    """Say whether a contact is that of a letter, whatever became of its words on the way into the file."""
    return letter is not None and (letter.at, letter.person, letter.kind) == (
        contact.at,
        contact.person,
        contact.kind,
    )

"""The letters that are being written about one application, one to each person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.letter import Letter, LetterKind, most_words, similar_pairs, without_blanks
from followup_tui.domain.letter_recipients import first_recipients
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.letters.compose import LetterSettings, compose_letter
from followup_tui.letters.filled_blanks import filled_blanks
from followup_tui.letters.letter_draft import NOBODY, LetterDraft
from followup_tui.letters.noted_words import without_speaker

RESIGNING = "do not resign from your job before you have it in writing"
"""What is said to the user who accepts an offer; it has no place in the letter."""

ATTACHING = "nothing is attached: do that in your mail program"
"""What is said to the user who hands something in: a mail command sends the words alone."""

NAME_BLANKS = frozenset({"your name", "Ihr Name"})
"""The blanks that ask for the user's name."""

_NAME_BLANK = re.compile(rf"\[\[(?:{'|'.join(sorted(NAME_BLANKS))})(?:: [^\]]*)?\]\]")

_OF_THE_USER = frozenset({"where", "result", "wo", "Ergebnis"}) | NAME_BLANKS
"""The blanks of the shipped letters that ask for something of the user's, the same whoever reads it."""

_QUOTE_LENGTH = 12
"""From how many characters on a line of the user's notes counts as quoted in a letter."""


class LetterDrafts:
    """Letters of one kind about one application.

    Args:
        application: what they are about.
        kind: what they are for.
        today: the moment, in the user's zone.
        settings: templates and the user's name.
        related: the applications that the advice on this one depends on, as in `advise`.
        questions: whether the questions that stayed unasked go in.
    """

    def __init__(
        self,
        application: Application,
        kind: LetterKind,
        today: Today,
        settings: LetterSettings,
        related: Sequence[Application] = (),
        *,
        questions: bool = False,
    ) -> None:
        self.application = application
        self.related = related
        self.kind = kind
        self.questions = questions
        self._settings = settings
        people = first_recipients(application, kind, today) or (None,)
        self.drafts = [self.compose(person, today) for person in people]
        self._compared: list[Letter] = []
        self._similar: list[tuple[int, int]] = []

    def compose(self, person: Person | None, today: Today) -> LetterDraft:
        """Begin the letter to one person from its template."""
        letter, problem = compose_letter(
            self.application,
            self.kind,
            person,
            today,
            self._settings,
            self.related,
            questions=self.questions,
        )
        return LetterDraft(letter, letter.subject, letter.body, problem)

    def recompose(self, application: Application, today: Today, *, questions: bool) -> None:
        """Compose the letters again from what is true now, to the same people; what was typed stays.

        A letter to nobody goes to the people who are known by now; one to somebody who was taken out is
        dropped, unless it was sent. A letter whose contact was taken back is not sent any more.
        """
        self.application, self.questions = application, questions
        self.drafts = [
            draft
            for draft in self.drafts
            if draft.person is None or draft.sent or draft.sending or application.person(draft.person.id)
        ]
        people = [
            draft.person and (application.person(draft.person.id) or draft.person) for draft in self.drafts
        ]
        if people in ([], [None]):
            people = list(first_recipients(application, self.kind, today) or (None,))
        self.drafts += [self.compose(person, today) for person in people[len(self.drafts) :]]
        for draft, person in zip(self.drafts, people, strict=True):
            if not any(_is_same_contact(draft.sent, contact) for contact in application.contacts):
                draft.sent = None
            draft.recompose(self.compose(person, today))

    def edits(self) -> dict[str, tuple[str, str]]:
        """Return what the user changed, by a name for each text: what the template said, what it says now."""
        edits = {}
        for draft in self.drafts:
            if draft.sent is not None:
                continue
            if draft.subject != draft.composed.subject:
                edits[f"{draft.key}.subject"] = (draft.composed.subject, draft.subject)
            if draft.body != draft.composed.body:
                edits[f"{draft.key}.body"] = (draft.begun_from or draft.composed.body, draft.body)
            if draft.sending:
                edits[f"{draft.key}.sending"] = ("", draft.sending)
        return edits

    def restore(self, texts: Mapping[str, str], begun_from: Mapping[str, str] | None = None) -> bool:
        """Put back what the user typed. Return whether that changed anything.

        Args:
            texts: what was typed, by the names of `edits`.
            begun_from: what the template said then, by the same names.
        """
        before, begun_from = self.edits(), begun_from or {}
        if NOBODY not in {draft.key for draft in self.drafts}:
            # What was written to nobody is for the first of those who are known by now.
            first = self.drafts[0].key
            texts, begun_from = _addressed(texts, first), _addressed(begun_from, first)
        for draft in self.drafts:
            draft.subject = texts.get(f"{draft.key}.subject", draft.subject)
            if (body := texts.get(f"{draft.key}.body")) is not None:
                # One that was being sent when the program stopped may have gone out in these words.
                is_on_its_way = f"{draft.key}.sending" in texts
                draft.put_back(body, "" if is_on_its_way else begun_from.get(f"{draft.key}.body", ""))
            draft.sending = texts.get(f"{draft.key}.sending", draft.sending)
        return self.edits() != before

    def add(self, person: Person, today: Today) -> int:
        """Begin a letter to one more person, where there is none yet. Return the index of theirs."""
        if self.find(person.id) is None:
            self.drafts.append(self.compose(person, today))
        return next(index for index, draft in enumerate(self.drafts) if draft.key == person.id)

    def add_begun(self, texts: Mapping[str, str], today: Today) -> None:
        """Begin the letters to those whom the user asked for before: what they typed comes back in `restore`.

        Whoever was thanked since gets none.
        """
        for key in dict.fromkeys(name.partition(".")[0] for name in texts):
            person = self.application.person(key)
            if person is not None and self.find(key) is None:
                draft = self.compose(person, today)
                if self.kind is not LetterKind.THANK_YOU or not self._was_thanked(draft):
                    self.drafts.append(draft)

    def offer_proof(self, draft: LetterDraft) -> None:
        """Suggest in the letters that are not begun what the user wrote of themselves in one of them.

        It is kept by a key or typed over. What the letter says of its reader is suggested in no other.
        """
        words = {label: text for label, text in _filled_in(draft).items() if label in _OF_THE_USER}
        for other in self.drafts:
            if other is not draft and other.sent is None:
                for label, text in words.items():
                    other.suggest(label, text)

    def fill_in_name(self, name: str) -> None:
        """Put the user's name in the blanks that ask for it, also in letters that were typed in."""
        self._settings = replace(self._settings, my_name=name)
        for draft in self.drafts:
            draft.body = _NAME_BLANK.sub(lambda _: name, draft.body)
            draft.composed = replace(
                draft.composed, body=_NAME_BLANK.sub(lambda _: name, draft.composed.body)
            )

    def find(self, key: str) -> LetterDraft | None:
        """Return the letter with this key; None where there is none."""
        return next((draft for draft in self.drafts if draft.key == key), None)

    def questions_in(self, draft: LetterDraft) -> tuple[str, ...]:
        """Return the unasked questions that a letter asks."""
        body = " ".join(draft.body.split())
        return tuple(question for question in self.application.unasked if question in body)

    def next_with_blanks(self, index: int) -> int | None:
        """Return the index of the next letter with a blank, beginning again after the last; None without."""
        order = [*range(index + 1, len(self.drafts)), *range(index + 1)]
        drafts = ((at, self.drafts[at]) for at in order)
        return next((at for at, draft in drafts if draft.sent is None and draft.letter.blanks), None)

    def next_unsent(self, index: int, step: int) -> int:
        """Return the index of the next letter, or the one before, that did not go out; else its own."""
        order = [(index + step * way) % len(self.drafts) for way in range(1, len(self.drafts))]
        return next((at for at in order if self.drafts[at].sent is None), index)

    def first_to_read(self) -> int:
        """Return the index of the letter to read first: one that is ready, else one that is begun."""
        unsent = [at for at, draft in enumerate(self.drafts) if draft.sent is None]
        ready = [at for at in unsent if not self.drafts[at].letter.blanks]
        begun = [at for at in unsent if self.drafts[at].letter != self.drafts[at].composed]
        return next(iter([*ready, *begun, *unsent]), 0)

    def find_similar(self) -> bool:
        """Find letters that are too alike. Return whether they are others than before.

        With many long letters it takes too long to be done at each key.
        """
        letters = [draft.letter for draft in self.drafts]
        composed = [draft.composed for draft in self.drafts]
        if self._compared == letters + composed:
            return False
        before, self._similar = self._similar, similar_pairs(letters, composed)
        self._compared = letters + composed
        return before != self._similar

    def warnings(self, index: int, *, writing: bool = False) -> list[str]:
        """Say what to look at before a letter is sent.

        Args:
            index: the letter's index.
            writing: whether the user is typing in it: then letters are not compared anew.
        """
        if not writing:
            self.find_similar()
        draft, letter = self.drafts[index], self.drafts[index].letter
        warnings = [draft.problem] if draft.problem else []
        warnings += draft.mistakes if draft.sent is None else []
        if draft.begun_from and draft.sent is None:
            warnings.append("begun earlier: are its days and facts still right?")
        if self._quotes_notes(draft):
            warnings.append("your notes stand in it word for word: would you say that to them?")
        if letter.words > (most := most_words(self.kind)):
            warnings.append(f"{letter.words} words: over {most}, it is hardly read to its end")
        for other in (one + two - index for one, two in self._similar if index in (one, two)):
            warnings.append(f"very like the one to {self.drafts[other].recipient_name}: they may compare")
        if not self.is_name_checked(index) and draft.person is not None:
            warnings.append(f"is {draft.person.full_name} spelled right?")
        if self.kind is LetterKind.THANK_YOU and draft.sent is None and self._was_thanked(draft):
            warnings.append("thanked already: this would be one more")
        if self.kind is LetterKind.HAND_IN and draft.sent is None:
            warnings.append(ATTACHING)
        if self.kind is LetterKind.ACCEPT:
            warnings.append(RESIGNING)
        return warnings

    def is_name_checked(self, index: int) -> bool:
        """Return whether the spelling of the recipient's name needs no check any more."""
        person = self.drafts[index].person
        return person is None or not person.needs_spelling_check

    def _quotes_notes(self, draft: LetterDraft) -> bool:
        """Return whether a line of what the user noted of an interview stands in a letter."""
        body = without_blanks(draft.body)
        interviews = self.application.interviews
        lines = (
            without_speaker(line.strip(), draft.person)
            for interview in interviews
            for line in interview.said.splitlines()
        )
        return any(len(line) >= _QUOTE_LENGTH and line in body for line in lines)

    def _was_thanked(self, draft: LetterDraft) -> bool:
        """Return whether the recipient was thanked since the user last met them."""
        moments_met = [
            interview.moment.utc
            for interview in self.application.interviews
            if interview.moment
            and draft.key in interview.people
            and not interview.missed
            and interview.cancelled_by is None
        ]
        return draft.person is not None and any(
            contact.person == draft.key
            and contact.kind is ContactKind.THANK_YOU
            and contact.at.utc >= max(moments_met)
            for contact in self.application.contacts
            if moments_met
        )


def _addressed(texts: Mapping[str, str], key: str) -> dict[str, str]:
    """Return the texts of a draft with those to nobody as texts to somebody, by their key."""
    named = {
        f"{key}.{name.partition('.')[2]}": text
        for name, text in texts.items()
        if name.startswith(f"{NOBODY}.")
    }
    return {**named, **texts}


def _filled_in(draft: LetterDraft) -> dict[str, str]:
    """Return what the user wrote in each blank of a letter; nothing where its other words changed."""
    blanks = filled_blanks(draft.composed.body, draft.body) or ()
    return {blank.label: " ".join(blank.text.split()) for blank in blanks if blank.is_filled}


def _is_same_contact(sent: Contact | None, contact: Contact) -> bool:
    """Return whether a contact is that of a letter, also where it was corrected since."""
    if sent is None:
        return False
    is_noted_so = (sent.at, sent.person, sent.kind) == (contact.at, contact.person, contact.kind)
    return is_noted_so or (sent.id != "" and sent.id == contact.id and contact.direction is Direction.SENT)

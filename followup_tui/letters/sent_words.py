"""What is kept of letters that went out, in case their note is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact, Direction
from followup_tui.domain.letter import CONTACT_KINDS, Letter, LetterKind
from followup_tui.letters.letter_draft import NOBODY


class KeepsSentWords(Protocol):
    """Where the words of sent letters are kept."""

    def find_sent_letters(self, application: Application, kind: str) -> Mapping[str, str]:
        """Return the words of the letters of a kind that were sent, by the names of `sent_words`."""


def sent_words(letter: Letter, contact: Contact, *, mailed: bool) -> dict[str, str]:
    """Return what is kept of a letter that was sent.

    Args:
        letter: the letter.
        contact: the contact it became.
        mailed: whether the mail command took it; else the user said that they sent it.
    """
    recipient = contact.person or NOBODY
    words = {
        f"{recipient}.subject": letter.subject,
        f"{recipient}.body": letter.body,
        f"{recipient}.sent": contact.at.utc.isoformat(),
        f"{recipient}.contact": contact.id,
    }
    return words | ({f"{recipient}.mailed": contact.at.utc.isoformat()} if mailed else {})


def words_taken_back(kept: KeepsSentWords, application: Application, kind: LetterKind) -> dict[str, str]:
    """Return what is kept of letters of a kind whose contact is no longer there; a corrected one still is."""
    words = kept.find_sent_letters(application, kind)
    recipients = {name.removesuffix(".sent") for name in words if name.endswith(".sent")}
    gone = {key for key in recipients if not _is_noted(words, key, application)}
    return {name: text for name, text in words.items() if name.partition(".")[0] in gone}


def is_letter_of_kind(
    kept: KeepsSentWords, application: Application, kind: LetterKind, contact: Contact
) -> bool:
    """Return whether a contact is the letter of a kind that went last to its recipient."""
    words, recipient = kept.find_sent_letters(application, kind), contact.person or NOBODY
    moment, contact_id = words.get(f"{recipient}.sent"), words.get(f"{recipient}.contact")
    return moment == contact.at.utc.isoformat() or (contact_id is not None and contact_id == contact.id)


def mailed_at(kept: KeepsSentWords, application: Application, kind: LetterKind, key: str) -> datetime | None:
    """Return when a letter whose note was taken back went to somebody by mail; None where none did."""
    moment = words_taken_back(kept, application, kind).get(f"{key}.mailed")
    try:
        return datetime.fromisoformat(moment) if moment else None
    except ValueError:  # a file that was changed by hand
        return None


def is_mail_gone(
    kept: KeepsSentWords, undone: Mapping[str, Application | None], now: Mapping[str, Application]
) -> bool:
    """Return whether a step that was undone is the note of a letter that was really sent.

    Args:
        kept: where the words of sent letters are kept.
        undone: the step's applications as they were after it.
        now: all applications, now that it is undone.
    """
    for application_id, after in undone.items():
        noted = {contact.id for contact in now[application_id].contacts} if application_id in now else set()
        taken_back = [contact for contact in after.contacts if contact.id not in noted] if after else []
        if after and any(is_mailed(kept, after, contact) for contact in taken_back):
            return True
    return False


def is_mailed(kept: KeepsSentWords, application: Application, contact: Contact) -> bool:
    """Return whether the mail command took the letter that a contact stands for."""
    name, moment = f"{contact.person or NOBODY}.mailed", contact.at.utc.isoformat()
    kinds = [kind for kind, of_contact in CONTACT_KINDS.items() if of_contact is contact.kind]
    return any(kept.find_sent_letters(application, kind).get(name) == moment for kind in kinds)


def _is_noted(words: Mapping[str, str], recipient: str, application: Application) -> bool:
    moment, contact_id = words[f"{recipient}.sent"], words.get(f"{recipient}.contact")
    return any(
        (contact.person or NOBODY, contact.at.utc.isoformat()) == (recipient, moment)
        or (contact.id == contact_id and contact.direction is Direction.SENT)
        for contact in application.contacts
    )

"""The labels of steps in the undo history, where these take more than a word.

Those about an interview stand in `interview_labels.py`, which a quick command does without.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from followup_tui.domain.contact import Contact
from followup_tui.domain.contact_words import contact_sentence
from followup_tui.domain.dates import say_date, say_time
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party

REOPENED: Final = "reopened"
"""The label for letting a closed application live again."""


def reflection_label(*, is_empty: bool) -> str:
    """Return the label for writing down how an interview was, or for removing all that was written."""
    return "reflection removed" if is_empty else "reflected"


def correction_label(contact: Contact) -> str:
    """Return the label for correcting a contact; it is named as it was before."""
    return f"contact corrected ({contact_sentence(contact)})"


def contact_removal_label(contact: Contact) -> str:
    """Return the label for removing a contact."""
    return f"contact removed ({contact_sentence(contact)})"


def settling_label(contact: Contact, *, is_settled: bool = True) -> str:
    """Return the label for saying that a message needs no answer, or that it does."""
    return f"{'no answer needed' if is_settled else 'an answer is needed'} ({contact_sentence(contact)})"


def decision_label(day: date | None) -> str:
    """Return the label for noting a decision date, or for removing it."""
    return f"they decide by {say_date(day)}" if day else "no decision date"


def snooze_label(until: datetime | None) -> str:
    """Return the label for hiding an application's advice until a moment, or for showing it again."""
    if until is None:
        return "no longer snoozed"
    at = f" at {say_time(until)}" if until.time() != time() else ""
    return f"snoozed until {say_date(until.date())}{at}"


def offer_label(offer: Offer, before: Offer | None) -> str:
    """Return the label for noting an offer, for changing it, or for what became of it."""
    if before is not None and before.decision is offer.decision:
        return "offer changed"
    return {
        OfferState.ACCEPTED: "offer accepted",
        OfferState.DECLINED: "offer declined",
        OfferState.WITHDRAWN: "offer withdrawn by them",
    }.get(offer.decision, "offer noted")


def promise_label(text: str, by: Party) -> str:
    """Return the label for noting a promise: `you promised: send references`."""
    return f"{by.subject} promised: {text}"

"""Answering what they wrote (R9)."""

from __future__ import annotations

from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact, Direction

R9: Final = Rule(
    "R9",
    "their word, your turn",
    "Something received and not answered makes it your turn. Answering is never harassing, and the counts"
    " of follow-ups and calls begin again.",
    "the clock restarts at the last contact, either way",
)


def answer_them(situation: Situation) -> Advice | None:
    """Advise to answer what was received last."""
    received = unanswered(situation.application)
    if received is None:
        return None
    person = situation.application.person(received.person)
    sender = person.full_name if person else "They"
    reason = (
        f"{sender} wrote {situation.say_moment(received.at)}: it is your turn. Answering is never harassing."
    )
    return situation.advice(Verdict.ACT, Move.REPLY, R9, None, reason, (person,) if person else ())


def unanswered(application: Application) -> Contact | None:
    """Return the contact that was received and not answered yet, or None.

    Of two contacts at the same moment the one logged later is the last.
    """
    last: Contact | None = None
    for contact in application.contacts:
        if last is None or contact.at.utc >= last.at.utc:
            last = contact
    return last if last is not None and last.direction is Direction.RECEIVED else None

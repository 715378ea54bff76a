"""Answering what they wrote (R9)."""

from __future__ import annotations

from typing import Final

from followup_tui.domain.advice.answer import Advice, Move
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.contact import Contact, ContactKind
from followup_tui.domain.contact_words import contact_sentence_with_time
from followup_tui.domain.wording import capitalized

R9: Final = Rule(
    "R9",
    "your turn",
    "A message that is not answered makes it your turn. Answering is always fine, nothing is overdue"
    " meanwhile, and the counts of follow-ups and calls begin again. A notice needs no answer, nor does a"
    " rejection, nor an invitation for which the interview is planned.",
    "the clock restarts at the last contact, either way",
)


def answer_them(situation: Situation) -> Advice | None:
    """Advise to answer what was received last."""
    received = situation.facts.unanswered
    if received is None:
        return None
    happened = what_they_did(situation, received)
    if received.kind is ContactKind.INVITATION:
        reason = f"{happened}: plan the interview, or answer."
    else:
        reason = f"{happened}: it is your turn. Answering is always fine."
    return situation.to_do(Move.REPLY, R9, received.at.utc, reason, situation.application.people_in(received))


def what_they_did(situation: Situation, received: Contact) -> str:
    """Say who did what, and when, as the beginning of a sentence: `Petra Klein called today at 15:00`."""
    people = situation.application.people_in(received)
    return capitalized(contact_sentence_with_time(received, people, situation.today.now))

"""May this contact be made now? The guard: it is asked before a contact is logged or drafted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.advice.answer import Advice, Move, Until, Verdict
from followup_tui.domain.advice.calling import call_them
from followup_tui.domain.advice.ending import R16
from followup_tui.domain.advice.following_up import FOLLOW_UP, R5, R8, ask_when_they_decide, other_offer
from followup_tui.domain.advice.interviewing import (
    write_after_missed_appointment,
    write_nothing_before_interview,
)
from followup_tui.domain.advice.offering import R13, answer_offer, consider_offer
from followup_tui.domain.advice.promising import R14, has_open_promise
from followup_tui.domain.advice.replying import R9, answer_them
from followup_tui.domain.advice.situation import RuleFunction, Situation, first_answer
from followup_tui.domain.advice.thanking import R1, thank_them
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.dates import say_day, say_start
from followup_tui.domain.offer import OfferState
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today, expected_by

_ALLOWING: Final = (Verdict.ACT, Verdict.MAY)
_MOST_STEPS: Final = 8
"""How many days ahead are checked, one after the other: each answer names the next day worth checking."""


class PlannedContact(Situation):
    """An application's situation, and the contact that is about to be made; all as in `check_contact`."""

    def __init__(
        self,
        application: Application,
        kind: ContactKind,
        channel: Channel,
        today: Today,
        related: Sequence[Application],
        recipient: Person | None,
    ) -> None:
        super().__init__(application, today, related, recipient)
        self.kind: Final = kind
        self.channel: Final = channel


def contact_once_closed(contact: PlannedContact) -> Advice | None:
    """Allow what fits the end of a closed application: all but asking how it stands."""
    if contact.application.stage is not Stage.CLOSED:
        return None
    if contact.kind is ContactKind.FOLLOW_UP:
        outcome = contact.application.outcome
        how = f" ({outcome.value})" if outcome is not None else ""
        reason = (
            f"It is closed{how}: there is nothing to follow up. Reopen it first, if it goes on after all."
        )
        return contact.advice(Verdict.STOP, Move.NONE, None, None, reason)
    return contact.advice(Verdict.MAY, Move.NONE, None, None, "It is closed: nothing is at stake.")


def thank_you(contact: PlannedContact) -> Advice | None:
    """Never hold back a thank-you, owed or not."""
    if contact.kind is not ContactKind.THANK_YOU:
        return None
    reason = "A thank-you is never too much."
    return thank_them(contact) or contact.advice(Verdict.MAY, Move.THANK_YOU, R1, None, reason)


def letter_about_offer(contact: PlannedContact) -> Advice | None:
    """Allow whatever concerns an open offer; asking for news does not."""
    offer = contact.facts.offer
    if offer is None:
        return None
    if contact.kind is ContactKind.FOLLOW_UP and offer.state(contact.today.utc) is OfferState.OPEN:
        reason = "Their offer is open: they are waiting for your answer. No follow-up meanwhile."
        return contact.advice(Verdict.STOP, Move.ANSWER_OFFER, R13, None, reason)
    advice = answer_offer(contact) or consider_offer(contact)
    # An offer that was only said is waited for; an answer to what they write meanwhile is not.
    is_held_back = advice is not None and advice.verdict is Verdict.WAIT
    return None if is_held_back and contact.kind is ContactKind.REPLY else advice


def answer_they_wait_for(contact: PlannedContact) -> Advice | None:
    """Allow everything while it is the user's turn, and say that an answer is what they wait for."""
    advice = answer_them(contact)
    if advice is None or contact.kind is not ContactKind.FOLLOW_UP:
        return advice
    reason = "This would be a follow-up, but they are waiting for an answer from you."
    return replace(advice, reason=reason)


def reply(contact: PlannedContact) -> Advice | None:
    """Never hold back an answer."""
    if contact.kind is not ContactKind.REPLY:
        return None
    return contact.advice(Verdict.MAY, Move.REPLY, R9, None, "Answering is always fine.")


def kept_promise(contact: PlannedContact) -> Advice | None:
    """Never hold back what the user promised to send."""
    if contact.kind is not ContactKind.OTHER or not has_open_promise(contact):
        return None
    reason = "You promised them something: keeping a promise is always fine."
    return contact.advice(Verdict.MAY, Move.PROMISE, R14, None, reason)


def news_of_other_offer(contact: PlannedContact) -> Advice | None:
    """Allow to tell them of another company's offer with a deadline, before their own date too."""
    news = other_offer(contact)
    expected = contact.expected_by
    if news is None or contact.kind is not ContactKind.OTHER:
        return None
    if expected is None or contact.today.day > expected:
        return None
    reason = f"{news[0]} wants your answer to an offer by {contact.say_deadline(news[1])}: they should know."
    return contact.advice(Verdict.MAY, Move.FOLLOW_UP, R8, None, reason)


def nothing_after_rejection(contact: PlannedContact) -> Advice | None:
    """Advise against asking for news once they said no."""
    said_no = contact.facts.rejection
    if said_no is None:
        return None
    if contact.kind is ContactKind.OTHER:
        return contact.advice(Verdict.MAY, Move.NONE, R16, None, "They said no: nothing is at stake.")
    reason = f"They said no {contact.say_at(said_no.at)}: there is nothing to follow up."
    return contact.advice(Verdict.STOP, Move.CLOSE, R16, None, reason)


def call(contact: PlannedContact) -> Advice | None:
    """Judge a phone call, whatever it is for."""
    return call_them(contact) if contact.channel is Channel.PHONE else None


def follow_up_of_same_wave(contact: PlannedContact) -> Advice | None:
    """Allow a further follow-up on a day on which one went out already."""
    if contact.kind is not ContactKind.FOLLOW_UP or contact.today.day not in contact.count.waves:
        return None
    reason = "You followed up today already: all letters of one day count once."
    return contact.advice(Verdict.MAY, Move.FOLLOW_UP, R5, None, reason)


def question_for_their_date(contact: PlannedContact) -> Advice | None:
    """Allow a letter that is no follow-up while it may ask when they decide."""
    return ask_when_they_decide(contact) if contact.kind is ContactKind.OTHER else None


def letter_after_their_date(contact: PlannedContact) -> Advice | None:
    """Allow a letter that is no follow-up, unless the expected day lies ahead."""
    if contact.kind is not ContactKind.OTHER:
        return None
    if contact.expected_by is not None and contact.today.day <= contact.expected_by:
        return None
    reason = "It is no follow-up, and their date does not lie ahead: nothing speaks against it."
    return contact.advice(Verdict.MAY, Move.NONE, None, None, reason)


CONTACT_CHECK: Final[tuple[RuleFunction[PlannedContact], ...]] = (
    contact_once_closed,
    thank_you,
    letter_about_offer,
    answer_they_wait_for,
    write_after_missed_appointment,
    reply,
    kept_promise,
    news_of_other_offer,
    nothing_after_rejection,
    call,
    follow_up_of_same_wave,
    question_for_their_date,
    write_nothing_before_interview,
    letter_after_their_date,
    *FOLLOW_UP,
)
"""The rules in the order in which they are asked about a contact. The last of them always answers."""

_EARLY: Final = {
    "R3": "They gave no date, and it is early to ask.",
    "R4": "Their date has only just passed. Overdue is not rejected.",
    "R6": "You followed up not long ago.",
    "R7": "They are not late yet.",
    "R8": "The day they named has not come yet.",
    "R14": "What they promised is still to come.",
    "R15": "You meet them soon.",
    "R18": "You wrote to the same person not long ago, about another company.",
}
"""Why a contact is early, without a date: the warning names one, from when it is fine."""


def check_contact(
    application: Application,
    kind: ContactKind,
    channel: Channel,
    today: Today,
    related: Sequence[Application] = (),
    recipient: Person | None = None,
) -> Advice:
    """Say whether a contact may be made now. A thank-you and an owed answer are never held back.

    `related` is all applications that this depends on, as in `advise`; this one alone if empty. The
    `recipient` is whom it goes to; None where that is open, or the company as a whole.
    """
    contact = PlannedContact(application, kind, channel, today, related, recipient)
    return first_answer(CONTACT_CHECK, contact)


def contact_warning(
    application: Application,
    contact: Contact,
    related: Sequence[Application],
    today: Today,
    *,
    is_noted: bool = False,
) -> str:
    """Say why a contact should rather not be made, and from when it may be; empty where it may be made.

    It is judged as of the moment of the contact: what came later could not have been known. The application
    is without the contact, `related` as in `check_contact`, and `today` the moment at which it is logged.
    What `is_noted` already was early; what is asked about is.
    """
    if contact.direction is Direction.RECEIVED:
        return ""
    then = today.at(contact.at.seen_from(today.zone))
    application = _without_later_contacts(application, contact)
    related = [_without_later_contacts(other, contact) for other in related]
    recipient = application.person(contact.person)
    advice = check_contact(application, contact.kind, contact.channel, then, related, recipient)
    if advice.verdict in _ALLOWING:
        return ""
    fine_from = _fine_from(application, contact, related, then, advice)
    if fine_from is None or advice.rule is None:
        # The day in the reason of R5 is that on which closing is suggested.
        return advice.reason.partition(". If nothing comes by")[0].rstrip(".") + "."
    day = _say(fine_from, today)
    is_earlier_day = then.day < today.day
    is_past = is_noted or is_earlier_day
    verb, fine = ("was", "would have been fine") if is_past else ("is", "it is fine")
    why = "" if is_earlier_day else f"{_EARLY.get(advice.rule.id, advice.reason)} "
    return f"{why}That {verb} early: from {day} {'it ' if is_past else ''}{fine}."


def _without_later_contacts(application: Application, contact: Contact) -> Application:
    contacts = tuple(other for other in application.contacts if other.at.utc <= contact.at.utc)
    return replace(application, contacts=contacts)


def _fine_from(
    application: Application, contact: Contact, related: Sequence[Application], then: Today, advice: Advice
) -> Until:
    """Return the first day or moment from which the contact may be made; None where no time changes it."""
    for _ in range(_MOST_STEPS):
        until = advice.until
        if until is None:
            return None
        expected = expected_by(application, then)
        if expected is not None and then.day <= expected < date.max:
            # A letter that is no follow-up is held back by their date alone.
            until = min(until, expected + timedelta(days=1), key=lambda day: _beginning(day, then))
        then = then.at(_beginning(until, then).astimezone(then.zone))
        recipient = application.person(contact.person)
        advice = check_contact(application, contact.kind, contact.channel, then, related, recipient)
        if advice.verdict in _ALLOWING:
            return until
    return None


def _beginning(until: date | datetime, today: Today) -> datetime:
    moment = until if isinstance(until, datetime) else datetime.combine(until, time(), tzinfo=today.zone)
    # In UTC: two wall clocks of one zone would compare wrongly in the hour that comes twice.
    return moment.astimezone(UTC)


def _say(until: date | datetime, today: Today) -> str:
    return say_start(until, today.now) if isinstance(until, datetime) else say_day(until, today.day)

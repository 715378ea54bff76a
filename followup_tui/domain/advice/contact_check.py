"""May this contact be made now? The guard: it is asked before a contact is logged or drafted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Until, Verdict
from followup_tui.domain.advice.calling import call_them
from followup_tui.domain.advice.following_up import FOLLOW_UP, R5, ask_when_they_decide
from followup_tui.domain.advice.interviewing import prepare_for_interview, write_after_missed_appointment
from followup_tui.domain.advice.replying import R9, answer_them
from followup_tui.domain.advice.situation import RuleFunction, Situation, first_answer, situation_of
from followup_tui.domain.advice.thanking import R1, thank_them
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.dates import say_day, say_instant
from followup_tui.domain.stages import Today, expected_by

_ALLOWING: Final = (Verdict.ACT, Verdict.MAY)
_MOST_STEPS: Final = 8
"""How many days ahead are checked, one after the other: each answer names the next day worth checking."""


@dataclass(frozen=True, slots=True)
class PlannedContact(Situation):
    """An application's situation, and the contact that is about to be made."""

    kind: ContactKind
    channel: Channel


def anything_once_closed(contact: PlannedContact) -> Advice | None:
    """Allow everything once the application is closed."""
    if contact.application.stage is not Stage.CLOSED:
        return None
    return contact.advice(Verdict.MAY, Move.NONE, None, None, "It is closed: nothing is at stake.")


def thank_you(contact: PlannedContact) -> Advice | None:
    """Never hold back a thank-you, owed or not."""
    if contact.kind is not ContactKind.THANK_YOU:
        return None
    reason = "A thank-you is never too much."
    return thank_them(contact) or contact.advice(Verdict.MAY, Move.THANK_YOU, R1, None, reason)


def reply(contact: PlannedContact) -> Advice | None:
    """Never hold back an answer."""
    if contact.kind is not ContactKind.REPLY:
        return None
    return contact.advice(Verdict.MAY, Move.REPLY, R9, None, "An answer is never harassing.")


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
    anything_once_closed,
    thank_you,
    answer_them,
    write_after_missed_appointment,
    reply,
    call,
    follow_up_of_same_wave,
    question_for_their_date,
    prepare_for_interview,
    letter_after_their_date,
    *FOLLOW_UP,
)
"""The rules in the order in which they are asked about a contact. The last of them always answers."""


def check_contact(
    application: Application,
    kind: ContactKind,
    channel: Channel,
    today: Today,
    company: Sequence[Application] = (),
) -> Advice:
    """Say whether a contact may be made now. A thank-you and an owed answer are never held back.

    `company` is all applications at the same company, for what counts per company; this one alone if empty.
    """
    now = situation_of(application, today, company)
    contact = PlannedContact(
        now.application, now.today, now.count, now.decision_date, now.expected_by, kind, channel
    )
    return first_answer(CONTACT_CHECK, contact)


def contact_warning(
    application: Application, contact: Contact, company: Sequence[Application], today: Today
) -> str:
    """Say why a contact should rather not be made, and from when it may be; empty where it may be made.

    It is judged as of the moment of the contact: what came later could not have been known. The application
    is without the contact, `company` as in `check_contact`, and `today` the moment at which it is logged.
    """
    if contact.direction is Direction.RECEIVED:
        return ""
    then = replace(today, now=contact.at.seen_from(today.zone))
    application = _without_later_contacts(application, contact)
    company = [_without_later_contacts(other, contact) for other in company]
    advice = check_contact(application, contact.kind, contact.channel, then, company)
    if advice.verdict in _ALLOWING:
        return ""
    # The words for days, `tomorrow`, are those of the day of the contact.
    as_of = "" if then.day == today.day else f"As of {say_instant(then.now, today.now)}: "
    fine_from = _fine_from(application, contact, company, then, advice)
    return f"{as_of}{advice.reason} {_say_fine_from(fine_from, advice, then)}".rstrip()


def _without_later_contacts(application: Application, contact: Contact) -> Application:
    contacts = tuple(other for other in application.contacts if other.at.utc <= contact.at.utc)
    return replace(application, contacts=contacts)


def _fine_from(
    application: Application, contact: Contact, company: Sequence[Application], then: Today, advice: Advice
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
        then = replace(then, now=_beginning(until, then).astimezone(then.zone))
        advice = check_contact(application, contact.kind, contact.channel, then, company)
        if advice.verdict in _ALLOWING:
            return until
    return None


def _beginning(until: date | datetime, today: Today) -> datetime:
    moment = until if isinstance(until, datetime) else datetime.combine(until, time(), tzinfo=today.zone)
    # In UTC: two wall clocks of one zone would compare wrongly in the hour that comes twice.
    return moment.astimezone(UTC)


def _say_fine_from(fine_from: Until, advice: Advice, then: Today) -> str:
    """Say from when the contact is fine; empty where the reason says so already."""
    if fine_from is None:
        return "No day by itself makes it fine."
    day = (
        say_instant(fine_from, then.now) if isinstance(fine_from, datetime) else say_day(fine_from, then.day)
    )
    # The day in the reason of R5 is another one: that on which closing is suggested.
    is_in_reason = day in advice.reason and advice.rule is not R5
    return "" if is_in_reason else f"This would be fine from {day}."

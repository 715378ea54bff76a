"""Once it is over: a closed application (R16, R17), a rejection, and a job taken elsewhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.interviewing import R15
from followup_tui.domain.advice.replying import R9, what_they_did
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.application import CLOSED, HIRED, Application, Outcome
from followup_tui.domain.contact import Contact, ContactKind
from followup_tui.domain.offer import OfferState
from followup_tui.domain.turn import is_answered, is_heard, was_sent_since
from followup_tui.domain.wording import capitalized

R16: Final = Rule(
    "R16",
    "after a rejection",
    "A short thank-you within {rejection_thanks_hours} hours keeps the door open; where an interview was"
    " held, with one question for feedback. It is not needed; then nothing.",
    "candidate.so; 24 to 48 hours: climbtheladder",
)
R17: Final = Rule(
    "R17",
    "once you are hired",
    "Withdraw from each other live application within {withdraw_business_days} business days, and thank"
    " those who referred you or vouched for you.",
    "charlesaris.com, clarkson.edu",
)

YOU_ARE_HIRED: Final = "You are hired. "
"""How the reason begins that says what is left to do then."""

_HIRE_DAYS: Final = timedelta(days=30)
"""How many days after being hired there is still something to withdraw; then it is another search."""


def after_the_end(situation: Situation) -> Advice | None:
    """Answer for a closed application: does it live again, what fits its end, else that nothing is due."""
    application = situation.application
    if application.stage is not CLOSED:
        return None
    outcome = application.outcome
    if outcome is not HIRED and (advice := _lives_again(situation)) is not None:
        return advice
    advice = None
    if outcome is Outcome.REJECTED:
        advice = _thank_after_rejection(situation)
    elif outcome is HIRED:
        advice = _withdraw_elsewhere(situation)
    reason = "It is closed: nothing is due."
    return advice or situation.advice(Verdict.MAY, Move.NONE, None, None, reason)


def close_after_rejection(situation: Situation) -> Advice | None:
    """Suggest closing a live application for which they said no."""
    contact = situation.facts.rejection
    if contact is None:
        return None
    reason = f"Close it as rejected: they said no {situation.say_at(contact.at)}."
    return situation.advice(Verdict.MAY, Move.CLOSE, R16, None, reason)


def withdraw_after_hire(situation: Situation) -> Advice | None:
    """Advise to withdraw a live application once the user was hired elsewhere."""
    application = situation.application
    hire = None
    for other in situation.related:
        if other.outcome is HIRED and other.closed_at is not None and other.id != application.id:
            this = (other.closed_at.utc, other.company)
            hire = this if hire is None else max(hire, this)
    if hire is None or application.created_at.utc > hire[0]:
        return None
    if situation.today.utc - hire[0] > _HIRE_DAYS:
        return None
    hired = f"you were hired by {hire[1]}."
    if was_sent_since(application, hire[0]):
        return situation.advice(Verdict.MAY, Move.CLOSE, R17, None, f"Close this one as withdrawn: {hired}")
    last_day = _last_day_to_withdraw(situation, hire[0])
    reason = f"Withdraw here {_by(situation, last_day)}: {hired}"
    return situation.to_do(Move.NONE, R17, situation.end_of(last_day), reason)


def _lives_again(situation: Situation) -> Advice | None:
    """Ask whether a closed application lives again: they wrote since, or an interview is planned."""
    application, planned = situation.application, situation.facts.next_interview
    if planned is not None and planned.starts_at is not None:
        reason = f"You meet them {situation.say_at(planned.starts_at)}, but it is closed. Reopen it?"
        return situation.advice(Verdict.ACT, Move.PREPARE, R15, None, reason)
    since = application.closed_at
    contact = max(_news(application), key=lambda contact: contact.order, default=None)
    if contact is None or (since is not None and contact.at.utc <= since.utc):
        return None
    if is_answered(application, contact):
        return None
    reason = f"{what_they_did(situation, contact)}, after it was closed. Reopen it?"
    return situation.advice(Verdict.ACT, Move.REPLY, R9, None, reason, application.people_in(contact))


def _news(application: Application) -> list[Contact]:
    """Return what they said that could give a closed application a new life."""
    return [
        contact
        for contact in application.contacts
        if is_heard(contact) and contact.kind is not ContactKind.REJECTION and not contact.settled
    ]


def _thank_after_rejection(situation: Situation) -> Advice | None:
    application = situation.application
    said_no = [contact.at for contact in application.contacts if contact.kind is ContactKind.REJECTION]
    moment = max(said_no, key=lambda at: at.utc, default=application.closed_at)
    if moment is None or was_sent_since(application, moment.utc):
        return None
    hours = situation.today.rules.rejection_thanks_hours
    until = situation.if_ahead(moment.utc + timedelta(hours=hours))
    if until is None:
        return None
    met = situation.facts.last_interview is not None
    feedback = " You may ask one question for feedback in it." if met else ""
    welcome = f"it is welcome until {situation.say_deadline(until)}"
    reason = f"A short thank-you keeps the door open: {welcome}.{feedback}"
    return situation.advice(Verdict.MAY, Move.THANK_YOU, R16, until, reason)


def _withdraw_elsewhere(situation: Situation) -> Advice | None:
    closed_at = situation.application.closed_at
    if closed_at is None or situation.today.utc - closed_at.utc > _HIRE_DAYS:
        return None
    last_day = _last_day_to_withdraw(situation, closed_at.utc)
    until = situation.if_ahead(situation.end_of(last_day))
    others = [other for other in situation.others if other.stage is not CLOSED]
    accepts = _is_acceptance_unsent(situation.application, closed_at.utc)
    if not others and not accepts and until is None:
        return None
    steps = ["accept in writing"] if accepts else []
    if others:
        count = f"{len(others)} other live application{'s' if len(others) > 1 else ''}"
        steps.append(f"withdraw from {count} {_by(situation, last_day)}")
    # Behind each comma it may be cut short, on a row that is narrow.
    before = f"{', '.join(steps)}, and " if steps else ""
    reason = f"{YOU_ARE_HIRED}{capitalized(f'{before}thank those who referred you or vouched for you')}."
    return situation.advice(Verdict.MAY, Move.NONE, R17, until, reason)


def _is_acceptance_unsent(application: Application, hired_at: datetime) -> bool:
    """Return whether an offer was accepted, and no answer to it is noted."""
    offer = application.offer
    is_accepted = offer is not None and offer.decision is OfferState.ACCEPTED
    return is_accepted and not was_sent_since(application, hired_at, ContactKind.REPLY)


def _last_day_to_withdraw(situation: Situation, hired_at: datetime) -> date:
    day = hired_at.astimezone(situation.today.zone).date()
    return situation.business_days_after(day, situation.today.rules.withdraw_business_days)


def _by(situation: Situation, last_day: date) -> str:
    return f"by {situation.say_last_day(last_day)}" if situation.today.day <= last_day else "now"

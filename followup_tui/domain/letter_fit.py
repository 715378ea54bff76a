"""Which letters fit an application, each sentence of them being true, and why another does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from followup_tui.domain.advice.ending import withdraw_after_hire
from followup_tui.domain.advice.following_up import other_offer
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.advice.thanking import thanks_owed
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import ContactKind, Direction
from followup_tui.domain.dates import say_day
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.offer import OfferState
from followup_tui.domain.offers import offer_words
from followup_tui.domain.person import Party
from followup_tui.domain.promises import open_promises
from followup_tui.domain.stages import Today, current_decision_date, expected_by
from followup_tui.domain.turn import (
    is_heard,
    is_offer_settled,
    last_heard,
    offer_as_it_stands,
    offer_on_table,
    rejection,
    unanswered,
    was_sent_since,
)
from followup_tui.domain.wording import join_with_or

OFFER_KINDS: Final = {
    LetterKind.OFFER_THANKS: (OfferState.OPEN,),
    LetterKind.ASK_FOR_TIME: (OfferState.OPEN, OfferState.LAPSED),
    LetterKind.NEGOTIATE: (OfferState.OPEN,),
    LetterKind.ACCEPT: (OfferState.OPEN, OfferState.LAPSED, OfferState.ACCEPTED),
    LetterKind.DECLINE: (OfferState.OPEN, OfferState.LAPSED, OfferState.DECLINED),
}
"""The letters about an offer, with the states of it in which each fits."""

_AT_END: Final = {
    Outcome.HIRED: (LetterKind.HIRED_THANKS, LetterKind.ACCEPT, LetterKind.REFERENCE_THANKS),
    Outcome.DECLINED: (LetterKind.DECLINE,),
    Outcome.REJECTED: (LetterKind.AFTER_REJECTION,),
    Outcome.WITHDRAWN: (LetterKind.WITHDRAW,),
    Outcome.CANCELLED: (LetterKind.AFTER_REJECTION,),
    Outcome.SILENT: (),
}
"""The letters that fit how an application ended. Closing it as withdrawn tells nobody: the letter does."""


def kinds_for(
    application: Application, today: Today, related: Sequence[Application] = ()
) -> tuple[LetterKind, ...]:
    """Return the kinds of letters that could be written, as `is_fitting` says."""
    return tuple(kind for kind in LetterKind if is_fitting(kind, application, today, related))


def kinds_at_end(application: Application, today: Today) -> tuple[LetterKind, ...]:
    """Return the kinds of letters that fit how a closed application ended; none while it is live.

    Neither thanks after a no nor a withdrawal is sent twice. Where they wrote after it was closed, an answer
    fits too.
    """
    outcome, closed_at = application.outcome, application.closed_at
    if outcome is None:
        return ()
    heard = last_heard(application)
    is_later = heard is not None and closed_at is not None and heard.at.utc > closed_at.utc
    is_written = _was_thanked_since_end(application) or _was_told_of_withdrawal(application, today)
    kinds = () if is_written else _AT_END[outcome]
    return (*kinds, *((LetterKind.REPLY,) if is_later else ()))


def is_fitting(
    kind: LetterKind, application: Application, today: Today, related: Sequence[Application] = ()
) -> bool:
    """Return whether a kind of letter fits the situation: whether every sentence of it would be true."""
    return not why_unfitting(kind, application, today, related)


def why_unfitting(
    kind: LetterKind, application: Application, today: Today, related: Sequence[Application] = ()
) -> str:
    """Say why a kind of letter does not fit the situation, without a full stop; empty where it does.

    Once it is closed, only what fits its end. `related` as in `advise`.
    """
    if application.stage is Stage.CLOSED:
        return _why_not_at_end(kind, application, today)
    asked = [find_reason for find_reason, kinds in _REASONS if kind in kinds]
    reasons = (find_reason(kind, Situation(application, today, related)) for find_reason in asked)
    return next(filter(None, reasons), "")


def was_hired_elsewhere(application: Application, related: Sequence[Application], today: Today) -> bool:
    """Return whether the user took another job, so that this application is to be withdrawn (R17)."""
    return withdraw_after_hire(Situation(application, today, related)) is not None


def _was_thanked_since_end(application: Application) -> bool:
    """Return whether they were thanked after their no, or once the position was cancelled."""
    if application.outcome not in (Outcome.REJECTED, Outcome.CANCELLED):
        return False
    said_no = [contact.at for contact in application.contacts if contact.kind is ContactKind.REJECTION]
    since = max(said_no, key=lambda at: at.utc, default=application.closed_at)
    return since is not None and was_sent_since(application, since.utc, ContactKind.THANK_YOU)


def _was_told_of_withdrawal(application: Application, today: Today) -> bool:
    """Return whether they got an answer on the day on which it was closed as withdrawn, or later."""
    closed_at = application.closed_at
    if application.outcome is not Outcome.WITHDRAWN or closed_at is None:
        return False
    return any(
        contact.direction is Direction.SENT
        and contact.kind is ContactKind.REPLY
        and contact.at.day(today.zone) >= closed_at.day(today.zone)
        for contact in application.contacts
    )


def _why_not_at_end(kind: LetterKind, application: Application, today: Today) -> str:
    fitting = kinds_at_end(application, today)
    if application.outcome is None or kind in fitting:
        return ""
    ended = f"{application.company} is closed, {application.outcome.value}"
    if not fitting:
        return f"{ended}: nothing is left to write"
    return f"{ended}: what fits is {join_with_or([each.value for each in fitting])}"


def _said_no(_: LetterKind, situation: Situation) -> str:
    application, today = situation.application, situation.today
    said_no = rejection(application, today.utc)
    if said_no is None:
        return ""
    return f"{application.company} said no {say_day(said_no.at.day(today.zone), today.day)}"


def _took_another_job(_: LetterKind, situation: Situation) -> str:
    advice = withdraw_after_hire(situation)
    return advice.reason.rstrip(".") if advice is not None else ""


def _no_such_offer(kind: LetterKind, situation: Situation) -> str:
    application, today = situation.application, situation.today
    offer = offer_on_table(application, today.utc) or offer_as_it_stands(application, today.utc)
    if offer is None:
        return f"No offer from {application.company} is noted"
    if offer.state(today.utc) in OFFER_KINDS[kind]:
        return ""
    how = offer_words(offer, today)
    return f"A letter of the kind {kind.value} does not fit this offer: {how}"


def _offer_waits(kind: LetterKind, situation: Situation) -> str:
    application, now = situation.application, situation.today.utc
    offer = offer_on_table(application, now)
    if offer is None:
        return ""
    if kind is LetterKind.THANK_YOU and thanks_owed(application, situation.today) is not None:
        return ""
    decline = f": {LetterKind.DECLINE.value} says no to it" if kind is LetterKind.WITHDRAW else ""
    if offer.state(now) is OfferState.LAPSED:
        return f"{application.company} made an offer that lapsed{decline or ': ask whether it still stands'}"
    return f"{application.company} made an offer, and waits for your answer{decline}"


def _offer_is_settled(_: LetterKind, situation: Situation) -> str:
    application, today = situation.application, situation.today
    offer = application.offer
    if offer is None or not is_offer_settled(application, today.utc):
        return ""
    return f"{application.company} made an offer, and it is settled: {offer_words(offer, today)}"


def _they_wait(_: LetterKind, situation: Situation) -> str:
    application, today = situation.application, situation.today
    received = unanswered(application, today.utc)
    if received is None:
        return ""
    day = say_day(received.at.day(today.zone), today.day)
    return f"{application.company} wrote {day}, and waits for your answer"


def _interview_ahead(kind: LetterKind, situation: Situation) -> str:
    application, today = situation.application, situation.today
    interview = application.next_interview(today.utc)
    if interview is None or interview.starts_at is None:
        return ""
    day = say_day(interview.starts_at.day(today.zone), today.day)
    then = ": ask them then" if kind in _WHILE_WAITING else ""
    return f"You meet {application.company} {day}{then}"


def _no_interview(_: LetterKind, situation: Situation) -> str:
    application = situation.application
    is_met = application.last_interview(situation.today.utc) is not None
    return "" if is_met else f"No interview with {application.company} has taken place"


def _thanks_are_over(_: LetterKind, situation: Situation) -> str:
    application, interview = situation.application, situation.application.last_interview(situation.today.utc)
    if interview is None or interview.moment is None:
        return ""
    is_over = was_sent_since(application, interview.moment.utc, ContactKind.FOLLOW_UP)
    return f"You followed up with {application.company} since the interview" if is_over else ""


def _nothing_to_wait_for(kind: LetterKind, situation: Situation) -> str:
    expected = expected_by(situation.application, situation.today)
    return "" if expected is not None else _no_interview(kind, situation)


def _they_named_a_day(_: LetterKind, situation: Situation) -> str:
    application, today = situation.application, situation.today
    decision_date = current_decision_date(application, today)
    return (
        f"{application.company} named a day: {say_day(decision_date, today.day)}"
        if decision_date is not None
        else ""
    )


def _follow_up_waits(_: LetterKind, situation: Situation) -> str:
    company, is_asked = situation.application.company, bool(situation.count.waves)
    return f"A follow-up to {company} waits for an answer, which asked the same" if is_asked else ""


def _no_first_follow_up(_: LetterKind, situation: Situation) -> str:
    company = situation.application.company
    is_first = not situation.count.waves
    return f"No follow-up to {company} waits for an answer: it would be the first" if is_first else ""


def _no_missed_appointment(_: LetterKind, situation: Situation) -> str:
    application, today = situation.application, situation.today
    appointment = application.last_appointment(today.utc)
    if appointment is None or not appointment.missed or appointment.moment is None:
        return f"{application.company} missed no appointment"
    since = appointment.moment.utc
    later = [contact for contact in application.contacts if contact.at.utc >= since]
    if any(map(is_heard, later)):
        return f"{application.company} wrote since they missed the appointment: answer that"
    is_told = any(contact.kind in _ABOUT_APPOINTMENT for contact in later)
    return f"You wrote to {application.company} since they missed the appointment" if is_told else ""


_ABOUT_APPOINTMENT: Final = (ContactKind.FOLLOW_UP, ContactKind.REPLY)
"""The kinds of contact that the user may have written in about an appointment they missed."""


def _nothing_received(_: LetterKind, situation: Situation) -> str:
    application = situation.application
    return "" if last_heard(application) is not None else f"{application.company} has not written yet"


def _no_interview_to_move(_: LetterKind, situation: Situation) -> str:
    application = situation.application
    is_ahead = application.upcoming_interview(situation.today.utc) is not None
    return "" if is_ahead else f"No interview with {application.company} is planned"


def _no_promise(_: LetterKind, situation: Situation) -> str:
    application = situation.application
    has_promise = any(promise.by is Party.ME for promise in open_promises(application))
    return "" if has_promise else f"Nothing you promised {application.company} is open"


def _no_other_offer(_: LetterKind, situation: Situation) -> str:
    is_known = other_offer(situation) is not None
    return "" if is_known else "No offer of another company has a deadline that they do not know of"


def _not_refused(_: LetterKind, situation: Situation) -> str:
    application = situation.application
    said_no = rejection(application, situation.today.utc)
    if said_no is None:
        return f"{application.company} has not said no"
    is_thanked = was_sent_since(application, said_no.at.utc, ContactKind.THANK_YOU)
    return f"You thanked {application.company} after their no already" if is_thanked else ""


def _not_hired(_: LetterKind, situation: Situation) -> str:
    application = situation.application
    return f"You are not hired by {application.company} yet: followup close {application.id} hired"


_WHILE_WAITING: Final = (LetterKind.FOLLOW_UP, LetterKind.SECOND_FOLLOW_UP, LetterKind.ASK_DATE)
"""The letters that ask for a decision."""

_WHILE_INTERESTED: Final = (
    LetterKind.THANK_YOU,
    *_WHILE_WAITING,
    LetterKind.RESCHEDULE,
    LetterKind.MISSED_CALL,
    LetterKind.HAND_IN,
    LetterKind.OTHER_OFFER,
)
"""The letters that say or imply that the user wants the job: not once they said no, or another was taken."""

_UNDECIDED: Final = (
    *_WHILE_WAITING,
    LetterKind.MISSED_CALL,
    LetterKind.OTHER_OFFER,
    LetterKind.WITHDRAW,
)
"""The letters that fit only before there is an offer."""

_REASONS: Final[tuple[tuple[Callable[[LetterKind, Situation], str], Sequence[LetterKind]], ...]] = (
    (_said_no, (*_WHILE_INTERESTED, *OFFER_KINDS, LetterKind.WITHDRAW)),
    (
        _took_another_job,
        (*_WHILE_INTERESTED, *(kind for kind in OFFER_KINDS if kind is not LetterKind.DECLINE)),
    ),
    (_no_such_offer, tuple(OFFER_KINDS)),
    (_offer_waits, (*_UNDECIDED, LetterKind.THANK_YOU)),
    (_offer_is_settled, (*_UNDECIDED, LetterKind.THANK_YOU)),
    (_they_wait, _WHILE_WAITING),
    (_no_missed_appointment, (LetterKind.MISSED_CALL,)),
    (_interview_ahead, (*_WHILE_WAITING, LetterKind.MISSED_CALL)),
    (_no_interview, (LetterKind.THANK_YOU, LetterKind.ASK_DATE)),
    (_they_named_a_day, (LetterKind.ASK_DATE,)),
    (_follow_up_waits, (LetterKind.ASK_DATE,)),
    (_no_first_follow_up, (LetterKind.SECOND_FOLLOW_UP,)),
    (_nothing_to_wait_for, (LetterKind.FOLLOW_UP,)),
    (_thanks_are_over, (LetterKind.THANK_YOU,)),
    (_nothing_received, (LetterKind.REPLY,)),
    (_no_interview_to_move, (LetterKind.RESCHEDULE,)),
    (_no_promise, (LetterKind.HAND_IN,)),
    (_no_other_offer, (LetterKind.OTHER_OFFER,)),
    (_not_refused, (LetterKind.AFTER_REJECTION,)),
    (_not_hired, (LetterKind.HIRED_THANKS, LetterKind.REFERENCE_THANKS)),
)
"""What keeps kinds from fitting a live application, in a sentence; empty where nothing does."""

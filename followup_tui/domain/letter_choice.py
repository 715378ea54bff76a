"""Which letter fits an application now, why another does not, and to whom each goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from followup_tui.domain.advice.answer import Move, Verdict
from followup_tui.domain.advice.contact_check import check_contact
from followup_tui.domain.advice.ending import R17
from followup_tui.domain.advice.following_up import R3, other_offer
from followup_tui.domain.advice.interviewing import R12
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.advice.thanking import thanks_owed
from followup_tui.domain.after_hired import has_helped
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Channel, ContactKind, Direction
from followup_tui.domain.dates import say_day
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.offer import OfferState
from followup_tui.domain.offers import offer_words, offering_person
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promises import open_promises
from followup_tui.domain.stages import Today, current_decision_date
from followup_tui.domain.turn import (
    has_open_offer,
    is_offer_acknowledged,
    last_heard,
    offer_on_table,
    rejection,
    unanswered,
)
from followup_tui.domain.wording import join_with_or

OFFER_KINDS: Final = {
    LetterKind.OFFER_THANKS: (OfferState.OPEN,),
    LetterKind.ASK_FOR_TIME: (OfferState.OPEN, OfferState.LAPSED),
    LetterKind.NEGOTIATE: (OfferState.OPEN,),
    LetterKind.ACCEPT: (OfferState.OPEN, OfferState.LAPSED, OfferState.ACCEPTED),
    LetterKind.DECLINE: (OfferState.OPEN, OfferState.LAPSED, OfferState.DECLINED),
}
"""The letters about an offer, with the states of it in which each fits. They go to one person."""

_AT_END: Final = {
    Outcome.HIRED: (LetterKind.HIRED_THANKS, LetterKind.ACCEPT, LetterKind.REFERENCE_THANKS),
    Outcome.DECLINED: (LetterKind.DECLINE,),
    Outcome.REJECTED: (LetterKind.AFTER_REJECTION,),
    Outcome.WITHDRAWN: (LetterKind.WITHDRAW,),
    Outcome.CANCELLED: (LetterKind.AFTER_REJECTION,),
    Outcome.SILENT: (LetterKind.WITHDRAW,),
}
"""The letters that fit how an application ended."""

_TO_ONE: Final = (*OFFER_KINDS, LetterKind.WITHDRAW)
"""The letters that go to one person, as `offering_person` says."""

_TO_EACH: Final = (LetterKind.THANK_YOU, LetterKind.HIRED_THANKS)
"""The letters that go to each person. Of any other, one is enough: a second follow-up the same day, or one
around the consultant, is only written where the user asks for it."""


def fitting_offer_letter(application: Application, today: Today) -> LetterKind | None:
    """Return the letter that an offer asks for next; None where there is no offer, or all is said.

    First thanks, and when the answer comes; then more time, where the user needs it; the answer once they
    decided.
    """
    offer = offer_on_table(application, today.utc) or application.offer
    if offer is None:
        return None
    if offer.decision is OfferState.OPEN:
        is_thanked = is_offer_acknowledged(application, offer)
        is_lapsed = offer.state(today.utc) is OfferState.LAPSED
        return LetterKind.ASK_FOR_TIME if is_thanked or is_lapsed else LetterKind.OFFER_THANKS
    since = (offer.settled_at or offer.received_at).utc
    is_answered = any(
        contact.direction is Direction.SENT and contact.kind is ContactKind.REPLY and contact.at.utc >= since
        for contact in application.contacts
    )
    answers = {OfferState.ACCEPTED: LetterKind.ACCEPT, OfferState.DECLINED: LetterKind.DECLINE}
    return None if is_answered else answers.get(offer.decision)


def fitting_letter(
    application: Application, related: Sequence[Application], today: Today
) -> LetterKind | None:
    """Return the kind of letter that fits now; None where none does: an interview is ahead, nothing is owed.

    In the order of the rules: an offer is answered, then their message; the agreed time is quoted where they
    missed an appointment, a promise that is due is kept, who is to be thanked is. `related` as in `advise`.
    """
    kind = _fitting_before_thanks(application, related, today)
    if kind is None and thanks_owed(application, today) is not None:
        return LetterKind.THANK_YOU
    return kind or _fitting_follow_up(application, related, today)


def fitting_follow_up(
    application: Application, related: Sequence[Application], today: Today
) -> LetterKind | None:
    """Return the kind of letter that fits now, thank-yous apart, whether or not a contact may be made now.

    None where none fits. `related` as in `advise`.
    """
    return _fitting_before_thanks(application, related, today) or _fitting_follow_up(
        application, related, today
    )


def _fitting_before_thanks(
    application: Application, related: Sequence[Application], today: Today
) -> LetterKind | None:
    """Return the kind of letter that comes before any thanks and follow-up; None where there is none."""
    advice = advise(application, today, related)
    about_the_offer, at_end = fitting_offer_letter(application, today), kinds_at_end(application)
    if application.stage is Stage.CLOSED:
        if advice.move is Move.REPLY:
            return LetterKind.REPLY
        return about_the_offer if about_the_offer in at_end else next(iter(at_end), None)
    if about_the_offer is not None:
        return about_the_offer
    follow_up = check_contact(application, ContactKind.FOLLOW_UP, Channel.EMAIL, today, related)
    by_reason = {
        LetterKind.WITHDRAW: advice.rule is R17,
        LetterKind.REPLY: unanswered(application, today.utc) is not None,
        LetterKind.AFTER_REJECTION: rejection(application, today.utc) is not None,
        LetterKind.MISSED_CALL: follow_up.rule is R12,
        LetterKind.HAND_IN: advice.move is Move.PROMISE,
    }
    return next((kind for kind, is_reason in by_reason.items() if is_reason), None)


def _fitting_follow_up(
    application: Application, related: Sequence[Application], today: Today
) -> LetterKind | None:
    """Return the follow-up that fits, or what stands in for it.

    News of another offer before their date (R8), the question for it where it is unknown and was not asked
    for yet (R3), else the first follow-up, or one after the first. None where the first interview is ahead.
    """
    if application.next_interview(today.utc) is not None and application.last_interview(today.utc) is None:
        return None
    advice = check_contact(application, ContactKind.FOLLOW_UP, Channel.EMAIL, today, related)
    is_allowed = advice.verdict is Verdict.MAY and advice.move is Move.FOLLOW_UP
    if is_allowed and not why_unfitting(LetterKind.OTHER_OFFER, application, today, related):
        return LetterKind.OTHER_OFFER
    if is_allowed and advice.rule is R3:
        return LetterKind.ASK_DATE
    return LetterKind.SECOND_FOLLOW_UP if advice.used else LetterKind.FOLLOW_UP


def kinds_for(
    application: Application, today: Today, related: Sequence[Application] = ()
) -> tuple[LetterKind, ...]:
    """Return the kinds of letters that could be written, as `is_fitting` says."""
    return tuple(kind for kind in LetterKind if is_fitting(kind, application, today, related))


def kinds_at_end(application: Application) -> tuple[LetterKind, ...]:
    """Return the kinds of letters that fit how a closed application ended; none while it is live.

    Where they wrote after it was closed, an answer fits too.
    """
    if application.outcome is None:
        return ()
    heard, closed_at = last_heard(application), application.closed_at
    is_later = heard is not None and closed_at is not None and heard.at.utc > closed_at.utc
    return (*_AT_END[application.outcome], *((LetterKind.REPLY,) if is_later else ()))


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
        return _why_not_at_end(kind, application)
    if kind in OFFER_KINDS:
        return _why_not_about_offer(kind, application, today)
    if kind in _WHILE_WAITING and (reason := _why_not_waiting(application, today, related)):
        return reason
    if kind in _WHILE_INTERESTED and (reason := _why_not_interested(application, today, related)):
        return reason
    find_reason = _REASONS.get(kind)
    return find_reason(application, today, related) if find_reason is not None else ""


def _why_not_at_end(kind: LetterKind, application: Application) -> str:
    fitting = kinds_at_end(application)
    if application.outcome is None or kind in fitting:
        return ""
    ended = f"{application.company} is closed, {application.outcome.value}"
    return f"{ended}: what fits is {join_with_or([each.value for each in fitting])}"


def _why_not_about_offer(kind: LetterKind, application: Application, today: Today) -> str:
    offer = offer_on_table(application, today.utc) or application.offer
    if offer is None:
        return f"No offer from {application.company} is noted"
    if offer.state(today.utc) in OFFER_KINDS[kind]:
        return ""
    how = offer_words(offer, today)
    return f"A letter of the kind {kind.value} does not fit this offer: {how}"


def _why_not_interested(application: Application, today: Today, related: Sequence[Application]) -> str:
    said_no = rejection(application, today.utc)
    if said_no is not None:
        return f"{application.company} said no {say_day(said_no.at.day(today.zone), today.day)}"
    advice = advise(application, today, related)
    return advice.reason.rstrip(".") if advice.rule is R17 else ""


def _why_not_waiting(application: Application, today: Today, _: Sequence[Application]) -> str:
    is_open = has_open_offer(application, today.utc)
    return f"{application.company} made an offer, and waits for your answer" if is_open else ""


def _no_interview(application: Application, today: Today, _: Sequence[Application]) -> str:
    is_met = application.last_interview(today.utc) is not None
    return "" if is_met else f"No interview with {application.company} has taken place"


def _no_open_question(application: Application, today: Today, related: Sequence[Application]) -> str:
    decision_date = current_decision_date(application, today)
    if decision_date is None:
        return _no_interview(application, today, related)
    return f"{application.company} named a day: {say_day(decision_date, today.day)}"


def _no_first_follow_up(application: Application, today: Today, related: Sequence[Application]) -> str:
    used = check_contact(application, ContactKind.FOLLOW_UP, Channel.EMAIL, today, related).used
    return "" if used else f"No follow-up to {application.company} waits for an answer: it would be the first"


def _no_missed_appointment(application: Application, today: Today, _: Sequence[Application]) -> str:
    appointment = application.last_appointment(today.utc)
    if appointment is not None and appointment.missed:
        return ""
    return f"{application.company} missed no appointment"


def _nothing_received(application: Application, _: Today, __: Sequence[Application]) -> str:
    return "" if last_heard(application) is not None else f"{application.company} has not written yet"


def _no_interview_ahead(application: Application, today: Today, _: Sequence[Application]) -> str:
    is_ahead = application.next_interview(today.utc) is not None
    return "" if is_ahead else f"No interview with {application.company} is planned"


def _no_promise(application: Application, _: Today, __: Sequence[Application]) -> str:
    has_promise = any(promise.by is Party.ME for promise in open_promises(application))
    return "" if has_promise else f"Nothing you promised {application.company} is open"


def _no_other_offer(application: Application, today: Today, related: Sequence[Application]) -> str:
    is_known = other_offer(Situation(application, today, related)) is not None
    return "" if is_known else "No offer of another company has a deadline that they do not know of"


def _not_refused(application: Application, today: Today, _: Sequence[Application]) -> str:
    is_refused = rejection(application, today.utc) is not None
    return "" if is_refused else f"{application.company} has not said no"


def _not_hired(application: Application, _: Today, __: Sequence[Application]) -> str:
    return f"You are not hired by {application.company} yet: followup close {application.id} hired"


_REASONS: Final[dict[LetterKind, Callable[[Application, Today, Sequence[Application]], str]]] = {
    LetterKind.THANK_YOU: _no_interview,
    LetterKind.SECOND_FOLLOW_UP: _no_first_follow_up,
    LetterKind.ASK_DATE: _no_open_question,
    LetterKind.REPLY: _nothing_received,
    LetterKind.RESCHEDULE: _no_interview_ahead,
    LetterKind.MISSED_CALL: _no_missed_appointment,
    LetterKind.HAND_IN: _no_promise,
    LetterKind.OTHER_OFFER: _no_other_offer,
    LetterKind.AFTER_REJECTION: _not_refused,
    LetterKind.HIRED_THANKS: _not_hired,
    LetterKind.REFERENCE_THANKS: _not_hired,
}
"""What keeps a kind from fitting a live application, in a sentence; empty where nothing does."""

_WHILE_WAITING: Final = (LetterKind.FOLLOW_UP, LetterKind.SECOND_FOLLOW_UP, LetterKind.ASK_DATE)
"""The letters that ask for a decision, which an open offer is."""

_WHILE_INTERESTED: Final = (
    LetterKind.THANK_YOU,
    *_WHILE_WAITING,
    LetterKind.RESCHEDULE,
    LetterKind.OTHER_OFFER,
)
"""The letters that say or imply that the user wants the job: not once they said no, or another was taken."""


def first_recipients(application: Application, kind: LetterKind, today: Today) -> tuple[Person, ...]:
    """Return who gets a letter unless the user asks for others: everybody who is thanked, else one person."""
    people = recipients(application, kind, today)
    return people if kind in _TO_EACH else people[:1]


def recipients(application: Application, kind: LetterKind, today: Today) -> tuple[Person, ...]:
    """Return whom a letter could go to, the likeliest recipient first.

    Through an agency a thank-you goes to the consultant alone, who passes it on, and any other to them first.
    Else a thank-you goes to everybody of the interview who was not thanked yet; where all were, to all of the
    last interview. Any other goes first to the one who wrote last, then to those of the last interview, then
    to the others; where a call did not come, first to those who were to call; to move an interview, first to
    those who hold it; once hired, to those who helped. One about an offer, or to withdraw, goes to one
    person, as `offering_person` says; thanks for a reference to those who are none of the interviewers: who
    of them it was, only the user knows.
    """
    if kind in _TO_ONE:
        person = offering_person(application)
        return (person,) if person else ()
    if kind is LetterKind.REFERENCE_THANKS:
        met_ids = {person_id for interview in application.interviews for person_id in interview.people}
        return tuple(each for each in application.people if not each.at_agency and each.id not in met_ids)
    consultant = application.consultant
    if kind is LetterKind.THANK_YOU and consultant is not None:
        return (consultant,)
    interview = application.last_interview(today.utc)
    if kind is LetterKind.MISSED_CALL:
        interview = application.last_appointment(today.utc)
    elif kind is LetterKind.RESCHEDULE:
        interview = application.next_interview(today.utc)
    met = application.people_of(interview)
    if kind is LetterKind.THANK_YOU:
        owed = thanks_owed(application, today)
        return (owed[1] if owed else ()) or met or application.people
    answer = application.last_contact(Direction.RECEIVED)
    writer = application.person(answer.person) if answer else None
    is_about_interview = kind in (LetterKind.MISSED_CALL, LetterKind.RESCHEDULE)
    ordered = [consultant, *([*met, writer] if is_about_interview else [writer, *met])]
    people = [person for person in dict.fromkeys([*ordered, *application.people]) if person]
    if kind is LetterKind.HIRED_THANKS:
        people.sort(key=lambda person: not has_helped(person))
    return tuple(people)

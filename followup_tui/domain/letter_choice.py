"""Which letter fits an application now. Which kinds could be written at all: `letter_fit.py`."""

from __future__ import annotations

from collections.abc import Sequence

from followup_tui.domain.advice.answer import Move, Verdict
from followup_tui.domain.advice.contact_check import check_contact
from followup_tui.domain.advice.ending import R17
from followup_tui.domain.advice.following_up import R3
from followup_tui.domain.advice.interviewing import R12
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.advice.thanking import thanks_owed
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Channel, ContactKind
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.letter_fit import is_fitting, kinds_at_end, was_hired_elsewhere
from followup_tui.domain.offer import OfferState
from followup_tui.domain.stages import Today
from followup_tui.domain.turn import (
    is_offer_acknowledged,
    offer_as_it_stands,
    offer_on_table,
    rejection,
    unanswered,
    was_sent_since,
)


def fitting_offer_letter(application: Application, today: Today) -> LetterKind | None:
    """Return the letter that an offer asks for next; None where there is no offer, or all is said.

    First thanks, and when the answer comes; then more time, where the user needs it; the answer once they
    decided.
    """
    offer = offer_on_table(application, today.utc) or offer_as_it_stands(application, today.utc)
    if offer is None:
        return None
    if offer.decision is OfferState.OPEN:
        is_thanked = is_offer_acknowledged(application, offer)
        is_lapsed = offer.state(today.utc) is OfferState.LAPSED
        return LetterKind.ASK_FOR_TIME if is_thanked or is_lapsed else LetterKind.OFFER_THANKS
    since = (offer.settled_at or offer.received_at).utc
    answers = {OfferState.ACCEPTED: LetterKind.ACCEPT, OfferState.DECLINED: LetterKind.DECLINE}
    return None if was_sent_since(application, since, ContactKind.REPLY) else answers.get(offer.decision)


def fitting_letter(
    application: Application, related: Sequence[Application], today: Today
) -> LetterKind | None:
    """Return the kind of letter that fits now; None where none does: an interview is ahead, nothing is owed.

    In the order of the rules: an offer is answered, then their message; the agreed time is quoted where they
    missed an appointment, a promise that is due is kept, who is to be thanked is. `related` as in `advise`.
    """
    kinds = [_fitting_before_thanks(application, related, today)]
    if thanks_owed(application, today) is not None:
        kinds.append(LetterKind.THANK_YOU)
    kinds += _follow_ups(application, related, today)
    return _first_fitting(kinds, application, related, today)


def fitting_follow_up(
    application: Application, related: Sequence[Application], today: Today
) -> LetterKind | None:
    """Return the kind of letter that fits now, thank-yous apart, whether or not a contact may be made now.

    None where none fits. `related` as in `advise`.
    """
    kinds = [
        _fitting_before_thanks(application, related, today),
        *_follow_ups(application, related, today),
    ]
    return _first_fitting(kinds, application, related, today)


def _first_fitting(
    kinds: Sequence[LetterKind | None], application: Application, related: Sequence[Application], today: Today
) -> LetterKind | None:
    return next(
        (kind for kind in kinds if kind is not None and is_fitting(kind, application, today, related)), None
    )


def _fitting_before_thanks(
    application: Application, related: Sequence[Application], today: Today
) -> LetterKind | None:
    """Return the kind of letter that comes before any thanks and follow-up; None where there is none."""
    advice = advise(application, today, related)
    about_the_offer, at_end = fitting_offer_letter(application, today), kinds_at_end(application, today)
    if application.stage is Stage.CLOSED:
        if advice.move is Move.REPLY:
            return LetterKind.REPLY
        return about_the_offer if about_the_offer in at_end else next(iter(at_end), None)
    if about_the_offer is not None:
        return LetterKind.DECLINE if was_hired_elsewhere(application, related, today) else about_the_offer
    follow_up = check_contact(application, ContactKind.FOLLOW_UP, Channel.EMAIL, today, related)
    by_reason = {
        LetterKind.WITHDRAW: advice.rule is R17,
        LetterKind.REPLY: unanswered(application, today.utc) is not None,
        LetterKind.AFTER_REJECTION: rejection(application, today.utc) is not None,
        LetterKind.MISSED_CALL: follow_up.rule is R12,
        LetterKind.HAND_IN: advice.move is Move.PROMISE,
    }
    return next((kind for kind, is_reason in by_reason.items() if is_reason), None)


def _follow_ups(
    application: Application, related: Sequence[Application], today: Today
) -> list[LetterKind | None]:
    """Return the follow-up to write, behind what is rather written in its place where that fits.

    News of another offer before their date (R8), the question for it where it is unknown and was not asked
    for yet (R3), else the first follow-up, or one after the first.
    """
    advice = check_contact(application, ContactKind.FOLLOW_UP, Channel.EMAIL, today, related)
    kinds: list[LetterKind | None] = []
    if advice.verdict is Verdict.MAY and advice.move is Move.FOLLOW_UP:
        kinds.append(LetterKind.OTHER_OFFER)
        if advice.rule is R3:
            kinds.append(LetterKind.ASK_DATE)
    return [*kinds, LetterKind.SECOND_FOLLOW_UP if advice.used else LetterKind.FOLLOW_UP]

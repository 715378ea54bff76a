"""An offer (R13): thanking for it, answering it in time, and what follows from the answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.turn import is_offer_acknowledged, was_heard_after, was_sent_since

R13: Final = Rule(
    "R13",
    "answer an offer in time",
    "Thank them for an offer within {acknowledge_hours} hours, and answer before their deadline: it is due"
    " {offer_remind_business_days} business days before. Who needs more time asks before the deadline. No"
    " follow-up meanwhile. An offer that was only said: wait for it in writing before you resign anywhere."
    " When the deadline has passed, ask whether the offer still stands.",
    "uwlax.edu, northwestern.edu, resumeagentics.com, abrivia.ie",
)

_NEXT: Final = {
    OfferState.ACCEPTED: "You accepted their offer. Close it as hired.",
    OfferState.DECLINED: "You declined their offer. Close it as declined.",
    OfferState.WITHDRAWN: "They took their offer back. Close it, unless you are still talking.",
}
"""What follows once an offer is settled."""


def answer_offer(situation: Situation) -> Advice | None:
    """Advise what is due about an offer: thanking for it, answering it, or asking once it has lapsed."""
    offer = situation.facts.offer
    if offer is None:
        return None
    if offer.answer_by is not None and offer.state(situation.today.utc) is OfferState.LAPSED:
        if was_sent_since(situation.application, offer.answer_by.utc):
            return None
        lapsed = situation.say_at(offer.answer_by).removesuffix(" at 23:59")
        reason = f"Ask whether their offer still stands: it lapsed {lapsed} without your answer."
        return situation.advice(Verdict.ACT, Move.ANSWER_OFFER, R13, None, reason)
    if not is_offer_acknowledged(situation.application, offer):
        return _thank_for_offer(situation, offer)
    if offer.answer_by is None or situation.today.day < _day_of_reminding(situation, offer.answer_by.utc):
        return None
    until = situation.if_ahead(offer.answer_by.utc)
    reason = (
        f"Answer their offer by {situation.say_deadline(offer.answer_by)}: then it lapses."
        f" If you need more time, ask before that.{_verbal_words(offer)}"
    )
    return situation.advice(Verdict.ACT, Move.ANSWER_OFFER, R13, until, reason)


def consider_offer(situation: Situation) -> Advice | None:
    """Say of an offer that nothing is due about it yet, and by when it will be."""
    offer = situation.facts.offer
    if offer is None:
        return None
    until = situation.if_ahead(offer.answer_by.utc) if offer.answer_by is not None else None
    if offer.answer_by is None:
        reason = "They made you an offer without a deadline. Ask by when they need your answer."
    elif until is None:
        reason = "Their deadline has passed, and you wrote since. It is for them to say whether it stands."
    else:
        deadline = situation.say_deadline(offer.answer_by)
        reason = f"They want your answer by {deadline}. If you need more time, ask before that."
    # Nothing is to be done about words but to wait for the paper, and no day is known for that.
    verdict = Verdict.WAIT if offer.is_verbal and offer.answer_by is None else Verdict.MAY
    return situation.advice(verdict, Move.ANSWER_OFFER, R13, until, f"{reason}{_verbal_words(offer)}")


def close_after_offer(situation: Situation) -> Advice | None:
    """Suggest closing once the offer is settled and nothing came after it."""
    application, offer = situation.application, situation.application.offer
    if offer is None or offer.decision not in _NEXT:
        return None
    settled_at = (offer.settled_at or offer.received_at).utc
    if was_heard_after(application, settled_at):
        return None
    if any(each.moment is not None and each.moment.utc > settled_at for each in application.interviews):
        return None
    return situation.advice(Verdict.MAY, Move.CLOSE, R13, None, _NEXT[offer.decision])


def _thank_for_offer(situation: Situation, offer: Offer) -> Advice:
    due = offer.received_at.utc + timedelta(hours=situation.today.rules.acknowledge_hours)
    deadline = ""
    if offer.answer_by is not None:
        due = min(due, offer.answer_by.utc)
        deadline = f" They want your answer by {situation.say_deadline(offer.answer_by)}."
    until = situation.if_ahead(due)
    by = f"by {situation.say_deadline(until)}" if until else "now"
    thanks = f"Thank them for the offer {by}, and say when you will answer."
    reason = f"{thanks}{deadline}{_verbal_words(offer)}"
    return situation.advice(Verdict.ACT, Move.ANSWER_OFFER, R13, until, reason)


def _day_of_reminding(situation: Situation, answer_by: datetime) -> date:
    """Return the day from which the answer is due."""
    deadline = answer_by.astimezone(situation.today.zone).date()
    days = situation.today.rules.offer_remind_business_days
    return min(deadline, situation.business_days_before(deadline, days))


def _verbal_words(offer: Offer) -> str:
    if not offer.is_verbal:
        return ""
    return " It was only said so far: wait for it in writing before you resign anywhere."

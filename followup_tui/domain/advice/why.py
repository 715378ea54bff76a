"""Why: an advice explained, with what was counted for it and when it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from msgspec import Struct

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.contact_check import check_contact
from followup_tui.domain.advice.ending import R17
from followup_tui.domain.advice.following_up import R3, R8
from followup_tui.domain.advice.letting_go import R10
from followup_tui.domain.advice.next_move import advise, advise_also
from followup_tui.domain.advice.offering import R13
from followup_tui.domain.advice.sent_count import last_heard_from
from followup_tui.domain.advice.situation import days_after
from followup_tui.domain.application import Application
from followup_tui.domain.contact import Channel, ContactKind, Direction
from followup_tui.domain.dates import say_at, say_date, say_day, say_deadline, say_last_day, say_start
from followup_tui.domain.look import look, look_of
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.relations import split_by_company
from followup_tui.domain.stages import Today, current_decision_date, expected_by
from followup_tui.domain.turn import is_heard
from followup_tui.domain.wording import join_with_and

_MOVES = {
    Move.THANK_YOU: "thank them",
    Move.FOLLOW_UP: "write a follow-up",
    Move.CALL: "one call",
    Move.REPLY: "answer them",
    Move.REFLECT: "note how it went",
    Move.PREPARE: "prepare for the interview",
    Move.ANSWER_OFFER: "answer their offer",
    Move.PROMISE: "do what you promised",
    Move.CLOSE: "close it, if you want to",
    Move.NONE: "nothing to send",
}
"""Each move in a few words."""

_QUESTIONS = {
    R3.id: "ask when they decide, if you want to",
    R8.id: "tell them of the other offer, if you want to",
}
"""A letter that may be written before their date, by its rule."""

_LOOKS_AHEAD_DAYS = 366
"""How many days ahead a change of the answer is looked for: more than any number of days may be."""


class Why(Struct, frozen=True):
    """An advice and what it is based on.

    Attributes:
        counted: what was counted and since when, a sentence each.
        also: what else may be done now, in order.
        call: the answer to: may I call?
        changes_at: the first moment, aware, at which the answer is another if nobody does anything; None
            where time alone does not change it.
        then: the advice from that moment on; None where `changes_at` is.
        offer_lapses: whether it is their offer that lapses at that moment.
    """

    advice: Advice
    counted: tuple[str, ...]
    also: tuple[Advice, ...]
    call: Advice
    changes_at: datetime | None
    then: Advice | None
    offer_lapses: bool = False


def verdict_words(advice: Advice) -> str:
    """Answer the question: may I write or call now?"""
    if advice.rule is R17 and advice.verdict is Verdict.ACT:
        return "Yes: withdraw."
    if advice.rule is R17 and advice.move is Move.NONE:
        return "Yes: a few letters are left to write."
    return "Better let it go." if advice.rule is R10 else look_of(advice).answer


def next_move_words(advice: Advice, today: Today) -> str:
    """Say the next move, and by or from when: `thank them by 18:30 today`."""
    is_question = advice.verdict is Verdict.MAY and advice.move is Move.FOLLOW_UP
    move = _QUESTIONS.get(advice.rule.id, "") if is_question and advice.rule else ""
    move = move or _MOVES[advice.move]
    if advice.rule is R17 and advice.verdict is Verdict.ACT:
        move = "withdraw, then close it"
    if advice.move is Move.ANSWER_OFFER and (advice.verdict is Verdict.ACT or advice.until is None):
        # What is due of an offer is said first: thanks, the answer, or the question whether it still stands.
        # Where nothing is due, how it stands is said first, and then what follows from that.
        clauses = re.split("[.:] ", advice.reason.rstrip("."))
        clause = clauses[0 if advice.verdict is Verdict.ACT else 1]
        return f"{clause[0].lower()}{clause[1:]}"
    until = advice.until
    if until is None or (advice.move is Move.NONE and advice.verdict in (Verdict.MAY, Verdict.STOP)):
        return move
    if advice.move is Move.PREPARE and isinstance(until, datetime):
        return f"{move} {say_at(until, today.now)}"
    if not isinstance(until, datetime):
        when = say_last_day(until, today.day)
    elif advice.verdict is Verdict.ACT and until.time() == time():
        when = f"the end of {say_day(until.date() - timedelta(days=1), today.day)}"
    else:
        when = say_deadline(until, today.now)
    if advice.verdict in (Verdict.ACT, Verdict.MAY):
        return f"{move}{',' if ',' in move else ''} by {when}"
    if advice.move is Move.NONE:
        return f"{move} before {when}"
    return f"{move}, from {when} on"


def next_sentence(advice: Advice, today: Today) -> str:
    """Say the next move as a sentence, below the reason; empty where the reason says the same."""
    has_deadline_of_its_own = advice.move is Move.REFLECT and advice.until is not None
    is_withdrawal = advice.rule is R17 and advice.verdict is Verdict.ACT
    if advice.move is Move.REPLY or has_deadline_of_its_own or is_withdrawal:
        return f"Next: {next_move_words(advice, today)}."
    return ""


def change_words(why: Why, today: Today) -> str:
    """Say when the answer changes if nobody does anything, and to what.

    The reason of the later advice is left out: it would say "yesterday" as of that day.
    """
    if why.changes_at is None or why.then is None:
        return "When you do it, or they write; time alone changes nothing."
    when = say_start(why.changes_at, today.now)
    rule = f" ({why.then.rule.id})" if why.then.rule else ""
    because = ", when their offer lapses" if why.offer_lapses else ""
    words = verdict_words(why.then)
    if why.then.move is Move.PREPARE and words == verdict_words(why.advice):
        return f"From {when} it is due: {next_move_words(why.then, today)}{rule}."
    is_closing = why.then.move is Move.CLOSE and why.then.verdict is Verdict.MAY and why.then.rule is not R10
    is_waiting = why.then.move is Move.NONE and why.then.rule is not R17
    if why.then.move is Move.REFLECT or is_closing or is_waiting:
        return f"From {when}{because}: {words.rstrip('.')}{rule}."
    return f"From {when}{because}: {words} Next: {next_move_words(why.then, today)}{rule}."


def call_words(why: Why) -> str:
    """Answer the question: may I call?"""
    answer = look(why.call.verdict, Move.CALL).answer
    return answer if why.call.reason == why.advice.reason else f"{answer} {why.call.reason}"


def explain(application: Application, today: Today, related: Sequence[Application] = ()) -> Why:
    """Explain the advice that `advise` gives with the same arguments."""
    advice = advise(application, today, related)
    now = advice.verdict, advice.move, advice.rule
    changes_at, then, offer_lapses = None, None, False
    for moment in _moments_ahead(application, today, advice):
        later = advise(application, today.at(moment), related)
        offer_lapses = later.rule is R13 and _lapses(application.offer, today.utc, moment)
        if offer_lapses or (later.verdict, later.move, later.rule) != now:
            changes_at, then = moment, later
            break
    company, _ = split_by_company(application, related)
    counted = tuple(_counted(application, today, company, advice))
    also = advise_also(application, today, related)
    kind = ContactKind.REPLY if advice.move is Move.REPLY else ContactKind.FOLLOW_UP
    call = check_contact(application, kind, Channel.PHONE, today, related)
    return Why(advice, counted, also, call, changes_at, then, offer_lapses)


def _lapses(offer: Offer | None, now: datetime, moment: datetime) -> bool:
    """Return whether an offer that is open now has lapsed at a moment."""
    states = (OfferState.OPEN, OfferState.LAPSED)
    return offer is not None and (offer.state(now), offer.state(moment)) == states


def _moments_ahead(application: Application, today: Today, advice: Advice) -> Iterator[datetime]:
    """Yield the moments ahead at which an answer can change, in order."""
    rules, moments = today.rules, []
    for interview in application.interviews:
        if interview.moment is not None:
            hours = (0, rules.thank_you_hours, rules.reflect_hours)
            moments += [interview.moment.utc + timedelta(hours=after) for after in hours]
        if interview.starts_at is not None:
            start = interview.starts_at.utc
            moments += [start - timedelta(hours=rules.prepare_hours), start]
    for contact in application.contacts:
        if is_heard(contact):
            spans = (rules.acknowledge_hours, rules.rejection_thanks_hours)
            moments += [contact.at.utc + timedelta(hours=after) for after in spans]
    if (offer := application.offer) is not None:
        moments.append(offer.received_at.utc + timedelta(hours=rules.acknowledge_hours))
        moments += [offer.answer_by.utc] if offer.answer_by is not None else []
    if application.closed_at is not None:
        moments.append(application.closed_at.utc + timedelta(hours=rules.rejection_thanks_hours))
    days = {today.day + timedelta(days=ahead) for ahead in range(1, _LOOKS_AHEAD_DAYS + 1)}
    # A day they named can lie further ahead, and so can many business days.
    expected, until = expected_by(application, today), advice.until
    if expected is not None:
        days.add(days_after(expected, 1))
    if until is not None:
        days.add(until.date() if isinstance(until, datetime) else until)
    moments += [datetime.combine(day, time(), tzinfo=today.zone) for day in days]
    yield from sorted(moment.astimezone(today.zone) for moment in moments if moment > today.now)


def _counted(
    application: Application, today: Today, company: Sequence[Application], advice: Advice
) -> Iterator[str]:
    last, following = application.last_interview(today.now), application.next_interview(today.now)
    if last is not None and last.moment is not None:
        yield f"The last interview was {say_at(last.moment.utc, today.now)}."
    if following is not None and following.starts_at is not None:
        yield f"The next interview is {say_at(following.starts_at.utc, today.now)}."
    for direction, who in ((Direction.SENT, "You"), (Direction.RECEIVED, "They")):
        contact = application.last_contact(direction)
        if contact is not None:
            way = "called" if contact.channel is Channel.PHONE else "wrote"
            yield f"{who} last {way} {say_at(contact.at.utc, today.now)} ({contact.kind.value})."
    if len(advice.people) > 2:
        yield f"It concerns {join_with_and([person.full_name for person in advice.people])}."
    decision_date, expected = current_decision_date(application, today), expected_by(application, today)
    if decision_date is not None:
        yield f"They said they would decide by {say_date(decision_date)}."
    elif expected is not None:
        spent = application.decision_date
        named = f"The day they named, {say_date(spent)}, no longer counts" if spent else "They gave no date"
        yield f"{named}; most have answered by {say_date(expected)}."
    heard = last_heard_from(company, today)
    since = f" since {say_start(heard[0], today.now)}" if heard else ""
    what = "Calls" if advice.move is Move.CALL else "Follow-ups"
    shared = f", over {len(company)} applications at {application.company}" if len(company) > 1 else ""
    yield f"{what}{since}: {advice.used} of {advice.allowed}{shared}."

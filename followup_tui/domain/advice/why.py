"""Why: an advice explained, with what was counted for it and when it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.following_up import R3
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.advice.sent_count import count_sent
from followup_tui.domain.advice.situation import days_after
from followup_tui.domain.application import Application
from followup_tui.domain.contact import Direction
from followup_tui.domain.dates import say_date, say_day, say_instant
from followup_tui.domain.stages import Today, current_decision_date, expected_by

_ANSWERS = {
    Verdict.ACT: "Yes, now.",
    Verdict.MAY: "You may; you need not.",
    Verdict.WAIT: "Not yet.",
    Verdict.STOP: "Better not.",
}
"""The answer of each verdict to: may I write now?"""

_ANSWERS_TO_OTHER_MOVES = {
    Move.REFLECT: "No need to; write down how it went.",
    Move.CLOSE: "Better let it go.",
}
"""The answer where the next move is not to write to them."""

_MOVES = {
    Move.THANK_YOU: "thank them",
    Move.FOLLOW_UP: "write a follow-up",
    Move.CALL: "one call",
    Move.REPLY: "answer them",
    Move.REFLECT: "write down how it went",
    Move.CLOSE: "close it, if you want to",
    Move.NONE: "nothing to send",
}
"""Each move in a few words."""

_LOOKS_AHEAD_DAYS = 366
"""How many days ahead a change of the answer is looked for: more than any number of days may be."""


@dataclass(frozen=True, slots=True)
class Why:
    """An advice and what it is based on.

    Attributes:
        advice: the advice.
        counted: what was counted and since when, a sentence each.
        changes_at: the first moment, aware, at which the answer is another if nobody does anything; None
            where time alone does not change it.
        then: the advice from that moment on; None where `changes_at` is.
    """

    advice: Advice
    counted: tuple[str, ...]
    changes_at: datetime | None
    then: Advice | None


def verdict_words(advice: Advice) -> str:
    """Answer the question: may I write or call now?"""
    if advice.verdict is Verdict.MAY and advice.move is Move.NONE:
        return "You may, but nothing is due."
    return _ANSWERS_TO_OTHER_MOVES.get(advice.move, _ANSWERS[advice.verdict])


def next_move_words(advice: Advice, today: Today) -> str:
    """Say the next move, and by or from when: `thank them, by today 18:30`."""
    is_question = advice.rule is R3 and advice.verdict is Verdict.MAY and advice.move is Move.FOLLOW_UP
    move = "ask when they decide, if you want to" if is_question else _MOVES[advice.move]
    until = advice.until
    if until is None or (advice.move is Move.NONE and advice.verdict is not Verdict.WAIT):
        return move
    if not isinstance(until, datetime):
        when = say_day(until, today.day)
    elif advice.verdict is Verdict.ACT and until.time() == time():
        when = f"the end of {say_day(until.date() - timedelta(days=1), today.day)}"
    else:
        when = say_instant(until, today.now)
    if advice.verdict is Verdict.ACT:
        return f"{move}, by {when}"
    return f"{move} before {when}" if advice.move is Move.NONE else f"{move}, from {when} on"


def change_words(why: Why, today: Today) -> str:
    """Say when the answer changes if nobody does anything, and to what.

    The reason of the later advice is left out: it would say "yesterday" as of that day.
    """
    if why.changes_at is None or why.then is None:
        return "When you do it, or they write; time alone changes nothing."
    moment = why.changes_at
    is_midnight = moment.time() == time()
    when = say_day(moment.date(), today.day) if is_midnight else say_instant(moment, today.now)
    rule = f" ({why.then.rule.id})" if why.then.rule else ""
    return f"From {when}: {verdict_words(why.then)} Next: {next_move_words(why.then, today)}{rule}."


def explain(application: Application, today: Today, company: Sequence[Application] = ()) -> Why:
    """Explain the advice that `advise` gives with the same arguments."""
    advice = advise(application, today, company)
    changes_at, then = None, None
    for moment in _moments_ahead(application, today, advice):
        later = advise(application, replace(today, now=moment), company)
        if (later.verdict, later.move, later.rule) != (advice.verdict, advice.move, advice.rule):
            changes_at, then = moment, later
            break
    counted = tuple(_counted(application, today, company or (application,), advice))
    return Why(advice, counted, changes_at, then)


def _moments_ahead(application: Application, today: Today, advice: Advice) -> Iterator[datetime]:
    """Yield the moments ahead at which an answer can change, in order."""
    rules, moments = today.rules, []
    for interview in application.interviews:
        if interview.moment is not None:
            hours = (0, rules.thank_you_hours, rules.reflect_hours)
            moments += [interview.moment.utc + timedelta(hours=after) for after in hours]
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
        yield f"The last interview was {say_instant(last.moment.utc, today.now)}."
    if following is not None and following.starts_at is not None:
        yield f"The next interview is {say_instant(following.starts_at.utc, today.now)}."
    for direction, way in ((Direction.SENT, "You last wrote"), (Direction.RECEIVED, "They last wrote")):
        contact = application.last_contact(direction)
        if contact is not None:
            yield f"{way} {say_instant(contact.at.utc, today.now)} ({contact.kind.value})."
    decision_date, expected = current_decision_date(application, today), expected_by(application, today)
    if decision_date is not None:
        yield f"They said they decide by {say_date(decision_date)}."
    elif expected is not None:
        spent = application.decision_date
        named = f"The day they named, {say_date(spent)}, is spent" if spent else "They named no day"
        yield f"{named}; {say_date(expected)} is assumed."
    count = count_sent(company, today)
    since = f" since {say_instant(count.since, today.now)}" if count.since else ""
    what = "Calls" if advice.move is Move.CALL else "Follow-ups"
    shared = f", over {len(company)} applications at {application.company}" if len(company) > 1 else ""
    yield f"{what}{since}: {advice.used} of {advice.allowed}{shared}."

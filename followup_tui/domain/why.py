"""Why: the advice taken apart, for somebody who wants to know what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from followup_tui.domain.advice import Advice, Move, advise
from followup_tui.domain.application import Application, Direction, Instant
from followup_tui.domain.contacts import count_sent
from followup_tui.domain.dates import say_date, say_instant
from followup_tui.domain.rules import TABLE, Rule
from followup_tui.domain.stages import Today, expected_by, told_date

LOOKS_AHEAD_DAYS = 90
"""How far the first change of the answer is looked for: longer than any of the standard spans."""


@dataclass(frozen=True, slots=True)
class Why:
    """An advice and what it stands on.

    Attributes:
        rule: the rule it follows from.
        counted: what was counted and from when, a sentence each.
        changes_at: the first moment, aware, at which the answer is another if nobody does anything; None
            where time alone does not change it.
        then: the advice from that moment on; None with it.
    """

    advice: Advice
    rule: Rule
    counted: tuple[str, ...]
    changes_at: datetime | None
    then: Advice | None


def explain(application: Application, today: Today, company: Sequence[Application] = ()) -> Why:
    """Take the advice for an application apart.

    Args:
        application: the card.
        today: the moment, the user's numbers and calendar.
        company: all applications at the same company; this one alone if empty.
    """
    advice = advise(application, today, company)
    changes_at, then = None, None
    for moment in _moments(application, today):
        later = advise(application, replace(today, now=moment), company)
        if (later.verdict, later.move, later.rule) != (advice.verdict, advice.move, advice.rule):
            changes_at, then = moment, later
            break
    counted = tuple(_counted(application, today, company or (application,), advice))
    return Why(advice, TABLE[advice.rule], counted, changes_at, then)


def _moments(application: Application, today: Today) -> Iterator[datetime]:
    """Give the moments ahead at which an answer can change, in order."""
    rules, moments = today.rules, []
    for held in application.rounds:
        if held.moment is not None:
            spans = (
                timedelta(),
                timedelta(hours=rules.thank_you_hours),
                timedelta(hours=rules.reflect_hours),
            )
            moments += [held.moment.utc + span for span in spans]
    days = (today.day + timedelta(days=ahead) for ahead in range(1, LOOKS_AHEAD_DAYS + 1))
    moments += [datetime.combine(day, time(), tzinfo=today.zone) for day in days]
    yield from sorted(moment.astimezone(today.zone) for moment in moments if moment > today.now)


def _counted(
    application: Application, today: Today, company: Sequence[Application], advice: Advice
) -> Iterator[str]:
    held, ahead = application.last_round(today.now), application.next_round(today.now)
    if held is not None and held.moment is not None:
        yield f"The last interview was {_say(held.moment, today)}."
    if ahead is not None and ahead.starts_at is not None:
        yield f"The next interview is {_say(ahead.starts_at, today)}."
    for direction, way in ((Direction.SENT, "You last wrote"), (Direction.RECEIVED, "They last wrote")):
        touch = application.last_touch(direction)
        if touch is not None:
            yield f"{way} {_say(touch.at, today)} ({touch.kind.value})."
    told, expected = told_date(application, today), expected_by(application, today)
    if told is not None:
        yield f"They said they decide by {say_date(told)}."
    elif expected is not None:
        spent = application.decision_date
        named = f"The day they named, {say_date(spent)}, is spent" if spent else "They named no day"
        yield f"{named}; {say_date(expected)} is assumed."
    count = count_sent(company, today)
    since = f" since {say_instant(count.since.astimezone(today.zone), today.now)}" if count.since else ""
    what = "Calls" if advice.move is Move.CALL else "Follow-ups"
    shared = f", over {len(company)} applications at {application.company}" if len(company) > 1 else ""
    yield f"{what}{since}: {advice.used} of {advice.allowed}{shared}."


def _say(moment: Instant, today: Today) -> str:
    return say_instant(moment.utc.astimezone(today.zone), today.now)

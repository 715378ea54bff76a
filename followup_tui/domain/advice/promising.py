"""What was promised (R14): by the user, which is due on its day, and by them, which is a reason to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.contact import FOLLOW_UP, SENT
from followup_tui.domain.person import Party
from followup_tui.domain.promise import Promise

R14: Final = Rule(
    "R14",
    "keep a promise",
    "What you promised is due on its day, and comes before any follow-up. What they promised and did not do"
    " is a reason to follow up, and is quoted.",
    "asked for by users of other trackers: ai-job-search, issue 319",
)


def keep_promise(situation: Situation) -> Advice | None:
    """Advise to do what the user promised for today or earlier, the oldest first."""
    if not situation.application.promises:
        return None
    day = situation.today.day
    due = sorted(
        (promise.due, promise.text)
        for promise in situation.application.promises
        if promise.by is Party.ME and promise.is_open and promise.due is not None and promise.due <= day
    )
    if not due:
        return None
    first, text = due[0]
    when = "is due today" if first == day else f"was due {situation.say_day(first)}"
    more = f" So {'is' if len(due) == 2 else 'are'} {len(due) - 1} more." if len(due) > 1 else ""
    reason = f"Do what you promised: {text.rstrip('. ')}. It {when}.{more}"
    return situation.to_do(Move.PROMISE, R14, situation.end_of(first), reason)


def has_open_promise(situation: Situation) -> bool:
    """Return whether the user promised something that is neither kept nor dropped."""
    return any(promise.by is Party.ME and promise.is_open for promise in situation.application.promises)


def their_promise_ahead(situation: Situation) -> tuple[date, Promise] | None:
    """Return the last day by which they promised something, today or ahead, and the promise."""
    if not situation.application.promises:
        return None
    ahead = [pair for pair in _their_open(situation) if pair[0] >= situation.today.day]
    return max(ahead, key=lambda pair: (pair[0], pair[1].id), default=None)


def their_broken_promise(situation: Situation) -> tuple[date, Promise] | None:
    """Return the first day by which they promised something, and the promise, where nothing came of it.

    What they said on that day or later may have kept it; a follow-up after that day has asked about it.
    """
    if not situation.application.promises:
        return None
    contacts, heard, zone = situation.application.contacts, situation.facts.heard, situation.today.zone
    broken = [
        (day, promise)
        for day, promise in _their_open(situation)
        if day < situation.today.day
        and not any(contact.at.day(zone) >= day for contact in heard)
        and not any(
            contact.direction is SENT and contact.kind is FOLLOW_UP and contact.at.day(zone) > day
            for contact in contacts
        )
    ]
    return min(broken, key=lambda pair: (pair[0], pair[1].id), default=None)


def _their_open(situation: Situation) -> Iterator[tuple[date, Promise]]:
    for promise in situation.application.promises:
        if promise.by is Party.THEM and promise.is_open and promise.due is not None:
            yield promise.due, promise

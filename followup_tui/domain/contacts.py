"""What the contacts come to: what was sent since they were last heard, and what is still owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from followup_tui.domain.application import (
    Application,
    Channel,
    Direction,
    Instant,
    Person,
    Round,
    Stage,
    Touch,
    TouchKind,
)
from followup_tui.domain.stages import Today


class InWords(NamedTuple):
    """A contact as people say it: `a thank-you` `sent` ` by email`, `a call` `made`.

    Attributes:
        what: what it was, with its article.
        done: what was done with it.
        how: the way it went, a space before it; empty where the rest says it.
    """

    what: str
    done: str
    how: str


class Count(NamedTuple):
    """What was sent to a company since it was last heard of.

    Attributes:
        since: the moment they were last heard: something received, or a round held; None where never.
        waves: the days on which follow-ups went out, to whomever of theirs, for whichever application.
        calls: how often they were called, but to thank them or to answer.
        written: whether one of the follow-ups was in writing.
    """

    since: datetime | None
    waves: tuple[date, ...]
    calls: int
    written: bool


def count_sent(company: Iterable[Application], today: Today) -> Count:
    """Count the follow-ups to one company, over all its applications (R5 to R7, R9)."""
    applications = tuple(company)
    heard = [
        touch.at.utc
        for card in applications
        for touch in card.touches
        if touch.direction is Direction.RECEIVED
    ]
    heard += [moment.utc for card in applications for moment, _ in card.held_rounds(today.utc)]
    since = max(heard, default=None)
    sent = [
        touch
        for card in applications
        for touch in card.touches
        if touch.direction is Direction.SENT and (since is None or touch.at.utc > since)
    ]
    follow_ups = [touch for touch in sent if touch.kind is TouchKind.FOLLOW_UP]
    # A call is one whatever it was for, but that a thank-you and an answer never count against anybody.
    calls = sum(
        touch.channel is Channel.PHONE and touch.kind in (TouchKind.FOLLOW_UP, TouchKind.OTHER)
        for touch in sent
    )
    return Count(
        since,
        waves=tuple(sorted({touch.at.day(today.zone) for touch in follow_ups})),
        calls=calls,
        written=any(touch.channel is not Channel.PHONE for touch in follow_ups),
    )


def in_words(touch: Touch) -> InWords:
    """Say what a contact was, what was done with it, and how."""
    channel, done = touch.channel, touch.direction.value
    how = " in person" if channel is Channel.IN_PERSON else f" by {channel.value}"
    if touch.kind is not TouchKind.OTHER:
        return InWords("an answer" if touch.kind is TouchKind.REPLY else f"a {touch.kind.value}", done, how)
    if channel is Channel.PHONE:
        return InWords("a call", "made" if touch.direction is Direction.SENT else done, "")
    return InWords("a message", done, "" if channel is Channel.MESSAGE else how)


def at_company(application: Application, applications: Iterable[Application]) -> tuple[Application, ...]:
    """Give all applications at the same company, this one among them."""
    name = application.company.casefold()
    others = (card for card in applications if card.id != application.id and card.company.casefold() == name)
    return (application, *others)


def thanks_owed(application: Application, today: Today) -> tuple[Round, tuple[Person, ...]] | None:
    """Give the round whose people are to be thanked now, and who is still to be, as `unthanked`.

    Nobody is once the application is closed, nor while an appointment missed since stands between.
    """
    last = application.last_appointment(today.utc)
    if application.stage is Stage.CLOSED or last is None or last.missed:
        return None
    return unthanked(application, today)


def unthanked(application: Application, today: Today) -> tuple[Round, tuple[Person, ...]] | None:
    """Give the last round held and who of it was not thanked yet; None where nobody is left.

    Rounds of one day, as on a day with several interviews, are thanked for together: the round is then the
    first of them that is not settled, the people those of all. Putting a card beyond Interviewed by hand
    says that the rounds before were thanked for. A round without people known still deserves one letter:
    the people are then empty.
    """
    rounds = application.held_rounds(today.utc)
    if not rounds:
        return None
    day = rounds[-1][0].day(today.zone)
    owed = [
        (interview, left)
        for moment, interview in rounds
        if moment.day(today.zone) == day
        and (left := _left_to_thank(application, interview, moment)) is not None
    ]
    if not owed:
        return None
    # In the order in which they were met, each once.
    people = dict.fromkeys(person for _, left in owed for person in left)
    return owed[0][0], tuple(people)


def unanswered(application: Application) -> Touch | None:
    """Give what was received and not answered yet, or None. Of one moment, what was logged later counts."""
    last: Touch | None = None
    for touch in application.touches:
        if last is None or touch.at.utc >= last.at.utc:
            last = touch
    return last if last is not None and last.direction is Direction.RECEIVED else None


def _left_to_thank(application: Application, interview: Round, moment: Instant) -> tuple[Person, ...] | None:
    """Give the people of a round who were not thanked since; None where it is settled."""
    moved = application.stage_since
    if application.stage is not Stage.INTERVIEWED and moved is not None and moved.utc >= moment.utc:
        return None
    sent = [
        touch
        for touch in application.touches
        if touch.direction is Direction.SENT and touch.at.utc >= moment.utc
    ]
    if any(touch.kind is TouchKind.FOLLOW_UP for touch in sent):
        return None
    thanked = {touch.person for touch in sent if touch.kind is TouchKind.THANK_YOU}
    people = application.people_of(interview)
    left = tuple(person for person in people if person.id not in thanked)
    if None in thanked or (people and not left) or (not people and thanked):
        return None
    return left

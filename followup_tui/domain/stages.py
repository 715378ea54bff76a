"""Which column a card stands in today, and what moving it does.

A card goes to Overdue by itself, so that stage is not stored but follows from the dates: nothing needs to
be written at midnight, and a file that is only read is never changed. Every other move is the user's.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from followup_tui.domain.application import Application, Direction, Instant, Interview, Outcome, Stage
from followup_tui.errors import CallError

if TYPE_CHECKING:
    from followup_tui.domain.advice.rules import Rules
    from followup_tui.domain.business_days import Calendar

LIVE = (Stage.INTERVIEWED, Stage.THANKED, Stage.WAITING, Stage.OVERDUE)
"""The stages of an application that is not over."""


@dataclass(frozen=True, slots=True)
class Today:
    """What every question about dates is asked against.

    Attributes:
        now: this moment, aware, in the user's zone.
        rules: the user's numbers.
        calendar: the user's business days.
        zone: the user's zone.
        day: the user's calendar day.
        utc: this moment in UTC.
        known: what was worked out of applications by now: a card's column, its advice and its line all ask
            for the same days.
    """

    now: datetime
    rules: Rules
    calendar: Calendar
    zone: ZoneInfo = field(init=False)
    day: date = field(init=False)
    utc: datetime = field(init=False)
    known: dict[int, tuple[Application, date | None, date | None]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Work out what every card is asked with: two clocks of different zones are compared slowly.

        Raises:
            TypeError: `now` carries no zone by name.
        """
        zone = self.now.tzinfo
        if not isinstance(zone, ZoneInfo):
            raise TypeError("now carries a zone by name, not a bare offset")
        object.__setattr__(self, "zone", zone)
        object.__setattr__(self, "day", self.now.date())
        object.__setattr__(self, "utc", self.now.astimezone(UTC))


def current_decision_date(application: Application, today: Today) -> date | None:
    """Give the day they named, unless it is spent.

    It is spent when it lies before the last thing received from them or before the last interview held: what
    they said before that no longer counts.
    """
    return _days(application, today)[1]


def expected_by(application: Application, today: Today) -> date | None:
    """Give the day by which an answer is expected: the day they named, else R3 after the last event.

    The last event is the latest of the last interview held and the last contact either way. None where the
    application is closed, or where nothing has happened yet that an answer could follow.
    """
    return _days(application, today)[2]


def _days(application: Application, today: Today) -> tuple[Application, date | None, date | None]:
    """Give an application with the day they named and the day by which an answer is expected."""
    # By identity: to compare two applications is to compare everything in them.
    known = today.known.get(id(application))
    if known is None or known[0] is not application:
        held = application.last_interview(today.utc)
        last = held.moment if held is not None else None
        told = _unspent(application, last, today)
        closed = application.stage is Stage.CLOSED
        expected = None if closed else told or _assumed(application, last, today)
        known = today.known[id(application)] = (application, told, expected)
    return known


def _unspent(application: Application, last: Instant | None, today: Today) -> date | None:
    """Give the day they named, unless it lies before the last interview or what was received since."""
    told = application.decision_date
    if told is None:
        return None
    received = application.last_contact(Direction.RECEIVED)
    later = (received.at if received else None, last)
    return None if any(moment and told < moment.day(today.zone) for moment in later) else told


def _assumed(application: Application, last: Instant | None, today: Today) -> date | None:
    """Give the day by which an answer is expected where they named none."""
    moments = [contact.at.utc for contact in application.contacts]
    if last is not None:
        moments.append(last.utc)
    if not moments:
        return None
    day = max(moments).astimezone(today.zone).date()
    return today.calendar.after(day, today.rules.assumed_business_days)


def stage_on(application: Application, today: Today) -> Stage:
    """Say which column the card stands in: Overdue by itself where today is past the expected day.

    While an interview is scheduled ahead nothing is overdue. A card the user took out by hand stays
    out until another day is expected.
    """
    if application.stage in (Stage.CLOSED, Stage.OVERDUE):
        return application.stage
    expected = expected_by(application, today)
    if expected is None or today.day <= expected or application.overdue_dismissed == expected:
        return application.stage
    return Stage.OVERDUE if application.next_interview(today.utc) is None else application.stage


def move_to_stage(application: Application, stage: Stage, today: Today) -> Application:
    """Move the card to a stage by hand, forwards or back. From closed this opens it again.

    Raises:
        CallError: the stage is closed: `close` asks how it ended.
    """
    if stage is Stage.CLOSED and application.stage is not Stage.CLOSED:
        raise CallError(
            "Closing needs the outcome",
            f"Say how it ended: {', '.join(outcome.value for outcome in Outcome)}",
        )
    if stage_on(application, today) is stage:
        return application
    since = Instant.of(today.now)
    moved = replace(
        application, stage=stage, stage_since=since, outcome=None, closed_at=None, overdue_dismissed=None
    )
    if stage_on(moved, today) is stage:
        return moved
    return replace(moved, overdue_dismissed=expected_by(moved, today))


def close_application(application: Application, outcome: Outcome, today: Today) -> Application:
    """Close the application with how it ended. Closing a closed one changes its outcome, not its day."""
    closed_at = application.closed_at or Instant.of(today.now)
    return replace(
        application, stage=Stage.CLOSED, stage_since=closed_at, outcome=outcome, closed_at=closed_at
    )


def record_interview(application: Application, interview: Interview, today: Today) -> Application:
    """Add an interview. One that was held puts a live card back in Interviewed: thanks are due."""
    recorded = application.with_interview(interview)
    last = recorded.last_interview(today.utc)
    newest = last is not None and last.moment == interview.moment
    if newest and application.stage is not Stage.CLOSED:
        return replace(recorded, stage=Stage.INTERVIEWED, stage_since=None)
    return recorded


def release_from_overdue(before: Application, after: Application, today: Today) -> Application:
    """Bring an overdue card back to Waiting where a change means that an answer is expected later now.

    That is: they named a new day, something was received, or an interview was scheduled.
    """
    moved_by_hand = before.stage is not after.stage
    if moved_by_hand or after.stage is Stage.WAITING or stage_on(before, today) is not Stage.OVERDUE:
        return after
    released = replace(after, stage=Stage.WAITING)
    news = (
        expected_by(after, today) != expected_by(before, today)
        or after.last_contact(Direction.RECEIVED) != before.last_contact(Direction.RECEIVED)
        or after.next_interview(today.utc) not in (None, before.next_interview(today.utc))
    )
    return released if news and stage_on(released, today) is Stage.WAITING else after

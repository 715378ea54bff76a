"""What now, in order: everything due today and in the days after, over all applications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Instant, Stage
from followup_tui.domain.applications import Outline
from followup_tui.domain.card_line import card_line, is_snoozed
from followup_tui.domain.stages import Today, current_decision_date

AnyOutline = TypeVar("AnyOutline", bound=Outline)

AGENDA_DAYS = 7
"""How far ahead the agenda looks."""


class Due(NamedTuple):
    """Something to do now.

    Attributes:
        application: the card it is about.
        advice: what to do, and why; its verdict is `act`.
    """

    application: Application
    advice: Advice


class Coming(NamedTuple):
    """Something that comes.

    Attributes:
        when: the moment it comes, aware, in the user's zone; a day stands as its beginning.
        whole_day: whether it is of that day rather than of that moment.
        says: what comes, in a few words.
    """

    application: Application
    when: datetime
    whole_day: bool
    says: str


def group_by_company(applications: Iterable[AnyOutline]) -> Mapping[str, tuple[AnyOutline, ...]]:
    """Group applications by company, in small letters: what counts per company is asked of the group."""
    groups: dict[str, list[AnyOutline]] = defaultdict(list)
    for application in applications:
        groups[application.company.casefold()].append(application)
    return {name: tuple(group) for name, group in groups.items()}


AdviceById = Mapping[str, Advice]
"""What `advise` says of applications that are not closed, by their ids."""


def advise_all(applications: Sequence[Application], today: Today) -> AdviceById:
    """Give the advice on all applications that are not closed."""
    groups = group_by_company(applications)
    return {
        application.id: advise(application, today, groups[application.company.casefold()])
        for application in applications
        if application.stage is not Stage.CLOSED
    }


def due_now(
    applications: Sequence[Application], today: Today, advised: AdviceById | None = None
) -> list[Due]:
    """Give what is to be done now, the most urgent first. What is snoozed or closed is left out.

    Args:
        applications: all of them.
        today: the moment, the user's numbers and calendar.
        advised: what `advise_all` gave of them, where that is known already.
    """
    advised = advise_all(applications, today) if advised is None else advised
    found = []
    for application in applications:
        advice = advised.get(application.id)
        if advice is None or advice.verdict is not Verdict.ACT or is_snoozed(application, today):
            continue
        urgency = card_line(application, today, advice=advice).urgency
        found.append((urgency, application.company.casefold(), application.id, Due(application, advice)))
    return [entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1])]


def coming_up(
    applications: Sequence[Application], today: Today, advised: AdviceById | None = None
) -> list[Coming]:
    """Give what comes within the next `AGENDA_DAYS` days, in order: interviews, their days, and yours.

    The arguments are those of `due_now`.
    """
    advised = advise_all(applications, today) if advised is None else advised
    last = today.day + timedelta(days=AGENDA_DAYS)
    found: list[Coming] = []
    for application in applications:
        advice = advised.get(application.id)
        if advice is None:
            continue
        # Only advice is hidden while a card is snoozed: never an appointment, never their day.
        ahead = application.next_interview(today.utc)
        if ahead is not None and ahead.starts_at is not None:
            found.append(
                Coming(application, _local(ahead.starts_at, today), whole_day=False, says="interview")
            )
        told = current_decision_date(application, today)
        if told is not None and told >= today.day:
            found.append(_on(application, told, "they decide", today))
        waits = advice.verdict is not Verdict.ACT and advice.move is Move.FOLLOW_UP
        if waits and not is_snoozed(application, today) and isinstance(advice.until, date):
            found.append(_on(application, advice.until, "a follow-up is fine", today))
    return sorted(
        (coming for coming in found if coming.when.date() <= last),
        key=lambda coming: (coming.when.timestamp(), coming.application.company.casefold()),
    )


def _local(moment: Instant, today: Today) -> datetime:
    return moment.utc.astimezone(today.zone)


def _on(application: Application, day: date, says: str, today: Today) -> Coming:
    return Coming(application, datetime.combine(day, time(), tzinfo=today.zone), whole_day=True, says=says)

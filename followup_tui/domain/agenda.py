"""The agenda: what is due now and what comes in the next days, over all applications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.applications import company_key, group_by_company
from followup_tui.domain.card_line import card_line, is_snoozed
from followup_tui.domain.stages import Today, current_decision_date

AGENDA_DAYS = 7
"""How many days ahead the agenda looks."""


class Due(NamedTuple):
    """Something to do now. The verdict of the advice is `act`."""

    application: Application
    advice: Advice


class Coming(NamedTuple):
    """Something that comes in the next days.

    Attributes:
        when: an aware moment in the user's zone; for a whole day, its beginning.
        is_whole_day: whether it is about the day rather than the moment.
        words: what comes, in a few words.
    """

    application: Application
    when: datetime
    is_whole_day: bool
    words: str


AdviceById = Mapping[str, Advice]
"""The advice on live applications, by application id."""


def advise_all(applications: Sequence[Application], today: Today) -> AdviceById:
    """Return the advice on all live applications."""
    groups = group_by_company(applications)
    return {
        application.id: advise(application, today, groups[company_key(application.company)])
        for application in applications
        if application.stage is not Stage.CLOSED
    }


def due_now(
    applications: Sequence[Application], today: Today, advised: AdviceById | None = None
) -> list[Due]:
    """Return what is to be done now, the most urgent first. Snoozed and closed applications are left out.

    `advised` is what `advise_all` returned for them, where that is known already.
    """
    advised = advise_all(applications, today) if advised is None else advised
    sortable = []
    for application in applications:
        advice = advised.get(application.id)
        if advice is None or advice.verdict is not Verdict.ACT or is_snoozed(application, today):
            continue
        urgency = card_line(application, today, advice=advice).urgency
        sortable.append((urgency, application.company.casefold(), application.id, Due(application, advice)))
    return [entry[-1] for entry in sorted(sortable, key=lambda entry: entry[:-1])]


def coming_up(
    applications: Sequence[Application], today: Today, advised: AdviceById | None = None
) -> list[Coming]:
    """Return what comes within `AGENDA_DAYS` days, in order: interviews, decision dates, follow-ups.

    The arguments are those of `due_now`.
    """
    advised = advise_all(applications, today) if advised is None else advised
    last = today.day + timedelta(days=AGENDA_DAYS)
    comings: list[Coming] = []
    for application in applications:
        advice = advised.get(application.id)
        if advice is None:
            continue
        # A snooze hides only advice, never an interview or the decision date.
        interview = application.next_interview(today.utc)
        if interview is not None and interview.starts_at is not None:
            start = interview.starts_at.seen_from(today.zone)
            comings.append(Coming(application, start, is_whole_day=False, words="interview"))
        decision_date = current_decision_date(application, today)
        if decision_date is not None and decision_date >= today.day:
            comings.append(_whole_day(application, decision_date, "they decide", today))
        waits = advice.verdict is not Verdict.ACT and advice.move is Move.FOLLOW_UP
        if waits and not is_snoozed(application, today) and isinstance(advice.until, date):
            comings.append(_whole_day(application, advice.until, "a follow-up is fine", today))
    return sorted(
        (coming for coming in comings if coming.when.date() <= last),
        key=lambda coming: (coming.when.timestamp(), coming.application.company.casefold()),
    )


def _whole_day(application: Application, day: date, words: str, today: Today) -> Coming:
    beginning = datetime.combine(day, time(), tzinfo=today.zone)
    return Coming(application, beginning, is_whole_day=True, words=words)

"""What follows by itself from a change to an application, whichever way the change was made."""

from __future__ import annotations

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.stages import Today, release_from_overdue
from followup_tui.domain.turn import unanswered


def bring_up_to_date(before: Application, after: Application, today: Today) -> Application:
    """Return `after` with all that follows from the change that made it.

    When a decision date was told and when a snooze was set is noted. Planning or moving an interview answers
    what they wrote, also where it is cancelled later. News from them takes the card out of Overdue.
    """
    now = Instant.of(today.now)
    if after.decision_date != before.decision_date:
        after = replace(after, decision_told_at=now if after.decision_date is not None else None)
    if after.snoozed_until != before.snoozed_until:
        after = replace(after, snoozed_at=now if after.snoozed_until is not None else None)
    return release_from_overdue(before, _with_answer_by_planning(before, after, today), today)


def _with_answer_by_planning(before: Application, after: Application, today: Today) -> Application:
    """Settle the message or invitation that is answered by an interview planned, or moved, now."""
    planned_before = {(interview.id, interview.starts_at) for interview in before.interviews}
    planned = after.planned_interviews(today.utc)
    if all((interview.id, interview.starts_at) in planned_before for interview in planned):
        return after
    waiting = unanswered(before, today.utc)
    if waiting is None or waiting not in after.contacts:
        return after
    return after.with_contact(replace(waiting, settled=True))

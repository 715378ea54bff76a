"""What follows by itself from a change to an application, whichever way the change was made."""

from __future__ import annotations

from dataclasses import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.instant import Instant
from followup_tui.domain.stages import Today, release_from_overdue
from followup_tui.domain.turn import unanswered


def bring_up_to_date(before: Application, after: Application, today: Today) -> Application:
    """Return `after` with all that follows from the change that made it.

    When a decision date was told and when a snooze was set is noted; news from them takes the card out of
    Overdue. An invitation stays answered when the interview planned for it is cancelled.
    """
    now = Instant.of(today.now)
    if after.decision_date != before.decision_date:
        after = replace(after, decision_told_at=now if after.decision_date is not None else None)
    if after.snoozed_until != before.snoozed_until:
        after = replace(after, snoozed_at=now if after.snoozed_until is not None else None)
    return release_from_overdue(before, _with_answered_invitation(before, after, today), today)


def _with_answered_invitation(before: Application, after: Application, today: Today) -> Application:
    """Settle the invitation that was answered by planning the interview that is cancelled now."""
    was_cancelled = {interview.id for interview in before.interviews if interview.cancelled_by is not None}
    if all(each.cancelled_by is None or each.id in was_cancelled for each in after.interviews):
        return after
    contact = unanswered(after, today.utc)
    if contact is None or contact.kind is not ContactKind.INVITATION or contact not in before.contacts:
        return after
    return after if unanswered(before, today.utc) else after.with_contact(replace(contact, settled=True))

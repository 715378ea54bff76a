"""What is due now, over all applications."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from followup_tui.domain.advice.answer import ACT, Advice
from followup_tui.domain.advice.next_move import advise_all
from followup_tui.domain.application import CLOSED, Application
from followup_tui.domain.relations import Relations
from followup_tui.domain.stages import Today
from followup_tui.domain.turn import is_snoozed
from followup_tui.domain.urgency import Urgency, urgency_of


class Due(Struct, frozen=True):
    """Something to do now. The verdict of the advice is `act`."""

    application: Application
    advice: Advice


def due_now(applications: Collection[Application], today: Today) -> list[Due]:
    """Return what is to be done now, the most urgent first. Snoozed and closed applications are left out."""
    relations = Relations({application.id: application for application in applications})
    asked = [each for each in applications if each.stage is not CLOSED and not is_snoozed(each, today.utc)]
    advice = advise_all([(each, relations.of(each.id)) for each in asked], today)
    due = [Due(each, advice[each.id]) for each in asked if advice[each.id].verdict is ACT]
    return sorted(due, key=lambda each: due_order(each, urgency_of(each.application, today, each.advice)))


def due_order(due: Due, urgency: Urgency) -> tuple[object, ...]:
    """Return what sorts what is due: how urgent it is, then the company."""
    return urgency, due.application.company.casefold(), due.application.id

"""What to do once the user is hired, as lines with the command for each step (R17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from followup_tui.domain.after_hired import HiredStep, after_hired
from followup_tui.domain.application import Application
from followup_tui.domain.offers import VERBAL_WARNING


def hired_lines(hired: Application, applications: Iterable[Application]) -> Iterator[str]:
    """Yield what is left to do for somebody who is hired: accept, withdraw elsewhere, thank, day one."""
    steps = after_hired(hired, applications)
    if hired.offer is not None and hired.offer.is_verbal:
        yield VERBAL_WARNING
    if steps.acceptance and not steps.acceptance.is_done:
        yield f"Accept in writing{_to(steps.acceptance)}: followup draft {hired.id} accept"
    for step in (step for step in steps.withdrawals if not step.is_done):
        id_ = step.application.id
        letter = "" if step.is_sent else f"followup draft {id_} withdraw, then "
        yield f"Withdraw from {step.application.company}{_to(step)}: {letter}followup close {id_} withdrawn"
    for step in (step for step in steps.thanks if not step.is_done and step.person):
        name, person_id = (step.person.full_name, step.person.id) if step.person else ("", "")
        letter = f"followup draft {hired.id} hired-thanks --person {person_id}"
        yield f"Thank {name}{'' if steps.has_helpers else ', if they helped'}: {letter}"
    yield f"For your first day: followup dossier {hired.id}"


def _to(step: HiredStep) -> str:
    return f" (to {step.person.full_name})" if step.person else ""

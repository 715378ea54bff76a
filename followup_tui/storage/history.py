"""Undo and redo: the steps somebody made, each with the states to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_STEPS = 200
"""How many steps can be undone."""

States = dict[str, Application | None]
"""Applications by id; None where there is none of that id."""


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing somebody did, whatever it changed.

    Attributes:
        number: grows by one with every step.
        label: what was done, `Northwind: Interviewed to Thanked`.
        undone: whether it is undone now.
        states: the other side of the step: what its applications were before it, or, once it is undone,
            what they were after it.
        is_barrier: whether it is no step of the user's: it brought in what another machine did, and neither
            it nor a step before it is taken back by undo.
    """

    number: int
    label: str
    at: Instant
    states: States
    undone: bool = False
    is_barrier: bool = False


def record(
    steps: Sequence[Step], label: str, at: Instant, before: States, *, is_barrier: bool = False
) -> list[Step]:
    """Return the history with a new step.

    What was undone before it can no longer be redone, and of more than `MAX_STEPS` the oldest are dropped.
    """
    done = [step for step in steps if not step.undone]
    number = max((step.number for step in steps), default=0) + 1
    return [*done, Step(number, label, at, before, is_barrier=is_barrier)][-MAX_STEPS:]


def to_undo(steps: Sequence[Step]) -> Step | None:
    """Return the step that undo takes back, or None."""
    return next((step for step in reversed(steps) if not step.undone), None)


def to_redo(steps: Sequence[Step]) -> Step | None:
    """Return the step that redo does again, or None."""
    return next((step for step in steps if step.undone), None)


def last_revision(current: Mapping[str, Application], steps: Sequence[Step]) -> int:
    """Return the highest revision in the file, of applications that could come back by undo or redo too.

    The next change takes the one after it. So no revision is ever given twice, not even to an application
    whose id was free again after an undo.
    """
    present = max((application.revision for application in current.values()), default=0)
    past = max((state.revision for step in steps for state in step.states.values() if state), default=0)
    return max(present, past)


def toggle(step: Step, current: Mapping[str, Application], revision: int) -> tuple[Step, States]:
    """Undo a step, or redo an undone one.

    Args:
        step: the step.
        current: the applications as they are.
        revision: what the states that are put back get: putting back is a change like any other.

    Returns:
        The step as it stands in the history from now on, and the states to put in place.
    """
    replaced: States = {application_id: current.get(application_id) for application_id in step.states}
    restored: States = {
        application_id: replace(state, revision=revision) if state else None
        for application_id, state in step.states.items()
    }
    return msgspec.structs.replace(step, states=replaced, undone=not step.undone), restored

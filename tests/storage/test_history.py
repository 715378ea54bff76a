"""Undo and redo, as a list of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.storage import history
from followup_tui.storage.history import MAX_STEPS, States, Step
from tests.samples import NORTHWIND, instant

if TYPE_CHECKING:
    from followup_tui.domain.application import Application

AT = instant("2026-11-12")


def _steps(done: int, undone: int = 0) -> list[Step]:
    """Give so many steps, the last ones undone."""
    return [Step(n + 1, f"step {n + 1}", AT, {}, undone=n >= done) for n in range(done + undone)]


def test_undo_takes_the_newest_and_redo_the_oldest_undone() -> None:
    """Undo goes back from the end, redo forward from where undo stopped."""
    steps = _steps(3, 2)
    undo, redo = history.to_undo(steps), history.to_redo(steps)
    assert (undo, redo) == (steps[2], steps[3])
    assert history.to_undo([]) is history.to_redo([]) is history.to_redo(_steps(3)) is None
    assert history.to_undo(_steps(0, 2)) is None


def test_a_new_step_ends_what_could_be_redone() -> None:
    """After a new change the undone ones are gone, and their numbers are not given again."""
    steps = history.record(_steps(3, 2), "new", AT, {"northwind": None})
    assert [step.number for step in steps] == [1, 2, 3, 6]
    assert history.to_redo(steps) is None


def test_only_the_oldest_steps_are_forgotten() -> None:
    """The history holds so many steps; beyond that the oldest goes."""
    steps = history.record(_steps(MAX_STEPS), "new", AT, {})
    assert len(steps) == MAX_STEPS
    assert (steps[0].number, steps[-1].number) == (2, MAX_STEPS + 1)
    assert len(history.record(_steps(3), "new", AT, {})) == 4


_STATES = st.dictionaries(
    st.sampled_from(["northwind", "acme"]),
    st.none()
    | st.builds(replace, st.just(NORTHWIND), role=st.sampled_from("abc"), revision=st.integers(1, 5)),
)


@given(_STATES, _STATES)
def test_turning_a_step_twice_gives_what_was_there(before: States, present: States) -> None:
    """Undo and then redo brings every application back, only its revision is a newer one."""
    current: dict[str, Application] = {name: state for name, state in present.items() if state}
    step = Step(1, "step", AT, before)
    undone, placed = history.toggle(step, current, 6)
    assert undone.undone
    assert {state.revision for state in placed.values() if state} <= {6}
    after = {name: state for name, state in {**current, **placed}.items() if state}
    again, back = history.toggle(undone, after, 7)
    assert not again.undone
    assert {name: state and replace(state, revision=0) for name, state in back.items()} == {
        name: (state := current.get(name)) and replace(state, revision=0) for name in before
    }


def test_the_last_revision_counts_what_could_come_back() -> None:
    """The highest revision is looked for in the history too, where an undone application waits."""
    waiting = Step(1, "step", AT, {"acme": replace(NORTHWIND, revision=9), "other": None}, undone=True)
    assert history.last_revision({"northwind": replace(NORTHWIND, revision=4)}, [waiting]) == 9
    assert history.last_revision({}, []) == 0

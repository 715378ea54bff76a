"""Two changes of one application, made apart."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.merge import merge
from tests.samples import NORTHWIND, received, sent
from tests.strategies import applications

NAMES = [f.name for f in fields(Application) if f.name not in {"revision", "updated_at"}]


def _with(base: Application, other: Application, names: set[str]) -> Application:
    """Take some fields from another application."""
    return replace(base, **{name: getattr(other, name) for name in names})


def test_changes_of_different_fields_are_both_kept() -> None:
    """A role changed here and a contact noted there are both in the result."""
    mine = replace(NORTHWIND, role="Lead", revision=1)
    theirs = replace(NORTHWIND, touches=(sent("2026-11-12"),), revision=4)
    assert merge(NORTHWIND, mine, theirs) == (
        replace(NORTHWIND, role="Lead", touches=(sent("2026-11-12"),), revision=4),
        (),
    )


def test_the_same_field_changed_in_both_is_named_and_stays_theirs() -> None:
    """What was changed in both is named, and what stands on disk is not written over."""
    mine = replace(NORTHWIND, role="Lead", stage=Stage.THANKED, notes="mine")
    theirs = replace(NORTHWIND, role="Head", stage=Stage.WAITING)
    merged, conflicts = merge(NORTHWIND, mine, theirs)
    assert conflicts == ("role", "stage")
    assert (merged.role, merged.stage, merged.notes) == ("Head", Stage.WAITING, "mine")


def test_the_same_change_in_both_is_no_conflict() -> None:
    """Two who noted the same thing agree."""
    changed = replace(NORTHWIND, touches=(received("2026-11-12"),))
    assert merge(NORTHWIND, changed, changed) == (changed, ())


_PARTS = st.lists(st.sampled_from(["mine", "theirs", "nobody"]), min_size=len(NAMES), max_size=len(NAMES))


@given(applications(), applications(), applications(), _PARTS)
def test_disjoint_changes_are_all_kept(
    base: Application, one: Application, other: Application, parts: list[str]
) -> None:
    """Whichever fields are changed here and whichever others there, all of it is in the result."""
    here = {name for name, part in zip(NAMES, parts, strict=True) if part == "mine"}
    there = {name for name, part in zip(NAMES, parts, strict=True) if part == "theirs"}
    mine, theirs = _with(base, one, here), _with(base, other, there)
    assert merge(base, mine, theirs) == (_with(theirs, one, here), ())


@given(applications(), applications(), applications())
def test_nothing_is_lost_silently(base: Application, mine: Application, theirs: Application) -> None:
    """Each change made here is in the result or is named, and each made there is in the result."""
    merged, conflicts = merge(base, mine, theirs)
    for name in NAMES:
        was, here, there, kept = (getattr(side, name) for side in (base, mine, theirs, merged))
        if there != was:
            assert kept == there
        if here != was and name not in conflicts:
            assert kept == here
        if name in conflicts:
            assert here not in (was, there)
    assert merged.revision == theirs.revision


@given(applications(), applications())
def test_a_change_on_one_side_only_is_that_side(base: Application, changed: Application) -> None:
    """Where only one side changed something, the result is that side."""
    changed = replace(changed, revision=base.revision, updated_at=base.updated_at)
    assert merge(base, changed, base) == (changed, ())
    assert merge(base, base, changed) == (changed, ())

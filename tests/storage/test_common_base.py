"""The base of a merge is what both files had when they parted, and never a state of one side alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.storage.backups import Backups
from followup_tui.storage.common_base import common_base
from followup_tui.storage.history import States, Step
from followup_tui.storage.repository import Repository
from tests.samples import NORTHWIND, Clock

CLOCK = Clock()
NORTH = replace(NORTHWIND, uid="u-north")
OTHER = replace(NORTHWIND, id="other", uid="u-other")


def opened(file: Path) -> Repository:
    """Open a data file."""
    repository = Repository(file, Backups(file.parent / "backups", CLOCK))
    repository.refresh()
    return repository


def commit(repository: Repository, states: States, label: str = "changed") -> None:
    """Make one step, a minute after the one before."""
    from followup_tui.domain.instant import Instant

    CLOCK.pass_by(minutes=1)
    repository.commit(Instant.of(CLOCK()), lambda _: (label, states))


@pytest.fixture
def two(tmp_path: Path) -> tuple[Repository, Repository]:
    """A file with two steps, and a copy of it."""
    mine = opened(tmp_path / "mine.json")
    commit(mine, {"northwind": NORTH})
    commit(mine, {"other": OTHER})
    shutil.copy(mine.path, tmp_path / "theirs.json")
    return mine, opened(tmp_path / "theirs.json")


def base(
    mine: Repository, theirs: Repository, *, my_steps: list[Step] | None = None, theirs_known: bool = True
) -> dict[str, str]:
    """Return the role of each application in the base."""
    found = common_base(
        mine.applications,
        mine.steps() if my_steps is None else my_steps,
        theirs.applications,
        theirs.steps() if theirs_known else [],
        reversed(mine.backups.all()),
    )
    return {uid: application.role for uid, application in found.items()}


def test_what_was_done_since_is_taken_back(two: tuple[Repository, Repository]) -> None:
    """On either side or both; removed since, it is in the base; new since, it is not."""
    mine, theirs = two
    commit(mine, {"northwind": replace(NORTH, role="Here"), "other": None})
    commit(mine, {"new": replace(OTHER, id="new", uid="u-new")})
    commit(theirs, {"northwind": replace(NORTH, role="There")})
    assert base(mine, theirs) == {"u-north": NORTH.role, "u-other": OTHER.role}


def test_a_step_that_one_side_took_back_is_no_common_one(two: tuple[Repository, Repository]) -> None:
    """Undone here, kept there: the base is before it, whatever was done here instead."""
    mine, theirs = two
    mine.undo()
    assert base(mine, theirs) == {"u-north": NORTH.role}
    commit(mine, {"northwind": replace(NORTH, role="Here")})
    assert base(mine, theirs) == {"u-north": NORTH.role}


def test_without_a_common_history_the_backup_it_came_from_counts(
    two: tuple[Repository, Repository],
) -> None:
    """The newest one whose last step is there, or all of whose applications are as they are there."""
    mine, theirs = two
    mine.backups.back_up(mine.path)
    commit(mine, {"northwind": replace(NORTH, role="Here")})
    mine.backups.back_up(mine.path)
    commit(mine, {"northwind": replace(NORTH, role="Later")})
    assert base(mine, theirs, my_steps=[]) == {"u-north": NORTH.role, "u-other": OTHER.role}
    assert base(mine, theirs, theirs_known=False) == {"u-north": NORTH.role, "u-other": OTHER.role}
    # A later revision there says nothing: a state of this side alone as the base would undo it.
    for role in "abcd":
        commit(theirs, {"northwind": replace(NORTH, role=role)})
    assert base(mine, theirs, theirs_known=False) == {}


def test_two_files_that_never_were_one_have_no_base(tmp_path: Path) -> None:
    """Steps of one number are others; so is everything else."""
    mine, theirs = opened(tmp_path / "mine.json"), opened(tmp_path / "theirs.json")
    commit(mine, {"northwind": NORTH})
    commit(theirs, {"northwind": NORTH})
    assert base(mine, theirs) == {}

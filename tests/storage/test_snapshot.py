"""Closed applications read after the first paint: the same ones as read at once, and refused as then."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.applications import Applications, outlines
from followup_tui.errors import DataError
from followup_tui.storage.repository import Repository
from followup_tui.storage.snapshot import LAZY_FROM
from tests.samples import NORTHWIND, instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from followup_tui.storage.backups import Backups

AT = instant("2026-11-23")
MANY = {
    f"firm-{number}": replace(
        NORTHWIND,
        id=f"firm-{number}",
        company=f"Firm {number}",
        company_group="firm" if number % 3 else "",
        revision=1,
        stage=Stage.WAITING if number % 5 == 0 else Stage.CLOSED,
        outcome=None if number % 5 == 0 else Outcome.SILENT,
        closed_at=None if number % 5 == 0 else instant("2026-11-20"),
    )
    for number in range(LAZY_FROM)
}


@pytest.fixture
def late(repository: Repository, data_file: Path, backups: Backups) -> Callable[[], Repository]:
    """Open a file of many applications as the board does."""
    repository.commit(AT, lambda _: ("many", dict(MANY)))

    def opened() -> Repository:
        repository = Repository(data_file, backups, lazily=True)
        repository.refresh()
        return repository

    return opened


def spoil(data_file: Path, name: str) -> None:
    """Put a number where an application's role belongs."""
    tables = json.loads(data_file.read_text())
    for document in tables["applications"].values():
        if document["id"] == name:
            document["role"] = 7
    data_file.write_text(json.dumps(tables, separators=(",", ":")))


def read(repository: Repository) -> int:
    """Say how many applications are read."""
    return sum(isinstance(known, Application) for known in outlines(repository.applications))


def test_what_is_over_is_read_bit_by_bit(
    late: Callable[[], Repository], reopen: Callable[[], Repository]
) -> None:
    """At first only what is live is read; then so many at a time; at the end it is as if read at once."""
    repository, live = late(), LAZY_FROM // 5
    assert read(repository) == live
    assert [(one.id, one.company, one.company_group) for one in outlines(repository.applications)] == [
        (one.id, one.company, one.company_group) for one in MANY.values()
    ]
    assert repository.applications["firm-1"] == reopen().applications["firm-1"]
    steps, last = 0, (LAZY_FROM - live) // 100
    while repository.load_more(100):
        steps += 1
        assert read(repository) == live + 100 * steps
    assert steps == last
    assert repository.applications == reopen().applications
    assert not isinstance(repository.applications, Applications)


def test_a_few_are_read_at_once(repository: Repository, data_file: Path, backups: Backups) -> None:
    """In a file of a few applications none is left for later."""
    repository.commit(AT, lambda _: ("one", {"firm-1": MANY["firm-1"]}))
    small = Repository(data_file, backups, lazily=True)
    small.refresh()
    assert read(small) == 1
    assert not small.load_more(100)


def test_what_another_process_changed_meanwhile_is_known(
    late: Callable[[], Repository], reopen: Callable[[], Repository]
) -> None:
    """A change from elsewhere is told as such, whether what it changed was read or not."""
    repository, other = late(), reopen()
    repository.load_more(10)
    other.commit(AT, lambda known: ("note", {"firm-1": replace(known["firm-1"], notes="They called.")}))
    assert repository.refresh() == {"firm-1"}
    assert repository.applications == other.applications


def test_what_could_not_be_read_and_was_put_right_is_known(
    late: Callable[[], Repository], data_file: Path
) -> None:
    """Where somebody mends the file meanwhile, what they mended is told once, and all of it is there."""
    late()
    whole = data_file.read_bytes()
    spoil(data_file, "firm-1")
    repository = late()
    data_file.write_bytes(whole)
    assert repository.refresh() == {"firm-1"}
    assert repository.refresh() == frozenset()
    assert repository.applications["firm-1"].role == NORTHWIND.role
    assert not repository.load_more(1)


def test_only_the_first_reading_is_late(data_file: Path, backups: Backups) -> None:
    """What another process records later is read at once: nobody goes on with it any more."""
    board, other = Repository(data_file, backups, lazily=True), Repository(data_file, backups)
    assert board.refresh() == frozenset()
    other.commit(AT, lambda _: ("many", dict(MANY)))
    assert board.refresh() == MANY.keys()
    assert read(board) == LAZY_FROM


def test_a_change_before_all_is_read_loses_nothing(
    late: Callable[[], Repository], reopen: Callable[[], Repository]
) -> None:
    """The first change may come at once; it and its undo leave every other application as it was."""
    repository = late()
    repository.commit(AT, lambda known: ("note", {"firm-1": replace(known["firm-1"], notes="They called.")}))
    again = reopen()
    assert again.applications["firm-1"].notes == "They called."
    repository.undo()
    assert {name: replace(one, revision=1) for name, one in reopen().applications.items()} == {
        name: replace(one, revision=1, updated_at=AT) for name, one in MANY.items()
    }


def test_one_that_cannot_be_read_is_refused_before_anything_is_written(
    late: Callable[[], Repository], data_file: Path
) -> None:
    """A file with a wrong shape in what is over is refused when that is read, and never written to."""
    spoil(data_file, "firm-499")
    content = data_file.read_bytes()
    for refused_by in (
        lambda repository: repository.applications["firm-499"],
        lambda repository: [repository.load_more(100) for _ in range(9)],
        lambda repository: repository.commit(AT, lambda _: ("one", {"acme": replace(NORTHWIND, id="acme")})),
        lambda repository: repository.undo(),
    ):
        with pytest.raises(DataError, match="has an application that cannot be read") as refused:
            refused_by(late())
        assert refused.value.exit_code == 3
        assert data_file.read_bytes() == content
    spoil(data_file, "firm-0")
    with pytest.raises(DataError, match="has an application that cannot be read"):
        late()

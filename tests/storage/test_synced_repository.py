"""What a data file keeps for other machines: tombstones, the commit in it, and a step that nobody undoes."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.domain.instant import Instant
from followup_tui.errors import CallError
from followup_tui.storage.backups import Backups
from followup_tui.storage.synced_repository import Merged, SyncedRepository
from tests.samples import NORTHWIND, NOW

CARD = replace(NORTHWIND, uid="1" * 32, updated_at=Instant.of(NOW))
LATER = replace(Instant.of(NOW), utc=NOW.replace(year=2027))


def opened(tmp_path: Path) -> SyncedRepository:
    """Open the file anew."""
    repository = SyncedRepository(tmp_path / "followup.json", Backups(tmp_path / "backups", lambda: NOW))
    repository.refresh()
    return repository


def test_what_is_removed_leaves_a_tombstone_until_it_is_back(tmp_path: Path) -> None:
    """Without a word of what it was; undo takes it away again."""
    repository = opened(tmp_path)
    repository.commit(Instant.of(NOW), lambda _: ("One", {"northwind": CARD}))
    assert repository.tombstones == {}
    repository.commit(Instant.of(NOW), lambda _: ("Removed", {"northwind": None}))
    assert list(opened(tmp_path).tombstones) == [CARD.uid]
    assert opened(tmp_path).tombstones[CARD.uid].removed_at == Instant.of(NOW)
    repository.undo()
    assert opened(tmp_path).tombstones == {}


def test_a_card_under_another_id_is_not_removed(tmp_path: Path) -> None:
    """A sync that renames one leaves no tombstone of it."""
    repository = opened(tmp_path)
    repository.commit(Instant.of(NOW), lambda _: ("One", {"northwind": CARD}))
    renamed = replace(CARD, id="northwind-2")
    states = {"northwind": None, "northwind-2": renamed}
    repository.merge(LATER, lambda *_: Merged("Synced", states, {}, "c" * 40))
    assert list(opened(tmp_path).applications) == ["northwind-2"]
    assert opened(tmp_path).tombstones == {}


def test_what_a_sync_brings_keeps_its_time_and_is_not_undone(tmp_path: Path) -> None:
    """Nor is a step before it; what the user does after it is."""
    repository = opened(tmp_path)
    repository.commit(Instant.of(NOW), lambda _: ("One", {"northwind": CARD}))
    theirs = replace(CARD, role="Lead", updated_at=CARD.created_at)
    step = repository.merge(LATER, lambda *_: Merged("Synced", {"northwind": theirs}, {}, "c" * 40))
    assert step is not None
    assert step.is_barrier
    after = opened(tmp_path)
    assert after.applications["northwind"].updated_at == CARD.created_at
    assert after.applications["northwind"].revision > CARD.revision
    assert after.synced == "c" * 40
    after.commit(LATER, lambda _: ("Changed", {"northwind": replace(theirs, role="Head")}))
    after.undo()
    assert after.applications["northwind"].role == "Lead"
    with pytest.raises(CallError, match="a sync"):
        after.undo()


def test_a_merge_that_brings_nothing_is_no_step(tmp_path: Path) -> None:
    """Only the commit is noted; a commit is noted only after the one it follows."""
    repository = opened(tmp_path)
    repository.commit(Instant.of(NOW), lambda _: ("One", {"northwind": CARD}))
    present = repository.applications["northwind"]
    assert repository.merge(LATER, lambda *_: Merged("", {"northwind": present}, {}, "c" * 40)) is None
    assert len(opened(tmp_path).steps()) == 1
    repository.note_synced("d" * 40, "e" * 40, "")
    assert opened(tmp_path).synced == "c" * 40
    repository.note_synced("c" * 40, "e" * 40, "c" * 40)
    assert opened(tmp_path).synced == "e" * 40
    assert len(repository.steps()) == 1

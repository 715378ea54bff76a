"""What a kill or a power cut leaves of the repository on this machine: the next sync goes on all the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.errors import CallError
from followup_tui.sync import lock as sync_lock
from followup_tui.sync.git_errors import GitError
from followup_tui.sync.lock import only_sync
from followup_tui.sync.store import Store
from tests.sync.test_session import Two, add, begin, settle

LOCKS = (
    *("HEAD.lock", "index.lock", "config.lock", "packed-refs.lock", "shallow.lock", "refs/heads/main.lock"),
    *("refs/followup/theirs.lock", "objects/info/commit-graph.lock"),
)


def files_of(repository: Path) -> list[Path]:
    """Return the files of a repository."""
    return sorted(path for path in repository.rglob("*") if path.is_file())


def emptied(*names: str) -> Callable[[Path], None]:
    """Return what empties the files of a repository whose paths match one of these, as a power cut does."""

    def empty(repository: Path) -> None:
        for name in names:
            for path in filter(Path.is_file, repository.glob(name)):
                path.chmod(0o600)
                path.write_bytes(b"")

    return empty


def removed(*names: str) -> Callable[[Path], None]:
    """Return what removes the files and folders of a repository whose paths match one of these."""

    def remove(repository: Path) -> None:
        for name in names:
            for path in repository.glob(name):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    return remove


def truncated(repository: Path) -> None:
    """Cut every object of a repository in half."""
    for path in files_of(repository / "objects"):
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGES = {
    "an empty HEAD": emptied("HEAD"),
    "no HEAD": removed("HEAD"),
    "empty refs": emptied("refs/**/main", "refs/**/theirs"),
    "empty objects": emptied("objects/**/*"),
    "half of each object": truncated,
    "no objects": removed("objects/*"),
    "no folder of objects": removed("objects"),
    "some objects missing": removed("objects/[0-9a-c]?", "objects/pack/*"),
    "an empty config": emptied("config"),
    "nothing at all": removed("*"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_repository_is_made_anew_and_nothing_is_lost(
    pair: Two, damage: Callable[[Path], None]
) -> None:
    """What both did since is on both, nothing is asked as for the first time, and no part comes back."""
    laptop, box = begin(pair)
    add(laptop, "Acme")
    settle(laptop, box)
    box.change("northwind", notes="From the box")
    box.tracker.change_many("removed", lambda _: {"acme": None})
    box.sync()
    laptop.change("northwind", role="Lead")
    damage(laptop.git.folder)
    notes = laptop.sync().notes
    assert all("made anew. Nothing is lost" in note for note in notes)
    assert len(notes) <= 1
    assert laptop.previews == []
    settle(laptop, box)
    card = box.applications["northwind"]
    assert (card.role, card.notes, card.clashes) == ("Lead", "From the box", ())
    assert set(laptop.applications) == {"northwind"}


def test_a_commit_that_was_never_sent_may_be_lost_with_its_repository(
    pair: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What both had last is told by the newest commit that was sent, and nothing is asked."""

    def no_network(*_: object) -> None:
        raise GitError("no network")

    laptop, box = begin(pair)
    settle(laptop, box)
    laptop.change("northwind", role="Lead")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "push", no_network)
        with pytest.raises(GitError):
            laptop.sync()
    box.change("northwind", notes="From the box")
    box.sync()
    shutil.rmtree(laptop.git.folder)
    laptop.sync()
    assert laptop.previews == []
    settle(laptop, box)
    card = box.applications["northwind"]
    assert (card.role, card.notes, card.clashes) == ("Lead", "From the box", ())


def test_what_a_killed_git_left_over_is_cleared_away(pair: Two) -> None:
    """Locks, files that were not finished, the note of a cleaning: the user removes none of them."""
    laptop, box = begin(pair)
    left = (*LOCKS, "objects/pack/tmp_pack_1", "objects/ab/tmp_obj_1", "gc.pid", "fast_import_crash_7")
    for name in left:
        path = laptop.git.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"1 here")
    laptop.change("northwind", role="Lead")
    settle(laptop, box)
    assert box.applications["northwind"].role == "Lead"
    assert [name for name in left if (laptop.git.folder / name).exists()] == []


def test_the_lock_of_a_killed_push_is_cleared_away_in_a_folder(
    pair: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No git holds it for as long as all attempts take; on a host it is only named."""
    monkeypatch.setattr("followup_tui.sync.session._FIRST_PAUSE", 0.0)
    laptop, box = begin(pair)
    assert laptop.remote.folder is not None
    lock = laptop.remote.folder / "refs" / "heads" / "main.lock"
    lock.touch()
    laptop.change("northwind", role="Lead")
    settle(laptop, box)
    assert box.applications["northwind"].role == "Lead"
    lock.touch()
    laptop.change("northwind", role="Head")
    laptop.remote = laptop.remote._replace(folder=None)
    with pytest.raises(GitError, match=r"locked, .*main\.lock.*remove that file there"):
        laptop.sync()


def test_git_that_outlives_a_sync_holds_its_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next sync begins once it has ended, and is refused where it goes on for long."""
    monkeypatch.setattr(sync_lock, "_SECONDS", 0.0)
    with only_sync(tmp_path / "lock") as descriptor:
        child = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[descriptor]
        )
    with pytest.raises(CallError, match="Another sync"), only_sync(tmp_path / "lock"):
        pass
    child.communicate(b"\n")
    with only_sync(tmp_path / "lock") as descriptor:
        assert os.get_inheritable(descriptor) is False

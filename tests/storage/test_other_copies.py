"""Copies that other programs make beside the data file are known by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.storage.other_copies import find_copies, find_other_copies


@pytest.mark.parametrize(
    "name",
    [
        "followup.sync-conflict-20261126-061500-ABCDEFG.json",
        "followup (conflicted copy).json",
        "followup (Anna's conflicted copy 2026-11-26).json",
        "followup (conflicted copy 2026-11-26 061500).json",
        "followup_conflict-20261126-061500.json",
        "followup (SFConflict anna@example.org 2026-11-26-06-15-00).json",
        "followup.Conflict.json",
        "followup (Case Conflict).json",
        "followup (In Konflikt stehende Kopie von Anna 2026-11-26).json",
        "followup (copie en conflit).json",
        "followup (case clash from Anna).json",
        "followup [conflicted].json",
        "followup.conflict1.json",
        "followup-DESKTOP-4C0K9PQ.json",
        "followup-Annas-MacBook-Pro.json",
        "followup-box-safeBackup-0001.json",
        "followup (1).json",
        "followup 2.json",
    ],
)
def test_a_copy_is_noticed(tmp_path: Path, name: str) -> None:
    """Of Syncthing, Dropbox, Nextcloud, Seafile, pCloud, rclone, Resilio, OneDrive, Google Drive, iCloud."""
    (tmp_path / "followup.json").touch()
    (tmp_path / name).touch()
    assert find_other_copies(tmp_path / "followup.json") == [tmp_path / name]


@pytest.mark.parametrize(
    "name",
    [
        "followup.json.lock",
        ".followup.json.0123456789abcdef.new",
        "followup-work.json",
        "followup-backup.json",
        "followup-2026-11-26.json",
        "followup-machine.json",
        "followup copy.json",
        "followup - Copy.json",
        "followup2.json",
        "followup-conflict.txt",
        "conflict.json",
        "followup.ics",
    ],
)
def test_what_is_none_is_left_alone(tmp_path: Path, name: str) -> None:
    """Its lock, a save that goes on, the user's own copies and other data files; a folder, gone or not."""
    (tmp_path / "followup.json").touch()
    (tmp_path / name).touch()
    (tmp_path / "followup (1).json").mkdir()
    assert find_other_copies(tmp_path / "followup.json") == []
    assert find_other_copies(tmp_path / "gone" / "followup.json") == []


def test_a_copy_named_after_this_computer_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As OneDrive names it; one after another word is another data file."""
    monkeypatch.setattr("socket.gethostname", lambda: "box.lan")
    for name in ("followup.json", "followup-box.lan.json", "followup-work.json"):
        (tmp_path / name).touch()
    assert find_other_copies(tmp_path / "followup.json") == [tmp_path / "followup-box.lan.json"]
    assert len(find_copies(tmp_path / "followup.json")) == 2

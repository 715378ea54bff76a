"""Copies that other programs make beside the data file are known by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.storage.other_copies import find_other_copies


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
        "followup - Copy.json",
        "followup copy 2.json",
        "followup (1).json",
        "followup 2.json",
    ],
)
def test_a_copy_is_noticed(tmp_path: Path, name: str) -> None:
    """Of Syncthing, Dropbox, Nextcloud, Seafile, Resilio, Google Drive, iCloud and file managers."""
    (tmp_path / "followup.json").touch()
    (tmp_path / name).touch()
    assert find_other_copies(tmp_path / "followup.json") == [tmp_path / name]


@pytest.mark.parametrize(
    "name",
    [
        "followup.json.lock",
        ".followup.json.0123456789abcdef.new",
        "followup-work.json",
        "followup2.json",
        "followup-conflict.txt",
        "conflict.json",
        "followup.ics",
    ],
)
def test_what_is_none_is_left_alone(tmp_path: Path, name: str) -> None:
    """Its lock, a save that goes on, another data file of the user's; a folder, and a folder that is gone."""
    (tmp_path / "followup.json").touch()
    (tmp_path / name).touch()
    (tmp_path / "followup (1).json").mkdir()
    assert find_other_copies(tmp_path / "followup.json") == []
    assert find_other_copies(tmp_path / "gone" / "followup.json") == []

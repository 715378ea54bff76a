"""A data file of its own for every test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup_tui.storage.backup_offer import offer_backup
from followup_tui.storage.backups import Backups
from followup_tui.storage.repository import Repository
from tests.samples import Clock

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until the test moves it."""
    return Clock()


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    """The path of a data file that is not there yet, in a folder that is not there yet."""
    return tmp_path / "data" / "followup" / "followup.json"


@pytest.fixture
def backups(tmp_path: Path, data_file: Path, clock: Clock) -> Backups:
    """The copies of the data file."""
    return Backups(tmp_path / "state", clock)


@pytest.fixture
def reopen(data_file: Path, backups: Backups) -> Callable[[], Repository]:
    """Open the data file, as another process would."""

    def opened() -> Repository:
        repository = Repository(data_file, backups, lambda: offer_backup(backups))
        repository.refresh()
        return repository

    return opened


@pytest.fixture
def repository(reopen: Callable[[], Repository]) -> Repository:
    """The repository of the data file."""
    return reopen()


@pytest.fixture
def project() -> Path:
    """The folder from which another Python finds the package and the tests."""
    return Path(__file__).parents[2]

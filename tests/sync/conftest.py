"""Fixtures of a sync: two machines that meet in a repository in a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.samples import Clock
from tests.sync.machines import Machine, make_remote


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Machine, Machine]:
    """A laptop and a box, with nothing on them."""
    if not shutil.which("git"):
        pytest.skip("there is no git here")
    remote, clock = make_remote(tmp_path / "remote.git"), Clock()
    return Machine(tmp_path / "laptop", remote, clock), Machine(tmp_path / "box", remote, clock)

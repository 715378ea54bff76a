"""Random keys, some typed ahead of the palette, of questions and of empty lists, leave the board alive."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.pty.random_keys import press_at_random

pytestmark = pytest.mark.pty


@pytest.mark.parametrize("seed", [1, 2])
def test_no_keys_end_the_board(tmp_path: Path, seed: int) -> None:
    """Nothing but q ends it; `python -m tests.pty.random_keys` presses for longer."""
    pressed, failures = press_at_random(tmp_path, seed, seconds=math.inf, most_bursts=120)
    assert failures == []
    assert pressed > 300

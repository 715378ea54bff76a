"""The fixtures of the stories: the program called in this process, and a clock that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import followup as followup  # noqa: PLC0414 - a fixture is used by its name
from tests.stories.telling import Teller

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup


@pytest.fixture
def teller(followup: Followup, clock: time_machine.Traveller) -> Teller:
    """Tells a story."""
    return Teller(followup, clock)

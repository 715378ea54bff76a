"""What the tests of several commands begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import time_machine

    from tests.cli.conftest import Followup


DAY = 86_400


@pytest.fixture
def thanked(northwind: Followup) -> Followup:
    """The program, with one interview that was thanked for; they decide on Friday."""
    northwind("contact", "northwind", "sent", "thank-you", "--at", "13:00")
    northwind("move", "northwind", "waiting")
    return northwind


@pytest.fixture
def overdue(thanked: Followup, clock: time_machine.Traveller) -> Followup:
    """The same, nine days later, when a follow-up is due: a Wednesday."""
    clock.shift(9 * DAY)
    return thanked


@pytest.fixture
def copies(home: Path) -> Callable[[], list[Path]]:
    """Return the copies, the oldest first."""
    return lambda: sorted((home / "state" / "followup" / "backups").glob("*/*"))


@pytest.fixture
def two_days(northwind: Followup, clock: time_machine.Traveller) -> Followup:
    """The program with a copy of yesterday, since when Acme came and Northwind changed."""
    northwind("backup")
    clock.shift(DAY)
    northwind("add", "Acme", "Backend")
    northwind("move", "northwind", "thanked")
    return northwind


@pytest.fixture
def reflected(northwind: Followup) -> Followup:
    """The program, with two interviews at two companies that were reflected on."""
    northwind("add", "Acme", "Backend", "--at", "2026-11-12 10:00", "--person", "Ann Lee")
    northwind(
        *("reflect", "acme", "--well", "Calm", "--well", "Good *questions*", "--badly", "Late"),
        *(
            "--change",
            "Speak slower",
            "--change",
            "Ask about pay",
            "--said",
            "A laptop, $95,000",
            "--feeling",
            "4",
        ),
    )
    northwind("reflect", "northwind", "--well", "Prepared", "--said", "They need engineers")
    return northwind

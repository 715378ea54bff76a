"""What every test in a terminal begins with: a way to start the program that leaves nothing running."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from followup_tui.config import find_paths
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.instant import Instant
from followup_tui.tracker import Tracker
from tests.pty.terminal import PROGRAM, Terminal, environment


class Start(Protocol):
    """Starts the program, or another one, in a terminal."""

    def __call__(
        self, *arguments: str, size: tuple[int, int] = ..., command: Sequence[str] = ..., **environ: str
    ) -> Terminal:
        """Start it with these arguments and these variables beside the usual ones."""
        ...


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Start the program in a terminal; whatever still runs when the test is over is ended."""
    with ExitStack() as running:

        def begin(
            *arguments: str,
            size: tuple[int, int] = (80, 24),
            command: Sequence[str] = PROGRAM,
            **environ: str,
        ) -> Terminal:
            return running.enter_context(Terminal([*command, *arguments], size, environment(**environ), home))

        yield begin


@pytest.fixture
def data_file(home: Path) -> Path:
    """Where the data file lies."""
    return home / "data" / "followup" / "followup.json"


def backups_folder() -> Path:
    """Return where the program keeps the backups of the usual data file."""
    return find_paths(os.environ, None).backups_folder


class Fill(Protocol):
    """Puts applications of these companies into the data file."""

    def __call__(self, *companies: str) -> None:
        """Put them all into Interviewed, in one step."""
        ...


@pytest.fixture
def fill(home: Path, data_file: Path) -> Fill:
    """Fill the data file without the screen; an application's id is its company's name in small letters."""

    def put(*companies: str) -> None:
        now = datetime.now(UTC)
        tracker = Tracker.open(data_file, backups_folder(), lambda: now, STANDARD, Weekdays())
        stamp = Instant.of(now)
        tracker.fill(
            Application(company.casefold(), company, "Engineer", created_at=stamp, updated_at=stamp)
            for company in companies
        )

    return put

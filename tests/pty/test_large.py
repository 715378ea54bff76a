"""A board of many applications: the same as of a few, and refused as one where it cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.storage.snapshot import LAZY_FROM
from followup_tui.tracker import Tracker
from tests.pty.conftest import backups_folder
from tests.samples import NORTHWIND

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.conftest import Start


def test_a_card_that_is_over_and_cannot_be_read_ends_the_board_with_a_sentence(
    start: Start, home: Path, data_file: Path
) -> None:
    """The first paint does not need it; then the file is refused as at any start, and stays as it is."""
    now = datetime.now(UTC)
    held = Interview("i1", ended_at=Instant.of(now - timedelta(hours=2)))
    cards = [replace(NORTHWIND, id="live", company="Live", stage=Stage.INTERVIEWED, interviews=(held,))]
    for number in range(1, LAZY_FROM):
        closed = Instant.of(now - timedelta(days=number))
        cards.append(
            replace(
                NORTHWIND,
                id=f"firm-{number}",
                company=f"Firm {number}",
                stage=Stage.CLOSED,
                outcome=Outcome.SILENT,
                closed_at=closed,
            )
        )
    Tracker.open(data_file, backups_folder(), lambda: now, STANDARD, Weekdays()).fill(cards)
    last = f'"id":"firm-{LAZY_FROM - 1}","company":"Firm {LAZY_FROM - 1}","role":'.encode()
    content = data_file.read_bytes().replace(last + b'"', last + b'7,"was":"', 1)
    assert last + b"7" in content
    data_file.write_bytes(content)
    terminal = start()
    assert terminal.wait_for_exit() == 3
    written = terminal.output.decode()
    assert "thank-you" in written
    assert "has an application that cannot be read" in written
    assert data_file.read_bytes() == content

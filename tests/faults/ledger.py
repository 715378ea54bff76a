"""What the suite tried and what came of it: a row for every fault, printed at the end of the run."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Row:
    """How often a fault was made, and how often all was well afterwards."""

    tried: int = 0
    survived: int = 0

    @property
    def lost(self) -> int:
        """How often it was not."""
        return self.tried - self.survived


class Ledger:
    """The rows of all faults, in the order in which they were first made."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}

    @contextmanager
    def trying(self, fault: str, times: int = 1) -> Iterator[None]:
        """Count a fault as tried, and as survived where nothing in this context fails."""
        row = self._rows.setdefault(fault, Row())
        row.tried += times
        try:
            yield
        except pytest.skip.Exception:
            row.tried -= times  # it turned out that this machine cannot make it
            raise
        row.survived += times

    def table(self) -> list[str]:
        """Give the lines of the table; none where nothing was tried."""
        rows = {fault: row for fault, row in self._rows.items() if row.tried}
        if not rows:
            return []
        width = max(map(len, rows))
        lines = [f"{'fault':{width}}  tried  survived  lost"]
        lines += [
            f"{fault:{width}}  {row.tried:5}  {row.survived:8}  {row.lost:4}" for fault, row in rows.items()
        ]
        tried = sum(row.tried for row in rows.values())
        survived = sum(row.survived for row in rows.values())
        return [*lines, f"{'all of them':{width}}  {tried:5}  {survived:8}  {tried - survived:4}"]

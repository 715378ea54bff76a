"""What the suite tried and what came of it: a row for every fault, printed at the end of the run."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FAULT = "fault"


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
    """The rows of the faults that one test makes.

    Args:
        properties: the test's own properties: they come back from whichever process it ran in.
    """

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        self._properties = properties

    @contextmanager
    def trying(self, fault: str, times: int = 1) -> Iterator[None]:
        """Count a fault as tried, and as survived where nothing in this context fails."""
        survived = 0
        try:
            yield
            survived = times
        except pytest.skip.Exception:
            times = 0  # it turned out that this machine cannot make it
            raise
        finally:
            if times:
                self._properties.append((_FAULT, [fault, times, survived]))


def table(reports: Iterable[pytest.TestReport]) -> list[str]:
    """Give the lines of the table over some tests, in the order in which they ended; none without faults."""
    rows: dict[str, Row] = {}
    for report in reports:
        for name, counted in report.user_properties:
            if name == _FAULT and isinstance(counted, list):
                fault, tried, survived = counted
                row = rows.setdefault(fault, Row())
                row.tried += tried
                row.survived += survived
    return _lines(rows) if rows else []


def _lines(rows: Mapping[str, Row]) -> list[str]:
    width = max(map(len, rows))
    lines = [f"{'fault':{width}}  tried  survived  lost"]
    lines += [
        f"{fault:{width}}  {row.tried:5}  {row.survived:8}  {row.lost:4}" for fault, row in rows.items()
    ]
    tried = sum(row.tried for row in rows.values())
    survived = sum(row.survived for row in rows.values())
    return [*lines, f"{'all of them':{width}}  {tried:5}  {survived:8}  {tried - survived:4}"]

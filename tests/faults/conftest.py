"""What every fault begins with: a store of its own, and the ledger that counts what came of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger, table
from tests.faults.store import WITHOUT_RIGHTS, Store
from tests.pty.conftest import data_file, fill, start

__all__ = ["data_file", "fill", "start"]


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """The ledger of one test."""
    return Ledger(request.node.user_properties)


@pytest.fixture
def store(home: Path) -> Store:
    """The files of somebody who has recorded nothing yet."""
    return Store(home)


@pytest.fixture
def plain_user(home: Path) -> Store:
    """A store whose commands run without special rights: what is closed to its owner is closed to them."""
    if os.geteuid() != 0:
        return Store(home)
    if not shutil.which("setpriv"):
        pytest.skip("root may do everything, and setpriv is not installed to take that away")
    if reason := _why_rights_stay():
        pytest.skip(f"root's rights cannot be taken away here: {reason}")
    # Still root, whose files these are, but with none of the rights that pass over a file's mode.
    return Store(home, WITHOUT_RIGHTS)


@cache
def _why_rights_stay() -> str:
    """Try to take root's rights away from a program. Return what went wrong; nothing where nothing did."""
    begun = subprocess.run([*WITHOUT_RIGHTS, "true"], capture_output=True, text=True, check=False)
    return begun.stderr.strip()[-80:] or "no reason is given" if begun.returncode != 0 else ""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    ended = [
        report
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
    ]
    lines = table(ended)
    if lines:
        terminalreporter.section("faults")
        for line in lines:
            terminalreporter.write_line(line)

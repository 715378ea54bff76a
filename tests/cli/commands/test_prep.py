"""`followup prep`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup


def test_the_page_before_an_interview(reflected: Followup, tmp_path: Path) -> None:
    """Lessons of all companies, printed, in a file or as JSON."""
    reflected("interview", "northwind", "--at", "2026-11-30 09:00")
    printed = reflected("prep", "north").out
    assert printed.startswith("# Northwind, Data engineer\n\nInterview 2: Mon 30 Nov 2026 09:00.\n")
    assert "## This time\n\n- Speak slower (Acme, Thu 12 Nov 2026)\n" in printed
    target = tmp_path / "prep.md"
    assert reflected("prep", "north", "-o", str(target)).out == f"Written to {target}\n"
    assert target.read_text("utf-8") == printed
    document = reflected("prep", "north", "--json").json
    assert (document["interview"], [one["text"] for one in document["worked"]]) == (
        "i2",
        ["Prepared", "Calm", "Good *questions*"],
    )

"""`followup dossier`."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup


def test_the_dossier_keeps_private_what_was_thought(
    reflected: Followup, tmp_path: Path, settings_file: Path
) -> None:
    """Closing as hired points to it; what was said is in it, what was thought only if asked for."""
    closed = reflected("close", "acme", "hired").out
    assert closed == (
        "Acme: closed, hired.\n"
        "Withdraw from Northwind (to Dr. Jana Novák): "
        "followup draft northwind withdraw, then followup close northwind withdrawn\n"
        "Thank Ann Lee, if they helped: followup draft acme hired-thanks --person p1\n"
        "For your first day: followup dossier acme\n"
    )
    printed = reflected("dossier", "acme").out
    assert "- [ ] A laptop, \\$95,000 (interview 1, Thu 12 Nov 2026)\n" in printed
    assert not any(word in printed for word in ("Calm", "Late", "Speak slower", "4 of 5"))
    private = reflected("dossier", "acme", "--with-reflections").out
    assert all(word in private for word in ("Calm", "Late", "Speak slower", "4 of 5"))
    target = tmp_path / "dossier.md"
    reflected("dossier", "acme", "-o", str(target))
    assert target.read_text("utf-8") == printed
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    settings_file.write_text('language = "de"')
    assert "Guten Tag Ann Lee," in reflected("dossier", "acme").out
    assert "dossier" not in reflected("close", "northwind", "rejected").out

"""What lies beside the data about applications that are gone."""

from __future__ import annotations

import os
import time
from pathlib import Path

from followup_tui.domain.application import Application
from followup_tui.storage.drafts import SENT_SECONDS, Drafts
from followup_tui.storage.left_behind import remove_left_behind
from tests.samples import instant

NOW = instant("2026-11-23 14:02")
OLD = time.time() - SENT_SECONDS - 60


def test_letters_and_pages_of_what_is_long_gone_are_removed(tmp_path: Path) -> None:
    """Those of an application that is there stay, and so do new ones: undo may bring theirs back."""
    acme = Application("acme", "Acme", "x", created_at=NOW, updated_at=NOW)
    files = {
        "acme-thank-you-jana.txt": OLD,
        "acme-2-thank-you-jana.txt": OLD,  # may be a letter of acme, too
        "globex-thank-you-tom.eml": OLD,
        "globex-follow-up-tom.txt": time.time(),
    }
    for name, changed_at in files.items():
        (tmp_path / name).write_text("Dear")
        os.utime(tmp_path / name, (changed_at, changed_at))
    remove_left_behind(Drafts(tmp_path / "drafts"), (tmp_path, tmp_path / "pages"), {"acme": acme})
    assert {file.name for file in tmp_path.iterdir()} == files.keys() - {"globex-thank-you-tom.eml"}

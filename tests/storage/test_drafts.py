"""What is half-written, on disk."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.storage.drafts import Draft, Drafts
from tests.samples import instant
from tests.strategies import lines

NOW = instant("2026-11-23 14:02")


def draft(**fields: str) -> Draft:
    """Give a half-written new application."""
    return Draft("NewApplication", "", "", "Record an interview", NOW, fields)


@given(st.dictionaries(st.sampled_from(["company", "role", "people"]), lines, min_size=1))
def test_a_draft_comes_back_as_it_was(fields: dict[str, str]) -> None:
    """Whatever was typed is given back, letter for letter."""
    with tempfile.TemporaryDirectory() as folder:
        drafts = Drafts(Path(folder), Path(folder) / "followup.json")
        drafts.keep(draft(**fields))
        assert drafts.all() == [draft(**fields)]
        drafts.drop("NewApplication")
        assert drafts.all() == []


def test_drafts_are_for_their_owner_only(tmp_path: Path) -> None:
    """The folder is 0700 and the file 0600."""
    Drafts(tmp_path / "state", tmp_path / "followup.json").keep(draft(company="Glo"))
    (file,) = tmp_path.rglob("NewApplication.*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_each_data_file_has_its_own_drafts(tmp_path: Path) -> None:
    """What was typed beside one file is not offered beside another."""
    Drafts(tmp_path, tmp_path / "a.json").keep(draft(company="Glo"))
    assert Drafts(tmp_path, tmp_path / "b.json").all() == []


_WRITER = """
import sys
from pathlib import Path
from followup_tui.domain.application import Instant
from followup_tui.storage.drafts import Draft, Drafts
from datetime import UTC, datetime

drafts = Drafts(Path(sys.argv[1]), Path(sys.argv[1]) / "a.json")
drafts.keep(Draft("NewApplication", "", "", "Record", Instant.of(datetime.now(UTC)), {"company": "Glo"}))
print("kept", flush=True)
sys.stdin.read()
"""


def test_a_draft_is_offered_once_its_process_is_gone(tmp_path: Path) -> None:
    """Not while it runs; as soon as it was killed, though nobody has asked yet how it ended."""
    drafts = Drafts(tmp_path, tmp_path / "a.json")
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"kept\n"
        assert drafts.all() == []
        writer.kill()
        # Its end is waited for without asking how it ended: a zombie still has its number.
        os.waitid(os.P_PID, writer.pid, os.WEXITED | os.WNOWAIT)
        assert [draft.fields for draft in drafts.all()] == [{"company": "Glo"}]


def test_a_broken_draft_is_passed_over_and_a_hostile_one_made_safe(tmp_path: Path) -> None:
    """Half a file is no draft, and control characters in one do not reach the screen."""
    drafts = Drafts(tmp_path, tmp_path / "a.json")
    drafts.keep(draft(company="Glo\x1b[31mbex"))
    (file,) = tmp_path.rglob("NewApplication.*.json")
    assert drafts.all() == [draft(company="Glo[31mbex")]
    file.write_bytes(file.read_bytes()[:20])
    assert drafts.all() == []

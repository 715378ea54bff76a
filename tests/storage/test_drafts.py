"""What is half-written, on disk."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.config import Paths
from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview
from followup_tui.storage.drafts import LETTERS_FORM, SENT_SECONDS, Draft, Drafts, letters_draft_name
from tests.samples import instant
from tests.strategies import lines

NOW = instant("2026-11-23 14:02")


def draft(**fields: str) -> Draft:
    """Give a half-written new application."""
    return Draft("NewApplicationForm", "", "", "Record an interview", NOW, fields)


@given(st.dictionaries(st.sampled_from(["company", "role", "people"]), lines, min_size=1))
def test_a_draft_comes_back_as_it_was(fields: dict[str, str]) -> None:
    """Whatever was typed is given back, letter for letter."""
    with tempfile.TemporaryDirectory() as folder:
        drafts = Drafts(Path(folder))
        drafts.save(draft(**fields))
        assert drafts.all() == [draft(**fields)]
        drafts.remove("NewApplicationForm")
        assert drafts.all() == []


def test_drafts_are_for_their_owner_only(tmp_path: Path) -> None:
    """The folder is 0700 and the file 0600."""
    Drafts(tmp_path / "state").save(draft(company="Glo"))
    (file,) = tmp_path.rglob("NewApplicationForm.*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_each_data_file_has_its_own_drafts(tmp_path: Path) -> None:
    """What was typed beside one file is not offered beside another."""
    paths = Paths(tmp_path / "a.json", tmp_path, tmp_path)
    Drafts(paths.drafts_folder).save(draft(company="Glo"))
    assert Drafts(replace(paths, data_file=tmp_path / "b.json").drafts_folder).all() == []
    assert len(Drafts(paths.drafts_folder).all()) == 1


_WRITER = """
import sys
from pathlib import Path
from followup_tui.config import Paths
from followup_tui.domain.instant import Instant
from followup_tui.config import Paths
from followup_tui.storage.drafts import Draft, Drafts
from datetime import UTC, datetime

drafts = Drafts(Path(sys.argv[1]))
drafts.save(Draft("NewApplicationForm", "", "", "Record", Instant.of(datetime.now(UTC)), {"company": "Glo"}))
print("kept", flush=True)
sys.stdin.read()
"""


def test_a_draft_is_offered_once_its_process_is_gone(tmp_path: Path) -> None:
    """Not while it runs; as soon as it was killed, though nobody has asked yet how it ended."""
    drafts = Drafts(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"kept\n"
        assert drafts.all() == []
        assert drafts.find("NewApplicationForm") is None
        # To be looked at, not gone on with.
        seen = drafts.find("NewApplicationForm", of_any_process=True)
        assert seen is not None
        assert seen.fields == {"company": "Glo"}
        writer.kill()
        # Its end is waited for without asking how it ended: a zombie still has its number.
        os.waitid(os.P_PID, writer.pid, os.WEXITED | os.WNOWAIT)
        assert [draft.fields for draft in drafts.all()] == [{"company": "Glo"}]


def test_a_broken_draft_is_passed_over_and_a_hostile_one_made_safe(tmp_path: Path) -> None:
    """Half a file is no draft, and control characters in one do not reach the screen."""
    drafts = Drafts(tmp_path)
    drafts.save(draft(company="Glo\x1b[31mbex"))
    (file,) = tmp_path.rglob("NewApplicationForm.*.json")
    assert drafts.all() == [draft(company="Glo[31mbex")]
    file.write_bytes(file.read_bytes()[:20])
    assert drafts.all() == []


def test_fields_can_be_taken_out_and_the_last_one_takes_the_draft_along(tmp_path: Path) -> None:
    """What is taken out of one that is not there, or has nothing of it, changes nothing."""
    drafts = Drafts(tmp_path)
    drafts.remove_fields("NewApplicationForm", "company")
    drafts.save(draft(company="Glo", role="Engineer"))
    drafts.remove_fields("NewApplicationForm", "company", "people")
    assert [known.fields for known in drafts.all()] == [{"role": "Engineer"}]
    drafts.remove_fields("NewApplicationForm", "role")
    assert drafts.all() == []


def test_what_is_about_something_gone_is_not_offered_and_removed_in_the_end(tmp_path: Path) -> None:
    """Nor with another application of its id; it is back with what it is about, and goes after 30 days."""
    old, new = (Application("a", "A", "x", created_at=NOW, updated_at=NOW, uid=uid) for uid in ("one", "two"))
    drafts = Drafts(tmp_path)
    drafts.save(draft(company="Glo"))
    drafts.save(Draft("DecisionDateForm", "a", "", "a, decision date", NOW, {"day": "fri"}, {}, "one"))
    drafts.save(Draft("ReflectForm", "a", "i1", "a, how was it?", NOW, {"well": "Calm"}, {}, "one"))
    drafts.save(Draft("PersonForm", "a", "p7", "a, person", NOW, {"name": "Jana"}, {}, "one"))
    drafts.save(Draft(LETTERS_FORM, "a", "no-kind", "a, letters", NOW, {"p1.body": "Hi"}, {}, "one"))

    def offered(*applications: Application) -> set[str]:
        return {each.form for each in drafts.offered({each.id: each for each in applications})}

    assert offered() == offered(new) == {"NewApplicationForm"}
    assert offered(old) == {"NewApplicationForm", "DecisionDateForm", "PersonForm"}
    held = replace(old, interviews=(Interview("i1"),))
    # A sync gave it another id, and its own to another one.
    assert offered(replace(old, id="a-2"), new) == {"NewApplicationForm", "DecisionDateForm", "PersonForm"}
    assert offered(held) == {"NewApplicationForm", "DecisionDateForm", "PersonForm", "ReflectForm"}
    drafts.remove_left_behind({})
    assert len(drafts.all()) == 5
    moment = time.time() - SENT_SECONDS - 60
    for file in tmp_path.glob("*.json"):
        os.utime(file, (moment, moment))
    drafts.remove_left_behind({"a": old})
    assert len(drafts.all()) == 5
    drafts.remove_left_behind({"a": new})
    assert {each.form for each in drafts.all()} == {"NewApplicationForm"}


def test_what_was_sent_is_kept_together_and_is_no_draft(tmp_path: Path) -> None:
    """One letter beside the other, for their owner only; none is read to see what is half-written."""
    drafts = Drafts(tmp_path)
    drafts.save_sent("Letters-a-thank-you", NOW, {"p1.body": "Hello"})
    drafts.save_sent("Letters-a-thank-you", NOW, {"p2.body": "Hi"})
    assert drafts.find_sent("Letters-a-thank-you") == {"p1.body": "Hello", "p2.body": "Hi"}
    assert drafts.find_sent("Letters-b-thank-you") == {}
    assert drafts.all() == []
    (file,) = tmp_path.rglob("Letters-a-*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0)  # also where it could not be read
    assert drafts.all() == []


def test_what_was_sent_long_ago_is_forgotten(tmp_path: Path) -> None:
    """After thirty days, with the next letter: there are never more than were sent in them."""
    drafts = Drafts(tmp_path)
    for name in ("old", "new"):
        drafts.save_sent(name, NOW, {"p1.body": name})
    (old,) = tmp_path.rglob("old.json")
    moment = time.time() - SENT_SECONDS - 60
    os.utime(old, (moment, moment))
    drafts.save_sent("newest", NOW, {"p1.body": "newest"})
    assert [drafts.find_sent(name) for name in ("old", "new", "newest")] == [
        {},
        {"p1.body": "new"},
        {"p1.body": "newest"},
    ]


def test_what_is_half_written_to_a_person_goes_with_them(tmp_path: Path) -> None:
    """Letters to somebody who is taken out go, sent words too; those to others, and of other cards, stay."""
    drafts = Drafts(tmp_path)
    card, other = (Application(each, each, "x", created_at=NOW, updated_at=NOW) for each in ("a", "a-2"))
    letters = letters_draft_name(card, "thank-you")
    fields = {"p1.body": "Dear Jana", "p2.body": "Dear Tom", "p12.body": "Dear Eva"}
    drafts.save(Draft(LETTERS_FORM, "a", "thank-you", "a, thank-you", NOW, fields, dict.fromkeys(fields, "")))
    drafts.save(Draft(LETTERS_FORM, "b", "thank-you", "b, thank-you", NOW, {"p1.body": "Hi"}, {}))
    drafts.save(Draft("PersonForm", "a", "p1", "a, person", NOW, {"name": "Jana"}, {}))
    drafts.save_sent(letters, NOW, {"p1.body": "Sent to Jana", "p2.body": "Sent to Tom"})
    drafts.save_sent(letters_draft_name(other, "thank-you"), NOW, {"p1.body": "Sent"})
    assert len(drafts.of_person(card, "p1")) == 2
    drafts.remove_person(card, "p1")
    assert drafts.of_person(card, "p1") == []
    (left,) = [draft for draft in drafts.all() if draft.application_id == "a"]
    assert left.fields.keys() == {"p2.body", "p12.body"}
    assert len(drafts.of_person(replace(other, id="b"), "p1")) == 1
    assert drafts.find_sent(letters) == {"p2.body": "Sent to Tom"}
    assert drafts.find_sent(letters_draft_name(other, "thank-you")) == {"p1.body": "Sent"}

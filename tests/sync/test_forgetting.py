"""Forgetting where the data is synced: no commit on this machine has it, and the other machine drops it."""

from __future__ import annotations

import subprocess

from followup_tui.storage.drafts import Drafts
from followup_tui.storage.forgetting import FORGOTTEN_MARK, Forgetting, Places
from followup_tui.storage.forgotten_words import staying_lines
from followup_tui.sync.remote import read_remote
from tests.sync.machines import Machine, make_remote
from tests.sync.test_session import Two, add, begin, settle


def forget(machine: Machine, application_id: str) -> str:
    """Forget an application on a machine; return what is said to stay."""
    places = Places(Drafts(machine.root / "drafts"), machine.root / "editor", (), machine.root / "sync")
    forgetting = Forgetting(machine.tracker.repository, places)
    application = forgetting.forgettable()[application_id]
    said = " ".join(staying_lines(forgetting.traces([application])))
    machine.tracker.forget(forgetting, [application])
    return said


def everything_in_git(machine: Machine) -> bytes:
    """Return the content of every object of a machine's repository, reachable or not."""
    git = ("git", f"--git-dir={machine.git.folder}", "cat-file", "--batch", "--batch-all-objects")
    return subprocess.run(git, capture_output=True, check=True).stdout


def test_no_commit_here_has_it_once_its_removal_was_sent(pair: Two) -> None:
    """The other machine takes it out, both go on to sync, and only the remote has it still."""
    laptop, box = begin(pair)
    laptop.change("northwind", notes="A zebra was there")
    add(laptop, "Acme", "Baker")
    settle(laptop, box)
    assert "Older commits of the sync have it" in forget(laptop, "northwind")
    assert b"zebra" in everything_in_git(laptop)
    (note,) = laptop.sync().notes
    assert "The remote still has it" in note
    assert b"zebra" not in everything_in_git(laptop)
    assert b"Northwind" not in everything_in_git(laptop)
    assert not (laptop.root / "sync" / FORGOTTEN_MARK).exists()
    settle(laptop, box)
    assert set(box.applications) == {"acme"}
    box.change("acme", notes="from the box")
    box.sync()
    laptop.change("acme", role="Cook")
    settle(laptop, box)
    assert (box.applications["acme"].role, laptop.applications["acme"].notes) == ("Cook", "from the box")
    assert b"zebra" not in everything_in_git(laptop)
    forget(box, "northwind")
    box.sync()
    assert b"zebra" not in everything_in_git(box)
    settle(laptop, box)


def test_what_the_other_machine_changed_meanwhile_is_asked_about(pair: Two) -> None:
    """Forgotten here, changed there: it stays there as a clash, and nothing that was noted is lost."""
    laptop, box = begin(pair)
    settle(laptop, box)
    box.change("northwind", notes="changed on the box")
    forget(laptop, "northwind")
    laptop.sync()
    box.sync()
    assert box.applications["northwind"].notes == "changed on the box"
    assert len(box.applications["northwind"].clashes) == 1


def test_a_new_remote_gets_none_of_the_past(pair: Two) -> None:
    """What was cleared away here is not needed there, and the other machine joins."""
    laptop, box = begin(pair)
    add(laptop, "Acme", "Baker")
    settle(laptop, box)
    forget(laptop, "northwind")
    settle(laptop, box)
    new = read_remote(make_remote(laptop.root.parent / "new.git"))
    laptop.remote = box.remote = new
    settle(laptop, box)
    git = ("git", f"--git-dir={new.address}", "rev-list", "--count", "main")
    assert int(subprocess.run(git, capture_output=True, check=True).stdout) <= 2
    assert set(box.applications) == set(laptop.applications) == {"acme"}

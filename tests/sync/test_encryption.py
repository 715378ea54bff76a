"""What leaves encrypted: nobody reads a name of it on the remote, and two machines read all of it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from followup_tui.demo import sample
from followup_tui.domain.application import Application
from followup_tui.errors import CallError, DataError
from followup_tui.sync.application_files import Key
from followup_tui.sync.encryption import find_cipher
from followup_tui.sync.remote import read_remote
from tests.samples import NOW, Clock
from tests.sync.machines import Machine, make_remote

WAYS = ("package", "program")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Encrypt with the package, or with the program."""
    if request.param == "package" and importlib.util.find_spec("pyrage") is None:
        pytest.skip("pyrage is not installed")
    if request.param == "program":
        if not shutil.which("age"):
            pytest.skip("age is not installed")
        monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    return str(request.param)


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """The public keys of a laptop and a box; the own one of each lies in a file of that name."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not installed")
    public = {}
    for name in ("laptop", "box"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f"]
        subprocess.run([*command, str(tmp_path / f"{name}.key")], check=True, timeout=60)
        public[name] = (tmp_path / f"{name}.key.pub").read_text().strip()
    return public


def key(tmp_path: Path, name: str, recipients: tuple[str, ...]) -> Key:
    """Return the key of a machine."""
    return Key(find_cipher(recipients, tmp_path / f"{name}.key"), recipients)


def names_in(applications: list[Application]) -> set[bytes]:
    """Return every name of a sample."""
    return {
        word.encode()
        for each in applications
        for text in (each.company, each.role, *(person.name for person in each.people))
        for word in text.split()
        if len(word) > 4
    }


def objects_in(remote: Path) -> bytes:
    """Return all that git keeps in a repository, unpacked."""
    git = ["git", "--git-dir", str(remote)]
    listed = subprocess.run(
        [*git, "cat-file", "--batch-all-objects", "--batch"], capture_output=True, check=True, timeout=60
    )
    log = subprocess.run(
        [*git, "log", "--all", "--format=fuller"], capture_output=True, check=True, timeout=60
    )
    return listed.stdout + log.stdout


def test_no_name_of_a_sample_is_on_the_remote(tmp_path: Path, way: str, keys: dict[str, str]) -> None:
    """Neither in a file of it nor in a commit; another machine has all of it; then both are at rest."""
    remote, clock, both = make_remote(tmp_path / "remote.git"), Clock(), tuple(keys.values())
    laptop = Machine(tmp_path / "laptop", remote, clock, key(tmp_path, "laptop", both))
    applications = sample(None, 1, NOW)
    laptop.tracker.fill(applications)
    laptop.sync()
    box = Machine(tmp_path / "box", remote, clock, key(tmp_path, "box", both))
    assert box.sync().sent == 0
    first = next(iter(box.applications))
    box.change(first, notes="Whispered in the lift")
    for machine in (box, laptop, box):
        machine.sync()
    assert laptop.has() == box.has()
    assert laptop.applications[first].notes == "Whispered in the lift"
    assert [machine.sync().sent for machine in (laptop, box)] == [0, 0]
    written = objects_in(tmp_path / "remote.git")
    names = names_in(applications)
    assert len(names) > 10
    assert {name for name in {*names, b"Whispered"} if name in written} == set()
    # The test would see one: the same in a data file.
    assert {name for name in names if name in laptop.file.read_bytes()} == names


def test_without_the_notes_of_what_is_what_nothing_is_sent_anew(
    tmp_path: Path, way: str, keys: dict[str, str]
) -> None:
    """They are made again from what is on the remote."""
    remote, clock, both = make_remote(tmp_path / "remote.git"), Clock(), tuple(keys.values())
    laptop = Machine(tmp_path / "laptop", remote, clock, key(tmp_path, "laptop", both))
    laptop.tracker.fill(sample(None, 1, NOW)[:3])
    laptop.sync()
    known = laptop.root / "sync" / "encrypted.json"
    known.write_text('{"recipients": ' + str(list(both)).replace("'", '"') + "}")
    assert laptop.sync().sent == 0


def test_what_was_readable_is_encrypted_and_a_machine_without_a_key_is_told(
    tmp_path: Path, way: str, keys: dict[str, str]
) -> None:
    """It says that older commits still have it; nothing readable is sent, nothing read with a wrong key."""
    remote, clock = make_remote(tmp_path / "remote.git"), Clock()
    laptop, box = (Machine(tmp_path / name, remote, clock) for name in ("laptop", "box"))
    laptop.tracker.add("Northwind", "Engineer", at=clock())
    laptop.sync()
    box.sync()
    laptop.key = key(tmp_path, "laptop", (keys["laptop"],))
    report = laptop.sync()
    assert "older commits" in report.notes[0]
    with pytest.raises(CallError, match="encrypted"):
        box.sync()
    box.key = key(tmp_path, "box", (keys["laptop"], keys["box"]))
    with pytest.raises(DataError, match="cannot be read with"):
        box.sync()
    laptop.key = key(tmp_path, "laptop", (keys["laptop"], keys["box"]))
    laptop.sync()
    box.sync()
    assert box.has() == laptop.has()


def test_a_new_remote_gets_nothing_of_what_was_readable(
    tmp_path: Path, way: str, keys: dict[str, str]
) -> None:
    """The past of the old one stays where it is."""
    clock = Clock()
    laptop = Machine(tmp_path / "laptop", make_remote(tmp_path / "old.git"), clock)
    laptop.tracker.add("Northwind", "Engineer", at=clock())
    laptop.sync()
    new = Machine(
        tmp_path / "laptop",
        make_remote(tmp_path / "new.git"),
        clock,
        key(tmp_path, "laptop", (keys["laptop"],)),
    )
    new.sync()
    assert b"Northwind" in objects_in(tmp_path / "old.git")
    assert b"Northwind" not in objects_in(tmp_path / "new.git")


def test_a_new_remote_gets_nothing_readable_though_the_old_one_was_encrypted_meanwhile(
    tmp_path: Path, way: str, keys: dict[str, str]
) -> None:
    """The past has it; the other machine joins, with what it did since, and is asked nothing."""
    remote, clock, both = make_remote(tmp_path / "old.git"), Clock(), tuple(keys.values())
    machines = laptop, box = [Machine(tmp_path / name, remote, clock) for name in ("laptop", "box")]
    laptop.tracker.add("Northwind", "Engineer", at=clock())
    laptop.sync()
    box.sync()
    for machine in machines:
        machine.key = key(tmp_path, machine.root.name, both)
        machine.sync()
    box.change("northwind", role="Lead")
    laptop.change("northwind", notes="Whispered")
    for machine in machines:
        machine.remote = read_remote(make_remote(tmp_path / "new.git"))
    for machine in (*machines, *machines):
        machine.sync()
    card = laptop.applications["northwind"]
    assert (card.role, card.notes, card.clashes) == ("Lead", "Whispered", ())
    assert box.previews == []
    assert laptop.has() == box.has()
    assert b"Northwind" in objects_in(tmp_path / "old.git")
    assert b"Northwind" not in objects_in(tmp_path / "new.git")


def test_a_word_that_is_no_key_is_refused(tmp_path: Path, way: str) -> None:
    """Before anything is read or sent."""
    with pytest.raises(CallError, match="no public key"):
        find_cipher(("bob",), tmp_path / "key")

"""`followup sync` and `followup clashes`: what they say, and with which exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Followup, shown

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")


@pytest.fixture
def other(tmp_path: Path, northwind: Followup) -> tuple[Followup, str]:
    """The program, with Northwind on this machine and on another, whose data file is named here."""
    file = str(tmp_path / "other.json")
    assert northwind("sync", str(tmp_path / "remote.git")).out == "Sent: 1 application.\n"
    done = northwind("sync", str(tmp_path / "remote.git"), "--data", file)
    assert (done.code, done.out) == (0, "Came in: new northwind.\n")
    return northwind, file


def test_a_clash_is_named_listed_and_decided(other: tuple[Followup, str]) -> None:
    """The sync ends with 1 while it is open; the numbers of the list decide it."""
    followup, file = other
    followup("edit", "northwind", "--role", "Lead")
    followup("edit", "northwind", "--role", "Head", "--data", file)
    assert followup("sync").code == 0
    done = followup("sync", "--data", file)
    assert done.code == 1
    assert done.err == (
        "followup: Changed on two machines, both kept: northwind (1). followup clashes decides.\n"
    )
    listed = followup("clashes", "--data", file).out
    assert "1  Role\n     stands: Lead\n     other:  Head\n" in listed
    (document,) = followup("clashes", "--json", "--data", file).json
    assert (document["stands"], document["other"], document["can_keep_both"]) == ("Lead", "Head", False)
    assert followup("clashes", "northwind", "--both", "1", "--data", file).code == 2
    assert followup("clashes", "northwind", "--take", "2", "--data", file).code == 2
    assert followup("clashes", "northwind", "--take", "1", "--data", file).out == "Northwind: Role decided.\n"
    assert followup("clashes", "--data", file).out == "There is nothing to decide.\n"
    assert followup("sync", "--data", file).code == 0
    assert followup("sync").code == 0
    assert shown(followup)["role"] == "Head"
    assert "(undo stops here)" in followup("history").out
    assert followup("undo").code == 2


def test_two_files_in_use_are_joined_only_after_a_yes(
    northwind: Followup, tmp_path: Path, answer: Callable[[bytes], None]
) -> None:
    """Without a terminal it says how to say yes; after a no nothing changed, here or there."""
    file, remote = str(tmp_path / "other.json"), str(tmp_path / "remote.git")
    northwind("sync", remote)
    northwind("add", "Acme", "SRE", "--data", file)
    before = Path(file).read_bytes()
    refused = northwind("sync", remote, "--data", file)
    assert refused.code == 2
    assert "--yes" in refused.err
    answer(b"n\n")
    refused = northwind("sync", remote, "--data", file)
    assert refused.code == 0
    assert "1 new here, from there: northwind" in refused.out
    assert "1 as they are here: acme" in refused.out
    assert Path(file).read_bytes() == before
    done = northwind("sync", remote, "--data", file, "--yes", "--json")
    assert done.code == 0
    assert (done.json["sent"], done.json["new"]) == (1, ["northwind"])
    assert Path(done.json["backup"]).read_bytes() == before


def test_without_a_remote_it_says_how_to_name_one(followup: Followup) -> None:
    """And a disk that is not connected is no reason to make another repository in its place."""
    refused = followup("sync")
    assert refused.code == 2
    assert "No remote is named yet" in refused.err


def test_a_disk_that_is_gone_is_said(other: tuple[Followup, str], tmp_path: Path) -> None:
    """Nothing is made where its repository was."""
    followup, _ = other
    shutil.rmtree(tmp_path / "remote.git")
    refused = followup("sync")
    assert refused.code == 3
    assert "Is its disk connected?" in refused.err
    assert not (tmp_path / "remote.git").exists()


def test_the_remote_in_the_settings_is_that_of_the_usual_file(
    northwind: Followup, settings_file: Path, tmp_path: Path
) -> None:
    """A file that is named beside it is never sent there."""
    settings_file.write_text(f"[sync]\nremote = {json.dumps(str(tmp_path / 'remote.git'))}\n")
    assert northwind("sync").code == 0
    file = str(tmp_path / "other.json")
    northwind("add", "Acme", "SRE", "--data", file)
    assert "No remote is named yet" in northwind("sync", "--data", file).err


def test_who_watches_is_told_with_whom_it_syncs(northwind: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the network is waited for; a script, and whoever syncs with a folder, is told nothing."""
    monkeypatch.setenv("GIT_SSH_COMMAND", "false")
    told = "followup: Syncing with localhost …\n"
    assert told not in northwind("sync", "ssh://me@localhost/x.git").err
    monkeypatch.setattr("followup_tui.cli.commands.sync.is_terminal", lambda _: True)
    done = northwind("sync", "ssh://me@localhost/x.git")
    assert done.code == 3
    assert done.err.startswith(told)
    assert told not in northwind("sync", "ssh://me@localhost/x.git", "--json").err

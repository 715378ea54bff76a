"""The command in a process of its own: killed anywhere, behind a real SSH server, beside a user's own git."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from followup_tui.sync import git
from followup_tui.sync.git_errors import GitError
from followup_tui.sync.https_host import is_silent
from tests.faults.tracing import need_strace
from tests.in_process import call
from tests.pty.test_sshd import login, parent  # noqa: F401 - a fixture
from tests.sync.machines import make_remote

LONG = bool(os.environ.get("FOLLOWUP_LONG"))
PATIENCE = 120


class Home:
    """A machine as a home folder.

    Args:
        folder: the home folder.
        more: further variables of its environment.
    """

    def __init__(self, folder: Path, more: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TZ": "Europe/Berlin",
            "LANG": "C.UTF-8",
            **(more or {}),
        }

    def run(self, *arguments: str, prefix: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        """Run a command there; nobody answers what it asks."""
        return subprocess.run(
            [*prefix, sys.executable, "-m", "followup_tui", *arguments],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command there in this process, where that it is one of its own is not what is tested."""
        return call(self.environ, *arguments)

    def add(self, company: str, role: str = "Engineer") -> None:
        """Record an application."""
        assert self.call("add", company, role).returncode == 0

    def roles(self) -> dict[str, str]:
        """Return the roles, by company."""
        return {each["company"]: each["role"] for each in json.loads(self.call("list", "--json").stdout)}

    @property
    def state(self) -> Path:
        """Where what is not the data file lies."""
        return self.folder / ".local" / "state"


def together(*homes: Home) -> None:
    """Sync twice each, and hold that all have the same."""
    for home in (*homes, *homes):
        done = home.call("sync")
        assert done.returncode == 0, done.stderr
    assert len({json.dumps(home.roles(), sort_keys=True) for home in homes}) == 1


def test_two_homes_meet_behind_an_ssh_server(login: tuple[str, ...], tmp_path: Path) -> None:  # noqa: F811
    """Over ssh://, with changes on both; without the server there is a sentence, and afterwards all of it."""
    make_remote(tmp_path / "remote.git")
    # As the fixture logs in, with its key and its port: a remote's address has the rest.
    command, host = shlex.join(login[:-1]), login[-1]
    remote = f"ssh://{host}{tmp_path}/remote.git"
    homes = [Home(tmp_path / name, {"GIT_SSH_COMMAND": command}) for name in ("laptop", "box")]
    laptop, box = homes
    laptop.add("Northwind")
    done = laptop.run("sync", remote)
    assert (done.returncode, done.stdout) == (0, "Sent: 1 application.\n"), done.stderr
    assert box.run("sync", remote).stdout == "Came in: new northwind.\n"
    laptop.add("Acme")
    box.add("Globex")
    assert box.run("edit", "northwind", "--role", "Lead").returncode == 0
    together(*homes)
    assert laptop.roles() == {"Northwind": "Lead", "Acme": "Engineer", "Globex": "Engineer"}
    gone = Home(laptop.folder, {"GIT_SSH_COMMAND": command.replace("-p ", "-p 1")})
    refused = gone.run("sync")
    assert refused.returncode == 3
    assert "could not be reached" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


class Interrupted:
    """Two homes before a sync that something comes in the way of: something is new on both sides.

    Args:
        folder: a folder for them.
    """

    def __init__(self, folder: Path) -> None:
        need_strace()
        if not shutil.which("git"):
            pytest.skip("there is no git here")
        self.folder = folder
        remote = make_remote(folder / "remote.git")
        self.laptop, self.box = (Home(folder / name) for name in ("laptop", "box"))
        self.laptop.add("Northwind")
        for home in (self.laptop, self.box):
            assert home.run("sync", remote).returncode == 0
        self.box.add("Globex")
        assert self.box.run("sync").returncode == 0
        self.laptop.add("Acme")
        for name in ("laptop", "remote.git"):
            shutil.copytree(folder / name, folder / "before" / name, symlinks=True)

    def put_back(self) -> None:
        """Have all be as before the sync."""
        for name in ("laptop", "remote.git"):
            shutil.rmtree(self.folder / name)
            shutil.copytree(self.folder / "before" / name, self.folder / name, symlinks=True)

    def look(self, what: object) -> None:
        """Hold that the next sync completes it."""
        together(self.laptop, self.box)
        assert set(self.laptop.roles()) == {"Northwind", "Acme", "Globex"}, what


def some(numbers: range, count: int = 3) -> list[int]:
    """Return the numbers where there is time for all of them, else a few."""
    return list(numbers) if LONG else list(numbers)[:: max(len(numbers) // count, 1)]


def test_a_sync_that_is_killed_anywhere_is_completed_by_the_next(tmp_path: Path) -> None:
    """Whichever call is the last, of git or of a file that is written, all of it is on both afterwards."""
    homes = Interrupted(tmp_path)
    # Not `-f`: git's own calls are git's; each start of it is one here.
    calls = {
        "start": "clone3,vfork,clone,fork",
        "name": "rename,renameat,renameat2,link,linkat",
        "write": "write,pwrite64,writev,fsync,fdatasync,unlink,unlinkat,mkdir,mkdirat",
    }
    trace = tmp_path / "trace"
    for names in calls.values():
        homes.put_back()
        options = ["strace", "-qq", "-o", str(trace), "-e", f"trace={names}"]
        assert homes.laptop.run("sync", prefix=options).returncode == 0
        lines = [line.partition("(")[0] for line in trace.read_text().splitlines() if "(" in line]
        made = {name: lines.count(name) for name in names.split(",") if name in lines}
        assert sum(made.values()) >= 2
        for name, count in made.items():
            for number in some(range(1, count + 1)):
                homes.put_back()
                kill = ["strace", "-qq", "-o", str(trace), "-e", f"trace={name}"]
                kill += ["-e", f"inject={name}:signal=KILL:when={number}"]
                assert homes.laptop.run("sync", prefix=kill).returncode != 0, (name, number)
                homes.look((name, number))


DOWN = """#!/bin/sh
# Stands for git: at its call of that number it goes down, and what runs it, at the file it changes then.
echo >> {folder}/calls
read -r call change < {folder}/down || call=0
if test "$(wc -l < {folder}/calls)" -ne "$call"; then exec {git} "$@"; fi
strace -f -qq -o /dev/null -e trace={names} -e inject={names}:signal=KILL:when="$change" {git} "$@" && exit
touch {folder}/went; kill -KILL $PPID
"""


def test_a_machine_that_goes_down_while_git_writes_completes_it_with_the_next(tmp_path: Path) -> None:
    """At each file that each call of git in a sync gives a name, or takes away."""
    homes = Interrupted(tmp_path)
    folder = tmp_path / "down"
    folder.mkdir()
    names = "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat"
    (folder / "git").write_text(DOWN.format(folder=folder, names=names, git=shutil.which("git")))
    (folder / "git").chmod(0o700)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    breaking = Home(homes.laptop.folder, {"PATH": path})

    def goes_down(number: int, change: int) -> bool:
        """Sync. Return whether the machine went down before it was over."""
        homes.put_back()
        (folder / "calls").write_text("")
        (folder / "down").write_text(f"{number} {change}\n")
        (folder / "went").unlink(missing_ok=True)
        breaking.run("sync")
        return (folder / "went").exists()

    assert not goes_down(0, 0)
    calls = len((folder / "calls").read_text())
    assert calls >= 8
    times = 0
    for number in some(range(1, calls + 1)):
        change = 1
        while goes_down(number, change):
            homes.look((number, change))
            times += 1
            change += 1 if LONG else 4
    assert times >= (calls // 2 if LONG else 1)


def test_nothing_of_the_users_own_git_counts(tmp_path: Path) -> None:
    """No hook runs, no name or address goes into a commit, no setting changes what happens."""
    remote = make_remote(tmp_path / "remote.git")
    touched = tmp_path / "touched"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in (
        "pre-push",
        "post-checkout",
        "reference-transaction",
        "post-receive",
        "update",
        "pre-receive",
    ):
        for folder in (hooks, tmp_path / "remote.git" / "hooks"):
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(f"#!/bin/sh\ntouch {touched}\nexit 1\n")
            (folder / name).chmod(0o700)
    home = Home(tmp_path / "laptop", {"GIT_DIR": str(tmp_path), "GIT_AUTHOR_NAME": "Ada King"})
    (home.folder / ".gitconfig").write_text(
        f"[core]\n\thooksPath = {hooks}\n[user]\n\tname = Ada King\n\temail = ada@example.org\n"
        f'[url "/nowhere"]\n\tinsteadOf = {remote}\n[commit]\n\tgpgSign = true\n'
    )
    home.add("Northwind")
    done = home.run("sync", remote)
    assert (done.returncode, done.stderr) == (0, "")
    assert not touched.exists()
    log = subprocess.run(
        ["git", "--git-dir", remote, "log", "--format=fuller", "main"],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    ).stdout
    assert "Ada" not in log
    assert "followup@localhost" in log
    followups = home.state / "followup"
    assert [path for path in (followups, *followups.rglob("*")) if path.stat().st_mode & 0o077] == []


def test_a_host_of_somebody_elses_is_asked_about_once_and_http_never_taken(tmp_path: Path) -> None:
    """Where nobody can answer, nothing is sent; plain http is refused with the reason."""
    home = Home(tmp_path / "laptop")
    home.add("Northwind")
    refused = home.run("sync", "ssh://me@git.example/followup.git")
    assert refused.returncode == 2
    assert "other people's names" in refused.stderr
    refused = home.run("sync", "http://git.example/followup.git")
    assert refused.returncode == 2
    assert "readable" in refused.stderr


def test_a_network_that_hangs_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sentence, and nothing that it started is left behind."""
    pid = tmp_path / "pid"
    hanging = tmp_path / "hanging"
    hanging.write_text(f"#!/bin/sh\necho $$ > {pid}\nexec sleep 1000\n")
    hanging.chmod(0o700)
    monkeypatch.setattr(git, "NETWORK_SECONDS", 1.0)
    runner = git.Git(tmp_path / "repository.git", {**os.environ, "GIT_SSH_COMMAND": str(hanging)})
    runner.make()
    with pytest.raises(GitError, match="did not answer"):
        runner.run("ls-remote", "ssh://me@box/x.git", is_remote=True)
    deadline = time.monotonic() + PATIENCE
    while parent(int(pid.read_text())):
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("backlog", [5, 0], ids=["it takes the connection", "it takes none"])
def test_an_https_host_that_says_nothing_is_not_waited_for_as_long(
    backlog: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git itself has no limit for making a connection."""
    monkeypatch.setattr(git, "SILENT_SECONDS", 0.3)
    monkeypatch.setattr(git, "PROBE_SECONDS", 0.3)
    runner = git.Git(tmp_path / "repository.git", os.environ)
    runner.make()
    with ExitStack() as sockets:
        host = sockets.enter_context(socket.socket())
        host.bind(("127.0.0.1", 0))
        host.listen(backlog)
        for _ in range(0 if backlog else 3):
            waiting = sockets.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex(host.getsockname())
        address = f"https://127.0.0.1:{host.getsockname()[1]}/x.git"
        with pytest.raises(GitError, match="no answer came"):
            runner.run("ls-remote", address, is_remote=True)
    assert not is_silent(address, 5)  # nobody listens any more: that is an answer


def test_a_second_sync_waits_for_nobody(tmp_path: Path) -> None:
    """While one goes on, another is refused with a sentence."""
    import fcntl

    remote = make_remote(tmp_path / "remote.git")
    home = Home(tmp_path / "laptop")
    home.add("Northwind")
    assert home.run("sync", remote).returncode == 0
    (lock,) = home.state.rglob("lock")
    with lock.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        refused = home.run("sync")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Another sync" in refused.stderr

"""A connection over SSH that is cut on the server: the next login goes on with all that was typed."""

from __future__ import annotations

import getpass
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.painted_once import painted_twice
from tests.pty.terminal import PATIENCE, PROGRAM, Terminal, environment

pytestmark = pytest.mark.pty

PROMISED = 3.0
"""Within how many seconds the process is gone."""

PEOPLE = "Jana Novák, Head of Data\rTom Reyes, Engineer"

# The home is another, so that the shell does not run the set-up of whoever runs the tests: a second a login.
# Of both sides the usual exchange of keys takes a quarter of a second of a core, this one nothing.
CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/key.pub
PidFile none
UsePAM no
KexAlgorithms curve25519-sha256
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PrintMotd no
PrintLastLog no
SetEnv HOME={folder}
"""


def found(name: str) -> str:
    """Return where a program lies, also one that only an administrator's path has."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
    if path is None:
        pytest.skip(f"there is no {name} here")
    return path


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def listens(port: int) -> bool:
    """Return whether somebody does."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0):
        return True
    return False


@pytest.fixture
def login(tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """Run an SSH server of our own; return the command that logs in to it, without what is to be run."""
    server, client, keygen = (found(name) for name in ("sshd", "ssh", "ssh-keygen"))
    if not Path("/proc/self/stat").exists():
        pytest.skip("the connection's process on the server is found as Linux tells it")
    if os.geteuid() == 0:
        # What a system's own start would make: without it the server refuses to begin.
        try:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        except OSError as error:
            pytest.skip(f"/run/sshd cannot be made: {error.strerror}")
    for key in ("host_key", "key"):
        command = [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / key)]
        subprocess.run(command, check=True, timeout=PATIENCE)
    port, log = free_port(), tmp_path / "log"
    config = tmp_path / "config"
    config.write_text(CONFIG.format(port=port, folder=tmp_path), "utf-8")
    with (
        log.open("wb") as written,
        subprocess.Popen([server, "-D", "-e", "-f", config], stderr=written) as running,
    ):
        try:
            deadline = time.monotonic() + PATIENCE
            while not listens(port):
                if running.poll() is not None or time.monotonic() > deadline:
                    pytest.skip(f"no SSH server can be run here: {log.read_text('utf-8').strip()}")
                time.sleep(0.01)
            options = (
                *("StrictHostKeyChecking=no", f"UserKnownHostsFile={tmp_path}/known", "IdentitiesOnly=yes"),
                *("BatchMode=yes", "LogLevel=ERROR", "PreferredAuthentications=publickey"),
            )
            command = [client, "-F", "none", "-i", str(tmp_path / "key"), "-p", str(port)]
            for option in options:
                command += ["-o", option]
            command.append(f"{getpass.getuser()}@127.0.0.1")
            tried = subprocess.run([*command, "true"], capture_output=True, timeout=PATIENCE, check=False)
            if tried.returncode != 0:
                pytest.skip(f"nobody can log in here: {log.read_text('utf-8').strip()}")
            yield tuple(command)
        finally:
            running.terminate()


@pytest.fixture
def connect(login: tuple[str, ...], start: Start, tmp_path: Path) -> Callable[..., Terminal]:
    """Log in and start the program there, with the test's own environment; it writes down its process id."""
    script = tmp_path / "program"
    own = [f"{name}={value}" for name, value in environment().items() if name != "TERM"]
    script.write_text(
        f"#!/bin/sh\necho $$ > {shlex.quote(str(tmp_path / 'pid'))}\n"
        f'exec env -i TERM="$TERM" {shlex.join(own)} {shlex.join(PROGRAM)}\n',
        "utf-8",
    )
    script.chmod(0o700)
    command = (login[0], "-tt", *login[1:], str(script))
    return lambda size=(100, 30): start(command=command, size=size)


def parent(process: int) -> int:
    """Return the process that started another one; 0 for one that is gone."""
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        # What is over, and only nobody has asked how it ended, is gone.
        return 0 if fields[0] in "ZX" else int(fields[1])
    return 0


def begun(connect: Callable[..., Terminal], tmp_path: Path) -> tuple[Terminal, int]:
    """Log in and wait for the board; return the program's process id too."""
    terminal = connect()
    terminal.wait_for("Northwind", "? keys")
    return terminal, int((tmp_path / "pid").read_text("utf-8"))


def cut(program: int) -> None:
    """Kill the server's process of the connection in which the program runs."""
    process = program
    while not Path(f"/proc/{process}/comm").read_text("utf-8").startswith("sshd"):
        process = parent(process)
        assert process > 1, "the program is no descendant of the server"
    os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
def test_no_cell_is_painted_twice_at_the_start(
    connect: Callable[..., Terminal], fill: Fill, size: tuple[int, int]
) -> None:
    """From the first byte to the board that answers, cell by cell over time."""
    fill("Northwind", "Globex")
    terminal = connect(size)
    terminal.wait_for("Interviewed", "Northwind", "? keys")
    terminal.assert_stays(lambda: True, "it runs", 1.0)
    assert painted_twice(bytes(terminal.output), size) == []


def test_a_cut_connection_loses_nothing_typed(
    connect: Callable[..., Terminal], fill: Fill, tmp_path: Path, home: Path
) -> None:
    """Half an interview with two people, and half a note: each is offered, whole, at the next login."""
    fill("Northwind")
    terminal, interview = begun(connect, tmp_path)
    terminal.press("n")
    terminal.wait_for("Record an interview", "They decide by")
    terminal.type("Acme\tSite reliability\t\t")
    terminal.wait_for_cursor("Who held it")
    terminal.type(PEOPLE)
    terminal.wait_for("Tom Reyes, Engineer")

    other, note = begun(connect, tmp_path)
    other.press("e")
    other.wait_for("Northwind   edit", "Notes")
    other.type("\t" * 7)
    other.wait_for_cursor("Notes")
    other.type("They use Kafka;\rask about on-call")
    other.wait_for("They use Kafka;", "ask about on-call")

    for program in (interview, note):
        cut(program)
    terminal.wait_unread_until(lambda: parent(interview) == parent(note) == 0, "the programs gone", PROMISED)
    for line in (terminal, other):
        line.wait_for_exit()
    terminal = connect()
    terminal.wait_for("Northwind", "Half-written: ")
    terminal.press("e")
    terminal.wait_for("What you had typed here is back", "They use Kafka;", "ask about on-call")
    terminal.press("ctrl+s")
    terminal.wait_for("Northwind: edited")
    terminal.press("n")
    terminal.wait_for(
        "What you had typed here is back", "Acme", "Site reliability", "Jana Novák, Head of Data"
    )
    terminal.press("ctrl+s")
    terminal.wait_for("Acme: recorded")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    saved = json.loads((home / "data" / "followup" / "followup.json").read_bytes())
    written = json.dumps(saved, ensure_ascii=False)
    for text in ("They use Kafka;\\nask about on-call", "Site reliability", "Jana Novák", "Tom Reyes"):
        assert text in written

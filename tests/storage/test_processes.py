"""Several processes on one data file, and processes that are killed: nothing acknowledged is lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from followup_tui.storage.repository import Repository

_WORKER = """
import sys
from msgspec.structs import replace
from pathlib import Path
from tests.samples import NORTHWIND, Clock, instant
from followup_tui.storage.backups import Backups
from followup_tui.storage.repository import Repository

path, name, count, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
repository = Repository(path, Backups(path.parent / "state", Clock()))
repository.refresh()
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    own = f"{name}-{number}"

    def build(known):
        shared = known.get("shared") or replace(NORTHWIND, id="shared", notes="")
        told = shared.notes + f"{own}\\n"
        return own, {own: replace(NORTHWIND, id=own, notes="x" * size), "shared": replace(shared, notes=told)}

    repository.commit(instant("2026-11-23"), build)
    print(own, flush=True)
"""


def _worker(project: Path, data_file: Path, name: str, count: int, size: int) -> subprocess.Popen[str]:
    """Start a process that waits, then makes so many changes, telling of each once it is saved."""
    return subprocess.Popen(
        [sys.executable, "-c", _WORKER, str(data_file), name, str(count), str(size)],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _start(worker: subprocess.Popen[str]) -> None:
    """Let a process go that has said that it is ready."""
    assert worker.stdin is not None
    worker.stdin.write("go\n")
    worker.stdin.flush()


def _wait_until_ready(worker: subprocess.Popen[str]) -> None:
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"


def test_two_processes_lose_nothing(project: Path, data_file: Path, reopen: Callable[[], Repository]) -> None:
    """Two processes that make 100 changes each on one file, all of them of one same card too, lose none."""
    workers = [_worker(project, data_file, name, 100, 10) for name in ("a", "b")]
    for worker in workers:
        _wait_until_ready(worker)
    for worker in workers:
        _start(worker)
    for worker in workers:
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    repository = reopen()
    expected = {f"{name}-{number}" for name in "ab" for number in range(100)}
    assert set(repository.applications) == expected | {"shared"}
    told = repository.applications["shared"].notes.split()
    assert set(told) == expected
    assert len(told) == 200
    assert [line for line in told if line.startswith("a")] == [f"a-{number}" for number in range(100)]
    assert repository.applications["shared"].revision == 200
    assert len(repository.steps()) == 200
    assert [copy.name for copy in data_file.parent.glob(".*")] == []


def test_a_killed_process_loses_nothing_it_acknowledged(
    project: Path, data_file: Path, reopen: Callable[[], Repository]
) -> None:
    """Killed at any moment, a burst of changes leaves a file with every change that was acknowledged."""
    rng = random.Random(20261123)
    acknowledged: set[str] = set()
    for number in range(15):
        worker = _worker(project, data_file, f"k{number}", 10_000, 60_000)
        assert worker.stdout is not None
        _wait_until_ready(worker)
        _start(worker)
        # The moment: after so many acknowledgements, and then a little into the next save.
        acknowledged |= {worker.stdout.readline().strip() for _ in range(rng.randint(0, 6))}
        for _ in range(rng.randint(0, 400_000)):
            pass
        worker.send_signal(signal.SIGKILL)
        rest, _ = worker.communicate(timeout=60)
        acknowledged |= set(rest.split())
        repository = reopen()
        known = set(repository.applications)
        assert acknowledged <= known
        # Changes are whole: whoever is there is told of on the shared card, and nobody else.
        shared = repository.applications.get("shared")
        assert known - {"shared"} == set(shared.notes.split() if shared else ())
        assert len(repository.steps()) == min(len(known - {"shared"}), 200)
    assert acknowledged


_KILLED_AT_EVERY_LINE = """
import os, signal, sys
from msgspec.structs import replace
from pathlib import Path
from tests.samples import NORTHWIND, Clock, instant
from followup_tui.storage.backups import Backups
from followup_tui.storage.repository import Repository

path = Path(sys.argv[1])


def opened():
    repository = Repository(path, Backups(path.parent / "state", Clock()))
    repository.refresh()
    return repository


def note(notes):
    state = replace(NORTHWIND, notes=notes)
    return opened().commit(instant("2026-11-23"), lambda _: (notes, {"northwind": state}))


def killed_at(line):
    left = line
    saving = False

    def trace(frame, event, _):
        nonlocal left, saving
        code = frame.f_code
        saving = saving or code.co_name == "_save"
        ours = code.co_filename.endswith("/files.py") or "/followup_tui/storage/" in code.co_filename
        # What puts each document of the file into a line has as many as there are documents.
        if saving and event == "line" and ours and code.co_name not in {"encode_lines", "raw", "<genexpr>"}:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


note("0")
standing, line, ended = "0", 0, False
while not ended and line < 500:
    line += 1
    child = os.fork()
    if child == 0:
        sys.settrace(killed_at(line))
        note(str(line))
        os._exit(0)
    ended = os.waitpid(child, 0)[1] == 0
    repository = opened()
    notes = repository.applications["northwind"].notes
    assert notes in ([str(line)] if ended else [standing, str(line)]), (notes, standing, line)
    assert repository.steps()[-1].label == notes
    standing = notes
assert ended
print(line)
"""


def test_a_process_killed_at_any_line_of_a_save_leaves_a_whole_file(project: Path, data_file: Path) -> None:
    """Killed at each line of a save in turn, the file holds the state before or the one after it."""
    done = subprocess.run(
        [sys.executable, "-c", _KILLED_AT_EVERY_LINE, str(data_file)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    assert int(done.stdout) > 30

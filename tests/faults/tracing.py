"""Faults at a system call of one's choice, made by strace in the running program."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.store import Done, Store

_TRACED = "trace=%file,%desc"
_LINE = re.compile(r"(?:[0-9]+ +)?([a-z0-9_]+)\(")


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that contacts the store.

    Attributes:
        name: which one.
        number: how many of its name the program has made once it makes this one.
        line: the call, as strace shows it.
    """

    name: str
    number: int
    line: str


def need_strace() -> None:
    """Skip the test where faults cannot be injected."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    tried = subprocess.run(
        [*_strace(Path("/dev/null")), "-e", "trace=write", "-e", "inject=write:error=EIO", "echo", "heard"],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    if tried.stdout or not tried.returncode:
        pytest.skip(f"strace may not inject faults here: {tried.stderr.strip()[-100:]}")


def calls(store: Store, output: Path, arguments: Sequence[str]) -> list[Call]:
    """Run a command and give its calls that touch the store, then the one that acknowledges the change."""
    done = store.run(*arguments, prefix=[*_strace(output), "-y", "-e", _TRACED])
    assert (done.returncode, done.stderr) == (0, "")
    counts: Counter[str] = Counter()
    found, places = [], (str(store.data), str(store.state))
    told = None
    for line in output.read_text(errors="replace").splitlines():
        if (known := _LINE.match(line)) is None:
            continue
        counts[known[1]] += 1
        call = Call(known[1], counts[known[1]], line)
        if any(place in line for place in places):
            found.append(call)
        elif found and told is None and re.search(r" write\(1<", f" {line}"):
            told = call
    assert told is not None
    return [*found, told]


def kill_at(store: Store, call: Call, output: Path, arguments: Sequence[str]) -> Done:
    """Run a command and end it with SIGKILL as it makes this call, which is then not made any more."""
    return _injected(store, call, "signal=KILL", _strace(output), arguments)


def fail_at(store: Store, call: Call, error: str, output: Path, arguments: Sequence[str]) -> Done:
    """Run a command in which this call fails with this error, and hold that it did."""
    done = _injected(store, call, f"error={error}", [*_strace(output), "--seccomp-bpf"], arguments)
    hit = [line for line in output.read_text(errors="replace").splitlines() if "(INJECTED)" in line]
    assert len(hit) == 1, call
    assert error in hit[0]
    return done


def _strace(output: Path) -> list[str]:
    return ["strace", "-f", "-qq", "-o", str(output)]


def _injected(store: Store, call: Call, what: str, strace: Sequence[str], arguments: Sequence[str]) -> Done:
    options = ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{what}:when={call.number}"]
    return store.run(*arguments, prefix=[*strace, *options])


@dataclass(frozen=True, slots=True)
class Made:
    """Something made, or given other permissions, by the program itself.

    Attributes:
        name: the system call.
        mode: the permissions it asks for, before any umask.
        line: the call, as strace shows it.
    """

    name: str
    mode: int
    line: str


_MODES = "execve,open,openat,creat,mkdir,mkdirat,mknod,mknodat,chmod,fchmod,fchmodat,symlink,symlinkat"
_MAKING = re.compile(
    r"(?:open|openat)\(.*\bO_(?:CREAT|TMPFILE)\b|(?:creat|mkdir|mkdirat|mknod|mknodat|f?chmod|fchmodat)\("
)
_MODE = re.compile(r", (?:S_IFREG\|)?(0[0-7]*)(?:, 0)?(?:\)| <unfinished)")


def watch_what_is_made(output: Path) -> list[str]:
    """Give what starts a program, and all that it starts, so that `made_in` can tell what they made."""
    return [*_strace(output), "-s", "4096", "-e", f"trace={_MODES}"]


def made_in(output: Path, program: str) -> list[Made]:
    """Give what processes running this program made; those they started, editors say, are left out."""
    running: dict[str, bool] = {}
    found = []
    for line in output.read_text(errors="replace").splitlines():
        process, _, call = line.partition(" ")
        call = call.strip()
        if call.startswith("execve("):
            running[process] = call.startswith(f'execve("{program}"')
        elif running.get(process, True) and _MAKING.match(call) and '"/dev/' not in call:
            mode = _MODE.search(call)
            assert mode is not None, line
            found.append(Made(call.partition("(")[0], int(mode[1], 8), line))
    return found


def started_in(output: Path) -> list[str]:
    """Give every program that was started, with its arguments, as strace shows them."""
    return [line for line in output.read_text(errors="replace").splitlines() if " execve(" in line]

"""The process that works ahead: its value, its end, and what it must not do. Each in a program of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_BEGIN = """
import os, signal, sys
from followup_tui.cli.prerender import Prerender
print("once", end=" ")
sys.stderr.write("once ")
"""


def run(program: str) -> tuple[str, str]:
    """Run a program that works ahead. Gives what it wrote on both streams."""
    ended = subprocess.run(
        [sys.executable, "-c", _BEGIN + program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout, ended.stderr


def test_the_value_comes_from_another_process() -> None:
    """It is there whether it was waited for or not."""
    output = run("a = Prerender(os.getpid); print(a.result() not in (None, os.getpid())); a.end(); a.end()")
    assert output == ("once True\n", "once ")
    output = run(
        "a = Prerender(lambda: 7)\n"
        "os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)\n"
        "print(a.is_done, a.result()); a.end()"
    )
    assert output == ("once True 7\n", "once ")


def test_what_is_done_afterwards_is_done_at_the_end(tmp_path: Path) -> None:
    """The value comes first, however long the rest takes; it is done too where nobody waits for the value."""
    there = tmp_path / "there"
    later = f"lambda: (sys.stdin.read(), open({str(there)!r}, 'w').close())"
    assert run(
        f"a = Prerender(lambda: 7, {later}); print(a.result()); a.end()\n"
        f"print(os.path.exists({str(there)!r}))"
    ) == (
        "once 7\nTrue\n",
        "once ",
    )
    there.unlink()
    assert (
        run(f"a = Prerender(lambda: 7, {later}); a.end(); print(os.path.exists({str(there)!r}))")[0]
        == "once True\n"
    )


def test_a_value_that_nobody_takes_holds_nothing_up() -> None:
    """It is larger than a pipe holds; the process ends all the same, and so does who waits for it."""
    assert run("a = Prerender(lambda: 'x' * 1_000_000); a.end(); print(1)")[0] == "once 1\n"
    assert run("with Prerender(lambda: 'x' * 1_000_000) as a: print(len(a.result()))")[0] == "once 1000000\n"


def test_where_ends_are_not_kept_it_works_all_the_same() -> None:
    """Who starts the program may ignore the ends of its children, and it inherits that."""
    ignored = "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
    assert run(f"{ignored}with Prerender(lambda: 7) as a: print(a.result())")[0] == "once 7\n"


@pytest.mark.parametrize(
    "work",
    [
        "lambda: 1 / 0",
        "lambda: sys.exit(3)",
        "lambda: os.kill(os.getpid(), signal.SIGKILL)",
        "lambda: (lambda: 0)",
    ],
    ids=["raises", "exits", "is killed", "gives what cannot be sent"],
)
def test_where_there_is_no_value_nobody_hears_of_it(work: str) -> None:
    """No error is said and no stream written twice: this process does the work again and learns why."""
    assert run(f"a = Prerender({work}); print(a.result()); a.end()") == ("once None\n", "once ")


def test_where_no_process_can_be_begun_there_is_no_value() -> None:
    """With as many processes as the user may have, the board still starts."""
    refuse = "def refuse(): raise BlockingIOError()\nos.fork = refuse\n"
    assert (
        run(f"{refuse}a = Prerender(os.getpid); print(a.is_done, a.result()); a.end()")[0]
        == "once True None\n"
    )

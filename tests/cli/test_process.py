"""The real program in a process of its own: streams, signals, locales, and what it loads."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup_tui.cli import main
from followup_tui.cli.terminal import terminal_problem
from tests.cli.in_terminal import ROOT
from tests.cli.loaded_modules import loaded_modules

if TYPE_CHECKING:
    from followup_tui.config import Context
    from followup_tui.followers.hook_queue import HookQueue
    from followup_tui.ui.board.opening import Opening
    from followup_tui.ui.terminal.first_paint import PaintedTerminal
    from tests.cli.conftest import Followup


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program, its outputs in pipes."""
    return subprocess.run(
        [sys.executable, "-m", "followup_tui", *arguments],
        env={**os.environ, "PYTHONPATH": ROOT, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def test_exit_codes_reach_the_shell(tmp_path: Path) -> None:
    """0, 2 and 3 as promised, errors on stderr only, and never a traceback."""
    assert run("add", "株式会社", "SRE").returncode == 0
    wrong = run("show", "x")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    (tmp_path / "bad.json").write_text("bad")
    damaged = run("list", "--data", str(tmp_path / "bad.json"))
    assert damaged.returncode == 3
    assert b"Traceback" not in wrong.stderr + damaged.stderr


@pytest.mark.parametrize(
    "environ",
    [
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_any_locale_gets_an_answer(northwind: Followup, environ: dict[str, str]) -> None:
    """What the locale lacks is shown by its number, the program's own signs by plain ones; JSON is UTF-8."""
    northwind("add", "株式会社 Ünïcødé", "👩🏽\u200d💻", "--at", "10:00")
    shown = run("list", **environ)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert b"\\u682a" in shown.stdout
    document = run("list", "--json", **environ)
    assert "株式会社 Ünïcødé" in document.stdout.decode()
    assert run("export", "csv", **environ).stdout.decode().count("株式会社") >= 1


def test_a_reader_that_stops_is_no_error(northwind: Followup) -> None:
    """`followup list | head -1` ends quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "followup_tui", "export", "markdown"],
        env={**os.environ, "PYTHONPATH": ROOT},
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_an_output_that_cannot_be_written_is_an_error(northwind: Followup) -> None:
    """A full disk behind `>` must not look like a whole export."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "followup_tui", "export", "json"],
            env={**os.environ, "PYTHONPATH": ROOT},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 3
    assert ended.stderr.startswith(b"followup: The output could not be written")
    assert ended.stderr.count(b"\n") == 1


def test_closed_outputs_are_no_error(northwind: Followup) -> None:
    """A program started without any outputs does its work."""
    command = f'"{sys.executable}" -m followup_tui move northwind thanked >&- 2>&- <&-'
    ended = subprocess.run(
        ["sh", "-c", command], env={**os.environ, "PYTHONPATH": ROOT}, check=False, capture_output=True
    )
    assert ended.returncode == 0
    assert northwind("show", "northwind", "--json").json["stage"] == "thanked"


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            ("--help",),
            ("list",),
            ("list", "--json"),
            ("show", "northwind"),
            ("move", "northwind", "thanked"),
        ),
        *(("contact", "northwind", "sent"), ("history",), ("undo",), ("export", "markdown"), ()),
    ],
)
def test_no_command_loads_what_it_does_not_need(northwind: Followup, arguments: tuple[str, ...]) -> None:
    """Textual is for the board, and even there only once the terminal is known to be one."""
    assert not {"textual", "rich", "arrow", "holidays", "asyncio"} & loaded_modules(*arguments)


def test_ctrl_c_ends_quietly(
    northwind: Followup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A real SIGINT in the middle of a command: 130, as shells have it, and nothing printed."""
    # Where the parent ignores SIGINT, as `nohup` or `&` in a script does, so would this process.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(
        "followup_tui.cli.commands.show._story", lambda *_: signal.raise_signal(signal.SIGINT)
    )
    try:
        with pytest.raises(SystemExit) as ended:
            main(["show", "northwind"])
    finally:
        signal.signal(signal.SIGINT, before)
    assert (ended.value.code, *capsys.readouterr()) == (130, "", "")


def test_an_error_of_its_own_tells_nothing_of_the_users(
    northwind: Followup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line names the place in the program; neither what was typed nor a traceback is in it."""

    def broken(*_: object) -> None:
        secret = "Jana Novák"
        raise ValueError(secret)

    monkeypatch.setattr("followup_tui.cli.commands.show._story", broken)
    with pytest.raises(SystemExit) as ended:
        main(["show", "northwind"])
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (70, "")
    assert err.count("\n") == 1
    assert "ValueError at show.py:" in err
    assert "Jana" not in err


@pytest.mark.parametrize("arguments", [(), ("demo",), ("demo", "--size", "10", "--seed", "7")])
def test_without_a_terminal_the_board_is_refused(arguments: tuple[str, ...]) -> None:
    """A pipe in the terminal's place gets a sentence and exit 2."""
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.startswith(b"followup: The board needs a terminal")
    assert ended.stderr.count(b"\n") == 1


def test_the_board_opens_on_the_users_file(northwind: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a command the board gets the user's applications, and its exit code is the program's."""
    seen: list[str] = []

    def board(
        opening: Opening, context: Context, painted: PaintedTerminal | None, hooks: HookQueue | None
    ) -> int:
        assert (painted, hooks) == (None, None)
        seen.extend(opening.tracker.applications)
        return 7

    monkeypatch.setattr("followup_tui.cli.board.terminal_problem", lambda *_: None)
    monkeypatch.setattr("followup_tui.ui.app.run_board", board)
    assert (northwind().code, seen) == (7, ["northwind"])


def test_the_demo_is_thrown_away(
    northwind: Followup, monkeypatch: pytest.MonkeyPatch, data_file: Path, settings_file: Path
) -> None:
    """The sample has as many applications as were asked for, and touches nothing of the user's."""
    before, calendar = data_file.read_bytes(), data_file.parent / "calendar.ics"
    settings_file.write_text(
        f'[mail]\nsend = "false"\n[calendar]\nfile = "{calendar}"\n[hooks]\nafter_change = "false"\n'
    )
    seen: list[tuple[int, Path]] = []

    def board(
        opening: Opening, context: Context, painted: PaintedTerminal | None, hooks: HookQueue | None
    ) -> int:
        tracker = opening.tracker
        assert tracker.path.is_file()
        assert tracker.path.parent == context.paths.config_folder
        count = len(tracker.applications)
        tracker.undo()
        assert (context.settings.send, context.settings.after_change) == ("", "")
        assert (painted, hooks) == (None, None)
        seen.append((count, tracker.path))
        return 0

    monkeypatch.setattr("followup_tui.cli.board.terminal_problem", lambda *_: None)
    monkeypatch.setattr("followup_tui.ui.app.run_board", board)
    assert northwind("demo", "--size", "40").code == 0
    ((count, place),) = seen
    assert count == 40
    assert not place.parent.exists()
    assert data_file.read_bytes() == before
    assert not calendar.exists()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        """Whether it is one: yes."""
        return True


def test_where_the_board_can_be_drawn() -> None:
    """Three streams on a terminal that has a name that says it can place text."""
    tty, closed = _Terminal(), io.StringIO()
    closed.close()
    good = {"TERM": "xterm-256color"}
    assert terminal_problem(good, (tty, tty, tty)) is None
    for broken in (io.StringIO(), None, closed):
        for place in range(3):
            streams = [tty, tty, tty]
            assert terminal_problem(good, [*streams[:place], broken, *streams[place + 1 :]])
    for kind in ("", "dumb", "unknown"):
        assert "TERM" in (terminal_problem({"TERM": kind}, (tty, tty, tty)) or "")
    assert "not set" in (terminal_problem({}, (tty, tty, tty)) or "")

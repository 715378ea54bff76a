"""What is the user's is for nobody else: in no file others may read, no log, no crash, no other program."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import cast

import pytest

from followup_tui.config import find_paths, make_context
from followup_tui.errors import CallError
from followup_tui.ui.editor import write_in_editor
from followup_tui.ui.program import Program
from tests.faults.ledger import Ledger
from tests.faults.store import REFUSED, Store, said
from tests.faults.tracing import made_in, need_strace, started_in, watch_what_is_made
from tests.pty.conftest import Fill, Start
from tests.pty.terminal import PROGRAM, Terminal, environment

pytestmark = pytest.mark.faults

SECRET = "Novakmark"
"""What the user wrote. It stands nowhere on the board."""


def script(file: Path, *lines: str) -> str:
    """Make a program of these lines of shell; in an editor `"$1"` is the file to edit."""
    file.write_text("\n".join(("#!/bin/sh", *lines, "")))
    file.chmod(0o700)
    return str(file)


def assert_private(folder: Path) -> None:
    """Hold that everything in this folder is its owner's only."""
    for path in folder.rglob("*"):
        if not path.is_symlink():
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def assert_made_private(output: Path, *kinds: str) -> None:
    """Hold that nothing was ever made, or opened up, for others than its owner, not for a moment.

    Args:
        output: what was traced.
        kinds: words in the paths of what was made, without which little is held.
    """
    made = made_in(output, PROGRAM[0])
    for kind in kinds:
        assert any(kind in entry.line for entry in made), kind
    assert [entry.line for entry in made if entry.mode & 0o077] == []


def test_commands_make_nothing_that_others_may_read(store: Store, tmp_path: Path, ledger: Ledger) -> None:
    """Under umask 000, each file is 0600 and each folder 0700 from the call that makes it."""
    need_strace()
    program, output, out = shlex.join(PROGRAM), tmp_path / "trace", tmp_path / "out"
    out.mkdir(0o700)
    exported = shlex.quote(str(out / "all.json"))
    commands = (
        f"add Northwind Engineer --person {SECRET}",
        f'contact northwind sent --note "{SECRET} said"',
        "backup",
        f"export json -o {exported}",
        f"export markdown -o {exported}",
        "move northwind waiting",
        'restore --yes "$(ls "$XDG_STATE_HOME"/followup/backups/*/*.json | head -n 1)"',
        "undo",
    )
    lines = "; ".join(f"{program} {command} || exit" for command in commands)
    with ledger.trying("umask 000, every call watched", len(commands)):
        done = store.run(
            prefix=[*watch_what_is_made(output), "sh", "-c", f"umask 000; {lines}; exit 0", "sh"],
            environ=store.environment(PYTHONDONTWRITEBYTECODE="1"),
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert_made_private(output, "/.followup.json.", "/backups/", "/out/")
        assert_private(store.home)
        assert_private(out)
        assert (out / "all.json").read_text().count(SECRET) >= 1


@pytest.mark.pty
def test_the_board_makes_nothing_that_others_may_read(
    start: Start, store: Store, tmp_path: Path, ledger: Ledger
) -> None:
    """A start, a draft, the editor from the board and from a form, under umask 000; and nobody is told.

    The editor's command line names a file of a fixed name, no other program is started with a word of the
    user's, and the window's title is left alone.
    """
    need_strace()
    output, temporary = tmp_path / "trace", tmp_path / "temporary"
    temporary.mkdir(0o700)
    seen = tmp_path / "seen"
    editor = script(
        tmp_path / "editor",
        f'tr "\\0" " " < /proc/$$/cmdline >> {shlex.quote(str(seen))}',
        f"echo >> {shlex.quote(str(seen))}",
        # As many editors save: a new file in the place of the old one.
        f'cat "$1" > "$1.new"; echo "{SECRET} wrote" >> "$1.new"; mv "$1.new" "$1"',
        'ls -ln "$1" >> "$HOME/modes"; chmod 600 "$HOME/modes"',
    )
    watched = shlex.join([*watch_what_is_made(output), *PROGRAM])
    with ledger.trying("umask 000, the board watched"):
        terminal = start(
            command=("sh", "-c", f"umask 000; exec {watched}"),
            EDITOR=editor,
            TMPDIR=str(temporary),
            PYTHONDONTWRITEBYTECODE="1",
        )
        terminal.wait_for("n new")
        terminal.press("n")
        terminal.wait_for("Record an interview")
        terminal.type(SECRET)
        terminal.press("tab")
        terminal.type("Engineer")
        terminal.wait_for(SECRET, "Engineer")
        terminal.press("ctrl+s")
        terminal.wait_for("Interviewed 1")
        terminal.press("N")
        terminal.wait_for(f"{SECRET}: edited")
        terminal.press("e")
        terminal.wait_for("Links")
        terminal.press("ctrl+e")
        terminal.wait_until(lambda: terminal.text().count(f"{SECRET} wrote") == 2, "what was written twice")
        terminal.press("ctrl+s")
        terminal.wait_for("Interviewed 1")
        terminal.press("n")
        terminal.wait_for("Record an interview")
        terminal.type("Acme")
        terminal.wait_for("Acme")
        terminal.hang_up()
        assert terminal.wait_for_exit() == 129
        assert_made_private(output, "/.followup.json.", "/drafts/", "/.config.toml.", "/editor/")
        assert_private(store.home)
        assert (store.home / "modes").read_text().count("-rw-------") == 2
        assert list(temporary.iterdir()) == []
        assert list(store.paths.edited_texts_folder.iterdir()) == []
        lines = seen.read_text().split("\n")[:-1]
        assert len(lines) == 2
        assert all(line.strip().endswith("/notes.md") for line in lines)
        told = [line for line in started_in(output) if f'"{editor}"' in line or PROGRAM[0] in line]
        assert len(told) >= 3
        assert SECRET not in "".join(lines + told)
        assert not any(title in terminal.output for title in (b"\x1b]0;", b"\x1b]1;", b"\x1b]2;"))


DEBUGGING = {
    "PYTHONFAULTHANDLER": "1",
    "PYTHONDEVMODE": "1",
    "PYTHONASYNCIODEBUG": "1",
    "TEXTUAL": "debug,devtools",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_SHOW_RETURN": "1",
    "COLUMNS": "133",
}
"""What a shell may have in its environment from somebody's debugging, beside `TEXTUAL_LOG`."""


def broken(action: str) -> tuple[str, ...]:
    """Give the program, in which moving a card does this instead."""
    source = (
        "import asyncio, logging, threading\n"
        "from followup_tui.tracker import Tracker\n"
        "def fail(*_):\n"
        f"    raise ValueError({SECRET!r})\n"
        "async def fail_later():\n"
        "    fail()\n"
        "class Bad:\n"
        "    __del__ = fail\n"
        "def fail_beside():\n"
        "    side = threading.Thread(target=fail)\n"
        "    side.start()\n"
        "    side.join()\n"
        "    Bad()\n"
        f"    logging.getLogger('asyncio').error({SECRET!r})\n"
        "async def fail_at_the_end():\n"
        "    try:\n"
        "        await asyncio.sleep(3600)\n"
        "    finally:\n"
        "        fail_beside()\n"
        "        fail()\n"
        "move = Tracker.move\n"
        "def instead(self, application, *rest, **named):\n"
        f"    {action}\n"
        "    return move(self, application, *rest, **named)\n"
        "Tracker.move = instead\n"
        "from followup_tui.cli import main\n"
        "main()\n"
    )
    return (PROGRAM[0], "-X", "faulthandler", "-c", source)


@pytest.mark.pty
@pytest.mark.parametrize("debugging", [False, True], ids=["plain", "debugging"])
def test_a_crash_tells_nothing_of_the_users(
    start: Start, fill: Fill, tmp_path: Path, ledger: Ledger, debugging: bool
) -> None:
    """The board crashes on the user's text: 70, one line without it, on the shell's screen, and no log."""
    fill("Northwind")
    log = tmp_path / "log"
    with ledger.trying("a crash on the board"):
        variables = {**DEBUGGING, "TEXTUAL_LOG": str(log)} if debugging else {}
        terminal = start(command=broken("fail()"), size=(200, 24), **variables)
        terminal.wait_for("Northwind", "? keys")
        terminal.press("L")
        assert terminal.wait_for_exit() == 70
        last = terminal.output[terminal.output.rindex(b"\x1b[?1049l") :].decode()
        assert "ValueError at " in last
        assert last.count("\n") == 1
        assert "Northwind" not in last
        assert SECRET.encode() not in terminal.output
        assert not log.exists()


@pytest.mark.pty
def test_what_fails_beside_the_board_tells_nothing(
    start: Start, fill: Fill, tmp_path: Path, ledger: Ledger
) -> None:
    """A thread, a task nobody waits for, a log, an object that dies badly: nothing of it is written."""
    fill("Northwind")
    actions = (
        "fail_beside()",
        "asyncio.ensure_future(fail_later())",
        # By then nothing is drawn any more, and the terminal is the shell's.
        "instead.last = asyncio.ensure_future(fail_at_the_end())",
    )
    with ledger.trying("failures beside the board", len(actions)):
        terminal = start(
            command=broken("; ".join(actions)), size=(80, 24), TEXTUAL_LOG=str(tmp_path / "log"), **DEBUGGING
        )
        terminal.wait_for("Northwind", "? keys")
        terminal.press("L")
        terminal.wait_for("moved to Thanked")
        terminal.press("H")
        terminal.wait_for("moved to Interviewed")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert SECRET.encode() not in terminal.output
        assert b"Traceback" not in terminal.output
        assert not (tmp_path / "log").exists()


def test_a_command_that_crashes_tells_nothing(fill: Fill, store: Store, ledger: Ledger) -> None:
    """A command fails on the user's text: 70, one line without it."""
    fill("Northwind")
    with ledger.trying("a crash in a command"):
        with store.start(
            "move", "northwind", "thanked", program=broken("fail()"), environ=environment(**DEBUGGING)
        ) as process:
            out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (70, "")
        assert err.count("\n") == 1
        assert "ValueError at " in err
        assert SECRET not in err


class _Screenless:
    """Stands for the program where no terminal is handed over."""

    def __init__(self) -> None:
        self.context = make_context(os.environ, None)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Hand nothing over."""
        yield

    def refresh(self, *, layout: bool) -> None:
        """Draw nothing."""


def edit(text: str, *, about: str = "") -> str:
    """Let the editor that is set write the notes of an application."""
    return write_in_editor(cast("Program", _Screenless()), text, "notes.md", about=about)


@pytest.fixture
def edits(home: Path) -> Path:
    """Where texts lie while they are edited."""
    return find_paths(os.environ, None).edited_texts_folder


def test_what_an_editor_that_failed_wrote_is_kept_until_it_is_back(
    edits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies in the state folder, is named, comes back by nobody's hand but the user's, and then goes."""
    before = os.umask(0)
    try:
        monkeypatch.setenv("EDITOR", script(tmp_path / "editor", 'echo "half a thought" > "$1"; exit 1'))
        with pytest.raises(CallError, match="ended with an error") as refused:
            edit("as it was", about="northwind")
    finally:
        os.umask(before)
    (folder,) = edits.iterdir()
    assert str(folder / "notes.md") in str(refused.value)
    assert (folder / "notes.md").read_text() == "half a thought\n"
    assert_private(edits.parent)
    monkeypatch.setenv("EDITOR", script(tmp_path / "editor", 'echo "more" >> "$1"'))
    assert edit("as it was", about="northwind") == "as it was\nmore"
    assert list(edits.iterdir()) == [folder]
    monkeypatch.setenv("EDITOR", script(tmp_path / "editor", f'cat {folder}/notes.md >> "$1"'))
    assert "half a thought" in edit("new", about="northwind")
    assert list(edits.iterdir()) == []


def test_an_editor_that_fails_before_anything_is_written_leaves_nothing(
    edits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was typed: nothing is kept, and no file is named. What it rescued beside it is kept."""
    monkeypatch.setenv("EDITOR", script(tmp_path / "editor", "exit 1"))
    with pytest.raises(CallError) as refused:
        edit("as it was")
    assert "What was written" not in str(refused.value)
    assert list(edits.iterdir()) == []
    monkeypatch.setenv("EDITOR", script(tmp_path / "editor", 'echo typed > "$1.save"; kill -9 $$'))
    with pytest.raises(CallError) as refused:
        edit("as it was")
    assert "What was written" in str(refused.value)
    (folder,) = edits.iterdir()
    assert {path.name for path in folder.iterdir()} == {"notes.md", "notes.md.save"}


def test_an_editor_whose_line_dropped_is_gone_on_with(
    edits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hang-up ends the editor: the next edit of the same text begins with what was written, of no other."""
    monkeypatch.setenv("EDITOR", script(tmp_path / "editor", 'echo "half" > "$1"; kill -HUP $$'))
    with pytest.raises(CallError):
        edit("", about="northwind")
    monkeypatch.setenv("EDITOR", script(tmp_path / "editor", 'echo "and more" >> "$1"'))
    assert edit("", about="acme") == "and more"
    assert edit("") == "and more"
    assert edit("", about="northwind") == "half\nand more"
    assert list(edits.iterdir()) == []


@pytest.mark.pty
def test_what_was_written_when_the_program_was_killed_is_gone_on_with(
    start: Start, fill: Fill, store: Store, tmp_path: Path, ledger: Ledger
) -> None:
    """SIGKILL while the editor is open: the next edit begins with what was saved there."""
    fill("Northwind")
    saved = script(tmp_path / "saves", 'echo "first" > "$1"')
    waits = script(tmp_path / "waits", 'printf "second\\n" >> "$1"; echo READY; read line')
    with ledger.trying("a kill while the editor is open"):
        terminal = start(EDITOR=saved)
        terminal.wait_for("Northwind", "? keys")
        terminal.press("N")
        terminal.wait_for("edited")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        killed = start(EDITOR=waits)
        killed.wait_for("Northwind", "? keys")
        killed.press("N")
        killed.wait_for("READY")
        killed.kill()
        again = start(EDITOR=script(tmp_path / "goes-on", 'echo "third" >> "$1"'))
        again.wait_for("Northwind", "? keys")
        again.press("N")
        again.wait_for("edited")
        again.press("q")
        assert again.wait_for_exit() == 0
        assert store.open().applications["northwind"].notes == "first\nsecond\nthird"
        assert list(store.paths.edited_texts_folder.iterdir()) == []


@pytest.mark.pty
def test_a_killed_edit_is_offered_in_its_own_data_file_only(
    start: Start, fill: Fill, store: Store, tmp_path: Path, ledger: Ledger
) -> None:
    """A copy of the file has a card of the same id and text: `N` there shows nothing of the killed edit."""
    fill("Northwind")
    other = tmp_path / "other.json"
    shutil.copy(store.data_file, other)

    def edit(commands: str, data_file: Path) -> Terminal:
        terminal = start("--data", str(data_file), EDITOR=script(tmp_path / "editor", commands))
        terminal.wait_for("Northwind", "? keys")
        terminal.press("N")
        return terminal

    with ledger.trying("a killed edit, and another data file"):
        killed = edit('echo "half a thought" > "$1"; echo READY; read line', store.data_file)
        killed.wait_for("READY")
        killed.kill()
        for data_file, notes in ((other, "and more"), (store.data_file, "half a thought\nand more")):
            terminal = edit('echo "and more" >> "$1"', data_file)
            terminal.wait_for("edited")
            terminal.press("q")
            assert terminal.wait_for_exit() == 0
            shown = json.loads(store.run("show", "northwind", "--json", "--data", str(data_file)).stdout)
            assert shown["notes"] == notes


@pytest.mark.pty
@pytest.mark.parametrize(("key", "echo"), [("\x03", b"^C"), ("\x1c", b"^\\")])
def test_keys_that_interrupt_are_for_the_editor(
    start: Start, fill: Fill, store: Store, tmp_path: Path, key: str, echo: bytes
) -> None:
    """Pressed in the editor again and again, it does there what it does there, and ends nothing behind it."""
    fill("Northwind")
    editor = script(tmp_path / "editor", 'trap "" INT QUIT; echo READY; read line; echo "$line" > "$1"')
    terminal = start(EDITOR=editor)
    terminal.wait_for("Northwind", "? keys")
    terminal.press("N")
    terminal.wait_for("READY")

    def echoed(count: int) -> bool:
        return terminal.output.count(echo) == count

    for count in (1, 2, 3):
        terminal.type(key)
        terminal.wait_until(partial(echoed, count), f"{echo!r}")
    terminal.type("typed\r")
    terminal.wait_for("edited")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert store.open().applications["northwind"].notes == "typed"


def test_links_that_somebody_else_planted_are_not_followed(
    store: Store, tmp_path: Path, ledger: Ledger
) -> None:
    """Neither an export nor a save goes through one, and what it points to keeps its content and its mode."""
    if os.geteuid() != 0:
        pytest.skip("only root can make somebody else's link")
    shared, precious = tmp_path / "shared", tmp_path / "precious"
    shared.mkdir()
    shared.chmod(0o1777)
    precious.write_text("precious")
    precious.chmod(0o644)
    folder = tmp_path / "own"
    folder.mkdir()
    assert store.add("Northwind").returncode == 0
    data_file = shared / "jobs.json"
    environ = store.environment(FOLLOWUP_DATA=str(data_file))
    pipe = shared / "pipe"
    os.mkfifo(pipe)
    os.chown(pipe, 65_534, 65_534)

    def plant(name: str, target: Path) -> Path:
        link = shared / name
        link.symlink_to(target)
        os.chown(link, 65_534, 65_534, follow_symlinks=False)
        return link

    def untouched() -> bool:
        mode = stat.S_IMODE(precious.stat().st_mode)
        return (precious.read_text(), mode, list(folder.iterdir())) == ("precious", 0o644, [])

    with ledger.trying("planted links", 6):
        for output in (plant("all.json", precious), plant("out", folder) / "all.json", pipe):
            done = store.run("export", "json", "-o", str(output))
            assert "somebody else made" in said(done)
            assert untouched()
        lock = plant("jobs.json.lock", precious)
        done = store.run("add", "Acme", "Engineer", environ=environ)
        assert (done.returncode, f"{lock} is a link" in done.stderr) == (REFUSED, True)
        assert untouched()
        lock.unlink()
        link = plant("jobs.json", folder / "jobs.json")
        done = store.run("add", "Acme", "Engineer", environ=environ)
        assert (done.returncode, f"{link} is a link that somebody else made" in done.stderr) == (
            REFUSED,
            True,
        )
        assert untouched()
        link.unlink()
        # Of a file with a second name that name would be opened or closed as well.
        (shared / "jobs.json.lock").hardlink_to(precious)
        assert store.run("add", "Acme", "Engineer", environ=environ).returncode == 0
        assert untouched()


@pytest.mark.parametrize("command", [("add", "Acme", "Engineer"), ("export", "json", "-o", "all.json")])
def test_a_file_system_without_permissions_takes_what_is_written(
    store: Store, tmp_path: Path, ledger: Ledger, command: tuple[str, ...]
) -> None:
    """Where `chmod` is refused a change and an export are written all the same; nothing is lost by that."""
    need_strace()
    assert store.add("Northwind").returncode == 0
    out = tmp_path / "out"
    out.mkdir(0o700)
    arguments = [str(out / word) if word == "all.json" else word for word in command]
    refused = [*("-e", "trace=chmod,fchmod,fchmodat"), "-e", "inject=chmod,fchmod,fchmodat:error=EPERM"]
    with ledger.trying("chmod refused", 2):
        for umask in (0o022, 0o377):
            prefix = ["strace", "-f", "-qq", "-o", str(tmp_path / "trace"), *refused]
            done = store.run(*arguments, prefix=prefix, umask=umask)
            assert (done.returncode, done.stderr) == (0, "")
        written = out / "all.json" if command[0] == "export" else store.data_file
        assert not stat.S_IMODE(written.stat().st_mode) & 0o077
        assert "Northwind" in written.read_text()
    assert len(store.companies()) == (1 if command[0] == "export" else 3)


def test_an_export_leaves_nothing_unfinished(fill: Fill, store: Store, tmp_path: Path) -> None:
    """What a killed export left goes with the next one to the same file; what is young stays."""
    fill("Northwind")
    out = tmp_path / "out"
    out.mkdir()
    old, young = (out / f".all.json.{number:016x}.new" for number in range(2))
    other = out / f".other.json.{0:016x}.new"
    for left in (old, young, other):
        left.write_text(SECRET)
    for left in (old, other):
        os.utime(left, (0, 0))
    assert store.run("export", "json", "-o", str(out / "all.json"), umask=0).returncode == 0
    assert {path.name for path in out.iterdir()} == {"all.json", young.name, other.name}
    assert stat.S_IMODE((out / "all.json").stat().st_mode) == 0o600

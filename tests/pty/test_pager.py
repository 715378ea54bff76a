"""The pager, in a real terminal: for what is longer than the screen, and only for that."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.terminal import environment, run

pytestmark = pytest.mark.pty

MANY = tuple(f"Company{number}" for number in range(60))


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that keeps what it was sent, and the options less would get."""
    file = tmp_path / "pager"
    file.write_text(f'#!/bin/sh\necho "LESS=$LESS" >{tmp_path}/less\ncat >{tmp_path}/text\necho shown\n')
    file.chmod(0o700)
    return str(file)


def test_less_shows_what_is_longer_than_the_screen(start: Start, fill: Fill) -> None:
    """It waits at the first screen, scrolls to the end, and what was read stays on the screen."""
    if shutil.which("less") is None:
        pytest.skip("less is not installed")
    fill(*MANY)
    terminal = start("list")
    terminal.wait_for("Interviewed 60")
    terminal.press("G")
    terminal.wait_for("60 live.")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert "60 live." in terminal.text()


def test_what_fits_is_not_paged(start: Start, fill: Fill, pager: str, tmp_path: Path) -> None:
    """A short list is there at once, and so is a long one in a larger window."""
    fill("Northwind")
    terminal = start("list", PAGER=pager)
    terminal.wait_for("Northwind")
    assert terminal.wait_for_exit() == 0
    fill(*MANY)
    terminal = start("list", size=(80, 90), PAGER=pager)
    terminal.wait_for("61 live.")
    assert terminal.wait_for_exit() == 0
    assert not (tmp_path / "text").exists()


def test_the_users_own_pager_gets_all_of_it(start: Start, fill: Fill, pager: str, tmp_path: Path) -> None:
    """With its arguments, as the shell reads them; a line that is broken counts as two."""
    fill(*MANY)
    terminal = start("list", "--json", PAGER=f"{pager} | tr s S")
    terminal.wait_for("Shown")
    assert terminal.wait_for_exit() == 0
    assert (tmp_path / "text").read_text() == run("list", "--json").stdout
    assert (tmp_path / "less").read_text() == "LESS=FRX\n"
    terminal = start("list", PAGER=pager, LESS="-i")
    terminal.wait_for("shown")
    assert (tmp_path / "less").read_text() == "LESS=-i\n"


@pytest.mark.parametrize("pager", ["", "nothing-like-it --here", "cat"])
def test_without_a_pager_the_text_is_simply_shown(start: Start, fill: Fill, pager: str) -> None:
    """None is wanted, or the one that is named is not there: nothing is lost."""
    fill(*MANY)
    terminal = start("list", size=(80, 24), PAGER=pager)
    terminal.wait_for("60 live.")
    assert terminal.wait_for_exit() == 0
    assert b"Company59" in terminal.output


def test_a_pager_that_is_left_early_is_no_error(start: Start, fill: Fill) -> None:
    """What it did not read is not missed, and the exit code stays that of the command."""
    fill(*(f"Company{number}" for number in range(2_000)))
    terminal = start("list", "--json", PAGER="head -c 1 >/dev/null; echo left")
    terminal.wait_for("left")
    assert terminal.wait_for_exit() == 0
    assert "Company" not in terminal.text()


def test_ctrl_c_is_the_pagers(start: Start, fill: Fill) -> None:
    """Followup waits until it is left, or two programs would read the keys."""
    fill(*MANY)
    wait = "cat >/dev/null; echo waiting; until read _ </dev/tty; do :; done; echo left"
    terminal = start("list", PAGER=f"trap 'echo interrupted' INT; {wait}")
    terminal.wait_for("waiting")
    terminal.press("ctrl+c")
    terminal.wait_for("interrupted")
    terminal.press("enter")
    terminal.wait_for("left")
    assert terminal.wait_for_exit() == 0


def test_errors_come_after_the_text(start: Start, fill: Fill, pager: str, home: Path) -> None:
    """A problem of the settings is not scrolled away by the pager, and an error ends with its code."""
    (home / "config" / "followup").mkdir(parents=True)
    (home / "config" / "followup" / "config.toml").write_text('theme = "pink"\n')
    fill(*MANY)
    terminal = start("list", PAGER=pager)
    terminal.wait_for("shown", "settings:")
    assert terminal.text().index("shown") < terminal.text().index("settings:")
    failed = start("show", "nothere", PAGER=pager)
    failed.wait_for("There is no application")
    assert failed.wait_for_exit() == 2


def test_in_a_pipe_there_is_no_pager(fill: Fill, pager: str, tmp_path: Path) -> None:
    """Scripts get the text."""
    fill(*MANY)
    assert "Company59" in run("list", environ=environment(PAGER=pager)).stdout
    assert not (tmp_path / "text").exists()

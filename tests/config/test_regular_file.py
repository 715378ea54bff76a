"""Files in the place of settings and questions that would never end, or not soon."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.config import load_settings
from followup_tui.config.questions import DEFAULTS, load_questions
from followup_tui.files import MOST_BYTES
from followup_tui.storage.drafts import Drafts
from followup_tui.storage.late_edits import LateEdit, late_edits


def make_pipe(path: Path) -> None:
    """Make a pipe that nobody writes to."""
    os.mkfifo(path)


def link_to_pipe(path: Path) -> None:
    """Make a link to such a pipe."""
    pipe = path.with_name(f"{path.name}.pipe")
    os.mkfifo(pipe)
    path.symlink_to(pipe)


def link_to_device(path: Path) -> None:
    """Make a link to a device that never ends."""
    path.symlink_to("/dev/zero")


def fill(path: Path) -> None:
    """Make a file that is too large, without the disk being."""
    with path.open("wb") as file:
        file.truncate(10**12)


@pytest.mark.parametrize("make", [make_pipe, link_to_pipe, link_to_device, fill])
def test_a_file_that_does_not_end_is_named_and_not_read(tmp_path: Path, make: object) -> None:
    """A pipe, a device, a link to one, or a huge file: a sentence, the defaults, and no waiting."""
    path = tmp_path / "file"
    assert callable(make)
    make(path)
    reason = "larger than 250 KB" if make is fill else "no regular file"
    settings = load_settings(path, {})
    assert settings.theme == "auto"
    (problem,) = settings.problems
    assert str(path) in problem
    assert reason in problem
    assert load_questions(path).lines == DEFAULTS
    assert reason in load_questions(path).problem


def test_a_link_to_a_file_is_as_good_as_the_file(tmp_path: Path) -> None:
    """People keep their settings elsewhere, and link to them."""
    (tmp_path / "mine").write_text('theme = "dark"')
    (tmp_path / "config.toml").symlink_to("mine")
    assert load_settings(tmp_path / "config.toml", {}).theme == "dark"


@pytest.mark.parametrize(
    "text",
    [
        ".".join("x" * 100_000) + " = 1",
        "[keys]\n" + ".".join("x" * 100_000) + " = 1",
        f"[{'.'.join('x' * 100_000)}]",
        "keys = " + "{x = " * 5_000 + "1" + "}" * 5_000,
        "keys = " + "{x = " * 100 + "1" + "}" * 100,
        "weekend = " + "[" * 100_000,
        "weekend = " + "[" * 200 + "]" * 200,
    ],
)
def test_settings_in_settings_in_settings_are_no_trouble(tmp_path: Path, text: str) -> None:
    """However deep somebody goes, it takes neither the memory nor the stack."""
    file = tmp_path / "config.toml"
    file.write_text(text)
    assert load_settings(file, {}).theme == "auto"


def test_thousands_of_unknown_settings_are_counted(tmp_path: Path) -> None:
    """The first are named with their lines, which takes time for each; the others are counted."""
    file = tmp_path / "config.toml"
    lines = [f"x{number} = 1" for number in range(MOST_BYTES // 26)]
    file.write_text("\n".join(lines) + "\n[keys]\n" + "\n".join(lines))
    settings = load_settings(file, {})
    assert len(settings.problems) == 21
    assert "(line " in settings.problems[0]
    assert settings.problems[-1] == f"{2 * len(lines) - 20:,} more things in the settings cannot be used"


@pytest.mark.parametrize("make", [make_pipe, link_to_pipe, link_to_device, fill])
def test_what_is_no_draft_is_passed_over(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Among the drafts and beside the editor's texts such a file is none; the board starts and ends."""
    (tmp_path / "folder").mkdir()
    make(tmp_path / "NewApplicationForm.999999.json")
    assert Drafts(tmp_path).all() == []
    make(tmp_path / "folder.later")
    assert late_edits(tmp_path) == []
    text = tmp_path / "folder" / "notes.txt"
    make(text)
    assert LateEdit(text.parent, text.name, "", "Notes", "").saved_text() is None

"""The list of good questions, which is the user's."""

from __future__ import annotations

from pathlib import Path

from followup_tui.config.questions import DEFAULTS, load_questions


def test_the_list_is_made_when_first_needed_and_then_left_alone(tmp_path: Path) -> None:
    """The first time the shipped questions are written for the user to edit; what they write counts."""
    file = tmp_path / "config" / "questions.txt"
    assert load_questions(file) == (DEFAULTS, "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert load_questions(file) == (DEFAULTS, "")
    file.write_text("# mine\n\nWho leads?\nWho leads?\n\x1b[31mWhy?\n", encoding="utf-8")
    assert load_questions(file) == (("Who leads?", "[31mWhy?"), "")


def test_a_list_that_cannot_be_read_is_no_trouble(tmp_path: Path) -> None:
    """A folder in the file's place, or one that cannot be made, leaves the shipped questions."""
    questions = load_questions(tmp_path)
    assert questions.lines == DEFAULTS
    assert "could not be read (Is a directory)" in questions.problem
    (tmp_path / "a file").touch()
    assert load_questions(tmp_path / "a file" / "questions.txt").lines == DEFAULTS

"""Good questions to ask in an interview: a list that is the user's to edit."""

from __future__ import annotations

from pathlib import Path

from followup_tui.domain.text import clean_line
from followup_tui.errors import FollowupError
from followup_tui.files import create

DEFAULTS = (
    "When do you decide, and how will I hear?",
    "What would I do in the first three months?",
    "What does a good first year look like?",
    "Whom would I work with every day?",
    "What is hard about this job?",
    "Why is the position open?",
    "What do you like about working here?",
)

_HEAD = "# Questions you want to ask, one a line. The checklist after an interview offers them.\n"


def load_questions(file: Path) -> tuple[str, ...]:
    """Return the user's questions; the first time, write the shipped ones to a file for them to edit.

    Args:
        file: where the questions are, or will be.

    Returns:
        The questions, in the order of the file. Where the file cannot be read or made: the shipped ones.
    """
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        _write(file)
        return DEFAULTS
    except OSError:
        return DEFAULTS
    questions = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            try:
                questions.append(clean_line(line, "A question"))
            except FollowupError:
                continue  # longer than a line: no question
    return tuple(dict.fromkeys(questions))


def _write(file: Path) -> None:
    try:
        create(file, "".join((_HEAD, *(f"{question}\n" for question in DEFAULTS))).encode())
    except OSError:
        return  # the shipped ones do without a file

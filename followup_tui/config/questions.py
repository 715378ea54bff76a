"""Good questions to ask in an interview: a list that is the user's to edit."""

from __future__ import annotations

import os
from pathlib import Path

from followup_tui.domain.text import clean_line
from followup_tui.errors import FollowupError

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
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(_HEAD + "".join(f"{question}\n" for question in DEFAULTS))
    except OSError:
        return  # the shipped ones do without a file

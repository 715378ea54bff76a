"""Good questions to ask in an interview: a list that is the user's to edit."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from followup_tui.domain.text import clean_line
from followup_tui.errors import FollowupError
from followup_tui.files import create, read_regular

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


class Questions(NamedTuple):
    """The user's questions.

    Attributes:
        lines: the questions, in the order of the file; the shipped ones where it cannot be read.
        problem: a sentence that says why it cannot; empty where it can.
    """

    lines: tuple[str, ...]
    problem: str = ""


def load_questions(file: Path) -> Questions:
    """Return the user's questions; the first time, write the shipped ones to a file for them to edit."""
    try:
        text = read_regular(file).decode("utf-8", errors="replace")
    except FileNotFoundError:
        shipped = "".join((_HEAD, *(f"{question}\n" for question in DEFAULTS)))
        with suppress(OSError):  # the shipped questions need no file
            create(file, shipped.encode())
        return Questions(DEFAULTS)
    except OSError as error:
        return Questions(DEFAULTS, f"{file.name} could not be read ({error.strerror})")
    questions = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            with suppress(FollowupError):  # it is too long for a line
                questions.append(clean_line(line, "A question"))
    return Questions(tuple(dict.fromkeys(questions)))

"""Questions before something is changed, on the terminal."""

from __future__ import annotations

import sys
import termios
import tty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from followup_tui.cli.output import write_error
from followup_tui.cli.terminal import is_terminal
from followup_tui.errors import CallError

_TERMINAL = Path("/dev/tty")
_MANY = 10
"""From so many choices on, a number has two digits."""


def require_terminal(command: str, advice: str, *, is_stdin_taken: bool = False) -> None:
    """Refuse a command that would ask, where nobody could answer.

    Args:
        command: what would ask, as the sentence begins: "Restoring".
        advice: how to do without the question.
        is_stdin_taken: whether data comes on stdin, so that the terminal itself is asked.

    Raises:
        CallError: there is no terminal.
    """
    with _answers(is_stdin_taken=is_stdin_taken) as answers:
        if answers is None:
            raise CallError(
                f"{command} asks before it changes anything, and there is no terminal to ask on. "
                "Nothing changed",
                advice,
            )


def ask(question: str, *, is_stdin_taken: bool = False) -> bool:
    """Ask, and return whether the answer was yes."""
    write_error(f"{question} [y/N]")
    return _key(is_stdin_taken=is_stdin_taken).casefold() in {"y", "yes"}


def choose(question: str, choices: Sequence[str], *, is_stdin_taken: bool = False) -> int:
    """Ask which of several, and return its index.

    Raises:
        CallError: the answer is none of them.
    """
    write_error(question)
    for number, choice in enumerate(choices, start=1):
        write_error(f"  {number}  {choice}")
    read = _key if len(choices) < _MANY else _line
    answer = read(is_stdin_taken=is_stdin_taken)
    if not answer.isdecimal() or not 1 <= int(answer) <= len(choices):
        raise CallError(
            "None was chosen", f"Nothing was changed. Answer with a number from 1 to {len(choices)}"
        )
    return int(answer) - 1


def ask_line(question: str, *, is_stdin_taken: bool = False) -> str:
    """Ask for something that is typed.

    Raises:
        CallError: nothing was typed.
    """
    write_error(question)
    answer = _line(is_stdin_taken=is_stdin_taken)
    if not answer:
        raise CallError("Nothing was typed", "Nothing was changed")
    return answer


@contextmanager
def _answers(*, is_stdin_taken: bool) -> Iterator[TextIO | None]:
    """Give what answers are read from; None where nobody is there to answer."""
    if not is_stdin_taken:
        yield sys.stdin if is_terminal(sys.stdin) else None
        return
    try:
        terminal = _TERMINAL.open()
    except OSError:
        yield None
        return
    with terminal:
        yield terminal


def _line(*, is_stdin_taken: bool) -> str:
    with _answers(is_stdin_taken=is_stdin_taken) as answers:
        return answers.readline().strip() if answers else ""


def _key(*, is_stdin_taken: bool) -> str:
    """Read an answer of one letter: the key alone where a mail program pipes data here."""
    if not is_stdin_taken:
        return _line(is_stdin_taken=False)
    with _answers(is_stdin_taken=True) as answers:
        if answers is None:
            return ""
        before = termios.tcgetattr(answers)
        try:
            tty.setcbreak(answers, termios.TCSADRAIN)  # a key that was pressed already counts
            return answers.read(1).strip()
        finally:
            termios.tcsetattr(answers, termios.TCSADRAIN, before)

"""The parser of a call: argparse, with errors that are a sentence, and values that begin with a dash."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any, Final, NoReturn, TypeVar

from followup_tui.errors import CallError

ActionT = TypeVar("ActionT", bound=argparse.Action)

_MARK: Final = "\0"
"""Stands before a value that begins with a dash. No word of a command line can contain it."""


def mark_values(words: Sequence[str]) -> list[str]:
    """Mark the values that argparse would take for options: days such as `-3d`, and all words after `--`.

    The `--` itself is left out.
    """
    marked = []
    only_values = False
    for word in words:
        if word == "--" and not only_values:
            only_values = True
        elif word.startswith("-") and (only_values or re.match(r"-\d", word)):
            marked.append(f"{_MARK}{word}")
        elif word.startswith("--") and word.endswith("=--"):
            # `--note=--`: before Python 3.13 argparse drops a value that is two dashes.
            marked.append(f"{word[:-2]}{_MARK}--")
        else:
            marked.append(word)
    return marked


def refuse_broken_text(words: Sequence[str]) -> None:
    """Refuse arguments that are not valid UTF-8: they cannot be kept as they were written.

    Raises:
        CallError: one is not; it is shown, with an escape for each wrong byte.
    """
    for word in words:
        if not word.isascii() and any("\ud800" <= char <= "\udfff" for char in word):
            shown = word.encode("utf-8", "backslashreplace").decode().replace("\\udc", "\\x")
            raise CallError(f'"{shown[:60]}" is not valid UTF-8', "Nothing was done; write it in UTF-8")


def unmark(word: str) -> str:
    """Return a word as it was typed."""
    return word.removeprefix(_MARK)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Lays help out: lines stay lines, and one that is too long is wrapped."""

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        # Argparse forgets that a list of commands is indented once more: the longest got a line of its own.
        for command in self._iter_indented_subactions(action):
            length = len(self._format_action_invocation(command)) + self._current_indent
            self._action_max_length = max(self._action_max_length, length)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        from textwrap import wrap  # only help needs it

        return "\n".join(
            "\n".join(wrap(line, width, initial_indent=indent, subsequent_indent=indent))
            for line in text.splitlines()
        )


class Parser(argparse.ArgumentParser):
    """A parser whose errors are a sentence, and which knows words that were marked as values."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's own, passed on
        # Each argument makes a formatter, which without a width imports modules to ask the terminal for one.
        super().__init__(**options, allow_abbrev=False, formatter_class=partial(_Formatter, width=80))
        self.register("type", None, unmark)  # arguments without a type of their own
        self._single: dict[str, str] = {}
        """The options that take one value, each by every way to write it."""

    def _add_action(self, action: ActionT) -> ActionT:
        # Argparse's own: the options of a group pass through it, too, and not through `add_argument`.
        action = super()._add_action(action)
        if isinstance(action, argparse._StoreAction):  # noqa: SLF001 - it has no public name
            self._single |= dict.fromkeys(action.option_strings, "/".join(action.option_strings))
        return action

    def refuse_repeated(self, words: Sequence[str]) -> None:
        """Refuse an option that takes one value and is given two: argparse silently keeps the last.

        Args:
            words: the words of the call, marked by `mark_values`.

        Raises:
            CallError: there is one.
        """
        options = [word.partition("=")[0] if word.startswith("--") else word[:2] for word in words]
        counts = Counter(self._single[option] for option in options if option in self._single)
        for option, count in counts.items():
            if count > 1:
                raise CallError(
                    f"{option} can be given once, and is given {count} times", "Nothing was done; leave one"
                )

    def format_help(self) -> str:
        """Return the help, as wide as the terminal."""
        self.formatter_class = _Formatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments.

        Raises:
            CallError: always.
        """
        sentence = re.sub(r"^argument (?:-\w/)?([^:]+): ", r"\1: ", message.replace(_MARK, ""))
        sentence = re.sub(r"^the following arguments are required: ", "Something is missing: ", sentence)
        sentence = re.sub(r"^unrecognized arguments: ", "This is not understood: ", sentence)
        raise CallError(sentence, f"{self.prog} --help shows how it is written")

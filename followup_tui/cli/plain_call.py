"""Calls of plain words, as `due --quiet` or `why northwind`: parsed without argparse.

A prompt waits for them, and importing and setting up argparse takes a tenth of the time it waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

from followup_tui.cli import commands
from followup_tui.cli.arguments import add_data, add_json
from followup_tui.cli.command import Command

if TYPE_CHECKING:  # What this module is there to do without.
    from followup_tui.cli.argument_parser import Parser

QUICK_COMMANDS: Final = ("due", "list", "why")
"""The commands whose plain calls are parsed here: each of their options is a flag or has a value."""


def parse_plain_call(argv: Sequence[str]) -> tuple[Command, SimpleNamespace] | None:
    """Return the command and the options by name, as `parse` does, of a call of nothing but words and flags.

    None where there is anything else, such as a wrong word, an option with a value or `--help`: argparse is
    to parse it.
    """
    name, *words = argv
    if name not in QUICK_COMMANDS:
        return None
    command, arguments = commands.load(name), _Arguments()
    parser = cast("Parser", arguments)
    command.add_arguments(parser)
    add_json(parser)
    add_data(parser)
    return (command, SimpleNamespace(**arguments.values)) if arguments.take(words) else None


class _Arguments:
    """Takes what a command adds to its parser, and then the words of a call.

    Attributes:
        values: the value of each argument by its name.
    """

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._flags: dict[str, str] = {}
        self._missing: list[str] = []

    def add_argument(self, name: str, *, action: str = "", default: object = None, **_: str) -> None:
        option = name.removeprefix("--")
        self.values[option] = False if action else default
        if action:
            self._flags[name] = option
        elif option == name:
            self._missing.append(option)

    def take(self, words: Sequence[str]) -> bool:
        """Take the words of a call. Return whether they are all that is needed, and nothing else."""
        for word in words:
            if word in self._flags:
                self.values[self._flags[word]] = True
            elif self._missing and word.isascii() and not word.startswith("-"):
                self.values[self._missing.pop(0)] = word
            else:
                return False
        return not self._missing

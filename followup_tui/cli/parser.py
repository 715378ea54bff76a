"""Parses the words of a call into a command and its options. Holds the help of the program as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import NoReturn

from followup_tui import __version__
from followup_tui.cli import commands
from followup_tui.cli.argument_parser import Parser, mark_values, refuse_broken_text, unmark
from followup_tui.cli.arguments import add_data, add_json
from followup_tui.cli.command import Command
from followup_tui.domain.wording import capitalized, similar_words
from followup_tui.errors import CallError

_ABOUT = """\
What now, and may I write? For the time after a job interview.

Without a command, followup opens the board. Each command below does one thing
and ends. Whatever you change can be taken back with: followup undo
"""

_EXAMPLES = """\
examples:
  followup add Northwind "Data engineer" --person "Jana Novak" --decision fri
  followup due
  followup why northwind
  followup draft northwind
  followup contact northwind sent thank-you
  followup reflect northwind --well "Calm" --change "Speak slower"

WHEN is what you would say: fri, "tomorrow 14:30", 27.11., "in 3 days", +5bd
(business days), 2026-11-27. ID is the short name that list shows, or the
company; its beginning is enough.
Your notes stay on this machine.
followup COMMAND --help says more about a command.
"""


def parse(argv: Sequence[str]) -> tuple[Command | None, SimpleNamespace]:
    """Read the arguments of a call, which begin after the program's name.

    Returns:
        The command, None for the board; and its options by name.

    Raises:
        CallError: the arguments are wrong.
        SystemExit: help or the version was asked for, and is printed.
    """
    refuse_broken_text(argv)
    before, after = _split(mark_values(argv))
    asks_for_help = any(word.startswith("-h") or word == "--help" for word in before)
    program = full_parser() if asks_for_help else _program_parser()
    program.refuse_repeated(before)
    options = program.parse_args(before, SimpleNamespace())
    if not after:
        return None, options
    name, *words = after
    if name not in commands.names():
        _refuse_command(unmark(name))
    command = commands.load(name)
    parser = _command_parser(name, command, data=options.data)
    parser.refuse_repeated([*before, *words])
    # parse_intermixed_args lets words stand behind options, but is ten times as slow.
    options, unread = parser.parse_known_args(words, SimpleNamespace())
    return command, parser.parse_intermixed_args(words, SimpleNamespace()) if unread else options


def _split(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Split the program's own options from the command and all that follows it."""
    index = 0
    while index < len(words) and words[index].startswith("-"):
        index += 2 if words[index] == "--data" else 1
    return words[:index], words[index:]


def full_parser() -> Parser:
    """Return the parser of the whole program, with every command: for help, and what is made from it."""
    parser = _program_parser()
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser)
    for name, command in commands.load_all().items():
        _add_arguments(subparsers.add_parser(name, help=command.help), command)
    return parser


def _program_parser() -> Parser:
    parser = Parser(prog="followup", description=_ABOUT, epilog=_EXAMPLES)
    parser.add_argument("--version", action="version", version=f"followup {__version__}")
    add_data(parser)
    return parser


def _command_parser(name: str, command: Command, data: str | None) -> Parser:
    parser = Parser(prog=f"followup {name}")
    _add_arguments(parser, command, data)
    return parser


def _add_arguments(parser: Parser, command: Command, data: str | None = None) -> None:
    """Add all that a command takes, and what its help begins with."""
    parser.description = command.description or f"{capitalized(command.help)}."
    command.add_arguments(parser)
    if command.has_json:
        add_json(parser)
    add_data(parser, default=data)


def _refuse_command(word: str) -> NoReturn:
    similar = similar_words(word, commands.names())
    advice = f"Did you mean {similar[0]}?" if similar else "followup --help shows the commands"
    raise CallError(f"There is no command {word[:40]!r}", advice)

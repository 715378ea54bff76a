"""Runs one call, from its arguments to its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace

from followup_tui.cli.command import Call, Command
from followup_tui.cli.exit_signals import let_interrupt_come
from followup_tui.cli.output import NOTHING_TO_SHOW, prepare_streams, write, write_error
from followup_tui.config import make_context
from followup_tui.errors import FollowupError


def run(argv: Sequence[str]) -> int:
    """Run the command that the arguments name; without one, the board. Write errors to stderr, a line each.

    Returns:
        The exit code.

    Raises:
        BrokenPipeError: the reader of the output has closed the pipe.
        SystemExit: help or the version was asked for, and is printed.
    """
    prepare_streams()
    notes: list[str] = []
    try:
        command, options = _parse(argv) if argv else (None, None)
        context = make_context(os.environ, options.data if options else None)
        if command is None or options is None:
            from followup_tui.storage.file_state import read_ahead  # some commands read no data file

            read_ahead(context.paths.data_file)
            from followup_tui.cli.board import show_board  # no command needs it

            let_interrupt_come()
            return show_board(context)
        call = Call(options, context, creates_file=command.creates_file)
        let_interrupt_come()
        try:
            with _pager(command):
                code = command.run(call) or 0
        finally:
            notes = list(_notes(command, call))
    except FollowupError as error:
        write_error(str(error))
        code = error.exit_code
    # After the error, whose line comes first. A command that is to be quiet is.
    for note in notes if code != NOTHING_TO_SHOW else ():
        write_error(note)
    return code


def _pager(command: Command) -> AbstractContextManager[None]:
    """Return what shows a command's output where it is long; nothing where it goes to no terminal."""
    if not command.is_paged or sys.stdout is None or not sys.stdout.isatty():
        return nullcontext()
    from followup_tui.cli.pager import paged_output  # only a terminal has a pager

    return paged_output()


def _notes(command: Command, call: Call) -> Iterator[str]:
    """Return what the user should know beside the output of the command."""
    if (file := call.missing_file()) is not None:
        yield f"There is no file {file}"
    if not command.says_settings_problems:
        yield from (f"settings: {problem}" for problem in call.context.settings.problems)


def _parse(argv: Sequence[str]) -> tuple[Command | None, SimpleNamespace]:
    from followup_tui.cli.plain_call import parse_plain_call  # the board is opened without arguments

    if plain := parse_plain_call(argv):
        return plain
    from followup_tui.cli.parser import parse  # calls of plain words need no argparse

    try:
        return parse(argv)
    except SystemExit:
        write("")  # argparse has printed what was asked for; this raises if it could not be written
        raise

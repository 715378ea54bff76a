"""From the arguments to the exit code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from followup_tui.cli.opening import open_tracker
from followup_tui.cli.output import NOTHING_TO_SHOW, complain, prepare_streams, write
from followup_tui.cli.parser import parse
from followup_tui.config import make_context
from followup_tui.errors import FollowupError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from followup_tui.config import Context

_LOOK_AFTER_THE_FILE = frozenset({"backup", "restore", "doctor"})
"""The commands that work on a damaged file, and so do not open it as the others do."""

_ABOUT_THE_JOURNAL = frozenset({"reflect", "journal", "lessons", "prep", "dossier", "stats", "import"})
"""The commands that none of the others need to wait for."""


def run(argv: Sequence[str] | None) -> int:
    """Do what the arguments say. What goes wrong is said in one line on stderr.

    Args:
        argv: the arguments, without the program's name; what was typed where it is None.

    Returns:
        The exit code.

    Raises:
        BrokenPipeError: whoever read the output has stopped.
        SystemExit: help or the version was asked for.
    """
    prepare_streams()
    try:
        options = _read(argv)
        context = make_context(os.environ, options.data)
    except FollowupError as error:
        return _refused(error)
    if options.command in {"", "demo"}:
        from followup_tui.cli.board import show_board, show_demo  # no other command needs it

        try:
            return show_demo(options, context) if options.command else show_board(context)
        except FollowupError as error:
            return _refused(error)
    try:
        code = _command(options, context)
    except FollowupError as error:
        code = _refused(error)
    if options.command == "doctor":  # It has said them.
        return code
    # After the error, whose line comes first; the board shows these itself. Quiet is quiet, though.
    for problem in context.settings.problems if code != NOTHING_TO_SHOW else ():
        complain(f"settings: {problem}")
    return code


def _read(argv: Sequence[str] | None) -> Namespace:
    try:
        return parse(argv)
    except SystemExit:
        write("")  # what was asked for is printed, or it is said here that it could not be
        raise


def _command(options: Namespace, context: Context) -> int:
    if options.command in _LOOK_AFTER_THE_FILE:
        from followup_tui.cli import doctor, recovery

        return {**recovery.RUN, **doctor.RUN}[options.command](recovery.Care(options, context))
    from followup_tui.cli import guard  # the board needs none of it
    from followup_tui.cli.report import Call

    # What is over is nothing to do; every other command may need all there is.
    call = Call(open_tracker(context, late=options.command == "due"), options, context)
    # A prompt waits for these: they load none of what the others need.
    if options.command in guard.RUN:
        return guard.RUN[options.command](call) or 0
    if options.command in _ABOUT_THE_JOURNAL:
        from followup_tui.cli import journal

        journal.RUN[options.command](call)
        return 0
    from followup_tui.cli import commands

    commands.RUN[options.command](call)
    return 0


def _refused(error: FollowupError) -> int:
    complain(str(error))
    return error.exit_code

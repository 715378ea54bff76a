"""The board, on the user's applications or on a sample.

It is painted before what draws it is imported, which takes most of its start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from followup_tui.cli.command import open_tracker
from followup_tui.cli.exit_signals import exit_signals_wait
from followup_tui.cli.output import write_error
from followup_tui.cli.terminal import clean_environment, hidden_tracebacks, terminal_problem
from followup_tui.config import Context, Paths
from followup_tui.config.settings_template import make_settings_file
from followup_tui.errors import CallError, DataError
from followup_tui.storage.drafts import Drafts
from followup_tui.ui.board.early_keys import EarlyKeys
from followup_tui.ui.board.opening import open_board
from followup_tui.ui.board.picture import picture_of
from followup_tui.ui.terminal.first_paint import first_paint

if TYPE_CHECKING:
    from followup_tui.followers.hook_queue import HookQueue
    from followup_tui.tracker import Tracker


def show_board(context: Context) -> int:
    """Show the board until the user leaves. Return the exit code.

    Raises:
        FollowupError: there is no terminal it could be drawn on, or the data cannot be used.
    """
    _prepare_terminal()
    tracker = open_tracker(context, lazily=True)
    with suppress(DataError):  # the board does without; the settings are all optional
        make_settings_file(context.paths.config_file)
    exit_code = _show(tracker, context)
    if context.settings.sync.on_quit and exit_code == 0:
        _sync(context)
    return exit_code


def _sync(context: Context) -> None:
    """Sync in the shell, once the board was left: what goes wrong there is said there."""
    import subprocess  # most have no other machine

    from followup_tui.sync.command import sync_command

    write_error("Syncing; ctrl+c leaves it for the next time")
    with suppress(OSError, KeyboardInterrupt):
        subprocess.run(sync_command(context.paths.data_file), stdin=subprocess.DEVNULL, check=False)  # noqa: S603


def show_demo(context: Context, size: int | None, seed: int) -> int:
    """Show the board on a sample that is thrown away. Returns and raises as `show_board`.

    Args:
        context: the user's own; none of their files is touched.
        size: how many applications the sample has; None for a handful.
        seed: which sample.
    """
    import tempfile  # only the sample needs these

    from followup_tui.demo import sample

    _prepare_terminal()
    # Signals wait until whatever the sample writes is thrown away with it, but where Textual has them.
    with exit_signals_wait(), tempfile.TemporaryDirectory(prefix="followup-demo-") as name:
        folder = Path(name)
        paths = Paths(folder / "demo.json", folder / "state", folder)
        # The people in it are made up: nothing is sent to them, and none of it is in the user's calendar.
        sync = replace(context.settings.sync, remote="", on_quit=False)
        settings = replace(context.settings, send="", calendar_file=None, after_change="", sync=sync)
        demo_context = replace(context, paths=paths, settings=settings)
        tracker = open_tracker(demo_context)
        tracker.fill(sample(size, seed, tracker.today().now))
        return _show(tracker, demo_context)


def _show(tracker: Tracker, context: Context) -> int:
    opening = open_board(tracker, Drafts(context.paths.drafts_folder), context)
    with first_paint(lambda size: picture_of(opening, size, context.settings.theme, os.environ)) as painted:
        if painted is not None:
            painted.answer_keys(EarlyKeys(opening).press, lambda: import_module("followup_tui.ui.app"))
        from followup_tui.ui.app import run_board  # most of a start's time goes into it

        with hidden_tracebacks(), _hooks(context) as hooks:
            return run_board(opening, context, painted, hooks)


@contextmanager
def _hooks(context: Context) -> Iterator[HookQueue | None]:
    """Run the user's command after each change in the background; wait for it at the end, for a while."""
    command = context.settings.after_change
    if not command:
        yield None
        return
    from followup_tui.followers.hook_queue import HookQueue  # most have no such command

    hooks = HookQueue(command)
    try:
        yield hooks
    finally:
        for sentence in hooks.finish(lambda: write_error("Waiting for your command after a change")):
            write_error(sentence)


def _prepare_terminal() -> None:
    problem = terminal_problem(os.environ, (sys.stdin, sys.stdout, sys.stderr))
    if problem:
        raise CallError(problem)
    clean_environment(os.environ)

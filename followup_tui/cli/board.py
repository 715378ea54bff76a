"""The board, on the user's applications or on a sample.

Importing what draws it takes most of its start and keeps one processor busy. Its first paint is made by
another process meanwhile (`prerender.py`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from followup_tui.cli.command import clock, open_tracker
from followup_tui.cli.exit_signals import exit_signals_raise
from followup_tui.cli.output import write_error
from followup_tui.cli.prerender import Prerender
from followup_tui.cli.terminal import clean_environment, hidden_tracebacks, terminal_problem
from followup_tui.config import Context, Paths
from followup_tui.config.settings_template import make_settings_file
from followup_tui.domain.application import Application
from followup_tui.errors import CallError, DataError

if TYPE_CHECKING:
    from followup_tui.followers.hook_queue import HookQueue
    from followup_tui.storage.drafts import Drafts
    from followup_tui.tracker import Tracker
    from followup_tui.ui.board.first_paint import FirstPaint


def show_board(context: Context) -> int:
    """Show the board until the user leaves. Return the exit code.

    Raises:
        FollowupError: there is no terminal it could be drawn on, or the data cannot be used.
    """

    def make_first_paint() -> FirstPaint:
        from followup_tui.ui.board.first_paint import compute_first_paint

        tracker, drafts = open_tracker(context, lazily=True), _drafts(context)
        applications = tracker.applications
        half_written = drafts.offered(applications)
        return compute_first_paint(
            applications, tracker.today(), str(tracker.path), half_written, os.get_terminal_size().lines
        )

    def open_file() -> Tracker:
        tracker = open_tracker(context, lazily=True)
        with suppress(DataError):  # the board does without; the settings are all optional
            make_settings_file(context.paths.config_file)
        return tracker

    _prepare_terminal()
    with Prerender(make_first_paint) as prerender:
        exit_code = _show(prerender, open_file, context)
    if context.settings.sync.on_quit and exit_code == 0:
        _sync(context)
    return exit_code


def _sync(context: Context) -> None:
    """Sync in the shell, once the board was left: what goes wrong there is said there."""
    import subprocess  # most have no other machine

    from followup_tui.ui.background_sync import sync_command

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
    import tempfile  # only the sample needs it
    from pathlib import Path

    _prepare_terminal()
    with exit_signals_raise(), tempfile.TemporaryDirectory(prefix="followup-demo-") as name:
        folder = Path(name)
        # Whatever a sample writes is thrown away with it.
        paths = Paths(folder / "demo.json", folder / "state", folder)
        # The people in it are made up: nothing is sent to them, and none of it is in the user's calendar.
        sync = context.settings.sync._replace(remote="", on_quit=False)
        settings = context.settings._replace(send="", calendar_file=None, after_change="", sync=sync)
        demo_context = context._replace(paths=paths, settings=settings)
        sample = _Sample(demo_context, size, seed)
        with Prerender(sample.make_first_paint, sample.save) as prerender:
            return _show(prerender, sample.open_file, demo_context)


class _Sample:
    """The sample. Its first paint is made before it is saved, which takes longer than making it."""

    def __init__(self, context: Context, size: int | None, seed: int) -> None:
        self._context, self._size, self._seed = context, size, seed
        self._now = clock(context)()
        self._applications: list[Application] = []

    def make_first_paint(self) -> FirstPaint:
        """Make the sample, and the board's first paint of it."""
        from followup_tui.demo import sample
        from followup_tui.domain.stages import Today
        from followup_tui.ui.board.first_paint import compute_first_paint

        self._applications = sample(self._size, self._seed, self._now)
        applications = {application.id: application for application in self._applications}
        settings = self._context.settings
        today = Today(self._now, settings.rules, settings.calendar)
        data_file, height = str(self._context.paths.data_file), os.get_terminal_size().lines
        return compute_first_paint(applications, today, data_file, (), height)

    def save(self) -> None:
        """Write the sample to its file."""
        open_tracker(self._context, lambda: self._now).fill(self._applications)

    def open_file(self) -> Tracker:
        """Open the sample's file; make it first where no other process could do that."""
        if not self._context.paths.data_file.exists():
            self.make_first_paint()
            self.save()
        return open_tracker(self._context, lazily=True)


def _show(prerender: Prerender[FirstPaint], open_file: Callable[[], Tracker], context: Context) -> int:
    from followup_tui.ui.app import run_board  # most of a start's time goes into it

    def load() -> tuple[Tracker, Drafts]:
        prerender.end()
        return open_file(), _drafts(context)

    with hidden_tracebacks(), _hooks(context) as hooks:
        if not prerender.is_done:  # there is much to read
            return run_board(load, context, prerender.result, hooks)
        first_paint = prerender.result()
        if first_paint is None:
            data = load()  # before the screen is taken, so that an error is written to the shell
            return run_board(lambda: data, context, hooks=hooks)
        return run_board(load, context, lambda: first_paint, hooks)


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


def _drafts(context: Context) -> Drafts:
    from followup_tui.storage.drafts import Drafts  # the first paint is painted without

    return Drafts(context.paths.drafts_folder)

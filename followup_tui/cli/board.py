"""The board, on the user's applications or on a sample.

Loading what draws it takes most of its start and keeps one processor busy. What it shows first is worked out
by another process meanwhile (`ahead.py`).
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from followup_tui.cli.opening import clock, open_tracker
from followup_tui.cli.prerender import Ahead
from followup_tui.cli.terminal import discreet, shut_out, terminal_problem
from followup_tui.config import Paths, make_settings_file
from followup_tui.errors import CallError, DataError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from followup_tui.config import Context
    from followup_tui.domain.application import Application
    from followup_tui.storage.drafts import Drafts
    from followup_tui.tracker import Tracker
    from followup_tui.ui.board.first_paint import FirstPaint


def show_board(context: Context) -> int:
    """Show the board until the user leaves. Gives the exit code.

    Args:
        context: where the user's files are, and their settings.

    Raises:
        FollowupError: there is no terminal it could be drawn on, or the data cannot be used.
    """

    def look() -> FirstPaint:
        from followup_tui.ui.board.first_paint import compute_first_paint

        tracker, drafts = open_tracker(context, late=True), _drafts(context)
        return compute_first_paint(tracker.applications, tracker.today(), tracker.place, drafts.all())

    def begin() -> Tracker:
        tracker = open_tracker(context, late=True)
        with suppress(DataError):  # the board does without; the settings are all optional
            make_settings_file(context.paths.config_file)
        return tracker

    _look_at_the_terminal()
    with Ahead(look) as ahead:
        return _run(ahead, begin, context)


def show_demo(options: Namespace, context: Context) -> int:
    """Show the board on a sample that is thrown away. What it gives and raises is as for `show_board`.

    Args:
        options: how many applications the sample has, and which ones.
        context: the user's own; none of their files is touched.
    """
    import tempfile  # only the sample needs it
    from pathlib import Path

    _look_at_the_terminal()
    with tempfile.TemporaryDirectory(prefix="followup-demo-") as name:
        folder = Path(name)
        # Whatever a sample writes is thrown away with it.
        paths = Paths(folder / "demo.json", folder / "state", folder)
        # The people in it are made up: nothing is sent to them.
        throwaway = context._replace(paths=paths, settings=replace(context.settings, send=""))
        sample = _Sample(options, throwaway)
        with Ahead(sample.look, sample.save) as ahead:
            return _run(ahead, sample.begin, throwaway)


class _Sample:
    """The sample: looked at before it is saved, which takes longer than to make it."""

    def __init__(self, options: Namespace, context: Context) -> None:
        self._options, self._context = options, context
        self._now = clock(context.settings)()
        self._made: list[Application] = []

    def look(self) -> FirstPaint:
        """Make it, and take the board's first picture of it."""
        from followup_tui.demo import sample
        from followup_tui.domain.stages import Today
        from followup_tui.ui.board.first_paint import compute_first_paint

        self._made = sample(self._options.size, self._options.seed, self._now)
        applications = {application.id: application for application in self._made}
        settings = self._context.settings
        today = Today(self._now, settings.rules, settings.calendar)
        return compute_first_paint(applications, today, str(self._context.paths.data_file), ())

    def save(self) -> None:
        """Put it in its file."""
        open_tracker(self._context, lambda: self._now).fill(self._made)

    def begin(self) -> Tracker:
        """Open it; make it first where there was no other process to do that."""
        if not self._context.paths.data_file.exists():
            self.look()
            self.save()
        return open_tracker(self._context, late=True)


def _run(ahead: Ahead[FirstPaint], begin: Callable[[], Tracker], context: Context) -> int:
    from followup_tui.ui.app import run_board  # most of a start's time goes into it

    def load() -> tuple[Tracker, Drafts]:
        ahead.end()
        return begin(), _drafts(context)

    with discreet():
        if not ahead.is_done:  # there is much to read
            return run_board(load, context, ahead.result)
        picture = ahead.result()
        if picture is None:
            data = load()  # before the screen is taken: what is wrong is said in the shell
            return run_board(lambda: data, context)
        return run_board(load, context, lambda: picture)


def _look_at_the_terminal() -> None:
    problem = terminal_problem(os.environ, (sys.stdin, sys.stdout, sys.stderr))
    if problem:
        raise CallError(problem)
    shut_out(os.environ)


def _drafts(context: Context) -> Drafts:
    from followup_tui.storage.drafts import Drafts  # the first picture is painted without

    return Drafts(context.paths.drafts_folder)

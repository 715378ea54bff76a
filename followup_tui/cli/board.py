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

from followup_tui.cli.ahead import Ahead
from followup_tui.cli.opening import clock, open_tracker
from followup_tui.cli.terminal import discreet, shut_out, terminal_problem
from followup_tui.config import make_settings_file
from followup_tui.errors import CallError, DataError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from followup_tui.config import Places, Settings
    from followup_tui.domain.application import Application
    from followup_tui.storage.drafts import Drafts
    from followup_tui.tracker import Tracker
    from followup_tui.ui.first_picture import FirstPicture


def show_board(settings: Settings, files: Places) -> int:
    """Show the board until the user leaves. Gives the exit code.

    Args:
        settings: the user's settings.
        files: where their files are.

    Raises:
        FollowupError: there is no terminal it could be drawn on, or the data cannot be used.
    """

    def look() -> FirstPicture:
        from followup_tui.ui.first_picture import first_picture

        tracker, drafts = open_tracker(settings, files, late=True), _drafts(files)
        return first_picture(tracker.applications, tracker.today(), tracker.place, drafts.all())

    _look_at_the_terminal()
    ahead = Ahead(look)
    with suppress(DataError):  # the board does without; the settings are all optional
        make_settings_file(files.config_file)
    return _run(ahead, lambda: open_tracker(settings, files, late=True), settings, files)


def show_demo(options: Namespace, settings: Settings, files: Places) -> int:
    """Show the board on a sample that is thrown away. What it gives and raises is as for `show_board`.

    Args:
        options: how many applications the sample has, and which ones.
        settings: the user's settings.
        files: where their own files are; none of them is touched.
    """
    import tempfile  # only the sample needs it
    from pathlib import Path

    made: list[Application] = []

    def look() -> FirstPicture:
        from followup_tui.demo import sample
        from followup_tui.domain.stages import Today
        from followup_tui.ui.first_picture import first_picture

        made.extend(sample(options.size, options.seed, now))
        applications = {application.id: application for application in made}
        today = Today(now, settings.rules, settings.calendar)
        return first_picture(applications, today, str(throwaway.data_file), ())

    def save() -> None:
        open_tracker(settings, throwaway, lambda: now).fill(made)

    def begin() -> Tracker:
        if not throwaway.data_file.exists():  # there was no other process to make it
            look()
            save()
        return open_tracker(settings, throwaway, late=True)

    _look_at_the_terminal()
    now = clock(settings)()
    with tempfile.TemporaryDirectory(prefix="followup-demo-") as name:
        folder = Path(name)
        # Whatever a sample writes is thrown away with it.
        throwaway = files._replace(
            data_file=folder / "demo.json", state_folder=folder / "state", config_file=folder / "config.toml"
        )
        # The people in it are made up: nothing is sent to them.
        return _run(Ahead(look, save), begin, replace(settings, send=""), throwaway)


def _run(ahead: Ahead[FirstPicture], begin: Callable[[], Tracker], settings: Settings, files: Places) -> int:
    from followup_tui.ui.app import run_board  # most of a start's time goes into it

    def load() -> tuple[Tracker, Drafts]:
        ahead.end()
        return begin(), _drafts(files)

    try:
        with discreet():
            if not ahead.is_done:  # there is much to read
                return run_board(load, settings, files.config_file, ahead.result)
            picture = ahead.result()
            if picture is None:
                data = load()  # before the screen is taken: what is wrong is said in the shell
                return run_board(lambda: data, settings, files.config_file)
            return run_board(load, settings, files.config_file, lambda: picture)
    finally:
        ahead.end()


def _look_at_the_terminal() -> None:
    problem = terminal_problem(os.environ, (sys.stdin, sys.stdout, sys.stderr))
    if problem:
        raise CallError(problem)
    shut_out(os.environ)


def _drafts(files: Places) -> Drafts:
    from followup_tui.storage.drafts import Drafts  # the first picture is painted without

    return Drafts(files.state_folder, files.data_file)

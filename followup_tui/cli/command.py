"""What a command is, and one call of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from msgspec import Struct

from followup_tui.config import Context
from followup_tui.domain.application import Application
from followup_tui.domain.stages import Today
from followup_tui.errors import DataError

if TYPE_CHECKING:  # The board is opened without.
    from followup_tui.cli.argument_parser import Parser
    from followup_tui.storage.history import Step
    from followup_tui.tracker import Tracker


class Call:
    """One call of a command.

    Args:
        options: the arguments by name.
        context: where the user's files are, and their settings.
        creates_file: whether a data file that is named and is not there is created.
    """

    def __init__(self, options: SimpleNamespace, context: Context, *, creates_file: bool = True) -> None:
        self.options = options
        self.context = context
        self._creates_file = creates_file
        self._has_read = False

    @cached_property
    def tracker(self) -> Tracker:
        """The user's applications, read when they are first asked for.

        Raises:
            DataError: the data file cannot be used, or was named by `--data` and is not there.
        """
        self.refuse_missing_file()
        self._has_read = True
        tracker = open_tracker(self.context)
        if self.context.settings.after_change:
            tracker.follow(partial(_run_hook, self.context.settings.after_change))
        return tracker

    def read_applications(self, *, lazily: bool = False) -> Mapping[str, Application]:
        """Read the applications, as the function `read_applications` does.

        Raises:
            DataError: the data file cannot be used, or was named by `--data` and is not there.
        """
        self.refuse_missing_file()
        self._has_read = True
        return read_applications(self.context, lazily=lazily)

    def today(self) -> Today:
        """Return the present moment with the user's numbers and calendar."""
        settings = self.context.settings
        return Today(self.now(), settings.rules, settings.calendar)

    def refuse_missing_file(self) -> None:
        """Refuse a data file that was named by `--data`, is not there and is not to be created.

        Raises:
            DataError: it is such a file.
        """
        missing = None if self._creates_file or self.options.data is None else self._missing_file()
        if missing is not None:
            raise DataError(f"There is no file {missing}", "Check its name; followup add creates a new one")

    def missing_file(self) -> Path | None:
        """Return the data file if it was named, was read, and is not there; None otherwise."""
        return self._missing_file() if self._has_read else None

    def _missing_file(self) -> Path | None:
        paths = self.context.paths
        if paths.is_usual:
            return None
        try:
            paths.data_file.stat()
        except FileNotFoundError:
            return paths.data_file.absolute()
        except (OSError, ValueError):  # no file can have this name, which the command has said
            pass
        return None

    def application(self) -> Application:
        """Return the application that ID means.

        Raises:
            CallError: it means none, or more than one.
            DataError: the data file is there and cannot be used.
        """
        return self.tracker.find(self.options.id)

    def now(self) -> datetime:
        """Return the present moment in the user's zone."""
        return now(self.context)


class Command(Struct, frozen=True):
    """A command, as its module describes it.

    Attributes:
        help: what it does, for `followup --help`: without a capital and a full stop.
        order: commands with smaller numbers come first there.
        run: does it. It returns the exit code, or None for 0.
        add_arguments: adds the arguments it takes beside `--json` and `--data`.
        description: what its own help begins with; empty for the sentence in `help`.
        has_json: whether it takes `--json`.
        says_settings_problems: whether it says itself what is wrong in the settings.
        creates_file: whether it creates a data file that was named and is not there.
        is_paged: whether the pager shows its output where that is longer than the terminal. One that asks
            something is not: the question would wait in the pager.
    """

    help: str
    order: int
    run: Callable[[Call], int | None]
    add_arguments: Callable[[Parser], None] = lambda _: None
    description: str = ""
    has_json: bool = True
    says_settings_problems: bool = False
    creates_file: bool = False
    is_paged: bool = False


def now(context: Context) -> datetime:
    """Return the present moment, aware, in the user's zone."""
    # The only place of the command line that asks what time it is.
    return datetime.now(context.settings.zone)


def open_tracker(context: Context, *, lazily: bool = False) -> Tracker:
    """Open the data file.

    Args:
        context: where it is, and the user's settings.
        lazily: whether closed applications may be read when they are asked for, where there are many.

    Raises:
        DataError: the file is there and cannot be used.
    """
    from followup_tui.tracker import Tracker  # help, wrong calls and the first paint do without

    settings = context.settings
    tracker = Tracker.open(
        context.paths.data_file,
        context.paths.backups_folder,
        lambda: now(context),
        settings.rules,
        settings.calendar,
        lazily=lazily,
    )
    if settings.calendar_file is not None:
        tracker.follow(partial(_write_calendar, settings.calendar_file))
    return tracker


def read_applications(context: Context, *, lazily: bool = False) -> Mapping[str, Application]:
    """Return the applications by id, read without what changes them: prompts wait for it.

    Args:
        context: where they are, and the user's settings.
        lazily: as in `open_tracker`.

    Raises:
        DataError: the file is there and cannot be used.
    """
    from followup_tui.storage.file_state import read_ahead  # help, wrong calls and the first paint do without

    read_ahead(context.paths.data_file)
    from followup_tui.storage import reading  # likewise

    def offer() -> str:
        from followup_tui.storage.backup_offer import offer_backup  # only a damaged file needs it
        from followup_tui.storage.backups import Backups

        return offer_backup(Backups(context.paths.backups_folder, lambda: now(context)))

    return reading.read_applications(context.paths.data_file, offer, lazily=lazily)


def _write_calendar(file: Path, step: Step, tracker: Tracker) -> str:
    from followup_tui.followers.calendar_file import calendar_warning  # only a change needs it

    return calendar_warning(file, tracker, step)


def _run_hook(command: str, step: Step, tracker: Tracker) -> str:
    from followup_tui.followers.hook import run_hook  # only a change needs it

    return run_hook(command, step, tracker.applications, tracker.path, tracker.today())

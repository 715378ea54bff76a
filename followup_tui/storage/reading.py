"""Reads the applications of a data file, and nothing else: prompts wait for commands that change nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from followup_tui.domain.application import Application
from followup_tui.domain.text import TEXT_LIMIT, clean_line
from followup_tui.errors import DataError
from followup_tui.storage.file_state import read_file
from followup_tui.storage.migrations import NewerSchemaError
from followup_tui.storage.snapshot import take_snapshot
from followup_tui.storage.tables import UnusableError, decode


def read_applications(
    path: Path, offer: Callable[[], str], *, lazily: bool = False
) -> Mapping[str, Application]:
    """Return the applications of a data file by id.

    Args:
        path: the data file, which need not be there.
        offer: as in `unusable`.
        lazily: whether closed ones may be decoded when they are asked for, where there are many.

    Raises:
        DataError: it cannot be used.
    """
    path = Path(os.path.realpath(path))
    try:
        content, _ = read_file(path)
        late_error = (lambda error: unusable(path, error, offer)) if lazily else None
        return take_snapshot(decode(content), late_error).applications
    except FileNotFoundError:
        return {}
    except UnusableError as error:
        raise unusable(path, error, offer) from error


def unusable(path: Path, error: UnusableError, offer: Callable[[], str]) -> DataError:
    """Return the error for a file whose content cannot be used; the file stays as it is.

    Args:
        path: the file.
        error: what is wrong with it.
        offer: says what to do about a damaged file, by the backups there are.
    """
    if isinstance(error, NewerSchemaError):
        step = "Update with pip install -U followup-tui, or use another file with --data FILE"
        return DataError(f"{path} {error}", step, untouched="It")
    # What is wrong may quote what somebody wrote into the file.
    what = clean_line(str(error), "The error", limit=TEXT_LIMIT)
    step = f"{offer()}. Or start on another file with --data FILE"
    return DataError(f"{path} {what}", step, untouched="It")

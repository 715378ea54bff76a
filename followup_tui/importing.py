"""An import from its files to one step of the history: what the command line and the board share."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace

from followup_tui.config import Context
from followup_tui.config.paths import expand_home
from followup_tui.domain.application import Application
from followup_tui.domain.stages import Today
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError
from followup_tui.exchange.imports.columns import FIELD_WORDS
from followup_tui.exchange.imports.content import MOST_BYTES, Content
from followup_tui.exchange.imports.file_dates import month_comes_first
from followup_tui.exchange.imports.headings import IGNORE
from followup_tui.exchange.imports.incoming import Choice, ImportOptions, Incoming, Question
from followup_tui.exchange.imports.kinds import read_files
from followup_tui.exchange.imports.plan import ImportItem, ImportPlan, ImportResult
from followup_tui.exchange.imports.planner import plan_import
from followup_tui.storage.recovery import Recovery
from followup_tui.tracker import Change, Tracker

STDIN: Final = "-"
"""The name of the standard input among those of files."""

RESULT_WORDS: Final = {
    ImportResult.NEW: "new",
    ImportResult.CHANGED: "changed",
    ImportResult.EXISTING: "already there",
    ImportResult.SKIPPED: "skipped",
}
"""What becomes of an entry, in words, in the order in which they are counted."""

_NO_FILES: Final[tuple[tuple[Callable[[int], bool], str], ...]] = (
    (stat.S_ISDIR, "it is a folder; name the files in it"),
    (stat.S_ISFIFO, f"it is a pipe; followup import {STDIN} reads what is sent to it"),
    (lambda mode: not stat.S_ISREG(mode), "it is a device, not a file"),
)
"""What a path may lead to that is not read as a file."""


class PlannedImport(NamedTuple):
    """An import before it is done.

    Attributes:
        incoming: what the files hold.
        plan: what would be done.
        applications: the applications it was planned on, by id.
        options: what was told beside the files, with the answers so far.
    """

    incoming: Sequence[Incoming]
    plan: ImportPlan
    applications: Mapping[str, Application]
    options: ImportOptions

    @property
    def titles(self) -> str:
        """What the kinds of the files are called."""
        return ", ".join(dict.fromkeys(file.title for file in self.incoming))


class ChangedMeanwhileError(CallError):
    """The applications changed after an import was planned."""

    def __init__(self) -> None:
        super().__init__("Something was changed elsewhere meanwhile, so nothing was imported", "Look again")


def import_options(context: Context, today: Today, **told: Any) -> ImportOptions:  # noqa: ANN401 - any of its fields
    """Return what an import is told: by the settings, and beside them."""
    settings = context.settings
    sender = settings.sender
    return ImportOptions(
        today=today,
        own_addresses=frozenset((sender.email.casefold(),) if sender else ()),
        own_name=sender.name if sender else "",
        month_comes_first=month_comes_first(settings.country),
        **told,
    )


def read_contents(paths: Sequence[str | Path]) -> list[Content]:
    """Return the contents of files, and of the standard input where it is named.

    Raises:
        CallError: one cannot be read, is empty or too large, or the standard input is named twice.
    """
    if sum(path == STDIN for path in paths) > 1:
        raise CallError("The standard input can be read only once", "Nothing was changed. Name - once")
    return [_read(path) for path in paths]


def plan_contents(
    contents: Sequence[Content], applications: Mapping[str, Application], options: ImportOptions
) -> PlannedImport:
    """Return what an import would do. While its plan has questions, nothing can be imported.

    Raises:
        CallError: a file cannot be read, or is of no kind there is.
    """
    incoming = read_files(contents, options)
    return PlannedImport(incoming, plan_import(incoming, applications, options), applications, options)


def plan_again(planned: PlannedImport, applications: Mapping[str, Application]) -> PlannedImport:
    """Return what the same import would do by now."""
    plan = plan_import(planned.incoming, applications, planned.options)
    return planned._replace(plan=plan, applications=applications)


def answered(options: ImportOptions, question: Question, answer: str) -> ImportOptions:
    """Return what an import is told, with the answer to a question."""
    return replace(options, answers={**options.answers, question.key: answer})


def import_planned(tracker: Tracker, recovery: Recovery, planned: PlannedImport) -> Change:
    """Back the data file up, and import what was planned as one step.

    Raises:
        ChangedMeanwhileError: the applications are not those it was planned on; nothing was done.
        DataError: the file could not be backed up, or not be saved.
    """
    if planned.applications:
        recovery.back_up()

    def build(applications: Mapping[str, Application]) -> dict[str, Application | None]:
        if dict(applications) != planned.applications:
            raise ChangedMeanwhileError
        return dict(planned.plan.changed)

    return tracker.change_many(f"Imported from {planned.titles}", build)


def count_results(plan: ImportPlan) -> dict[ImportResult, int]:
    """Return how many entries become what."""
    counts = dict.fromkeys(RESULT_WORDS, 0)
    for item in plan.items:
        counts[item.result] += 1
    return counts


def say_wanted(plan: ImportPlan) -> str:
    """Say how many entries bring something: `1 entry`, `1,200 entries`."""
    counts = count_results(plan)
    wanted = counts[ImportResult.NEW] + counts[ImportResult.CHANGED]
    return say_count(wanted, "entry", "entries")


def say_item(item: ImportItem) -> str:
    """Say what an entry is, and why what becomes of it does; without controls that its file may have."""
    about = "/".join(filter(None, (item.application_id, item.interview_id)))
    reasons = "; ".join(filter(None, (item.reason, *item.changes, *item.remarks)))
    title = f"{item.title} ({about})" if about else item.title
    return safe_line(": ".join(filter(None, (item.where, title, reasons))))


def say_use(field: str) -> str:
    """Say what a column is used for: `taken for: company`, `left out`."""
    return "left out" if field == IGNORE else f"taken for: {field}"


def paths_of(text: str, environ: Mapping[str, str]) -> list[Path]:
    """Return the files that are named in a text: as a shell takes them, or one whose name has spaces.

    A text that a file manager pastes may have addresses, `file:///home/…`, or quotation marks.

    Raises:
        CallError: none is named; or one begins with `~`, and there is no home folder.
    """
    text = text.strip()
    try:
        words = shlex.split(text)
    except ValueError:  # a quotation mark of the name's own
        words = [text]
    with suppress(OSError, ValueError):
        if len(words) > 1 and expand_home(text, environ).is_file():
            words = [text]
    if not words:
        raise CallError("No file is named", "Type or paste its path")
    return [
        expand_home(unquote(word.removeprefix("file://")) if word.startswith("file:///") else word, environ)
        for word in words
    ]


def column_question(heading: str) -> Question:
    """Return the question what a column of a table holds."""
    choices = tuple(Choice(field, "left out" if field == IGNORE else field) for field in FIELD_WORDS)
    return Question(f"column {heading}", f"What does the column “{heading}” hold?", choices, "--map")


def with_column(options: ImportOptions, heading: str, field: str) -> ImportOptions:
    """Return what an import is told, with what a column holds."""
    return replace(options, columns={**options.columns, heading: field})


def _read(path: str | Path) -> Content:
    """Return the content of a file, or of the standard input.

    Raises:
        CallError: it cannot be read, is empty, or is too large.
    """
    title = "The standard input" if path == STDIN else str(path)
    try:
        data = _read_stdin() if path == STDIN else _read_file(Path(path))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can be called that"
        raise CallError(f"{title} could not be read: {reason}", "Nothing was changed") from error
    if len(data) > MOST_BYTES:
        raise CallError(
            f"{title} is larger than {MOST_BYTES >> 20} MB, more than any tracker writes",
            "Nothing was changed. Check that it is the right file",
        )
    if not data.strip():
        raise CallError(f"{title} is empty", "Nothing was changed")
    return Content(data, title)


def _read_stdin() -> bytes:
    if sys.stdin is None:  # closed by the program that started this one
        return b""
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _read_file(path: Path) -> bytes:
    """Return the bytes of a file; one more than the most where it has more.

    Raises:
        OSError: it cannot be read, or is no file.
    """
    with open(path, "rb", opener=_open_file) as file:
        return file.read(MOST_BYTES + 1)


def _open_file(path: str, flags: int) -> int:
    """Open a file, and nothing else: reading that may never end."""
    descriptor = os.open(path, flags | os.O_NONBLOCK)  # without waiting for somebody to write to a pipe
    mode = os.fstat(descriptor).st_mode
    for is_that, reason in _NO_FILES:
        if is_that(mode):
            os.close(descriptor)
            raise OSError(0, reason)
    return descriptor

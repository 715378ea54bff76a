"""What a data file or a copy of one holds, be it whole or damaged, and how two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.storage.diagnosis import diagnose
from followup_tui.storage.file_state import read_file
from followup_tui.storage.snapshot import decode_history, take_snapshot
from followup_tui.storage.tables import Tables, UnusableError, about, decode


@dataclass(frozen=True, slots=True)
class Contents:
    """What a data file, or a copy of one, holds.

    Attributes:
        content: the bytes.
        applications: those that can be read, by id.
        damaged: how many cannot be read; None where that cannot be told.
        steps: how many steps of the history can be read.
        schema: the number of its schema, None where it says none that can be read.
        problems: what is wrong, a sentence each without its capital and full stop; empty where it is whole.
        is_newer: whether a newer followup wrote it: nothing is wrong with it, but this one cannot use it.
        tables: all of it, in this version's schema; empty where it is not whole.
    """

    content: bytes = b""
    applications: Mapping[str, Application] = field(default_factory=dict)
    damaged: int | None = 0
    steps: int = 0
    schema: int | None = None
    problems: tuple[str, ...] = ()
    is_newer: bool = False
    tables: Tables = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether this followup can use all of it."""
        return not self.problems

    @property
    def is_comparable(self) -> bool:
        """Whether enough of it can be read to compare it with another one."""
        return self.is_whole or bool(self.applications)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a copy would do in the place of the file, by the ids of the applications.

    Attributes:
        brings_back: those that the file lacks.
        takes_away: those that the copy lacks.
        changes: those that are in both and differ.
    """

    brings_back: tuple[str, ...]
    takes_away: tuple[str, ...]
    changes: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.brings_back or self.takes_away or self.changes)


def read_contents(path: Path) -> Contents:
    """Read a data file or a copy of one, be it whole or not. Nothing is written.

    Raises:
        FileNotFoundError: there is none.
        DataError: nothing of it can be read.
    """
    content, _ = read_file(path)
    try:
        tables = decode(content)
        snapshot = take_snapshot(tables)
        steps = decode_history(snapshot.tables)
    except UnusableError as error:
        diagnosis = diagnose(content, f"it {error}")
        return Contents(
            content,
            diagnosis.applications,
            diagnosis.damaged,
            diagnosis.steps,
            diagnosis.schema,
            tuple(diagnosis.problems),
            diagnosis.is_newer,
        )
    return Contents(
        content,
        snapshot.applications,
        steps=len(steps),
        schema=about(tables).get("schema"),
        tables=snapshot.tables,
    )


def compare(copy: Mapping[str, Application], present: Mapping[str, Application]) -> Difference:
    """Return what a copy would do in the place of what is there; times of change and revisions do not count.

    Args:
        copy: the applications in the copy, by id.
        present: those in the file, by id.
    """
    return Difference(
        brings_back=tuple(application_id for application_id in copy if application_id not in present),
        takes_away=tuple(application_id for application_id in present if application_id not in copy),
        changes=tuple(
            application_id
            for application_id, application in copy.items()
            if application_id in present and not is_same_but_for_times(application, present[application_id])
        ),
    )


def is_same_but_for_times(one: Application, other: Application) -> bool:
    """Return whether two states of an application say the same: its time of change and revision apart."""
    return replace(one, revision=other.revision, updated_at=other.updated_at) == other

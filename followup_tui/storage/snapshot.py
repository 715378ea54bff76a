"""A data file decoded: the applications and steps in it at one moment, in this version's schema."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.applications import Applications, Outline
from followup_tui.errors import DataError
from followup_tui.storage.codec import decode_application, decode_lazily, decode_step
from followup_tui.storage.history import Step
from followup_tui.storage.migrations import migrate
from followup_tui.storage.tables import Tables, UnusableError, raw

LAZY_FROM = 500
"""From so many applications on, closed ones may be decoded later: a few are decoded in no time."""


class Snapshot(Struct, frozen=True):
    """What a data file says.

    Attributes:
        tables: its tables, in this version's schema.
        applications: the applications by id, in the order of the file; `Applications` where some of them are
            decoded when they are asked for.
        numbers: the number of each application's document, by the application's id.
    """

    tables: Tables
    applications: Mapping[str, Application]
    numbers: dict[str, int]


def take_snapshot(
    tables: Tables | None, late_error: Callable[[UnusableError], DataError] | None = None
) -> Snapshot:
    """Decode the applications of a data file.

    Args:
        tables: what is in the file, in any schema; None where there is no file.
        late_error: where given, closed applications are decoded when they are asked for, where there are
            many; it returns the error for a file that turns out to be unusable then.

    Raises:
        NewerSchemaError: a newer version wrote the file.
        UnusableError: it is damaged.
    """
    tables = migrate(tables) if tables is not None else {}
    documents = tables.get("applications", {})
    is_lazy = late_error is not None and len(documents) >= LAZY_FROM
    decode = decode_lazily if is_lazy else decode_application
    # Thousands of small objects that all stay: looking for garbage among them doubles the time.
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        decoded = [decode(raw(document)) for document in documents.values()]
    except (ValueError, RecursionError) as error:
        raise _unreadable(error) from error
    finally:
        if is_collecting:
            gc.enable()
    by_id: dict[str, Application | Outline] = {application.id: application for application in decoded}
    for application in decoded if len(by_id) < len(decoded) else ():
        if by_id[application.id] is not application:
            raise UnusableError(f"has two applications with the id {application.id}")
    numbers = dict(zip(by_id, map(int, documents), strict=True))

    def read(application_id: str) -> Application:
        try:
            return decode_application(raw(documents[str(numbers[application_id])]))
        except (ValueError, RecursionError) as error:
            unusable = _unreadable(error)
            raise (late_error(unusable) if late_error else unusable) from error

    applications = Applications(by_id, read)
    return Snapshot(tables, applications if is_lazy else applications.read_all(), numbers)


def decode_history(tables: Tables) -> list[Step]:
    """Decode the history of a data file of this version's schema, the oldest step first.

    Raises:
        UnusableError: it is damaged.
    """
    documents = tables.get("history", {})
    try:
        return [
            replace(decode_step(raw(documents[number])), number=int(number))
            for number in sorted(documents, key=int)
        ]
    except (ValueError, RecursionError) as error:
        raise UnusableError("has a history that cannot be read") from error


def _unreadable(error: Exception) -> UnusableError:
    return UnusableError(f"has an application that cannot be read: {error}")

"""A clash: a value that was changed on two machines, until the user says which of the two stays."""

from typing import Final

from msgspec import Struct

from followup_tui.domain.instant import Instant

REMOVED: Final = ("removed",)
"""The place of a clash about the whole application: removed on one machine, changed on the other."""


class Clash(Struct, frozen=True):
    """A value of an application that a sync put aside: the other machine's stands in its place.

    Attributes:
        place: the path to the value, as in a `MergeConflict`; a person, an interview, a contact and a promise
            stand in it by their `uid`, which no sync changes.
        other: the value that was put aside, as JSON text; `null` for one that was removed.
        at: when the two met.
    """

    place: tuple[str, ...]
    other: str
    at: Instant

"""What the parts of an application have in common: people, interviews, contacts and promises."""

from msgspec import Struct
from msgspec.structs import astuple


class Part(Struct, frozen=True, eq=False, kw_only=True, omit_defaults=True, gc=False):
    """A part of an application. Two parts are equal where they say the same, whatever their `uid`.

    Attributes:
        uid: as in `part_uids`.
    """

    uid: str = ""

    def __eq__(self, other: object) -> bool:
        """Compare all fields but the last, the `uid`."""
        return isinstance(other, type(self)) and astuple(self)[:-1] == astuple(other)[:-1]

    def __hash__(self) -> int:
        """Return the same for what is equal."""
        return hash(astuple(self)[:-1])

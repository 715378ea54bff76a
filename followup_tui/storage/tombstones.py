"""What is left of an application that was removed: that it was, and when. No text of it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Any

import msgspec

from followup_tui.domain.instant import Instant
from followup_tui.storage.tables import TOMBSTONES, Tables, raw


class Tombstone(msgspec.Struct, frozen=True):
    """An application that was removed: a machine that syncs and still has it is told by this.

    Attributes:
        uid: the application's.
        removed_at: when.
    """

    uid: str
    removed_at: Instant


def decode_tombstone(document: Any) -> Tombstone:  # noqa: ANN401 - a dict, or the JSON text of one
    """Decode a tombstone.

    Raises:
        ValueError: it is none.
    """
    return msgspec.json.decode(raw(document), type=Tombstone)


def encode_tombstone(tombstone: Tombstone) -> msgspec.Raw:
    """Encode a tombstone."""
    return msgspec.Raw(msgspec.json.encode(tombstone))


class Tombstones(dict[str, Tombstone]):
    """The tombstones of a data file by `uid`. One that cannot be read counts as none.

    Args:
        tables: the tables of the file.
    """

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}
        documents = tables.get(TOMBSTONES, {})
        self._last = max(map(int, documents), default=0)
        for number, document in documents.items():
            with suppress(ValueError, RecursionError):
                tombstone = decode_tombstone(document)
                self[tombstone.uid], self._numbers[tombstone.uid] = tombstone, int(number)

    def changes(
        self, removed: Mapping[str, Instant], returned: AbstractSet[str]
    ) -> tuple[list[int], dict[int, msgspec.Raw]]:
        """Return what is to be changed in the table, by numbers: what is taken out, and what is put.

        Where it was removed on two machines, the moment that another one says counts on both: they would tell
        each other for ever.

        Args:
            removed: what was removed, by `uid`, with the moment.
            returned: the `uid`s of what is there again.
        """
        differing = [
            Tombstone(uid, moment)
            for uid, moment in removed.items()
            if uid and (uid not in self or self[uid].removed_at != moment)
        ]
        new = [each.uid for each in differing if each.uid not in self]
        numbers = self._numbers | {uid: self._last + place for place, uid in enumerate(new, start=1)}
        put = {numbers[each.uid]: encode_tombstone(each) for each in differing}
        return [self._numbers[uid] for uid in sorted(returned) if uid in self], put

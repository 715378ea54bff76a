"""A copy of the data file that was changed elsewhere, as what it brings to the file here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.storage.common_base import common_base
from followup_tui.storage.contents import Contents
from followup_tui.storage.history import Step
from followup_tui.storage.snapshot import decode_history
from followup_tui.storage.tombstones import Tombstone, Tombstones
from followup_tui.sync.combine import Combined, Incoming, combine


class CopiedFile:
    """A copy of the data file.

    Args:
        contents: what is in it; all of it can be read.
        mine: the applications here, by id.
        my_steps: the history here.
        backups_newest_first: the backups of the file here.
        at: the moment: what the copy lacks, and does not say when it was removed, counts as removed now.
    """

    def __init__(
        self,
        contents: Contents,
        mine: Mapping[str, Application],
        my_steps: Sequence[Step],
        backups_newest_first: Iterable[Path],
        at: Instant,
    ) -> None:
        self._at = at
        theirs = contents.applications
        self._theirs = {each.uid: replace(each, revision=0) for each in theirs.values() if each.uid}
        self._removed: dict[str, Tombstone] = dict(Tombstones(contents.tables))
        self._base = common_base(
            mine, my_steps, theirs, decode_history(contents.tables), backups_newest_first
        )
        for uid in self._base.keys() - self._theirs.keys() - self._removed.keys():
            self._removed[uid] = Tombstone(uid, at)

    def is_of(self, applications: Mapping[str, Application]) -> bool:
        """Return whether it has an application of these, or had: else it is no copy of their file."""
        uids = {each.uid for each in applications.values()}
        return not uids or not uids.isdisjoint({*self._theirs, *self._removed})

    def combined_with(
        self, applications: Mapping[str, Application], tombstones: Mapping[str, Tombstone]
    ) -> Combined:
        """Return what becomes of the applications here.

        Args:
            applications: those here, by id.
            tombstones: what was removed here, by `uid`.
        """
        here = {each.uid for each in applications.values()}
        gone = {uid: Tombstone(uid, self._at) for uid in self._base if uid not in here}
        incoming: dict[str, Incoming] = {
            uid: Incoming(self._base.get(uid), tombstone) for uid, tombstone in self._removed.items()
        }
        incoming |= {uid: Incoming(self._base.get(uid), theirs) for uid, theirs in self._theirs.items()}
        return combine(applications, {**gone, **tombstones}, incoming, self._at)

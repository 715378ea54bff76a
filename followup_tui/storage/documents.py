"""A TinyDB table that is changed where it is.

For each change TinyDB's own makes two copies of the whole table, to turn the file's numbers, which are texts
in JSON, into whole numbers and back. Among 10,000 documents that takes longer than writing the one that
changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable


class Documents(Table):
    """A table of the data file."""

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        tables = self._storage.read() or {}
        documents = _ByNumber(tables.get(self.name, {}))
        updater(documents)
        tables[self.name] = dict(documents)
        self._storage.write(tables)
        self.clear_cache()


class _ByNumber(dict[Any, Any]):
    """Documents as the file has them, for somebody who asks for them by their whole numbers."""

    def __contains__(self, number: object) -> bool:
        return super().__contains__(str(number))

    def __getitem__(self, number: int) -> object:
        return super().__getitem__(str(number))

    def __setitem__(self, number: int, document: object) -> None:
        super().__setitem__(str(number), document)

    def __delitem__(self, number: int) -> None:
        super().__delitem__(str(number))

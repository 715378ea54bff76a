"""A TinyDB table whose documents are put in as the text they are.

For each change TinyDB's own makes two copies of the whole table, to turn the file's numbers, which are texts
in JSON, into whole numbers and back. Among 10,000 documents that takes longer than writing the one that
changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinydb.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import msgspec


class Documents(Table):
    """A table of the data file."""

    def change(self, gone: Iterable[int], put: Mapping[int, msgspec.Raw]) -> None:
        """Take documents out by their numbers, and put others in, or in the place of those of their numbers.

        Raises:
            KeyError: one that is to be taken out is not there.
        """
        tables = self._storage.read() or {}
        documents = dict(tables.get(self.name, {}))
        for number in gone:
            del documents[str(number)]
        documents.update({str(number): document for number, document in put.items()})
        tables[self.name] = documents
        self._storage.write(tables)
        self.clear_cache()

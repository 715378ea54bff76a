"""The tables of the data file as TinyDB changes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import msgspec
from tinydb.storages import Storage
from tinydb.table import Table

from followup_tui.storage.data_file import FileStorage


class Documents(Table):
    """A TinyDB table of a data file, whose documents are put in as the JSON text they are."""

    def __init__(self, file: FileStorage, name: str) -> None:
        # It reads and writes as TinyDB's storages do, and is none of their class: `due` imports no TinyDB.
        super().__init__(cast("Storage", file), name)

    def change(self, removed: Iterable[int], put: Mapping[int, msgspec.Raw]) -> None:
        """Remove documents by their numbers, and put others in, or in the place of those of their numbers.

        Raises:
            KeyError: one that is to be removed is not there.
        """

        def change(documents: dict[int, Any]) -> None:
            for number in removed:
                del documents[number]
            documents.update(put)

        # TinyDB copies the table, to turn the texts that JSON has for numbers into numbers, and back: 3 ms of
        # a save's 60 among 10,000 documents.
        self._update_table(change)

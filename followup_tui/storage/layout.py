"""Where each document stands in a large data file, so that a change overwrites only the lines it changes.

Each document has a line of its own, and the blanks after it up to the next line: those of a document that was
taken out, or grew too long for its place, belong to the line before. So the file stays what `encode` makes of
it, but for the order of its lines and the blanks at their ends: the numbers say the order, and blanks mean
nothing in JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from followup_tui.storage.tables import line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup_tui.storage.tables import Tables

GAP = 64
"""How many blanks a line keeps, where there is room, when another one is put after it: it can grow."""

_BETWEEN = {b"", b"{", b"}", b"},"}


class Write(NamedTuple):
    """Bytes that are to stand in the file from some place on."""

    offset: int
    content: bytes


class Layout:
    """The places of all documents in a file."""

    def __init__(self, places: Mapping[str, _Places]) -> None:
        self._places = places

    @classmethod
    def of(cls, content: bytes, tables: Tables) -> Layout | None:
        """Find the documents in a file.

        Args:
            content: the file.
            tables: what it says.

        Returns:
            The layout; None where the file is written in another way, as after somebody edited it.
        """
        heads = {msgspec.json.encode(name) + b": {": name for name in tables}
        places: dict[str, _Places] = {}
        current: _Places | None = None
        offset = 0
        for text in content.split(b"\n"):
            written = text.rstrip(b" ")
            if written in heads:
                current = places[heads[written]] = _Places(offset - 1, 1 + len(written))
            elif current is not None and written.startswith(b'"'):
                current.take(offset - 1, written)
            elif written not in _BETWEEN:
                return None
            elif current is not None and written.startswith(b"}"):
                current.end, current = offset - 1, None
            offset += len(text) + 1
        if places.keys() != tables.keys() or not all(places[name].are_of(tables[name]) for name in tables):
            return None
        return cls(places)

    def change(self, before: Tables, after: Tables) -> list[Write] | None:
        """Say what to write, one after the other, for the file to say something else.

        The layout is then that of the file after it: where that is not written, this layout is of no use.

        Args:
            before: what the file says.
            after: what it is to say; what did not change in it are the same objects.

        Returns:
            The writes; None where there is no room for it: the file has to be written anew.
        """
        if before.keys() != after.keys():
            return None
        writes: list[Write] = []
        for name, documents in after.items():
            known = before[name]
            if documents is known:
                continue
            places = self._places[name]
            changed = [number for number, document in documents.items() if known.get(number) is not document]
            if len(documents) - sum(number not in known for number in changed) < len(known):
                for number in [number for number in known if number not in documents]:
                    writes += places.take_out(number)
            for number in changed:
                put = places.put(number, line(number, documents[number]))
                if put is None:
                    return None
                writes += put
        return writes


class _Places:
    """The places of the documents of one table, in the order of the file.

    The first line is the table's own, which has its name; then come the documents' ones, each but the last
    with a comma after it. A line begins with its line break, and its length has no comma in it.
    """

    def __init__(self, start: int, length: int) -> None:
        self.end = start + length
        """Where the table ends: at the line break after all its lines."""
        self._numbers = [""]
        self._starts = [start]
        self._lengths = [length]

    def take(self, start: int, written: bytes) -> None:
        """Take in the next line as the file has it."""
        self._numbers.append(written[1 : written.find(b'"', 1)].decode(errors="replace"))
        self._starts.append(start)
        self._lengths.append(1 + len(written.removesuffix(b",")))

    def are_of(self, documents: Mapping[str, Any]) -> bool:
        """Say whether these are the lines of these documents, each whole."""
        written = [
            len(documents[number]) + len(number) + len(b'\n"": ')
            if isinstance(documents.get(number), msgspec.Raw)
            else length  # It was written by this process.
            for number, length in zip(self._numbers[1:], self._lengths[1:], strict=True)
            if number in documents
        ]
        return len(self._numbers) == len(documents) + 1 and written == self._lengths[1:]

    def put(self, number: str, text: bytes) -> list[Write] | None:
        """Put a document's line in its place, or in a new one. Gives the writes; None: there is no room."""
        writes: list[Write] = []
        if number in self._numbers:
            index = self._numbers.index(number)
            before = self._lengths[index]
            if len(text) <= before + self._blanks(index):
                self._lengths[index] = len(text)
                comma = self._comma(index)
                return [Write(self._starts[index], (text + comma).ljust(before + len(comma)))]
            writes = self.take_out(number)
        for index in reversed(range(len(self._numbers))):
            if len(text) + 1 <= self._blanks(index):
                return [*writes, *self._put_after(index, number, text)]
        return None

    def take_out(self, number: str) -> list[Write]:
        """Take a document's line out. Gives the writes."""
        index = self._numbers.index(number)
        start, length = self._starts[index], self._lengths[index] + len(self._comma(index))
        blanked = [Write(start, b" " * length)]
        if 1 < index == len(self._numbers) - 1:
            before = index - 1
            blanked.append(Write(self._starts[before] + self._lengths[before], b" "))
        for kept in (self._numbers, self._starts, self._lengths):
            del kept[index]
        return blanked

    def _put_after(self, index: int, number: str, text: bytes) -> list[Write]:
        """Put a line into the blanks after another one."""
        ends = self._starts[index] + self._lengths[index]
        last = index == len(self._numbers) - 1
        comma_before = b"," if index and last else b""
        start = ends + (index > 0) + min(GAP, self._blanks(index) - len(text) - 1)
        self._numbers.insert(index + 1, number)
        self._starts.insert(index + 1, start)
        self._lengths.insert(index + 1, len(text))
        new = Write(start, text if last else text + b",")
        return [Write(ends, comma_before), new] if comma_before else [new]

    def _blanks(self, index: int) -> int:
        """Say by how much a line can grow, or what fits after it beside the one comma that it would need."""
        following = self._starts[index + 1] if index + 1 < len(self._starts) else self.end
        return following - self._starts[index] - self._lengths[index] - len(self._comma(index))

    def _comma(self, index: int) -> bytes:
        return b"," if 0 < index < len(self._numbers) - 1 else b""

"""The content of an imported file: its bytes, read as text, JSON, a table, or the files of an archive."""

from __future__ import annotations

import codecs
import io
import json
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from followup_tui.errors import CallError
from followup_tui.exchange.imports.table import Table, headings_of, read_table

MOST_BYTES: Final = 64 * 1024 * 1024
"""The largest file that is read: 20,000 rows have some 10 MB, the largest LinkedIn exports as much."""

_MOST_FILES: Final = 10_000
"""So many files of an archive are looked at: a LinkedIn export has some hundred."""

_MOST_VALUES: Final = 5_000_000
"""So many values a JSON document has at most: each takes fifty times the memory of its letters. An export of
20,000 applications has a million."""

_ENOUGH_ZEROS: Final = 0.2
"""Of UTF-16 text in Latin letters every other byte is zero; of other text none is."""


class Content:
    """The content of a file, or of one in an archive.

    Args:
        data: its bytes.
        name: what it is called, for sentences about it; nothing is recognized by it.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name

    @cached_property
    def text(self) -> str | None:
        """The text, without a byte-order mark, with line breaks as they are; None where it is none.

        Read as UTF-8 or UTF-16, and as Windows-1252 where it can be neither.
        """
        for mark, encoding in (
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        ):
            if self.data.startswith(mark):
                return self.data[len(mark) :].decode(encoding, "replace")
        start = self.data[:4096]
        if start.count(0) > _ENOUGH_ZEROS * len(start):
            encoding = "utf-16-be" if start[:1] == b"\0" else "utf-16-le"
            return _decoded(self.data, encoding)
        if 0 in start:
            return None
        return _decoded(self.data, "utf-8") or _decoded(self.data, "cp1252")

    @cached_property
    def document(self) -> Any:  # noqa: ANN401 - any JSON
        """The JSON document; None where it is none."""
        if self.text is None or self.text.lstrip()[:1] not in ("{", "["):
            return None
        if sum(map(self.text.count, "{[,")) > _MOST_VALUES:
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings of the table; none where it looks like none. Only its beginning is read."""
        is_other = self.document is not None or (self.text or "").lstrip()[:1] in ("<", "{", "[")
        return () if is_other else headings_of(self.text)

    @cached_property
    def table(self) -> Table:
        """The table.

        Raises:
            CallError: it is none, or cannot be read.
        """
        return read_table(self.text, self.name)

    def files(self) -> Iterator[Content]:
        """Yield the files of an archive; the content itself where it is none. None is unpacked to the disk.

        Raises:
            CallError: the archive is damaged, or what it holds is too large to be read.
        """
        if not self.data.startswith(b"PK\x03\x04"):
            yield self
            return
        left = MOST_BYTES
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                for entry in archive.infolist()[:_MOST_FILES]:
                    if entry.is_dir() or entry.flag_bits & 1:  # the second: it has a password
                        continue
                    with archive.open(entry) as file:
                        data = file.read(left + 1)
                    left -= len(data)
                    if left < 0:
                        raise CallError(
                            f"{self.name} holds more than {MOST_BYTES >> 20} MB, unpacked",
                            "Nothing was changed. Unpack it, and import the files you need",
                        )
                    yield Content(data, entry.filename)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise CallError(
                f"{self.name} is a damaged archive: {error}",
                "Nothing was changed. Download it again",
            ) from error


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None

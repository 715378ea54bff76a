"""Reading a data file by its lines: the same as decoding all of it, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.storage.tables import UnusableError, decode, encode, split

if TYPE_CHECKING:
    from followup_tui.storage.tables import Tables

_TEXTS = st.text(alphabet='aé"\\{}[],: \n\u2028', max_size=6)
_VALUES = st.one_of(st.text(alphabet='"\\{}', max_size=3), st.integers(), st.booleans())
_DOCUMENTS: st.SearchStrategy[dict[str, object]] = st.dictionaries(_TEXTS, _VALUES, max_size=3)
_NUMBERED = st.dictionaries(st.integers(1, 30).map(str), _DOCUMENTS, max_size=4)
_TABLES = st.dictionaries(
    st.sampled_from(["meta", "applications", "history", "removed"]), _NUMBERED, min_size=1
)
_PIECES = st.sampled_from(
    ["{", "}", '"', ",", "\n", "},\n", '": ', '"1": {}', "}\n}\n", '"x": {\n', "\\", "\xff", " ", "é", "1"]
)
_EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), _PIECES), min_size=1, max_size=3)


def _texts(tables: Tables) -> dict[str, dict[str, bytes]]:
    return {
        name: {number: bytes(document) for number, document in documents.items()}
        for name, documents in tables.items()
    }


@given(_TABLES)
def test_a_file_is_read_by_its_lines_as_it_is_decoded(tables: Tables) -> None:
    """Whatever its documents hold: no line ends within one."""
    content = encode(tables)
    assert _texts(split(content)) == _texts(decode(content))


@given(_TABLES, _EDITS)
def test_what_is_read_from_an_edited_file_is_what_it_says(
    tables: Tables, edits: list[tuple[float, int, str]]
) -> None:
    """It is refused, or an application turns out to be no JSON, or decoding all of it says the same."""
    content = encode(tables)
    for place, removed, piece in edits:
        at = int(place * len(content))
        content = content[:at] + piece.encode("latin-1") + content[at + removed :]
    try:
        read = split(content)
        for document in read.get("applications", {}).values():
            msgspec.json.decode(document)
    except (UnusableError, msgspec.DecodeError):
        return
    assert _texts(read) == _texts(decode(content))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"1": {"a":1},\n"2": {"b":2}', b'"2": {"b":2}\n"1": {"a":1},'),
        (b'"1": {"a":1},\n"2"', b'"1": {"a":1},\n"1"'),
        (b'"history": {\n', b'"applications": {\n'),
        (b'"history": {\n', b'"history": {'),
        (b'"1": {"a":1}', b'"01": {"a":1}'),
        (b'{"h":3}', b'{"h":3'),
        (b'{"h":3}', b'{"h":"\xff"}'),
        (b"}\n}\n", b"}\n}\n\n"),
        (b"{\n", b"\xef\xbb\xbf{\n"),
        (b"\n", b"\r\n"),
        (b"\n", b""),
    ],
)
def test_a_file_that_is_written_otherwise_is_not_read_by_its_lines(before: bytes, after: bytes) -> None:
    """It may be whole all the same: that is for decoding all of it to say."""
    content = encode({"applications": {"1": {"a": 1}, "2": {"b": 2}}, "history": {"1": {"h": 3}}})
    assert before in content
    with pytest.raises(UnusableError):
        split(content.replace(before, after))

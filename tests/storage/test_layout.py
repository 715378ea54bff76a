"""Where documents stand in a large file: whatever changes, what is written into it says just that."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.storage import tables as tables_module
from followup_tui.storage.layout import Layout, Write
from followup_tui.storage.tables import Tables, decode, encode

NAMES = ("meta", "applications", "history")
NUMBERS = st.integers(1, 12).map(str)
DOCUMENTS = st.dictionaries(st.sampled_from("abc"), st.text(max_size=60), max_size=2)
TABLES = st.fixed_dictionaries(dict.fromkeys(NAMES, st.dictionaries(NUMBERS, DOCUMENTS, max_size=6)))
CHANGES = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.dictionaries(NUMBERS, st.none() | DOCUMENTS, max_size=3)),
    max_size=12,
)

ROOM = 400


@pytest.fixture(autouse=True)
def _roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give files of any size a little room."""
    monkeypatch.setattr(tables_module, "ROOMY", 0)
    monkeypatch.setattr(tables_module, "ROOM", ROOM)


def written(content: bytes, writes: list[Write]) -> bytes:
    """Give a file after some writes, and hold that none goes past its end."""
    changed = bytearray(content)
    for offset, new in writes:
        changed[offset : offset + len(new)] = new
    assert len(changed) == len(content)
    return bytes(changed)


def changed(tables: Tables, change: dict[str, dict[str, dict[str, str] | None]]) -> Tables:
    """Give tables with some documents changed, added, or, where they are None, taken out."""
    after = dict(tables)
    for name, documents in change.items():
        kept = {**tables[name], **documents}
        after[name] = {number: document for number, document in kept.items() if document is not None}
    return after


@given(TABLES, CHANGES)
def test_whatever_changes_the_file_says_it(
    tables: Tables, changes: list[dict[str, dict[str, dict[str, str] | None]]]
) -> None:
    """After any changes in place the file reads back as what it is to say, and its layout is found again."""
    content = encode(tables)
    before = decode(content)
    layout = Layout.of(content, before)
    for change in changes:
        assert layout is not None
        after = changed(before, change)
        writes = layout.change(before, after)
        if writes is None:
            content, before = encode(after), after
            layout = Layout.of(content, decode(content))
            continue
        content, before = written(content, writes), after
        assert json.loads(content) == json.loads(msgspec.json.encode(after))
        assert Layout.of(content, decode(content)) is not None
        assert tables_module._is_as_written(content, decode(content))


def test_a_change_writes_little() -> None:
    """One document of many that changes is all that is written, with the comma where it stands last."""
    content = encode({"applications": {str(number): {"a": "x" * 50} for number in range(1, 4)}})
    before = decode(content)
    layout = Layout.of(content, before)
    assert layout is not None
    after = {"applications": {**before["applications"], "2": {"a": "y"}}}
    line = b'\n"2": {"a":"y"},'
    assert layout.change(before, after) == [
        Write(content.index(b'\n"2"'), line + b" " * (len(b'\n"2": {"a":""},') + 50 - len(line)))
    ]
    last = {"applications": {**after["applications"], "4": {}}}
    comma, new = layout.change(after, last) or []
    assert content[comma.offset : comma.offset + 2] == b"  "
    assert (comma.content, new.content) == (b",", b'\n"4": {}')


@pytest.mark.parametrize(
    "content",
    [
        b'{"applications": {"1": {"a": 1}}}',
        b'{\n"applications": {\n"1": {\n"a": 1\n}\n}\n}\n',
        b'{\n"applications": {\n"1": {"a": 1}, "2": {}\n}\n}\n',
        b'{\n"applications": {\n"1" : {"a": 1}\n}\n}\n',
        b'{\n  "applications": {\n    "1": {"a": 1}\n  }\n}\n',
        b'{\r\n"applications": {\r\n"1": {"a": 1}\r\n}\r\n}\r\n',
        b'{\n"applications": {\n\t\n"1": {"a": 1}\n}\n}\n',
    ],
)
def test_a_file_somebody_formatted_has_no_layout(content: bytes) -> None:
    """What is written otherwise than followup writes is written anew at the next change."""
    assert Layout.of(content, decode(content)) is None


@pytest.mark.parametrize(
    "after",
    [
        {"applications": {"1": {"a": "x" * ROOM}}},
        {"applications": {"1": {}}, "history": {}},
        {},
    ],
)
def test_what_does_not_fit_is_written_anew(after: Tables) -> None:
    """A document longer than any room, and a table more or less, take a new file."""
    content = encode({"applications": {"1": {}}})
    layout = Layout.of(content, decode(content))
    assert layout is not None
    assert layout.change(decode(content), after) is None

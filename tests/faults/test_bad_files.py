"""Every kind of bad file at the start: refused in one sentence or read rightly, and never changed by it."""

from __future__ import annotations

import gzip
import json
import stat
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.person import Person
from followup_tui.storage.codec import SCHEMA, encode
from followup_tui.storage.history import Step
from followup_tui.storage.tables import Tables
from followup_tui.storage.tables import encode as encode_tables
from tests.faults.ledger import Ledger
from tests.faults.store import LONG, REFUSED, Store, said
from tests.pty.conftest import Start
from tests.samples import NORTHWIND, ahead, held, instant, received, sent

pytestmark = pytest.mark.faults

FULL = replace(
    NORTHWIND,
    stage=Stage.CLOSED,
    stage_since=instant("2026-11-04"),
    outcome=Outcome.REJECTED,
    closed_at=instant("2026-11-05"),
    decision_date=date(2026, 11, 20),
    overdue_dismissed=date(2026, 11, 20),
    snoozed_until=instant("2026-11-25"),
    interviews=(replace(held("2026-11-02"), people=("p1",), said="a promise"), ahead("2027-01-02", 2)),
    people=(Person("p1", "Jana Novák", "Dr.", "Head of Data", "jana@northwind.example", "1", checked=True),),
    contacts=(replace(sent("2026-11-03"), person="p1", note="well"), received("2026-11-04")),
    tags=("remote",),
    links=("https://northwind.example",),
    notes="two\nlines",
    unasked=("the team?",),
    revision=1,
)
"""An application that has something in every field."""


def tables(*applications: Application, history: bool = True) -> dict[str, Any]:
    """Give a whole file's tables, as plain JSON has them."""
    first: Tables = {
        "applications": {str(number): encode(known) for number, known in enumerate(applications, 1)},
        "history": {"1": encode(Step(1, "Northwind: recorded", instant("2026-11-02"), {"northwind": None}))},
        "meta": {"1": {"schema": SCHEMA}},
    }
    if not history:
        del first["history"]
    plain: dict[str, Any] = json.loads(encode_tables(first))
    return plain


WHOLE = encode_tables(tables(FULL))
DEEP = b"[" * 100_000 + b"]" * 100_000


def having(**document: object) -> bytes:
    """Give a whole file whose application has these values instead."""
    changed = tables(FULL)
    changed["applications"]["1"] |= document
    return json.dumps(changed).encode()


def with_raw(field: str, value: bytes) -> bytes:
    """Give a whole file whose application has this text of JSON for a value."""
    return having(**{field: "HERE"}).replace(b'"HERE"', value)


def without(*names: str) -> bytes:
    """Give a whole file whose application lacks these fields."""
    changed = tables(FULL)
    for name in names:
        del changed["applications"]["1"][name]
    return json.dumps(changed).encode()


def meta(value: object) -> bytes:
    """Give a whole file with this in the place of what says its schema."""
    return json.dumps({**tables(FULL), "meta": value}).encode()


REFUSED_FILES = {
    "empty": b"",
    "one line break": b"\n",
    "white space": b" \t\r\n" * 100,
    "zeros after a power cut": bytes(4_096),
    "one zero at its end": WHOLE + b"\0",
    "half of it": WHOLE[: len(WHOLE) // 2],
    "all but the last bracket": WHOLE.rstrip()[:-1],
    "its second half": WHOLE[len(WHOLE) // 2 :],
    "half of it, then zeros": WHOLE[: len(WHOLE) // 2] + bytes(len(WHOLE) // 2),
    "the old end behind a shorter file": WHOLE + WHOLE[-100:],
    "twice": WHOLE * 2,
    "text": b"company: Northwind\n",
    "no quotes": b"{applications: {}}",
    "a comment": b"// mine\n" + WHOLE,
    "a comma too many": WHOLE.rstrip()[:-1] + b",}",
    "a byte order mark": b"\xef\xbb\xbf" + WHOLE,
    "UTF-16": WHOLE.decode().encode("utf-16"),
    "UTF-32": WHOLE.decode().encode("utf-32"),
    "Latin-1": WHOLE.decode().encode("latin-1"),
    "a broken character": WHOLE.replace("á".encode(), b"\xc3"),
    "a surrogate in UTF-8": WHOLE.replace("á".encode(), b"\xed\xa0\x80"),
    "compressed": gzip.compress(WHOLE),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "random bytes": bytes((number * 7919) % 251 for number in range(10_000)),
    "an SQLite file": b"SQLite format 3\0" + bytes(1_000),
    "a merge conflict": b"<<<<<<< HEAD\n" + WHOLE + b"=======\n" + WHOLE + b">>>>>>> other\n",
    "null": b"null",
    "true": b"true",
    "a number": b"7",
    "a text": b'"Northwind"',
    "a list": b"[]",
    "a list of applications": json.dumps(list(tables(FULL)["applications"].values())).encode(),
    "an application alone": json.dumps(tables(FULL)["applications"]["1"]).encode(),
    "another program's": b'{"version": 3, "profiles": [{"name": "default"}]}',
    "TinyDB's default table only": b'{"_default": {"1": {"company": "Northwind"}}}',
    "tables that are lists": b'{"applications": [], "history": [], "meta": []}',
    "a table that is null": b'{"applications": null, "meta": {"1": {"schema": 3}}}',
    "a document without a number": WHOLE.replace(b'"1": {"id"', b'"one": {"id"'),
    "a negative number": WHOLE.replace(b'"1": {"id"', b'"-1": {"id"'),
    "a huge number for a document": WHOLE.replace(b'"1": {"id"', b'"%s": {"id"' % (b"9" * 5_000)),
    "one document twice": WHOLE.replace(b'"1": {"id"', b'"1": {"id":"x"},\n"1": {"id"'),
    "one table twice": WHOLE.replace(b'"history"', b'"applications": {},\n"history"'),
    "two applications with one id": json.dumps(tables(FULL, FULL)).encode(),
    "an application that is a list": b'{"applications": {"1": []}, "meta": {"1": {"schema": 3}}}',
    "an application that is null": b'{"applications": {"1": null}, "meta": {"1": {"schema": 3}}}',
    "an application of nothing": b'{"applications": {"1": {}}, "meta": {"1": {"schema": 3}}}',
    "no id": without("id"),
    "no company": without("company"),
    "no moment of its making": without("created_at"),
    "NaN": with_raw("revision", b"NaN"),
    "infinity": with_raw("revision", b"-Infinity"),
    "a number beyond all": with_raw("revision", b"1e999"),
    "a number of 10,000 digits": with_raw("revision", b"9" * 10_000),
    "a fraction of a revision": having(revision=1.5),
    "a revision below zero": having(revision=-1),
    "a revision beyond all": having(revision=10**30),
    "a feeling beyond all": having(
        interviews=[
            {
                "id": "i1",
                "reflection": {"at": {"utc": "2026-11-02T11:00:00Z", "zone": "UTC"}, "feeling": 10**15},
            }
        ]
    ),
    "a stage nobody knows": having(stage="ghosted"),
    "a day that does not exist": having(decision_date="2026-02-30"),
    "a moment without a zone": having(created_at={"utc": "2026-11-02T11:00:00", "zone": "UTC"}),
    "a moment before all days": having(created_at={"utc": "0001-01-01T00:00:00Z", "zone": "UTC"}),
    "a moment after all days": having(created_at={"utc": "9999-12-31T23:59:59Z", "zone": "UTC"}),
    "nested very deep": WHOLE.replace(b'["remote"]', DEEP),
    "nested very deep, all of it": DEEP,
    "nested very deep, in a table of its own": WHOLE.rstrip()[:-1] + b',"mine": {"1": ' + DEEP + b"}}",
    "a lone surrogate, escaped": with_raw("company", b'"\\ud800"'),
    "no meta": json.dumps({k: v for k, v in tables(FULL).items() if k != "meta"}).encode(),
    "meta of nothing": meta({}),
    "meta that is a list": meta({"1": []}),
    "no schema number": meta({"1": {}}),
    "a schema that is a text": meta({"1": {"schema": "1"}}),
    "a schema that is null": meta({"1": {"schema": None}}),
    "a schema that is true": meta({"1": {"schema": True}}),
    "a schema of zero": meta({"1": {"schema": 0}}),
    "a schema below zero": meta({"1": {"schema": -1}}),
    "a newer schema": meta({"1": {"schema": SCHEMA + 1}}),
    "a schema far in the future": meta({"1": {"schema": 10**30}}),
}

READ_FILES = {
    "as it was written": WHOLE,
    "indented": json.dumps(tables(FULL), indent=4).encode(),
    "with Windows' line ends": WHOLE.replace(b"\n", b"\r\n"),
    "without its last line break": WHOLE.rstrip(),
    "escaped to ASCII": json.dumps(tables(FULL), ensure_ascii=True).encode(),
    "no history": encode_tables(tables(FULL, history=False)),
    "fields that have defaults are missing": without("notes", "tags", "interviews", "people", "contacts"),
    "a field nobody knows": having(salary=70_000, bonus={"a": [1, None]}),
    "a table nobody knows": json.dumps({**tables(FULL), "mine": {"3": {"a": 1}}}).encode(),
    "a zone nobody knows": having(created_at={"utc": "2026-11-02T11:00:00Z", "zone": "Mars/Olympus"}),
    "a zone that is a path": having(created_at={"utc": "2026-11-02T11:00:00Z", "zone": "../../etc/passwd"}),
    "a zone that is a folder": having(created_at={"utc": "2026-11-02T11:00:00Z", "zone": "Europe"}),
    "a zone that is nothing": having(created_at={"utc": "2026-11-02T11:00:00Z", "zone": ""}),
    "the first of all days": having(
        decision_date="0001-01-01", stage="waiting", outcome=None, closed_at=None
    ),
    "the last of all days": having(decision_date="9999-12-31", stage="waiting", outcome=None, closed_at=None),
    "interviews at the end of time": having(
        stage="waiting",
        outcome=None,
        closed_at=None,
        decision_date=None,
        interviews=[{"id": "i1", "ended_at": {"utc": "9998-12-31T23:59:59Z", "zone": "UTC"}}],
    ),
    "interviews at the beginning of time": having(
        stage="waiting",
        outcome=None,
        closed_at=None,
        decision_date=None,
        interviews=[{"id": "i1", "ended_at": {"utc": "0002-01-01T00:00:00Z", "zone": "UTC"}}],
    ),
    "a text of a million characters": having(notes="x" * 1_000_000),
    "what would steer a terminal": having(role="\x1b]0;x\x07\x9b2J\u202e", notes="\x00\x7f\u2066"),
    "an interview without a moment": having(interviews=[{"id": "i1"}]),
    "a contact of somebody who is not there": having(people=[], interviews=[]),
    "a document far up": WHOLE.replace(b'"1": {"id"', b'"9007199254740991": {"id"'),
    # As JSON has it everywhere: the last one counts.
    "one field twice": WHOLE.replace(b'"company":', b'"company":"Acme","company":'),
    "a revision far up": having(revision=2**62),
}

WRONG_VALUES: tuple[object, ...] = ([[[0]]], {"a": {"b": []}}, -1.5)
"""What no field of an application may be."""

READING = (("due",), ("show", "northwind"))


@pytest.mark.parametrize("content", REFUSED_FILES.values(), ids=REFUSED_FILES)
def test_a_file_that_cannot_be_used_is_refused_and_left_alone(
    store: Store, ledger: Ledger, content: bytes
) -> None:
    """Reading and changing are refused in one sentence that names the file; not a byte of it changes."""
    store.data_file.parent.mkdir(parents=True)
    store.data_file.write_bytes(content)
    before = store.data_file.stat()
    with ledger.trying("a bad file at the start: refused and kept"):
        # A change reads the file first, as everything does; in the long mode the others are asked, too.
        commands = (("add", "Acme", "Engineer"), *(READING if LONG else ()))
        for done in store.run_at_once(*commands) if LONG else [store.call(*words) for words in commands]:
            sentence = said(done)
            assert sentence.startswith(f"followup: {store.data_file} ")
            assert sentence.isprintable()
        assert store.data_file.read_bytes() == content
        assert store.data_file.stat().st_mtime_ns == before.st_mtime_ns
        assert {path.name for path in store.data_file.parent.iterdir()} <= {
            "followup.json",
            "followup.json.lock",
        }


MENDED = (
    REFUSED_FILES
    if LONG
    else {
        name: REFUSED_FILES[name]
        for name in (
            "empty",
            "half of it",
            "nested very deep",
            "a newer schema",
        )
    }
)


@pytest.mark.parametrize("content", MENDED.values(), ids=MENDED)
def test_a_backup_takes_its_place_and_the_bad_file_is_kept(
    store: Store, ledger: Ledger, content: bytes
) -> None:
    """The refusal names the backup; doctor changes nothing; restore puts it there and keeps every byte."""
    assert [store.add(company).returncode for company in ("Before", "Later")] == [0, 0]
    store.data_file.write_bytes(content)
    with ledger.trying("a bad file with a backup: restored"):
        (copy,) = store.state.rglob("*.json")
        if "schema" not in said(store.run("list")):  # what a newer followup wrote is well
            assert str(copy) in said(store.run("list"))
        looked = store.run("doctor")
        assert looked.returncode == REFUSED
        assert "Traceback" not in looked.stdout + looked.stderr
        assert store.run("restore").returncode == 0
        assert store.data_file.read_bytes() == content
        restored = store.run("restore", "1", "--yes")
        assert (restored.returncode, restored.stderr) == (0, "")
        assert store.companies() == ["Before"]
        kept = [path for path in store.state.rglob("*") if path.is_file() and path != copy]
        assert [path.read_bytes() for path in kept] == [content]
        assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600


@pytest.mark.parametrize("content", READ_FILES.values(), ids=READ_FILES)
def test_a_file_that_is_only_unusual_is_read_and_changed(
    store: Store, ledger: Ledger, content: bytes
) -> None:
    """Every command reads it and changes nothing by that; a change keeps all that was in it."""
    store.data_file.parent.mkdir(parents=True)
    store.data_file.write_bytes(content)
    with ledger.trying("an unusual file at the start: read rightly"):
        for done in store.run_at_once(*READING) if LONG else [store.call(*words) for words in READING]:
            assert (done.returncode, done.stderr) == (0, "")
            assert "\x1b" not in done.stdout
        assert store.data_file.read_bytes() == content
        added = store.run("add", "Acme", "Engineer") if LONG else store.add("Acme")
        assert (added.returncode, added.stderr) == (0, "")
        old, new = json.loads(content), json.loads(store.data_file.read_bytes())
        assert [*new["applications"].values()][:1] == [*old["applications"].values()]
        assert [known["id"] for known in new["applications"].values()] == ["northwind", "acme"]
        assert {name: table for name, table in new.items() if name == "mine"} == {
            name: table for name, table in old.items() if name == "mine"
        }
        store.check_files()


def test_a_file_cut_off_anywhere_is_refused(store: Store, ledger: Ledger) -> None:
    """However many bytes of it are there, short of all but the last line break, it is refused and kept."""
    store.data_file.parent.mkdir(parents=True)
    for size in range(0, len(WHOLE) - 1, 1 if LONG else 7):
        with ledger.trying("a file cut off"):
            _refused_here(store, WHOLE[:size])


def test_a_wrong_type_in_any_field_is_refused(store: Store, ledger: Ledger) -> None:
    """Whichever value of an application is of another type, however deep in it, the file is refused."""
    store.data_file.parent.mkdir(parents=True)
    document = tables(FULL)
    for place in _places(document["applications"]["1"]):
        for wrong in WRONG_VALUES:
            changed = json.loads(json.dumps(document))
            inner = changed["applications"]["1"]
            for key in place[:-1]:
                inner = inner[key]
            inner[place[-1]] = wrong
            with ledger.trying("a wrong type in a field"):
                _refused_here(store, json.dumps(changed).encode())


@pytest.mark.parametrize("bad", [{"1": []}, {"1": {}}, {"1": {"number": "x"}}, {"1": None}])
def test_a_broken_history_hides_no_application(store: Store, ledger: Ledger, bad: object) -> None:
    """What can be read is shown; a change, which would write the history anew, is refused."""
    content = json.dumps({**tables(FULL), "history": bad}).encode()
    store.data_file.parent.mkdir(parents=True)
    store.data_file.write_bytes(content)
    with ledger.trying("a broken history"):
        assert store.run("list").returncode == 0
        for command in (("add", "Acme", "Engineer"), ("undo",), ("history",)):
            assert "history" in said(store.run(*command))
        assert store.data_file.read_bytes() == content


@pytest.mark.pty
@pytest.mark.parametrize("name", ["half of it", "a newer schema", "a merge conflict"])
def test_the_board_is_not_begun_on_a_bad_file(start: Start, store: Store, ledger: Ledger, name: str) -> None:
    """The program says the same sentence in a terminal, with exit 3 and before any escape sequence."""
    content = REFUSED_FILES[name]
    store.data_file.parent.mkdir(parents=True)
    store.data_file.write_bytes(content)
    with ledger.trying("the board on a bad file"):
        terminal = start(size=(200, 24))
        assert terminal.wait_for_exit() == REFUSED
        assert b"\x1b" not in terminal.output
        assert bytes(terminal.output).startswith(b"followup: ")
        assert store.data_file.read_bytes() == content


def _refused_here(store: Store, content: bytes) -> None:
    """Hold, in this process, that a file is refused and stays as it is."""
    from followup_tui.errors import DataError

    store.data_file.write_bytes(content)
    with pytest.raises(DataError) as refused:
        store.open()
    assert "\n" not in str(refused.value)
    assert str(store.data_file) in str(refused.value)
    assert store.data_file.read_bytes() == content


def _places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """Give the place of every value in a document, at any depth."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*above, key)
        yield from _places(part, (*above, key))

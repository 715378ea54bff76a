"""A hundred thousand applications: slow is allowed, to lose one is not."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.storage.codec import SCHEMA, encode
from followup_tui.storage.tables import Tables
from followup_tui.storage.tables import encode as encode_tables
from tests.faults.ledger import Ledger
from tests.faults.store import Store

pytestmark = pytest.mark.faults

MANY = 100_000


def test_one_is_added_to_a_hundred_thousand(store: Store, ledger: Ledger) -> None:
    """A command adds one to a file an editor has been in, and undo takes it back: no other is touched."""
    stamp = Instant.of(datetime.now(UTC))
    first = Application("firm-0", "Firm 0", "Engineer", created_at=stamp, updated_at=stamp, revision=1)
    template = json.loads(bytes(encode(first)))
    tables: Tables = {
        "applications": {
            str(number): {**template, "id": f"firm-{number}", "company": f"Firm {number}"}
            for number in range(1, MANY + 1)
        },
        "history": {},
        "meta": {"1": {"schema": SCHEMA}},
    }
    content = encode_tables(tables)
    store.data_file.parent.mkdir(parents=True)
    # A line more than the program writes: now it looks for documents with one number.
    store.data_file.write_bytes(content.replace(b"{\n", b"{\n\n", 1))
    with ledger.trying("a command on 100,000 applications", 2):
        added = store.run("add", "Northwind", "Engineer")
        assert (added.returncode, added.stderr) == (0, "")
        lines = store.data_file.read_bytes().splitlines()
        assert sum(b'"company":"Firm ' in line for line in lines) == MANY
        assert sum(b'"company":"Northwind"' in line for line in lines) == 1
        undone = store.run("undo")
        assert (undone.returncode, undone.stderr) == (0, "")
        assert firms(store.data_file.read_bytes()) == firms(content)


def firms(content: bytes) -> list[bytes]:
    """Return the lines of the applications in a file."""
    return [line for line in content.splitlines() if b'"company":"Firm ' in line]

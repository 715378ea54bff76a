"""The applications of one file: one change at a time, seen by everybody, survived by every kill."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from followup_tui.domain.application import Application, Stage
from followup_tui.errors import CallError, DataError
from followup_tui.storage import migrations
from followup_tui.storage.codec import SCHEMA, encode
from tests.samples import NORTHWIND, instant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from followup_tui.storage.backups import Backups
    from followup_tui.storage.history import States, Step
    from followup_tui.storage.repository import Repository
    from followup_tui.storage.tables import Tables

AT = instant("2026-11-23 14:02")
ACME = replace(NORTHWIND, id="acme", company="Acme")


def put(repository: Repository, *applications: Application, label: str = "put") -> Step | None:
    """Commit these applications as they are."""
    return repository.commit(AT, lambda _: (label, {each.id: each for each in applications}))


def note(repository: Repository, notes: str, name: str = "northwind") -> Step | None:
    """Commit a note on what stands there."""
    return repository.commit(AT, lambda present: ("note", {name: replace(present[name], notes=notes)}))


def append(repository: Repository, text: str) -> None:
    """Commit more notes, after those the change itself finds."""

    def build(present: Mapping[str, Application]) -> tuple[str, States]:
        before = present["northwind"]
        return "more", {"northwind": replace(before, notes=before.notes + text)}

    repository.commit(AT, build)


def contents(repository: Repository) -> dict[str, tuple[str, str, Stage]]:
    """Say what stands there, without what storage adds."""
    return {
        application_id: (each.company, each.notes, each.stage)
        for application_id, each in repository.applications.items()
    }


def test_a_file_that_is_not_there_is_made_by_the_first_change(
    repository: Repository, data_file: Path
) -> None:
    """Opening and looking makes nothing; the first change makes the file with its schema's number."""
    assert repository.applications == {}
    assert repository.steps() == []
    assert not data_file.parent.exists()
    put(repository, NORTHWIND)
    assert json.loads(data_file.read_text())["meta"]["1"]["schema"] == SCHEMA


def test_what_was_committed_is_on_disk(repository: Repository, reopen: Callable[[], Repository]) -> None:
    """What a commit acknowledged is what a fresh open reads, stamped with the moment and a revision."""
    step = put(repository, NORTHWIND, ACME)
    assert step is not None
    assert set(step.states.items()) == {("northwind", None), ("acme", None)}
    expected = {known.id: replace(known, updated_at=AT, revision=1) for known in (NORTHWIND, ACME)}
    assert repository.applications == reopen().applications == expected


def test_a_commit_that_changes_nothing_writes_nothing(repository: Repository, data_file: Path) -> None:
    """Where nothing is different there is no step, no revision and no new file."""
    put(repository, NORTHWIND)
    before = data_file.stat().st_mtime_ns
    assert repository.commit(AT, lambda known: ("same", dict(known))) is None
    assert repository.commit(AT, lambda _: ("none", {})) is None
    assert repository.commit(AT, lambda _: ("gone before", {"acme": None})) is None
    assert data_file.stat().st_mtime_ns == before
    assert len(repository.steps()) == 1


def test_only_what_changed_gets_a_new_revision(repository: Repository) -> None:
    """An application that a commit names but does not change stays the very same."""
    put(repository, NORTHWIND, ACME)
    step = repository.commit(AT, lambda known: ("two", {**known, "acme": replace(known["acme"], notes="x")}))
    assert step is not None
    assert list(step.states) == ["acme"]
    assert [known.revision for known in repository.applications.values()] == [1, 2]


def test_an_application_can_be_taken_out(repository: Repository, reopen: Callable[[], Repository]) -> None:
    """A state of nothing takes an application out, and undo brings it back."""
    put(repository, NORTHWIND, ACME)
    repository.commit(AT, lambda _: ("out", {"northwind": None}))
    assert list(reopen().applications) == list(repository.applications) == ["acme"]
    repository.undo()
    assert contents(reopen()) == contents(repository)
    assert sorted(repository.applications) == ["acme", "northwind"]


def test_a_refusal_changes_nothing(
    repository: Repository, data_file: Path, reopen: Callable[[], Repository]
) -> None:
    """Where the change itself refuses, file and memory are as they were, and the next change works."""
    put(repository, NORTHWIND)
    content = data_file.read_bytes()

    def refuse(_: Mapping[str, Application]) -> tuple[str, States]:
        raise CallError("no")

    with pytest.raises(CallError):
        repository.commit(AT, refuse)
    assert data_file.read_bytes() == content
    note(repository, "works")
    assert (
        contents(reopen()) == contents(repository) == {"northwind": ("Northwind", "works", Stage.INTERVIEWED)}
    )


@pytest.mark.parametrize("action", ["commit", "undo", "redo", "first"])
def test_a_full_disk_changes_nothing(
    data_file: Path, reopen: Callable[[], Repository], monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    """A save that fails leaves file, memory and history as they were, and works once there is room."""
    repository = reopen()
    if action != "first":
        put(repository, NORTHWIND)
        note(repository, "one")
        note(repository, "two")
        repository.undo()
    before = contents(repository), repository.steps()
    content = data_file.read_bytes() if data_file.exists() else None

    def act() -> None:
        if action in {"undo", "redo"}:
            getattr(repository, action)()
        else:
            put(repository, NORTHWIND, ACME)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        for _ in range(2):
            with pytest.raises(DataError):
                act()
            assert (contents(repository), repository.steps()) == before
            assert repository.refresh() == frozenset()
            assert (contents(repository), repository.steps()) == before
    assert (data_file.read_bytes() if data_file.exists() else None) == content
    act()
    assert contents(repository) == contents(reopen()) != before[0]
    assert repository.steps() == reopen().steps()


def test_a_change_that_is_interrupted_once_it_is_on_disk_is_seen_again(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupt after saving leaves memory behind the file only until the next look."""
    put(repository, NORTHWIND)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(repository, "_remember", interrupted)
        with pytest.raises(KeyboardInterrupt):
            note(repository, "on disk")
    assert repository.refresh() == {"northwind"}
    assert repository.applications["northwind"].notes == "on disk"
    assert len(repository.steps()) == 2


def test_each_sees_what_the_other_changed(repository: Repository, reopen: Callable[[], Repository]) -> None:
    """A refresh gives the ids of what another process changed, added or took out, once."""
    put(repository, NORTHWIND, ACME)
    other = reopen()
    note(other, "theirs")
    put(other, replace(NORTHWIND, id="globex"))
    other.commit(AT, lambda _: ("out", {"acme": None}))
    assert repository.refresh() == {"northwind", "globex", "acme"}
    assert repository.refresh() == frozenset()
    assert repository.applications == other.applications


def test_what_came_in_with_an_own_change_is_reported_too(
    repository: Repository, reopen: Callable[[], Repository]
) -> None:
    """A change of another process that is read on the way of an own one is not passed over."""
    put(repository, NORTHWIND, ACME)
    other = reopen()

    def refuse(_: Mapping[str, Application]) -> tuple[str, States]:
        raise CallError("no")

    note(other, "theirs", "acme")
    note(repository, "mine")
    assert repository.applications["acme"].notes == "theirs"
    assert repository.refresh() == {"acme"}
    note(other, "again", "acme")
    with pytest.raises(CallError):
        repository.commit(AT, refuse)
    assert repository.refresh() == {"acme"}
    assert repository.refresh() == frozenset()
    other.refresh()
    assert contents(other) == contents(repository)


def test_a_change_is_built_on_what_is_on_disk(
    repository: Repository, reopen: Callable[[], Repository]
) -> None:
    """Two who change the same application by turns never write over each other."""
    put(repository, NORTHWIND)
    other = reopen()
    for number in range(6):
        append((repository, other)[number % 2], str(number))
    assert reopen().applications["northwind"].notes == "012345"
    assert reopen().applications["northwind"].revision == 7


def test_undo_and_redo_reach_over_a_restart(reopen: Callable[[], Repository]) -> None:
    """150 steps are undone one by one and done again, each in a process of its own."""
    put(reopen(), NORTHWIND)
    writer = reopen()
    for number in range(150):
        note(writer, f"{number}")
    for number in reversed(range(150)):
        repository = reopen()
        assert repository.applications["northwind"].notes == f"{number}"
        assert repository.undo().undone
    assert reopen().applications["northwind"].notes == ""
    for number in range(150):
        repository = reopen()
        assert not repository.redo().undone
        assert repository.applications["northwind"].notes == f"{number}"
    with pytest.raises(CallError, match="Nothing to redo"):
        reopen().redo()


def test_there_is_an_end_to_undo(repository: Repository, reopen: Callable[[], Repository]) -> None:
    """With nothing done, or everything undone, undo and redo say so."""
    with pytest.raises(CallError, match="Nothing to undo"):
        repository.undo()
    with pytest.raises(CallError, match="Nothing to redo"):
        repository.redo()
    put(repository, NORTHWIND)
    repository.undo()
    assert repository.applications == reopen().applications == {}
    with pytest.raises(CallError, match="Nothing to undo"):
        repository.undo()
    repository.redo()
    assert list(repository.applications) == ["northwind"]


def test_undo_takes_back_the_last_step_whoever_made_it(
    repository: Repository, reopen: Callable[[], Repository]
) -> None:
    """History is one for all: undo here takes back what was done there, and redo there brings it again."""
    put(repository, NORTHWIND)
    other = reopen()
    note(other, "theirs")
    assert repository.undo().label == "note"
    assert repository.applications["northwind"].notes == ""
    assert other.redo().label == "note"
    repository.refresh()
    assert repository.applications["northwind"].notes == "theirs"
    assert repository.steps() == other.steps() == reopen().steps()


def test_a_change_after_undo_elsewhere_ends_redo_here(
    repository: Repository, reopen: Callable[[], Repository]
) -> None:
    """What could be redone is decided by the file, not by what this process remembers."""
    put(repository, NORTHWIND)
    note(repository, "one")
    repository.undo()
    other = reopen()
    note(other, "two")
    with pytest.raises(CallError, match="Nothing to redo"):
        repository.redo()
    assert repository.applications["northwind"].notes == "two"


def test_a_revision_is_never_given_twice(repository: Repository) -> None:
    """Not after undo, not even to another application under an id that was free again."""
    seen: set[tuple[str, int]] = set()
    shown: list[tuple[str, int]] = []

    def look() -> None:
        for known in repository.applications.values():
            if (known.id, known.revision) not in seen:
                seen.add((known.id, known.revision))
                shown.append((known.id, known.revision))

    put(repository, ACME)
    look()
    for role in ("first", "second", "third"):
        put(repository, replace(NORTHWIND, role=role))
        look()
        repository.undo()
        repository.redo()
        look()
        repository.undo()
        note(repository, role, "acme")
        look()
    northwind = [revision for name, revision in shown if name == "northwind"]
    assert len(northwind) == 6
    assert northwind == sorted(set(northwind))


def test_a_file_without_a_schema_number_is_refused(data_file: Path, reopen: Callable[[], Repository]) -> None:
    """Nothing says that an empty object is ours: another program's file is never written into."""
    data_file.parent.mkdir(parents=True)
    data_file.write_text("{}")
    with pytest.raises(DataError, match="no schema number"):
        reopen()
    assert data_file.read_text() == "{}"


def test_plain_tinydb_reads_what_we_write(repository: Repository, data_file: Path) -> None:
    """The tables are TinyDB's: applications, history and meta, documents with numbers of their own."""
    put(repository, NORTHWIND, ACME)
    repository.undo()
    repository.redo()
    with TinyDB(data_file, storage=JSONStorage, access_mode="r") as database:
        assert {d["id"] for d in database.table("applications")} == {"northwind", "acme"}
        assert [d["label"] for d in database.table("history")] == ["put"]
        assert database.tables() == {"applications", "history", "meta"}


def test_what_plain_tinydb_changed_is_read(
    repository: Repository, data_file: Path, reopen: Callable[[], Repository]
) -> None:
    """A script that uses TinyDB itself can change the file, and what it wrote is there."""
    put(repository, NORTHWIND)
    with TinyDB(data_file, storage=JSONStorage) as database:
        database.table("applications").update({"role": "Script\u202e\x1b[2J kid\n2"})
        database.table("applications").insert(json.loads(bytes(encode(ACME))))
        database.insert({"mine": True})
    assert repository.refresh() == {"northwind", "acme"}
    assert repository.applications["northwind"].role == "Script[2J kid 2"
    note(repository, "still works", "acme")
    assert json.loads(data_file.read_text())["_default"] == {"1": {"mine": True}}
    assert contents(reopen()) == contents(repository)


def _tables(repository: Repository) -> dict[str, Any]:
    """Give the file as plain JSON."""
    tables: dict[str, Any] = json.loads(repository.path.read_text())
    return tables


def _without_name(tables: dict[str, Any]) -> None:
    del tables["applications"]["1"]["company"]


def _twice(tables: dict[str, Any]) -> None:
    tables["applications"]["7"] = tables["applications"]["1"]


def _no_document(tables: dict[str, Any]) -> None:
    tables["applications"]["1"] = ["northwind"]


def _naive(tables: dict[str, Any]) -> None:
    tables["applications"]["1"]["created_at"]["utc"] = "2026-11-02T12:00:00"


def _hostile(tables: dict[str, Any]) -> None:
    tables["applications"]["1"]["stage"] = "\x1b[2Jx"


def _no_schema(tables: dict[str, Any]) -> None:
    del tables["meta"]


def _odd_schema(tables: dict[str, Any]) -> None:
    tables["meta"]["1"]["schema"] = "one"


def _no_such_schema(tables: dict[str, Any]) -> None:
    tables["meta"]["1"]["schema"] = 0


def _newer(tables: dict[str, Any]) -> None:
    tables["meta"]["1"]["schema"] = SCHEMA + 1


def _odd_meta(tables: dict[str, Any]) -> None:
    tables["meta"]["1"] = 1


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (_without_name, "has an application that cannot be read: Object missing required field"),
        (_twice, "has two applications with the id northwind"),
        (_no_document, "has an application that cannot be read"),
        (_naive, "an instant says its offset"),
        (_hostile, "has an application that cannot be read"),
        (_no_schema, "it has no schema number"),
        (_odd_schema, "it has no schema number"),
        (_no_such_schema, f"is of schema 0 and could not be brought to schema {SCHEMA}"),
        (_newer, f"was written by a newer followup (schema {SCHEMA + 1}; this one knows {SCHEMA})"),
        (_odd_meta, "cannot be read"),
    ],
)
def test_a_file_of_another_shape_is_refused_and_left_alone(
    repository: Repository,
    reopen: Callable[[], Repository],
    break_it: Callable[[dict[str, Any]], None],
    sentence: str,
) -> None:
    """A file this version cannot understand is named and left alone; what was read before stays in memory."""
    put(repository, NORTHWIND)
    before = contents(repository)
    tables = _tables(repository)
    break_it(tables)
    repository.path.write_text(json.dumps(tables))
    content = repository.path.read_bytes()
    for act in (reopen, repository.refresh, repository.undo, lambda: put(repository, ACME)):
        with pytest.raises(DataError) as refused:
            act()
        assert sentence in str(refused.value)
        assert "It is untouched" in str(refused.value)
        assert "\x1b" not in str(refused.value)
    assert contents(repository) == before
    assert repository.path.read_bytes() == content


@pytest.mark.parametrize(
    "document", ["[]", '{"number": 1}', '{"number": 1, "label": "x", "at": 3, "states": {}}']
)
def test_a_history_that_cannot_be_read_does_not_hide_the_applications(
    repository: Repository, reopen: Callable[[], Repository], document: str
) -> None:
    """With a damaged history the applications can still be read; nothing is written over it."""
    put(repository, NORTHWIND)
    tables = _tables(repository)
    tables["history"]["1"] = json.loads(document)
    repository.path.write_text(json.dumps(tables))
    content = repository.path.read_bytes()
    other = reopen()
    assert list(other.applications) == ["northwind"]
    for act in (other.steps, other.undo, lambda: note(other, "x")):
        with pytest.raises(DataError, match="has a history that cannot be read"):
            act()
    assert repository.path.read_bytes() == content


def test_the_number_of_a_step_is_its_documents(
    repository: Repository, reopen: Callable[[], Repository]
) -> None:
    """A step whose document was moved to another number by hand is still one step after undo and redo."""
    put(repository, NORTHWIND)
    tables = _tables(repository)
    tables["history"] = {"5": tables["history"]["1"]}
    repository.path.write_text(json.dumps(tables))
    other = reopen()
    other.undo()
    other.redo()
    note(other, "x")
    assert [step.number for step in reopen().steps()] == [5, 6]


def _old_file(repository: Repository) -> dict[str, Any]:
    """Make the file one of this schema, which the next versions migrate."""
    put(repository, NORTHWIND)
    note(repository, "x")
    return _tables(repository)


@pytest.fixture
def two_schemas_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version two schemas ahead: it splits nothing off, but it renames roles, in the history too."""

    def everywhere(tables: Tables, change: Callable[[dict[str, Any]], None]) -> Tables:
        for document in tables["applications"].values():
            change(document)
        for step in tables["history"].values():
            for state in step["states"].values():
                if state:
                    change(state)
        return tables

    def shout(document: dict[str, Any]) -> None:
        document["role"] = document["role"].upper()

    def mark(document: dict[str, Any]) -> None:
        document["role"] += "!"

    monkeypatch.setattr(migrations, "SCHEMA", SCHEMA + 2)
    steps = {
        SCHEMA: lambda tables: everywhere(tables, shout),
        SCHEMA + 1: lambda tables: everywhere(tables, mark),
    }
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)


def test_an_older_file_is_read_and_only_changed_by_a_change(
    repository: Repository, reopen: Callable[[], Repository], backups: Backups, request: pytest.FixtureRequest
) -> None:
    """Reading an older file migrates it in memory only; the first change writes all of it, after a copy."""
    old = _old_file(repository)
    request.getfixturevalue("two_schemas_ahead")
    other = reopen()
    assert other.applications["northwind"].role == "DATA ENGINEER!"
    assert _tables(repository) == old
    assert len(other.steps()) == 2
    note(other, "new")
    assert _tables(repository)["meta"]["1"]["schema"] == SCHEMA + 2
    assert {d["role"] for d in _tables(repository)["applications"].values()} == {"DATA ENGINEER!"}
    assert json.loads(backups.all()[-1].read_text()) == old
    assert contents(reopen()) == contents(other)
    assert reopen().undo().label == "note"
    assert reopen().undo().label == "note"
    assert reopen().applications["northwind"].notes == ""
    assert reopen().applications["northwind"].role == "DATA ENGINEER!"


@pytest.mark.parametrize("action", ["undo", "refused", "nothing", "full"])
def test_a_migration_goes_with_whatever_comes_first(
    repository: Repository,
    reopen: Callable[[], Repository],
    backups: Backups,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
) -> None:
    """An undo migrates as a change does; after a refusal or a full disk the next change does it."""
    old = _old_file(repository)
    request.getfixturevalue("two_schemas_ahead")
    other = reopen()
    if action == "undo":
        other.undo()
        assert contents(reopen()) == contents(other)
    elif action == "nothing":
        other.commit(AT, lambda known: ("same", dict(known)))
    elif action == "refused":
        for _ in range(3):
            with pytest.raises(CallError):
                other.redo()
        assert _tables(repository) == old
        assert len(backups.all()) == 2
    else:
        with pytest.raises(CallError):
            other.redo()  # From here on there is a copy, so that it is the save that finds no room.

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            for _ in range(2):
                with pytest.raises(DataError, match="could not be saved"):
                    note(other, "never")
        assert _tables(repository) == old
    note(other, "after")
    assert _tables(repository)["meta"]["1"]["schema"] == SCHEMA + 2
    assert contents(reopen()) == contents(other)
    assert reopen().applications["northwind"].notes == "after"
    assert reopen().steps() == other.steps()


def test_no_migration_without_a_copy(
    repository: Repository,
    reopen: Callable[[], Repository],
    backups: Backups,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    """Where the older file cannot be copied first, it is not changed, and the sentence says why."""
    old = _old_file(repository)
    request.getfixturevalue("two_schemas_ahead")
    other = reopen()
    folder = backups.folder
    folder.rename(tmp_path / "moved")
    folder.write_text("a file where the folder should be")
    with pytest.raises(DataError, match="is copied before it is changed; that failed"):
        note(other, "new")
    assert _tables(repository) == old


def test_a_migration_that_fails_leaves_the_file(
    repository: Repository, reopen: Callable[[], Repository], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that does not fit its own schema's migration is refused, not guessed at."""
    old = _old_file(repository)
    monkeypatch.setattr(migrations, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", {SCHEMA: lambda tables: {"x": tables["no such table"]}})
    with pytest.raises(
        DataError, match=f"is of schema {SCHEMA} and could not be brought to schema {SCHEMA + 1}"
    ):
        reopen()
    assert _tables(repository) == old


def test_a_deleted_file_keeps_what_is_in_memory(
    repository: Repository, data_file: Path, backups: Backups
) -> None:
    """A file deleted under us takes nothing from memory, and put back it goes on."""
    put(repository, NORTHWIND)
    data_file.unlink()
    with pytest.raises(DataError, match="is gone"):
        repository.refresh()
    with pytest.raises(DataError, match="is gone"):
        note(repository, "x")
    assert list(repository.applications) == ["northwind"]
    copy = backups.newest()
    assert copy is not None
    copy.rename(data_file)
    note(repository, "x")
    assert repository.applications["northwind"].notes == "x"


def test_a_backup_that_failed_is_a_warning_and_no_error(tmp_path: Path, repository: Repository) -> None:
    """Where no backup can be made, the change is saved all the same and the warning says so."""
    (tmp_path / "state").write_text("a file where the folder should be")
    put(repository, NORTHWIND)
    assert repository.warning == ""
    note(repository, "x")
    assert "No backup could be made" in repository.warning

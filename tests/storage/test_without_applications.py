"""What is left of a data file without an application: nothing of it, and all of the others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.errors import CallError
from followup_tui.storage.backups import Backups
from followup_tui.storage.history import States
from followup_tui.storage.repository import Repository
from followup_tui.storage.tables import decode, encode
from followup_tui.storage.without_applications import Forgotten
from tests.samples import NORTHWIND, Clock, instant

NOW = instant("2026-11-23 14:02")
NORTH = replace(NORTHWIND, uid="u-north", notes="zebra")
OTHER = replace(NORTHWIND, id="other", company="Other", role="Baker", uid="u-other")
FORGOTTEN = Forgotten.of([NORTH], ["Other"])


def opened(folder: Path) -> Repository:
    """Open a data file in a folder."""
    repository = Repository(folder / "data.json", Backups(folder / "backups", Clock()))
    repository.refresh()
    return repository


def commit(repository: Repository, label: str, states: States) -> None:
    """Make one step."""
    repository.commit(NOW, lambda _: (label, states))


def test_a_step_that_changed_others_keeps_them(tmp_path: Path) -> None:
    """Its label names no more what is forgotten; a step about that alone is gone."""
    repository = opened(tmp_path)
    commit(repository, "Imported", {"northwind": NORTH, "other": OTHER})
    commit(repository, "Northwind: edited", {"northwind": replace(NORTH, role="Lead")})
    both = {"other": replace(OTHER, tags=("x",)), "northwind": None}
    commit(repository, "Other: one card with northwind", both)
    repository.forget(FORGOTTEN, lambda: None)
    assert [(step.label, list(step.states)) for step in repository.steps()] == [
        ("Imported", ["other"]),
        ("Several applications changed", ["other"]),
    ]
    assert b"northwind" not in (tmp_path / "data.json").read_bytes().lower()
    assert list(repository.tombstones) == ["u-north"]
    repository.undo()
    assert repository.applications["other"].tags == ()
    repository.undo()
    assert repository.applications == {}


@pytest.mark.parametrize("is_undone", [False, True])
def test_an_application_that_got_its_id_later_stays(tmp_path: Path, is_undone: bool) -> None:
    """Only the steps of the first one are gone; the second one is there, or comes back with redo."""
    repository = opened(tmp_path)
    commit(repository, "Northwind: recorded", {"northwind": NORTH})
    commit(repository, "Northwind: removed", {"northwind": None})
    later = replace(NORTH, uid="u-later", notes="", role="Cook")
    commit(repository, "Northwind: recorded", {"northwind": later})
    if is_undone:
        repository.undo()
    repository.forget(FORGOTTEN, lambda: None)
    (step,) = repository.steps()
    assert b"zebra" not in (tmp_path / "data.json").read_bytes()
    (repository.redo if is_undone else repository.undo)()
    assert ("northwind" in repository.applications) is is_undone
    assert step.states["northwind"] is None or step.states["northwind"].uid == "u-later"


def test_tables_without_any_of_it_are_the_same_ones() -> None:
    """Nothing is written anew that need not be; bytes that are no data file stay as they are."""
    tables = decode(encode({"meta": {"1": {"schema": 4}}, "applications": {"1": json_of(OTHER)}}))
    assert FORGOTTEN.without(tables) is tables
    content = encode(tables)
    assert FORGOTTEN.without_in(content) is content
    assert FORGOTTEN.without_in(b"\xff no json\nat all") == b"\xff no json\nat all"


def json_of(application: Application) -> dict[str, object]:
    """Return the document of an application, as far as these tests need it."""
    return {"id": application.id, "uid": application.uid, "company": application.company}


@pytest.mark.parametrize("schema", [1, 2, 3, 99])
def test_a_file_of_any_schema_is_looked_into(schema: int) -> None:
    """Without `uid`s the id counts; of a newer followup's file all else stays as it is."""
    north, other = {"id": "northwind", "x": "zebra"}, {"id": "other", "x": "bread"}
    steps = {
        "1": {"label": "Northwind: a", "states": {"northwind": None}},
        "2": {"label": "Other: b", "states": {"other": other}},
        "3": {"label": "Northwind: c", "states": {"northwind": north}},
    }
    content = json.dumps(
        {"meta": {"1": {"schema": schema}}, "applications": {"1": north, "2": other}, "history": steps}
    )
    left = json.loads(FORGOTTEN.without_in(content.encode()))
    assert left == {
        "meta": {"1": {"schema": schema}},
        "applications": {"2": other},
        "history": {"2": steps["2"]},
    }


def test_of_a_damaged_file_the_lines_that_name_it_are_left_out() -> None:
    """The others stay, for whoever mends it by hand."""
    content = encode(
        {"meta": {"1": {"schema": 4}}, "applications": {"1": json_of(NORTH), "2": json_of(OTHER)}}
    )
    left = FORGOTTEN.without_in(content[:-6])
    assert (b"u-north" in left, b"u-other" in left) == (False, True)


def test_a_company_group_that_bears_its_name_gets_another_one(tmp_path: Path) -> None:
    """Others that the user said to be at its company stay at one, and none of them names it."""
    repository = opened(tmp_path)
    one, two = (replace(OTHER, id=name, uid=name, company=name, company_group="northwind") for name in "ab")
    commit(repository, "Imported", {"northwind": NORTH, "a": one, "b": two})
    repository.forget(Forgotten.of([NORTH], "ab"), lambda: None)
    groups = {each.company_group for each in repository.applications.values()}
    assert groups == {"u-north"}
    assert b"northwind" not in (tmp_path / "data.json").read_bytes().lower()
    staying = Forgotten.of([NORTH], ["NORTHWIND GmbH"])
    assert staying.companies == {}


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["north", "other", "both", "remove", "undo", "redo", "again"]), st.integers(0, 99)
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(ACTIONS)
def test_whatever_was_done_nothing_of_it_is_left_and_the_other_is_as_it_was(
    actions: list[tuple[str, int]],
) -> None:
    """After any steps, undone or not: no text of it, and undo and redo go through with the other one."""
    with TemporaryDirectory() as folder:
        repository = opened(Path(folder))
        for action, number in actions:
            with suppress(CallError):
                act(repository, action, number)
        others = other_states(repository)
        repository.forget(FORGOTTEN, lambda: None)
        file = Path(folder, "data.json")
        tables = decode(file.read_bytes()) if file.exists() else {}
        assert b"u-north" not in encode({**tables, "removed": {}})
        assert b"zebra" not in encode(tables)
        assert repository.applications.get("northwind", OTHER).uid != "u-north"
        assert other_states(repository) == others
        done = sum(not step.undone for step in repository.steps())
        for _ in range(done):
            repository.undo()
        for _ in range(done):
            repository.redo()
        assert other_states(repository) == others


def act(repository: Repository, action: str, number: int) -> None:
    """Do something to one or both applications."""
    north, other = replace(NORTH, role=str(number)), replace(OTHER, role=str(number))
    states: Mapping[str, States] = {
        "north": {"northwind": north},
        "other": {"other": other},
        "both": {"northwind": north, "other": other},
        "remove": {"northwind": None},
        "again": {"northwind": replace(NORTH, uid="u-later", notes="", role=str(number))},
    }
    if action == "undo":
        repository.undo()
    elif action == "redo":
        repository.redo()
    else:
        commit(repository, f"Northwind and Other: {action}", dict(states[action]))


def other_states(repository: Repository) -> list[tuple[bool, object]]:
    """Return the other application as it is, and in each step that has it, apart from revisions."""

    def plain(state: Application | None) -> object:
        return state and (state.role, state.uid)

    steps = [
        (step.undone, plain(step.states["other"])) for step in repository.steps() if "other" in step.states
    ]
    return [(False, plain(repository.applications.get("other"))), *steps]

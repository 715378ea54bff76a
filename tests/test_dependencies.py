"""The packages the program stands on are those that were looked at, in the versions that were."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
WORKING = [
    Requirement(line)
    for line in (
        *PROJECT["build-system"]["requires"],
        *(line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra),
    )
]

PERMISSIVE = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PSF-2.0"}
"""Licences that ask no more of somebody who passes the program on than ours does."""


REPLACEABLE = {"nameparser": "LGPL-2.1-or-later"}
"""Libraries whose licence asks that whoever gets the program can put another version in their place: they are
installed apart, as they are, and nothing of them is copied here."""


def tables() -> list[dict[str, dict[str, str]]]:
    """Return the tables of CONTRIBUTING's section on dependencies: by package, then by heading."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = re.search(r"^## Dependencies\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, "CONTRIBUTING has a section on dependencies"
    found = []
    for table in re.findall(r"(?:^\|.*\n)+", section[1], re.MULTILINE):
        heading, _, *rows = (
            [cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()
        )
        found.append({row[0]: dict(zip(heading, row, strict=True)) for row in rows})
    return found


REVIEWED, REVIEWED_FOR_WORK = tables()


def installed(name: str) -> Distribution | None:
    """Return what is installed of a package, if it is."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def needed_by(name: str, extras: frozenset[str]) -> set[tuple[str, frozenset[str]]]:
    """Return what a package brings along on this machine."""
    package = installed(name)
    needs = [Requirement(line) for line in (package.requires or () if package is not None else ())]
    return {
        (canonicalize_name(need.name), frozenset(need.extras))
        for need in needs
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras | {""})
    }


def all_needed() -> dict[str, set[str]]:
    """Return every package that comes with the program, each with what it brings itself."""
    found: dict[str, set[str]] = {}
    waiting: list[tuple[str, frozenset[str]]] = [
        (canonicalize_name(need.name), frozenset(need.extras)) for need in RUNTIME
    ]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        brought = needed_by(name, extras)
        found.setdefault(name, set()).update(other for other, _ in brought)
        waiting += brought
    return found


@pytest.mark.parametrize("need", [*RUNTIME, *WORKING], ids=lambda need: need.name)
def test_each_has_both_bounds_and_was_looked_at(need: Requirement) -> None:
    """A lower and an upper bound, the same in the table."""
    assert {bound.operator for bound in need.specifier} == {">=", "<"}
    reviewed = REVIEWED if need in RUNTIME else REVIEWED_FOR_WORK
    row = reviewed.get(canonicalize_name(need.name))
    assert row, f"{need.name} has a row in CONTRIBUTING"
    assert set(row["range"].split(",")) == {str(bound) for bound in need.specifier}
    assert all(row.values())


def test_the_tables_name_nothing_else() -> None:
    """A row that nobody needs any more goes; what comes with another has no range of ours."""
    ours = {canonicalize_name(need.name) for need in RUNTIME}
    assert {name for name, row in REVIEWED.items() if not row["range"].startswith("by ")} == ours
    assert set(REVIEWED_FOR_WORK) == {canonicalize_name(need.name) for need in WORKING}


@pytest.mark.parametrize("need", [*RUNTIME, *WORKING], ids=lambda need: need.name)
def test_what_is_installed_lies_within(need: Requirement) -> None:
    """The tests run with versions that the ranges allow."""
    package = installed(need.name)
    if package is None:
        pytest.skip(f"{need.name} is not installed: it is only needed to build the package")
    assert need.specifier.contains(package.version, prereleases=True)


def test_nothing_comes_along_unseen() -> None:
    """Each package that one of ours brings, and each that those bring, has a row, and says what it brings."""
    needed = all_needed()
    assert set(needed) - set(REVIEWED) == set(), "brought along, and not in CONTRIBUTING"
    for name, brought in needed.items():
        said = set(REVIEWED[name]["brings"].split(", "))
        assert brought <= said, f"{name} brings more than its row says"


def test_native_code_is_only_where_it_is_said_to_be() -> None:
    """What is not Python cannot be read before it runs: there is as little of it as the table says."""
    for name in all_needed():
        package = installed(name)
        files = (package.files or ()) if package is not None else ()
        native = [str(file) for file in files if file.suffix == ".so"]
        if native:
            assert REVIEWED[name]["native code"] != "none", f"{name} has {native[0]}"


def test_whoever_passes_it_on_may() -> None:
    """Everything the program needs has a licence that goes with its own."""
    for name, row in REVIEWED.items():
        assert row["licence"] == REPLACEABLE.get(name) or set(row["licence"].split(", ")) <= PERMISSIVE, name

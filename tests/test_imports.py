"""Each part imports only what it may, and no more than it needs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import pytest

import followup_tui

PACKAGE = Path(followup_tui.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
)

BELOW = {
    "errors": set(),
    "files": set(),
    "cells": set(),
    "lean_imports": set(),
    "domain": {"errors"},
    "storage": {"errors", "files", "domain"},
    "user_command": {"domain"},
    "letters": {"errors", "domain", "user_command"},
    "exchange": {"errors", "domain"},
    "config": {"errors", "files", "domain"},
    "sync": {"errors", "files", "domain", "storage"},
    "tracker": {"errors", "domain", "storage", "letters", "exchange"},
    "importing": {"errors", "domain", "storage", "exchange", "config", "tracker"},
    "followers": {
        *("errors", "files", "domain", "storage", "exchange", "config", "tracker", "user_command"),
    },
    "demo": {"errors", "domain", "storage", "letters", "exchange", "tracker"},
    "cli": {
        *("errors", "files", "cells", "domain", "storage", "letters", "exchange", "config", "tracker"),
        *("followers", "importing", "demo", "ui", "sync", "lean_imports"),
    },
    "ui": {
        *("errors", "files", "cells", "domain", "storage", "letters", "exchange", "config", "tracker"),
        *("followers", "importing", "demo", "sync"),
    },
    "__main__": {"cli"},
}
"""Which parts each part may import; what is not listed may import nothing of the package."""

HEAVY = {
    "arrow": {"followup_tui.domain.dates"},
    "holidays": {"followup_tui.domain.business_days"},
    "idna": {"followup_tui.domain.mail_address"},
    "nameparser": {"followup_tui.domain.names"},
    "tinydb": "followup_tui.storage",
    "wcwidth": {"followup_tui.cells"},
    "textual": "followup_tui.ui",
    "rich": "followup_tui.ui",
}
"""Which modules, or which part, alone may import a library."""


def _part(module: str) -> str:
    """Return the part of the house a module stands in: `domain`, `storage`, `cli`."""
    return [*module.split("."), ""][1]


@cache
def _imports(module: str) -> list[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Return each import anywhere in the source, and whether it is made at once when the module is imported.

    One inside a function is made later, one for types never.
    """
    path = PACKAGE.parent.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    found: list[tuple[ast.Import | ast.ImportFrom, bool]] = []
    waiting: list[tuple[ast.AST, bool]] = [(ast.parse(path.read_text("utf-8"), str(path)), True)]
    for node, at_once in waiting:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.append((node, at_once))
        elif isinstance(node, ast.stmt | ast.Module | ast.ExceptHandler | ast.match_case):
            is_checked_only = (
                isinstance(node, ast.If)
                and isinstance(node.test, ast.Name)
                and node.test.id == "TYPE_CHECKING"
            )
            is_later = is_checked_only or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            waiting += [(inner, at_once and not is_later) for inner in ast.iter_child_nodes(node)]
    return found


@cache
def _imported(module: str) -> frozenset[str]:
    """Return each module imported anywhere in the source, inside functions and for types only too."""
    return _named_in(node for node, _ in _imports(module))


@cache
def _at_import(module: str) -> frozenset[str]:
    """Return the modules that are imported at once when the module is."""
    return _named_in(node for node, at_once in _imports(module) if at_once)


def _named_in(nodes: Iterable[ast.Import | ast.ImportFrom]) -> frozenset[str]:
    """Return each module that these import."""
    modules: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        else:
            assert node.level == 0, "imports say where from"
            assert node.module is not None
            modules |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(modules)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module: str) -> None:
    """No module imports a part that stands above its own, not even in a function or for a type."""
    part = _part(module)
    allowed = BELOW.get(part, set()) | {part}
    parts = {_part(name) for name in _imported(module) if name.startswith("followup_tui.")}
    assert parts - {"__version__"} <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_known_in_one_place(module: str) -> None:
    """Only dates knows arrow, business_days holidays, storage TinyDB, and the screens Textual and Rich."""
    libraries = {name.split(".")[0] for name in _imported(module)}
    for library, home in HEAVY.items():
        at_home = module in home if isinstance(home, set) else f"{module}.".startswith(f"{home}.")
        assert library not in libraries or at_home


@pytest.mark.parametrize("module", [module for module in MODULES if _part(module) in {"domain", "errors"}])
def test_the_domain_knows_the_standard_library_alone(module: str) -> None:
    """And what its data are made with; arrow and holidays are loaded only when they are needed."""
    outside = {name.split(".")[0] for name in _imported(module)} - sys.stdlib_module_names
    at_once = {name.split(".")[0] for name in _at_import(module)} - sys.stdlib_module_names
    at_home = {library for library, home in HEAVY.items() if isinstance(home, set) and module in home}
    assert outside <= {"followup_tui", "msgspec", *at_home}
    assert at_once <= {"followup_tui", "msgspec"}


def test_no_modules_import_each_other() -> None:
    """No module imports itself by way of others, not even inside a function or for types only."""
    graph = {module: _modules_imported_by(module) for module in MODULES}
    ways = [_way_around(circle, graph) for circle in _circles(graph)]
    assert not ways, "these modules import each other:\n" + "\n".join(ways)


def test_a_circle_is_found_and_named() -> None:
    """The search finds circles of two and more modules, and nothing that only hangs on one."""
    graph = {"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": {"e"}, "e": {"d"}, "f": {"a"}}
    assert sorted(map(sorted, _circles(graph))) == [["a", "b", "c"], ["d", "e"]]
    assert _way_around({"a", "b", "c"}, graph) == "a -> b -> c -> a"


def _modules_imported_by(module: str) -> set[str]:
    """Return the modules of the package that a module imports by name, wherever in it the import stands."""
    imported: set[str] = set()
    for node, _ in _imports(module):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        else:
            # `from a.b import c` is about a.b.c where that is a module, else about a.b.
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            imported |= {name if name in MODULES else str(node.module) for name in names}
    return imported.intersection(MODULES) - {module}


def _circles(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """Return the sets of modules in which each can be reached from each: strongly connected components."""
    reached = {module: _reached_from(module, graph) for module in graph}
    circles: list[set[str]] = []
    for module in graph:
        circle = {other for other in reached[module] if module in reached[other]}
        if circle and circle not in circles:
            circles.append(circle)
    return circles


def _reached_from(module: str, graph: Mapping[str, set[str]]) -> set[str]:
    """Return the modules that a module imports, directly or by way of others."""
    reached: set[str] = set()
    waiting = [module]
    while waiting:
        new = graph[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def _way_around(circle: AbstractSet[str], graph: Mapping[str, set[str]]) -> str:
    """Return a shortest way around within a circle, from its first module in the order of names."""
    first = min(circle)
    ways = [[first]]
    for way in ways:
        for module in sorted(graph[way[-1]] & circle):
            if module == first:
                return " -> ".join([*way, first])
            if not any(module in other for other in ways):
                ways.append([*way, module])
    raise AssertionError(f"no way around {sorted(circle)}")


FRESH = [
    # part, and what a fresh process that imports it must not have in memory
    ("domain", {"arrow", "holidays", "tinydb", "textual", "rich", "asyncio", "nameparser"}),
    ("storage", {"arrow", "holidays", "textual", "rich", "asyncio"}),
    ("letters", {"arrow", "holidays", "tinydb", "textual", "rich", "nameparser"}),
    ("exchange", {"holidays", "tinydb", "textual", "rich"}),
    ("config", {"arrow", "holidays", "tinydb", "textual", "rich", "nameparser"}),
    ("tracker", {"arrow", "holidays", "textual", "rich", "asyncio"}),
    ("cli", {"arrow", "holidays", "textual", "rich", "asyncio", "nameparser"}),
]


@pytest.mark.parametrize(("part", "never"), FRESH, ids=[part for part, _ in FRESH])
def test_a_fresh_process_has_only_what_it_needs(part: str, never: set[str]) -> None:
    """A process that imports all of a part has nothing in memory that the part must not wait for."""
    modules = [module for module in MODULES if _part(module) == part]
    code = (
        f"import json, sys\nfor name in {modules!r}: __import__(name)\nprint(json.dumps(list(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n{code}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    loaded = {name.split(".")[0] for name in json.loads(done.stdout) if not name.startswith("_sysconfigdata")}
    assert loaded & never == set()
    if part == "domain":
        assert loaded - sys.stdlib_module_names - _loaded_by_nothing() <= {
            *("followup_tui", "msgspec", "typing_extensions"),  # the last by msgspec, where it is there
        }


def test_due_waits_for_nothing_that_only_changes_need() -> None:
    """A prompt waits for `followup due`: what edits, parses and labels is not imported with it."""
    graph = {module: {*_at_import(module)} & {*MODULES} for module in MODULES}
    loaded = _reached_from("followup_tui.cli.commands.due", graph) | _reached_from("followup_tui.cli", graph)
    unneeded = (
        *("people", "same_person", "sanitize", "contact_log", "date_parser", "offers", "interviews"),
        *("step_labels", "after_change", "find_application", "letter", "agenda"),
    )
    assert loaded & {f"followup_tui.domain.{name}" for name in unneeded} == set()
    assert "followup_tui.domain.due" in loaded


def _loaded_by_nothing() -> set[str]:
    """Return what is in memory before anything was imported: what the site's own start-up files bring."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import json, sys; print(json.dumps(list(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return {name.split(".")[0] for name in json.loads(done.stdout)}


@pytest.mark.parametrize("name", ["make_context", "find_paths", "load_settings"])
def test_paths_and_settings_are_read_once_and_handed_in(name: str) -> None:
    """Only the command line's entry reads the environment and the settings; all others get the context."""
    readers = {
        module
        for module in MODULES
        if _part(module) != "config" and f"followup_tui.config.{name}" in _imported(module)
    }
    assert readers == ({"followup_tui.cli.dispatch"} if name == "make_context" else set())

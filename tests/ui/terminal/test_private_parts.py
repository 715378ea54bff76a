"""Private parts of Textual are used in one folder, and each is in the table that says why."""

from __future__ import annotations

import ast
import inspect
import textwrap
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pytest

from followup_tui import ui
from followup_tui.ui.terminal.private_parts import PRIVATE_PARTS

UI = Path(ui.__file__).parent
HOME = UI / "terminal"
MODULES = sorted(UI.rglob("*.py"))
LIBRARIES = {"textual", "rich"}

PUBLIC = {"_replace", "_asdict", "_fields", "_make", "_field_defaults", "os._exit"}
"""What has an underscore and is documented for use."""


def is_private(name: str) -> bool:
    """Return whether a name is private by its underscore; dunder names are not."""
    return name.startswith("_") and not name.startswith("__")


@lru_cache
def private_names(library_class: type) -> frozenset[str]:
    """Return the private names of a class, those it sets on instances included."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(library_class)))
    on_instances = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    return frozenset(name for name in (*vars(library_class), *on_instances) if is_private(name))


def bases_of_libraries(our_class: type) -> Iterator[type]:
    """Iterate over the classes of Textual and Rich that a class of ours inherits from."""
    return (base for base in our_class.__mro__ if base.__module__.split(".")[0] in LIBRARIES)


def classes(tree: ast.AST, within: tuple[str, ...] = ()) -> Iterator[tuple[str, ast.ClassDef]]:
    """Iterate over the classes of a module outside functions, each with its qualified name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            name = (*within, node.name)
            yield ".".join(name), node
            yield from classes(node, name)


def imported(tree: ast.AST) -> set[str]:
    """Return the dotted names of private modules, or of private things in modules, that are imported."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {
        name
        for name in names
        if name.split(".")[0] in LIBRARIES and any(is_private(part) for part in name.split("."))
    }


def attributes(tree: ast.AST, *, own: bool) -> set[str]:
    """Return the private attributes that are used of `self`, `cls` and `super()`, or of anything else."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_private(node.attr)
        if own is (ast.unparse(node.value) in {"self", "cls", "super()"})
        if not PUBLIC & {node.attr, ast.unparse(node)}
    }


def inherited(tree: ast.AST, module: str) -> set[str]:
    """Return the private names of Textual's that a class of ours overrides, or uses of itself."""
    names: set[str] = set()
    for qualified_name, node in classes(tree):
        our_class: type = import_module(module)  # type: ignore[assignment]  # where the first name is looked up
        for name in qualified_name.split("."):
            our_class = getattr(our_class, name)
        theirs = frozenset[str]().union(*map(private_names, bases_of_libraries(our_class)))
        functions = {
            inner.name for inner in node.body if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        variables = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
        names |= (attributes(node, own=True) | functions | variables) & theirs
    return names


def private_uses(path: Path) -> set[str]:
    """Return what a module uses of private parts: dotted names of imports, bare names of attributes."""
    tree = ast.parse(path.read_text("utf-8"), str(path))
    module = ".".join(path.relative_to(UI.parents[1]).with_suffix("").parts).removesuffix(".__init__")
    return imported(tree) | attributes(tree, own=False) | inherited(tree, module)


def short(name: str) -> str:
    """Return a part's name as `private_uses` does: an attribute's alone, an import's with its module."""
    *owner, attribute = name.split(".")
    return attribute if owner[-1][:1].isupper() else name


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if HOME not in path.parents],
    ids=lambda path: str(path.relative_to(UI)),
)
def test_no_private_part_is_used_elsewhere(path: Path) -> None:
    """Outside `ui/terminal` nothing private is imported, read or overridden, not even by accident."""
    assert private_uses(path) == set()


def test_the_table_is_what_the_code_uses() -> None:
    """Each private part is in the table, and the table names nothing else."""
    used = {name for path in HOME.glob("*.py") for name in private_uses(path)}
    assert used == {short(part.name) for part in PRIVATE_PARTS}


@pytest.mark.parametrize("name", [part.name for part in PRIVATE_PARTS])
def test_what_the_table_names_exists(name: str) -> None:
    """The installed version has each part where the table says it is."""
    *owner, attribute = name.split(".")
    if owner[-1][:1].isupper():
        library_class = getattr(import_module(".".join(owner[:-1])), owner[-1])
        assert attribute in private_names(library_class)
    else:
        assert hasattr(import_module(".".join(owner)), attribute)


def test_each_part_says_why_and_what_upstream_would_have_to_offer() -> None:
    """A row without a reason is none; no part has two rows."""
    assert all(part.why and part.upstream for part in PRIVATE_PARTS)
    assert len({part.name for part in PRIVATE_PARTS}) == len(PRIVATE_PARTS)


def test_textual_stays_within_a_minor_version() -> None:
    """Private parts change without notice: another minor version is allowed only once it was looked at."""
    project = tomllib.loads((UI.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    if PRIVATE_PARTS:
        assert "textual>=8.2.8,<8.3" in project["dependencies"]

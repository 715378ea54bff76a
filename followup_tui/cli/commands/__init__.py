"""The commands, one a module: its arguments, its help, what it does, and the JSON it prints.

A module in this folder is a command of that name; `COMMAND` in it describes it. Help, parser and tests
find it by looking here. Only the module of the command that is named is imported, and what only some of its
calls need, such as JSON, is imported where it is used.
"""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from pathlib import Path

from followup_tui.cli.command import Command


def names() -> list[str]:
    """Return the names of all commands, in alphabetical order."""
    # A command called as a word of Python has a module with a _ behind it: import_.py.
    modules = (file.stem for file in Path(__file__).parent.iterdir() if file.suffix == ".py")
    return sorted(module.rstrip("_") for module in modules if not module.startswith("_"))


def load(name: str) -> Command:
    """Import a command by its name."""
    module = f"{name}_" if iskeyword(name) else name
    command: Command = import_module(f"{__name__}.{module}").COMMAND
    return command


def load_all() -> dict[str, Command]:
    """Import all commands, in the order of `followup --help`."""
    loaded = {name: load(name) for name in names()}
    return dict(sorted(loaded.items(), key=lambda item: item[1].order))

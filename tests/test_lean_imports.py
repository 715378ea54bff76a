"""Modules imported without what only others need of them work, and the others get the real ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.in_terminal import ROOT

_CODE = r"""
import sys
from followup_tui.lean_imports import import_common
before = {*sys.modules}
import_common()
unneeded = {"decimal", "uuid", "urllib.parse", "sysconfig", "typing_extensions", "msgspec.inspect"}
assert not unneeded & (sys.modules.keys() - before), unneeded & sys.modules.keys()

import pathlib, msgspec
assert pathlib.Path("/tmp/é b").as_uri() == "file:///tmp/%C3%A9%20b"
assert msgspec.json.decode(b'{"a":[1]}', type=dict[str, list[int]]) == {"a": [1]}

import zoneinfo
assert zoneinfo.ZoneInfo("Europe/Berlin").key in zoneinfo.available_timezones()

import decimal, sysconfig, typing, uuid
assert sysconfig.get_config_var("prefix")
import msgspec.inspect, msgspec.toml
assert decimal.Decimal("1.5") * 2 == 3 and uuid.UUID(int=1).int == 1
assert typing.get_type_hints(type("T", (), {"__annotations__": {"a": "int"}})) == {"a": int}
assert msgspec.toml.decode(b"a = 1") == {"a": 1}
assert msgspec.inspect.type_info(int) == msgspec.inspect.IntType()
"""


def test_they_work_and_whoever_needs_more_gets_it() -> None:
    """In a process of its own: here all of them are imported already."""
    ended = subprocess.run(
        [sys.executable, "-c", _CODE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_version_that_needs_more_is_imported_as_a_whole(tmp_path: Path) -> None:
    """Whatever it asks of a stand-in; and no stand-in is left behind."""
    needs = (
        "from string import Template",
        "import string; string.printable",
        "isinstance(1, typing.ForwardRef)",
    )
    for number, need in enumerate(needs):
        (tmp_path / f"newer_{number}.py").write_text(f"import typing\n{need}\n", "utf-8")
        code = (
            f"import sys, typing; sys.path.insert(0, {str(tmp_path)!r})\n"
            "from followup_tui.lean_imports import _standing_in\n"
            f"with _standing_in({{'string': {{}}}}): import newer_{number}\n"
            f"import newer_{number}, string\n"
            "assert string.Template and isinstance(typing.ForwardRef, type)"
        )
        ended = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, ""), need

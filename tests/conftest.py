"""Fixtures of all tests: an empty home, the zone of Berlin, and a clock that stands still where asked."""

from __future__ import annotations

import gc
import itertools
import os
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# The glyphs are chosen when the program is imported, before any test can set a locale.
os.environ |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
os.environ.pop("NO_COLOR", None)

# A machine that is busy is no failure: tests say what is true, the benchmark says how fast.
settings.register_profile("followup", deadline=None)
settings.load_profile("followup")

_UNSET_VARIABLES = (
    *("FOLLOWUP_DATA", "XDG_RUNTIME_DIR", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_TIME"),
    *(
        "COLUMNS",
        "LINES",
        "NO_COLOR",
        "FORCE_COLOR",
        "VISUAL",
        "EDITOR",
        "BROWSER",
        "TMUX",
        "PYTHONIOENCODING",
    ),
)


# What is collected stays until the end: a search of it for garbage, again and again, finds none.
gc.disable()


def pytest_collection_finish() -> None:
    """Keep what was collected out of what is searched for garbage: the program searches often."""
    gc.enable()
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Run three tests for two cores with `-n auto`: a third of the time they wait for screens and disks."""
    cores = yield
    return cores if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else cores + cores // 2


_folder_numbers = itertools.count()


def _new_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """Make a folder of this name and a number.

    Pytest's own reads all folders of the run for the next number: with thousands of tests, that took longer
    than most tests do.
    """
    folder = factory.getbasetemp() / f"{name}{next(_folder_numbers)}"
    folder.mkdir(0o700)
    return folder


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder."""
    return _new_folder(tmp_path_factory, "test")


def _need_no_disk(descriptor: int) -> None:
    """Stand in for `os.fsync`: fail where it would, and wait for nothing."""
    os.fstat(descriptor)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder; the machine's own settings, zone and language have no effect."""
    # Beside `tmp_path` and not in it, so that a test can check what its own folder holds.
    folder = _new_folder(tmp_path_factory, "home")
    for name in _UNSET_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    # No test in this process outlives a power cut; programs that tests start do wait for the disk.
    monkeypatch.setattr(os, "fsync", _need_no_disk)
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    yield folder
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture
def berlin() -> ZoneInfo:
    """The zone of the tests."""
    return ZoneInfo("Europe/Berlin")


@pytest.fixture
def now(berlin: ZoneInfo) -> datetime:
    """Monday 23 November 2026, 14:02: the moment at which `clock` stands."""
    return datetime(2026, 11, 23, 14, 2, tzinfo=berlin)


@pytest.fixture
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    """Stop the clock at `now`; `clock.move_to` and `clock.shift` set it."""
    with time_machine.travel(now, tick=False) as coordinates:
        yield coordinates

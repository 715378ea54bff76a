"""The program called in this process, with what it printed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from followup_tui.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    import time_machine


@dataclass(frozen=True, slots=True)
class Result:
    """What a call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        """What was printed, as JSON."""
        return json.loads(self.out)


class Followup(Protocol):
    """Calls the program with these arguments."""

    def __call__(self, *arguments: str) -> Result:
        """Call it; what it printed and its exit code come back."""
        ...


@pytest.fixture
def followup(clock: time_machine.Traveller, capsys: pytest.CaptureFixture[str]) -> Followup:
    """The program, at a moment that stands still."""

    def call(*arguments: str) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        code = ended.value.code
        return Result(code if isinstance(code, int) else 0, out, err)

    return call


@pytest.fixture
def northwind(followup: Followup) -> Followup:
    """The program, with one interview recorded."""
    followup(
        *("add", "Northwind", "Data engineer", "--at", "today 10:00", "--decision", "fri"),
        *("--person", "Dr. Jana Novák, Head of Data <jana@northwind.example>", "--person", "Bob Lee"),
    )
    return followup


@pytest.fixture
def data_file(home: Path) -> Path:
    """Where the data file lies."""
    return home / "data" / "followup" / "followup.json"


@pytest.fixture
def settings_file(home: Path) -> Path:
    """Where the settings lie; the folder is there."""
    folder = home / "config" / "followup"
    folder.mkdir(parents=True)
    return folder / "config.toml"


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], None]]:
    """Put a real terminal in the place of stdin, with this typed into it."""
    opened: list[int] = []
    streams: list[TextIO] = []

    def type_in(typed: bytes) -> None:
        ours, theirs = os.openpty()
        opened.append(ours)
        os.write(ours, typed)
        streams.append(os.fdopen(theirs))
        monkeypatch.setattr("sys.stdin", streams[-1])

    yield type_in
    for stream in streams:
        stream.close()
    for descriptor in opened:
        os.close(descriptor)


def shown(followup: Followup, application_id: str = "northwind") -> Any:  # noqa: ANN401 - an object of JSON
    """Return an application as scripts see it."""
    return followup("show", application_id, "--json").json

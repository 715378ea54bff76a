"""`followup due` in a process of its own: the notification, and what is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.in_terminal import in_terminal
from tests.cli.loaded_modules import loaded_modules

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


@pytest.fixture
def recorded(northwind: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that is due by the real clock too."""
    northwind("contact", "northwind", "received")


def test_a_terminal_is_rung(recorded: None) -> None:
    """On stderr where that is a terminal, so that what is read from stdout stays clean."""
    sent, read = in_terminal("due", "--notify", "--json", streams="stderr")
    assert sent == b"\x1b]9;followup: 1 thing to do\a\x1b]777;notify;followup;1 thing to do\a\a"
    assert b"\x1b" not in read
    assert b'"northwind"' in read
    assert b"Northwind" not in sent


def test_tmux_hands_it_on(recorded: None) -> None:
    """With TMUX set the terminal's words are wrapped for the terminal behind it."""
    sent, _ = in_terminal("due", "--notify", streams="both", TMUX="/tmp/tmux-0/default,1,0")
    assert b"Northwind" in sent
    assert sent.count(b"\x1bPtmux;\x1b\x1b]") == 2


@pytest.mark.parametrize(("arguments", "term"), [((), "xterm"), (("--notify",), "dumb"), (("--notify",), "")])
def test_nobody_is_rung_who_did_not_ask_or_cannot_hear(
    recorded: None, arguments: tuple[str, ...], term: str
) -> None:
    """Without `--notify`, or in a terminal that places no text, no escape sequence and no bell is sent."""
    sent, _ = in_terminal("due", *arguments, streams="both", TERM=term)
    assert b"Northwind" in sent
    assert b"\x1b" not in sent
    assert b"\a" not in sent


@pytest.mark.parametrize("arguments", [("due",), ("due", "--json"), ("why", "northwind")])
def test_what_a_prompt_waits_for_is_not_loaded_in_vain(
    northwind: Followup, arguments: tuple[str, ...]
) -> None:
    """Neither holidays nor the screens, nor what only other commands need."""
    loaded = loaded_modules(*arguments)
    unneeded = {"textual", "rich", "arrow", "holidays", "asyncio", "hashlib", "tempfile", "difflib"}
    # What msgspec and pathlib import for others: were a stand-in no longer enough, they would be here.
    unneeded |= {"decimal", "uuid", "urllib.parse", "typing_extensions", "msgspec.inspect"}
    unneeded |= {"followup_tui.domain.date_parser", "followup_tui.exchange.csv_export"}
    unneeded |= {"followup_tui.tracker", "followup_tui.storage.backups", "zlib", "fcntl"}
    commands = {name for name in loaded if name.startswith("followup_tui.cli.commands.")}
    assert not unneeded & loaded
    assert commands == {f"followup_tui.cli.commands.{arguments[0]}"}

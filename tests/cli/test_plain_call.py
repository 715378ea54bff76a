"""Calls of plain words, which are parsed without argparse."""

from __future__ import annotations

from itertools import product

import pytest

from followup_tui.cli.parser import parse
from followup_tui.cli.plain_call import QUICK_COMMANDS, parse_plain_call
from followup_tui.errors import CallError

WORDS = (
    "--json",
    "--quiet",
    "--notify",
    "--jso",
    "--help",
    "--stage",
    "north wind",
    "-3d",
    "--",
    "",
    "é",
    "\udcff",
)


@pytest.mark.parametrize("name", QUICK_COMMANDS)
def test_a_plain_call_is_understood_as_argparse_does(name: str) -> None:
    """What is parsed without argparse, argparse parses to the same options; what is wrong is left to it."""
    plain = 0
    for words in (words for count in range(4) for words in product(WORDS, repeat=count)):
        parsed = parse_plain_call((name, *words))
        if parsed is None:
            continue
        plain += 1
        assert parsed == parse((name, *words)), words
    assert plain >= 2


@pytest.mark.parametrize("call", ["due", "due --quiet", "due --json", "list", "list --json", "why northwind"])
def test_what_prompts_and_people_call_most_is_plain(call: str) -> None:
    """The calls that somebody waits for do without argparse; help, wrong words and other commands do not."""
    assert parse_plain_call(call.split()) is not None
    assert parse_plain_call([*call.split(), "--help"]) is None
    assert parse_plain_call([*call.split(), "--data", "x"]) is None
    assert parse_plain_call(["stats"]) is None
    with pytest.raises(CallError):
        parse([*call.split(), "--jsno"])

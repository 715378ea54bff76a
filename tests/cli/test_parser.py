"""The arguments and the help, of every command there is."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

import pytest

from followup_tui.cli import commands
from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_data

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lst",), "There is no command 'lst'. Did you mean list?"),
        (("frobnicate",), "followup --help"),
        (("add",), "COMPANY, ROLE"),
        (("list", "--stag", "x"), "This is not understood: --stag x"),
        (("list", "--\x1b[31m"), "--?[31m"),
        (("add", "A", "B", "--at"), "--at: expected one argument"),
        (("add", "A", "B", "--at", "someday"), '"someday"'),
        (("add", "", "B"), "The company is missing"),
        (("add", "A", "\x07"), "The role is missing"),
        (("add", "A" * 300, "B"), "300 characters"),
        (("show", "nothere"), "There is no application 'nothere'"),
        (("show", ""), "There is no application"),
        (("show", "\x1b[31m"), "There is no application"),
        (("list", "--data", ""), "--data names no file"),
        (("add", "A", "B", "--at", "9:00", "--at=10:00"), "--at can be given once, and is given 2 times"),
        (("--data", "a", "list", "--data", "b"), "--data can be given once"),
        (("person", "x", "--who", "p1", "--who=p2"), "--who can be given once"),
        (("journal", "-o", "a", "--output", "b", "-oc"), "-o/--output can be given once, and is given 3"),
        (("add", "Zo\udceb M\udcfcller", "B"), '"Zo\\xeb M\\xfcller" is not valid UTF-8'),
        (("add", "A", "B", "--person=\ud800"), "is not valid UTF-8"),
        (("demo", "--size", "0"), "no number from 1"),
        (("demo", "--size", "x"), "no number from 1"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_changes_nothing(
    followup: Followup, data_file: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, one line on stderr, nothing on stdout, and no file made."""
    result = followup(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("followup: ")
    assert result.err.count("\n") == 1
    assert message in result.err
    assert "\x1b" not in result.err
    assert not data_file.exists()


def test_help_and_version_are_answers(followup: Followup) -> None:
    """Asked for help, the program exits 0 and names every command it has, the most used first."""
    result = followup("--help")
    assert result.code == 0
    listed = re.findall(r"^    ([a-z]+)  ", result.out, re.MULTILINE)
    assert sorted(listed) == commands.names()
    assert listed[:3] == ["demo", "add", "list"]
    assert followup("--version").out.startswith("followup 0.")


@pytest.mark.parametrize("name", commands.names())
def test_each_command_says_what_it_does(
    followup: Followup, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its help has a sentence, `--data` and, if it prints for scripts, `--json`; its place is its own."""
    command = commands.load(name)
    assert re.fullmatch(r"[a-z].*[^.]", command.help)
    monkeypatch.setenv("COLUMNS", "80")
    result = followup(name, "--help")
    assert all(len(line) < 80 for line in result.out.splitlines())
    assert result.code == 0
    assert result.out.startswith(f"usage: followup {name} ")
    assert "--data FILE" in result.out
    assert ("--json" in result.out) is command.has_json
    assert [other.order for other in commands.load_all().values()].count(command.order) == 1


@pytest.mark.parametrize("name", commands.names())
def test_each_option_given_twice_is_taken_twice_or_refused(followup: Followup, name: str) -> None:
    """Whatever an option is for, and in whatever group it stands, its last value never counts alone."""
    usage = followup(name, "--help").out.partition("options:")[2]
    options = re.findall(r"^  (?:-\w \S+, )?(--[a-z-]+) [A-Z1\"'a-z]", usage, re.MULTILINE)
    assert "--data" in options
    for option in options:
        result = followup(name, option, "first", option, "second")
        words = result.err if result.code == 2 else ""
        is_refused = f"{option} can be given once" in words
        assert is_refused is not isinstance(_option(name, option), argparse._AppendAction), option


def _option(name: str, option: str) -> argparse.Action:
    parser = Parser(prog=name)
    commands.load(name).add_arguments(parser)
    add_data(parser)
    return next(action for action in parser._actions if option in action.option_strings)


@pytest.mark.parametrize(
    ("arguments", "note", "kind"),
    [
        (("sent", "--note", "x", "reply"), "x", "reply"),
        (("--note", "x", "sent", "reply"), "x", "reply"),
        (("sent", "--note", "-3 degrees"), "-3 degrees", "other"),
        (("sent", "--note=--", "reply"), "--", "reply"),
        (("sent", "--note=-x"), "-x", "other"),
        (("--note", "x", "--", "sent", "reply"), "x", "reply"),
    ],
)
def test_options_stand_anywhere_and_values_may_begin_with_a_dash(
    northwind: Followup, arguments: tuple[str, ...], note: str, kind: str
) -> None:
    """Words may stand behind options, and what begins with a dash and a figure is no option."""
    result = northwind("contact", "northwind", *arguments, "--json") if "--" not in arguments else None
    if result is None:
        result = northwind("contact", "--json", "northwind", *arguments)
    assert result.code == 0, result.err
    (contact,) = result.json["contacts"]
    assert (contact["note"], contact["kind"]) == (note, kind)


def test_two_dashes_end_the_options_and_are_a_word_behind_that(followup: Followup) -> None:
    """Whatever stands behind the first `--` is taken as it is, another `--` and `--json` too."""
    assert followup("add", "--", "--", "--json").code == 0
    (application,) = followup("list", "--json").json
    assert (application["company"], application["role"]) == ("--", "--json")
    assert "'-3'" in followup("demo", "--size", "-3").err
    assert followup("show", "-3d").err.startswith("followup: There is no application '-3d'")
    assert followup("-3d").err.startswith("followup: There is no command '-3d'")

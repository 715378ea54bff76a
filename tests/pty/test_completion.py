"""Completion in the shells themselves, each in a terminal, with tab pressed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.pty.terminal import Terminal, environment, run
from tests.shell.made_files import SCRIPTS

pytestmark = pytest.mark.pty

PROMPT: Final = "ready>"

BEGIN: Final = {
    "bash": "PS1='{prompt} '; bind 'set bell-style none'; bind 'set show-all-if-ambiguous on'\n"
    'eval "$(followup completion bash)"\n',
    "zsh": "PS1='{prompt} '; unsetopt BEEP\nautoload -U compinit; compinit -u -d ~/dump\n"
    'eval "$(followup completion zsh)"\n',
    "fish": "function fish_prompt; echo -n '{prompt} '; end; function fish_right_prompt; end\n"
    "function fish_greeting; end\nfollowup completion fish | source\n",
}
"""What each shell reads at its start: a prompt that can be waited for, and the script."""

COMMANDS: Final[dict[str, Callable[[Path], list[str]]]] = {
    "bash": lambda file: ["bash", "--noprofile", "--rcfile", str(file), "-i"],
    "zsh": lambda _: ["zsh", "-i"],
    "fish": lambda _: ["fish", "-i"],
}

COMPLETED: Final = (
    ("followup clo\t", "followup close"),
    ("followup why northw\t", "followup why northwind"),
    ("followup move northwind wai\t", "followup move northwind waiting"),
    ("followup close northwind rej\t", "followup close northwind rejected"),
    ("followup contact northwind received inv\t", "followup contact northwind received invitation"),
    ("followup contact northwind sent thank\t", "followup contact northwind sent thank-you"),
    (
        "followup contact --by email northwind --person \t",
        "followup contact --by email northwind --person p1",
    ),
    ("followup draft northwind reference\t", "followup draft northwind reference-thanks"),
    ("followup edit northwind --letters de-\t", "followup edit northwind --letters de-informal"),
    ("followup list --stage inter\t", "followup list --stage interviewed"),
    ("followup interview northwind --mis\t", "followup interview northwind --missed"),
    ("followup completion fi\t", "followup completion fish"),
    ("followup --data other.json why ac\t", "followup --data other.json why acme"),
    ("followup why --data 'other.json' ac\t", "followup why --data 'other.json' acme"),
    ("followup why --data ~/oth\t", "followup why --data ~/other.json"),
    ("followup import ~/my\t", r"followup import ~/my\ file"),
)
"""What is typed, and the line it becomes."""


@pytest.fixture(params=list(BEGIN))
def shell(request: pytest.FixtureRequest) -> str:
    """Each of the shells that is installed."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture
def terminal(shell: str, home: Path) -> Iterator[Terminal]:
    """The shell at its prompt, with completion set up as docs/shell.md says."""
    program = home / "bin" / "followup"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m followup_tui "$@"\n')
    program.chmod(0o700)
    file = {"bash": home / "bashrc", "zsh": home / ".zshrc", "fish": home / "config/fish/config.fish"}[shell]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(BEGIN[shell].format(prompt=PROMPT))
    variables = environment(PATH=f"{program.parent}:{os.environ['PATH']}")
    with Terminal(COMMANDS[shell](file), (110, 30), variables, home) as begun:
        begun.wait_for(PROMPT)
        yield begun


@pytest.fixture
def two_files(home: Path) -> Path:
    """The data file, with two applications; another one lies in the home folder."""
    run("add", "Northwind", "Data engineer", "--person", "Jana Novák, Head of Data")
    run("add", "Nordlicht GmbH", "Backend")
    run("add", "Acme", "Backend", "--data", str(home / "other.json"))
    (home / "my file").touch()
    return home / "data" / "followup" / "followup.json"


def line_of(terminal: Terminal) -> str:
    """Return the line that is being typed."""
    lines = [line.partition(PROMPT)[2].strip() for line in terminal.lines() if PROMPT in line]
    return lines[-1] if lines else ""


def clear(terminal: Terminal) -> None:
    """Take back what was typed, and clear the screen."""
    terminal.press("ctrl+u ctrl+l")
    terminal.wait_until(lambda: terminal.text().strip() == PROMPT, "an empty line")


@pytest.mark.usefixtures("two_files")
def test_what_is_begun_is_completed(terminal: Terminal) -> None:
    """Commands, options, ids, stages, outcomes, kinds, sets, people, files; ids of the file named."""
    for typed, completed in COMPLETED:
        terminal.type(typed)
        terminal.wait_until(lambda line=completed: line_of(terminal) == line, completed)  # type: ignore[misc]
        clear(terminal)


@pytest.mark.usefixtures("two_files")
@pytest.mark.parametrize("shell", ["zsh"], indirect=True)
def test_zsh_finds_the_script_in_its_folders(terminal: Terminal, home: Path) -> None:
    """As a function that is loaded at the first tab, it completes then and each time after."""
    (home / "site-functions").mkdir()
    shutil.copy(SCRIPTS / "followup.zsh", home / "site-functions" / "_followup")
    folders = "fpath=(~/site-functions $fpath)\nautoload -U compinit; compinit -u -d ~/other\n"
    (home / ".zshrc").write_text(f"PS1='again {PROMPT} '\n{folders}")
    terminal.type("exec zsh -i\r")
    terminal.wait_for("again")
    for _ in range(3):
        terminal.type("followup why northw\t")
        terminal.wait_until(lambda: line_of(terminal) == "followup why northwind", "the id")
        terminal.press("ctrl+u ctrl+l")
        terminal.wait_until(lambda: not line_of(terminal), "an empty line")


@pytest.mark.usefixtures("two_files")
def test_what_could_come_is_shown(terminal: Terminal, shell: str) -> None:
    """All ids, with their companies where the shell has room for them."""
    terminal.type("followup why nor\t\t")
    companies = () if shell == "bash" else ("Northwind", "Nordlicht GmbH")
    terminal.wait_for("northwind", "nordlicht-gmbh", *companies)


def test_nothing_that_was_written_runs_or_disturbs(terminal: Terminal, shell: str, two_files: Path) -> None:
    """Whatever a company is called, and whatever an id in an edited file is, tab shows it and no more."""
    run("add", "Nord $(touch pwned) `touch pwned`; touch pwned %F{red}%n", "Backend")
    run("add", "Nord\x1b[31m:evil", "Backend")
    for number, word in enumerate(
        ("$(touch pwned)", "nord;touch pwned", "nord\\ntouch\\tpwned", "-nord", "")
    ):
        run("add", f"Nordic {number}", "Backend")
        text = two_files.read_text("utf-8")
        assert f'"id":"nordic-{number}"' in text
        two_files.write_text(text.replace(f'"id":"nordic-{number}"', f'"id":"{word}"'), "utf-8")
    terminal.type("followup why nor\t\t")
    terminal.wait_for("northwind", "nordlicht-gmbh", "nord-31m-evil")
    if shell != "bash":
        terminal.wait_for("touch pwned")
    clear(terminal)
    terminal.type("followup why nord-t\tx")
    terminal.wait_until(lambda: line_of(terminal).endswith("x"), "the shell going on")
    assert not list(two_files.parents[2].rglob("pwned"))


def test_without_a_data_file_nothing_is_said_and_none_is_made(terminal: Terminal, home: Path) -> None:
    """Tab is silent where nothing is recorded, and where the file is damaged."""
    terminal.type("followup why nor\t\tx")
    terminal.wait_until(lambda: line_of(terminal) == "followup why norx", "the shell going on")
    assert terminal.text().strip() == f"{PROMPT} followup why norx"
    assert not list(home.rglob("followup.json*"))
    assert not (home / "state" / "followup").exists()
    clear(terminal)
    (home / "broken.json").write_text("{")
    terminal.type("followup why --data broken.json nor\t\tx")
    terminal.wait_until(lambda: line_of(terminal).endswith("norx"), "the shell going on")
    assert terminal.text().count("\n") == 0

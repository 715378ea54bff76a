"""What shells and `man` read is what the commands say now, and is installed where it is looked for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from followup_tui.cli.parser import full_parser
from tests.shell.completion_scripts import OF_COMMAND, parsers_of, valued
from tests.shell.made_files import MAN_PAGE, ROOT, SCRIPTS, made_files

_INSTALLED = {
    SCRIPTS / "followup.bash": "share/bash-completion/completions/followup",
    SCRIPTS / "followup.zsh": "share/zsh/site-functions/_followup",
    SCRIPTS / "followup.fish": "share/fish/vendor_completions.d/followup.fish",
    MAN_PAGE: "share/man/man1/followup.1",
}


def test_all_of_them_are_fresh() -> None:
    """They are what `python -m tests.shell` writes."""
    if sys.version_info >= (3, 14):
        pytest.skip(
            "the files are made with Python 3.11 to 3.13; a later argparse may write calls in another way"
        )
    for path, content in made_files().items():
        fresh = f"python -m tests.shell writes {path.name} anew (shtab {version('shtab')})"
        assert path.read_text("utf-8") == content, fresh


def test_the_table_names_no_argument_that_is_gone() -> None:
    """What completes an argument of one command is said of an argument that the command has."""
    arguments = {
        (command, action.dest)
        for command, parser in parsers_of(full_parser()).items()
        for action in valued(parser)
    }
    assert set(OF_COMMAND) <= arguments


def test_the_wheel_puts_each_where_it_is_looked_for() -> None:
    """Below the folder of the installation, such as /usr, ~/.local or a virtual environment."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert {ROOT / source: target for source, target in shared.items()} == _INSTALLED
    assert set(made_files()) == set(_INSTALLED)


@pytest.mark.parametrize("path", sorted(SCRIPTS.iterdir()), ids=lambda path: path.suffix[1:])
def test_each_shell_reads_its_script(path: Path) -> None:
    """Its own parser finds nothing wrong in it."""
    shell = path.suffix[1:]
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    checked = subprocess.run([shell, "-n", path], check=False, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_man_page_is_one() -> None:
    """It has its sections in their order, no day, and no line that `man` would take for a request."""
    page = MAN_PAGE.read_text("utf-8")
    sections = re.findall(r"^\.SH \"?([^\n\"]+)", page, re.MULTILINE)
    assert sections == [
        *("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "WHEN AND ID"),
        *("FILES", "ENVIRONMENT", "EXIT STATUS", "EXAMPLES"),
    ]
    assert page.startswith('.TH FOLLOWUP "1" "" "followup ')
    known = r"\.(?:TH|SH|SS|TP|PP|EX|EE|B|BR|I|IR|RB|RI|nh|ad l)\b"
    requests = [line for line in page.splitlines() if line[:1] in (".", "'")]
    assert all(re.match(known, line) for line in requests)


def test_man_shows_the_page() -> None:
    """`man` formats it without a warning."""
    if shutil.which("man") is None or shutil.which("groff") is None:
        pytest.skip("man or groff is not installed")
    shown = subprocess.run(
        ["man", "--warnings=w", "-l", MAN_PAGE],
        check=False,
        capture_output=True,
        text=True,
        env={"MANWIDTH": "80", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    text = re.sub(r".\x08", "", shown.stdout)
    assert "followup contact northwind sent thank-you" in text
    assert max(map(len, text.splitlines())) <= 82

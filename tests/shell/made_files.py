"""The files that are made from the parsers of the commands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from followup_tui.cli.commands.completion import SHELLS
from tests.shell.completion_scripts import completion_script
from tests.shell.man_page import man_page

ROOT: Final = Path(__file__).parents[2]

SCRIPTS: Final = ROOT / "followup_tui" / "cli" / "completion"
MAN_PAGE: Final = ROOT / "docs" / "followup.1"


def made_files() -> dict[Path, str]:
    """Return each file with what it should hold."""
    scripts = {SCRIPTS / f"followup.{shell}": completion_script(shell) for shell in SHELLS}
    return {**scripts, MAN_PAGE: man_page()}

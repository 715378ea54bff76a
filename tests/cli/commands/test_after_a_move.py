"""After a move no command names the old time as agreed, and no letter mentions it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.domain.letter import LetterKind
from tests.moved_interview import MOMENTS, NEW, OLD, old_times
from tests.samples import at

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup

COMMANDS = ["list", "show ID", "why ID", "due", "prep ID", "dossier ID", "stats", "search Bob"]
LETTERS = [f"draft ID {kind}" for kind in LetterKind]
JSON = ["list --json", "show ID --json", "why ID --json", "due --json"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_command_and_no_letter_names_the_old_time(
    northwind: Followup, clock: time_machine.Traveller, moment: str
) -> None:
    """At each moment from the move to the new time: told as what was moved, or not at all."""
    northwind("interview", "northwind", "--at", OLD, "--until", "10:30", "--person", "Carl")
    northwind("interview", "northwind", "--move", NEW)
    clock.move_to(at(moment))
    for command in (*COMMANDS, *LETTERS, *JSON):
        result = northwind(*command.replace("ID", "northwind").split())
        # Nothing wrong can be seen in it, whether the letter fits now or is refused.
        assert not old_times(result.out + result.err, moment), command

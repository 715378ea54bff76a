"""The user's own command that is run after each change: `[hooks] after_change`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from followup_tui.config import IN_HOOK
from followup_tui.domain.application import Application
from followup_tui.domain.stages import Today
from followup_tui.domain.text import clean_line
from followup_tui.exchange.json_export import json_text
from followup_tui.followers.step_json import change_document
from followup_tui.storage.history import Step
from followup_tui.user_command import UserCommand, split_command

HOOK_SECONDS: Final = 5.0
"""How long the command may take."""

_ADVICE: Final = "Your change is saved. Look at [hooks] after_change in the settings"


def run_hook(
    command: str,
    step: Step,
    applications: Mapping[str, Application],
    data_file: Path,
    today: Today,
    seconds: float = HOOK_SECONDS,
) -> str:
    """Give the command a step that was made, and wait until it has ended.

    Args:
        command: from the settings; it gets the JSON of `change_document` on its standard input.
        step: what was done.
        applications: all applications as they are after it.
        data_file: the data file. The command finds it in `FOLLOWUP_DATA`, too.
        today: the moment, the user's numbers and calendar.
        seconds: how long it may take.

    Returns:
        What went wrong with the command, in a sentence; empty where nothing did.
    """
    document = json_text(change_document(step, applications, data_file, today))
    environment = {**os.environ, IN_HOOK: "1", "FOLLOWUP_DATA": str(data_file.absolute())}
    name = "Your command after a change"
    try:
        words = split_command(command)
        name = f"{name}, {clean_line(words[0][-60:], 'It')},"
        hook = UserCommand(words, document.encode(), with_stdout=False, environment=environment)
        code = hook.wait(seconds)
    except TimeoutError:
        return f"{name} took longer than {seconds:.0f} seconds and was ended. {_ADVICE}"
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it cannot be run"
        return f"{name} did not start: {reason}. {_ADVICE}"
    if code == 0:
        return ""
    output = hook.first_line()
    return f"{name} failed ({code}){f': {output}' if output else ' and said nothing'}. {_ADVICE}"

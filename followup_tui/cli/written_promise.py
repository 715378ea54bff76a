"""A line that was just written down and reads like a promise: the command that notes it."""

from __future__ import annotations

import shlex

from followup_tui.cli.command import Call
from followup_tui.domain.application import Application
from followup_tui.domain.person import Party
from followup_tui.domain.promises import written_promise


def say_written_promise(call: Call, before: Application) -> str:
    """Return the command that notes a promise which a change wrote down; empty where there is none."""
    written = written_promise(before, call.tracker.applications[before.id])
    if written is None:
        return ""
    theirs = " --theirs" if written.by is Party.THEM else ""
    return f"To keep it as a promise: followup promise {before.id} {shlex.quote(written.text)}{theirs}"

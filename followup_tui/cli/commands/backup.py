"""`followup backup`: make a copy of the data file."""

from __future__ import annotations

from followup_tui.cli.command import Call, Command
from followup_tui.cli.copies import command_line, recovery_of, say_size
from followup_tui.cli.output import write_json, write_line
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import DataError


def _run(call: Call) -> None:
    recovery = recovery_of(call)
    copy, contents = recovery.back_up()
    if not contents.is_whole and not contents.is_newer:
        restore, doctor = command_line(call, "restore"), command_line(call, "doctor")
        raise DataError(
            f"{recovery.path} is damaged: {contents.problems[0]}",
            f"A copy of it as it is was kept as {copy}, which is no backup; {restore} lists the backups, "
            f"{doctor} says what is wrong",
            untouched="It",
        )
    if call.options.json:
        write_json(
            {
                "path": safe_line(copy),
                "size": len(contents.content),
                "applications": len(contents.applications),
            }
        )
    else:
        many = (
            "written by a newer followup"
            if contents.is_newer
            else say_count(len(contents.applications), "application")
        )
        write_line(f"Copied to {safe_line(copy)} ({many}, {say_size(len(contents.content))}).")


COMMAND = Command(help="make a copy of your data now", order=350, run=_run)

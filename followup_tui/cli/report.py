"""How a command reports what it changed: in words, or as JSON."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from followup_tui.cli.command import Call
from followup_tui.cli.output import write_error, write_json, write_line
from followup_tui.domain.application import Application
from followup_tui.domain.stages import stage_on

if TYPE_CHECKING:
    from followup_tui.storage.history import Step
    from followup_tui.tracker import Change


def report_change(call: Call, change: Change, application_id: str, *lines: str, unchanged: str = "") -> None:
    """Report a change of an application: in these lines, or as the application's JSON object.

    Empty lines are left out. Where nothing changed, that is said instead of all of them, with what
    `unchanged` says of it.
    """
    application = call.tracker.applications[application_id]
    if call.options.json:
        write_application(call, application)
    elif not change.ids:
        write_line(f"Nothing changed: {unchanged or f'that is noted for {application.company} already'}.")
    else:
        for line in filter(None, lines):
            write_line(line)
    write_warning(call, change.ids)


def say_where_it_stands(call: Call, application: Application) -> str:
    """Say in which stage a card is already, without a full stop; of a closed one, how it ended."""
    if application.outcome is not None:
        return f"{application.company} is closed already, {application.outcome.value}"
    stage = stage_on(application, call.tracker.today()).value.title()
    return f"{application.company} is in {stage} already"


def say_new_stage(call: Call, before: Application) -> str:
    """Say where the card stands now, if the change took it to another stage; empty if it did not."""
    today = call.tracker.today()
    stage = stage_on(call.tracker.applications[before.id], today)
    return "" if stage is stage_on(before, today) else f"It stands in {stage.value.title()} now."


def report_step(call: Call, line: str, step: Step) -> None:
    """Report what undo or redo did: in a line, or as the step's JSON object."""
    if call.options.json:
        from followup_tui.followers.step_json import step_document

        write_json(step_document(step))
    else:
        write_line(line)
    write_warning(call, step.states)


def write_warning(call: Call, changed_ids: Collection[str]) -> None:
    """Write what went wrong beside a change that was saved, such as a backup that could not be made."""
    for warning in call.tracker.warnings if changed_ids else ():
        write_error(warning)


def write_application(call: Call, application: Application) -> None:
    """Write one application as JSON."""
    from followup_tui.exchange.json_export import application_document

    write_json(application_document(application, call.tracker.today()))

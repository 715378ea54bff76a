"""What every command stands on: the call it was, and how it says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup_tui.cli.output import complain, write_document, write_line
from followup_tui.domain.stages import stage_on

if TYPE_CHECKING:
    from argparse import Namespace

    from followup_tui.config import Context
    from followup_tui.domain.application import Application
    from followup_tui.storage.history import Step
    from followup_tui.tracker import Change, Tracker


class Call(NamedTuple):
    """One call of a command.

    Attributes:
        tracker: the user's applications.
        options: the arguments by name.
        context: where the user's files are, and their settings.
    """

    tracker: Tracker
    options: Namespace
    context: Context

    def application(self) -> Application:
        """The application that ID means.

        Raises:
            CallError: it means none, or more than one.
        """
        return self.tracker.find(self.options.id)


def report(call: Call, change: Change, name: str, *lines: str) -> None:
    """Say what a change did: in words, or as the application's object."""
    application = call.tracker.applications[name]
    if call.options.json:
        write_application(call, name)
    elif not change.ids:
        stage = stage_on(application, call.tracker.today()).value.title()
        write_line(f"Nothing changed: {application.company} is like that already, in {stage}.")
    else:
        for line in filter(None, lines):
            write_line(line)
    _warn(call, change.ids)


def moved_by_itself(call: Call, before: Application) -> str:
    """Say where the card stands now, where the change took it to another stage; empty where it did not."""
    today = call.tracker.today()
    stage = stage_on(call.tracker.applications[before.id], today)
    return "" if stage is stage_on(before, today) else f"It stands in {stage.value.title()} now."


def report_step(call: Call, line: str, step: Step) -> None:
    """Say what undo or redo did: in words, or as the step's object."""
    if call.options.json:
        from followup_tui.exchange.json_export import json_text  # only JSON needs it

        write_document(json_text(step_document(step)))
    else:
        write_line(line)
    _warn(call, tuple(step.states))


def _warn(call: Call, ids: tuple[str, ...]) -> None:
    if ids and call.tracker.warning:
        complain(call.tracker.warning)


def write_application(call: Call, name: str) -> None:
    """Write one application as JSON."""
    from followup_tui.exchange.json_export import application_document, json_text  # only JSON needs it

    write_document(json_text(application_document(call.tracker.applications[name], call.tracker.today())))


def step_document(step: Step) -> dict[str, object]:
    """Give a step of the history as `history --json` writes it."""
    from followup_tui.exchange.json_export import moment_text  # only JSON needs it

    return {
        "number": step.number,
        "label": step.label,
        "at": moment_text(step.at),
        "undone": step.undone,
        "ids": list(step.states),
    }

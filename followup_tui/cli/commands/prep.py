"""`followup prep`: what to have in mind before the next interview."""

from __future__ import annotations

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id, add_output
from followup_tui.cli.command import Call, Command
from followup_tui.cli.export_file import write_or_print
from followup_tui.domain.instant import Instant
from followup_tui.domain.journal import prepare
from followup_tui.exchange.journal_json import prep_document
from followup_tui.exchange.json_export import json_text
from followup_tui.exchange.prep_markdown import prep_markdown


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    add_output(parser)


def _run(call: Call) -> None:
    application, today = call.application(), call.tracker.today()
    preparation = prepare(application, call.tracker.applications.values(), Instant.of(today.now))
    if call.options.json:
        write_or_print(call, json_text(prep_document(preparation)))
    else:
        write_or_print(call, prep_markdown(preparation, today))


COMMAND = Command(
    help="show what to have in mind before the next interview",
    order=260,
    add_arguments=_add_arguments,
    run=_run,
    is_paged=True,
)

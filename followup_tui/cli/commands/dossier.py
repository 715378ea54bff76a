"""`followup dossier`: write the day-one dossier."""

from __future__ import annotations

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id, add_output
from followup_tui.cli.command import Call, Command
from followup_tui.cli.export_file import write_or_print
from followup_tui.exchange.dossier_markdown import dossier_markdown


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "--with-reflections", action="store_true", help="what you thought of the interviews goes in too"
    )
    add_output(parser)


def _run(call: Call) -> None:
    text = dossier_markdown(
        call.application(),
        call.tracker.today(),
        with_reflections=call.options.with_reflections,
        language=call.context.settings.language,
    )
    write_or_print(call, text)


COMMAND = Command(
    help="write down what to know on the first day there",
    order=270,
    add_arguments=_add_arguments,
    run=_run,
    has_json=False,
    is_paged=True,
)

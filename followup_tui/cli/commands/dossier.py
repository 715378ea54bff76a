"""`followup dossier`: write the day-one dossier."""

from __future__ import annotations

from followup_tui.cli.arguments import Parser, add_id, add_output
from followup_tui.cli.command import Call, Command
from followup_tui.cli.export_file import write_or_print
from followup_tui.exchange.dossier_markdown import dossier_markdown


def add_arguments(parser: Parser) -> None:
    """Add the application, what goes in, and the file."""
    add_id(parser)
    parser.add_argument(
        "--with-reflections", action="store_true", help="what you thought of the interviews goes in too"
    )
    add_output(parser)


def run(call: Call) -> None:
    """Write the day-one dossier as Markdown."""
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
    add_arguments=add_arguments,
    run=run,
    has_json=False,
)

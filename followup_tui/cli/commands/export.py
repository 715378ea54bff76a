"""`followup export`: write all applications in another program's format."""

from __future__ import annotations

from followup_tui.cli.arguments import Parser, add_output
from followup_tui.cli.command import Call, Command
from followup_tui.cli.export_file import write_or_print
from followup_tui.domain.choices import parse_choice
from followup_tui.exchange.formats import EXPORTS


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("format", metavar="|".join(EXPORTS), help="what to write")
    add_output(parser)


def _run(call: Call) -> None:
    name = parse_choice(EXPORTS, call.options.format, "a format followup can write")
    applications = call.tracker.applications.values()
    text = EXPORTS[name](applications, call.tracker.today())
    count = len(applications)
    write_or_print(call, text, f"{count} application{'' if count == 1 else 's'} written")


COMMAND = Command(
    help="write all your applications in another program's format",
    order=330,
    add_arguments=_add_arguments,
    run=_run,
    has_json=False,
    is_paged=True,
)

"""`followup export`: write all applications in another program's format."""

from __future__ import annotations

from datetime import date
from typing import Final

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_output
from followup_tui.cli.command import Call, Command
from followup_tui.cli.export_file import write_or_print
from followup_tui.domain.choices import parse_choice
from followup_tui.domain.date_parser import parse_date
from followup_tui.domain.relative_dates import Lean
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError
from followup_tui.exchange.employment_office import export_employment_office
from followup_tui.exchange.formats import EMPLOYMENT_OFFICE, EXPORTS, FORMATS

_HELP: Final = "write all your applications in another program's format"


def _description() -> str:
    width = max(map(len, FORMATS))
    lines = (f"  {word:<{width}}  {each.about}" for word, each in FORMATS.items())
    return "\n".join((f"{_HELP}\n", *(line.replace("\n", f"\n{' ' * (width + 4)}") for line in lines), ""))


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("format", metavar="|".join(EXPORTS), help="what to write")
    add_output(parser)
    parser.add_argument(
        "--since", metavar="WHEN", help="employment-office: the first day that is listed, such as 1.11."
    )
    parser.add_argument("--until", metavar="WHEN", help="employment-office: the last one, such as 30.11.")


def _run(call: Call) -> None:
    options = call.options
    name = parse_choice(EXPORTS, options.format, "a format followup can write")
    if name == EMPLOYMENT_OFFICE:
        _write_for_employment_office(call)
        return
    if options.since is not None or options.until is not None:
        raise CallError(
            f"--since and --until are for {EMPLOYMENT_OFFICE}; {name} is always whole", "Leave them out"
        )
    applications = call.tracker.applications.values()
    text = EXPORTS[name](applications, call.tracker.today())
    write_or_print(call, text, f"{say_count(len(applications), 'application')} written")


def _write_for_employment_office(call: Call) -> None:
    since, until = (_day(call, text) for text in (call.options.since, call.options.until))
    if since is not None and until is not None and until < since:
        raise CallError(f"--until {until} lies before --since {since}", "Nothing was written; swap them")
    applications, language = call.tracker.applications.values(), call.context.settings.language
    write_or_print(call, export_employment_office(applications, call.tracker.today(), language, since, until))


def _day(call: Call, text: str | None) -> date | None:
    """Return a day in the past that was typed; None where none was.

    Raises:
        DateError: it cannot be understood.
    """
    today = call.tracker.today()
    return None if text is None else parse_date(text, today.now, today.calendar, Lean.PAST).day


COMMAND = Command(
    help=_HELP,
    description=_description(),
    order=330,
    add_arguments=_add_arguments,
    run=_run,
    has_json=False,
    is_paged=True,
)

"""`followup due`: what to do now, most urgent first. Prompts and login scripts wait for it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from followup_tui.cells import text_width
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import NOTHING_TO_SHOW, write_json, write_line
from followup_tui.cli.width import available_columns, pad, shorten
from followup_tui.domain.advice.keeping_looking import days_since_newest, keep_looking_words
from followup_tui.domain.applications import relevant_to_advice
from followup_tui.domain.company import company_of
from followup_tui.domain.due import Due, due_now
from followup_tui.domain.stages import Today

if TYPE_CHECKING:  # A call of plain words does without argparse.
    from followup_tui.cli.argument_parser import Parser

_GAP: Final = 2


def _add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "--quiet", action="store_true", help="print nothing and exit with 1 where nothing is due"
    )
    parser.add_argument(
        "--notify",
        action="store_true",
        help="ring the terminal's own notification too, with nothing in it but how many there are",
    )


def _run(call: Call) -> int:
    # Nothing is due on a closed application: it is not read.
    options, today = call.options, call.today()
    applications = relevant_to_advice(call.read_applications(lazily=True))
    due = due_now(applications, today)
    if options.quiet and not due:
        return NOTHING_TO_SHOW
    if options.json:
        from followup_tui.exchange.json_export import due_document

        write_json([due_document(item.application, item.advice) for item in due])
    elif due:
        write_line("\n".join(_lines(due, today)))
    else:
        write_line("Nothing is due now. followup list shows what you wait for.")
    days = days_since_newest(applications, today)
    if not (options.quiet or options.json) and days is not None and days >= today.rules.keep_looking_days:
        write_line(shorten(keep_looking_words(applications, today), available_columns()))
    if options.notify and due:
        from followup_tui.cli.notify import notify

        notify(len(due), os.environ)
    return 0


def _lines(due: Sequence[Due], today: Today) -> Iterator[str]:
    """Return a line for each thing to do, in two columns that fit the terminal."""
    occurrences = Counter(company_of(item.application) for item in due)
    names = [
        item.application.company
        if occurrences[company_of(item.application)] == 1
        else f"{item.application.company}, {item.application.role}"
        for item in due
    ]
    columns = available_columns()
    widest = max(map(text_width, names))
    width = widest if columns is None else min(widest, max(columns // 3, 8))
    if columns is None:
        reasons = [item.advice.reason for item in due]
    else:
        from followup_tui.cli.due_lines import fit_reason  # only a terminal may be too narrow

        reasons = [fit_reason(item, columns - width - _GAP, today) for item in due]
    for name, reason in zip(names, reasons, strict=True):
        yield shorten(f"{pad(shorten(name, width), width)}{' ' * _GAP}{reason}", columns)


COMMAND = Command(
    help="show what to do now, most urgent first",
    order=210,
    add_arguments=_add_arguments,
    run=_run,
    is_paged=True,
)

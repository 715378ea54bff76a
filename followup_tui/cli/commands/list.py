"""`followup list`: show the applications, stage by stage, in columns that fit the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from followup_tui.cells import text_width
from followup_tui.cli.arguments import words_of
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.width import available_columns, column_widths, fit_first, pad, shorten
from followup_tui.domain.advice.keeping_looking import keep_looking_words
from followup_tui.domain.advice.next_move import advise_all
from followup_tui.domain.application import CLOSED, Application, Stage
from followup_tui.domain.card_line import card_line
from followup_tui.domain.choices import parse_optional_choice
from followup_tui.domain.relations import Relations
from followup_tui.domain.stages import Today, stage_on
from followup_tui.domain.text import safe_line
from followup_tui.domain.urgency import Urgency, urgency_of

if TYPE_CHECKING:  # A call of plain words does without argparse.
    from followup_tui.cli.argument_parser import Parser

_GAP: Final = 2
_INDENT: Final = 2
_NARROW: Final = 60
"""With fewer columns than this an application takes two lines."""
_LEAST: Final = 8
"""No column is made narrower than this."""


class Row(NamedTuple):
    """An application in the list; the `now` wordings say what matters now in ever fewer words."""

    id: str
    now: tuple[str, ...]
    company: str
    job: str


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("--stage", metavar="STAGE", help=f"only those in this stage: {words_of(Stage)}")


def _run(call: Call) -> None:
    stage = parse_optional_choice(Stage, call.options.stage, "a stage")
    today, applications = call.today(), call.read_applications().values()
    shown = [
        application for application in applications if stage is None or stage_on(application, today) is stage
    ]
    if call.options.json:
        from followup_tui.exchange.json_export import application_document

        write_json([application_document(application, today) for application in shown])
    elif shown:
        write_line(_in_columns(shown, today, applications))
        if stage is None and (keep_looking := keep_looking_words(applications, today)):
            write_line(f"\n{shorten(keep_looking, available_columns())}")
    elif stage is not None:
        write_line(f"Nothing stands in {stage.value.title()}.")
    else:
        file = safe_line(str(call.context.paths.data_file.absolute()))
        write_line(f"Nothing is recorded yet in {file}. After an interview: followup add COMPANY ROLE")


def _in_columns(shown: Iterable[Application], today: Today, applications: Iterable[Application]) -> str:
    """Return applications stage by stage, the most urgent first.

    Under 60 columns an application takes two lines. In a pipe nothing is cut, unless `COLUMNS` says how much
    room there is. What counts per company depends on all `applications`.
    """
    by_stage: dict[Stage, list[tuple[Urgency, Row]]] = {stage: [] for stage in Stage}
    relations = Relations({application.id: application for application in applications})
    live = [(each, relations.of(each.id)) for each in shown if each.stage is not CLOSED]
    advice_by_id = advise_all(live, today)
    for application in shown:
        advice = advice_by_id.get(application.id)
        wordings = card_line(application, today, advice=advice).wordings
        row = Row(application.id, wordings, application.company, application.job)
        by_stage[stage_on(application, today)].append((urgency_of(application, today, advice), row))
    groups = [(stage, [row for _, row in sorted(rows)]) for stage, rows in by_stage.items() if rows]
    columns = available_columns()
    widths = _widths([row for _, rows in groups for row in rows], columns)
    lines: list[str] = []
    for stage, rows in groups:
        if lines:
            lines.append("")
        heading = f"{stage.value.title()} {len(rows)}"
        lines.append(shorten(heading, columns))
        for row in rows:
            lines += (
                _narrow(row, columns) if columns is not None and columns < _NARROW else [_wide(row, widths)]
            )
    return "\n".join(lines)


def _widths(rows: list[Row], columns: int | None) -> list[int]:
    """Return how wide each column is. The widest is shortened first, so that short ones stay whole."""
    widths = column_widths((row.id, row.now[0], row.company, row.job) for row in rows)
    if columns is None:
        return widths
    excess = sum(widths) + 3 * _GAP + _INDENT - columns
    while excess > 0 and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
        excess -= 1
    return widths


def _wide(row: Row, widths: list[int]) -> str:
    texts = (row.id, fit_first(row.now, widths[1]) or row.now[-1], row.company, row.job)
    cells = [pad(shorten(text, width), width) for text, width in zip(texts, widths, strict=True)]
    return f"{' ' * _INDENT}{(' ' * _GAP).join(cells)}".rstrip()


def _narrow(row: Row, columns: int) -> list[str]:
    before = f"{' ' * _INDENT}{row.id}{' ' * _GAP}"
    now = fit_first(row.now, columns - text_width(before)) or row.now[-1]
    second = f"{' ' * _INDENT * 2}{row.company}, {row.job}"
    return [shorten(before + now, columns), shorten(second, columns)]


COMMAND = Command(
    help="show your applications, stage by stage",
    order=120,
    add_arguments=_add_arguments,
    run=_run,
    is_paged=True,
)

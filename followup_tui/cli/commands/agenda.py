"""`followup agenda`: what is due now, and what comes in the next days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from followup_tui.cells import text_width
from followup_tui.cli.command import Call, Command
from followup_tui.cli.due_lines import fit_reason
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.width import available_columns, pad, shorten
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.agenda import AGENDA_DAYS, Coming, coming_up, not_due_yet
from followup_tui.domain.application import Stage
from followup_tui.domain.applications import relevant_to_advice
from followup_tui.domain.card_line import say_time_of
from followup_tui.domain.dates import say_dated, say_distance, say_time
from followup_tui.domain.due import Due, due_now
from followup_tui.domain.relations import Relations
from followup_tui.domain.stages import Today

_WIDEST_COMPANY: Final = 20

_TIME_WIDTH: Final = 9

_GAP: Final = "  "


def _run(call: Call) -> None:
    today = call.tracker.today()
    applications = relevant_to_advice(call.tracker.applications)
    relations = Relations({application.id: application for application in applications})
    live = [application for application in applications if application.stage is not Stage.CLOSED]
    advice = {each.id: advise(each, today, relations.of(each.id)) for each in live}
    due, coming = due_now(applications, today), coming_up(live, today, advice)
    if call.options.json:
        write_json(_document(due, coming))
    elif due or coming:
        write_line("\n".join(_lines(due, not_due_yet(coming, due), today)))
    else:
        write_line(f"Nothing to do now, and nothing in the next {AGENDA_DAYS} days.")


def _document(due: Sequence[Due], coming: Sequence[Coming]) -> dict[str, object]:
    """Return the agenda as `agenda --json` writes it. `when` is a day, or a moment with its offset."""
    from followup_tui.domain.instant import Instant
    from followup_tui.exchange.json_export import due_document, rfc3339

    return {
        "due": [due_document(item.application, item.advice) for item in due],
        "coming": [
            {
                "id": item.application.id,
                "company": item.application.company,
                "role": item.application.role,
                "when": item.when.date().isoformat() if item.is_whole_day else rfc3339(Instant.of(item.when)),
                "what": item.words,
            }
            for item in coming
        ],
    }


def _lines(due: Sequence[Due], coming: Sequence[Coming], today: Today) -> Iterator[str]:
    """Yield a line for each item under the heading of its day."""
    columns = available_columns()
    items: list[Due | Coming] = [*due, *coming]
    width = min(max(text_width(item.application.company) for item in items), _WIDEST_COMPANY)
    room = None if columns is None else columns - width - _TIME_WIDTH - 3 * len(_GAP)
    rows = [
        ("Now", say_time_of(item.advice, today)[0], item.application.company, fit_reason(item, room, today))
        for item in due
    ]
    for item in coming:
        hour, day = "" if item.is_whole_day else say_time(item.when), item.when.date()
        heading = f"{say_dated(day, today.day)}, {say_distance(day, today.day)}"
        rows.append((heading, hour, item.application.company, item.words))
    heading_before = ""
    for heading, hour, company, sentence in rows:
        if heading != heading_before:
            yield f"\n{heading}" if heading_before else heading
            heading_before = heading
        name = pad(shorten(company, width), width)
        yield shorten(f"{_GAP}{hour:<{_TIME_WIDTH}}{_GAP}{name}{_GAP}{sentence}", columns)


COMMAND = Command(
    help=f"show what is due now, and what comes in the next {AGENDA_DAYS} days",
    order=215,
    run=_run,
    is_paged=True,
)

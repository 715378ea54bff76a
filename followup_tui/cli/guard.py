"""What now, and may I write? The advice on the command line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from followup_tui.cli.output import NOTHING_TO_SHOW, write_document, write_line
from followup_tui.cli.report import Call, report
from followup_tui.cli.width import fit, pad, room, width_of
from followup_tui.domain import dates
from followup_tui.domain.advice.answer import Move
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.agenda import Due, due_now, group_by_company
from followup_tui.domain.application import Application, Contact, Stage
from followup_tui.domain.applications import at_company, relevant_to_advice
from followup_tui.domain.card_line import card_line
from followup_tui.domain.stages import Today, stage_on
from followup_tui.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_GAP: Final = 2


def why(call: Call) -> None:
    """Say whether one may write or call now, and take the answer apart."""
    from followup_tui.domain.advice.why import explain  # only this command takes advice apart

    application, today = call.application(), call.tracker.today()
    found = explain(application, today, at_company(application, call.tracker.applications.values()))
    if call.options.json:
        from followup_tui.exchange.json_export import advice_document, json_text  # only JSON needs it

        write_document(json_text(advice_document(application, found.advice)))
        return
    from followup_tui.cli.why_text import because

    write_line(because(application, found, today))


def due(call: Call) -> int:
    """Show what to do now, the most urgent first."""
    options, today = call.options, call.tracker.today()
    applications = relevant_to_advice(call.tracker.applications)
    found = due_now(applications, today)
    if options.quiet and not found:
        return NOTHING_TO_SHOW
    if options.json:
        from followup_tui.exchange.json_export import due_document, json_text  # only JSON needs it

        write_document(json_text([due_document(item.application, item.advice) for item in found]))
    elif found:
        write_line("\n".join(_lines(found, today, group_by_company(applications))))
    else:
        write_line("Nothing is due now. followup list shows what you wait for.")
    if options.notify and found:
        import os

        from followup_tui.cli.notify import notify

        notify(len(found), os.environ)
    return 0


def snooze(call: Call) -> None:
    """Hide an application's advice until a moment, or show it again."""
    from followup_tui.domain.time_defaults import parse_snooze  # only this command reads a date

    application, today = call.application(), call.tracker.today()
    if not call.options.when.strip():
        raise CallError("Until when is empty", "Write a day such as mon, or off to show the advice again")
    until = parse_snooze(call.options.when, today)
    change = call.tracker.snooze(application.id, until)
    if until is None:
        report(call, change, application.id, f"{application.company}: its advice is shown again.")
        return
    hidden = f"{application.company}: its advice is hidden until {dates.say_instant(until, today.now)}."
    overdue = "It stays in Overdue." if stage_on(application, today) is Stage.OVERDUE else ""
    report(call, change, application.id, hidden, overdue)


def early(call: Call, application: Application, contact: Contact) -> str:
    """Say in one line what speaks against a contact that was made; empty where nothing does.

    Args:
        call: the call that notes it.
        application: the application before the contact is noted.
        contact: the contact.
    """
    company = at_company(application, call.tracker.applications.values())
    against = contact_warning(application, contact, company, call.tracker.today())
    if not against:
        return ""
    return f"Noted, but the guard speaks against it. {against} followup undo takes the note back"


def _lines(
    found: Sequence[Due], today: Today, companies: Mapping[str, tuple[Application, ...]]
) -> Iterator[str]:
    """Give a line for each thing to do, in two columns that fit the terminal."""
    often = Counter(item.application.company.casefold() for item in found)
    names = [
        item.application.company
        if often[item.application.company.casefold()] == 1
        else f"{item.application.company}, {item.application.role}"
        for item in found
    ]
    columns = room()
    widest = max(map(width_of, names))
    width = widest if columns is None else min(widest, max(columns // 3, 8))
    for name, item in zip(names, found, strict=True):
        left = None if columns is None else columns - width - _GAP
        company = companies[item.application.company.casefold()]
        said = _shortened(item, left, today, company)
        line = f"{pad(fit(name, width), width)}{' ' * _GAP}{said}"
        yield line if columns is None else fit(line, columns)


def _shortened(item: Due, width: int | None, today: Today, company: Sequence[Application]) -> str:
    """Give the reason; where there is no room for it, the part that says what to do, else the card's line."""
    advice = item.advice
    if width is None or width_of(advice.reason) <= width:
        return advice.reason
    sentence = f"{advice.reason.partition('. ')[0].rstrip('.')}."
    # What follows the colon is why; but for an answer that is owed, where it is what to do.
    first = sentence if advice.move is Move.REPLY else f"{sentence.partition(': ')[0].rstrip('.')}."
    wordings = (sentence, first, *card_line(item.application, today, company).wordings)
    return next((words for words in wordings if width_of(words) <= width), wordings[-1])


RUN: Final[Mapping[str, Callable[[Call], int | None]]] = {"why": why, "due": due, "snooze": snooze}
"""The commands by name. What one gives back is its exit code; None is 0."""

"""The commands: each reads its arguments, calls the tracker once, and says what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from followup_tui.cli.guard import early
from followup_tui.cli.output import complain, shown, write_document, write_line
from followup_tui.cli.phrases import begun, say_assumed, say_decision
from followup_tui.cli.report import (
    Call,
    moved_by_itself,
    report,
    report_step,
    step_document,
    write_application,
)
from followup_tui.domain import dates, people
from followup_tui.domain.application import (
    Application,
    Channel,
    Contact,
    ContactKind,
    Direction,
    Instant,
    Outcome,
    Person,
    Stage,
)
from followup_tui.domain.applications import at_company
from followup_tui.domain.choices import parse_choice
from followup_tui.domain.stages import stage_on
from followup_tui.domain.text import clean_line
from followup_tui.domain.time_defaults import (
    TypedMoment,
    parse_contact_moment,
    parse_decision_date,
    parse_interview_moment,
)
from followup_tui.domain.timeline import contact_words
from followup_tui.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from followup_tui.domain.stages import Today


def add(call: Call) -> None:
    """Record an application with its interview."""
    today, options = call.tracker.today(), call.options
    held = parse_interview_moment(options.at or "", today)
    who = tuple(people.parse_person(text) for text in options.person)
    decision = parse_decision_date(options.decision, today) if options.decision is not None else None
    change = call.tracker.add(options.company, options.role, at=held.at, people=who, decision_date=decision)
    (name,) = change.ids
    made = call.tracker.applications[name]
    report(
        call,
        change,
        name,
        f"Recorded {made.company}, {made.role}. Its id is {name}.",
        _interview(held, who, today),
        begun(say_decision(decision, today))
        if decision
        else f"Once you know when they decide: followup decision {name} WHEN",
    )


def list_applications(call: Call) -> None:
    """Show the applications, stage by stage."""
    from followup_tui.cli.listing import listing  # only this command draws columns

    today = call.tracker.today()
    stage = parse_choice(Stage, call.options.stage, "a stage") if call.options.stage is not None else None
    chosen = [
        application
        for application in call.tracker.applications.values()
        if stage is None or stage_on(application, today) is stage
    ]
    if call.options.json:
        from followup_tui.exchange.json_export import export_json  # only JSON needs it

        write_document(export_json(chosen, today))
    elif chosen:
        write_line(listing(chosen, today, call.tracker.applications.values()))
    elif stage is not None:
        write_line(f"Nothing stands in {stage.value.title()}.")
    else:
        write_line("Nothing is recorded yet. After an interview: followup add COMPANY ROLE")


def show(call: Call) -> None:
    """Tell one application's story."""
    application = call.application()
    if call.options.json:
        write_application(call, application.id)
        return
    from followup_tui.cli.story import story  # only this command tells it

    company = at_company(application, call.tracker.applications.values())
    write_line(story(application, call.tracker.today(), company))


def move(call: Call) -> None:
    """Move an application to a stage."""
    application = call.application()
    stage = parse_choice(Stage, call.options.stage, "a stage")
    if stage is Stage.CLOSED and application.stage is not Stage.CLOSED:
        ways = "|".join(outcome.value for outcome in Outcome)
        raise CallError("Closing needs how it ended", f"followup close {application.id} {ways}")
    change = call.tracker.move(application.id, stage)
    report(call, change, application.id, f"{change.label}.")


def add_interview(call: Call) -> None:
    """Record another interview, or plan it."""
    application, today = call.application(), call.tracker.today()
    held = parse_interview_moment(call.options.at or "", today)
    who = tuple(people.parse_person(text) for text in call.options.person)
    change = call.tracker.add_interview(application.id, held.at, who)
    report(
        call,
        change,
        application.id,
        f"{change.label}.",
        _interview(held, who, today),
        moved_by_itself(call, application),
    )


def person(call: Call) -> None:
    """Add somebody, or change what is known of them."""
    application, options = call.application(), call.options
    said = people.parse_person(options.person)
    phone = None if options.phone is None else clean_line(options.phone, "The telephone number")
    family_name = None if options.family_name is None else clean_line(options.family_name, "The family name")

    def note(known: Application, _: Today) -> Application:
        noted, person_id = people.add_person(known, said)
        somebody = noted.person(person_id)
        assert somebody is not None  # noqa: S101 - it was added on the line above
        # What is said outright counts, also where it takes something back.
        somebody = replace(
            somebody,
            phone=somebody.phone if phone is None else phone,
            checked=somebody.checked if options.checked is None else options.checked,
            family_name=somebody.family_name if family_name is None else family_name,
        )
        return noted.with_person(somebody)

    change = call.tracker.change(application.id, f"{said.full_name} noted", note)
    report(call, change, application.id, f"{change.label}.")


def decision(call: Call) -> None:
    """Note the day by which they decide, or take it back."""
    application, today = call.application(), call.tracker.today()
    if not call.options.when.strip():
        raise CallError("The day by which they decide is empty", 'Write a day such as fri, or "unknown"')
    day = parse_decision_date(call.options.when, today)
    change = call.tracker.set_decision_date(application.id, day)
    said = f"{application.company}: {say_decision(day, today)}"
    report(call, change, application.id, said, moved_by_itself(call, application))


def contact(call: Call) -> None:
    """Note a contact in either direction."""
    application, options, today = call.application(), call.options, call.tracker.today()
    direction = parse_choice(Direction, options.direction, "sent or received")
    kind = (
        parse_choice(ContactKind, options.kind, "a kind of contact")
        if options.kind is not None
        else ContactKind.OTHER
    )
    channel = parse_choice(Channel, options.by, "a way to be in contact")
    moment = parse_contact_moment(options.at or "", today)
    somebody = people.find_person(application, options.person) if options.person is not None else None
    contact = Contact(
        Instant.of(moment.at), direction, kind, channel, somebody.id if somebody else None, note=options.note
    )
    warning = early(call, application, contact)
    change = call.tracker.log_contact(application.id, contact)
    words = contact_words(contact)
    whom = f" {words.toward} {somebody.full_name}" if somebody else ""
    when = dates.say_instant(moment.at, today.now)
    said = f"{change.label}{whom}{words.how}, {when}{say_assumed(moment)}."
    report(call, change, application.id, said, moved_by_itself(call, application))
    if warning:
        complain(warning)


def draft(call: Call) -> None:
    """Write the letters about an application."""
    from followup_tui.cli.draft import draft as write_letters  # only this command loads the templates

    write_letters(call)


def close(call: Call) -> None:
    """Close an application with how it ended."""
    application = call.application()
    outcome = parse_choice(Outcome, call.options.outcome, "an outcome")
    change = call.tracker.close(application.id, outcome)
    dossier = f"For your first day: followup dossier {application.id}" if outcome is Outcome.HIRED else ""
    report(call, change, application.id, f"{change.label}.", dossier)


def undo(call: Call) -> None:
    """Take the last step back."""
    change = call.tracker.undo()
    # The steps that are undone come last, and the latest undone is the first of them.
    report_step(
        call, f"Undone: {change.label}.", next(step for step in call.tracker.history() if step.undone)
    )


def redo(call: Call) -> None:
    """Do the last undone step again."""
    change = call.tracker.redo()
    done = [step for step in call.tracker.history() if not step.undone]
    report_step(call, f"Done again: {change.label}.", done[-1])


def history(call: Call) -> None:
    """Show the steps, the latest first."""
    steps = call.tracker.history()[::-1]
    if call.options.json:
        from followup_tui.exchange.json_export import json_text  # only JSON needs it

        write_document(json_text([step_document(step) for step in steps]))
        return
    if not steps:
        write_line("Nothing was done yet.")
        return
    now = call.tracker.today().now
    when = [dates.say_instant(step.at.utc, now) for step in steps]
    width = max(map(len, when))
    for step, moment in zip(steps, when, strict=True):
        write_line(f"{moment:<{width}}  {step.label}{' (undone)' if step.undone else ''}")


def export(call: Call) -> None:
    """Write all applications in another program's format."""
    from followup_tui.exchange.formats import EXPORTS  # only this command needs the writers

    name = parse_choice(EXPORTS, call.options.format, "a format followup can write")
    applications = call.tracker.applications.values()
    text = EXPORTS[name](applications, call.tracker.today())
    if call.options.output == "-":
        write_document(text)
        return
    from followup_tui.cli.export_file import write_file

    write_file(call.options.output, text, call.context.paths.data_file)
    count = len(applications)
    write_line(f"{count} application{'' if count == 1 else 's'} written to {shown(call.options.output)}")


def _interview(held: TypedMoment, who: tuple[Person, ...], today: Today) -> str:
    when = dates.say_instant(held.at, today.now)
    names = ", ".join(dict.fromkeys(somebody.full_name for somebody in who))
    what = "Interview starts" if held.at > today.now else "Interview ended"
    return f"{what} {when}{say_assumed(held)}{f', with {names}' if names else ''}."


RUN: Final[Mapping[str, Callable[[Call], None]]] = {
    "add": add,
    "list": list_applications,
    "show": show,
    "move": move,
    "interview": add_interview,
    "person": person,
    "decision": decision,
    "contact": contact,
    "draft": draft,
    "close": close,
    "undo": undo,
    "redo": redo,
    "history": history,
    "export": export,
}
"""The commands by name; those about advice stand in `guard.RUN`."""

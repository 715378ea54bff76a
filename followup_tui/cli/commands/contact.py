"""`followup contact`: note a contact, sent or received; correct, settle or remove one."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id, words_of
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_error
from followup_tui.cli.phrases import say_assumed
from followup_tui.cli.report import report_change, say_new_stage
from followup_tui.cli.written_promise import say_written_promise
from followup_tui.domain import dates
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.choices import parse_choice, parse_optional_choice
from followup_tui.domain.contact import (
    KINDS,
    RECEIVED_KINDS,
    SENT_KINDS,
    USUAL_KINDS,
    Channel,
    Contact,
    ContactKind,
    Direction,
)
from followup_tui.domain.contact_log import existing_contact, remove_contact, save_contact, settle_contact
from followup_tui.domain.contact_words import contact_sentence
from followup_tui.domain.instant import Instant
from followup_tui.domain.people import find_person
from followup_tui.domain.person import Person
from followup_tui.domain.relations import related_to
from followup_tui.domain.step_labels import contact_removal_label, correction_label, settling_label
from followup_tui.domain.time_defaults import parse_contact_moment
from followup_tui.domain.turn import unanswered
from followup_tui.errors import CallError


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "direction", metavar="sent|received", nargs="?", help="whether you wrote or called, or they did"
    )
    parser.add_argument(
        "kind",
        metavar="KIND",
        nargs="?",
        help=f"what was sent: {words_of(SENT_KINDS)} (default: other); what was received:"
        f" {words_of(RECEIVED_KINDS)} (default: message, which makes it your turn; a notice needs no answer)",
    )
    parser.add_argument("--by", metavar="HOW", help=f"{words_of(Channel)} (default: email)")
    parser.add_argument("--at", metavar="WHEN", help='when it was, such as "yesterday 10:00" (default: now)')
    parser.add_argument(
        "--person",
        metavar="NAME",
        action="append",
        help="who it went to or came from; a part of the name is enough; repeat it for each",
    )
    parser.add_argument("--note", metavar="TEXT", help="what was said, in your words")
    existing = parser.add_mutually_exclusive_group()
    existing.add_argument(
        "--edit",
        metavar="CONTACT",
        help="correct a contact, such as c3 (show lists them): what you give here is changed, the rest stays",
    )
    existing.add_argument("--remove", metavar="CONTACT", help="take a contact out")
    existing.add_argument("--settled", metavar="CONTACT", help="a message needs no answer after all")


def _run(call: Call) -> None:
    options = call.options
    if options.edit is not None:
        _correct(call, options.edit)
    elif options.remove is not None or options.settled is not None:
        new_values = (options.direction, options.by, options.at, options.person, options.note)
        if any(option is not None for option in new_values):
            raise CallError("--remove and --settled take nothing but the contact, such as c3")
        if options.remove is not None:
            _remove(call, options.remove)
        else:
            _settle(call, options.settled)
    else:
        _log(call)


def _log(call: Call) -> None:
    application, options, today = call.application(), call.options, call.tracker.today()
    direction, kind = _direction_and_kind(options, None)
    moment = parse_contact_moment(options.at or "", today)
    people = list(dict.fromkeys(find_person(application, name) for name in options.person or ()))
    contact = Contact(Instant.of(moment.at), direction, kind, _channel(options), note=options.note or "")
    contacts = [replace(contact, person=person.id) for person in people] or [contact]
    # The check counts the contacts so far, so it comes before these are noted. Those of one day count once.
    related = related_to(application, call.tracker.applications)
    warning = contact_warning(application, contacts[0], related, today, is_noted=True)
    change = call.tracker.log_contact(application.id, *contacts)
    when = dates.say_instant(moment.at, today.now)
    report_change(
        call,
        change,
        application.id,
        f"{application.company}: {contact_sentence(contact, people)}, {when}{say_assumed(moment)}.",
        say_new_stage(call, application),
        *_next_steps(call.tracker.applications[application.id], contact, people),
        say_written_promise(call, application),
    )
    if warning:
        write_error(f"Noted. {warning} followup undo takes the note back")


def _correct(call: Call, contact_id: str) -> None:
    application, options, today = call.application(), call.options, call.tracker.today()
    before = existing_contact(application, contact_id)
    direction, kind = _direction_and_kind(options, before)
    changed: dict[str, Any] = {"direction": direction, "kind": kind}
    if options.by is not None:
        changed["channel"] = _channel(options)
    if options.at is not None:
        changed["at"] = Instant.of(parse_contact_moment(options.at, today).at)
    if options.note is not None:
        changed["note"] = options.note
    if options.person is not None:
        if len(options.person) > 1:
            raise CallError("A contact is with one person", "Note another one for each further person")
        name = options.person[0]
        changed["person"] = find_person(application, name).id if name.strip() else None
    after = replace(before, **changed)
    change = call.tracker.change(
        application.id,
        correction_label(before),
        lambda card, now: save_contact(card, replace(existing_contact(card, before.id), **changed), now),
    )
    when = dates.say_instant(after.at.utc, today.now)
    report_change(
        call,
        change,
        application.id,
        f"{application.company}: {contact_sentence(after, application.people_in(after))}, {when}.",
        say_new_stage(call, application),
    )


def _remove(call: Call, contact_id: str) -> None:
    application = call.application()
    contact = existing_contact(application, contact_id)
    change = call.tracker.change(
        application.id,
        contact_removal_label(contact),
        lambda card, today: remove_contact(card, contact.id, today),
    )
    report_change(call, change, application.id, f"{change.label}.", say_new_stage(call, application))


def _settle(call: Call, contact_id: str) -> None:
    application = call.application()
    contact = existing_contact(application, contact_id)
    change = call.tracker.change(
        application.id, settling_label(contact), lambda card, _: settle_contact(card, contact.id)
    )
    report_change(call, change, application.id, f"{change.label}.")


def _direction_and_kind(options: SimpleNamespace, before: Contact | None) -> tuple[Direction, ContactKind]:
    """Return which way a contact went and what it was for.

    Where one is corrected, either word may stand alone, and what is not said stays as it was `before`.
    """
    words = [word for word in (options.direction, options.kind) if word is not None]
    if before is None and not words:
        raise CallError("Something is missing: sent or received", "Say which way it went")
    direction = before.direction if before else Direction.SENT
    begins_with_it = words and any(way.startswith(words[0].strip().casefold()) for way in Direction)
    if before is None or begins_with_it or len(words) == 2:
        direction = parse_choice(Direction, words.pop(0), "sent or received")
    if words:
        return direction, parse_choice(KINDS[direction], words[-1], f"a kind of what is {direction.value}")
    if before is not None and before.direction is direction:
        return direction, before.kind
    return direction, USUAL_KINDS[direction]


def _channel(options: SimpleNamespace) -> Channel:
    return parse_optional_choice(Channel, options.by, "a way to be in contact") or Channel.EMAIL


def _next_steps(application: Application, contact: Contact, people: list[Person]) -> Iterator[str]:
    """Yield what can be done about something that was received, each with its command."""
    if contact.direction is Direction.SENT:
        return
    application_id, is_closed = application.id, application.stage is Stage.CLOSED
    if is_closed and contact.kind not in (ContactKind.NOTICE, ContactKind.REJECTION):
        yield f"It is closed. To bring it back: followup reopen {application_id}"
    if contact.kind is ContactKind.INVITATION:
        who = "".join(
            f' --person "{person.full_name if person.name else f"?, {person.position}"}"' for person in people
        )
        yield f"To plan the interview: followup interview {application_id} --at WHEN{who}"
    elif contact.kind is ContactKind.REJECTION and not is_closed:
        yield f"To close it: followup close {application_id} rejected"
    elif contact.kind is ContactKind.OFFER:
        yield (
            f"To note what they offer: followup offer {application_id} --answer-by WHEN"
            ' --term "salary 72,000"'
        )
    elif (
        contact.kind is ContactKind.MESSAGE
        and (message := unanswered(application, contact.at.utc)) is not None
    ):
        yield (
            f"It is your turn. If it needs no answer: followup contact {application_id}"
            f" --settled {message.id}"
        )


COMMAND = Command(
    help="note that you wrote to them, or heard from them; correct or remove such a note",
    order=180,
    add_arguments=_add_arguments,
    run=_run,
)

"""`followup contact`: note a contact, sent or received."""

from __future__ import annotations

from followup_tui.cli.arguments import Parser, add_id, words_of
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_error
from followup_tui.cli.phrases import say_assumed
from followup_tui.cli.report import report_change, say_new_stage
from followup_tui.domain import dates
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.applications import at_company
from followup_tui.domain.choices import parse_choice
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.contact_words import contact_words
from followup_tui.domain.instant import Instant
from followup_tui.domain.people import find_person
from followup_tui.domain.time_defaults import parse_contact_moment


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument("direction", metavar="sent|received", help="whether you wrote, or they did")
    parser.add_argument(
        "kind",
        metavar="KIND",
        nargs="?",
        default=ContactKind.OTHER.value,
        help=f"what for: {words_of(ContactKind)} (default: other)",
    )
    parser.add_argument(
        "--by", metavar="HOW", default=Channel.EMAIL.value, help=f"{words_of(Channel)} (default: email)"
    )
    parser.add_argument("--at", metavar="WHEN", help='when it was, such as "yesterday 10:00" (default: now)')
    parser.add_argument(
        "--person", metavar="NAME", help="who it went to or came from; a part of the name is enough"
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="what was said, in your words")


def _run(call: Call) -> None:
    application, options, today = call.application(), call.options, call.tracker.today()
    direction = parse_choice(Direction, options.direction, "sent or received")
    kind = parse_choice(ContactKind, options.kind, "a kind of contact")
    channel = parse_choice(Channel, options.by, "a way to be in contact")
    moment = parse_contact_moment(options.at or "", today)
    person = find_person(application, options.person) if options.person is not None else None
    contact = Contact(
        Instant.of(moment.at), direction, kind, channel, person.id if person else None, note=options.note
    )
    # The check counts the contacts so far, so it comes before this one is noted.
    company = at_company(application, call.tracker.applications.values())
    warning = contact_warning(application, contact, company, today)
    change = call.tracker.log_contact(application.id, contact)
    words = contact_words(contact)
    whom = f" {words.toward} {person.full_name}" if person else ""
    when = dates.say_instant(moment.at, today.now)
    sentence = f"{change.label}{whom}{words.how}, {when}{say_assumed(moment)}."
    report_change(call, change, application.id, sentence, say_new_stage(call, application))
    if warning:
        write_error(f"Noted, but the guard speaks against it. {warning} followup undo takes the note back")


COMMAND = Command(
    help="note that you wrote to them, or heard from them",
    order=180,
    add_arguments=_add_arguments,
    run=_run,
)

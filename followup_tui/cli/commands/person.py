"""`followup person`: add a person to an application, change what is noted of them, or take them out."""

from __future__ import annotations

from msgspec.structs import replace

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.half_written import drafts_of
from followup_tui.cli.report import report_change
from followup_tui.domain.application import Application
from followup_tui.domain.people import add_person, find_person
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.same_person import ANOTHER_ID, distinct_name
from followup_tui.domain.stages import Today
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError, DataError


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "person",
        metavar='"NAME, POSITION <mail>"',
        nargs="?",
        help='who it is; only the name is needed; where you know the position alone: "?, CTO"',
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--who", metavar="PERSON", help="change this one: p2, or the name")
    which.add_argument(
        "--another", action="store_true", help="this is another person, whoever of that name is noted"
    )
    which.add_argument("--remove", metavar="PERSON", help="take this one out: p2, or the name")
    parser.add_argument("--phone", metavar="NUMBER", help="their telephone number")
    parser.add_argument(
        "--family-name",
        metavar="NAME",
        help='the name a letter greets them by, where it is not plain which one it is ("" forgets it)',
    )
    agency = parser.add_mutually_exclusive_group()
    agency.add_argument(
        "--agency",
        action="store_true",
        default=None,
        help="they work for the agency between you and the company",
    )
    agency.add_argument("--no-agency", action="store_false", dest="agency", help="they work for the company")
    greeting = parser.add_mutually_exclusive_group()
    greeting.add_argument(
        "--first-name",
        action="store_true",
        default=None,
        dest="by_first_name",
        help="letters greet them by the first name, whatever the settings say",
    )
    greeting.add_argument(
        "--no-first-name",
        action="store_false",
        dest="by_first_name",
        help="letters greet them formally, whatever the settings say",
    )
    spelling = parser.add_mutually_exclusive_group()
    spelling.add_argument(
        "--checked", action="store_true", default=None, help="you have checked how the name is spelled"
    )
    spelling.add_argument(
        "--unchecked",
        action="store_false",
        dest="checked",
        default=None,
        help="you are not sure of the spelling",
    )


def _run(call: Call) -> None:
    application, options = call.application(), call.options
    if options.remove is not None:
        if options.person is not None:
            raise CallError("--remove names the person already", "Leave the other name out")
        _remove(call, application)
        return
    who = find_person(application, options.who) if options.who is not None else None
    if options.person is None and who is None:
        raise CallError("Who is it?", "Write the name, or --who p2 to change one who is noted")
    described = parse_person(options.person) if options.person is not None else Person("", "")
    described = replace(described, id=who.id if who else ANOTHER_ID if options.another else "")

    def with_person(current: Application, _: Today) -> Application:
        changed, person_id = add_person(current, described)
        person = changed.person(person_id)
        assert person is not None  # noqa: S101 - it was added on the line above
        return changed.with_person(_with_options(call, person))

    name = described.full_name if options.person is not None or who is None else who.full_name
    change = call.tracker.change(application.id, f"{name} noted", with_person)
    report_change(call, change, application.id, f"{change.label}.", _say_namesakes(call, application))


def _with_options(call: Call, person: Person) -> Person:
    """Return a person with what the options say. An option counts also where it takes something back."""
    options = call.options
    values = {
        "phone": options.phone and clean_line(options.phone, "The telephone number"),
        "checked": options.checked,
        "family_name": options.family_name and clean_line(options.family_name, "The family name"),
        "at_agency": options.agency,
        "by_first_name": options.by_first_name,
    }
    return replace(person, **{name: value for name, value in values.items() if value is not None})


def _say_namesakes(call: Call, before: Application) -> str:
    """Say who is new beside whom of the same name; empty where nobody is."""
    people = call.tracker.applications[before.id].people
    for new in people[len(before.people) :]:
        namesakes = [
            other for other in people if other != new and other.name.casefold() == new.name.casefold()
        ]
        if namesakes and new.name:
            others = " and ".join(f"{other.id} ({distinct_name(other)})" for other in namesakes)
            advice = f"If they are one: followup undo, then --who {namesakes[0].id}"
            return f"This is {new.id}, beside {others}. {advice}"
    return ""


def _remove(call: Call, application: Application) -> None:
    """Take a person out, with what is half-written to them."""
    person = find_person(application, call.options.remove)
    drafts = drafts_of(call)
    titles = [draft.title for draft in drafts.of_person(application, person.id)]

    def without_person(current: Application, _: Today) -> Application:
        return current.without_person(person.id)

    change = call.tracker.change(application.id, f"{person.full_name} taken out", without_person)
    try:
        drafts.remove_person(application, person.id)
    except OSError as error:
        raise DataError(f"What is half-written to them could not be removed: {error.strerror}") from error
    half_written = f"What was half-written to them is gone too: {', '.join(titles)}." if titles else ""
    report_change(call, change, application.id, f"{change.label}.", half_written)


COMMAND = Command(
    help="add somebody you spoke to, change what is known of them, or take them out",
    order=160,
    add_arguments=_add_arguments,
    run=_run,
)

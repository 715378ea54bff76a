"""`followup person`: add a person to an application, or change what is noted of them."""

from __future__ import annotations

from dataclasses import replace

from followup_tui.cli.arguments import Parser, add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.report import report_change
from followup_tui.domain.application import Application
from followup_tui.domain.people import add_person, parse_person
from followup_tui.domain.stages import Today
from followup_tui.domain.text import clean_line


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "person", metavar='"NAME, POSITION <mail>"', help="who it is; only the name is needed"
    )
    parser.add_argument("--phone", metavar="NUMBER", help="their telephone number")
    parser.add_argument(
        "--family-name",
        metavar="NAME",
        help='the name a letter greets them by, where it is not plain which one it is ("" forgets it)',
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
    described = parse_person(options.person)
    phone = None if options.phone is None else clean_line(options.phone, "The telephone number")
    family_name = None if options.family_name is None else clean_line(options.family_name, "The family name")

    def with_person(current: Application, _: Today) -> Application:
        changed, person_id = add_person(current, described)
        person = changed.person(person_id)
        assert person is not None  # noqa: S101 - it was added on the line above
        # An option counts also where it takes something back.
        person = replace(
            person,
            phone=person.phone if phone is None else phone,
            checked=person.checked if options.checked is None else options.checked,
            family_name=person.family_name if family_name is None else family_name,
        )
        return changed.with_person(person)

    change = call.tracker.change(application.id, f"{described.full_name} noted", with_person)
    report_change(call, change, application.id, f"{change.label}.")


COMMAND = Command(
    help="add somebody you spoke to, or change what is known of them",
    order=160,
    add_arguments=_add_arguments,
    run=_run,
)

"""`followup edit`: change what an application says of itself, or make two cards of one job one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.half_written import titles_about
from followup_tui.cli.report import report_change
from followup_tui.cli.written_promise import say_written_promise
from followup_tui.domain.application import Application
from followup_tui.domain.find_application import existing_application
from followup_tui.domain.same_company import as_other_company, as_same_company, renamed
from followup_tui.domain.sanitize import clean_tags, sanitize_application
from followup_tui.domain.search import fold
from followup_tui.domain.text import clean_line
from followup_tui.domain.wording import join_with_and, join_with_or
from followup_tui.errors import CallError


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument("--company", metavar="NAME", help="what they are called")
    parser.add_argument("--role", metavar="ROLE", help="the job")
    parser.add_argument("--via", metavar="AGENCY", help='the agency between you and them ("" for none)')
    parser.add_argument("--tag", metavar="TAG", action="append", default=[], help="add a tag; repeat it")
    parser.add_argument(
        "--untag", metavar="TAG", action="append", default=[], help="take a tag off; repeat it"
    )
    parser.add_argument("--notes", metavar="TEXT", help='what your notes say from now on ("" for nothing)')
    parser.add_argument(
        "--letters", metavar="SET", help='the set of letters it begins with, en or de ("" for your usual one)'
    )
    company = parser.add_mutually_exclusive_group()
    company.add_argument(
        "--same-company-as", metavar="ID", help="it is at the same company, whatever the names say"
    )
    company.add_argument(
        "--other-company-than", metavar="ID", help="it is at another company, whatever the names say"
    )
    parser.add_argument(
        "--merge",
        metavar="ID",
        help="that is a second card of the same job: put all that it says on this one",
    )


def _run(call: Call) -> None:
    application, options = call.application(), call.options
    fields = _fields(call)
    same, another, second = (
        None if text is None else _other(call, application, text)
        for text in (options.same_company_as, options.other_company_than, options.merge)
    )
    changes = _change_words(application, fields, same, another, second)
    if not changes:
        raise CallError("There is nothing to change", "Say what: followup edit --help lists it")
    half_written = titles_about(call, second) if second else []

    def edited(applications: Mapping[str, Application]) -> dict[str, Application | None]:
        before = existing_application(applications, application.id)
        after = _with_fields(before, fields, applications)
        states: dict[str, Application | None] = {}
        now = {**applications, after.id: after}
        if same is not None:
            states |= as_same_company(after, existing_application(now, same.id), now.values())
        if another is not None:
            states |= as_other_company(after, existing_application(now, another.id), now.values())
        after = states.get(after.id) or after
        if second is not None:
            from followup_tui.domain.one_card import merge_cards

            after = merge_cards(after, existing_application(applications, second.id))
            states[second.id] = None
        return {**states, after.id: sanitize_application(after, before)}

    change = call.tracker.change_many(f"{application.company}: {join_with_and(changes)}", edited)
    kept = ", ".join(half_written)
    report_change(
        call,
        change,
        application.id,
        f"{change.label}.",
        f"Half-written on the card that is gone, and back with followup undo: {kept}." if kept else "",
        say_written_promise(call, application),
    )


def _fields(call: Call) -> dict[str, str]:
    """Return the texts that are to be changed, by their field."""
    from followup_tui.letters.template_sets import template_sets

    options = call.options
    names = ("company", "role", "via", "notes", "letters")
    fields = {name: text for name in names if (text := getattr(options, name)) is not None}
    for name in ("company", "role"):
        if name in fields and not clean_line(fields[name], f"The {name}"):
            raise CallError(f"The {name} is missing", "Company and role are needed")
    if fields.get("letters"):
        sets = template_sets(call.context.paths.templates_folder)
        if fields["letters"] not in sets:
            raise CallError(
                f"There is no set of letters {fields['letters'][:40]!r}", f"There is {join_with_or(sets)}"
            )
    return fields | {
        name: ",".join(getattr(options, name)) for name in ("tag", "untag") if getattr(options, name)
    }


def _other(call: Call, application: Application, text: str) -> Application:
    other = call.tracker.find(text)
    if other.id == application.id:
        raise CallError(f"{other.id} is the application itself", "Name another one")
    return other


def _change_words(
    application: Application,
    fields: Mapping[str, str],
    same: Application | None,
    another: Application | None,
    second: Application | None,
) -> list[str]:
    """Return in words what is to be changed, for the history."""
    words: dict[str, Callable[[str], str]] = {
        "company": lambda name: f"called {name}",
        "role": lambda role: role,
        "via": lambda agency: f"via {agency}" if agency else "via no agency",
        "notes": lambda notes: "notes changed" if notes else "notes removed",
        "letters": lambda name: f"letters from {name}" if name else "usual letters",
        "tag": lambda tags: f"tagged {', '.join(clean_tags(tags))}",
        "untag": lambda tags: f"no longer tagged {', '.join(clean_tags(tags))}",
    }
    changes = [words[name](clean_line(text[:200], "The text")) for name, text in fields.items()]
    if same is not None:
        changes.append(f"the same company as {same.company} ({same.id})")
    if another is not None:
        changes.append(f"another company than {another.company} ({another.id})")
    if second is not None:
        changes.append(f"one card with {second.id}")
    for tag in clean_tags(fields.get("untag", "")):
        if fold(tag) not in map(fold, application.tags):
            tags = join_with_and(application.tags) or "none"
            raise CallError(f"There is no tag {tag[:40]!r} on {application.company}", f"It has {tags}")
    return changes


def _with_fields(
    application: Application, fields: Mapping[str, str], applications: Mapping[str, Application]
) -> Application:
    if "company" in fields:
        application = renamed(application, clean_line(fields["company"], "The company"), applications)
    removed = set(map(fold, clean_tags(fields.get("untag", ""))))
    tags = [tag for tag in application.tags if fold(tag) not in removed]
    return replace(
        application,
        role=fields.get("role", application.role),
        via=fields.get("via", application.via),
        notes=fields.get("notes", application.notes),
        letters=fields.get("letters", application.letters),
        tags=tuple(dict.fromkeys((*tags, *clean_tags(fields.get("tag", ""))))),
    )


COMMAND = Command(
    help="change company, role, agency, tags, notes; say which cards are at one company, or of one job",
    order=142,
    add_arguments=_add_arguments,
    run=_run,
)

"""`followup clashes`: what was changed on two machines, and which of the two stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.report import write_warning
from followup_tui.domain.application import Application
from followup_tui.domain.clash import REMOVED, Clash
from followup_tui.domain.find_application import existing_application
from followup_tui.domain.merge_conflicts import MergeConflict, Side, conflict_title, value_words
from followup_tui.errors import CallError
from followup_tui.sync.clashes import decided, open_clashes

_SIDES = {"keep": Side.THERE, "take": Side.HERE, "both": Side.BOTH}


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", help="the application; without it, all")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--keep", metavar="N", type=int, help="what stands now stays")
    choice.add_argument("--take", metavar="N", type=int, help="the other value is taken")
    choice.add_argument("--both", metavar="N", type=int, help="both stay, one after the other: of long texts")


def _run(call: Call) -> int:
    chosen = next((name for name in _SIDES if getattr(call.options, name) is not None), "")
    if chosen:
        return _decide(call, chosen, getattr(call.options, chosen))
    applications = [call.application()] if call.options.id else list(call.tracker.applications.values())
    if call.options.json:
        write_json([document for each in applications for document in _documents(each)])
        return 0
    lines = [line for application in applications for line in _lines(application)]
    for line in lines or ["There is nothing to decide."]:
        write_line(line)
    if lines:
        write_line("followup clashes ID --keep N, --take N or --both N decides one.")
    return 0


def _decide(call: Call, chosen: str, number: int) -> int:
    if not call.options.id:
        raise CallError("Which application is it about?", "followup clashes ID with the option")
    application = call.application()
    pairs = open_clashes(application)
    if not 1 <= number <= len(pairs):
        raise CallError(f"{application.id} has no clash {number}", "followup clashes lists them")
    clash, conflict = pairs[number - 1]
    if _SIDES[chosen] not in conflict.sides:
        raise CallError("Only of long texts can both stay", "Choose with --keep or --take")
    title = clash_title(conflict, application)

    def build(applications: Mapping[str, Application]) -> dict[str, Application | None]:
        present = existing_application(applications, application.id)
        if clash not in present.clashes:
            raise CallError("It was decided elsewhere meanwhile", "followup clashes lists what is left")
        return {application.id: decided(present, clash, _SIDES[chosen])}

    change = call.tracker.change_many(f"{application.company}: {title} decided", build)
    if call.options.json:
        now = call.tracker.applications.get(application.id)
        write_json(list(_documents(now)) if now else [])
    else:
        write_line(f"{change.label}.")
    write_warning(call, change.ids)
    return 0


def clash_title(conflict: MergeConflict, application: Application) -> str:
    """Name what a clash is about."""
    return "Removed" if conflict.place == REMOVED else conflict_title(conflict, application)


def _words(conflict: MergeConflict) -> tuple[str, str]:
    """Return what stands and what was put aside, in words."""
    if conflict.place == REMOVED:
        return "it is here, changed on one machine", "removed on the other"
    return value_words(conflict.there), value_words(conflict.here)


def _lines(application: Application) -> Iterator[str]:
    pairs = open_clashes(application)
    if pairs:
        yield f"{application.id}  {application.company}, {application.role}"
    for number, (_, conflict) in enumerate(pairs, start=1):
        stands, other = _words(conflict)
        yield f"  {number}  {clash_title(conflict, application)}"
        for name, words in (("stands", stands), ("other", other)):
            first, *rest = words.splitlines() or [""]
            yield f"     {name + ':':<8}{first}"
            yield from (f"             {line}" for line in rest)


def _documents(application: Application) -> Iterator[dict[str, object]]:
    for number, (clash, conflict) in enumerate(open_clashes(application), start=1):
        yield _document(application, number, clash, conflict)


def _document(
    application: Application, number: int, clash: Clash, conflict: MergeConflict
) -> dict[str, object]:
    stands, other = _words(conflict)
    return {
        "id": application.id,
        "number": number,
        "about": clash_title(conflict, application),
        "place": list(conflict.place),
        "stands": stands,
        "other": other,
        "at": clash.at.local().isoformat(),
        "can_keep_both": Side.BOTH in conflict.sides,
    }


COMMAND = Command(
    help="what was changed on two machines: list it, and say which stays",
    order=374,
    add_arguments=_add_arguments,
    run=_run,
)

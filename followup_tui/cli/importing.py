"""Bringing in what another program has: shown first, asked about, copied before, taken back as one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from followup_tui.cli.confirm import asked, can_ask
from followup_tui.cli.output import complain, shown, write_document, write_line
from followup_tui.cli.width import fit, room
from followup_tui.domain.dates import say_date
from followup_tui.errors import CallError
from followup_tui.exchange.jrnl import Jotting, read_jrnl
from followup_tui.exchange.jrnl_import import Becomes, Fate, Plan, plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from followup_tui.cli.report import Call
    from followup_tui.domain.application import Application

_SAID: Final = {Becomes.NEW: "new", Becomes.THERE: "already there", Becomes.SKIPPED: "skipped"}


def import_file(call: Call) -> None:
    """Show what would be imported, ask, and import it."""
    options, tracker = call.options, call.tracker
    jottings = _read(options.file)
    planned = plan(jottings, tracker.applications, tracker.today())
    if not options.json:
        _show(planned, options.file)
    imported = bool(planned.changed) and _wanted(call, planned)
    if imported:
        _do(call, jottings)
    if options.json:
        from followup_tui.exchange.json_export import json_text  # only JSON needs it

        entries = [_document(fate) for fate in planned.fates]
        write_document(json_text({"kind": "jrnl", "imported": imported, "entries": entries}))
    elif imported:
        write_line("Imported. To take it back: followup undo")
    else:
        write_line("Nothing was changed.")
    if imported and tracker.warning:
        complain(tracker.warning)


def _read(name: str) -> list[Jotting]:
    """Read a file of a kind that is known.

    Raises:
        CallError: it cannot be read, or its kind is not known.
    """
    try:
        content = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no file can be called that"
        raise CallError(f"{shown(name)} could not be read: {why}", "Nothing was changed") from error
    try:
        return read_jrnl(content)
    except CallError as error:
        raise CallError(
            f"followup does not know yet what kind of file {shown(name)} is",
            "It knows what jrnl --export json writes",
        ) from error


def _wanted(call: Call, planned: Plan) -> bool:
    """Say whether it is to be imported; ask where that was not said.

    Raises:
        CallError: nobody is there to be asked.
    """
    options = call.options
    if options.dry_run or options.yes:
        return not options.dry_run
    if not can_ask():
        raise CallError(
            "An import asks before it changes anything, and there is no terminal to ask on. Nothing changed",
            "Add --yes to import without being asked, or --dry-run to see what would be",
        )
    new = sum(fate.becomes is Becomes.NEW for fate in planned.fates)
    return asked(f"Import {new} {'entry' if new == 1 else 'entries'}?")


def _do(call: Call, jottings: Sequence[Jotting]) -> None:
    """Copy the data file, and import into what stands on disk by now, as one step."""
    from followup_tui.storage.recovery import Recovery  # only an import that is made needs it

    tracker = call.tracker
    paths = call.context.paths
    Recovery(paths.data_file, paths.backups_folder, lambda: tracker.today().now).back_up()

    def build(applications: Mapping[str, Application]) -> dict[str, Application | None]:
        return dict(plan(jottings, applications, tracker.today()).changed)

    tracker.change_many("Imported from jrnl", build)


def _show(planned: Plan, name: str) -> None:
    count, columns = len(planned.fates), room()
    write_line(f"{count} {'entry' if count == 1 else 'entries'} of jrnl in {shown(name)}:")
    for line in _lines(planned):
        write_line(line if columns is None else fit(line, columns))
    counted = Counter(fate.becomes for fate in planned.fates)
    write_line(", ".join(f"{counted[becomes]} {said}" for becomes, said in _SAID.items()))


def _lines(planned: Plan) -> Iterator[str]:
    width = max(map(len, _SAID.values()))
    for fate in planned.fates:
        at = fate.jotting.at
        when = f"{say_date(at.date())} {at:%H:%M}" if at else "no date"
        about = f" ({fate.application}/{fate.interview})" if fate.interview else ""
        why = f": {fate.why}" if fate.why else ""
        title = shown(fit(fate.jotting.title, 60))
        yield f"  {_SAID[fate.becomes]:<{width}}  {when}  {title}{about}{why}"


def _document(fate: Fate) -> dict[str, object]:
    at = fate.jotting.at
    return {
        "at": at.isoformat() if at else None,
        "title": fate.jotting.title,
        "becomes": fate.becomes.value,
        "id": fate.application or None,
        "interview": fate.interview or None,
        "why": fate.why or None,
    }

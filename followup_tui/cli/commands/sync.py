"""`followup sync`: what other machines did comes in, what was done here goes out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_yes
from followup_tui.cli.command import Call, Command
from followup_tui.cli.confirm import ask, require_terminal
from followup_tui.cli.output import write_error, write_json, write_line
from followup_tui.cli.report import write_warning
from followup_tui.cli.terminal import is_terminal
from followup_tui.domain.wording import join_with_and, say_count
from followup_tui.sync.clashes import open_clashes
from followup_tui.sync.combine import Combined
from followup_tui.sync.remote import Remote

if TYPE_CHECKING:
    from followup_tui.sync.session import Report

_MOST_IDS = 8


def _add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "remote",
        metavar="REMOTE",
        nargs="?",
        default="",
        help="where the machines meet, the first time: ssh://you@your-host/~/followup.git, or a folder",
    )
    add_yes(parser, "sync")


def _run(call: Call) -> int:
    from followup_tui.cli.syncing import PLAIN_REASON, sync  # `--help` of all commands does without git

    def may_send_readable(remote: Remote) -> bool:
        write_error(PLAIN_REASON)
        return _is_agreed(call, f"Sending to {remote.host}", "Send it there all the same? It is asked once.")

    def confirm(combined: Combined) -> bool:
        for line in _preview(call, combined):
            write_error(line) if call.options.json else write_line(line)
        return _is_agreed(call, "The first sync of two files", "Join them? A copy of this one is made first.")

    is_watched = is_terminal(sys.stdin) and not call.options.json

    def begin(remote: Remote) -> None:
        if is_watched and is_terminal(sys.stderr) and remote.folder is None:
            write_error(f"Syncing with {remote.host} …")

    report = sync(
        call,
        call.options.remote,
        is_watched=is_watched,
        may_send_readable=may_send_readable,
        confirm=confirm,
        begin=begin,
    )
    return _say_all(call, report)


def _say_all(call: Call, report: Report) -> int:
    """Say what a sync did and left to do. Return the exit code.

    Raises:
        FollowupError: what is here could not be sent.
    """
    if report.is_refused:
        write_error("Nothing was changed, here or there.")
        return 0
    clashes = {each.id: len(open_clashes(each)) for each in call.tracker.applications.values()}
    clashes = {application_id: number for application_id, number in clashes.items() if number}
    if call.options.json:
        write_json(_document(report, clashes))
    else:
        _say(report)
    for note in report.notes:
        write_error(note)
    for step in report.steps:
        write_warning(call, step.states)
    if clashes:
        names = ", ".join(f"{name} ({number})" for name, number in clashes.items())
        write_error(f"Changed on two machines, both kept: {names}. followup clashes decides.")
    if report.problem is not None:
        raise report.problem
    return 1 if clashes else 0


def _document(report: Report, clashes: Mapping[str, int]) -> dict[str, object]:
    return {
        "sent": report.sent,
        "new": _ids(report.combined, "new"),
        "changed": _ids(report.combined, "changed"),
        "removed": _ids(report.combined, "gone"),
        "renamed": {old: new for each in report.combined for old, new in each.renamed.items()},
        "clashes": clashes,
        "backup": str(report.backup) if report.backup else None,
        "notes": report.notes,
        "problem": str(report.problem) if report.problem else None,
    }


def _is_agreed(call: Call, what: str, question: str) -> bool:
    if call.options.yes:
        return True
    require_terminal(what, "Call it with --yes, or in a terminal")
    return ask(question)


def _ids(combined: list[Combined], name: str) -> list[str]:
    return sorted({application_id for each in combined for application_id in getattr(each, name)})


def _say(report: Report) -> None:
    came = [
        f"{word} {_names(ids)}"
        for word, name in (("new", "new"), ("changed", "changed"), ("removed", "gone"))
        if (ids := _ids(report.combined, name))
    ]
    for each in report.combined:
        for old, new in each.renamed.items():
            write_line(f"{old} is called {new} here from now on: another machine had that id, too.")
    if came:
        write_line(f"Came in: {'; '.join(came)}.")
    if report.sent and not report.problem:
        write_line(f"Sent: {say_count(report.sent, 'application')}.")
    if not came and not report.sent:
        write_line("Nothing new, here or there.")
    if report.backup:
        write_line(f"What was here before is in {report.backup}.")


def _names(ids: list[str]) -> str:
    more = f" and {len(ids) - _MOST_IDS:,} more" if len(ids) > _MOST_IDS else ""
    return ", ".join(ids[:_MOST_IDS]) + more if more else join_with_and(ids)


def _preview(call: Call, combined: Combined) -> list[str]:
    """Return what a first sync would do, in lines."""
    here = set(call.tracker.applications)
    touched = {*combined.changed, *combined.gone, *combined.renamed}
    renamed = combined.renamed.values()
    lines = ["Applications are here and on the remote. Together they would be:"]
    rows = [
        ("joined, in both and not alike", [each for each in combined.changed if each not in renamed]),
        ("new here, from there", combined.new),
        ("removed here, since they were removed there", combined.gone),
        ("as they are here", sorted(here - touched)),
    ]
    lines += [f"  {len(ids):,} {words}: {_names(list(ids))}" for words, ids in rows if ids]
    lines += [f"  {old} would be called {new}" for old, new in combined.renamed.items()]
    for mine, other in combined.alike:
        lines.append(f"  {mine} and {other} stay two. Where they are one job, afterwards:")
        lines.append(f"    followup edit {other} --merge {mine}")
    for application_id, conflicts in combined.clashes.items():
        lines.append(f"  {application_id}: {say_count(len(conflicts), 'thing')} noted differently, both kept")
    return lines


COMMAND = Command(
    help="bring in what your other machines changed, and send them what you did",
    order=372,
    add_arguments=_add_arguments,
    run=_run,
    creates_file=True,
)

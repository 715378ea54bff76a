"""`followup interview`: record or plan another interview, or change one that is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id, add_interview_details, words_of
from followup_tui.cli.command import Call, Command
from followup_tui.cli.phrases import say_assumed, say_interview
from followup_tui.cli.report import report_change, say_new_stage
from followup_tui.domain import interview_labels, interviews
from followup_tui.domain.application import Application
from followup_tui.domain.choices import parse_choice, parse_optional_choice
from followup_tui.domain.interview import Interview, InterviewKind
from followup_tui.domain.interview_words import interview_title
from followup_tui.domain.person import Party
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.stages import Today
from followup_tui.domain.time_defaults import TypedMoment, parse_interview_end, parse_interview_moment
from followup_tui.errors import CallError

_CHANGES: Final = ("move", "cancel", "missed", "correct", "remove")
"""The options that change an interview that is there; only one of them at a time."""


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    add_interview_details(parser)
    parser.add_argument(
        "--until",
        metavar="WHEN",
        help="when it ends or ended, such as 11:30; the other time is then that of its start",
    )
    parser.add_argument("--kind", metavar="KIND", help=f"how it is held: {words_of(InterviewKind)}")
    parser.add_argument("--place", metavar="TEXT", help="where it is held")
    parser.add_argument("--link", metavar="URL", help="the address of the video call")
    parser.add_argument(
        "--which",
        metavar="ID",
        help="change this one, such as i2 (for the options below, without it: the next planned, else the last"
        " held)",
    )
    parser.add_argument("--move", metavar="WHEN", help="it was moved there; the time before is kept")
    parser.add_argument("--cancel", action="store_true", help="it was cancelled; it stays in the story")
    parser.add_argument("--by", metavar="them|me", help="who moved or cancelled it (default: them)")
    parser.add_argument("--missed", action="store_true", help="they did not keep the appointment")
    parser.add_argument(
        "--correct",
        metavar="WHEN",
        help="it was noted wrongly: its start, or its end where only that is noted; takes back that it was"
        " cancelled or missed",
    )
    parser.add_argument("--remove", action="store_true", help="it was noted by mistake: take it out")


def _run(call: Call) -> None:
    options = call.options
    asked_for = [name for name in _CHANGES if getattr(options, name) not in (None, False)]
    if len(asked_for) > 1:
        raise CallError(
            f"--{asked_for[0]} and --{asked_for[1]} do not go together",
            "Nothing was changed. Name one of them",
        )
    change = asked_for[0] if asked_for else ""
    if options.by is not None and change not in ("move", "cancel"):
        raise CallError(
            "--by says who moved or cancelled it", "Nothing was changed. Add --move WHEN or --cancel"
        )
    if not change and options.which is None:
        _record(call)
        return
    if options.at is not None:
        raise CallError(
            "--at records another interview, and --which and its like change one that is there",
            "Nothing was changed. --move WHEN moves it, --correct WHEN corrects its time",
        )
    _CHANGE_BY_OPTION[change](call)


def _record(call: Call) -> None:
    """Record another interview, or plan it."""
    application, today, options = call.application(), call.tracker.today(), call.options
    moment = parse_interview_moment(options.at or "", today)
    until, details = _until(call, moment, today), _details(call)
    change = call.tracker.change(
        application.id,
        interview_labels.ANOTHER_INTERVIEW,
        lambda card, now: interviews.add_interview(card, moment.at, now, until=until, details=details),
    )
    recorded = call.tracker.applications[application.id]
    before = {interview.id for interview in application.interviews}
    added = next((interview for interview in recorded.interviews if interview.id not in before), None)
    report_change(
        call,
        change,
        application.id,
        f"{change.label}.",
        say_interview(moment, recorded.people_of(added), today, until),
        say_new_stage(call, application),
        f"It is closed. To bring it back: followup reopen {application.id}" if application.outcome else "",
    )


def _move(call: Call) -> None:
    application, interview, today = _chosen(call)
    moment, party, details = _moment(call.options.move, "--move", today), _party(call), _details(call)
    until = _until(call, moment, today)

    def change(card: Application, now: Today) -> Application:
        moved = interviews.move_interview(card, interview.id, moment.at, party, now, until=until)
        return interviews.detail_interview(moved, interview.id, details, today=now)

    label = interview_labels.move_label(application, interview, moment.at, party, today.now)
    _change(call, application, label, change, moment)


def _cancel(call: Call) -> None:
    application, interview, _ = _chosen(call)
    _refuse_details(call, "--cancel")
    party = _party(call)
    _change(
        call,
        application,
        interview_labels.cancel_label(application, interview, party),
        lambda card, now: interviews.cancel_interview(card, interview.id, party, now),
        next_step=(
            f"If they wrote: followup contact {application.id} received"
            if party is Party.THEM
            else f"If that ends it: followup close {application.id} withdrawn"
        ),
    )


def _miss(call: Call) -> None:
    application, interview, _ = _chosen(call)
    _refuse_details(call, "--missed")
    _change(
        call,
        application,
        interview_labels.missed_label(application, interview),
        lambda card, now: interviews.miss_interview(card, interview.id, now),
        next_step=f"followup why {application.id} says what now",
    )


def _correct(call: Call) -> None:
    application, interview, today = _chosen(call)
    moment, details = _moment(call.options.correct, "--correct", today), _details(call)
    until = _until(call, moment, today)

    def change(card: Application, now: Today) -> Application:
        valid = interviews.reinstate_interview(card, interview.id)
        corrected = interviews.correct_interview(valid, interview.id, moment.at, now, until=until)
        return interviews.detail_interview(corrected, interview.id, details, today=now)

    label = interview_labels.correct_label(application, interview, moment.at, today.now)
    _change(call, application, label, change, moment)


def _remove(call: Call) -> None:
    application, interview, _ = _chosen(call)
    _refuse_details(call, "--remove")
    _change(
        call,
        application,
        interview_labels.remove_label(application, interview),
        lambda card, _: interviews.remove_interview(card, interview.id),
    )


def _detail(call: Call) -> None:
    """Note more of an interview that is there."""
    application, interview, today = _chosen(call)
    details = _details(call)
    start = interview.starts_at or interview.ended_at
    until = _until(call, TypedMoment(start.seen_from(today.zone)), today) if start else None
    if not any(details) and until is None:
        raise CallError(
            f"Nothing says what to change in {interview_title(application, interview)}",
            "Nothing was changed. followup interview --help shows the options",
        )
    _change(
        call,
        application,
        interview_labels.detail_label(application, interview),
        lambda card, now: interviews.detail_interview(card, interview.id, details, today=now, until=until),
    )


_CHANGE_BY_OPTION: Final[dict[str, Callable[[Call], None]]] = {
    "move": _move,
    "cancel": _cancel,
    "missed": _miss,
    "correct": _correct,
    "remove": _remove,
    "": _detail,
}


def _chosen(call: Call) -> tuple[Application, Interview, Today]:
    application, today = call.application(), call.tracker.today()
    return application, interviews.find_interview(application, call.options.which, today), today


def _change(
    call: Call,
    application: Application,
    label: str,
    change: Callable[[Application, Today], Application],
    moment: TypedMoment | None = None,
    next_step: str = "",
) -> None:
    """Make a change and report it, with the hour that was taken where none was typed, and what follows."""
    done = call.tracker.change(application.id, label, change)
    assumed = say_assumed(moment) if moment else ""
    lines = (f"{done.label}{assumed}.", say_new_stage(call, application), next_step)
    report_change(call, done, application.id, *lines)


def _details(call: Call) -> interviews.Details:
    options = call.options
    kind = parse_optional_choice(InterviewKind, options.kind, "a kind of interview")
    return interviews.Details(
        kind, options.place, options.link, tuple(parse_person(text) for text in options.person)
    )


def _moment(text: str, option: str, today: Today) -> TypedMoment:
    """Parse another time of an interview; nothing typed is a mistake there, not now."""
    if not text.strip():
        raise CallError(f"{option} needs a time", "Nothing was changed. Write it like fri 14:00")
    return parse_interview_moment(text, today)


def _until(call: Call, start: TypedMoment, today: Today) -> datetime | None:
    return parse_interview_end(call.options.until, start, today)


def _party(call: Call) -> Party:
    return parse_choice(Party, call.options.by or Party.THEM, "one of the two sides")


def _refuse_details(call: Call, option: str) -> None:
    """Refuse options that say more of an interview beside one that ends it: none is ignored silently."""
    names = ("until", "kind", "place", "link", "person")
    unused = next((name for name in names if getattr(call.options, name) not in (None, [])), None)
    if unused is not None:
        raise CallError(f"--{unused} does not go with {option}", "Nothing was changed. Leave it out")


COMMAND = Command(
    help="record or plan another interview; move, cancel or correct one",
    order=150,
    add_arguments=_add_arguments,
    run=_run,
)

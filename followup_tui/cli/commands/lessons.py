"""`followup lessons`: what to change next time, and what came of it."""

from __future__ import annotations

from typing import Final

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.command import Call, Command
from followup_tui.cli.lesson_lines import lesson_lines
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.report import report_change
from followup_tui.domain import journal
from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import LessonState
from followup_tui.domain.journal import LearnedLesson
from followup_tui.domain.stages import Today
from followup_tui.errors import CallError
from followup_tui.exchange.journal_json import lesson_document

_NEW_STATES: Final = {
    "done": (LessonState.DONE, "done", "you did it in an interview: it does not come back"),
    "drop": (LessonState.DROPPED, "dropped", "it is not worth keeping in mind"),
    "reopen": (LessonState.OPEN, "open again", "it is open again"),
}
"""By option: the state of the lesson after it, that state in a step's label, and the option's help."""


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("--all", action="store_true", help="also those that are done or dropped")
    new_state = parser.add_mutually_exclusive_group()
    for option, (_, _, about) in _NEW_STATES.items():
        new_state.add_argument(f"--{option}", metavar="ID", help=about)


def _run(call: Call) -> None:
    options = call.options
    lessons = journal.lessons_of(journal.journal_entries(call.tracker.applications.values()))
    for option, (state, words, _) in _NEW_STATES.items():
        if (lesson_id := getattr(options, option)) is not None:
            _set_state(call, _find(lessons, lesson_id), state, words)
            return
    shown = [lesson for lesson in lessons if options.all or lesson.lesson.state is LessonState.OPEN]
    if options.json:
        write_json([lesson_document(lesson) for lesson in shown])
    elif shown:
        write_line("\n".join(lesson_lines(shown, call.tracker.today())))
    elif lessons:
        write_line("No lesson is open. followup lessons --all shows the others.")
    else:
        write_line('Nothing to change is noted yet. After an interview: followup reflect ID --change "..."')


def _find(lessons: list[LearnedLesson], lesson_id: str) -> LearnedLesson:
    """Return the lesson with this id.

    Raises:
        CallError: there is none.
    """
    match = next((lesson for lesson in lessons if lesson.id == lesson_id.strip()), None)
    if match is None:
        raise CallError(
            f"There is no lesson {lesson_id[:60]!r}", "followup lessons --all lists them, each with its id"
        )
    return match


def _set_state(call: Call, lesson: LearnedLesson, state: LessonState, words: str) -> None:
    application_id, interview_id = lesson.entry.application.id, lesson.entry.interview.id
    text = lesson.lesson.text

    def with_state(application: Application, today: Today) -> Application:
        if lesson.lesson.state is state:
            return application
        return journal.set_lesson_state(application, interview_id, text, state, Instant.of(today.now))

    change = call.tracker.change(application_id, f"lesson {words}: {text}", with_state)
    report_change(call, change, application_id, f"{change.label}.")


COMMAND = Command(
    help="show what you want to change next time, or say what came of it",
    order=250,
    add_arguments=_add_arguments,
    run=_run,
    is_paged=True,
)

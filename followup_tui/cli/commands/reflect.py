"""`followup reflect`: write down how an interview was, line by line or as one text in the user's editor."""

from __future__ import annotations

import sys
from functools import partial
from typing import Final

from msgspec.structs import replace

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.lesson_lines import lesson_lines
from followup_tui.cli.output import write_line
from followup_tui.cli.report import report_change
from followup_tui.cli.terminal import is_terminal
from followup_tui.cli.unasked import add_unasked, read_questions
from followup_tui.cli.written_promise import say_written_promise
from followup_tui.domain import journal
from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date, say_instant
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewState, LessonState
from followup_tui.domain.questions import with_unasked
from followup_tui.domain.reflection_text import (
    PROMPTS,
    ReflectionText,
    parse_markdown,
    text_of_reflection,
    to_markdown,
)
from followup_tui.domain.stages import Today
from followup_tui.domain.step_labels import reflection_label
from followup_tui.domain.text import clean_text, with_missing_lines
from followup_tui.errors import CallError, GoneError
from followup_tui.storage.edited_text import edit_text, subject
from followup_tui.tracker import NOTHING, Change

_LINES: Final = ("well", "badly", "change", "said")


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    for name, about in (
        ("well", "what went well"),
        ("badly", "what did not"),
        ("change", "what to change next time: it comes back before your next interview"),
        ("said", "what was said: promises, numbers, names; what you told them"),
    ):
        parser.add_argument(
            f"--{name}", metavar="LINE", action="append", default=[], help=f"{about}; repeat it for each line"
        )
    add_unasked(parser)
    parser.add_argument("--feeling", metavar="1..5", help="how it felt: 1 bad, 5 good")
    parser.add_argument(
        "--interview", metavar="N", help="which interview, such as 2 (default: the last that was held)"
    )


def _run(call: Call) -> None:
    options, today = call.options, call.tracker.today()
    application = call.application()
    interview = _find_interview(application, options.interview, today)
    has_lines = options.feeling is not None or any(getattr(options, name) for name in (*_LINES, "unasked"))
    change = _add_lines(call, application, interview) if has_lines else _edit(call, application, interview)
    if not change.ids and not options.json and not _is_written_about(call, application.id, interview.id):
        write_line("Nothing was written, so how it went is not noted yet. A line is enough.")
        return
    when = f" on the interview {say_instant(interview.moment.utc, today.now)}" if interview.moment else ""
    report_change(
        call, change, application.id, f"{change.label}{when}.", say_written_promise(call, application)
    )
    if change.ids and not options.json:
        _look_back(call, application.id, interview.id)


def _find_interview(application: Application, word: str | None, today: Today) -> Interview:
    """Return the interview that a word means; the last that was held unless there is one.

    Raises:
        CallError: there is none, or it was not held yet.
    """
    company = application.company
    if word is None:
        last = application.last_interview(today.now)
        if last is None:
            raise CallError(f"No interview at {company} was held yet", "Reflect on it once it was")
        return last
    name = word.strip().casefold()
    interviews = application.interviews
    ids = {name, f"i{name}"}
    match = next((interview for interview in interviews if interview.id.casefold() in ids), None)
    if match is None:
        listed = ", ".join(interview.id for interview in interviews)
        raise CallError(
            f"There is no interview {word[:20]!r} at {company}", f"There is {listed}" if listed else ""
        )
    state = match.state(today.now)
    if state in (InterviewState.CANCELLED, InterviewState.MISSED):
        raise CallError(
            f"The interview {match.id} at {company} did not take place",
            f"Where it did: followup interview {application.id} --which {match.id} --correct WHEN",
        )
    if state is InterviewState.PLANNED:
        raise CallError(f"The interview {match.id} at {company} lies ahead", "Reflect on it once it was held")
    return match


def _add_lines(call: Call, application: Application, interview: Interview) -> Change:
    """Add lines to what is written down already."""
    options = call.options
    unasked = read_questions(options.unasked, call.context, application)
    new = {name: _clean_lines(getattr(options, name), name) for name in _LINES}

    def with_lines(current: Application, today: Today) -> Application:
        current = with_unasked(current, unasked)
        current_interview = current.interview(interview.id)
        if current_interview is None:
            raise GoneError(f"The interview {interview.id} is no longer there")
        before = text_of_reflection(current_interview.reflection, current_interview.said)
        parts = {name: with_missing_lines(getattr(before, name), new[name]) for name in _LINES}
        after = replace(before, **parts)
        if options.feeling is not None:
            after = replace(after, feeling=options.feeling.strip())
        if after == before:
            return current
        return _with_reflection(current, interview, after, today)

    return call.tracker.change(application.id, reflection_label(is_empty=False), with_lines)


def _edit(call: Call, application: Application, interview: Interview) -> Change:
    """Let the user write all of it as one text in their editor."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        ways = ", ".join(f"--{name}" for name in _LINES)
        raise CallError("Your editor needs a terminal, and there is none", f"Give what to write with {ways}")
    today = call.tracker.today()
    when = f", {say_date(interview.moment.day(today.zone))}" if interview.moment else ""
    number = application.interview_number(interview)
    title = f"{application.company}, {application.role}, interview {number}{when}"
    text = to_markdown(text_of_reflection(interview.reflection, interview.said), title)
    about = subject(application, interview.id)
    folder, editor = call.context.paths.edited_texts_folder, call.context.editor
    # An error inside the block keeps the file that the user wrote in.
    with edit_text(
        text, "reflection.md", about=about, folder=folder, command=editor, title=f"{title}: how was it?"
    ) as edited_text:
        before, after = parse_markdown(text), parse_markdown(edited_text)
        if after == before:
            return NOTHING
        changed = _with_reflection(application, interview, after, call.tracker.today())
        return call.tracker.edit(application, changed, reflection_label(is_empty=after.is_empty))


def _with_reflection(
    application: Application, interview: Interview, text: ReflectionText, today: Today
) -> Application:
    reflection = text.reflection(Instant.of(today.now))
    said = clean_text(text.said, PROMPTS["said"][0])
    return journal.write_reflection(application, interview.id, reflection, said)


def _is_written_about(call: Call, application_id: str, interview_id: str) -> bool:
    """Return whether anything is written down about an interview."""
    interview = call.tracker.applications[application_id].interview(interview_id)
    return interview is not None and bool(interview.said or journal.has_text(interview.reflection))


def _clean_lines(texts: list[str], name: str) -> str:
    """Return the lines that were given, each once, without blank ones."""
    cleaned = map(partial(clean_text, field=PROMPTS[name][0]), texts)
    lines = [line for text in cleaned for line in text.split("\n") if line.strip()]
    return "\n".join(dict.fromkeys(lines))


def _look_back(call: Call, application_id: str, interview_id: str) -> None:
    """Ask which earlier lessons were done in this interview."""
    interview = call.tracker.applications[application_id].interview(interview_id)
    if interview is None or interview.reflection is None or interview.reflection.looked_back:
        return
    lessons = journal.lessons_to_look_back_on(interview, call.tracker.applications.values())
    if not lessons:
        return
    write_line("\nYou wanted to change this. Did you, this time?")
    write_line("\n".join(lesson_lines(lessons, call.tracker.today())))
    write_line(f"If so: followup lessons --{LessonState.DONE.value} ID; no longer worth it: --drop ID")


COMMAND = Command(
    help="write down how an interview was, in your journal",
    order=230,
    add_arguments=_add_arguments,
    run=_run,
    description=(
        "Write down how an interview was, in your journal. What you give here is added to what "
        "stands there; a line that stands there already is not added again. Without any of it, "
        "$EDITOR opens on all of it."
    ),
)

"""Writing down how an interview was: line by line, or as one text in the user's own editor."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from followup_tui.cli.journal import lesson_lines
from followup_tui.cli.output import write_line
from followup_tui.cli.report import Call, report
from followup_tui.domain import journal
from followup_tui.domain.application import Instant, LessonState
from followup_tui.domain.dates import say_date, say_instant
from followup_tui.domain.reflection_text import (
    PROMPTS,
    ReflectionText,
    parse_markdown,
    text_of_reflection,
    to_markdown,
)
from followup_tui.domain.text import clean_text
from followup_tui.errors import CallError, GoneError
from followup_tui.tracker import NOTHING

if TYPE_CHECKING:
    from followup_tui.domain.application import Application, Interview
    from followup_tui.domain.stages import Today
    from followup_tui.tracker import Change

_LINES: Final = ("well", "badly", "change", "said")
_LABEL: Final = "reflected"


def reflect(call: Call) -> None:
    """Write down how an interview was."""
    options, today = call.options, call.tracker.today()
    application = call.application()
    held = _interview(application, options.interview, today)
    given = options.feeling is not None or any(getattr(options, name) for name in _LINES)
    change = _added(call, application, held) if given else _edited(call, application, held)
    when = f" on the interview {say_instant(held.moment.utc, today.now)}" if held.moment else ""
    report(call, change, application.id, f"{change.label}{when}.")
    if change.ids and not options.json:
        _look_back(call, application.id, held.id)


def _interview(application: Application, wanted: str | None, today: Today) -> Interview:
    """Find the interview that is meant.

    Raises:
        CallError: there is none, or it was not held yet.
    """
    company = application.company
    if wanted is None:
        last = journal.to_reflect_on(application, Instant.of(today.now))
        if last is None:
            raise CallError(f"No interview at {company} was held yet", "Reflect on it once it was")
        return last
    name = wanted.strip().casefold()
    found = next((held for held in application.interviews if held.id.casefold() in {name, f"i{name}"}), None)
    if found is None:
        there = ", ".join(held.id for held in application.interviews)
        raise CallError(
            f"There is no interview {wanted[:20]!r} at {company}", f"There is {there}" if there else ""
        )
    if found.moment is not None and found.moment.utc > today.now:
        raise CallError(f"The interview {found.id} at {company} lies ahead", "Reflect on it once it was held")
    return found


def _added(call: Call, application: Application, held: Interview) -> Change:
    """Add lines to what stands there."""
    options = call.options
    new = {name: _new_lines(getattr(options, name), name) for name in _LINES}

    def add(known: Application, today: Today) -> Application:
        there = known.interview(held.id)
        if there is None:
            raise GoneError(f"The interview {held.id} is no longer there")
        before = text_of_reflection(there.reflection, there.said)
        parts = {name: _with(getattr(before, name), new[name]) for name in _LINES}
        after = replace(before, **parts)
        if options.feeling is not None:
            after = replace(after, feeling=options.feeling.strip())
        if after == before:
            return known
        return _reflected(known, held, after, today)

    return call.tracker.change(application.id, _LABEL, add)


def _edited(call: Call, application: Application, held: Interview) -> Change:
    """Let the user write all of it as one text in their editor."""
    if not _has_terminal():
        ways = ", ".join(f"--{name}" for name in _LINES)
        raise CallError("Your editor needs a terminal, and there is none", f"Give what to write with {ways}")
    from followup_tui.storage.edited_text import edited  # only here a program is started

    when = f", {say_date(held.moment.day(call.tracker.today().zone))}" if held.moment else ""
    title = f"{application.company}, {application.role}, interview {application.number_of(held)}{when}"
    text = to_markdown(text_of_reflection(held.reflection, held.said), title)
    about = f"{application.id}/{held.id}"
    # What is refused here is kept where it was written.
    folder, editor = call.context.paths.edited_texts_folder, call.context.editor
    with edited(text, "reflection.md", about=about, folder=folder, command=editor) as typed:
        before, after = parse_markdown(text), parse_markdown(typed)
        if after == before:
            return NOTHING
        written = _reflected(application, held, after, call.tracker.today())
        return call.tracker.edit(application, written, _LABEL)


def _reflected(application: Application, held: Interview, after: ReflectionText, today: Today) -> Application:
    reflection = after.reflection(Instant.of(today.now))
    return journal.write_reflection(
        application, held.id, reflection, clean_text(after.said, PROMPTS["said"][0])
    )


def _new_lines(given: list[str], name: str) -> list[str]:
    texts = map(partial(clean_text, field=PROMPTS[name][0]), given)
    return [line for text in texts for line in text.split("\n") if line.strip()]


def _with(known: str, new: list[str]) -> str:
    """Add lines to a text, but for those that stand there."""
    lines = known.split("\n") if known else []
    there = set(journal.nonempty_lines(known))
    return "\n".join([*lines, *(line for line in dict.fromkeys(new) if line.strip() not in there)])


def _look_back(call: Call, name: str, interview_id: str) -> None:
    """Ask which earlier lessons were done in this interview."""
    application = call.tracker.applications[name]
    held = application.interview(interview_id)
    if held is None or held.reflection is None or held.reflection.looked_back:
        return
    found = journal.lessons_to_look_back_on(held, call.tracker.applications.values())
    if not found:
        return
    write_line("\nYou wanted to change this. Did you, this time?")
    write_line("\n".join(lesson_lines(found, call.tracker.today())))
    write_line(f"If so: followup lessons --{LessonState.DONE.value} ID; no longer worth it: --drop ID")


def _has_terminal() -> bool:
    try:
        return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    except ValueError:  # closed
        return False

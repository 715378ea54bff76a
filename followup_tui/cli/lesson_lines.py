"""Lays lessons out in columns, for `followup lessons` and `followup reflect`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from followup_tui.cells import text_width
from followup_tui.cli.width import available_columns, pad, wrap
from followup_tui.domain.dates import say_day
from followup_tui.domain.interview import LessonState
from followup_tui.domain.stages import Today

if TYPE_CHECKING:
    from followup_tui.domain.journal import LearnedLesson

_INDENT: Final = "  "


def lesson_lines(lessons: Sequence[LearnedLesson], today: Today) -> Iterator[str]:
    """Return a line for each lesson: its id, what to change, where it was learned, what came of it."""
    width = max(text_width(learned.id) for learned in lessons) + len(_INDENT)
    columns = available_columns()
    for learned in lessons:
        lesson, entry = learned.lesson, learned.entry
        notes = [entry.application.company, say_day(entry.moment.day(today.zone), today.day)]
        if lesson.state is not LessonState.OPEN:
            on = f" {say_day(lesson.closed_at.day(today.zone), today.day)}" if lesson.closed_at else ""
            notes.append(f"{lesson.state.value}{on}")
        text = f"{lesson.text} ({', '.join(notes)})"
        if columns is not None and width > columns // 2:
            yield f"{wrap(learned.id, columns)}\n{wrap(text, columns, _INDENT)}"
        else:
            yield f"{pad(learned.id, width)}{wrap(text, columns, ' ' * width)[width:]}"

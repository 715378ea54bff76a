"""The journal as Markdown: one document, or a text a day. What the user wrote is shown as they typed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from followup_tui.domain.dates import say_date
from followup_tui.domain.interview import Lesson, LessonState, Reflection
from followup_tui.domain.journal import JournalEntry
from followup_tui.domain.reflection_text import PROMPTS
from followup_tui.domain.stages import Today
from followup_tui.domain.wording import join_with_and
from followup_tui.exchange.markdown_text import block, inline, tags_line

DAY_HEADING = "# Journal of "
"""How the text of a day begins. A file that begins so is one of ours, and may be overwritten."""


def journal_markdown(entries: Iterable[JournalEntry], today: Today) -> str:
    """Write entries as one Markdown document, a section each, in their order."""
    heading = f"# Journal\n\nAs it stood on {say_date(today.day)}.\n"
    return "\n".join([heading, *(entry_markdown(entry, today) for entry in entries)])


def by_day(entries: Iterable[JournalEntry], today: Today) -> dict[str, str]:
    """Return entries as one Markdown document a day, by file name: `2026-11-12.md`.

    An entry belongs to the day of its interview in the user's zone; within a day the earliest comes first.
    """
    days: dict[str, list[JournalEntry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.moment.utc):
        days.setdefault(entry.moment.day(today.zone).isoformat(), []).append(entry)
    return {
        f"{day}.md": "\n".join(
            [
                f"{DAY_HEADING}{say_date(entries_of_day[0].moment.day(today.zone))}\n",
                *(entry_markdown(entry, today) for entry in entries_of_day),
            ]
        )
        for day, entries_of_day in sorted(days.items())
    }


def entry_markdown(entry: JournalEntry, today: Today) -> str:
    """Write one entry: which interview, with whom, and what was written down of it."""
    application, local = entry.application, entry.moment.seen_from(today.zone)
    people = [inline(person.full_name) for person in application.people_of(entry.interview)]
    who = f" with {join_with_and(people)}" if people else ""
    blocks = [
        f"## {say_date(local.date())}: {inline(application.company)}, {inline(application.role)}",
        f"Interview {entry.number}, {local:%H:%M}{who}.",
        *reflection_blocks(entry.reflection, today, entry.interview.said),
        *tags_line(application.tags),
    ]
    return "\n\n".join(blocks) + "\n"


def reflection_blocks(reflection: Reflection, today: Today, said: str = "") -> Iterator[str]:
    """Yield the notes, then each prompt that was answered, as a heading with what stands under it."""
    texts = {
        "well": block(reflection.well),
        "badly": block(reflection.badly),
        "change": "\n".join(f"- {_lesson(lesson, today)}" for lesson in reflection.lessons),
        "said": block(said),
        "feeling": f"{reflection.feeling} of 5" if reflection.feeling else "",
    }
    if reflection.notes:
        yield block(reflection.notes)
    for name, (prompt, _) in PROMPTS.items():
        if texts[name]:
            yield f"### {prompt}"
            yield texts[name]


def _lesson(lesson: Lesson, today: Today) -> str:
    if lesson.state is LessonState.OPEN:
        return inline(lesson.text)
    on = f" {say_date(lesson.closed_at.day(today.zone))}" if lesson.closed_at else ""
    return f"{inline(lesson.text)} ({lesson.state.value}{on})"

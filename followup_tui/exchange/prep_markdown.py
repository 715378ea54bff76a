"""What to have in mind before an interview, as a Markdown page short enough to be read outside the door."""

from __future__ import annotations

from collections.abc import Iterator

from followup_tui.domain.instant import Instant
from followup_tui.domain.interview_words import detail_words, history_words, interview_title, kind_words
from followup_tui.domain.journal import LearnedLesson, Prep
from followup_tui.domain.people import spelling_remark
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.exchange.markdown_text import block, day_text, inline, moment_text, section


def prep_markdown(prep: Prep, today: Today) -> str:
    """Write what to have in mind: when and with whom, open lessons first, then what helps."""
    application = prep.application
    people = "With" if prep.interview and prep.interview.people else "People there"
    blocks = [
        f"# {inline(application.company)}, {inline(application.job)}",
        _when(prep, today),
        *section(people, map(_person, prep.people)),
        *section("This time", _lessons(prep, today)),
        *section("What worked", (f"{inline(text)} ({inline(where)})" for text, where in prep.went_well)),
        *section("What was said so far", (_said(moment, text, today) for moment, text in prep.said)),
        *section("Ask them", map(inline, prep.unasked)),
    ]
    if prep.is_empty:
        blocks.append("Nothing is noted yet that could help.")
    return "\n\n".join(blocks) + "\n"


def _when(prep: Prep, today: Today) -> str:
    if prep.interview is None or prep.interview.starts_at is None:
        return "No interview is planned."
    interview = prep.interview
    title = f"{interview_title(prep.application, interview).capitalize()}{kind_words(interview)}"
    details = "".join(f", {inline(detail)}" for detail in detail_words(interview, today.now))
    moves = history_words(interview, today.now).removeprefix(", ")
    changed = f" It was {moves}." if moves else ""
    return f"{title}: {moment_text(interview.starts_at, today)}{details}.{changed}"


def _person(person: Person) -> str:
    line = ", ".join(map(inline, filter(None, (person.full_name, person.name and person.position))))
    return f"{line}{spelling_remark(person)}"


def _lessons(prep: Prep, today: Today) -> Iterator[str]:
    yield from (_lesson(learned, today) for learned in prep.lessons)
    if count := prep.lessons_left_out:
        more = f"{count} more open lesson{'s' if count > 1 else ''}"
        yield f"and {more}: J in the program, or `followup lessons`"


def _lesson(learned: LearnedLesson, today: Today) -> str:
    source = f"{inline(learned.entry.application.company)}, {day_text(learned.entry.moment, today)}"
    return f"{inline(learned.lesson.text)} ({source})"


def _said(moment: Instant, text: str, today: Today) -> str:
    # A hard break keeps the lines; paragraphs would spread it over more than a screen.
    lines = "\n".join(line for line in text.split("\n") if line.strip())
    return f"{day_text(moment, today)}:\\\n  {block(lines, '  ')}"

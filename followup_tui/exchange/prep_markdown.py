"""What to have in mind before an interview, as a Markdown page short enough to be read outside the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.domain.dates import say_date
from followup_tui.exchange.markdown_export import block, inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup_tui.domain.application import Instant, Person
    from followup_tui.domain.journal import Kept, Prep
    from followup_tui.domain.stages import Today


def prep_markdown(prep: Prep, today: Today) -> str:
    """Write what to have in mind: when and with whom, open lessons first, then what helps."""
    card = prep.application
    blocks = [f"# {inline(card.company)}, {inline(card.role)}", _when(prep, today)]
    blocks += _listed(
        "With" if prep.ahead and prep.ahead.people else "People there", map(_person, prep.people)
    )
    blocks += _listed("This time", (_lesson(kept, today) for kept in prep.lessons))
    blocks += _listed("What worked", (f"{inline(text)} ({inline(where)})" for text, where in prep.worked))
    blocks += _listed("Already said to them", (_said(moment, text, today) for moment, text in prep.said))
    blocks += _listed("Ask them", map(inline, prep.unasked))
    if prep.is_empty:
        blocks.append("Nothing is noted yet that could help.")
    return "\n\n".join(blocks) + "\n"


def _when(prep: Prep, today: Today) -> str:
    if prep.ahead is None or prep.ahead.starts_at is None:
        return "No interview is planned."
    local = prep.ahead.starts_at.seen_from(today.zone)
    number = prep.application.number_of(prep.ahead)
    return f"Interview {number}: {say_date(local.date())} {local:%H:%M}."


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = "\n".join(f"- {line}" for line in lines)
    if listed:
        yield f"## {title}"
        yield listed


def _person(person: Person) -> str:
    said = ", ".join(map(inline, filter(None, (person.full_name, person.position))))
    return said if person.checked else f"{said} (spelling not checked)"


def _lesson(kept: Kept, today: Today) -> str:
    learned = f"{inline(kept.entry.application.company)}, {_day(kept.entry.moment, today)}"
    return f"{inline(kept.lesson.text)} ({learned})"


def _said(moment: Instant, text: str, today: Today) -> str:
    # A hard break keeps the lines; paragraphs would spread it over more than a screen.
    lines = "\n".join(line for line in text.split("\n") if line.strip())
    return f"{_day(moment, today)}:\\\n  {block(lines, '  ')}"


def _day(moment: Instant, today: Today) -> str:
    return say_date(moment.day(today.zone))

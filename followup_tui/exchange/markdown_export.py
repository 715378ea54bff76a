"""Applications as Markdown, each a section that reads as a story.

What the user wrote is shown as they typed it: a name like `<b>` or `[/b]` is a name, never markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_tui.domain.application import Direction
from followup_tui.domain.dates import say_date
from followup_tui.domain.stages import expected_by, stage_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup_tui.domain.application import Application, Contact, Instant, Interview, Person
    from followup_tui.domain.stages import Today

# Everything that can mean something in the middle of a line, in CommonMark and what GitHub adds to it.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>&#|~$!])")
# What means something only where a line begins: lists, rules, underlined headings.
_AT_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")


def export_markdown(applications: Iterable[Application], today: Today) -> str:
    """Write applications as one Markdown document, a section each."""
    heading = f"# Applications\n\nAs they stood on {say_date(today.day)}.\n"
    return "\n".join([heading, *(application_section(application, today) for application in applications)])


def application_section(application: Application, today: Today) -> str:
    """Write one application: where it stands, its people, what happened, notes."""
    blocks = [
        f"## {inline(application.company)}: {inline(application.role)}",
        _standing(application, today),
        *_listed("People", (_person(person) for person in application.people)),
        *_listed(
            "What happened",
            (text for _, text in sorted(_events(application, today), key=lambda event: event[0])),
        ),
    ]
    blocks += _listed("Left unasked", map(inline, application.unasked))
    if application.notes:
        blocks += ["### Notes", block(application.notes)]
    blocks += _listed("Links", map(inline, application.links))
    if application.tags:
        blocks.append(f"Tags: {', '.join(map(inline, application.tags))}")
    return "\n\n".join(blocks) + "\n"


def inline(text: str) -> str:
    """Write a one-line text so that it is shown as typed wherever it stands in a line."""
    text = _MARKUP.sub(r"\\\1", text)
    first = _AT_START.match(text)
    if first is None:
        return text
    # A backslash before a figure would be shown; the mark after the figure is what makes a list of it.
    end = first.end()
    return f"{text[:end]}\\{text[end:]}" if first[1][0].isdigit() else f"\\{text}"


def block(text: str, indent: str = "") -> str:
    """Write a text of many lines so that its lines and paragraphs are kept."""
    paragraphs = [paragraph.strip("\n") for paragraph in re.split(r"\n\s*\n", text)]
    shown = []
    for paragraph in filter(None, paragraphs):
        lines = [_spaces_kept(line) for line in paragraph.split("\n")]
        shown.append(f"\\\n{indent}".join(lines))
    return f"\n\n{indent}".join(shown)


def _spaces_kept(line: str) -> str:
    # Four spaces would make code of it, and fewer would be dropped.
    bare = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(bare)) + inline(bare.rstrip(" "))


def _standing(application: Application, today: Today) -> str:
    if application.outcome is not None:
        closed = f" on {say_date(application.closed_at.day(today.zone))}" if application.closed_at else ""
        return f"Closed{closed}: {application.outcome.value}."
    expected = expected_by(application, today)
    said = [stage_on(application, today).value.title()]
    if application.decision_date is not None:
        said.append(f"They decide by {say_date(application.decision_date)}")
    if expected is not None and expected != application.decision_date:
        said.append(f"An answer is expected by {say_date(expected)}")
    return ". ".join(said) + "."


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = "\n".join(f"- {line}" for line in lines)
    if listed:
        yield f"### {title}"
        yield listed


def _person(person: Person) -> str:
    said = [person.full_name, person.position, person.email, person.phone]
    unsure = "" if person.checked else " (spelling not checked)"
    return ", ".join(map(inline, filter(None, said))) + unsure


def _events(application: Application, today: Today) -> Iterator[tuple[float, str]]:
    for held in application.interviews:
        moment = held.moment
        yield moment.utc.timestamp() if moment else float("inf"), _interview(application, held, today)
    for contact in application.contacts:
        yield contact.at.utc.timestamp(), _contact(application, contact, today)


def _interview(application: Application, held: Interview, today: Today) -> str:
    people = [inline(person.full_name) for person in application.people_of(held)]
    who = f" with {' and '.join(people)}" if people else ""
    ahead = held.moment is not None and held.moment.utc > today.now
    planned = " planned" if ahead else ""
    missed = " did not happen" if held.missed and not ahead else ""
    return f"{_when(held.moment, today)}: interview{planned}{who}{missed}{_below(held.said)}"


def _contact(application: Application, contact: Contact, today: Today) -> str:
    person = application.person(contact.person)
    way = "to" if contact.direction is Direction.SENT else "from"
    whom = f" {way} {inline(person.full_name)}" if person else ""
    said = f"{contact.kind.value} {contact.direction.value}{whom} by {contact.channel.value}"
    return f"{_when(contact.at, today)}: {said}{_below(contact.note)}"


def _below(text: str) -> str:
    """Write a text of many lines under the line of a list it belongs to."""
    return f"\n\n  {block(text, '  ')}" if text else ""


def _when(moment: Instant | None, today: Today) -> str:
    if moment is None:
        return "No time noted"
    local = moment.seen_from(today.zone)
    return f"{say_date(local.date())} {local:%H:%M}"

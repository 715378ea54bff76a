"""The day-one dossier: who they are, what they said and promised, and what to do in the first week.

It holds every line that was noted of what they said, and nothing that was not noted. What the user thought
of the interviews stays out unless it is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from followup_tui.domain.application import Direction
from followup_tui.domain.contacts import in_words
from followup_tui.domain.dates import say_date
from followup_tui.domain.letter import language_code
from followup_tui.domain.salutation import family_name, salutation
from followup_tui.exchange.journal_markdown import reflection_blocks
from followup_tui.exchange.markdown_export import block, inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup_tui.domain.application import Application, Contact, Instant, Person
    from followup_tui.domain.stages import Today

_WORD = r"(?<![^\W\d_])(?:{})(?![^\W\d_])"

_PROMISE_WORDS: Final = (
    "promis\\w*|agree\\w*|guarantee\\w*|offer\\w*|commit\\w*|assur\\w*|confirm\\w*"
    "|will|shall|they'll|she'll|he'll|we'll"
    "|salar\\w*|bonus\\w*|raise|equity|stock|shares|options|pension|budget\\w*|vacation|holidays?"
    "|paid|pay|per cent|percent"
    "|remote\\w*|hybrid|home ?office|laptop|relocat\\w*|training|probation|contract\\w*|deadline|until"
    "|jan(?:uary)?|feb(?:ruary)?|march|april|june|july|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    "|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next (?:week|month|year)"
    "|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand"
    "|versp\\w+|zugesagt|zusage\\w*|zusichern\\w*|zugesichert|garant\\w+|vereinbar\\w*|angebot\\w*|werden"
    "|gehalt\\w*|urlaub\\w*|prämie\\w*|probezeit|vertrag\\w*|prozent"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    "|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|hundert|tausend"
)
_PROMISE = re.compile(rf"[\d\u00bc-\u00be]|[$€£¥%‰]|{_WORD.format(_PROMISE_WORDS)}", re.IGNORECASE)
"""What makes a line one about a promise, a number, a sum or a date."""

_NEED_WORDS: Final = (
    "need\\w*|want\\w*|looking for|look for|lack\\w*|missing|struggl\\w*"
    "|problem\\w*|pain\\w*|challeng\\w*|priorit\\w*"
    "|important|matters?|cares? about|hop(?:e|es|ing)|expect\\w*|goals?|must|should|require\\w*"
    "|brauch\\w*|benötig\\w*|such(?:en|t)|fehlt|fehlen|wichtig\\w*|ziele?|erwart\\w*|wünsch\\w*|sollen?"
)
_NEED = re.compile(_WORD.format(_NEED_WORDS), re.IGNORECASE)
"""What makes a line one about what they need."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A line somebody noted of what was said.

    Attributes:
        source: when and where, ready to be shown.
    """

    text: str
    source: str

    @property
    def shown(self) -> str:
        return f"{inline(self.text)} ({self.source})"


def dossier_markdown(
    application: Application, today: Today, *, with_reflections: bool = False, language: str = "en"
) -> str:
    """Write what to know on the first day at a company.

    Args:
        application: the application.
        today: the present day.
        with_reflections: whether what the user thought of the interviews goes in too.
        language: the set that letters begin with where the application says nothing else: `en`, `de`.
    """
    language = language_code(application.letters or language)
    said = list(_said(application, today))
    blocks = [f"# {inline(application.company)}, {inline(application.role)}", _standing(application, today)]
    blocks += _section("First week", _first_week(application, said, language), "- [ ] ")
    blocks += _section("People", (_person(person, application, language) for person in application.people))
    blocks += _section("Promises and numbers", (line.shown for line in said if _is_promise(line)))
    blocks += _section("What they said they need", (line.shown for line in said if _is_need(line)))
    rest = (line.shown for line in said if not (_is_promise(line) or _is_need(line)))
    blocks += _section("What else was said", rest)
    blocks += _section("Open questions", map(inline, application.unasked))
    blocks += _section("Timeline", _timeline(application, today))
    if application.notes:
        blocks += ["## Notes", block(application.notes)]
    blocks += _section("Links", map(inline, application.links))
    if application.tags:
        blocks.append(f"Tags: {', '.join(map(inline, application.tags))}")
    if with_reflections:
        blocks += _reflections(application, today)
    return "\n\n".join(blocks) + "\n"


def _standing(application: Application, today: Today) -> str:
    said = [f"As noted by {say_date(today.day)}"]
    if application.outcome is not None:
        on = f" on {_day(application.closed_at, today)}" if application.closed_at else ""
        said.append(f"Closed{on}: {application.outcome.value}")
    return ". ".join(said) + "."


def _section(title: str, lines: Iterable[str], mark: str = "- ") -> Iterator[str]:
    listed = "\n".join(f"{mark}{line}" for line in lines)
    if listed:
        yield f"## {title}"
        yield listed


def _first_week(application: Application, said: Iterable[_Said], language: str) -> Iterator[str]:
    """Give what to do: nothing but what follows from what was noted."""
    for person in application.people:
        yield f"Thank {inline(person.full_name)}: {inline(salutation(person, language))}"
    for person in application.people:
        if not person.checked:
            yield f"Check how {inline(person.full_name)} is written"
    for question in application.unasked:
        yield f"Ask: {inline(question)}"
    for line in said:
        if _is_promise(line):
            yield f"See what came of: {inline(line.text)}"


def _person(person: Person, application: Application, language: str) -> str:
    known = ", ".join(map(inline, filter(None, (person.position, person.email, person.phone))))
    family = family_name(person)
    interviews = [
        f"interview {application.number_of(held)}"
        for held in application.interviews
        if person.id in held.people
    ]
    written = [
        f"Spelling {'checked' if person.checked else 'not checked'}",
        *([f"family name {inline(family)}"] if family else []),
        f"in a letter: {inline(salutation(person, language))}",
    ]
    lines = [f"**{inline(person.full_name)}**{f', {known}' if known else ''}", "; ".join(written)]
    if interviews:
        lines.append(f"Met in {' and '.join(interviews)}")
    return "\\\n  ".join(lines)


def _said(application: Application, today: Today) -> Iterator[_Said]:
    """Give every line of what they said, in interviews and in what came from them, the earliest first."""
    found: list[tuple[float, str, str]] = []
    for held in application.interviews:
        moment = held.moment
        when = f", {_day(moment, today)}" if moment else ""
        found.append((_order(moment), held.said, f"interview {application.number_of(held)}{when}"))
    for contact in application.contacts:
        if contact.direction is Direction.RECEIVED:
            person = application.person(contact.person)
            whom = f"from {inline(person.full_name)}" if person else "from them"
            source = f"{whom} by {contact.channel.value}, {_day(contact.at, today)}"
            found.append((_order(contact.at), contact.note, source))
    for _, text, source in sorted(found, key=lambda one: one[0]):
        for line in text.split("\n"):
            if bare := line.strip():
                yield _Said(bare, source)


def _timeline(application: Application, today: Today) -> Iterator[str]:
    """Give what happened, a line each, in order."""
    events: list[tuple[float, str]] = []
    for held in application.interviews:
        people = [inline(person.full_name) for person in application.people_of(held)]
        who = f" with {' and '.join(people)}" if people else ""
        ahead = held.moment is not None and held.moment.utc > today.now
        how = " planned" if ahead else " did not happen" if held.missed else ""
        which = f"interview {application.number_of(held)}"
        events.append((_order(held.moment), f"{_when(held.moment, today)}: {which}{how}{who}"))
    events += [
        (_order(contact.at), _contact(contact, application, today)) for contact in application.contacts
    ]
    if application.closed_at is not None and application.outcome is not None:
        closed = f"{_when(application.closed_at, today)}: {application.outcome.value}"
        events.append((_order(application.closed_at), closed))
    yield from (text for _, text in sorted(events, key=lambda event: event[0]))
    if application.decision_date is not None:
        yield f"They were to decide by {say_date(application.decision_date)}"


def _contact(contact: Contact, application: Application, today: Today) -> str:
    person = application.person(contact.person)
    way = "to" if contact.direction is Direction.SENT else "from"
    whom = f" {way} {inline(person.full_name)}" if person else ""
    said = in_words(contact)
    # What came from them stands above, line by line.
    note = " ".join(contact.note.split())
    noted = f": {inline(note)}" if note and contact.direction is Direction.SENT else ""
    return f"{_when(contact.at, today)}: {said.what} {said.done}{whom}{said.how}{noted}"


def _reflections(application: Application, today: Today) -> Iterator[str]:
    for held in application.interviews:
        if held.reflection is not None:
            when = f", {_day(held.moment, today)}" if held.moment else ""
            yield f"## What I thought of interview {application.number_of(held)}{when}"
            yield from reflection_blocks(held.reflection, today)


def _is_promise(line: _Said) -> bool:
    return _PROMISE.search(line.text) is not None


def _is_need(line: _Said) -> bool:
    return _NEED.search(line.text) is not None


def _order(moment: Instant | None) -> float:
    return moment.utc.timestamp() if moment else float("inf")


def _day(moment: Instant, today: Today) -> str:
    return say_date(moment.day(today.zone))


def _when(moment: Instant | None, today: Today) -> str:
    return f"{_day(moment, today)} {moment.seen_from(today.zone):%H:%M}" if moment else "No time noted"

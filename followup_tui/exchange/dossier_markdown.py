"""The day-one dossier: who they are, what they said and promised, and what to do in the first week.

It says each thing once: every line that was noted of what they said in an interview, and of what they wrote
all but what they asked the user to do. Nothing stands in it that was not noted. What the user thought of the
interviews stays out unless it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.contact import Direction
from followup_tui.domain.contact_words import channel_words
from followup_tui.domain.dates import say_date
from followup_tui.domain.interview import InterviewState
from followup_tui.domain.interview_words import interview_title
from followup_tui.domain.letter import language_code
from followup_tui.domain.offer import OfferState
from followup_tui.domain.offers import offering_person
from followup_tui.domain.people import person_details, spelling_status
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promises import promise_in
from followup_tui.domain.salutation import family_name, salutation
from followup_tui.domain.stages import Today
from followup_tui.domain.timeline import Event, timeline
from followup_tui.domain.wording import join_with_and
from followup_tui.exchange.journal_markdown import reflection_blocks
from followup_tui.exchange.markdown_text import (
    block,
    day_text,
    inline,
    moment_text,
    promise_text,
    section,
    tags_line,
)

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

_REQUEST_WORDS: Final = (
    "please|(?:can|could|would|will) you|let (?:me|us) know|send (?:me|us|them)|(?:your|my) availability"
    "|(?:ask(?:s|ed)?|wants?|needs?|expects?) (?:me|you) (?:to|for)|asked for|needs? (?:your|my)"
    "|bitte|(?:könn|würd|möcht)e?t?en Sie|(?:schick|send|meld)en Sie|soll(?:te|ten)? ich"
    "|brauch\\w* (?:noch )?(?:Ihre|meine)"
)
_REQUEST = re.compile(rf"{_WORD.format(_REQUEST_WORDS)}|\?\s*$", re.IGNORECASE)
"""What makes a line one in which they ask the user for something, and promise nothing."""


_START: Final = "start\\w*|begin\\w*|beginn|eintritt\\w*|first day"
_LABELS: Final = "start|begin|beginn|place|location|ort|papers|documents|unterlagen"
"""Words in front of a term that only say what the row says already."""

_PLACE: Final = "place|location|office|remote\\w*|home ?office|ort|arbeitsort|büro"
_PAPERS: Final = (
    "papers?|documents?|certificates?|contract|references?|unterlagen|papiere|zeugnis\\w*|vertrag"
)
"""The words of a term about when, where, and with which papers the work begins."""

_BLANK: Final = "\\_\\_\\_\\_\\_\\_\\_\\_"
"""A line to fill in by hand."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as the user noted it of what they said.

    Attributes:
        text: the line.
        source: who said it and when, as Markdown.
        is_written: whether it stands in what they sent, not in what the user noted of an interview.
    """

    text: str
    source: str
    is_written: bool

    def __str__(self) -> str:
        return f"{inline(self.text)} ({self.source})"

    @property
    def is_request(self) -> bool:
        return _REQUEST.search(self.text) is not None and promise_in(self.text) is not Party.THEM

    @property
    def is_promise(self) -> bool:
        return not self.is_request and _PROMISE.search(self.text) is not None

    @property
    def is_need(self) -> bool:
        return not (self.is_request or self.is_promise) and _NEED.search(self.text) is not None


def dossier_markdown(
    application: Application, today: Today, *, with_reflections: bool = False, language: str = "en"
) -> str:
    """Write what to know on the first day at a company.

    Args:
        application: the job there.
        today: the present day.
        with_reflections: whether what the user thought of the interviews goes in too.
        language: the template set of the settings, used where the application names none: `en`, `de`.
    """
    language = language_code(application.letters or language)
    events = timeline(application, today.now)
    lines = _lines_of(events, application, today)
    other = (line for line in lines if not (line.is_promise or line.is_need))
    blocks = [
        f"# {inline(application.company)}, {inline(application.job)}",
        _standing(application, today),
        *_before_day_one(application, today),
        *section("What you promised", _promises(application, Party.ME, today)),
        *section("What they promised", _promises(application, Party.THEM, today)),
        *section("First week", _first_week(application), bullet="- [ ] "),
        *section("People", (_person(person, application, today, language) for person in application.people)),
        *section("See what came of", (str(line) for line in lines if line.is_promise), bullet="- [ ] "),
        *section("What they said they need", (str(line) for line in lines if line.is_need)),
        *section("What else was said", map(str, other)),
        *section("Timeline", _timeline(events, application, today)),
    ]
    if application.notes:
        blocks += ["## Notes", block(application.notes)]
    blocks += section("Links", map(inline, application.links))
    blocks += tags_line(application.tags)
    if with_reflections:
        blocks += _reflections(application, today)
    return "\n\n".join(blocks) + "\n"


def _standing(application: Application, today: Today) -> str:
    standing = f"As noted by {say_date(today.day)}."
    if application.outcome is None:
        return standing
    on = f" on {day_text(application.closed_at, today)}" if application.closed_at else ""
    return f"{standing} Closed{on}: {application.outcome.value}."


def _before_day_one(application: Application, today: Today) -> Iterator[str]:
    """Yield start date, place, papers and agreed terms; a blank for what was not noted.

    Nothing before the offer was accepted or the application closed as hired.
    """
    if not _is_agreed(application):
        return
    offer = application.offer
    terms = offer.terms if offer is not None else ()
    person = offering_person(application)
    contact = inline(person.full_name) if person else _BLANK
    rows = [
        f"Start: {_terms_about(_START, terms)}",
        f"Place: {_terms_about(_PLACE, terms)}",
        f"Contact: {contact}",
        f"Papers to bring or send: {_terms_about(_PAPERS, terms)}",
    ]
    if offer is not None and offer.is_verbal:
        rows.insert(0, "The offer is not in writing yet")
    yield from section("Before day one", rows, bullet="- [ ] ")
    source = f" (offer of {day_text(offer.received_at, today)})" if offer is not None else ""
    about = f"{_START}|{_PLACE}|{_PAPERS}"
    rest = [term for term in terms if not re.search(_WORD.format(about), term, re.IGNORECASE)]
    blank = () if terms else (_BLANK,)
    yield from section("Agreed terms", [*(f"{inline(term)}{source}" for term in rest), *blank])


def _is_agreed(application: Application) -> bool:
    """Return whether the job is the user's: the offer was accepted, or the application closed as hired."""
    offer = application.offer
    is_accepted = offer is not None and offer.decision is OfferState.ACCEPTED
    return is_accepted or application.outcome is Outcome.HIRED


def _terms_about(pattern: str, terms: Iterable[str]) -> str:
    """Return the terms about something, without the word in front that says so; a blank if there are none."""
    about = [term for term in terms if re.search(_WORD.format(pattern), term, re.IGNORECASE)]
    label = rf"\A(?:{_LABELS})(?: date)?:?\s+(?=\S)"
    return (
        "; ".join(inline(re.sub(label, "", term, count=1, flags=re.IGNORECASE)) for term in about) or _BLANK
    )


def _promises(application: Application, by: Party, today: Today) -> Iterator[str]:
    """Yield what one side promised, and how that stands."""
    for promise in application.promises:
        if promise.by is by and promise.dropped_at is None:
            yield promise_text(promise, today)


def _first_week(application: Application) -> Iterator[str]:
    """Yield what to do: nothing but what follows from what was noted."""
    if names := [inline(person.full_name) for person in application.people]:
        yield f"Thank {join_with_and(names)}"
    for question in application.unasked:
        yield f"Ask: {inline(question)}"


def _greeting(person: Person, language: str) -> str:
    return salutation(person, language, by_first_name=bool(person.by_first_name))


def _person(person: Person, application: Application, today: Today, language: str) -> str:
    details = "".join(f", {inline(detail)}" for detail in person_details(person))
    family = family_name(person)
    interviews = [
        interview_title(application, interview)
        for interview in application.interviews
        if person.id in interview.people and interview.state(today.now) is InterviewState.HELD
    ]
    written = [
        spelling_status(person).capitalize(),
        *([f"family name {inline(family)}"] if family else []),
        f"in a letter: {inline(_greeting(person, language))}",
    ]
    rows = [f"**{inline(person.full_name)}**{details}", "; ".join(written)]
    if interviews:
        rows.append(f"Met in {join_with_and(interviews)}")
    return "\\\n  ".join(rows)


def _lines_of(events: Iterable[Event], application: Application, today: Today) -> list[_Line]:
    """Return the lines of what they said, in interviews and in what came from them, the earliest first.

    Each once, and without what stands elsewhere: agreed terms, noted promises, and what they wrote to ask
    the user for something.
    """
    elsewhere = {promise.text for promise in application.promises if promise.dropped_at is None}
    if _is_agreed(application) and application.offer is not None:
        elsewhere |= set(application.offer.terms)
    lines: dict[str, _Line] = {}
    for event in events:
        source = _source(event, application, today)
        for text in map(str.strip, event.note.split("\n") if source else ()):
            line = _Line(text, source, is_written=event.contact is not None)
            if text and text not in elsewhere and not (line.is_written and line.is_request):
                lines.setdefault(text, line)
    return list(lines.values())


def _source(event: Event, application: Application, today: Today) -> str:
    """Return who said what is noted of an event, and when; nothing where it was not they who said it."""
    if event.interview is not None:
        when = f", {day_text(event.at, today)}" if event.at else ""
        return f"{interview_title(application, event.interview)}{when}"
    contact = event.contact
    if contact is None or contact.direction is Direction.SENT:
        return ""
    names = [inline(person.full_name) for person in event.people]
    return f"from {' '.join(names) or 'them'} {channel_words(contact.channel)}, {day_text(contact.at, today)}"


def _timeline(events: Iterable[Event], application: Application, today: Today) -> Iterator[str]:
    """Yield what happened, a line each, in order."""
    for event in events:
        # What they said is listed above, line by line, and so are agreed terms.
        is_above = _source(event, application, today) or (event.offer and _is_agreed(application))
        # Of a letter the subject is enough: it stands before the first empty line.
        note = "" if is_above else " ".join(event.note.partition("\n\n")[0].split())
        noted = f": {inline(note)}" if note else ""
        details = f"; {', '.join(map(inline, event.details))}" if event.details else ""
        yield f"{moment_text(event.at, today)}: {event.sentence(inline)}{details}{noted}"
    if application.decision_date is not None and application.outcome is None:
        yield f"They were to decide by {say_date(application.decision_date)}"


def _reflections(application: Application, today: Today) -> Iterator[str]:
    for interview in application.interviews:
        if interview.reflection is not None:
            when = f", {day_text(interview.moment, today)}" if interview.moment else ""
            yield f"## What I thought of {interview_title(application, interview)}{when}"
            yield from reflection_blocks(interview.reflection, today)

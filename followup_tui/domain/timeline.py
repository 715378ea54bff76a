"""What happened with an application, as events in the order of time, in the words that every writer uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.contact_words import contact_phrases
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewState
from followup_tui.domain.interview_words import detail_words, history_words, interview_title, kind_words
from followup_tui.domain.person import Person
from followup_tui.domain.wording import Phrase, joined_names

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """An interview, a contact, or the closing of an application.

    Attributes:
        at: when it began, happened or is planned; None for an interview whose time is not known.
        phrases: what happened, to be joined as they are.
        people: who of the company took part, as far as that is known.
        note: what the user noted of it, in lines; empty where that is nothing.
        details: what else is known of it: `until 11:30`, a place, a link.
        interview: the interview it is; None where it is none.
        contact: the contact it is; None where it is none.
        is_ahead: whether it is planned and has not happened yet.
    """

    at: Instant | None
    phrases: tuple[Phrase, ...]
    people: tuple[Person, ...] = ()
    note: str = ""
    details: tuple[str, ...] = ()
    interview: Interview | None = None
    contact: Contact | None = None
    is_ahead: bool = False

    @property
    def subject(self) -> Interview | Contact | None:
        """What it tells of; None for the closing."""
        return self.interview or self.contact

    @property
    def subject_id(self) -> str:
        """The id of what it tells of within the application, `i2`; empty for the closing."""
        return self.subject.id if self.subject else ""

    def sentence(self, name: Callable[[str], str] = str) -> str:
        """Return what happened in one line, such as `interview 2 with Jana Novák and Bob Lee`.

        `name` writes a name as the format of the caller needs it.
        """
        return "".join(name(phrase.text) if phrase.is_name else phrase.text for phrase in self.phrases)


def timeline(application: Application, now: datetime) -> tuple[Event, ...]:
    """Return all that happened with an application by `now` (aware) and is planned, the earliest first.

    Interviews without a time come last.
    """
    events = [_interview_event(application, interview, now) for interview in application.interviews]
    events += [_contact_event(application, contact) for contact in application.contacts]
    if application.closed_at is not None and application.outcome is not None:
        events.append(Event(application.closed_at, (Phrase(f"closed: {application.outcome.value}"),)))
    return tuple(sorted(events, key=lambda event: event.at.utc if event.at else _LAST))


def _interview_event(application: Application, interview: Interview, now: datetime) -> Event:
    people = application.people_of(interview)
    is_ahead = interview.state(now) is InterviewState.PLANNED
    title = f"{interview_title(application, interview)}{kind_words(interview)}"
    phrases = [Phrase(f"{title} planned" if is_ahead else title)]
    if people:
        phrases += [Phrase(" with "), *joined_names([person.full_name for person in people])]
    if history := history_words(interview, now):
        phrases.append(Phrase(history))
    return Event(
        interview.starts_at or interview.moment,
        tuple(phrases),
        people,
        interview.said,
        detail_words(interview, now),
        interview=interview,
        is_ahead=is_ahead,
    )


def _contact_event(application: Application, contact: Contact) -> Event:
    person = application.person(contact.person)
    people = (person,) if person else ()
    return Event(contact.at, contact_phrases(contact, people), people, contact.note, contact=contact)

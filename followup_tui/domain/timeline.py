"""What happened with an application, as events in the order of time, in the words that every writer uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from msgspec import Struct

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.contact_words import contact_phrases
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewState
from followup_tui.domain.interview_words import detail_words, history_words, interview_title, kind_words
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.offers import offer_contact
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.wording import Phrase, joined_names

_LAST = datetime.max.replace(tzinfo=UTC)


class Event(Struct, frozen=True):
    """An interview, a contact, what became of an offer or a promise, or the closing of an application.

    Attributes:
        at: when it began, happened or is planned; None for an interview whose time is not known.
        phrases: what happened, to be joined as they are.
        people: who of the company took part, as far as that is known.
        note: what the user noted of it, in lines; empty where that is nothing.
        details: what else is known of it: `until 11:30`, a place, a link.
        interview: the interview it is; None where it is none.
        contact: the contact it is; None where it is none.
        offer: the offer it is about; None where it is about none.
        promise: the promise that was kept; None where it is none.
        is_ahead: whether it is planned and has not happened yet.
    """

    at: Instant | None
    phrases: tuple[Phrase, ...]
    people: tuple[Person, ...] = ()
    note: str = ""
    details: tuple[str, ...] = ()
    interview: Interview | None = None
    contact: Contact | None = None
    offer: Offer | None = None
    promise: Promise | None = None
    is_ahead: bool = False

    @property
    def subject(self) -> Interview | Contact | Promise | Offer | None:
        """What it tells of; None for the closing."""
        return self.interview or self.contact or self.promise or self.offer

    @property
    def subject_id(self) -> str:
        """The id of what it tells of within the application, `i2`; empty for the closing."""
        subject = self.subject
        if isinstance(subject, Offer):
            return "offer"
        return subject.id if subject else ""

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
    events += _offer_events(application, now)
    events += [
        Event(
            promise.done_at,
            (Phrase(f"{promise.by.subject} kept a promise: {promise.text}"),),
            promise=promise,
        )
        for promise in application.promises
        if promise.done_at is not None
    ]
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
    people = application.people_in(contact)
    note, offer = contact.note, application.offer
    if offer is not None and contact == offer_contact(application):
        note = "\n".join(filter(None, (note, *offer.terms)))
    phrases = contact_phrases(contact, people)
    if contact.settled:
        phrases += (Phrase(" (needs no answer)"),)
    return Event(contact.at, phrases, people, note, contact=contact)


def _offer_events(application: Application, now: datetime) -> Iterator[Event]:
    """Yield that an offer came, where no contact tells it, and what became of it, with its terms."""
    offer = application.offer
    if offer is None:
        return
    terms = "\n".join(offer.terms)
    if offer_contact(application) is None:
        yield Event(offer.received_at, (Phrase("they made an offer"),), note=terms, offer=offer)
    words = {
        OfferState.ACCEPTED: "you accepted the offer",
        OfferState.DECLINED: "you declined the offer",
        OfferState.WITHDRAWN: "they withdrew the offer",
        OfferState.LAPSED: "the offer lapsed: its deadline passed without an answer",
    }
    state = offer.state(now)
    if state in words:
        at = offer.answer_by if state is OfferState.LAPSED else offer.settled_at
        yield Event(at, (Phrase(words[state]),), note=terms, offer=offer)

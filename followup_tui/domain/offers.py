"""What can be done with an offer: noted, changed, accepted, declined, withdrawn by them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.dates import say_at, say_deadline, say_distance, say_instant
from followup_tui.domain.instant import Instant
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Person
from followup_tui.domain.stages import ANSWERS, Today, answered, close_application
from followup_tui.domain.turn import offer_on_table
from followup_tui.errors import CallError

DEAD: Final = (OfferState.DECLINED, OfferState.WITHDRAWN)
"""The states in which nothing can come of an offer any more: what comes then is another one."""

OUTCOMES: Final = {decision: outcome for outcome, decision in ANSWERS.items()}
"""How an application is closed by what the user answers. An offer they withdraw does not close it."""

SPOKEN: Final = (Channel.PHONE, Channel.IN_PERSON)
"""How an offer is made that is only said so far."""

VERBAL_WARNING: Final = "It is not in writing yet. Do not resign from your job before it is."

_MONTHS: Final = (
    "jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|jun[ei]?|jul[iy]?|aug(?:ust)?"
    "|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
)
_FILLERS: Final = "eur|usd|gbp|chf|euros?|=|[-\u2013€$£]|in|on|at|from|of|is|up to|ab|am|im|zum|ist|bis"
"""Words between what a term is about and its value."""

_MOST_TERM_WORDS: Final = 6
"""The most words of one part of a note that counts as a term."""

_LABEL_END: Final = rf":|\S*\d|\b(?:{_MONTHS})\b"
"""Where the value of a term begins: behind a colon, at a word with a figure, or at a month."""


def term_label(term: str) -> str:
    """Return what a term is about, in lower case: `salary` for `Salary 72,000`, `start` for `start 1 March`.

    A term that begins with a figure is about what follows it: `days of holiday` for `28 days of holiday`.
    One without a figure, a month or a colon is about all it says.
    """
    folded = " ".join(term.casefold().split())
    end = re.search(_LABEL_END, folded)
    if end is None:
        return folded
    before = re.sub(rf"(?:\s+(?:{_FILLERS}))+$", "", folded[: end.start()].rstrip())
    return before or " ".join(word for word in folded.split() if not re.search(r"\d", word)) or folded


def with_terms(terms: Iterable[str], new_terms: Iterable[str]) -> tuple[str, ...]:
    """Add terms; one about the same as another takes its place: `salary 75,000` for `salary 72,000`."""
    by_label = {term_label(term): term for term in terms}
    for term in new_terms:
        by_label[term_label(term)] = term
    return tuple(by_label.values())


def terms_in(note: str) -> tuple[str, ...]:
    """Return the terms that a note of a contact lists, on lines or with commas; nothing where it is prose.

    `salary 72,000, start 1 March` lists two: each part is short, and has a figure or a month.
    """
    parts = [part.strip() for part in re.split(r"\n|;|,\s", note) if part.strip()]
    has_value = rf"\d|\b(?:{_MONTHS})\b"
    are_terms = all(
        len(part.split()) <= _MOST_TERM_WORDS
        and re.search(has_value, part.casefold())
        and not re.search(r"[.!?](?:\s|$)", part)
        for part in parts
    )
    return tuple(parts) if are_terms and re.search(r"\d", note) else ()


def offer_contact(application: Application) -> Contact | None:
    """Return the contact in which the offer was made: that of its moment, else the latest of its day.

    None where there is none of its day.
    """
    offer = application.offer
    if offer is None:
        return None
    day = offer.received_at.local().date()
    of_that_day = [c for c in application.contacts if is_offer(c) and c.at.local().date() == day]
    at_that_moment = (c for c in of_that_day if c.at.utc == offer.received_at.utc)
    return next(at_that_moment, of_that_day[-1] if of_that_day else None)


def logged_offer_contact(application: Application) -> Contact | None:
    """Return the contact in which an offer came that is not noted yet; None where there is none."""
    over = application.offer
    since = (over.settled_at or over.received_at).utc if over else None
    logged = (c for c in reversed(application.contacts) if is_offer(c))
    return next((c for c in logged if since is None or c.at.utc > since), None)


def offering_person(application: Application) -> Person | None:
    """Return who gets the answer to an offer: who made it, else who wrote last, else the main contact.

    The main contact is the consultant of the agency, else the first person of the last interview, else the
    one noted first.
    """
    made_in = offer_contact(application)
    senders = [made_in] if made_in else []
    senders += [c for c in reversed(application.contacts) if c.direction is Direction.RECEIVED]
    people = [application.person(contact.person) for contact in senders]
    people.append(application.consultant)
    for interview in reversed(application.interviews):
        people += application.people_of(interview)
    return next((person for person in (*people, *application.people) if person is not None), None)


def begin_offer(application: Application, received_at: Instant | None, today: Today) -> Offer:
    """Return the offer that is noted or changed now: the one that is there, else a new one.

    Args:
        application: the application, as it stands.
        received_at: when the offer was made, where the user says so; else as it is noted, or logged as a
            contact, or now. Once the one that is there was declined or withdrawn, a later one is another.
        today: the present moment.

    Raises:
        CallError: the application was closed, and not by this offer or as hired; or the offer there is over.
    """
    check_takes_an_offer(application)
    offer, logged = application.offer, offer_on_table(application, today.utc)
    if logged is not None and logged is not offer and received_at is None:
        return logged
    if offer is None:
        new = Offer(received_at or Instant.of(today.now))
        is_accepted = application.outcome is Outcome.HIRED
        return answered(new, Outcome.HIRED, application.closed_at or new.received_at) if is_accepted else new
    if application.stage is not Stage.CLOSED and offer.decision in DEAD:
        settled_at = offer.settled_at or offer.received_at
        if received_at is not None and received_at.utc >= settled_at.utc:
            return Offer(received_at)
        was = "you declined it" if offer.decision is OfferState.DECLINED else "they withdrew it"
        raise CallError(
            f"The offer from {application.company} is over: {was} {say_instant(settled_at.utc, today.now)}",
            "Say when the new one came, and it is noted as another",
        )
    return replace(offer, received_at=received_at) if received_at else offer


def note_offer(
    application: Application,
    offer: Offer,
    *,
    channel: Channel | None = None,
    person: str | None = None,
    made_in: str = "",
) -> Application:
    """Note an offer, new or changed, and the contact in which it was made, where none of that day is noted.

    Where the moment is corrected, so is that of its contact.

    Args:
        application: the application, as it stands.
        offer: the offer, from `begin_offer`, with what is new about it.
        channel: how it was made; None where the user did not say. Noted anew: by phone where it is verbal,
            else by e-mail.
        person: the id of who made it, empty for the company as a whole; None where the user did not say.
        made_in: the id of the contact in which it was made, of whatever day; empty for that of its day.

    Raises:
        CallError: an answer is due before the offer was made.
    """
    if offer.answer_by is not None and offer.answer_by.utc < offer.received_at.utc:
        raise CallError("They want an answer before they made the offer", "One of the two days is wrong")
    before, after = application.offer, replace(application, offer=offer)
    is_new = before is None or before.settled_at not in (None, offer.settled_at)
    is_moved = is_new or (before is not None and before.received_at != offer.received_at)
    old = application.contact(made_in) if is_new and made_in else None
    if is_moved and not is_new:
        old = offer_contact(application)
    contact = old or offer_contact(after)
    if contact is not None and is_moved:
        contact = replace(contact, at=offer.received_at)
    if contact is None and (is_new or channel is not None or person is not None):
        how = Channel.PHONE if offer.is_verbal else Channel.EMAIL
        contact = Contact(offer.received_at, Direction.RECEIVED, ContactKind.OFFER, how)
    if contact is None:
        return after
    person = contact.person if person is None else person or None
    contact = replace(contact, channel=channel or contact.channel, person=person)
    return after.with_contact(contact)


def settle_offer(application: Application, decision: OfferState, today: Today) -> Application:
    """Settle the offer. Accepting closes the application as hired, declining as declined.

    Withdrawn by them, it stays where it is: another offer, or a word, may follow.

    Raises:
        CallError: there is no offer, it was withdrawn, or the application was closed otherwise.
    """
    offer = application.offer
    if offer is None:
        raise CallError(f"No offer from {application.company} is noted", "Note it first")
    check_takes_an_offer(application)
    if offer.decision is OfferState.WITHDRAWN and decision is not OfferState.WITHDRAWN:
        raise CallError(f"{application.company} withdrew the offer", "Note the new one, if there is one")
    outcome = OUTCOMES.get(decision)
    if offer.decision is decision and outcome in (None, application.outcome):
        return application
    settled = replace(application, offer=replace(offer, decision=decision, settled_at=Instant.of(today.now)))
    return settled if outcome is None else close_application(settled, outcome, today)


def deadline_words(offer: Offer, today: Today) -> str:
    """Say by when an answer is due, and how far that is; empty where they set no deadline.

    `answer by Fri 27 Nov at 17:00, in 4 days`. A deadline at the end of a day is said as that day.
    """
    if offer.answer_by is None:
        return ""
    moment = offer.answer_by.seen_from(today.zone)
    words = say_deadline(moment, today.now)
    distance = say_distance(moment.date(), today.day)
    return f"answer by {words}" if distance in words else f"answer by {words}, {distance}"


def offer_words(offer: Offer, today: Today) -> str:
    """Say how an offer stands, in one line: `open, answer by tomorrow, not in writing yet`."""
    state = offer.state(today.utc)
    words = {
        OfferState.OPEN: "open",
        OfferState.ACCEPTED: "you accepted it",
        OfferState.DECLINED: "you declined it",
        OfferState.WITHDRAWN: "they withdrew it",
        OfferState.LAPSED: "lapsed",
    }[state]
    when = f" {say_instant(offer.settled_at.utc, today.now)}" if offer.settled_at else ""
    deadline = deadline_words(offer, today) if state is OfferState.OPEN else ""
    if state is OfferState.LAPSED and offer.answer_by is not None:
        was_due = say_at(offer.answer_by.utc, today.now).removesuffix(" at 23:59")
        deadline = f"an answer was due {was_due}"
    is_unwritten = offer.is_verbal and state not in DEAD
    return ", ".join(filter(None, (words + when, deadline, "not in writing yet" if is_unwritten else "")))


def is_offer(contact: Contact) -> bool:
    """Return whether a contact is one in which an offer was made."""
    return contact.kind is ContactKind.OFFER and contact.direction is Direction.RECEIVED


def check_takes_an_offer(application: Application) -> None:
    """Refuse where the application was closed by anything but this offer, or one that was not noted.

    Raises:
        CallError: it was.
    """
    offer = application.offer
    is_closed_by_it = offer is not None and OUTCOMES.get(offer.decision) is application.outcome
    is_hired = application.outcome is Outcome.HIRED
    if application.stage is Stage.CLOSED and not (is_closed_by_it or is_hired):
        outcome = application.outcome.value if application.outcome else "closed"
        raise CallError(
            f"{application.company} is closed: {outcome}",
            f"H on the board, or followup reopen {application.id}, puts it back; then note the offer",
        )

"""What the user did for each application, day by day: the table that an employment office asks for.

In German where the settings say `de`, and then separated by semicolons, as spreadsheets there have it.
Nothing of what was said, noted or thought stands in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.interview import Interview, InterviewKind
from followup_tui.domain.letter import language_code
from followup_tui.domain.offer import OfferState
from followup_tui.domain.person import Party
from followup_tui.domain.stages import Today
from followup_tui.domain.timeline import Event, timeline
from followup_tui.exchange.csv_export import safe_cell

_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for another encoding."""


class _Words(NamedTuple):
    """The words of one language.

    Attributes:
        contacts: what was sent, by kind.
        kinds: how an interview is held.
        offers: what the user did about an offer.
        day: the format of a day, for `strftime`.
    """

    columns: tuple[str, ...]
    separator: str
    day: str
    via: str
    interview: str
    missed: str
    kept_promise: str
    withdrawn: str
    contacts: Mapping[ContactKind, str]
    channels: Mapping[Channel, str]
    kinds: Mapping[InterviewKind, str]
    offers: Mapping[OfferState, str]
    outcomes: Mapping[Outcome, str]
    open_offer: str
    next_interview: str
    no_outcome: str


_ENGLISH: Final = _Words(
    columns=("Date", "Company", "Role", "What was done", "Outcome"),
    separator=",",
    day="%Y-%m-%d",
    via="via",
    interview="Interview",
    missed="Interview, which they did not keep",
    kept_promise="Kept a promise",
    withdrawn="Application withdrawn",
    contacts={
        ContactKind.THANK_YOU: "Thank-you",
        ContactKind.FOLLOW_UP: "Follow-up",
        ContactKind.REPLY: "Answer",
        ContactKind.OTHER: "Message",
    },
    channels={
        Channel.EMAIL: "by email",
        Channel.PHONE: "by phone",
        Channel.MESSAGE: "by message",
        Channel.LETTER: "by letter",
        Channel.IN_PERSON: "in person",
    },
    kinds={
        InterviewKind.PHONE: "by phone",
        InterviewKind.VIDEO: "by video",
        InterviewKind.ON_SITE: "on site",
        InterviewKind.PANEL: "panel",
        InterviewKind.ASSESSMENT: "assessment",
    },
    offers={OfferState.ACCEPTED: "Offer accepted", OfferState.DECLINED: "Offer declined"},
    outcomes={
        Outcome.HIRED: "hired",
        Outcome.DECLINED: "offer declined",
        Outcome.REJECTED: "rejected",
        Outcome.WITHDRAWN: "withdrawn",
        Outcome.CANCELLED: "position cancelled",
        Outcome.SILENT: "no answer",
    },
    open_offer="offer received",
    next_interview="interview on",
    no_outcome="open",
)

_GERMAN: Final = _Words(
    columns=("Datum", "Arbeitgeber", "Stelle", "Was unternommen wurde", "Ergebnis"),
    separator=";",
    day="%d.%m.%Y",
    via="über",
    interview="Vorstellungsgespräch",
    missed="Vorstellungsgespräch, vom Arbeitgeber nicht eingehalten",
    kept_promise="Zusage eingehalten",
    withdrawn="Bewerbung zurückgezogen",
    contacts={
        ContactKind.THANK_YOU: "Dankschreiben",
        ContactKind.FOLLOW_UP: "Nachfrage zum Stand der Bewerbung",
        ContactKind.REPLY: "Antwort",
        ContactKind.OTHER: "Nachricht",
    },
    channels={
        Channel.EMAIL: "per E-Mail",
        Channel.PHONE: "telefonisch",
        Channel.MESSAGE: "per Nachricht",
        Channel.LETTER: "per Brief",
        Channel.IN_PERSON: "persönlich",
    },
    kinds={
        InterviewKind.PHONE: "telefonisch",
        InterviewKind.VIDEO: "per Video",
        InterviewKind.ON_SITE: "vor Ort",
        InterviewKind.PANEL: "mehrere Gesprächspartner",
        InterviewKind.ASSESSMENT: "Assessment-Center",
    },
    offers={OfferState.ACCEPTED: "Angebot angenommen", OfferState.DECLINED: "Angebot abgelehnt"},
    outcomes={
        Outcome.HIRED: "eingestellt",
        Outcome.DECLINED: "Angebot abgelehnt",
        Outcome.REJECTED: "Absage",
        Outcome.WITHDRAWN: "Bewerbung zurückgezogen",
        Outcome.CANCELLED: "Stelle entfallen",
        Outcome.SILENT: "keine Antwort",
    },
    open_offer="Angebot liegt vor",
    next_interview="Vorstellungsgespräch am",
    no_outcome="offen",
)


def export_employment_office(
    applications: Iterable[Application],
    today: Today,
    language: str = "en",
    since: date | None = None,
    until: date | None = None,
) -> str:
    """Write what the user did as CSV, a row for each thing, the earliest first.

    Args:
        applications: all of them.
        today: the present moment: nothing that lies ahead is listed, and the outcome is that of today.
        language: the set of templates of the settings; German where it is one in German, else English.
        since: the first day that is listed; None for all from the beginning.
        until: the last one; None for all until today.
    """
    words = _GERMAN if language_code(language) == "de" else _ENGLISH
    rows = [
        (event.at.day(today.zone), event.at.utc, application, done)
        for application in applications
        for event in timeline(application, today.now)
        if event.at is not None and event.at.utc <= today.utc and (done := _done(event, application, words))
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=words.separator)
    writer.writerow(words.columns)
    for day, _, application, done in sorted(rows, key=lambda row: row[1]):
        if (since is None or day >= since) and (until is None or day <= until):
            via = f" ({words.via} {application.via})" if application.via else ""
            cells = (
                application.company,
                f"{application.role}{via}",
                done,
                _outcome(application, words, today),
            )
            writer.writerow((day.strftime(words.day), *map(safe_cell, cells)))
    return _BYTE_ORDER_MARK + text.getvalue()


def _done(event: Event, application: Application, words: _Words) -> str:
    """Return what the user did in an event; empty where it was not they who did something."""
    names = [person.full_name for person in event.people]
    if event.interview is not None:
        return _interview(event.interview, names, words, is_ahead=event.is_ahead)
    if event.contact is not None:
        return _contact(event.contact, names, words)
    if event.promise is not None:
        is_own = event.promise.by is Party.ME
        return f"{words.kept_promise}: {event.promise.text}" if is_own else ""
    if event.offer is not None:
        is_answer = event.at == event.offer.settled_at
        return words.offers.get(event.offer.decision, "") if is_answer else ""
    return words.withdrawn if application.outcome is Outcome.WITHDRAWN else ""


def _interview(interview: Interview, names: list[str], words: _Words, *, is_ahead: bool) -> str:
    if is_ahead or interview.cancelled_by is not None:
        return ""
    kind = [words.kinds[interview.kind]] if interview.kind else []
    return _with_details(words.missed if interview.missed else words.interview, [*kind, *names])


def _contact(contact: Contact, names: list[str], words: _Words) -> str:
    if contact.direction is not Direction.SENT:
        return ""
    what = words.contacts.get(contact.kind, words.contacts[ContactKind.OTHER])
    return _with_details(what, [words.channels[contact.channel], *names])


def _with_details(what: str, details: list[str]) -> str:
    return f"{what} ({', '.join(details)})" if details else what


def _outcome(application: Application, words: _Words, today: Today) -> str:
    """Return how an application stands today."""
    if application.outcome is not None:
        closed_at = application.closed_at
        on = f", {closed_at.day(today.zone).strftime(words.day)}" if closed_at else ""
        return f"{words.outcomes[application.outcome]}{on}"
    offer, interview = application.offer, application.next_interview(today.utc)
    if offer is not None and offer.state(today.utc) is OfferState.OPEN:
        return words.open_offer
    if interview is not None and interview.starts_at is not None:
        return f"{words.next_interview} {interview.starts_at.day(today.zone).strftime(words.day)}"
    return words.no_outcome

"""An application as JSON: the shape that users' scripts rely on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from followup_tui.domain.advice.answer import Advice, Until
from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Reflection
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import Today, expected_by, stage_on
from followup_tui.domain.turn import unanswered

Document = dict[str, object]
"""A JSON object, its keys in the order they are written."""


def application_document(application: Application, today: Today) -> Document:
    """Return an application as `show --json` writes it.

    Days are `YYYY-MM-DD`, moments RFC 3339 with the offset of the zone they happened in. What is unknown
    is None. The stage and the expected day are those of today.
    """
    next_interview = application.next_interview(today.now)
    expected = expected_by(application, today)
    return {
        "id": application.id,
        "uid": application.uid,
        "company": application.company,
        "role": application.role,
        "via": application.via or None,
        "stage": stage_on(application, today).value,
        "outcome": application.outcome.value if application.outcome else None,
        "decision_date": application.decision_date.isoformat() if application.decision_date else None,
        "expected_by": expected.isoformat() if expected else None,
        "next_interview": rfc3339(next_interview.starts_at) if next_interview else None,
        "interviews": [_interview(interview, application.id, today) for interview in application.interviews],
        "people": [person_document(person) for person in application.people],
        "contacts": [_contact(contact, application, today) for contact in application.contacts],
        "offer": application.offer and _offer(application.offer, today),
        "promises": [_promise(promise) for promise in application.promises],
        "tags": list(application.tags),
        "notes": application.notes or None,
        "links": list(application.links),
        "created_at": rfc3339(application.created_at),
        "updated_at": rfc3339(application.updated_at),
        "unasked": list(application.unasked),
        "letters": application.letters or None,
    }


def person_document(person: Person) -> Document:
    """Return a person as they stand in `show --json`."""
    return {
        "id": person.id,
        "name": person.name or None,
        "form_of_address": person.form_of_address or None,
        "position": person.position or None,
        "email": person.email or None,
        "phone": person.phone or None,
        "checked": person.checked,
        "family_name": person.family_name or None,
        "at_agency": person.at_agency,
        "by_first_name": person.by_first_name,
    }


def advice_document(application: Application, advice: Advice) -> Document:
    """Return the advice for an application as `why --json` writes it.

    `until` is a day, or a moment with the offset of the user's zone, or None.
    """
    return {
        "id": application.id,
        "verdict": advice.verdict.value,
        "move": advice.move.value,
        "rule": advice.rule.id if advice.rule else None,
        "until": _until(advice.until),
        "used": advice.used,
        "allowed": advice.allowed,
        "reason": advice.reason,
    }


def due_document(application: Application, advice: Advice) -> Document:
    """Return the advice as `due --json` writes it: as `why --json`, with company and role."""
    return {
        **advice_document(application, advice),
        "company": application.company,
        "role": application.role,
    }


def json_text(document: Document | list[Document]) -> str:
    """Write a document indented, for people to read. Characters beyond ASCII stay as they are."""
    # The standard library indents in Python, ten times as slow for a thousand applications.
    import msgspec

    return f"{msgspec.json.format(msgspec.json.encode(document), indent=2).decode()}\n"


def export_json(applications: Iterable[Application], today: Today) -> str:
    """Write applications as one list, each as `show --json` writes it."""
    return json_text([application_document(application, today) for application in applications])


def rfc3339(moment: Instant | None) -> str | None:
    """Write a moment as RFC 3339, with the offset of the zone it happened in."""
    if moment is None:
        return None
    local = moment.local()
    # Before there was standard time, offsets had seconds, which RFC 3339 cannot express.
    offset = local.utcoffset() or timedelta()
    return (moment.utc if offset % timedelta(minutes=1) else local).isoformat()


def _until(until: Until) -> str | None:
    if isinstance(until, datetime):
        return rfc3339(Instant.of(until))
    return until.isoformat() if until else None


def reflection_document(reflection: Reflection, application_id: str, interview_id: str) -> Document:
    """Return what was written down of an interview, as it stands in `show --json` and `journal --json`."""
    return {
        "at": rfc3339(reflection.at),
        "well": reflection.well or None,
        "badly": reflection.badly or None,
        "change": [
            {
                "id": f"{application_id}/{interview_id}/{number}",
                "text": lesson.text,
                "state": lesson.state.value,
                "closed_at": rfc3339(lesson.closed_at),
            }
            for number, lesson in enumerate(reflection.lessons, start=1)
        ],
        "feeling": reflection.feeling,
        "notes": reflection.notes or None,
    }


def _interview(interview: Interview, application_id: str, today: Today) -> Document:
    return {
        "id": interview.id,
        "kind": interview.kind.value if interview.kind else None,
        "state": interview.state(today.utc).value,
        "starts_at": rfc3339(interview.starts_at),
        "ends_at": rfc3339(interview.ends_at),
        "ended_at": rfc3339(interview.ended_at),
        "moved_from": [rfc3339(earlier.starts_at) for earlier in interview.moved_from],
        "cancelled_by": interview.cancelled_by.value if interview.cancelled_by else None,
        "place": interview.place or None,
        "link": interview.link or None,
        "people": list(interview.people),
        "said": interview.said or None,
        "reflection": interview.reflection
        and reflection_document(interview.reflection, application_id, interview.id),
    }


def _contact(contact: Contact, application: Application, today: Today) -> Document:
    return {
        "id": contact.id,
        "at": rfc3339(contact.at),
        "direction": contact.direction.value,
        "kind": contact.kind.value,
        "channel": contact.channel.value,
        "person": contact.person,
        "note": contact.note or None,
        "needs_answer": contact == unanswered(application, today.utc),
    }


def _offer(offer: Offer, today: Today) -> Document:
    return {
        "received_at": rfc3339(offer.received_at),
        "answer_by": rfc3339(offer.answer_by),
        "terms": list(offer.terms),
        "state": offer.state(today.utc).value,
        "verbal": offer.is_verbal,
    }


def _promise(promise: Promise) -> Document:
    return {
        "id": promise.id,
        "text": promise.text,
        "due": promise.due.isoformat() if promise.due else None,
        "whose": "mine" if promise.by is Party.ME else "theirs",
        "done_at": rfc3339(promise.done_at),
        "dropped_at": rfc3339(promise.dropped_at),
    }

"""An application as JSON: the shape that users' scripts rely on, with all that is noted of it.

Beside the moments of an object stand their `zones`, the IANA names by key, which offsets do not say.
`json_import.py` reads all of it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from followup_tui.domain.advice.answer import Advice, Until
from followup_tui.domain.application import Application
from followup_tui.domain.clash import Clash
from followup_tui.domain.contact import Contact
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import CalendarEntry, Interview, Lesson, MovedFrom, Reflection
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
    is None. The stage and the expected day are those of today; `stored_stage` is where the user put the card.
    """
    next_interview, waiting = application.next_interview(today.now), unanswered(application, today.utc)
    return _document(
        {
            "id": application.id,
            "uid": application.uid,
            "company": application.company,
            "role": application.role,
            "via": application.via or None,
            "stage": stage_on(application, today).value,
            "outcome": application.outcome,
            "decision_date": application.decision_date,
            "expected_by": expected_by(application, today),
            "next_interview": next_interview and next_interview.starts_at,
            "interviews": [
                _interview(interview, application.id, today) for interview in application.interviews
            ],
            "people": [person_document(person) for person in application.people],
            "contacts": [
                _contact(contact, needs_answer=contact == waiting) for contact in application.contacts
            ],
            "offer": application.offer and _offer(application.offer, today),
            "promises": [_promise(promise) for promise in application.promises],
            "tags": list(application.tags),
            "notes": application.notes or None,
            "links": list(application.links),
            "created_at": application.created_at,
            "updated_at": application.updated_at,
            "unasked": list(application.unasked),
            "letters": application.letters or None,
            "stored_stage": application.stage,
            "stage_since": application.stage_since,
            "closed_at": application.closed_at,
            "decision_told_at": application.decision_told_at,
            "overdue_dismissed": application.overdue_dismissed,
            "snoozed_until": application.snoozed_until,
            "snoozed_at": application.snoozed_at,
            "company_group": application.company_group or None,
            "source_ids": list(application.source_ids),
            "clashes": [_clash(clash) for clash in application.clashes],
            "revision": application.revision,
        }
    )


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
    return _document(
        {
            "at": reflection.at,
            "well": reflection.well or None,
            "badly": reflection.badly or None,
            "change": [
                _lesson(lesson, f"{application_id}/{interview_id}/{number}")
                for number, lesson in enumerate(reflection.lessons, start=1)
            ],
            "feeling": reflection.feeling,
            "notes": reflection.notes or None,
            "looked_back": reflection.looked_back,
        }
    )


def _document(values: Mapping[str, object]) -> Document:
    """Return an object with its days and moments as texts, and behind them the zones of the moments."""
    zones = {key: value.zone for key, value in values.items() if isinstance(value, Instant)}
    return {**{key: _written(value) for key, value in values.items()}, "zones": zones}


def _written(value: object) -> object:
    if isinstance(value, Instant):
        return rfc3339(value)
    return value.isoformat() if isinstance(value, date) else value


def _lesson(lesson: Lesson, lesson_id: str) -> Document:
    return _document(
        {"id": lesson_id, "text": lesson.text, "state": lesson.state, "closed_at": lesson.closed_at}
    )


def _interview(interview: Interview, application_id: str, today: Today) -> Document:
    return _document(
        {
            "id": interview.id,
            "kind": interview.kind,
            "state": interview.state(today.utc),
            "starts_at": interview.starts_at,
            "ends_at": interview.ends_at,
            "ended_at": interview.ended_at,
            "moved_from": [rfc3339(earlier.starts_at) for earlier in interview.moved_from],
            "cancelled_by": interview.cancelled_by,
            "place": interview.place or None,
            "link": interview.link or None,
            "people": list(interview.people),
            "said": interview.said or None,
            "reflection": interview.reflection
            and reflection_document(interview.reflection, application_id, interview.id),
            "missed": interview.missed,
            "cancelled_at": interview.cancelled_at,
            "moves": [_move(earlier) for earlier in interview.moved_from],
            "calendar": interview.calendar and _calendar(interview.calendar),
        }
    )


def _calendar(entry: CalendarEntry) -> Document:
    return _document(
        {
            "uid": entry.uid,
            "sequence": entry.sequence,
            "recurrence_id": entry.recurrence_id or None,
            "stamped_at": entry.stamped_at,
        }
    )


def _move(earlier: MovedFrom) -> Document:
    return _document({"starts_at": earlier.starts_at, "by": earlier.by, "at": earlier.at})


def _contact(contact: Contact, *, needs_answer: bool) -> Document:
    return _document(
        {
            "id": contact.id,
            "at": contact.at,
            "direction": contact.direction,
            "kind": contact.kind,
            "channel": contact.channel,
            "person": contact.person,
            "note": contact.note or None,
            "needs_answer": needs_answer,
            "settled": contact.settled,
            "message_id": contact.message_id or None,
        }
    )


def _clash(clash: Clash) -> Document:
    return _document({"place": list(clash.place), "other": clash.other, "at": clash.at})


def _offer(offer: Offer, today: Today) -> Document:
    return _document(
        {
            "received_at": offer.received_at,
            "answer_by": offer.answer_by,
            "terms": list(offer.terms),
            "state": offer.state(today.utc),
            "verbal": offer.is_verbal,
            "decision": offer.decision,
            "settled_at": offer.settled_at,
        }
    )


def _promise(promise: Promise) -> Document:
    return _document(
        {
            "id": promise.id,
            "text": promise.text,
            "due": promise.due,
            "whose": "mine" if promise.by is Party.ME else "theirs",
            "done_at": promise.done_at,
            "dropped_at": promise.dropped_at,
        }
    )

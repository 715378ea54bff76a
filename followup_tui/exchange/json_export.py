"""An application as JSON: the shape that users' scripts rely on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from followup_tui.domain.application import Instant
from followup_tui.domain.stages import expected_by, stage_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_tui.domain.advice.answer import Advice, Until
    from followup_tui.domain.application import Application, Contact, Interview, Person, Reflection
    from followup_tui.domain.stages import Today

Document = dict[str, object]
"""What becomes one JSON object, its keys in the order they are written."""


def application_document(application: Application, today: Today) -> Document:
    """Give an application as `show --json` writes it.

    Days are `YYYY-MM-DD`, moments RFC 3339 with the offset of the zone they were lived in. What is unknown
    is None. The stage and the expected day are those of today.
    """
    ahead = application.next_interview(today.now)
    expected = expected_by(application, today)
    return {
        "id": application.id,
        "company": application.company,
        "role": application.role,
        "stage": stage_on(application, today).value,
        "outcome": application.outcome.value if application.outcome else None,
        "decision_date": application.decision_date.isoformat() if application.decision_date else None,
        "expected_by": expected.isoformat() if expected else None,
        "next_interview": moment_text(ahead.starts_at) if ahead else None,
        "interviews": [_interview(held, application.id) for held in application.interviews],
        "people": [person_document(person) for person in application.people],
        "contacts": [_contact(contact) for contact in application.contacts],
        "tags": list(application.tags),
        "created_at": moment_text(application.created_at),
        "updated_at": moment_text(application.updated_at),
        "links": list(application.links),
        "notes": application.notes or None,
        "unasked": list(application.unasked),
        "letters": application.letters or None,
    }


def person_document(person: Person) -> Document:
    """Give a person as they stand in `show --json`."""
    return {
        "id": person.id,
        "name": person.name,
        "form_of_address": person.form_of_address or None,
        "position": person.position or None,
        "email": person.email or None,
        "phone": person.phone or None,
        "checked": person.checked,
        "family_name": person.family_name or None,
    }


def advice_document(application: Application, advice: Advice) -> Document:
    """Give the advice for an application as `why --json` writes it.

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
    """Give the advice as `due --json` writes it: as `why --json`, with company and role."""
    return {
        **advice_document(application, advice),
        "company": application.company,
        "role": application.role,
    }


def json_text(document: Document | list[Document]) -> str:
    """Write a document as people can read it too. Letters stay letters; the text is meant for UTF-8."""
    # The standard library indents in Python, ten times as slow for a thousand applications.
    import msgspec

    return f"{msgspec.json.format(msgspec.json.encode(document), indent=2).decode()}\n"


def export_json(applications: Iterable[Application], today: Today) -> str:
    """Write applications as one list, each as `show --json` writes it."""
    return json_text([application_document(application, today) for application in applications])


def moment_text(moment: Instant | None) -> str | None:
    """Write a moment as RFC 3339, with the offset of the zone it was lived in."""
    if moment is None:
        return None
    local = moment.local()
    # Before there was standard time, zones were off by odd seconds, which RFC 3339 cannot say.
    offset = local.utcoffset() or timedelta()
    return (moment.utc if offset % timedelta(minutes=1) else local).isoformat()


def _until(until: Until) -> str | None:
    if isinstance(until, datetime):
        return moment_text(Instant.of(until))
    return until.isoformat() if until else None


def reflection_document(reflection: Reflection, application_id: str, interview_id: str) -> Document:
    """Give what was written down of an interview, as it stands in `show --json` and `journal --json`."""
    return {
        "at": moment_text(reflection.at),
        "well": reflection.well or None,
        "badly": reflection.badly or None,
        "change": [
            {
                "id": f"{application_id}/{interview_id}/{number}",
                "text": lesson.text,
                "state": lesson.state.value,
                "closed_at": moment_text(lesson.closed_at),
            }
            for number, lesson in enumerate(reflection.lessons, start=1)
        ],
        "feeling": reflection.feeling,
        "notes": reflection.notes or None,
    }


def _interview(held: Interview, application_id: str) -> Document:
    return {
        "id": held.id,
        "starts_at": moment_text(held.starts_at),
        "ended_at": moment_text(held.ended_at),
        "people": list(held.people),
        "missed": held.missed,
        "said": held.said or None,
        "reflection": held.reflection and reflection_document(held.reflection, application_id, held.id),
    }


def _contact(contact: Contact) -> Document:
    return {
        "at": moment_text(contact.at),
        "direction": contact.direction.value,
        "kind": contact.kind.value,
        "channel": contact.channel.value,
        "person": contact.person,
        "note": contact.note or None,
    }

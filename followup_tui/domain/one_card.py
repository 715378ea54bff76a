"""Two cards of one job made one: the same application was recorded twice."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.company import company_key
from followup_tui.domain.ids import next_id
from followup_tui.domain.interview import Interview
from followup_tui.domain.people import with_details
from followup_tui.domain.person import Person
from followup_tui.domain.same_person import WhichPersonError, identify
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError


def merge_cards(kept: Application, other: Application) -> Application:
    """Return an application with all that is noted on another card of the same job.

    The stage, the decision date and the offer are those of the card that is kept where both have one; a live
    card is not closed by a closed one. Of people, interviews, contacts and promises that are on both cards
    one stays. What has no place on one card is added to the notes.

    Raises:
        CallError: two machines changed the other card, and which value stands is not decided yet.
    """
    if other.clashes:
        raise CallError(
            f"Two machines changed {other.id}, and {say_count(other.clash_count, 'clash', 'clashes')} there"
            f" {'is' if other.clash_count == 1 else 'are'} not decided",
            "Decide first: Clashes in ctrl+p on that card, or followup clashes",
        )
    merged, person_ids = _with_people(kept, other)
    merged = _with_interviews(merged, other, person_ids)
    merged = _with_contacts(merged, other, person_ids)
    for promise in other.promises:
        if all(replace(promise, id=mine.id) != mine for mine in merged.promises):
            merged = merged.with_promise(replace(promise, id=""))
    if kept.stage is Stage.CLOSED and other.stage is not Stage.CLOSED:
        merged = replace(
            merged, stage=other.stage, stage_since=other.stage_since, outcome=None, closed_at=None
        )
    notes = [kept.notes, other.notes if other.notes != kept.notes else "", *_without_place(kept, other)]
    return replace(
        merged,
        via=kept.via or other.via,
        decision_date=kept.decision_date or other.decision_date,
        offer=kept.offer or other.offer,
        letters=kept.letters or other.letters,
        snoozed_until=kept.snoozed_until if other.snoozed_until else None,
        tags=tuple(dict.fromkeys((*kept.tags, *other.tags))),
        links=tuple(dict.fromkeys((*kept.links, *other.links))),
        unasked=tuple(dict.fromkeys((*kept.unasked, *other.unasked))),
        created_at=min(kept.created_at, other.created_at, key=lambda moment: moment.utc),
        notes="\n\n".join(filter(None, notes)),
    )


def _with_people(kept: Application, other: Application) -> tuple[Application, Mapping[str, str]]:
    """Add the people of the other card. Return also their ids on this one, by those they had there."""
    merged = kept
    ids: dict[str, str] = {}
    for person in other.people:
        try:
            mine = identify(kept.people, replace(person, id=""))
        except WhichPersonError:
            mine = None  # both are noted: where it is not certain they stay two
        if mine is not None and mine.id not in ids.values():
            merged = merged.with_person(_with_what_is_missing(mine, person))
            ids[person.id] = mine.id
        else:
            ids[person.id] = next_id("p", (mine.id for mine in merged.people))
            merged = merged.with_person(replace(person, id=ids[person.id]))
    return merged, ids


def _with_what_is_missing(person: Person, other: Person) -> Person:
    """Return a person with those details of the same one on the other card that they lack."""
    return replace(
        with_details(other, replace(person, id="")),
        id=person.id,
        checked=person.checked or (other.checked and other.name == person.name),
    )


def _with_interviews(merged: Application, other: Application, person_ids: Mapping[str, str]) -> Application:
    for interview in other.interviews:
        people = tuple(person_ids[person_id] for person_id in interview.people if person_id in person_ids)
        theirs = replace(interview, people=people)
        mine = next((each for each in merged.interviews if _is_same_interview(each, theirs)), None)
        if mine is None:
            new_id = next_id("i", (each.id for each in merged.interviews))
            merged = merged.with_interview(replace(theirs, id=new_id))
        else:
            merged = merged.with_interview(_as_one(mine, theirs))
    return merged


def _is_same_interview(one: Interview, other: Interview) -> bool:
    """Return whether two notes are of one interview: of one moment, and not with two reflections."""
    reflections = {each.reflection for each in (one, other) if each.reflection is not None}
    are_alike = (one.missed, one.cancelled_by) == (other.missed, other.cancelled_by)
    return one.moment is not None and one.moment == other.moment and are_alike and len(reflections) < 2


def _as_one(mine: Interview, theirs: Interview) -> Interview:
    said = [mine.said, theirs.said if theirs.said != mine.said else ""]
    return replace(
        mine,
        starts_at=mine.starts_at or theirs.starts_at,
        ends_at=mine.ends_at or theirs.ends_at,
        ended_at=mine.ended_at or theirs.ended_at,
        people=tuple(dict.fromkeys((*mine.people, *theirs.people))),
        reflection=mine.reflection or theirs.reflection,
        said="\n".join(filter(None, said)),
        kind=mine.kind or theirs.kind,
        place=mine.place or theirs.place,
        link=mine.link or theirs.link,
        moved_from=mine.moved_from or theirs.moved_from,
        calendar=mine.calendar or theirs.calendar,
    )


def _with_contacts(merged: Application, other: Application, person_ids: Mapping[str, str]) -> Application:
    noted = {replace(contact, id="") for contact in merged.contacts}
    for contact in other.contacts:
        person = person_ids.get(contact.person) if contact.person else None
        new = replace(contact, id="", person=person)
        if new not in noted:
            merged = merged.with_contact(new)
    return merged


def _without_place(kept: Application, other: Application) -> list[str]:
    """Return lines for the notes about what the other card had and the one that is kept has otherwise."""
    lines = []
    if company_key(other.company) != company_key(kept.company):
        lines.append(f"Also recorded as {other.company}.")
    if other.role.casefold() != kept.role.casefold():
        lines.append(f"Also recorded as: {other.role}.")
    if kept.via and other.via and kept.via != other.via:
        lines.append(f"Also via {other.via}.")
    if kept.decision_date and other.decision_date and kept.decision_date != other.decision_date:
        lines.append(f"The other card said: they decide by {other.decision_date.isoformat()}.")
    if kept.offer and other.offer and kept.offer != other.offer:
        terms = "; ".join(other.offer.terms)
        lines.append(f"The other card had an offer too, {other.offer.decision.value}. {terms}".strip())
    return ["\n".join(lines)] if lines else []

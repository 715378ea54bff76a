"""One numbering for three states of an application that counted on apart, so that they can be merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.ids import next_id
from followup_tui.domain.interview import Interview
from followup_tui.domain.part_uids import Part, with_part_uids
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.same_person import Likeness, likeness

_PREFIXES: Final = {"people": "p", "interviews": "i", "contacts": "c", "promises": ""}
"""What the ids of parts begin with, by the field of the parts."""

_Ids = Mapping[str, Mapping[str, str]]
"""New ids by the old ones, by the field of the parts."""


def aligned(base: Application, mine: Application, theirs: Application) -> tuple[Application, Application]:
    """Return `base` and `mine` with the ids that their parts have in `theirs`.

    What has one `uid` has one id, and what is new on either side has one of its own. A new person of the same
    name on both sides, in whom nothing contradicts, is one person; an equal new interview or promise, an
    interview by one invitation and the contact of one mail are one; two equal contacts stay two.
    """
    mine = with_part_uids(mine, base, lambda: "")
    base, mine = _numbered_as(base, mine, theirs)
    new_ids = {}
    for name, prefix in _PREFIXES.items():
        sides = (getattr(base, name), getattr(mine, name), getattr(theirs, name))
        same = _same_new_people(base, mine, theirs) if name == "people" else _same_new(*sides)
        new_ids[name] = _new_ids(prefix, *sides, same)
    return base, _with_ids(mine, new_ids)


def _numbered_as(
    base: Application, mine: Application, theirs: Application
) -> tuple[Application, Application]:
    """Return `base` and `mine` with the ids of `theirs` for each `uid`."""
    ids = {
        name: _ids_by_uid(prefix, getattr(theirs, name), getattr(base, name), getattr(mine, name))
        for name, prefix in _PREFIXES.items()
    }
    one, other = (
        _with_ids(side, {name: _renumbered(getattr(side, name), ids[name]) for name in _PREFIXES})
        for side in (base, mine)
    )
    return one, other


def _renumbered(parts: Sequence[Part], ids: Mapping[str, str]) -> dict[str, str]:
    """Return the id that each part gets, by the one it has."""
    return {part.id: ids.get(part.uid, part.id) for part in parts}


def _ids_by_uid(prefix: str, theirs: Sequence[Part], *others: Sequence[Part]) -> dict[str, str]:
    """Return the id of each part that has a `uid`: the one in `theirs`, else its own, else a new one."""
    uids = {part.id: part.uid for part in theirs}
    ids = {part.uid: part.id for part in theirs if part.uid}
    used = [part.id for part in theirs]
    for side in others:
        used += [part.id for part in side]
    for side in others:
        for part in side:
            if part.uid and part.uid not in ids:
                is_taken = bool(uids.get(part.id)) or part.id in ids.values()
                ids[part.uid] = next_id(prefix, used) if is_taken else part.id
                used.append(ids[part.uid])
    return ids


def _with_ids(application: Application, ids: _Ids) -> Application:
    """Return an application whose parts have other ids, also where one part names another."""
    if all(old == new for by_id in ids.values() for old, new in by_id.items()):
        return application

    def named(name: str, part_id: str) -> str:
        return ids[name].get(part_id, part_id)

    return replace(
        application,
        people=tuple(replace(person, id=named("people", person.id)) for person in application.people),
        interviews=tuple(
            replace(
                interview,
                id=named("interviews", interview.id),
                people=tuple(named("people", person_id) for person_id in interview.people),
            )
            for interview in application.interviews
        ),
        contacts=tuple(
            replace(
                contact,
                id=named("contacts", contact.id),
                person=contact.person and named("people", contact.person),
            )
            for contact in application.contacts
        ),
        promises=tuple(
            replace(promise, id=named("promises", promise.id)) for promise in application.promises
        ),
    )


def _same_new_people(base: Application, mine: Application, theirs: Application) -> dict[str, str]:
    """Return the ids in `theirs` of the people whom both sides added, by their ids in `mine`."""
    new_in_theirs = [person for person in theirs.people if base.person(person.id) is None]
    same: dict[str, str] = {}
    for person in mine.people:
        if base.person(person.id) is None:
            alike = [other for other in new_in_theirs if likeness(person, other) is Likeness.SAME]
            # Several could be meant, or one is taken: then they stay beside each other, and nobody is lost.
            if len(alike) == 1 and alike[0].id not in same.values():
                same[person.id] = alike[0].id
    return same


def _same_new(base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]) -> dict[str, str]:
    """Return the ids in `theirs` of what both sides added, by their ids in `mine`."""
    base_ids = {part.id for part in base}
    keys: dict[Any, str] = {}
    for part in theirs:
        if part.id not in base_ids:
            for key in _keys(part, is_all_equal=mine == theirs):
                keys.setdefault(key, part.id)
    same: dict[str, str] = {}
    for part in mine:
        if part.id not in base_ids:
            ids = (keys.get(key) for key in _keys(part, is_all_equal=mine == theirs))
            their_id = next((part_id for part_id in ids if part_id is not None), None)
            if their_id is not None and their_id not in same.values():
                same[part.id] = their_id
    return same


def _keys(part: Person | Interview | Contact | Promise, *, is_all_equal: bool) -> Iterable[Any]:
    """Yield what says that two new parts are one."""
    match part:
        case Interview():
            if part.calendar is not None:
                yield part.calendar.uid, part.calendar.recurrence_id
            yield replace(part, id="", people=())
        case Contact():
            if part.message_id:
                yield part.message_id
            if is_all_equal:
                yield part
        case Promise():
            yield replace(part, id="")


def _new_ids(
    prefix: str, base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part], same: Mapping[str, str]
) -> dict[str, str]:
    """Return the new ids of parts of `mine`, by their ids there.

    `same` are the ids in `theirs` of those that both sides added.
    """
    base_ids, ids_in_theirs = {part.id for part in base}, {part.id for part in theirs}
    used = [part.id for side in (base, mine, theirs) for part in side]
    new_ids: dict[str, str] = dict(same)
    for part in mine:
        if part.id not in base_ids and part.id in ids_in_theirs and part.id not in same:
            new_ids[part.id] = next_id(prefix, used)
            used.append(new_ids[part.id])
    return new_ids

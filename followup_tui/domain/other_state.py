"""One application out of two states of it: as it is noted here, and as another file has it.

Both began as one, and what they had in common, which `merge.py` asks for, is not known. So nothing that is
filled is replaced by something empty, texts of many lines get the lines that they lack, and the stage moves
forwards only. Where both have a value, that of the state that was changed later counts; an older one only
adds what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from itertools import count
from operator import attrgetter
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Contact
from followup_tui.domain.ids import next_id
from followup_tui.domain.interview import CalendarEntry, Interview, Lesson, LessonState
from followup_tui.domain.offer import OfferState
from followup_tui.domain.offers import with_terms
from followup_tui.domain.part_uids import Part
from followup_tui.domain.people import is_name_respelled
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.same_person import Likeness, likeness
from followup_tui.domain.text import with_missing_lines

Whole = TypeVar("Whole", bound=Struct)

_TEXTS: Final = frozenset(("notes", "note", "said", "well", "badly"))
"""Texts of many lines."""

_PAIRS: Final = (("decision_date", "decision_told_at"), ("snoozed_until", "snoozed_at"))
"""A value, and when it was noted: taken together."""

_STAGES: Final = tuple(Stage)

_OF_STAGE: Final = ("stage", "stage_since", "outcome", "closed_at", "overdue_dismissed")
"""What says where the card stands: taken together."""

_DONE: Final = frozenset(
    ("cancelled_by", "cancelled_at", "snoozed_until", "done_at", "dropped_at", "settled_at")
)
"""What the user, or they, did: where the later state lacks it, it was taken back."""

_KEPT: Final = frozenset(("id", "uid", "created_at", "updated_at", "revision", *_OF_STAGE)) | {
    noted_at for _, noted_at in _PAIRS
}
"""Fields that are not compared one by one."""


def with_other_state(application: Application, other: Application) -> Application:
    """Return an application with what another state of it has beside it.

    Ids stay as they are here; what is new gets another id where its own is taken. The same state again
    changes nothing.
    """
    states = _States(is_other_later=other.updated_at.utc > application.updated_at.utc)
    people, ids = states.parts("p", application.people, other.people, _may_be_same_person, _is_same_person)
    interviews, _ = states.parts(
        "i",
        application.interviews,
        [
            replace(each, people=tuple(ids[person_id] for person_id in each.people))
            for each in other.interviews
        ],
        _may_be_same_interview,
        _is_same_interview,
    )
    contacts, _ = states.parts(
        "c",
        application.contacts,
        [replace(each, person=each.person and ids[each.person]) for each in other.contacts],
        _may_be_same_contact,
        _is_same_contact,
    )
    promises, _ = states.parts(
        "", application.promises, other.promises, _may_be_same_promise, _is_same_promise
    )
    combined = states.fields(application, replace(other, people=(), interviews=(), contacts=(), promises=()))
    for value, noted_at in _PAIRS:
        if getattr(combined, value) != getattr(application, value):
            combined = replace(combined, **{noted_at: getattr(other, noted_at)})
    combined = replace(combined, **_standing(application, other, is_other_later=states.is_other_later))
    if contacts != application.contacts:
        contacts = tuple(sorted(contacts, key=lambda each: each.order))
    if interviews != application.interviews:
        interviews = tuple(sorted(interviews, key=lambda each: each.order))
    return replace(combined, people=people, interviews=interviews, contacts=contacts, promises=promises)


def _standing(application: Application, other: Application, *, is_other_later: bool) -> dict[str, Any]:
    """Return the fields about where the card stands: those of the other state where it is further there.

    An older state counts only where the user put the card there after they put it where it is here.
    """
    values = {name: getattr(other, name) for name in _OF_STAGE}
    difference = _STAGES.index(other.stage) - _STAGES.index(application.stage)
    since, other_since = application.stage_since, other.stage_since
    is_moved_later = since is not None and other_since is not None and other_since.utc > since.utc
    if difference > 0 and (is_other_later or is_moved_later):
        return values
    if difference == 0 and is_other_later:
        return {name: value for name, value in values.items() if value is not None}
    return {}


class _States:
    """Combines values of the state here with those of another one, which was changed later or earlier."""

    def __init__(self, *, is_other_later: bool) -> None:
        self.is_other_later = is_other_later

    def parts(
        self,
        prefix: str,
        mine: Sequence[Part],
        others: Iterable[Part],
        may_be_same: Callable[[Part, Part], bool],
        is_same: Callable[[Part, Part], bool],
    ) -> tuple[tuple[Part, ...], dict[str, str]]:
        """Combine the parts of two states.

        Args:
            prefix: what their ids begin with.
            mine: those here.
            others: those of the other state.
            may_be_same: whether two with one id are one part.
            is_same: whether two with different ids are one part.

        Returns:
            The parts, and for each id of the other state the one it has here.
        """
        others = tuple(others)
        apart: set[str] = set()
        while True:
            ids = _ids_here(prefix, mine, others, may_be_same, is_same, apart)
            parts: dict[str, Part] = {part.id: part for part in mine}
            for part in others:
                part_id = ids[part.id]
                here = parts.get(part_id)
                parts[part_id] = replace(part, id=part_id) if here is None else self.fields(here, part)
            # Two that are unlike once they are one, or become like a third, would be others the next time.
            next_ids = _ids_here(prefix, tuple(parts.values()), others, may_be_same, is_same, ())
            unclear = {part_id for part_id in ids if next_ids[part_id] != ids[part_id]} - apart
            if not unclear:
                return tuple(parts.values()), ids
            apart |= unclear

    def fields(self, mine: Whole, other: Whole) -> Whole:
        """Combine two objects field by field."""
        values = {
            name: self._value(name, getattr(mine, name), getattr(other, name))
            for name in mine.__struct_fields__
            if name not in _KEPT
        }
        if isinstance(mine, Person) and isinstance(other, Person) and values["name"] != mine.name:
            values["checked"] = other.checked
        return replace(mine, **values)

    def _value(self, name: str, mine: Any, other: Any) -> Any:  # noqa: ANN401, PLR0911 - any field's value
        if mine == other or other in (None, "", ()) or other is OfferState.OPEN:
            return mine
        if name in _TEXTS:
            return with_missing_lines(mine, other)
        if name == "lessons":
            return self._lessons(mine, other)
        if name in _DONE or (isinstance(other, bool) and isinstance(mine, bool)):
            return other if self.is_other_later and other else mine
        if mine in (None, "", ()):
            return other
        if isinstance(mine, CalendarEntry):
            return max(mine, other, key=lambda entry: entry.version)
        if name in ("offer", "reflection"):
            return self.fields(mine, other)
        if isinstance(mine, tuple) and name != "moved_from" and (self.is_other_later or name == "people"):
            return with_terms(mine, other) if name == "terms" else tuple(dict.fromkeys((*mine, *other)))
        return other if self.is_other_later else mine

    def _lessons(self, mine: Sequence[Lesson], others: Iterable[Lesson]) -> tuple[Lesson, ...]:
        lessons = {lesson.text: lesson for lesson in mine}
        for lesson in others:
            before = lessons.setdefault(lesson.text, lesson)
            if lesson.state is not LessonState.OPEN and self.is_other_later:
                lessons[before.text] = lesson
        return tuple(lessons.values())


def _ids_here(
    prefix: str,
    mine: Sequence[Part],
    others: Sequence[Part],
    may_be_same: Callable[[Part, Part], bool],
    is_same: Callable[[Part, Part], bool],
    apart: Container[str],
) -> dict[str, str]:
    """Return for each id of the other state the one it has here; all as in `_States.parts`.

    A part whose id is in `apart` is one with nothing here but a copy of it.
    """
    by_id: dict[str, Part] = {
        part.id: part for part in sorted(mine, key=lambda each: (len(each.id), each.id))
    }
    by_uid: dict[str, list[str]] = {}
    by_content: dict[Part, list[str]] = {}
    for here in by_id.values():
        by_uid.setdefault(here.uid, []).append(here.id)
        by_content.setdefault(_content(here), []).append(here.id)
    possible = [part for part in others if part.id not in apart]
    # From what is certain to what is likely: the ids here of what may be the part.
    searches: tuple[tuple[Sequence[Part], Callable[[Part], Iterable[str]]], ...] = (
        (others, lambda part: by_uid.get(part.uid, ()) if part.uid else ()),
        (others, lambda part: [part.id] if part.id in by_content.get(_content(part), ()) else ()),
        (others, lambda part: by_content.get(_content(part), ())),
        (possible, lambda part: [part.id] if part.id in by_id and may_be_same(by_id[part.id], part) else ()),
        (possible, lambda part: (each.id for each in by_id.values() if is_same(each, part))),
    )
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for parts, matches in searches:
        for part in parts:
            part_id = (
                None if part.id in ids else next((each for each in matches(part) if each not in taken), None)
            )
            if part_id is not None:
                ids[part.id] = part_id
                taken.add(part_id)
    next_number = int(next_id(prefix, (*by_id, *(part.id for part in others))).removeprefix(prefix))
    new_ids = map(f"{prefix}{{}}".format, count(next_number))
    for part in others:
        if part.id not in ids:
            ids[part.id] = next(new_ids) if part.id in by_id else part.id
    return ids


def _content(part: Part) -> Part:
    return replace(part, id="", uid="")


def _is_same_person(one: Person, other: Person) -> bool:
    return likeness(one, other) is Likeness.SAME


def _may_be_same_person(one: Person, other: Person) -> bool:
    """Return whether two of one id are one person: also one spelled otherwise, or named by now."""
    if likeness(one, other) is not Likeness.DIFFERENT:
        return True
    is_renamed = not (one.name and other.name) or is_name_respelled(one, other)
    return is_renamed and likeness(replace(one, name="-"), replace(other, name="-")) is not Likeness.DIFFERENT


def _is_same_interview(one: Interview, other: Interview) -> bool:
    moments = ((one.starts_at, other.starts_at), (one.ended_at, other.ended_at))
    is_at_one_time = any(mine and theirs and mine.utc == theirs.utc for mine, theirs in moments)
    return is_at_one_time or replace(one, id=other.id) == other


def _may_be_same_interview(one: Interview, other: Interview) -> bool:
    """Return whether two of one id have a time in common, or a day, or what their calendar calls them."""
    days, other_days = ({moment.utc.date() for moment in _moments(each)} for each in (one, other))
    entries = [each.calendar.uid for each in (one, other) if each.calendar is not None]
    return (
        not days or not other_days or bool(days & other_days) or (len(entries) == 2 and len({*entries}) == 1)
    )


def _moments(interview: Interview) -> Iterable[Any]:
    """Yield the times that it had, and has."""
    moments = (interview.starts_at, interview.ends_at, interview.ended_at)
    return [moment for moment in (*moments, *(each.starts_at for each in interview.moved_from)) if moment]


def _is_same_contact(one: Contact, other: Contact) -> bool:
    what_counts = attrgetter("direction", "at.utc", "kind", "person")
    return bool(what_counts(one) == what_counts(other))


def _may_be_same_contact(one: Contact, other: Contact) -> bool:
    """Return whether two of one id were at one time, or are the same mail, or say the same."""
    is_same_mail = bool(one.message_id) and one.message_id == other.message_id
    says_the_same = (one.kind, one.person, one.note) == (other.kind, other.person, other.note)
    is_corrected = says_the_same and bool(one.note)
    return one.direction is other.direction and (one.at.utc == other.at.utc or is_same_mail or is_corrected)


def _is_same_promise(one: Promise, other: Promise) -> bool:
    return (one.by, one.text) == (other.by, other.text)


def _may_be_same_promise(one: Promise, other: Promise) -> bool:
    return one.by is other.by and (one.text == other.text or (one.due is not None and one.due == other.due))

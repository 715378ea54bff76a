"""Three-way merge of an application that was changed in two places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from followup_tui.domain.application import Application, Contact, Interview, Lesson, Person, Reflection
from followup_tui.domain.ids import next_id
from followup_tui.domain.merge_conflicts import Decisions, MergeConflict, Place, Side

Part = TypeVar("Part", Person, Interview)
"""What an application has several of, each with an id."""

_SET_BY_STORAGE = frozenset({"revision", "updated_at"})


def merge(
    base: Application, mine: Application, theirs: Application, decided: Decisions | None = None
) -> tuple[Application, tuple[MergeConflict, ...]]:
    """Merge what was changed here with what was changed elsewhere.

    Fields are merged one by one, those of people, interviews and reflections too. What either side added is
    kept; what one side removed and the other left alone is gone.

    Args:
        base: the application before either change.
        mine: as it was changed here.
        theirs: as it stands on disk now.
        decided: which side to keep of values changed in both. A decision counts only for the very two
            values that the user was shown.

    Returns:
        The merged application, and the conflicts that are not decided, whose values are those of `theirs`.
    """
    merger = _Merger(decided or {})
    mine = _with_unique_new_ids(base, mine, theirs)
    merged = replace(
        theirs,
        **{
            field.name: merger.field(
                field.name, getattr(base, field.name), getattr(mine, field.name), getattr(theirs, field.name)
            )
            for field in fields(base)
            if field.name not in _SET_BY_STORAGE
        },
    )
    # A person whom one side removed may stand in an interview or a contact that the other side added.
    person_ids = {person.id for side in (base, mine, theirs) for person in side.people}
    for person_id in sorted(person_ids - {person.id for person in merged.people}):
        merged = merged.without_person(person_id)
    return merged, tuple(merger.conflicts)


class _Merger:
    """Merges values field by field, and collects the conflicts."""

    def __init__(self, decided: Decisions) -> None:
        self._decided = decided
        self.conflicts: list[MergeConflict] = []

    def field(self, name: str, base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - any field's value
        if name in {"people", "interviews"} and _changed_in_both(base, mine, theirs):
            return self._parts(name, base, mine, theirs)
        if name == "contacts" and _changed_in_both(base, mine, theirs):
            return _contacts(base, mine, theirs)
        return self._value((name,), base, mine, theirs)

    def _value(self, place: Place, base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - any field's value
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        if isinstance(mine, Reflection) and isinstance(theirs, Reflection):
            return self._reflection(place, base, mine, theirs)
        if isinstance(mine, tuple):
            return _words(base, mine, theirs)
        return self._decide(place, mine, theirs)

    def _decide(self, place: Place, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - any field's value
        conflict = MergeConflict(place, mine, theirs)
        side = self._decided.get(conflict)
        if side is None:
            self.conflicts.append(conflict)
        return conflict.value(side or Side.THERE)

    def _parts(
        self, name: str, base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]
    ) -> tuple[Part, ...]:
        """Merge people or interviews by their ids."""
        base_by_id: dict[str, Part] = {part.id: part for part in base}
        mine_by_id: dict[str, Part] = {part.id: part for part in mine}
        theirs_by_id: dict[str, Part] = {part.id: part for part in theirs}
        merged: list[Part] = []
        for part_id in dict.fromkeys([*theirs_by_id, *mine_by_id]):
            before, here, there = (by_id.get(part_id) for by_id in (base_by_id, mine_by_id, theirs_by_id))
            part: Part | None
            if here is not None and there is not None:
                part = self._part((name, part_id), before or _without_differences(there, here), here, there)
            elif here == before:
                part = there
            elif there == before:
                part = here
            else:
                part = self._decide((name, part_id), here, there)
            if part is not None:
                merged.append(part)
        return tuple(merged)

    def _part(self, place: Place, base: Part, mine: Part, theirs: Part) -> Part:
        values = {
            field.name: self._value(
                (*place, field.name),
                getattr(base, field.name),
                getattr(mine, field.name),
                getattr(theirs, field.name),
            )
            for field in fields(theirs)
        }
        return replace(theirs, **values)

    def _reflection(
        self, place: Place, base: Reflection | None, mine: Reflection, theirs: Reflection
    ) -> Reflection:
        """Merge two reflections: texts by their fields, lessons by their texts."""
        at = min(mine.at, theirs.at, key=lambda moment: moment.utc)
        base = base or Reflection(at)
        values = {
            name: self._value((*place, name), getattr(base, name), getattr(mine, name), getattr(theirs, name))
            for name in ("well", "badly", "feeling", "notes")
        }
        lessons = self._lessons(place, base.lessons, mine.lessons, theirs.lessons)
        return Reflection(
            at=at, lessons=lessons, looked_back=mine.looked_back or theirs.looked_back, **values
        )

    def _lessons(
        self, place: Place, base: Sequence[Lesson], mine: Sequence[Lesson], theirs: Sequence[Lesson]
    ) -> tuple[Lesson, ...]:
        base_by_text, mine_by_text, theirs_by_text = (
            {lesson.text: lesson for lesson in side} for side in (base, mine, theirs)
        )
        merged: list[Lesson] = []
        for text in _words(tuple(base_by_text), tuple(mine_by_text), tuple(theirs_by_text)):
            here, there = mine_by_text.get(text), theirs_by_text.get(text)
            if here is None or there is None or here.state is there.state:
                merged += [lesson for lesson in (there or here,) if lesson]
            else:
                lesson_place = (*place, "lesson", text, "state")
                merged.append(self._value(lesson_place, base_by_text.get(text), here, there))
        return tuple(merged)


def _changed_in_both(base: object, mine: object, theirs: object) -> bool:
    return mine not in (base, theirs) and theirs != base


def _without_differences(part: Part, other: Part) -> Part:
    """Return a part whose texts and lists are empty where two sides differ: the base of one both added."""
    differing = {
        field.name: type(getattr(other, field.name))()
        for field in fields(other)
        if getattr(other, field.name) != getattr(part, field.name)
        and isinstance(getattr(other, field.name), str | tuple)
    }
    return replace(part, **differing)


def _words(base: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Merge lists of words: what either side added is kept, what either removed is gone."""
    staying = [word for word in theirs if word in mine or word not in base]
    return tuple(dict.fromkeys([*staying, *(word for word in mine if word not in base)]))


def _contacts(
    base: Sequence[Contact], mine: Sequence[Contact], theirs: Sequence[Contact]
) -> tuple[Contact, ...]:
    """Merge contacts; two equal ones stay two."""
    counts = Counter(theirs)
    counts.subtract(Counter(base) - Counter(mine))
    counts.update(Counter(mine) - Counter(base))
    return tuple(sorted((+counts).elements(), key=lambda contact: contact.at.utc))


def _with_unique_new_ids(base: Application, mine: Application, theirs: Application) -> Application:
    """Return `mine` with ids for what is new in it that differ from the new ids in `theirs`.

    Both sides counted on from the same number. A new person of the same name on both sides is one person,
    and gets the id from `theirs`.
    """
    base_ids = {person.id for person in base.people} | {interview.id for interview in base.interviews}
    new_in_theirs = {
        person.name.casefold(): person.id for person in theirs.people if person.id not in base_ids
    }
    person_ids = [person.id for side in (base, mine, theirs) for person in side.people]
    interview_ids = [interview.id for side in (base, mine, theirs) for interview in side.interviews]
    new_ids: dict[str, str] = {}
    for person in mine.people:
        if person.id in base_ids:
            continue
        new_id = new_in_theirs.get(person.name.casefold())
        if new_id is None and person.id in new_in_theirs.values():
            new_id = next_id("p", tuple(person_ids))
            person_ids.append(new_id)
        new_ids[person.id] = new_id or person.id
    interviews_in_theirs = {interview.id: interview for interview in theirs.interviews}
    for interview in mine.interviews:
        is_new = interview.id not in base_ids
        if is_new and interviews_in_theirs.get(interview.id) not in (None, interview):
            new_ids[interview.id] = next_id("i", tuple(interview_ids))
            interview_ids.append(new_ids[interview.id])

    def renamed(old_id: str) -> str:
        return new_ids.get(old_id, old_id)

    return replace(
        mine,
        people=tuple(replace(person, id=renamed(person.id)) for person in mine.people),
        interviews=tuple(
            replace(interview, id=renamed(interview.id), people=tuple(map(renamed, interview.people)))
            for interview in mine.interviews
        ),
        contacts=tuple(
            replace(contact, person=contact.person and renamed(contact.person)) for contact in mine.contacts
        ),
    )

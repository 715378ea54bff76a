"""Three-way merge of an application that was changed in two places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.interview import CalendarEntry, Interview, Lesson, Reflection
from followup_tui.domain.merge_conflicts import STANDING, Decisions, MergeConflict, Place, Side, standing
from followup_tui.domain.merge_ids import aligned
from followup_tui.domain.offer import Offer
from followup_tui.domain.part_uids import PARTS, Part
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise

Fields = TypeVar("Fields", Person, Interview, Contact, Promise, Offer)
"""What is merged field by field."""

_LATER_COUNTS = frozenset({"decision_told_at", "snoozed_at", "overdue_dismissed"})
_SET_BY_STORAGE = frozenset({"revision", "updated_at"})
_NUMBERING = frozenset({"id", "uid"})
"""What identifies a part: `aligned` has seen to it."""


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
        The merged application, and the conflicts that are not decided, whose values are those of `theirs`; a
        person, an interview, a contact and a promise that `theirs` removed and `mine` changed is there.
    """
    merger = _Merger(decided or {})
    base, mine = aligned(base, mine, theirs)
    merged = replace(
        theirs,
        **{
            name: merger.field(name, getattr(base, name), getattr(mine, name), getattr(theirs, name))
            for name in base.__struct_fields__
            if name not in _SET_BY_STORAGE and name not in STANDING
        },
        **merger.standing(base, mine, theirs),
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
        if name in PARTS and _changed_in_both(base, mine, theirs):
            parts = self._parts(name, base, mine, theirs)
            return tuple(sorted(parts, key=lambda contact: contact.order)) if name == "contacts" else parts
        if name in _LATER_COUNTS and None not in (mine, theirs) and _changed_in_both(base, mine, theirs):
            # Nothing to decide on: each side noted when it changed what stands beside it.
            return max(mine, theirs, key=lambda noted: getattr(noted, "utc", noted))
        if name == "id":
            return mine if theirs == base else theirs
        return self._value((name,), base, mine, theirs)

    def standing(self, base: Application, mine: Application, theirs: Application) -> dict[str, Any]:
        """Merge the stage with what belongs to it: a card that is closed has an outcome, and no other has."""
        before, here, there = standing(base), standing(mine), standing(theirs)
        if here.words == there.words or before in (here, there):
            chosen = here if there == before else there
        else:
            chosen = self._decide(("stage",), here, there)
        return {name: getattr(chosen, name) for name in STANDING}

    def _value(self, place: Place, base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - any field's value
        if base in (mine, theirs) or mine == theirs:
            return mine if theirs == base else theirs
        if isinstance(mine, Reflection) and isinstance(theirs, Reflection):
            return self._reflection(place, base, mine, theirs)
        if isinstance(mine, CalendarEntry) and isinstance(theirs, CalendarEntry):
            # Nothing to decide on: the newer version of their invitation counts.
            return max(mine, theirs, key=lambda entry: entry.version)
        if isinstance(mine, Offer) and isinstance(theirs, Offer) and base is not None:
            return self._fields(place, base, mine, theirs)
        if isinstance(mine, tuple):
            return _words(base, mine, theirs)
        return self._decide(place, mine, theirs)

    def _decide(self, place: Place, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - any field's value
        conflict = MergeConflict(place, mine, theirs)
        side = self._decided.get(conflict)
        if side is None:
            self.conflicts.append(conflict)
            side = Side.HERE if theirs is None and len(place) == 2 and place[0] in PARTS else Side.THERE
        return conflict.value(side)

    def _parts(
        self, name: str, base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]
    ) -> tuple[Part, ...]:
        """Merge people, interviews, contacts or promises by their ids."""
        base_by_id: dict[str, Part] = {part.id: part for part in base}
        mine_by_id: dict[str, Part] = {part.id: part for part in mine}
        theirs_by_id: dict[str, Part] = {part.id: part for part in theirs}
        merged: list[Part] = []
        for part_id in dict.fromkeys([*theirs_by_id, *mine_by_id]):
            before, here, there = (by_id.get(part_id) for by_id in (base_by_id, mine_by_id, theirs_by_id))
            part: Part | None
            if here is not None and there is not None:
                part = self._fields((name, part_id), before or _without_differences(there, here), here, there)
            elif here == before:
                part = there
            elif there == before:
                part = here
            else:
                part = self._decide((name, part_id), here, there)
            if part is not None:
                merged.append(part)
        return tuple(merged)

    def _fields(self, place: Place, base: Fields, mine: Fields, theirs: Fields) -> Fields:
        values: dict[str, Any] = {
            name: self._value((*place, name), getattr(base, name), getattr(mine, name), getattr(theirs, name))
            for name in theirs.__struct_fields__
            if name not in _NUMBERING
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
        name: type(getattr(other, name))()
        for name in other.__struct_fields__
        if getattr(other, name) != getattr(part, name)
        and type(getattr(other, name)) in (str, tuple)  # no enumeration, which is a text, too
    }
    return replace(part, **differing)


def _words(base: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Merge lists of words: what either side added is kept, what either removed is gone."""
    staying = [word for word in theirs if word in mine or word not in base]
    return tuple(dict.fromkeys([*staying, *(word for word in mine if word not in base)]))

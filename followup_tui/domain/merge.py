"""Two changes of one application, made apart from each other, brought together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from followup_tui.domain.application import Application, Contact, Interview, Lesson, Person, Reflection
from followup_tui.domain.ids import next_id
from followup_tui.domain.merge_conflicts import Decisions, MergeConflict, Place, Side

Thing = TypeVar("Thing", Person, Interview)

_KEPT_BY_STORAGE = frozenset({"revision", "updated_at"})


def merge(
    base: Application, mine: Application, theirs: Application, decided: Decisions | None = None
) -> tuple[Application, tuple[MergeConflict, ...]]:
    """Bring together what was changed here and what was changed elsewhere.

    Fields are taken one by one, people, interviews and reflections too by theirs; what was added on either
    side is there, what was taken out on one side and left alone on the other is gone.

    Args:
        base: the application as both began with it.
        mine: as it was changed here.
        theirs: as it stands on disk now.
        decided: what is to be kept of what was changed in both. A decision counts only for the very two
            sides that were shown.

    Returns:
        The application with both changes, and what was changed in both and is not decided; that stands in
        it as it is in `theirs`.
    """
    merging = _Merging(decided or {})
    mine = _with_ids_of_their_own(base, mine, theirs)
    merged = replace(
        theirs,
        **{
            field.name: merging.field(
                field.name, getattr(base, field.name), getattr(mine, field.name), getattr(theirs, field.name)
            )
            for field in fields(base)
            if field.name not in _KEPT_BY_STORAGE
        },
    )
    # Somebody taken out on one side may have been met or written to on the other.
    gone = {p.id for side in (base, mine, theirs) for p in side.people} - {p.id for p in merged.people}
    for person_id in sorted(gone):
        merged = merged.without_person(person_id)
    return merged, tuple(merging.conflicts)


class _Merging:
    """Goes through the fields, and notes what conflicts."""

    def __init__(self, decided: Decisions) -> None:
        self._decided = decided
        self.conflicts: list[MergeConflict] = []

    def field(self, name: str, was: Any, here: Any, there: Any) -> Any:  # noqa: ANN401 - any field's value
        if name in {"people", "interviews"} and not _one_sided(was, here, there):
            return self._things(name, was, here, there)
        if name == "contacts" and not _one_sided(was, here, there):
            return _contacts(was, here, there)
        return self._value((name,), was, here, there)

    def _value(self, place: Place, was: Any, here: Any, there: Any) -> Any:  # noqa: ANN401 - any field's value
        if here in (was, there):
            return there
        if there == was:
            return here
        if isinstance(here, Reflection) and isinstance(there, Reflection):
            return self._reflection(place, was, here, there)
        if isinstance(here, tuple):
            return _words(was, here, there)
        return self._choose(place, here, there)

    def _choose(self, place: Place, here: Any, there: Any) -> Any:  # noqa: ANN401 - any field's value
        conflict = MergeConflict(place, here, there)
        side = self._decided.get(conflict)
        if side is None:
            self.conflicts.append(conflict)
        return conflict.kept(side or Side.THERE)

    def _things(
        self, name: str, was: Sequence[Thing], here: Sequence[Thing], there: Sequence[Thing]
    ) -> tuple[Thing, ...]:
        """Bring people or interviews together, each by its id."""
        old: dict[str, Thing] = {known.id: known for known in was}
        mine: dict[str, Thing] = {known.id: known for known in here}
        theirs: dict[str, Thing] = {known.id: known for known in there}
        kept: list[Thing] = []
        for known in dict.fromkeys([*theirs, *mine]):
            one, other, before = mine.get(known), theirs.get(known), old.get(known)
            thing: Thing | None
            if one is not None and other is not None:
                thing = self._thing(
                    (name, known), before or replace(other, **_unlike(one, other)), one, other
                )
            elif one == before:
                thing = other
            elif other == before:
                thing = one
            else:
                thing = self._choose((name, known), one, other)
            if thing is not None:
                kept.append(thing)
        return tuple(kept)

    def _thing(self, place: Place, was: Thing, here: Thing, there: Thing) -> Thing:
        values = {
            field.name: self._value(
                (*place, field.name),
                getattr(was, field.name),
                getattr(here, field.name),
                getattr(there, field.name),
            )
            for field in fields(there)
        }
        return replace(there, **values)

    def _reflection(
        self, place: Place, was: Reflection | None, here: Reflection, there: Reflection
    ) -> Reflection:
        """Bring two reflections together: texts by their fields, lessons by what they say."""
        at = min(here.at, there.at, key=lambda moment: moment.utc)
        was = was or Reflection(at)
        values = {
            name: self._value((*place, name), getattr(was, name), getattr(here, name), getattr(there, name))
            for name in ("well", "badly", "feeling", "notes")
        }
        lessons = self._lessons(place, was.lessons, here.lessons, there.lessons)
        return Reflection(at=at, lessons=lessons, looked_back=here.looked_back or there.looked_back, **values)

    def _lessons(
        self, place: Place, was: Sequence[Lesson], here: Sequence[Lesson], there: Sequence[Lesson]
    ) -> tuple[Lesson, ...]:
        old, mine, theirs = ({lesson.text: lesson for lesson in side} for side in (was, here, there))
        kept: list[Lesson] = []
        for text in _words(tuple(old), tuple(mine), tuple(theirs)):
            one, other = mine.get(text), theirs.get(text)
            if one is None or other is None or one.state is other.state:
                kept += [lesson for lesson in (other or one,) if lesson]
            else:
                kept.append(self._value((*place, "lesson", text, "state"), old.get(text), one, other))
        return tuple(kept)


def _one_sided(was: object, here: object, there: object) -> bool:
    return here in (was, there) or there == was


def _unlike(one: Thing, other: Thing) -> dict[str, Any]:
    """Give fields that are like neither side where the sides differ: both noted somebody new."""
    return {
        f.name: type(getattr(one, f.name))()
        for f in fields(one)
        if getattr(one, f.name) != getattr(other, f.name) and isinstance(getattr(one, f.name), str | tuple)
    }


def _words(was: tuple[Any, ...], here: tuple[Any, ...], there: tuple[Any, ...]) -> tuple[Any, ...]:
    """Bring lists of words together: what either added is there, what either took out is gone."""
    stays = [word for word in there if word in here or word not in was]
    return tuple(dict.fromkeys([*stays, *(word for word in here if word not in was)]))


def _contacts(
    was: Sequence[Contact], here: Sequence[Contact], there: Sequence[Contact]
) -> tuple[Contact, ...]:
    """Bring contacts together; two that are alike are two."""
    counted = Counter(there)
    counted.subtract(Counter(was) - Counter(here))
    counted.update(Counter(here) - Counter(was))
    return tuple(sorted((+counted).elements(), key=lambda contact: contact.at.utc))


def _with_ids_of_their_own(base: Application, mine: Application, theirs: Application) -> Application:
    """Give what is new here ids that nothing new elsewhere has: both counted on from the same number.

    The same new person, by name, noted in both is one person, and has the id they have there.
    """
    old = {p.id for p in base.people} | {r.id for r in base.interviews}
    their_new = {p.name.casefold(): p.id for p in theirs.people if p.id not in old}
    people_ids = [p.id for side in (base, mine, theirs) for p in side.people]
    interview_ids = [r.id for side in (base, mine, theirs) for r in side.interviews]
    new: dict[str, str] = {}
    for person in mine.people:
        if person.id in old:
            continue
        same = their_new.get(person.name.casefold())
        if same is None and person.id in their_new.values():
            same = next_id("p", tuple(people_ids))
            people_ids.append(same)
        new[person.id] = same or person.id
    theirs_interviews = {known.id: known for known in theirs.interviews}
    for held in mine.interviews:
        if held.id not in old and theirs_interviews.get(held.id) not in (None, held):
            new[held.id] = next_id("i", tuple(interview_ids))
            interview_ids.append(new[held.id])
    return replace(
        mine,
        people=tuple(replace(p, id=new.get(p.id, p.id)) for p in mine.people),
        interviews=tuple(
            replace(r, id=new.get(r.id, r.id), people=tuple(new.get(p, p) for p in r.people))
            for r in mine.interviews
        ),
        contacts=tuple(replace(t, person=new.get(t.person or "", t.person)) for t in mine.contacts),
    )

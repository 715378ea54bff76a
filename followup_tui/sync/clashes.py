"""Clashes as an application keeps them, and as they are shown and decided: the values behind the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_type_hints

import msgspec
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.clash import REMOVED, Clash
from followup_tui.domain.contact import Contact
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, Reflection
from followup_tui.domain.merge_conflicts import STANDING, MergeConflict, Place, Side, Standing, standing
from followup_tui.domain.offer import Offer
from followup_tui.domain.part_uids import PARTS
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.storage.unsafe_text import sanitize_field

_KINDS: Final[Mapping[str, type[Any]]] = {
    "people": Person,
    "interviews": Interview,
    "contacts": Contact,
    "promises": Promise,
}


def clash_of(conflict: MergeConflict, merged: Application, at: Instant) -> Clash:
    """Return what an application keeps of a conflict: the value that does not stand in it."""
    stands = value_at(merged, conflict.place)
    other = conflict.there if stands == conflict.here and stands != conflict.there else conflict.here
    return Clash(_by_uid(conflict, merged), msgspec.json.encode(other).decode(), at)


def conflict_of(clash: Clash, application: Application) -> MergeConflict | None:
    """Return a clash with its values: `there` is what stands, `here` what was put aside.

    None where what it is about is gone, or the two are one by now.
    """
    if clash.place == REMOVED:
        return MergeConflict(REMOVED, None, application)
    place = _by_id(clash.place, application)
    if place is None:
        return None
    try:
        other = sanitize_field(place[-1], msgspec.json.decode(clash.other, type=_type_at(place)))
        stands = value_at(application, place)
    except (ValueError, LookupError, AttributeError, TypeError):
        return None
    return None if other == stands else MergeConflict(place, other, stands)


def open_clashes(application: Application) -> list[tuple[Clash, MergeConflict]]:
    """Return the clashes of an application that are still to be decided."""
    pairs = ((clash, conflict_of(clash, application)) for clash in application.clashes)
    return [(clash, conflict) for clash, conflict in pairs if conflict is not None]


def decided(application: Application, clash: Clash, side: Side) -> Application | None:
    """Return an application with a clash decided; None where it is to be removed.

    Args:
        application: the application.
        clash: one of its clashes.
        side: `THERE` keeps what stands, `HERE` takes what was put aside, `BOTH` has one text after the other.
    """
    conflict = conflict_of(clash, application)
    left = replace(application, clashes=tuple(each for each in application.clashes if each != clash))
    if conflict is None or side is Side.THERE:
        return left
    if conflict.place == REMOVED:
        return None
    return _with_value(left, conflict.place, conflict.value(side))


def decided_all(application: Application | None, sides: Mapping[Clash, Side]) -> Application | None:
    """Return an application with each of these clashes decided; those that are gone are over."""
    for clash, side in sides.items():
        if application is not None and clash in application.clashes:
            application = decided(application, clash, side)
    return application


def value_at(application: Application, place: Place) -> Any:  # noqa: ANN401 - whatever stands there
    """Return the value at a place of an application; None where the part is not there.

    Raises:
        AttributeError: there is no such place.
    """
    if place == ("stage",):
        return standing(application)
    value: Any = application
    names = list(place)
    while names:
        name = names.pop(0)
        if name == "lesson":
            text = names.pop(0)
            del names[:1]
            value = next((lesson for lesson in value.lessons if lesson.text == text), None)
        elif name in PARTS and value is application:
            parts = getattr(value, name)
            value = next((part for part in parts if part.id == names[0]), None)
            del names[:1]
        elif value is not None:
            value = getattr(value, name)
    return value


def _with_value(application: Application, place: Place, value: Any) -> Application:  # noqa: ANN401 - any value
    name, *rest = place
    changes: dict[str, Any]
    if place == ("stage",):
        changes = {field: getattr(value, field) for field in STANDING}
    elif name not in PARTS:
        changes = {name: _changed(getattr(application, name), rest, value)}
    else:
        part_id, *rest = rest
        parts: tuple[Any, ...] = getattr(application, name)
        part = _changed(next((each for each in parts if each.id == part_id), None), rest, value)
        if part is None and name == "people":
            return application.without_person(part_id)
        changes = {name: tuple(part if each.id == part_id else each for each in parts)}
        changes[name] = tuple(filter(None, changes[name]))
    return replace(application, **changes)


def _changed(owner: Any, names: list[str], value: Any) -> Any:  # noqa: ANN401 - any value
    if not names:
        return value
    name, *rest = names
    if name == "lesson":
        lessons = tuple(value if lesson.text == rest[0] else lesson for lesson in owner.lessons)
        return replace(owner, lessons=lessons)
    return replace(owner, **{name: _changed(getattr(owner, name), rest, value)})


def _type_at(place: Place) -> Any:  # noqa: ANN401 - any type
    """Return the type of the value at a place.

    Raises:
        LookupError: there is no such place.
    """
    if place == ("stage",):
        return Standing
    if "lesson" in place[2:]:
        return Lesson
    owner: type[Any] = Application
    names = list(place)
    if names[0] in _KINDS:
        owner = _KINDS[names[0]]
        del names[:2]
        if not names:
            return owner | None
    while len(names) > 1:
        owner = {"reflection": Reflection, "offer": Offer}[names.pop(0)]
    return get_type_hints(owner)[names[0]]


def _by_uid(conflict: MergeConflict, merged: Application) -> Place:
    name, *rest = conflict.place
    if name not in PARTS:
        return conflict.place
    part: Any = next((part for part in getattr(merged, name) if part.id == rest[0]), None)
    part = part or conflict.there or conflict.here
    return (name, part.uid or part.id, *rest[1:])


def _by_id(place: Place, application: Application) -> Place | None:
    if not place or place[0] not in PARTS:
        return place or None
    if len(place) < 2:
        return None
    parts = getattr(application, place[0])
    part_id = next((part.id for part in parts if place[1] in (part.uid, part.id)), None)
    return None if part_id is None else (place[0], part_id, *place[2:])

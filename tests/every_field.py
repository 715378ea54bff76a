"""Applications with a value in every field of the model, drawn by its types: a new field comes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from itertools import permutations
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Contact
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import CalendarEntry, Interview, Reflection
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.sanitize import sanitize_application
from tests.strategies import day, instants, line, lines, name, one_of_each, several

_LINES: Final = {"notes", "note", "said", "well", "badly"}
"""The fields whose texts have several lines."""

_NUMBERED: Final[dict[type, str]] = {Interview: "i", Person: "p", Contact: "c", Promise: ""}
"""What there are several of in an application, with what their ids begin with."""

_SPECIAL: Final[dict[tuple[type, str], st.SearchStrategy[Any]]] = {
    (Application, "id"): st.sampled_from(["northwind", "acme-2", "株式会社"]),
    (Application, "uid"): st.integers(1, 2**128 - 1).map("{:032x}".format),
    (Application, "company"): name,
    (Application, "role"): name,
    (Application, "letters"): st.sampled_from(["", "de", "de-informal"]),
    (Application, "revision"): st.integers(0, 2**62),
    (Person, "email"): st.sampled_from(["", "jana@northwind.example", "jana@exämple.example"]),
    (Reflection, "feeling"): st.none() | st.integers(1, 5),
    (CalendarEntry, "uid"): name,
    (CalendarEntry, "sequence"): st.integers(0, 2**31),
    (Offer, "decision"): st.sampled_from([state for state in OfferState if state is not OfferState.LAPSED]),
    (Promise, "text"): name,
    # Put in by `whole_applications`, which knows who is there.
    (Interview, "people"): st.just(()),
    (Contact, "person"): st.none(),
}
"""The fields that hold not just any value of their type."""


def _choices(hint: Any, owner: type, field: str) -> tuple[Any, ...] | None:  # noqa: ANN401 - any type
    """Return all values of a field, where they are few."""
    if (owner, field) in _SPECIAL:
        return None
    if get_origin(hint) in (Union, UnionType):
        inner = [_choices(each, owner, field) for each in get_args(hint) if each is not type(None)]
        return None if None in inner else (None, *(value for values in inner for value in values or ()))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return tuple(hint)
    return (False, True) if hint is bool else None


def _values(hint: Any, owner: type, field: str) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any type
    if (owner, field) in _SPECIAL:
        return _SPECIAL[owner, field]
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _instances(hint)
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0], owner, field), max_size=2).map(tuple)
    if get_origin(hint) in (Union, UnionType):
        choices = [each for each in get_args(hint) if each is not type(None)]
        return st.one_of([_values(each, owner, field) for each in choices])
    return {str: lines if field in _LINES else line, date: day}[hint]


def _instances(cls: type[Struct]) -> st.SearchStrategy[Any]:
    if cls is Instant:
        return instants
    hints = get_type_hints(cls)
    few = {name: choices for name in cls.__struct_fields__ if (choices := _choices(hints[name], cls, name))}
    others = {name: _values(hints[name], cls, name) for name in cls.__struct_fields__ if name not in few}
    # Whether there is a value is one of the facts drawn at once; `_values` is asked for those there are.
    maybe = [name for name in others if type(None) in get_args(hints[name]) and (cls, name) not in _SPECIAL]
    facts = one_of_each(*few.values(), *[(False, True)] * len(maybe))

    @st.composite
    def instance(draw: st.DrawFn) -> Any:  # noqa: ANN401 - of the class
        drawn = draw(facts) if few or maybe else ()
        missing = {name for name, is_there in zip(maybe, drawn[len(few) :], strict=True) if not is_there}
        values = {name: None if name in missing else draw(others[name]) for name in others}
        return cls(**dict(zip(few, drawn, strict=False)), **values)

    return instance()


_ANY: Final = _instances(Application)


def _numbered(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        replace(part, id=f"{_NUMBERED[type(part)]}{number}") for number, part in enumerate(parts, start=1)
    )


@st.composite
def whole_applications(draw: st.DrawFn, *, application_id: str | None = None) -> Application:
    """Draw an application as the program keeps it: texts sanitized, ids in order; with this id."""
    drawn = draw(_ANY)
    outcome = draw(st.sampled_from(Outcome)) if drawn.stage is Stage.CLOSED else None
    people = tuple(
        person if person.name or person.position else replace(person, position="CTO")
        for person in _numbered(drawn.people)
    )
    ids = [person.id for person in people]
    one = st.sampled_from([None, *ids])
    met = st.sampled_from([some for size in range(len(ids) + 1) for some in permutations(ids, size)])
    return sanitize_application(
        replace(
            drawn,
            id=application_id or drawn.id,
            outcome=outcome,
            people=people,
            interviews=tuple(replace(each, people=draw(met)) for each in _numbered(drawn.interviews)),
            contacts=tuple(replace(each, person=draw(one)) for each in _numbered(drawn.contacts)),
            promises=_numbered(drawn.promises),
        )
    )


def several_whole(*, least: int = 0) -> st.SearchStrategy[list[Application]]:
    """Draw up to two applications, each with an id and a uid of its own."""
    return several(lambda one: whole_applications(application_id=one), least=least, most=2).map(
        lambda many: [replace(each, uid=f"{number}{each.uid[1:]}") for number, each in enumerate(many)]
    )


def all_fields(cls: type = Application) -> Iterator[tuple[type, str]]:
    """Yield each field of the model: of the application and of everything that stands in one."""
    if cls is Instant:
        return
    for field, hint in get_type_hints(cls).items():
        yield cls, field
        for each in _structs_in(hint):
            yield from all_fields(each)


def _structs_in(hint: Any) -> Iterator[type]:  # noqa: ANN401 - any type
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for each in get_args(hint):
        yield from _structs_in(each)


def values_in(value: Any) -> Iterator[tuple[tuple[type, str], Any]]:  # noqa: ANN401 - any value
    """Yield each field with its value, of an application and of everything that stands in it."""
    if isinstance(value, tuple):
        for each in value:
            yield from values_in(each)
    elif isinstance(value, Struct) and not isinstance(value, Instant):
        for name in value.__struct_fields__:
            content = getattr(value, name)
            yield (type(value), name), content
            yield from values_in(content)


def differing(one: Application, other: Application) -> list[tuple[str, object, object]]:
    """Return the fields that differ between two applications, with both values."""
    values = ((name, getattr(one, name), getattr(other, name)) for name in one.__struct_fields__)
    return [(name, value, other_value) for name, value, other_value in values if value != other_value]

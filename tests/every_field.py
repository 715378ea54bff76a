"""Applications with a value in every field of the model, drawn by its types: a new field comes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
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
from tests.strategies import day, instants, line, lines, name

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


def _values(hint: Any, owner: type, field: str) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any type
    if (owner, field) in _SPECIAL:
        return _SPECIAL[owner, field]
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _instances(hint)
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0], owner, field), max_size=2).map(tuple)
    if get_origin(hint) in (Union, UnionType):
        choices = [each for each in get_args(hint) if each is not type(None)]
        return st.none() | st.one_of([_values(each, owner, field) for each in choices])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return {str: lines if field in _LINES else line, bool: st.booleans(), date: day}[hint]


def _instances(cls: type[Struct]) -> st.SearchStrategy[Any]:
    if cls is Instant:
        return instants
    hints = get_type_hints(cls)
    return st.builds(cls, **{name: _values(hints[name], cls, name) for name in cls.__struct_fields__})


_ANY: Final = _instances(Application)


def _numbered(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        replace(part, id=f"{_NUMBERED[type(part)]}{number}") for number, part in enumerate(parts, start=1)
    )


@st.composite
def whole_applications(draw: st.DrawFn) -> Application:
    """Draw an application as the program keeps it: its texts sanitized, its ids in order."""
    drawn = draw(_ANY)
    outcome = draw(st.sampled_from(Outcome)) if drawn.stage is Stage.CLOSED else None
    people = tuple(
        person if person.name or person.position else replace(person, position="CTO")
        for person in _numbered(drawn.people)
    )
    ids = [person.id for person in people]
    one = st.none() | st.sampled_from(ids) if ids else st.none()
    met = st.lists(st.sampled_from(ids), unique=True).map(tuple) if ids else st.just(())
    return sanitize_application(
        replace(
            drawn,
            outcome=outcome,
            people=people,
            interviews=tuple(replace(each, people=draw(met)) for each in _numbered(drawn.interviews)),
            contacts=tuple(replace(each, person=draw(one)) for each in _numbered(drawn.contacts)),
            promises=_numbered(drawn.promises),
        )
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

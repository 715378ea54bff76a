"""Whether somebody the user describes is a person who is noted already: two of one name stay two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.person import Person
from followup_tui.domain.search import fold
from followup_tui.domain.wording import join_with_or
from followup_tui.errors import CallError

ANOTHER_ID: Final = "another"
"""The id of a described person of whom the user said that they are not one of those noted."""

_FOR_WOMEN = "frau fr ms mrs miss madame mme mlle senora sra signora dottssa dame lady mevr"
_FOR_MEN = "herr herrn hr hrn mr monsieur senor sr signor sir lord dhr"
_GENDERED: Final = {
    **dict.fromkeys(_FOR_WOMEN.split(), "f"),
    **dict.fromkeys(_FOR_MEN.split(), "m"),
}
"""Forms of address, folded and without dots, that say whether a woman or a man is addressed."""


class Likeness(Enum):
    """Whether two descriptions are of one person."""

    SAME = "same"
    UNCLEAR = "unclear"
    DIFFERENT = "different"


class WhichPersonError(CallError):
    """Somebody is described who may be a person noted already, or another of that name. Nothing was saved.

    Attributes:
        described: who is described; without an id.
        candidates: the people noted already who may be meant.
    """

    def __init__(self, described: Person, candidates: Sequence[Person]) -> None:
        names = join_with_or([f"{person.id} ({distinct_name(person)})" for person in candidates])
        super().__init__(
            f"{distinct_name(described)}: is this {names}, or another of that name",
            f"followup person ID NAME --who {candidates[0].id} changes that one, --another adds one more",
        )
        self.described = described
        self.candidates = tuple(candidates)


def likeness(one: Person, other: Person) -> Likeness:
    """Compare two descriptions: of one person, of two people of one name, or of either.

    People of one name are one person where nothing contradicts. Another e-mail address, or `Herr` where the
    other is `Frau`, is another person. Where only the position or a title contradicts, it is unclear, unless
    they have the same e-mail address. Accents and capitals do not count.
    """
    if _name_key(one) != _name_key(other):
        return Likeness.DIFFERENT
    addresses = {person.email.casefold() for person in (one, other) if person.email}
    genders = {gender for person in (one, other) if (gender := _gender(person))}
    if len(addresses) > 1 or len(genders) > 1:
        return Likeness.DIFFERENT
    has_same_address = bool(one.email and other.email)
    contradicts = _contradict(one.position, other.position) or (
        _form_key(one) != _form_key(other) and bool(one.form_of_address and other.form_of_address)
    )
    return Likeness.UNCLEAR if contradicts and not has_same_address else Likeness.SAME


def identify(
    people: Iterable[Person], described: Person, named_beside: Collection[str] = ()
) -> Person | None:
    """Return the person noted already who is described; None where it is somebody new.

    A first name or a family name alone is the one person who has it, unless they are named beside.

    Args:
        people: those who are noted.
        described: who is described. With an id it is that person, with `ANOTHER_ID` somebody new. One called
            like an id, `p2`, is the person with that id.
        named_beside: ids of people whom the user named in the same list. Somebody unlike them is another.

    Raises:
        WhichPersonError: it may be one of those noted, or another of that name.
    """
    people = tuple(people)
    if described.id:
        return next((person for person in people if person.id == described.id), None)
    by_id = next((person for person in people if person.id == described.name), None)
    exact = [person for person in people if _details(person) == _details(described)]
    by_likeness: dict[Likeness, list[Person]] = {likely: [] for likely in Likeness}
    for person in people:
        by_likeness[likeness(person, described)].append(person)
    same = by_likeness[Likeness.SAME]
    of_that_address = [person for person in same if person.email and described.email]
    in_that_position = [person for person in same if person.position and described.position]
    with_that_form = [person for person in same if person.form_of_address and described.form_of_address]
    unclear = [person for person in by_likeness[Likeness.UNCLEAR] if person.id not in named_beside]
    # Where another could be meant too, that nothing contradicts is not enough.
    only_one = [] if unclear else same
    by_id_first = ([by_id] if by_id else [], exact, of_that_address, in_that_position, with_that_form)
    for matches in (*by_id_first, only_one):
        if len(matches) == 1:
            return matches[0]
    candidates = [*same, *unclear]
    if not candidates:
        of_that_name = [
            person for person in people if person.id not in named_beside and _may_be_called(person, described)
        ]
        if len(of_that_name) == 1 and _likeness_but_for_names(of_that_name[0], described) is Likeness.SAME:
            return of_that_name[0]
        candidates = of_that_name
    if candidates:
        raise WhichPersonError(described, candidates)
    return None


def has_short_name(described: Person, person: Person) -> bool:
    """Return whether somebody is described by the first or the family name alone of a person."""
    short, family = fold(described.name).split(), fold(person.family_name).split()
    full = fold(person.name.replace(",", " ")).split()
    without_suffix = fold(person.name.partition(",")[0]).split()
    last = len(short)
    return bool(short) and short != full and short in (full[:1], full[-last:], without_suffix[-last:], family)


def _may_be_called(person: Person, described: Person) -> bool:
    """Return whether a short name may be that of a person: no address and no form of theirs contradicts."""
    is_different = _likeness_but_for_names(person, described) is Likeness.DIFFERENT
    return has_short_name(described, person) and not is_different


def _likeness_but_for_names(person: Person, described: Person) -> Likeness:
    return likeness(person, replace(described, name=person.name))


def distinct_name(person: Person) -> str:
    """Return a person's name with what tells them from another of that name: position, e-mail address."""
    details = (person.position if person.name else "", person.email)
    return ", ".join(filter(None, (person.full_name, *details)))


def _details(person: Person) -> tuple[str, str, str, str]:
    return person.name, person.form_of_address, person.position, person.email


def _name_key(person: Person) -> tuple[str, str]:
    """Return what the names of one person have in common; of somebody without a name, the position."""
    name = " ".join(fold(person.name).split())
    return name, "" if name else fold(person.position)


def _gender(person: Person) -> str:
    words = _form_words(person)
    return next((_GENDERED[word] for word in words if word in _GENDERED), "")


def _form_key(person: Person) -> tuple[str, ...]:
    """Return a form of address without its spelling: `Ms` is `Frau`."""
    return tuple(_GENDERED.get(word, word) for word in _form_words(person))


def _form_words(person: Person) -> list[str]:
    return fold(person.form_of_address).replace(".", "").split()


def _contradict(one: str, other: str) -> bool:
    return bool(one and other) and fold(one) != fold(other)

"""The people of an application: added, corrected, and found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.forms_of_address import split_name
from followup_tui.domain.ids import next_id
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import write_person
from followup_tui.domain.same_person import Likeness, distinct_name, has_short_name, identify, likeness
from followup_tui.domain.search import fold, has_words, search_text, search_words
from followup_tui.domain.text import clean_line, without_accents
from followup_tui.domain.wording import join_with_or
from followup_tui.errors import CallError

_LEAST_LIKENESS = 0.7
"""How alike (0 to 1) two names are at least where one is the other put right."""


def person_details(person: Person) -> tuple[str, ...]:
    """Return what is known of a person beside the name: position, agency, e-mail address, phone number."""
    position = person.position if person.name else ""
    agency = "at the agency" if person.at_agency else ""
    return tuple(filter(None, (position, agency, person.email, person.phone)))


def spelling_status(person: Person) -> str:
    """Return whether the user has checked the spelling of the name, in words; or that it is not known."""
    if not person.name:
        return "name not known"
    return "spelling checked" if person.checked else "spelling not checked"


def spelling_remark(person: Person) -> str:
    """Return in brackets that the spelling is not checked or the name not known; nothing otherwise."""
    return f" ({spelling_status(person)})" if person.needs_spelling_check or not person.name else ""


def add_person(
    application: Application, described: Person, named_beside: Collection[str] = ()
) -> tuple[Application, str]:
    """Add a person, or add what is new to the one who is described.

    Args:
        application: where to.
        described: who it is, as `same_person.identify` takes it.
        named_beside: ids of those whom the user named in the same list.

    Returns:
        The application, and the person's id in it.

    Raises:
        WhichPersonError: it may be somebody noted already, or another of that name.
    """
    existing = identify(application.people, described, named_beside)
    if existing is None:
        person = replace(described, id=next_id("p", (other.id for other in application.people)))
    else:
        person = with_details(existing, described)
    return application.with_person(person), person.id


def add_people(
    application: Application, people: Iterable[Person], ids_beside: Iterable[str] = ()
) -> tuple[Application, tuple[str, ...]]:
    """Add several people whom the user named in one list: two of one name in it are two where they differ.

    Returns:
        The application, and the ids of these people in it, each once.

    Raises:
        WhichPersonError: as `add_person`.
    """
    ids = dict.fromkeys(ids_beside)
    added: dict[str, None] = {}
    for person in people:
        application, person_id = add_person(application, person, ids)
        ids[person_id] = added[person_id] = None
    return application, tuple(added)


def with_details(person: Person, described: Person) -> Person:
    """Return a person with what a description adds. What it does not say stays.

    A name spelled differently counts as unchecked; one that only lacks the accents, or the rest of the name,
    is not taken over, unless the user says whom they describe.
    """
    name = described.name or person.name
    is_called_by_id = described.name == person.id
    has_lost_accents = name.isascii() and name.casefold() == without_accents(person.name).casefold()
    says_less = has_lost_accents or has_short_name(described, person)
    if is_called_by_id or (says_less and not described.id):
        name = person.name
    is_family_name_in_it = set(fold(person.family_name).split()) <= set(fold(name).split())
    family_name = person.family_name if name == person.name or is_family_name_in_it else ""
    return replace(
        person,
        name=name,
        form_of_address=described.form_of_address or person.form_of_address,
        position=described.position or person.position,
        email=described.email or person.email,
        phone=described.phone or person.phone,
        family_name=described.family_name or family_name,
        checked=described.checked or (person.checked and name == person.name),
        at_agency=described.at_agency or person.at_agency,
        by_first_name=person.by_first_name if described.by_first_name is None else described.by_first_name,
    )


def note_people_met(
    application: Application, ids_before: Sequence[str], people: Sequence[Person]
) -> tuple[Application, tuple[str, ...]]:
    """Note the people of an interview from a list that the user edited; it began with those of `ids_before`.

    Who is still in the list is that person. A line that is gone was corrected where a new one is about
    nobody else: the same name with another position, a name spelled otherwise, a name for a position. Further
    new lines are new people, and further ones that are gone were not met.

    Returns:
        The application with these people, and the ids of those in the list.

    Raises:
        WhichPersonError: one of them may be somebody noted already, or another of that name.
    """
    gone = [person for person in map(application.person, ids_before) if person is not None]
    identified = list(people)
    for is_about in (_is_unchanged, _is_alike, _is_corrected):
        for index, person in enumerate(identified):
            matches = [] if person.id else [other for other in gone if is_about(application, other, person)]
            if len(matches) == 1 or (matches and is_about is not _is_alike):
                gone.remove(matches[0])
                identified[index] = replace(person, id=matches[0].id)
    return add_people(application, identified, [person.id for person in identified if person.id])


def _is_unchanged(_: Application, person: Person, described: Person) -> bool:
    return write_person(person) == write_person(described)


def _is_alike(_: Application, person: Person, described: Person) -> bool:
    return likeness(person, described) is Likeness.SAME


def _is_corrected(application: Application, person: Person, described: Person) -> bool:
    """Return whether a line is that of a person, corrected: it is about nobody else who is noted."""
    if any(likeness(other, described) is Likeness.SAME for other in application.people):
        return False
    is_same_position = fold(person.position) == fold(described.position)
    return (
        likeness(person, described) is Likeness.UNCLEAR
        or (not person.name and is_same_position)
        or is_name_respelled(person, described)
    )


def is_name_respelled(person: Person, described: Person) -> bool:
    """Return whether a name reads like another spelling of a person's, or like more or less of it."""
    from difflib import SequenceMatcher  # only a corrected list needs it

    one, other = fold(person.name), fold(described.name)
    if one == other or not (one and other):
        return False
    are_parts = set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())
    return are_parts or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LEAST_LIKENESS


def find_person(application: Application, text: str) -> Person:
    """Find a person by id, by name, or by the beginnings of words in it; without a name, by the position.

    Raises:
        CallError: nobody or more than one matches; the sentence says who there is, and what tells them apart.
    """
    shown, people = clean_line(text, "The name"), application.people
    form_of_address, name = split_name(shown)
    words = search_words(name.casefold().removeprefix("the ") if name else "")
    matches = [person for person in people if person.id == shown or _is_exactly(person, words)]
    if not matches and words:
        matches = [person for person in people if has_words(search_text(_searched_name(person)), words)]
    if len(matches) > 1 and form_of_address:
        typed = Person("", "", form_of_address)
        matches = [
            person
            for person in matches
            if likeness(replace(person, name="", position="", email=""), typed) is Likeness.SAME
        ] or matches
    if len(matches) == 1:
        return matches[0]
    if matches:
        names = join_with_or([f"{person.id} ({distinct_name(person)})" for person in matches])
        raise CallError(f"{text[:60]!r} could be {names}", "Write the id, or more of the name")
    names = ", ".join(person.full_name for person in people)
    raise CallError(
        f"Nobody called {shown[:60]!r} at {application.company}",
        f"There is {names}" if names else "Nobody is noted there yet",
    )


def _searched_name(person: Person) -> str:
    return person.name or person.position


def _is_exactly(person: Person, words: tuple[str, ...]) -> bool:
    return bool(words) and search_words(_searched_name(person)) == words

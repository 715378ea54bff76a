"""Two changes of one application, made apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, LessonState, Reflection
from followup_tui.domain.merge import merge
from followup_tui.domain.merge_conflicts import (
    STANDING,
    MergeConflict,
    Side,
    Standing,
    conflict_title,
    standing,
    value_words,
)
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from tests.samples import NORTHWIND, instant, received, sent
from tests.strategies import applications

NAMES = [name for name in Application.__struct_fields__ if name not in {"revision", "updated_at"}]


def _with(base: Application, other: Application, names: set[str]) -> Application:
    """Take some fields from another application."""
    return replace(base, **{name: getattr(other, name) for name in names})


def test_changes_of_different_fields_are_both_kept() -> None:
    """A role changed here and a contact noted there are both in the result."""
    mine = replace(NORTHWIND, role="Lead", revision=1)
    theirs = replace(NORTHWIND, contacts=(sent("2026-11-12"),), revision=4)
    assert merge(NORTHWIND, mine, theirs) == (
        replace(NORTHWIND, role="Lead", contacts=(sent("2026-11-12"),), revision=4),
        (),
    )


def test_the_same_field_changed_in_both_is_named_and_stays_theirs() -> None:
    """What was changed in both is named, and what stands on disk is not written over."""
    mine = replace(NORTHWIND, role="Lead", stage=Stage.THANKED, notes="mine")
    theirs = replace(NORTHWIND, role="Head", stage=Stage.WAITING)
    merged, conflicts = merge(NORTHWIND, mine, theirs)
    assert conflicts == (
        MergeConflict(("role",), "Lead", "Head"),
        # With how it ended and when: that belongs to the stage.
        MergeConflict(("stage",), Standing(Stage.THANKED), Standing(Stage.WAITING)),
    )
    assert (merged.role, merged.stage, merged.notes) == ("Head", Stage.WAITING, "mine")


def test_a_decision_counts_for_the_sides_that_were_shown() -> None:
    """What the user chose stands; where the other side changed once more, it is asked again."""
    base = replace(NORTHWIND, notes="")
    mine, theirs = replace(base, role="Lead", notes="mine"), replace(base, role="Head", notes="theirs")
    role, notes = merge(base, mine, theirs)[1]
    decided = {role: Side.HERE, notes: Side.BOTH}
    merged, conflicts = merge(base, mine, theirs, decided)
    assert (merged.role, merged.notes, conflicts) == ("Lead", "theirs\n\nmine", ())
    again = replace(theirs, role="Chief")
    assert merge(base, mine, again, decided)[1] == (MergeConflict(("role",), "Lead", "Chief"),)
    assert merge(base, mine, theirs, {role: Side.THERE, notes: Side.THERE})[0] == theirs


ADA, BEN = Person("p1", "Ada"), Person("p2", "Ben")
CARD = replace(NORTHWIND, people=(ADA, BEN), interviews=(Interview("i1", people=("p1", "p2")),), contacts=())


def test_a_person_is_merged_field_by_field() -> None:
    """A position noted here and an address noted there are both with the one person."""
    mine = CARD.with_person(replace(ADA, position="Head"))
    theirs = CARD.with_person(replace(ADA, email="ada@northwind.example"))
    merged, conflicts = merge(CARD, mine, theirs)
    assert merged.person("p1") == replace(ADA, position="Head", email="ada@northwind.example")
    assert conflicts == ()


def test_somebody_changed_here_and_taken_out_there_is_asked_about() -> None:
    """Neither the change nor the taking out wins by itself."""
    mine, theirs = CARD.with_person(replace(ADA, position="Head")), CARD.without_person("p1")
    (conflict,) = merge(CARD, mine, theirs)[1]
    assert conflict == MergeConflict(("people", "p1"), replace(ADA, position="Head"), None)
    assert merge(CARD, mine, theirs, {conflict: Side.HERE})[0].person("p1") == conflict.here
    assert merge(CARD, mine, theirs, {conflict: Side.THERE})[0] == theirs
    (other_way,) = merge(CARD, theirs, mine)[1]
    assert other_way == MergeConflict(("people", "p1"), None, replace(ADA, position="Head"))


def test_two_new_people_are_two() -> None:
    """Both counted on from the same number; each keeps who was met by whom."""
    mine = CARD.with_person(Person("p3", "Cleo")).with_interview(Interview("i2", people=("p3",)))
    theirs = CARD.with_person(Person("p3", "Dana")).with_interview(
        Interview("i2", people=("p3",), missed=True)
    )
    merged, conflicts = merge(CARD, mine, theirs)
    names = {person.id: person.name for person in merged.people}
    assert [names[known] for held in merged.interviews for known in held.people] == [
        "Ada",
        "Ben",
        "Dana",
        "Cleo",
    ]
    assert len({held.id for held in merged.interviews}) == 3
    assert conflicts == ()


def test_the_same_new_person_is_one() -> None:
    """Noted in both places under one name, with what either knows of them."""
    mine = CARD.with_person(Person("p3", "Cleo", position="CTO"))
    theirs = CARD.with_person(Person("p3", "cleo", email="cleo@northwind.example"))
    merged, conflicts = merge(CARD, mine, theirs)
    assert [person.email for person in merged.people][2:] == ["cleo@northwind.example"]
    assert merged.people[2].position == "CTO"
    assert [conflict.place for conflict in conflicts] == [("people", "p3", "name")]


def test_contacts_and_words_added_in_both_are_all_there() -> None:
    """What either adds is there, what either takes out is gone, and two alike are two."""
    base = replace(CARD, tags=("a", "b")).with_contact(sent("2026-11-12"))
    mine = replace(base, tags=("a", "b", "mine")).with_contact(sent("2026-11-13"))
    theirs = replace(base, tags=("b", "theirs")).with_contact(sent("2026-11-12"))
    merged, conflicts = merge(base, mine, theirs)
    assert [(contact.id, contact.at) for contact in merged.contacts] == [
        ("c1", instant("2026-11-12")),
        ("c2", instant("2026-11-12")),
        ("c3", instant("2026-11-13")),
    ]
    assert (merged.tags, conflicts) == (("b", "theirs", "mine"), ())


def test_a_contact_edited_here_and_elsewhere_is_merged_field_by_field() -> None:
    """A note written here and a kind put right elsewhere are both there; two notes are asked about."""
    base = CARD.with_contact(received("2026-11-12"))
    (contact,) = base.contacts
    noted = base.with_contact(replace(contact, note="They need a week"))
    settled = base.with_contact(replace(contact, settled=True))
    assert merge(base, noted, settled) == (
        base.with_contact(replace(contact, note="They need a week", settled=True)),
        (),
    )
    (conflict,) = merge(base, noted, base.with_contact(replace(contact, note="Two weeks")))[1]
    assert conflict.place == ("contacts", "c1", "note")
    assert conflict_title(conflict, base) == "they wrote by email, Thu 12 Nov 2026 12:00, note"


def test_an_offer_noted_in_both_is_asked_about() -> None:
    """Its terms are merged where both changed the same offer."""
    offer = Offer(instant("2026-11-12"), terms=("salary 70,000",))
    mine, theirs = (
        replace(offer, terms=("salary 70,000", "30 days")),
        replace(offer, answer_by=instant("2026-11-20")),
    )
    with_mine, with_theirs = replace(CARD, offer=mine), replace(CARD, offer=theirs)
    merged, conflicts = merge(replace(CARD, offer=offer), with_mine, with_theirs)
    assert (merged.offer, conflicts) == (replace(mine, answer_by=theirs.answer_by), ())
    (conflict,) = merge(CARD, with_mine, with_theirs)[1]
    assert conflict_title(conflict, CARD) == "Offer"
    assert value_words(conflict.here) == "Offer of Thu 12 Nov 2026 12:00, open, salary 70,000, 30 days"


def test_promises_added_in_both_are_both_kept() -> None:
    """Each under a number of its own."""
    mine = CARD.with_promise(Promise("", "Send references", due=date(2026, 11, 20)))
    theirs = CARD.with_promise(Promise("", "Call on Tuesday", Party.THEM))
    merged, conflicts = merge(CARD, mine, theirs)
    assert [(each.id, each.text) for each in merged.promises] == [
        ("1", "Call on Tuesday"),
        ("2", "Send references"),
    ]
    assert conflicts == ()


THOUGHT = Reflection(instant("2026-11-12 16:00"), "Calm", "Late", (Lesson("Slower"), Lesson("Ask first")))
REFLECTED = replace(CARD, interviews=(Interview("i1", reflection=THOUGHT),))


def thought(reflection: Reflection | None) -> Application:
    """Return the card with this reflection."""
    return replace(REFLECTED, interviews=(Interview("i1", reflection=reflection),))


def test_a_reflection_is_merged_field_by_field() -> None:
    """A lesson done elsewhere while its entry was being edited here is done, and what was typed is kept."""
    done = Lesson("Slower", LessonState.DONE, instant("2026-11-20"))
    mine = replace(THOUGHT, well="Calm, kind", feeling=4, lessons=(*THOUGHT.lessons, Lesson("Drink")))
    theirs = replace(THOUGHT, lessons=(done,), notes="My diary", looked_back=True)
    merged = replace(theirs, well="Calm, kind", feeling=4, lessons=(done, Lesson("Drink")))
    for here, there in ((mine, theirs), (theirs, mine)):
        assert merge(REFLECTED, thought(here), thought(there)) == (thought(merged), ())


def test_two_first_reflections_of_one_interview_are_both_kept() -> None:
    """Where both wrote the same field, either or both of the texts can be kept."""
    base = thought(None)
    mine = Reflection(instant("2026-11-13"), "Mine", lessons=(Lesson("Slower"),), feeling=2)
    theirs = Reflection(instant("2026-11-12"), "Theirs", "Late", (Lesson("Ask first"),))
    merged, (conflict,) = merge(base, thought(mine), thought(theirs))
    assert conflict == MergeConflict(("interviews", "i1", "reflection", "well"), "Mine", "Theirs")
    assert Side.BOTH in conflict.sides
    lessons = (Lesson("Ask first"), Lesson("Slower"))
    both = replace(theirs, lessons=lessons, feeling=2)
    assert merged == thought(both)
    kept = merge(base, thought(mine), thought(theirs), {conflict: Side.BOTH})
    assert kept == (thought(replace(both, well="Theirs\n\nMine")), ())


def test_a_lesson_done_here_and_dropped_there_is_asked_about() -> None:
    """In words; and so is a reflection that was taken out on one side."""
    done, dropped = (
        replace(THOUGHT, lessons=(Lesson("notes", state, instant("2026-11-20")),))
        for state in (LessonState.DONE, LessonState.DROPPED)
    )
    base = thought(replace(THOUGHT, lessons=(Lesson("notes"),)))
    (conflict,) = merge(base, thought(done), thought(dropped))[1]
    assert conflict_title(conflict, base) == "Interview, reflection, lesson, notes, state"
    assert (value_words(conflict.here), value_words(conflict.there)) == ("done", "dropped")
    assert conflict.sides == (Side.HERE, Side.THERE)
    assert merge(base, thought(done), thought(dropped), {conflict: Side.HERE})[0] == thought(done)
    (gone,) = merge(base, thought(done), thought(None))[1]
    assert (value_words(gone.here), value_words(gone.there)) == ("Calm\nLate\nnotes", "taken out")


def test_a_conflict_is_said_in_words() -> None:
    """Each says which thing of whom, and both sides, as a person would."""
    when = instant("2026-11-12 15:00")
    card = replace(CARD, interviews=(Interview("i1", ended_at=when),))
    table = [
        (
            MergeConflict(("decision_date",), date(2026, 12, 8), None),
            "Decision date",
            "Tue 8 Dec 2026",
            "taken out",
        ),
        (MergeConflict(("people", "p1", "position"), "Head", ""), "Ada, position", "Head", "empty"),
        (MergeConflict(("people", "p1"), replace(ADA, position="CTO"), None), "Ada", "Ada, CTO", "taken out"),
        (
            MergeConflict(("interviews", "i1", "missed"), here=True, there=False),
            "Interview of Thu 12 Nov 2026 15:00, missed",
            "yes",
            "no",
        ),
    ]
    for conflict, name, here, there in table:
        assert (conflict_title(conflict, card), value_words(conflict.here), value_words(conflict.there)) == (
            name,
            here,
            there,
        )


def test_the_same_change_in_both_is_no_conflict() -> None:
    """Two who noted the same thing agree."""
    changed = replace(NORTHWIND, contacts=(received("2026-11-12"),))
    assert merge(NORTHWIND, changed, changed) == (changed, ())


_PARTS = st.lists(st.sampled_from(["mine", "theirs", "nobody"]), min_size=len(NAMES), max_size=len(NAMES))


@given(applications(), applications(), applications(), _PARTS)
def test_disjoint_changes_are_all_kept(
    base: Application, one: Application, other: Application, parts: list[str]
) -> None:
    """Whichever fields are changed here and whichever others there, all of it is in the result."""
    by_name = dict(zip(NAMES, parts, strict=True))
    # How it ended goes with the stage: a card is closed on one side with all that belongs to it.
    by_name |= dict.fromkeys(STANDING, by_name["stage"])
    here = {name for name, part in by_name.items() if part == "mine"}
    there = {name for name, part in by_name.items() if part == "theirs"}
    mine, theirs = _with(base, one, here), _with(base, other, there)
    expected = _with(theirs, one, here)
    known = {p.id for side in (base, mine, theirs) for p in side.people}
    for gone in known - {p.id for p in expected.people}:
        expected = expected.without_person(gone)
    assert merge(base, mine, theirs) == (expected, ())


@given(applications(), applications(), applications())
def test_nothing_is_lost_silently(base: Application, mine: Application, theirs: Application) -> None:
    """Each change made here is in the result or is asked about, and so is each made there."""
    merged, conflicts = merge(base, mine, theirs)
    asked = {conflict.place[0] for conflict in conflicts}
    # When a side changed what stands beside it: the later one. The stage and what belongs to it: below. An id
    # is what the other side has.
    noted = {"decision_told_at", "snoozed_at", "overdue_dismissed", *STANDING, "id"}
    lists = {"tags", "links", "source_ids"}
    for name in set(NAMES) - {"people", "interviews", "contacts", "promises", "offer"} - lists - noted:
        was, here, there, kept = (getattr(side, name) for side in (base, mine, theirs, merged))
        if there != was:
            assert kept == there
        if here != was and name not in asked:
            assert kept == here
    was, here, there, kept = (standing(side) for side in (base, mine, theirs, merged))
    if there.words != was.words:
        assert kept.words == there.words
    if here.words != was.words and "stage" not in asked:
        assert kept.words == here.words
    for side, other in ((mine, theirs), (theirs, mine)):
        for name in lists:
            assert {word for word in getattr(side, name) if word not in getattr(base, name)} <= set(
                getattr(merged, name)
            )
        texts = [{promise.text for promise in each.promises} for each in (side, base, merged)]
        assert texts[0] - texts[1] <= texts[2] or "promises" in asked
        # The contact of one mail is one, with what either side notes of it.
        mails = {contact.message_id for contact in other.contacts} - {""}
        added = Counter(_facts(side, mails)) - Counter(_facts(base))
        assert not added - Counter(_facts(merged)), (added, other)
    assert merged.revision == theirs.revision


def _facts(
    application: Application, without: AbstractSet[str] = frozenset()
) -> list[tuple[Instant, Direction, ContactKind, str]]:
    """Return the contacts without whom they were with: somebody who was taken out is no longer named."""
    return [
        (contact.at, contact.direction, contact.kind, contact.note)
        for contact in application.contacts
        if contact.message_id not in without
    ]


@given(applications(), applications())
def test_a_change_on_one_side_only_is_that_side(base: Application, changed: Application) -> None:
    """Where only one side changed something, the result is that side."""
    changed = replace(changed, revision=base.revision, updated_at=base.updated_at)
    assert merge(base, changed, base) == (changed, ())
    assert merge(base, base, changed) == (changed, ())

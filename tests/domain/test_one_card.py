"""Two cards of one job made one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.clash import Clash
from followup_tui.domain.contact import Contact
from followup_tui.domain.one_card import merge_cards
from followup_tui.domain.people import add_people
from followup_tui.domain.person_line import parse_people
from followup_tui.errors import CallError
from tests.samples import NORTHWIND, held, instant, sent
from tests.strategies import applications


def test_what_is_on_both_cards_is_there_once() -> None:
    """One person, one interview, one contact; what only the second card says is added."""
    kept, ids = add_people(NORTHWIND, parse_people("Jana Novák\nMüller, CTO"))
    kept = kept.with_interview(replace(held("2026-11-12"), people=ids)).with_contact(sent("2026-11-13"))
    other, ids = add_people(NORTHWIND, parse_people("Müller, HR\nDr. Jana Novak <jana@northwind.example>"))
    other = other.with_interview(replace(held("2026-11-12"), people=ids[1:], said="42")).with_contact(
        sent("2026-11-13")
    )
    merged = merge_cards(kept, replace(other, role="Data lead", tags=("remote",), notes="Note"))
    assert [(person.id, person.full_name, person.position, person.email) for person in merged.people] == [
        ("p1", "Dr. Jana Novák", "", "jana@northwind.example"),
        ("p2", "Müller", "CTO", ""),
        ("p3", "Müller", "HR", ""),
    ]
    assert [(each.id, each.people, each.said) for each in merged.interviews] == [("i1", ("p1", "p2"), "42")]
    assert len(merged.contacts) == 1
    assert (merged.role, merged.tags) == ("Data engineer", ("remote",))
    assert merged.notes == "Note\n\nAlso recorded as: Data lead."


def test_a_live_card_is_not_closed_by_a_closed_one() -> None:
    """Whichever of the two is kept, the job lives on."""
    closed = replace(NORTHWIND, stage=Stage.CLOSED, outcome=Outcome.SILENT, closed_at=instant("2026-11-12"))
    for kept, other in ((closed, NORTHWIND), (NORTHWIND, closed)):
        merged = merge_cards(kept, other)
        assert (merged.stage, merged.outcome, merged.closed_at) == (Stage.INTERVIEWED, None, None)


def test_a_card_with_a_clash_is_not_put_on_another() -> None:
    """The value that was put aside would be gone without a word; one's own clashes stay."""
    clash = Clash(("role",), '"Head"', instant("2026-11-22"))
    undecided = replace(NORTHWIND, clashes=(clash,))
    with pytest.raises(CallError, match="1 clash there is not decided"):
        merge_cards(NORTHWIND, undecided)
    assert merge_cards(undecided, NORTHWIND).clashes == (clash,)


@given(applications(), applications())
def test_nothing_of_either_card_is_lost(kept: Application, other: Application) -> None:
    """Each name, tag, line of notes, contact and promise of either is on the one card, and ids are unique."""
    merged = merge_cards(kept, other)
    for card in (kept, other):
        assert set(card.tags) <= set(merged.tags)
        assert card.notes in merged.notes
        assert set(map(_contact, card.contacts)) <= set(map(_contact, merged.contacts))
        assert {promise.text for promise in card.promises} <= {promise.text for promise in merged.promises}
        reflections = [each.reflection for each in card.interviews if each.reflection]
        assert all(
            reflection in [each.reflection for each in merged.interviews] for reflection in reflections
        )
        assert all(
            each.said in "\n".join(there.said for there in merged.interviews) for each in card.interviews
        )
    ids = Counter(person.id for person in merged.people)
    assert all(ids[person.id] == 1 for person in merged.people[len(kept.people) :])
    known = {person.id for person in merged.people}
    assert all(
        person_id in known for each in merged.interviews[len(kept.interviews) :] for person_id in each.people
    )


def _contact(contact: Contact) -> tuple[object, ...]:
    return contact.at, contact.direction, contact.kind, contact.channel, contact.note

"""What identifies the parts of an application across machines."""

from __future__ import annotations

from itertools import count

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview
from followup_tui.domain.merge import merge
from followup_tui.domain.part_uids import with_part_uids
from followup_tui.domain.person import Person
from tests.samples import NORTHWIND, instant, sent

CARD = replace(
    NORTHWIND,
    interviews=(Interview("i1", starts_at=instant("2026-11-10"), uid="one"),),
    people=(),
    contacts=(),
    promises=(),
)


def numbered(application: Application, before: Application | None) -> Application:
    """Give each new part the next number."""
    numbers = count(1)
    return with_part_uids(application, before, lambda: f"new{next(numbers)}")


def test_a_part_keeps_its_uid_and_a_new_one_gets_its_own() -> None:
    """Also where a form made the part anew; an id that is given again is another part."""
    changed = replace(CARD, interviews=(Interview("i1", said="They use Kafka"), Interview("i2")))
    assert [each.uid for each in numbered(changed, CARD).interviews] == ["one", "new1"]
    without = replace(CARD, interviews=())
    again = replace(without, interviews=(Interview("i1"),))
    assert [each.uid for each in numbered(again, without).interviews] == ["new1"]
    assert numbered(CARD, CARD) is CARD


def test_an_id_given_again_is_no_change_of_the_other() -> None:
    """Removed here and another made under its id, changed there: neither gets anything of the other."""
    mine = replace(CARD, interviews=(Interview("i1", said="Another", uid="two"),))
    theirs = replace(CARD, interviews=(replace(CARD.interviews[0], said="They use Kafka"),))
    merged, (conflict,) = merge(CARD, mine, theirs)
    assert {each.uid: (each.id, each.said) for each in merged.interviews} == {
        "one": ("i1", "They use Kafka"),
        "two": ("i2", "Another"),
    }
    assert (conflict.place, conflict.here) == (("interviews", "i1"), None)


def test_a_form_that_was_open_while_its_part_was_renumbered_saves_into_that_part() -> None:
    """What was typed about an interview never lands in the one that a sync put under its id."""
    base = replace(CARD, interviews=(Interview("i1", starts_at=instant("2026-11-11"), uid="two"),))
    mine = replace(base, interviews=(replace(base.interviews[0], said="Typed"),))
    theirs = replace(CARD, interviews=(*CARD.interviews, replace(base.interviews[0], id="i2")))
    merged, conflicts = merge(base, mine, theirs)
    assert [(each.id, each.said) for each in merged.interviews] == [("i1", ""), ("i2", "Typed")]
    assert conflicts == ()


def test_what_names_a_person_follows_them() -> None:
    """A contact and an interview that were noted on one machine name the same person after the merge."""
    ada, ben = Person("p1", "Ada", uid="a"), Person("p1", "Ben", uid="b")
    mine = replace(
        CARD, people=(ada,), contacts=(replace(sent("2026-11-12"), id="c1", person="p1", uid="x"),)
    )
    theirs = replace(
        CARD, people=(ben,), contacts=(replace(sent("2026-11-13"), id="c1", person="p1", uid="y"),)
    )
    merged, conflicts = merge(CARD, mine, theirs)
    names = {person.id: person.name for person in merged.people}
    assert [(contact.id, names[contact.person or ""]) for contact in merged.contacts] == [
        ("c2", "Ada"),
        ("c1", "Ben"),
    ]
    assert conflicts == ()


def test_one_invitation_and_one_mail_imported_on_both_machines_are_one() -> None:
    """Else each follow-up would count twice."""
    mail = replace(sent("2026-11-12"), id="c1", message_id="<1@northwind.example>")
    mine = replace(CARD, contacts=(replace(mail, uid="x", note="Mine"),))
    theirs = replace(CARD, contacts=(replace(mail, uid="y"),))
    merged, conflicts = merge(CARD, mine, theirs)
    assert [(each.uid, each.note) for each in merged.contacts] == [("y", "Mine")]
    assert conflicts == ()

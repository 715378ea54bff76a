"""What a change brings in is made safe, whichever way it came."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.person import Person
from followup_tui.domain.sanitize import LINK_LIMIT, sanitize_application
from followup_tui.domain.text import is_safe
from followup_tui.errors import CallError
from tests.samples import NORTHWIND, received
from tests.strategies import applications, raw_text


@given(applications(any_text=True))
def test_what_is_clean_goes_through_as_it_is(application: Application) -> None:
    """An application that is clean, with every tag and link there once, is not changed at the door."""
    once = replace(
        application,
        tags=tuple(dict.fromkeys(application.tags)),
        people=tuple(replace(person, email="") for person in application.people),
    )
    assert (
        sanitize_application(once)
        == sanitize_application(once, NORTHWIND)
        == sanitize_application(once, once)
        == once
    )


def test_a_card_with_thousands_of_contacts_is_cleaned_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each contact is looked at a few times, and not compared with every other one."""
    many = 2_000
    contacts = tuple(replace(received("2026-11-20"), note=f"Note {number}") for number in range(many))
    before = replace(NORTHWIND, contacts=contacts)
    read_again = tuple(replace(contact) for contact in contacts)
    compare, count = Contact.__eq__, 0

    def counted(one: Contact, other: object) -> bool:
        nonlocal count
        count += 1
        return compare(one, other)

    monkeypatch.setattr(Contact, "__eq__", counted)
    after = replace(before, contacts=(*read_again, replace(contacts[0], note="New\x1b")))
    cleaned = sanitize_application(after, before)
    assert [contact.note for contact in cleaned.contacts[-2:]] == [f"Note {many - 1}", "New"]
    assert count < 5 * many


@given(raw_text)
def test_nothing_unsafe_goes_through(text: str) -> None:
    """Whatever text stands in whatever field, what comes in could be shown as it is."""
    came = sanitize_application(
        replace(
            NORTHWIND,
            company=text,
            role=text,
            notes=text,
            tags=(text,),
            links=(text,),
            people=(Person("p1", f"Jana{text}", text, text, "", text),),
            contacts=(replace(received("2026-11-12"), note=text),),
        )
    )
    person = came.people[0]
    short = (came.company, came.role, *came.tags, *came.links, person.name, person.full_name, person.position)
    assert all(is_safe(line) and "\n" not in line and "\t" not in line for line in (*short, person.phone))
    assert is_safe(came.notes)
    assert is_safe(came.contacts[0].note)


def test_what_stood_there_before_is_no_reason_to_refuse() -> None:
    """Texts longer than fits that are there already stay; new ones are refused."""
    long = replace(
        NORTHWIND,
        company="x" * 500,
        notes="x" * 30_000,
        tags=("x" * 500,),
        people=(Person("p1", "x" * 500),),
        contacts=(replace(received("2026-11-12"), note="x" * 30_000),),
    )
    changed = replace(long, role="Lead", tags=(*long.tags, "new "))
    assert sanitize_application(changed, long) == replace(changed, tags=(*long.tags, "new"))
    with pytest.raises(CallError, match="The company is 500 characters long"):
        sanitize_application(long, NORTHWIND)


def test_a_link_may_be_long() -> None:
    """Links are longer than other lines, and have a limit too."""
    link = f"https://northwind.example/{'x' * 1_500}"
    assert sanitize_application(replace(NORTHWIND, links=(link, link, ""))).links == (link,)
    with pytest.raises(CallError, match="A link is"):
        sanitize_application(replace(NORTHWIND, links=("x" * (LINK_LIMIT + 1),)))

"""An application and the changes a person makes to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.person import Person
from tests.samples import NORTHWIND, ahead, at, held, instant, received, sent
from tests.strategies import instants


def test_a_moment_is_kept_in_utc_with_its_zone_beside_it() -> None:
    """A wall clock's moment is kept in UTC, to the second, and can be shown as that clock showed it."""
    moment = Instant.of(datetime(2026, 7, 1, 14, 2, 3, 999, tzinfo=ZoneInfo("Europe/Berlin")))
    assert moment == Instant(datetime(2026, 7, 1, 12, 2, 3, tzinfo=UTC), "Europe/Berlin")
    assert moment.local().isoformat() == "2026-07-01T14:02:03+02:00"


def test_a_bare_offset_becomes_utc() -> None:
    """An offset is no zone: the moment is right, the zone's name is UTC."""
    moment = Instant.of(datetime(2026, 7, 1, 14, tzinfo=timezone(timedelta(hours=5))))
    assert moment == Instant(datetime(2026, 7, 1, 9, tzinfo=UTC), "UTC")
    assert Instant(datetime(2026, 7, 1, 14, tzinfo=timezone(timedelta(hours=5))), "UTC") == moment


def test_a_moment_without_an_offset_is_refused() -> None:
    """A time that could be any zone's is never taken for a moment."""
    naive = datetime(2026, 7, 1, 14)  # noqa: DTZ001 - that is what is refused
    with pytest.raises(ValueError, match="zone"):
        Instant.of(naive)
    with pytest.raises(ValueError, match="offset"):
        Instant(naive, "Europe/Berlin")


@pytest.mark.parametrize("year", [1, 9999])
def test_a_moment_at_the_end_of_time_is_refused(year: int) -> None:
    """A moment that has no day in some zone is refused, so that no zone's day can fail later."""
    with pytest.raises(ValueError, match="year"):
        Instant(datetime(year, 1, 1, tzinfo=UTC), "UTC")


@pytest.mark.parametrize("zone", ["Mars/Phobos", "", "../../etc/passwd", "Europe", "x" * 300, "a\0b"])
def test_a_zone_nobody_knows_shows_utc(zone: str) -> None:
    """A zone's name that means nothing here, or is none, does not hide the moment."""
    moment = Instant(datetime(2026, 7, 1, 12, tzinfo=UTC), zone)
    assert moment.local() == moment.utc


@given(instants)
def test_a_moment_has_a_day_everywhere(moment: Instant) -> None:
    """A moment's day in the zone it was lived in is the day its wall clock showed."""
    assert moment.day(ZoneInfo(moment.zone)) == moment.local().date()


def test_the_next_interview_is_the_earliest_ahead_and_the_last_the_latest_held() -> None:
    """Interviews are told apart by the clock: what starts later lies ahead, what is past was held."""
    application = replace(
        NORTHWIND,
        interviews=(
            ahead("2026-12-09", 4),
            ahead("2026-12-01", 3),
            held("2026-11-05", 1),
            held("2026-11-12", 2),
            Interview("i5"),
        ),
    )
    now = at("2026-11-20")
    assert (application.next_interview(now), application.last_interview(now)) == (
        ahead("2026-12-01", 3),
        held("2026-11-12", 2),
    )
    later = at("2026-12-02")
    assert application.last_interview(later) == ahead("2026-12-01", 3)
    assert NORTHWIND.next_interview(now) is NORTHWIND.last_interview(now) is None


def test_interviews_and_contacts_stand_in_the_order_they_happened() -> None:
    """Whatever is noted first, the story reads from the oldest to the newest; unknown times come last."""
    application = NORTHWIND
    for interview in (Interview("i9"), held("2026-11-12", 2), ahead("2026-12-01", 3), held("2026-11-05", 1)):
        application = application.with_interview(interview)
    assert [interview.id for interview in application.interviews] == ["i1", "i2", "i3", "i9"]
    application = application.with_interview(held("2026-12-02", 1))
    assert [interview.id for interview in application.interviews] == ["i2", "i3", "i1", "i9"]
    for contact in (sent("2026-11-12"), received("2026-11-10"), sent("2026-11-11")):
        application = application.with_contact(contact)
    assert [contact.at for contact in application.contacts] == [
        instant(f"2026-11-{day}") for day in (10, 11, 12)
    ]
    assert [contact.id for contact in application.contacts] == ["c2", "c3", "c1"]
    assert application.last_contact(Direction.SENT) == application.contact("c1")
    assert application.last_contact(Direction.RECEIVED) == application.contact("c2")
    assert NORTHWIND.last_contact(Direction.SENT) is None


def test_a_person_takes_the_place_of_the_one_with_the_same_id() -> None:
    """Two of one name stay two; renaming somebody to a name another one has loses nobody."""
    jana, jan = Person("p1", "Jana"), Person("p2", "Jan")
    application = replace(NORTHWIND, people=(jana, jan))
    renamed = application.with_person(Person("p2", "Jana"))
    assert renamed.people == (jana, Person("p2", "Jana"))
    assert application.with_person(Person("p9", "jana")).people == (jana, jan, Person("p9", "jana"))
    assert application.with_person(Person("p3", "Ada")).people == (jana, jan, Person("p3", "Ada"))


def test_taking_a_person_out_keeps_what_happened_with_them() -> None:
    """A person taken out leaves interviews and contacts where they are, without them."""
    contact = Contact(instant("2026-11-12"), Direction.SENT, ContactKind.THANK_YOU, person="p1")
    application = replace(
        NORTHWIND,
        people=(Person("p1", "Jana"), Person("p2", "Ada")),
        interviews=(replace(held("2026-11-11"), people=("p1", "p2")),),
        contacts=(contact, sent("2026-11-13")),
    ).without_person("p1")
    assert application.people == (Person("p2", "Ada"),)
    assert application.interviews[0].people == ("p2",)
    assert application.contacts == (replace(contact, person=None), sent("2026-11-13"))
    assert application.person("p1") is None
    assert application.person("p2") == Person("p2", "Ada")


def test_the_full_name_has_the_form_of_address_in_front() -> None:
    """A person is addressed with what stands in front of the name, where there is something."""
    assert [Person("p1", "Ada King", form).full_name for form in ("Dr.", "")] == ["Dr. Ada King", "Ada King"]

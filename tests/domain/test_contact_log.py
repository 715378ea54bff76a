"""Contacts are logged, corrected, settled and removed, and the card follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.advice.thanking import unthanked
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.contact_log import log_contacts, remove_contact, save_contact, settle_contact
from followup_tui.domain.person import Person
from followup_tui.domain.stages import stage_on
from followup_tui.errors import CallError
from tests.letters.samples import MET, thanked
from tests.samples import NORTHWIND, NOW, ahead, instant, sent, today
from tests.strategies import applications

MISSED = replace(
    MET, interviews=(*MET.interviews, replace(ahead("2026-11-24 15:00", 2), missed=True, people=("p2",)))
)
THANKED_BOTH = (thanked("2026-11-23 13:00", "p1"), thanked("2026-11-23 13:30", "p2"))
MESSAGE = Contact(instant("2026-11-23 13:40"), Direction.RECEIVED, ContactKind.MESSAGE)


def logged(
    application: Application, contact: Contact, *asked: str, day: str = "2026-11-23 14:00"
) -> Application:
    """Log a contact."""
    return log_contacts(application, (contact,), today(day), asked)


def test_the_last_thank_you_of_an_interview_moves_the_card() -> None:
    """Not the first of two, and not one to somebody who held no part in it."""
    once = logged(MET, thanked("2026-11-23 13:00", "p1"))
    assert once.stage is Stage.INTERVIEWED
    assert (
        logged(
            replace(once, people=(*MET.people, Person("p3", "Cy Doe"))), thanked("2026-11-23 13:30", "p3")
        ).stage
        is Stage.INTERVIEWED
    )
    twice = logged(once, thanked("2026-11-23 13:30", "p2"))
    assert twice.stage is Stage.THANKED
    assert [contact.person for contact in twice.contacts] == ["p1", "p2"]


def test_one_thank_you_to_the_company_is_for_all_of_the_interview() -> None:
    """As where it went to an address of theirs that is nobody's own."""
    assert logged(MET, thanked("2026-11-23 13:00", None)).stage is Stage.THANKED


def test_a_thank_you_that_is_not_the_last_of_an_interview_moves_nothing() -> None:
    """Not where nobody was met yet, nor where a call was missed while somebody is still to be thanked."""
    planned = replace(MET, interviews=(ahead("2026-11-30 09:00"),))
    assert logged(planned, thanked("2026-11-23 13:00", "p1")).stage is Stage.INTERVIEWED
    one = logged(MISSED, thanked("2026-11-24 16:00", "p1"), day="2026-11-24 16:30")
    assert one.stage is Stage.INTERVIEWED
    assert logged(one, thanked("2026-11-24 16:40", "p2"), day="2026-11-24 17:00").stage is Stage.THANKED
    once_more = replace(
        logged(one, thanked("2026-11-24 16:40", "p2"), day="2026-11-24 17:00"), stage=Stage.INTERVIEWED
    )
    assert (
        logged(once_more, thanked("2026-11-24 18:00", "p1"), day="2026-11-24 18:30").stage
        is Stage.INTERVIEWED
    )


@pytest.mark.parametrize("kind", [kind for kind in ContactKind if kind is not ContactKind.THANK_YOU])
def test_no_other_letter_moves_the_card(kind: ContactKind) -> None:
    """A follow-up says that no thanks are owed any more, and still does not move it."""
    assert logged(MET, sent("2026-11-23 13:00", kind)).stage is Stage.INTERVIEWED


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.INTERVIEWED])
def test_a_card_that_stands_further_on_stays_there(stage: Stage) -> None:
    """A thank-you never takes a card back."""
    card = replace(MET, stage=stage)
    assert (
        logged(logged(card, thanked("2026-11-23 13:00", "p1")), thanked("2026-11-23 13:00", "p2")).stage
        is stage
    )


def test_questions_that_stood_in_a_letter_are_asked() -> None:
    """The others stay unasked, in their order."""
    card = replace(MET, unasked=("Team?", "On call?", "Budget?"))
    assert logged(card, thanked("2026-11-23 13:00", "p1"), "On call?").unasked == ("Team?", "Budget?")


def test_removing_the_last_thank_you_takes_the_card_back() -> None:
    """Thanks are owed again, so it stands in Interviewed again; as after an undo."""
    both = log_contacts(MET, THANKED_BOTH, today("2026-11-23 14:00"))
    assert both.stage is Stage.THANKED
    one = remove_contact(both, "c2", today("2026-11-23 15:00"))
    assert one == log_contacts(MET, THANKED_BOTH[:1], today("2026-11-23 14:00"))


def test_a_card_put_further_by_hand_stays_there_without_its_thank_you() -> None:
    """Where the user put it, it stays: they said that it is thanked for."""
    by_hand = replace(
        MET,
        contacts=(replace(THANKED_BOTH[0], id="c1"),),
        stage=Stage.THANKED,
        stage_since=instant("2026-11-23 14:00"),
    )
    assert remove_contact(by_hand, "c1", today("2026-11-24")).stage is Stage.THANKED
    waiting = replace(log_contacts(MET, THANKED_BOTH, today("2026-11-23 14:00")), stage=Stage.WAITING)
    assert remove_contact(waiting, "c1", today("2026-11-24")).stage is Stage.WAITING


@pytest.mark.parametrize(
    ("kind", "stage"),
    [(ContactKind.THANK_YOU, Stage.THANKED), (ContactKind.OTHER, Stage.INTERVIEWED)],
)
def test_a_correction_moves_the_card_as_logging_it_right_would_have(kind: ContactKind, stage: Stage) -> None:
    """From a thank-you to something else and back."""
    now = today("2026-11-23 14:00")
    both = log_contacts(MET, THANKED_BOTH, now)
    last = both.contact("c2")
    assert last is not None
    other = save_contact(both, replace(last, kind=ContactKind.OTHER), now)
    assert other.stage is Stage.INTERVIEWED
    again = save_contact(other, replace(last, kind=kind), now)
    assert again.stage is stage
    assert [contact.id for contact in again.contacts] == ["c1", "c2"]


def test_a_correction_long_after_leaves_the_card_where_it_is() -> None:
    """The words of an old thank-you can be mended when the card is overdue already."""
    both = log_contacts(MET, THANKED_BOTH, today("2026-11-23 14:00"))
    last = both.contact("c2")
    assert last is not None
    late = today("2026-12-20")
    mended = save_contact(both, replace(last, note="with the numbers"), late)
    assert (mended.stage, stage_on(mended, late)) == (Stage.THANKED, Stage.OVERDUE)


def with_ids(application: Application) -> Application:
    """Return the application with its contacts numbered."""
    numbered = (replace(contact, id=f"c{number}") for number, contact in enumerate(application.contacts, 1))
    return replace(application, contacts=tuple(numbered))


@given(applications().map(with_ids))
def test_a_correction_that_changes_nothing_changes_nothing(application: Application) -> None:
    """Saving a contact as it is leaves all as it is, the stage included."""
    for contact in application.contacts:
        if contact.at.utc <= NOW:
            assert save_contact(application, contact, today("2026-11-23 14:02")) == replace(
                application, contacts=application.with_contact(contact).contacts
            )


@given(applications().map(with_ids))
def test_what_was_logged_and_is_removed_leaves_no_trace(application: Application) -> None:
    """The card holds what it held, and stands where it stood, or where thanks are owed in Interviewed."""
    now = today("2026-11-23 14:02")
    thanks, offer = (Direction.SENT, ContactKind.THANK_YOU), (Direction.RECEIVED, ContactKind.OFFER)
    for direction, kind in (thanks, offer):
        after = save_contact(application, Contact(instant("2026-11-23 13:00"), direction, kind), now)
        ids_before = {contact.id for contact in application.contacts}
        (new,) = {contact.id for contact in after.contacts} - ids_before
        removed = remove_contact(after, new, now)
        owes_thanks = unthanked(application, now) is not None
        assert removed.stage in (application.stage, *([Stage.INTERVIEWED] if owes_thanks else []))
        assert sorted(map(repr, removed.contacts)) == sorted(map(repr, application.contacts))


def test_a_message_needs_no_answer_after_all() -> None:
    """The user says so and takes it back; of what becomes another kind nothing was said."""
    card = NORTHWIND.with_contact(MESSAGE)
    settled = settle_contact(card, "c1")
    assert [contact.settled for contact in settled.contacts] == [True]
    assert settle_contact(settled, "c1", is_settled=False) == card
    notice = save_contact(settled, replace(settled.contacts[0], kind=ContactKind.NOTICE), today("2026-11-24"))
    assert not notice.contacts[0].settled
    noted = save_contact(settled, replace(settled.contacts[0], note="x"), today("2026-11-24"))
    assert noted.contacts[0].settled


@pytest.mark.parametrize("kind", [ContactKind.NOTICE, ContactKind.REJECTION, ContactKind.OFFER])
def test_what_needs_no_answer_cannot_be_settled(kind: ContactKind) -> None:
    """It says so, and what it is."""
    card = NORTHWIND.with_contact(replace(MESSAGE, kind=kind))
    with pytest.raises(CallError, match="c1 waits for no answer"):
        settle_contact(card, "c1")


def test_a_contact_that_is_not_there_is_refused() -> None:
    """The sentence names those there are."""
    card = NORTHWIND.with_contact(MESSAGE)
    acts: tuple[Callable[[], object], ...] = (
        lambda: remove_contact(card, "c7", today("2026-11-24")),
        lambda: settle_contact(card, "c7"),
        lambda: save_contact(card, replace(MESSAGE, id="c7"), today("2026-11-24")),
    )
    for act in acts:
        with pytest.raises(CallError, match=r"There is no contact 'c7' at Northwind\. The latest are c1"):
            act()

"""Offers: noted with the contact they came in, changed, and settled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.after_hired import after_hired
from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.letter_choice import fitting_follow_up
from followup_tui.domain.letter_fit import OFFER_KINDS, is_fitting, kinds_for
from followup_tui.domain.letter_recipients import recipients
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.offers import (
    begin_offer,
    note_offer,
    offer_words,
    offering_person,
    settle_offer,
    term_label,
    terms_in,
    with_terms,
)
from followup_tui.domain.person import Person
from followup_tui.domain.stages import close_application
from followup_tui.errors import CallError
from tests.samples import NORTHWIND, held, instant, today

MONDAY = today("2026-11-23 14:02")
OPEN = Offer(instant("2026-11-23 10:00"), instant("2026-11-27 23:59"), ("salary 72,000",))
JANA, BOB = Person("p1", "Jana Novák"), Person("p2", "Bob Lee")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("salary 72,000", "Salary EUR 75,000"),
        ("salary: 72k", "salary €75,000"),
        ("start 1 March", "start in April"),
        ("28 days of holiday", "30 days of holiday"),
        ("Beginn 1. März", "Beginn im Mai"),
        ("remote", "Remote"),
    ],
)
def test_a_term_about_the_same_takes_the_place_of_the_earlier_one(one: str, other: str) -> None:
    """And stands where that stood."""
    assert with_terms((one, "a bicycle"), [other]) == (other, "a bicycle")


@pytest.mark.parametrize(
    ("one", "other"),
    [("company car", "company pension 5%"), ("salary 72,000", "bonus 10%"), ("2 days remote", "28 days off")],
)
def test_terms_about_two_things_are_both_kept(one: str, other: str) -> None:
    """Nothing is lost where it is not plain that both say the same."""
    assert with_terms((one,), [other]) == (one, other)


@given(st.lists(st.text(min_size=1), max_size=6))
def test_no_label_is_there_twice(terms: list[str]) -> None:
    """Whatever the terms are; and to add them again changes nothing."""
    once = with_terms((), terms)
    assert len({term_label(term) for term in once}) == len(once)
    assert with_terms(once, once) == once


def test_an_offer_brings_the_contact_it_came_in_once() -> None:
    """Noted, changed, and where that contact was logged before: there is one of that day."""
    noted = note_offer(NORTHWIND, OPEN, channel=Channel.PHONE)
    assert [(c.kind, c.direction, c.channel, c.at) for c in noted.contacts] == [
        (ContactKind.OFFER, Direction.RECEIVED, Channel.PHONE, OPEN.received_at)
    ]
    changed = note_offer(noted, replace(OPEN, terms=("salary 75,000",)))
    assert changed.contacts == noted.contacts
    logged = NORTHWIND.with_contact(
        Contact(instant("2026-11-23 09:00"), Direction.RECEIVED, ContactKind.OFFER, person="p1")
    )
    assert len(note_offer(logged, OPEN).contacts) == 1
    taken_out = noted.without_contact("c1")
    assert note_offer(taken_out, replace(OPEN, terms=())).contacts == ()


def test_a_corrected_day_takes_the_contact_along() -> None:
    """It is the same offer, and the same contact, of another day."""
    noted = note_offer(NORTHWIND, OPEN)
    corrected = note_offer(noted, begin_offer(noted, instant("2026-11-20 16:00"), MONDAY))
    assert [(contact.id, contact.at) for contact in corrected.contacts] == [
        ("c1", instant("2026-11-20 16:00"))
    ]


def test_what_is_corrected_of_an_offer_is_corrected_in_its_contact() -> None:
    """Another hour of the same day, another channel, nobody in particular: nothing tells the old ones."""
    noted = note_offer(replace(NORTHWIND, people=(JANA,)), OPEN, channel=Channel.PHONE, person="p1")
    moved = replace(OPEN, received_at=instant("2026-11-23 08:30"))
    corrected = note_offer(noted, moved, channel=Channel.LETTER, person="")
    (contact,) = corrected.contacts
    assert (contact.at, contact.channel, contact.person) == (moved.received_at, Channel.LETTER, None)
    (kept,) = note_offer(noted, replace(OPEN, terms=())).contacts
    assert (kept.at, kept.channel, kept.person) == (OPEN.received_at, Channel.PHONE, "p1")


def test_of_two_offer_contacts_of_a_day_that_of_the_offers_moment_is_its_own() -> None:
    """It was said at ten and written at noon: what is changed about it leaves the second alone."""
    written = Contact(instant("2026-11-23 12:00"), Direction.RECEIVED, ContactKind.OFFER)
    noted = note_offer(NORTHWIND, OPEN).with_contact(written)
    changed = note_offer(noted, replace(OPEN, terms=("start 1 March",)), channel=Channel.PHONE)
    assert [(each.at, each.channel) for each in changed.contacts] == [
        (OPEN.received_at, Channel.PHONE),
        (written.at, Channel.EMAIL),
    ]


@pytest.mark.parametrize(
    ("note", "terms"),
    [
        ("salary 72,000, start 1 March", ("salary 72,000", "start 1 March")),
        ("salary 72,000\n28 days of holiday", ("salary 72,000", "28 days of holiday")),
        ("She called. They want me!", ()),
        ("They called at 3 and want me to start soon, more by mail", ()),
        ("start in March", ()),
        ("", ()),
    ],
)
def test_a_note_that_lists_terms_is_told_from_prose(note: str, terms: tuple[str, ...]) -> None:
    """Only what is plainly a list is taken for terms."""
    assert terms_in(note) == terms


@pytest.mark.parametrize(
    ("decision", "stage", "outcome"),
    [
        (OfferState.ACCEPTED, Stage.CLOSED, Outcome.HIRED),
        (OfferState.DECLINED, Stage.CLOSED, Outcome.DECLINED),
        (OfferState.WITHDRAWN, Stage.INTERVIEWED, None),
    ],
)
def test_what_settles_an_offer_closes_the_card_where_the_user_answered(
    decision: OfferState, stage: Stage, outcome: Outcome | None
) -> None:
    """What they withdraw closes nothing; a second time changes nothing."""
    settled = settle_offer(note_offer(NORTHWIND, OPEN), decision, MONDAY)
    assert (settled.stage, settled.outcome) == (stage, outcome)
    assert settled.offer is not None
    assert (settled.offer.decision, settled.offer.settled_at) == (decision, instant("2026-11-23 14:02"))
    assert settle_offer(settled, decision, today("2026-11-24")) == settled


def test_a_mistaken_answer_can_be_changed_and_its_terms_too() -> None:
    """The card was closed by this offer, so it still takes changes of it."""
    accepted = settle_offer(note_offer(NORTHWIND, OPEN), OfferState.ACCEPTED, MONDAY)
    offer = begin_offer(accepted, None, MONDAY)
    assert note_offer(accepted, replace(offer, terms=("start 1 May",))).outcome is Outcome.HIRED
    assert settle_offer(accepted, OfferState.DECLINED, MONDAY).outcome is Outcome.DECLINED


def test_a_card_closed_otherwise_takes_no_offer() -> None:
    """The sentence says how to put it back first."""
    rejected = close_application(NORTHWIND, Outcome.REJECTED, MONDAY)
    with pytest.raises(CallError, match="followup reopen northwind"):
        begin_offer(rejected, None, MONDAY)
    with pytest.raises(CallError):
        settle_offer(replace(rejected, offer=OPEN), OfferState.ACCEPTED, MONDAY)


def test_after_a_withdrawn_offer_comes_another_one() -> None:
    """A change of what is over is refused; what came later is an offer of its own."""
    withdrawn = settle_offer(note_offer(NORTHWIND, OPEN), OfferState.WITHDRAWN, MONDAY)
    tuesday = today("2026-11-24 09:00")
    with pytest.raises(CallError, match="they withdrew it"):
        begin_offer(withdrawn, None, tuesday)
    with pytest.raises(CallError, match="withdrew the offer"):
        settle_offer(withdrawn, OfferState.ACCEPTED, tuesday)
    another = begin_offer(withdrawn, instant("2026-11-24 08:00"), tuesday)
    assert another == Offer(instant("2026-11-24 08:00"))
    assert len(note_offer(withdrawn, another).contacts) == 2


def test_a_deadline_before_the_offer_is_refused() -> None:
    """One of the two days must be wrong."""
    with pytest.raises(CallError):
        note_offer(NORTHWIND, replace(OPEN, answer_by=instant("2026-11-20")))


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        (OPEN, "open, answer by Fri 27 Nov, in 4 days"),
        (replace(OPEN, answer_by=instant("2026-11-24 12:00")), "open, answer by 12:00 tomorrow"),
        (replace(OPEN, answer_by=None, is_verbal=True), "open, not in writing yet"),
        (replace(OPEN, answer_by=instant("2026-11-23 12:00")), "lapsed, an answer was due today at 12:00"),
    ],
)
def test_how_an_offer_stands(offer: Offer, words: str) -> None:
    """In one line, with what happens at its deadline."""
    assert offer_words(offer, MONDAY) == words


def test_an_answer_goes_to_whoever_made_the_offer() -> None:
    """Else to whoever wrote last, else to the main contact; to one person only."""
    met = replace(NORTHWIND, people=(JANA, BOB), interviews=(replace(held("2026-11-19"), people=("p2",)),))
    assert offering_person(met) == BOB
    wrote = met.with_contact(Contact(instant("2026-11-20"), Direction.RECEIVED, person="p1"))
    assert offering_person(wrote) == JANA
    offered = note_offer(wrote, OPEN, person="p2")
    assert offering_person(offered) == BOB
    assert all(recipients(offered, kind, MONDAY) == (BOB,) for kind in OFFER_KINDS)
    assert offering_person(NORTHWIND) is None


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (None, set()),
        (OfferState.OPEN, {"offer-thanks", "ask-for-time", "negotiate", "accept", "decline"}),
        (OfferState.LAPSED, {"ask-for-time", "accept", "decline"}),
        (OfferState.ACCEPTED, {"accept"}),
        (OfferState.DECLINED, {"decline"}),
        (OfferState.WITHDRAWN, set()),
    ],
)
def test_the_letters_about_an_offer_are_those_that_fit_it(state: OfferState | None, kinds: set[str]) -> None:
    """Nobody accepts what was not offered."""
    application = NORTHWIND
    if state is not None:
        late = replace(OPEN, answer_by=instant("2026-11-23 12:00"))
        application = note_offer(NORTHWIND, late if state is OfferState.LAPSED else OPEN)
        if state not in (OfferState.OPEN, OfferState.LAPSED):
            application = settle_offer(application, state, MONDAY)
    assert {kind.value for kind in kinds_for(application, MONDAY) if kind in OFFER_KINDS} == kinds


def test_the_letter_that_fits_an_offer_is_never_a_follow_up() -> None:
    """Thanks first, then time; once it lapsed, the question whether it still stands; then the answer."""
    offered = note_offer(NORTHWIND, OPEN)
    assert fitting_follow_up(offered, (), MONDAY) is LetterKind.OFFER_THANKS
    thanked = offered.with_contact(Contact(instant("2026-11-23 13:00"), Direction.SENT, ContactKind.REPLY))
    assert fitting_follow_up(thanked, (), MONDAY) is LetterKind.ASK_FOR_TIME
    assert fitting_follow_up(thanked, (), today("2026-11-28")) is LetterKind.ASK_FOR_TIME
    accepted = settle_offer(thanked, OfferState.ACCEPTED, MONDAY)
    assert fitting_follow_up(accepted, (), MONDAY) is LetterKind.ACCEPT


def test_what_is_left_once_hired() -> None:
    """The acceptance, a withdrawal for each other live card, thanks; each is done once it is noted."""
    hired = settle_offer(note_offer(replace(NORTHWIND, people=(JANA,)), OPEN), OfferState.ACCEPTED, MONDAY)
    live = replace(NORTHWIND, id="acme", company="Acme", people=(BOB,))
    closed = close_application(replace(live, id="old"), Outcome.WITHDRAWN, today("2026-11-02"))
    steps = after_hired(hired, [hired, live, closed])
    assert [(step.application.id, step.person, step.is_done) for step in steps.steps] == [
        ("northwind", JANA, False),
        ("acme", BOB, False),
        ("northwind", JANA, False),
    ]
    assert is_fitting(LetterKind.HIRED_THANKS, hired, MONDAY)
    later = instant("2026-11-24 09:00")
    wrote = live.with_contact(Contact(later, Direction.SENT, ContactKind.REPLY))
    step = after_hired(hired, [hired, wrote]).withdrawals[0]
    assert (step.is_sent, step.is_done) == (True, False)
    gone = close_application(wrote, Outcome.WITHDRAWN, today("2026-11-24 09:01"))
    answered = hired.with_contact(Contact(later, Direction.SENT, ContactKind.REPLY))
    thanked = answered.with_contact(Contact(later, Direction.SENT, ContactKind.THANK_YOU, person="p1"))
    assert all(step.is_done for step in after_hired(thanked, [thanked, gone]).steps)


def test_once_hired_an_offer_of_another_company_is_declined() -> None:
    """No letter withdraws, or thanks for the offer, where a no is what they wait for; it then is done."""
    hired = close_application(replace(NORTHWIND, id="solvex", company="Solvex"), Outcome.HIRED, MONDAY)
    offered = note_offer(NORTHWIND, OPEN)
    related = (hired, offered)
    assert fitting_follow_up(offered, related, MONDAY) is LetterKind.DECLINE
    assert set(kinds_for(offered, MONDAY, related)) <= {LetterKind.DECLINE, LetterKind.REPLY}
    declined = close_application(offered, Outcome.DECLINED, today("2026-11-24"))
    (step,) = after_hired(hired, [hired, declined]).withdrawals
    assert step.is_done


@pytest.mark.parametrize(
    ("helper", "is_helper"),
    [
        (replace(BOB, at_agency=True), True),
        (replace(BOB, position="Reference"), True),
        (replace(BOB, position="Head of Data, referred me"), True),
        (replace(BOB, position="Engineer, vouched for me"), True),
        (replace(BOB, position="Preferred Stock"), False),
        (BOB, False),
    ],
)
def test_those_who_are_noted_as_having_helped_are_thanked(helper: Person, *, is_helper: bool) -> None:
    """Whoever interviewed the user is offered only where nobody is noted as having helped."""
    card = replace(NORTHWIND, people=(JANA, helper))
    hired = settle_offer(note_offer(card, OPEN), OfferState.ACCEPTED, MONDAY)
    steps = after_hired(hired, [hired])
    assert steps.has_helpers is is_helper
    assert [step.person for step in steps.thanks] == ([helper] if is_helper else [JANA, helper])
    assert (recipients(hired, LetterKind.HIRED_THANKS, MONDAY)[0] == helper) is is_helper


def test_how_a_card_is_closed_answers_its_offer() -> None:
    """Hired and declined say what became of it; any other end says nothing, nor of what they withdrew."""
    offered = note_offer(NORTHWIND, OPEN)
    for outcome, decision in (
        (Outcome.HIRED, OfferState.ACCEPTED),
        (Outcome.DECLINED, OfferState.DECLINED),
        (Outcome.REJECTED, OfferState.OPEN),
    ):
        closed = close_application(offered, outcome, MONDAY)
        assert closed.offer is not None
        assert closed.offer.decision is decision
    withdrawn = settle_offer(offered, OfferState.WITHDRAWN, MONDAY)
    assert close_application(withdrawn, Outcome.HIRED, MONDAY).offer == withdrawn.offer


def test_an_offer_noted_once_hired_is_an_accepted_one() -> None:
    """Its terms are for the dossier."""
    hired = close_application(NORTHWIND, Outcome.HIRED, MONDAY)
    offer = begin_offer(hired, None, today("2026-11-24"))
    assert (offer.decision, offer.settled_at) == (OfferState.ACCEPTED, hired.closed_at)


def test_an_accepted_offer_closes_a_reopened_card_again() -> None:
    """The answer is the same, and the card is closed by it."""
    accepted = settle_offer(note_offer(NORTHWIND, OPEN), OfferState.ACCEPTED, MONDAY)
    live = replace(accepted, stage=Stage.WAITING, outcome=None, closed_at=None)
    assert settle_offer(live, OfferState.ACCEPTED, MONDAY).outcome is Outcome.HIRED


def test_an_offer_that_was_only_logged_is_noted_as_of_its_contact() -> None:
    """Whether it is the first, or comes after one that is over; and its letters fit at once."""
    logged = NORTHWIND.with_contact(
        Contact(instant("2026-11-20 16:00"), Direction.RECEIVED, ContactKind.OFFER)
    )
    assert fitting_follow_up(logged, (), MONDAY) is LetterKind.OFFER_THANKS
    assert is_fitting(LetterKind.ACCEPT, logged, MONDAY)
    noted = note_offer(logged, begin_offer(logged, None, MONDAY))
    assert (noted.offer, noted.contacts) == (Offer(instant("2026-11-20 16:00")), logged.contacts)
    over = settle_offer(noted, OfferState.WITHDRAWN, MONDAY)
    again = over.with_contact(Contact(instant("2026-11-24 09:00"), Direction.RECEIVED, ContactKind.OFFER))
    assert begin_offer(again, None, today("2026-11-24")) == Offer(instant("2026-11-24 09:00"))

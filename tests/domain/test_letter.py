"""Which letter fits, to whom it goes, and which are too alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.letter import (
    CONTACT_KINDS,
    Letter,
    LetterKind,
    blank_spans,
    similar_pairs,
    suggestion_in,
)
from followup_tui.domain.letter_choice import fitting_follow_up, fitting_letter
from followup_tui.domain.letter_fit import is_fitting, kinds_for, why_unfitting
from followup_tui.domain.letter_recipients import recipients
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import close_application
from tests.letters.samples import JANA, MET, TOM, letter, thanked
from tests.samples import NORTHWIND, REFLECTION, ahead, held, instant, received, sent, today
from tests.strategies import applications

ASKED = replace(MET, contacts=(thanked("2026-11-23 12:00", "p1"), thanked("2026-11-23 13:00", "p2")))
TOLD = replace(ASKED, decision_date=date(2026, 11, 27))
UNASKED = replace(MET, interviews=(replace(MET.interviews[0], reflection=REFLECTION),))
CANCELLED: dict[str, Any] = {"cancelled_by": Party.THEM, "cancelled_at": instant("2026-11-18")}
MISSED = replace(
    MET, interviews=(*MET.interviews, replace(ahead("2026-11-24 15:00", 2), missed=True, people=("p2",)))
)


@pytest.mark.parametrize(
    ("application", "day", "kind"),
    [
        pytest.param(TOLD, "2026-12-01", LetterKind.FOLLOW_UP, id="their day has passed"),
        pytest.param(TOLD, "2026-11-25", LetterKind.FOLLOW_UP, id="too early is for the guard to say"),
        pytest.param(
            TOLD.with_contact(sent("2026-12-01")), "2026-12-09", LetterKind.SECOND_FOLLOW_UP, id="after one"
        ),
        pytest.param(
            TOLD.with_contact(sent("2026-12-01")).with_contact(sent("2026-12-10")),
            "2026-12-21",
            LetterKind.SECOND_FOLLOW_UP,
            id="after two",
        ),
        pytest.param(
            TOLD.with_contact(sent("2026-12-01")).with_contact(received("2026-12-02")),
            "2026-12-14",
            LetterKind.REPLY,
            id="it is the user's turn",
        ),
        pytest.param(
            TOLD.with_contact(sent("2026-12-01")).with_contact(replace(received("2026-12-02"), settled=True)),
            "2026-12-14",
            LetterKind.FOLLOW_UP,
            id="their answer begins the count anew",
        ),
        pytest.param(
            TOLD.with_contact(replace(received("2026-11-26"), kind=ContactKind.REJECTION)),
            "2026-11-26",
            LetterKind.AFTER_REJECTION,
            id="they said no",
        ),
        pytest.param(
            replace(ASKED, promises=(Promise("1", "references", due=date(2026, 11, 24)),)),
            "2026-11-24",
            LetterKind.HAND_IN,
            id="a promise is due",
        ),
        pytest.param(
            replace(NORTHWIND, interviews=(ahead("2026-11-30 10:00"),)),
            "2026-11-24",
            None,
            id="the first interview is ahead, and nothing is owed",
        ),
        pytest.param(UNASKED, "2026-11-24", LetterKind.ASK_DATE, id="they named no day, nothing was sent"),
        pytest.param(ASKED, "2026-11-24", LetterKind.FOLLOW_UP, id="the thank-you asked it already"),
        pytest.param(UNASKED, "2026-12-08", LetterKind.FOLLOW_UP, id="too late to ask: a day is assumed"),
        pytest.param(
            replace(UNASKED, decision_date=date(2026, 11, 27)),
            "2026-11-24",
            LetterKind.FOLLOW_UP,
            id="they named a day",
        ),
        pytest.param(MISSED, "2026-11-24 16:00", LetterKind.MISSED_CALL, id="the call did not come"),
        pytest.param(
            MISSED.with_contact(sent("2026-11-24 17:00")),
            "2026-11-25",
            LetterKind.SECOND_FOLLOW_UP,
            id="the agreed time was quoted",
        ),
        pytest.param(NORTHWIND, "2026-11-24", None, id="nothing happened yet"),
        pytest.param(
            replace(NORTHWIND, interviews=(replace(ahead("2026-11-20"), **CANCELLED),)),
            "2026-11-30",
            LetterKind.FOLLOW_UP,
            id="the first interview was cancelled",
        ),
        pytest.param(
            replace(UNASKED, interviews=(*UNASKED.interviews, ahead("2026-11-26", 2))),
            "2026-11-24",
            None,
            id="a second interview is ahead",
        ),
        pytest.param(
            replace(TOLD, stage=Stage.CLOSED), "2026-12-01", LetterKind.FOLLOW_UP, id="it is closed"
        ),
    ],
)
def test_the_letter_that_fits(application: Application, day: str, kind: LetterKind | None) -> None:
    """As the rules have it: what they wait for first, then a follow-up, the first or another."""
    assert fitting_follow_up(application, (application,), today(day)) is kind


@given(application=applications(), related=st.lists(applications(), max_size=2))
def test_the_letter_that_fits_is_one_that_is_offered(
    application: Application, related: list[Application]
) -> None:
    """Whatever is noted: no door offers a letter that another refuses."""
    others = tuple(replace(other, id=f"other-{index}") for index, other in enumerate(related))
    for day in ("2026-11-24", "2027-03-01"):
        kind = fitting_letter(application, (application, *others), today(day))
        assert kind is None or not why_unfitting(kind, application, today(day), (application, *others))


EVA = Person("p3", "Eva Maier")
HELD_ONCE = replace(NORTHWIND, interviews=(held("2026-11-20 10:00"),))
OFFERED = replace(HELD_ONCE, offer=Offer(instant("2026-11-23 10:00"), instant("2026-11-27 18:00")))


@pytest.mark.parametrize(
    ("kind", "application", "reason"),
    [
        (LetterKind.MISSED_CALL, HELD_ONCE, "Northwind missed no appointment"),
        (LetterKind.MISSED_CALL, MISSED, ""),
        (LetterKind.THANK_YOU, NORTHWIND, "No interview with Northwind has taken place"),
        (LetterKind.ASK_DATE, NORTHWIND, "No interview with Northwind has taken place"),
        (
            LetterKind.ASK_DATE,
            replace(HELD_ONCE, decision_date=date(2026, 11, 27)),
            "named a day: Fri 27 Nov",
        ),
        (LetterKind.ASK_DATE, HELD_ONCE, ""),
        (LetterKind.ASK_DATE, OFFERED, "Northwind made an offer, and waits for your answer"),
        (LetterKind.FOLLOW_UP, OFFERED, "Northwind made an offer, and waits for your answer"),
        (LetterKind.FOLLOW_UP, NORTHWIND, "No interview with Northwind has taken place"),
        (LetterKind.WITHDRAW, OFFERED, "waits for your answer: decline says no to it"),
        (LetterKind.SECOND_FOLLOW_UP, HELD_ONCE, "it would be the first"),
        (LetterKind.SECOND_FOLLOW_UP, HELD_ONCE.with_contact(sent("2026-11-23")), ""),
        (LetterKind.REPLY, HELD_ONCE, "Northwind has not written yet"),
        (LetterKind.REPLY, HELD_ONCE.with_contact(received("2026-11-23")), ""),
        (LetterKind.RESCHEDULE, HELD_ONCE, "No interview with Northwind is planned"),
        (LetterKind.HAND_IN, HELD_ONCE, "Nothing you promised Northwind is open"),
        (LetterKind.OTHER_OFFER, HELD_ONCE, "No offer of another company has a deadline"),
        (LetterKind.AFTER_REJECTION, HELD_ONCE, "Northwind has not said no"),
        (LetterKind.HIRED_THANKS, HELD_ONCE, "You are not hired by Northwind yet"),
        (LetterKind.REFERENCE_THANKS, HELD_ONCE, "You are not hired by Northwind yet"),
        (LetterKind.ACCEPT, HELD_ONCE, "No offer from Northwind is noted"),
        (LetterKind.ACCEPT, OFFERED, ""),
        (LetterKind.WITHDRAW, HELD_ONCE, ""),
        (
            LetterKind.THANK_YOU,
            HELD_ONCE.with_contact(replace(received("2026-11-23"), kind=ContactKind.REJECTION)),
            "Northwind said no yesterday",
        ),
    ],
)
def test_a_letter_that_does_not_fit_says_why(kind: LetterKind, application: Application, reason: str) -> None:
    """A sentence of it would not be true; the refusal names what is missing."""
    now = today("2026-11-24 16:00")
    said = why_unfitting(kind, application, now)
    assert reason in said
    assert bool(said) == bool(reason)
    assert is_fitting(kind, application, now) == (not reason)


def test_once_hired_elsewhere_no_letter_asks_for_the_job() -> None:
    """What is left is to withdraw, and to answer."""
    hired = close_application(
        replace(NORTHWIND, id="solvex", company="Solvex"), Outcome.HIRED, today("2026-11-23")
    )
    related = (HELD_ONCE, hired)
    assert fitting_letter(HELD_ONCE, related, today("2026-11-24")) is LetterKind.WITHDRAW
    assert kinds_for(HELD_ONCE, today("2026-11-24"), related) == (LetterKind.WITHDRAW,)


def test_thanks_for_a_reference_go_to_somebody_of_no_interview() -> None:
    """Nobody is guessed: of the interviewers none is thanked for it."""
    assert recipients(
        replace(MET, people=(*MET.people, EVA)), LetterKind.REFERENCE_THANKS, today("2026-11-25")
    ) == (EVA,)
    assert recipients(MET, LetterKind.REFERENCE_THANKS, today("2026-11-25")) == ()


@pytest.mark.parametrize(
    ("blank", "suggestion"),
    [("what they need", ""), ("what they need: Jana: Kafka", "Jana: Kafka"), ("", ""), ("a:b", "")],
)
def test_a_blank_suggests_what_stands_behind_its_colon(blank: str, suggestion: str) -> None:
    """What says what to write is never taken for the letter's own words."""
    assert suggestion_in(blank) == suggestion


def test_a_follow_up_to_the_company_counts_for_all_its_applications() -> None:
    """After one about another job there, this is the second."""
    other = replace(TOLD.with_contact(sent("2026-12-01")), id="northwind-2")
    assert fitting_follow_up(TOLD, (TOLD, other), today("2026-12-09")) is LetterKind.SECOND_FOLLOW_UP


THREE = replace(MET, people=(EVA, JANA, TOM))
DAY_OF_TWO = replace(
    THREE,
    interviews=(
        replace(held("2026-11-23 09:00"), people=("p2",)),
        replace(held("2026-11-23 11:00", 2), people=("p3", "p2")),
    ),
)


@pytest.mark.parametrize(
    ("application", "kind", "whom"),
    [
        pytest.param(THREE, LetterKind.THANK_YOU, "p1 p2", id="those of the interview, in its order"),
        pytest.param(
            THREE.with_contact(thanked("2026-11-23 12:00", "p1")),
            LetterKind.THANK_YOU,
            "p2",
            id="who is left",
        ),
        pytest.param(
            replace(ASKED, people=THREE.people), LetterKind.THANK_YOU, "p1 p2", id="all were thanked"
        ),
        pytest.param(DAY_OF_TWO, LetterKind.THANK_YOU, "p2 p3", id="two interviews of one day, each once"),
        pytest.param(
            replace(THREE, interviews=(held("2026-11-23 10:00"),)),
            LetterKind.THANK_YOU,
            "p3 p1 p2",
            id="nobody noted for the interview: anybody",
        ),
        pytest.param(replace(MET, people=()), LetterKind.THANK_YOU, "", id="nobody known"),
        pytest.param(THREE, LetterKind.FOLLOW_UP, "p1 p2 p3", id="those of the last interview first"),
        pytest.param(
            THREE.with_contact(replace(received("2026-11-24"), person="p3")),
            LetterKind.FOLLOW_UP,
            "p3 p1 p2",
            id="who wrote last first",
        ),
        pytest.param(
            THREE.with_contact(received("2026-11-24")),
            LetterKind.FOLLOW_UP,
            "p1 p2 p3",
            id="the company wrote",
        ),
        pytest.param(
            replace(MISSED, people=THREE.people).with_contact(
                replace(received("2026-11-23 11:00"), person="p3")
            ),
            LetterKind.MISSED_CALL,
            "p2 p3 p1",
            id="who was to call first",
        ),
        pytest.param(NORTHWIND, LetterKind.WITHDRAW, "", id="nobody known to withdraw from"),
    ],
)
def test_to_whom_a_letter_goes(application: Application, kind: LetterKind, whom: str) -> None:
    """Each person once, and whoever should get it first at the beginning."""
    found = recipients(application, kind, today("2026-11-25"))
    assert [person.id for person in found] == whom.split()


def test_every_letter_counts_as_something() -> None:
    """What is sent is logged; asking for their date and saying yes or no are no follow-ups."""
    assert CONTACT_KINDS.keys() == set(LetterKind)
    follow_ups = {kind for kind, contact in CONTACT_KINDS.items() if contact is ContactKind.FOLLOW_UP}
    assert follow_ups == {LetterKind.FOLLOW_UP, LetterKind.SECOND_FOLLOW_UP, LetterKind.MISSED_CALL}


@pytest.mark.parametrize(
    ("body", "blanks"),
    [
        ("Thank you.", ()),
        ("Thank you for [[what was said]].", ("what was said",)),
        ("[[ one ]] and [[two\nlines]]", ("one", "two\nlines")),
        ("[[]]", ("",)),
        ("[one] [two]] [[three", ()),
        ("[[a [b] c]]", ("a [b] c",)),
    ],
)
def test_open_places_are_what_stands_in_two_brackets(body: str, blanks: tuple[str, ...]) -> None:
    """In the subject too; where they are is told with their brackets."""
    assert letter(body).blanks == blanks
    assert letter(body, "[[about what]]").blanks == ("about what", *blanks)
    assert [body[start + 2 : end - 2].strip() for start, end in blank_spans(body)] == list(blanks)


def test_words_are_those_of_the_body() -> None:
    """The subject is read before the letter."""
    assert letter("Dear Jana,\n\nthank you for  the talk.", "Five words that do not count").words == 7


FORM = "Dear {0},\n\nThank you for your time today.\n\n{1}\n\nBy when do you decide?\n\nKind regards,\nAda"
SAID = "What you said about the move to Kafka stayed with me"


def about(*said: str) -> tuple[list[Letter], list[Letter]]:
    """Give letters that say this beside their template, and the same as the template began them."""
    written = [letter(FORM.format(name, text)) for name, text in zip("ABCD", said, strict=False)]
    composed = [letter(FORM.format(name, "[[something]]")) for name, _ in zip("ABCD", said, strict=False)]
    return written, composed


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        pytest.param((SAID, SAID), [(0, 1)], id="the same"),
        pytest.param((SAID, f"{SAID}!"), [(0, 1)], id="nearly the same"),
        pytest.param((SAID, "Your plan for the on-call rota convinced me"), [], id="something else"),
        pytest.param(("", ""), [(0, 1)], id="nothing of one's own in either"),
        pytest.param((SAID, ""), [], id="nothing in one"),
        pytest.param(("[[something]]", "[[something]]"), [], id="still open: nothing is said yet"),
        pytest.param((SAID, "[[something]]", SAID), [(0, 2)], id="one between them still open"),
        pytest.param((SAID, SAID, SAID), [(0, 1), (0, 2), (1, 2)], id="three"),
        pytest.param((SAID,), [], id="one alone"),
    ],
)
def test_letters_that_say_the_same_are_pointed_out(
    said: tuple[str, ...], pairs: list[tuple[int, int]]
) -> None:
    """What both have from the template does not count, nor that two people have two names."""
    assert similar_pairs(*about(*said)) == pairs


def test_a_suggestion_taken_as_it_stood_is_ones_own() -> None:
    """The same notes in two letters are a copy; different ones in the same place are not."""
    written, _ = about(SAID, SAID)
    assert similar_pairs(written, about(f"[[{SAID}]]", f"[[{SAID}]]")[0]) == [(0, 1)]
    other = "What Tom showed of the on-call rota convinced me"
    written, _ = about(SAID, other)
    assert similar_pairs(written, about(f"[[{SAID}]]", f"[[{other}]]")[0]) == []


def test_long_letters_are_compared_as_soon_as_short_ones() -> None:
    """At each key that is pressed: of a book, the beginning is enough."""
    book = letter("so " * 6_000)
    assert similar_pairs([book, book, book], [letter("Dear"), letter("Dear"), letter("Dear")]) == [
        (0, 1),
        (0, 2),
        (1, 2),
    ]

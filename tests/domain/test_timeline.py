"""What happened with an application: every interview and contact once, in order, in one wording."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.interview import Interview, InterviewKind, InterviewState, MovedFrom
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.offers import note_offer, offer_contact, settle_offer
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promises import add_promise, keep_promise
from followup_tui.domain.timeline import timeline
from tests.samples import NORTHWIND, NOW, ahead, at, held, instant, received, today
from tests.strategies import applications, instants

JANA = Person("p1", "Jana Novák", "Dr.")
BOB = Person("p2", "Bob Lee")
CARL = Person("p3", "Carl")
CARD = replace(NORTHWIND, people=(JANA, BOB, CARL))


def sentences(application: Application) -> list[str]:
    """Return the events in words."""
    return [event.sentence() for event in timeline(application, NOW)]


@given(applications(any_text=True), instants.map(lambda moment: moment.utc))
def test_every_interview_and_contact_is_an_event(application: Application, now: datetime) -> None:
    """Each appears once, with its people and its note, whole."""
    events = timeline(application, now)
    interviews = [event for event in events if event.interview]
    contacts = [event for event in events if event.contact]
    closings = [event for event in events if event.subject is None]
    assert sorted(event.interview.id for event in interviews if event.interview) == sorted(
        interview.id for interview in application.interviews
    )
    assert sorted(map(repr, (event.contact for event in contacts))) == sorted(map(repr, application.contacts))
    assert len(closings) == (application.closed_at is not None)
    for event in interviews:
        assert event.interview is not None
        interview = event.interview
        assert (event.at, event.note) == (interview.starts_at or interview.moment, interview.said)
        assert event.people == application.people_of(event.interview)
        assert event.is_ahead == (interview.state(now) is InterviewState.PLANNED)
    for event in contacts:
        assert event.contact is not None
        offer = application.offer
        terms = offer.terms if offer and event.contact == offer_contact(application) else ()
        assert (event.at, event.note) == (
            event.contact.at,
            "\n".join(filter(None, (event.contact.note, *terms))),
        )
        assert not event.is_ahead


@given(applications(), instants.map(lambda moment: moment.utc))
def test_events_stand_in_the_order_of_time(application: Application, now: datetime) -> None:
    """What has no time comes last."""
    for earlier, later in pairwise(timeline(application, now)):
        assert later.at is None or (earlier.at is not None and earlier.at.utc <= later.at.utc)


@given(applications(any_text=True))
def test_a_sentence_names_everybody_and_a_writer_can_mark_each_name(application: Application) -> None:
    """Names are phrases of their own; joined, the phrases are the sentence."""
    for event in timeline(application, NOW):
        names = [phrase.text for phrase in event.phrases if phrase.is_name]
        assert names == [person.full_name for person in event.people]
        assert event.sentence() == "".join(phrase.text for phrase in event.phrases)
        assert event.sentence(lambda name: f"<{name}>").count("<") == len(names) + sum(
            phrase.text.count("<") for phrase in event.phrases
        )


AGREED = MovedFrom(instant("2026-11-26 10:00"), Party.THEM, instant("2026-11-20 10:00"))


@pytest.mark.parametrize(
    ("interview", "people", "sentence"),
    [
        (held("2026-11-20 10:00"), (), "interview 1"),
        (held("2026-11-20 10:00"), ("p1",), "interview 1 with Dr. Jana Novák"),
        (held("2026-11-20 10:00"), ("p1", "p2"), "interview 1 with Dr. Jana Novák and Bob Lee"),
        (held("2026-11-20 10:00"), ("p3", "p1", "p2"), "interview 1 with Carl, Dr. Jana Novák and Bob Lee"),
        (ahead("2026-11-30 10:00"), ("p3",), "interview 1 planned with Carl"),
        (replace(held("2026-11-20 10:00"), missed=True), (), "interview 1 did not take place"),
        (
            replace(held("2026-11-20 10:00"), missed=True),
            ("p2",),
            "interview 1 with Bob Lee did not take place",
        ),
        (replace(ahead("2026-11-30 10:00"), kind=InterviewKind.ON_SITE), (), "interview 1 (on site) planned"),
        (
            replace(ahead("2026-11-30 10:00"), moved_from=(AGREED, replace(AGREED, by=Party.ME))),
            ("p3",),
            (
                "interview 1 planned with Carl, moved from Thu 26 Nov 10:00 by them,"
                " moved from Thu 26 Nov 10:00 by you"
            ),
        ),
        (
            replace(ahead("2026-11-30 10:00"), cancelled_by=Party.THEM),
            ("p2",),
            "interview 1 with Bob Lee, cancelled by them",
        ),
        (
            replace(ahead("2026-11-20 10:00"), missed=True, moved_from=(AGREED,)),
            (),
            "interview 1, moved from Thu 26 Nov 10:00 by them, did not take place",
        ),
        (Interview("i1"), ("p9",), "interview 1"),
    ],
)
def test_an_interview_in_words(interview: Interview, people: tuple[str, ...], sentence: str) -> None:
    """Which one it is, what became of it, and with whom."""
    assert sentences(replace(CARD, interviews=(replace(interview, people=people),))) == [sentence]


def test_a_settled_message_says_so() -> None:
    """It is told what it was, and that the user said it needs no answer."""
    settled = replace(received("2026-11-20"), settled=True)
    assert sentences(replace(CARD, contacts=(settled,))) == ["they wrote by email (needs no answer)"]


def test_the_closing_is_the_last_that_happened() -> None:
    """How it ended is part of the story; what lies ahead all the same stands behind it."""
    closed = replace(
        CARD,
        stage=Stage.CLOSED,
        outcome=Outcome.REJECTED,
        closed_at=instant("2026-11-21"),
        interviews=(held("2026-11-20"), ahead("2026-11-30", 2)),
        contacts=(received("2026-11-21"),),
    )
    assert sentences(closed) == [
        "interview 1",
        "they wrote by email",
        "closed: rejected",
        "interview 2 planned",
    ]


def test_an_offer_and_what_was_promised_are_told() -> None:
    """The contact in which it was made has the terms, and so has the answer; a promise once it was kept."""
    monday = today("2026-11-23 14:02")
    offer = Offer(instant("2026-11-23 10:00"), instant("2026-11-24 12:00"), ("salary 72,000",))
    offered = note_offer(add_promise(CARD, "send references", Party.ME, None), offer)
    assert [event.note for event in timeline(offered, monday.now)] == ["salary 72,000"]
    accepted = settle_offer(offered, OfferState.ACCEPTED, monday)
    kept = keep_promise(accepted, "1", instant("2026-11-23 15:00"))
    assert [event.sentence() for event in timeline(kept, at("2026-11-25"))][1:] == [
        "you accepted the offer",
        "closed: hired",
        "you kept a promise: send references",
    ]
    lapsed = timeline(offered, at("2026-11-25"))[-1]
    assert lapsed.sentence() == "the offer lapsed: its deadline passed without an answer"
    silent = timeline(offered.without_contact("c1"), monday.now)[0]
    assert (silent.sentence(), silent.note) == ("they made an offer", "salary 72,000")

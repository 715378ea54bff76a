"""What is counted of the other side: their own dates, follow-ups, offers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.interview import Interview
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party
from followup_tui.domain.statistics import statistics
from followup_tui.domain.statistics_answers import (
    FollowUpCount,
    Lateness,
    count_follow_ups,
    count_lateness,
    count_offers,
)
from followup_tui.domain.statistics_charts import charts
from tests.samples import NORTHWIND, ahead, held, instant, sent, today
from tests.strategies import applications

TODAY = today("2026-11-23 14:02")


def received(text: str, kind: ContactKind = ContactKind.MESSAGE) -> Contact:
    """Return what came then."""
    return Contact(instant(text), Direction.RECEIVED, kind)


def card(*parts: Interview | Contact, decision: str = "", **changes: object) -> Application:
    """Return an application with these interviews and contacts, and this decision date."""
    interviews = [part for part in parts if isinstance(part, Interview)]
    return replace(
        NORTHWIND,
        interviews=tuple(replace(one, id=f"i{number}") for number, one in enumerate(interviews, start=1)),
        contacts=tuple(part for part in parts if isinstance(part, Contact)),
        decision_date=date.fromisoformat(decision) if decision else None,
        **changes,
    )


def closed(day: str, outcome: Outcome) -> dict[str, Any]:
    """Return what makes an application one that was closed then."""
    return {"stage": Stage.CLOSED, "closed_at": instant(day), "outcome": outcome}


HELD = held("2026-11-02")
REJECTION, INVITATION, NOTICE = ContactKind.REJECTION, ContactKind.INVITATION, ContactKind.NOTICE
TOLD = "2026-11-10"


@pytest.mark.parametrize(
    ("application", "lateness"),
    [
        pytest.param(card(HELD), Lateness(), id="no date was told"),
        pytest.param(card(HELD, decision="2026-11-30"), Lateness(), id="their day lies ahead"),
        pytest.param(card(HELD, decision="2026-11-23"), Lateness(), id="it is today"),
        pytest.param(card(HELD, decision=TOLD), Lateness(waiting=1), id="it passed, and nothing came"),
        pytest.param(card(HELD, received(TOLD), decision=TOLD), Lateness((0,)), id="on the day itself"),
        pytest.param(
            card(HELD, received("2026-11-06", REJECTION), decision=TOLD), Lateness((0,)), id="before it"
        ),
        pytest.param(
            card(HELD, received("2026-11-13", REJECTION), decision=TOLD), Lateness((3,)), id="three days late"
        ),
        pytest.param(
            card(HELD, received("2026-11-05"), received("2026-11-12"), decision=TOLD),
            Lateness((2,)),
            id="the first message only named the day, the last one decides",
        ),
        pytest.param(
            card(HELD, received("2026-11-12", REJECTION), received("2026-11-20"), decision=TOLD),
            Lateness((2,)),
            id="what comes after the rejection decides nothing",
        ),
        pytest.param(
            card(HELD, received("2026-11-12", NOTICE), decision=TOLD),
            Lateness(waiting=1),
            id="an automatic reply is no answer",
        ),
        pytest.param(
            card(HELD, received("2026-11-12", INVITATION), held("2026-11-18"), decision=TOLD),
            Lateness((2,)),
            id="invited two days late",
        ),
        pytest.param(
            card(HELD, held("2026-11-18"), received("2026-11-20", REJECTION), decision=TOLD),
            Lateness(),
            id="invited on a day that was not noted: the rejection answers the next interview",
        ),
        pytest.param(
            card(HELD, ahead("2026-11-30"), decision=TOLD), Lateness(), id="the next one is planned"
        ),
        pytest.param(
            card(HELD, replace(ahead("2026-11-30"), cancelled_by=Party.THEM), decision=TOLD),
            Lateness(waiting=1),
            id="the next one was planned and cancelled",
        ),
        pytest.param(
            card(HELD, decision=TOLD, offer=Offer(instant("2026-11-14"))), Lateness((4,)), id="an offer"
        ),
        pytest.param(
            card(HELD, decision=TOLD, **closed("2026-11-15", Outcome.REJECTED)),
            Lateness((5,)),
            id="closed as rejected, with no contact noted",
        ),
        pytest.param(
            card(HELD, decision=TOLD, **closed("2026-11-15", Outcome.CANCELLED)),
            Lateness((5,)),
            id="the position was cancelled",
        ),
        pytest.param(
            card(HELD, decision=TOLD, **closed("2026-11-20", Outcome.SILENT)), Lateness(never=1), id="silence"
        ),
        pytest.param(
            card(HELD, decision=TOLD, **closed("2026-11-05", Outcome.WITHDRAWN)), Lateness(), id="withdrawn"
        ),
    ],
)
def test_how_late_they_were_on_their_own_date(application: Application, lateness: Lateness) -> None:
    """Days are counted from the day they named to what decides."""
    assert count_lateness([application], TODAY) == lateness


NONE = FollowUpCount()


@pytest.mark.parametrize(
    ("application", "counts"),
    [
        pytest.param(card(HELD), (NONE, NONE, NONE), id="none was sent"),
        pytest.param(card(HELD, sent("2026-11-11")), (FollowUpCount(1), NONE, NONE), id="no answer"),
        pytest.param(
            card(HELD, sent("2026-11-18")),
            (FollowUpCount(1, waiting=1), NONE, NONE),
            id="too early for another",
        ),
        pytest.param(
            card(HELD, sent("2026-11-11 09:00"), sent("2026-11-11 15:00"), received("2026-11-12")),
            (FollowUpCount(1, 1), NONE, NONE),
            id="two of one day are one, answered",
        ),
        pytest.param(
            card(HELD, sent("2026-11-04"), sent("2026-11-12"), received("2026-11-13")),
            (FollowUpCount(1), FollowUpCount(1, 1), NONE),
            id="the second was answered",
        ),
        pytest.param(
            card(HELD, sent("2026-11-04"), received("2026-11-05"), sent("2026-11-12")),
            (FollowUpCount(2, 1), NONE, NONE),
            id="after an answer the next is a first one again",
        ),
        pytest.param(
            card(HELD, sent("2026-11-04"), received("2026-11-05", NOTICE), sent("2026-11-12")),
            (FollowUpCount(1), FollowUpCount(1), NONE),
            id="an automatic reply is no answer",
        ),
        pytest.param(
            card(HELD, sent("2026-11-18"), ahead("2026-12-01")),
            (FollowUpCount(1, 1), NONE, NONE),
            id="another interview is an answer",
        ),
        pytest.param(
            card(HELD, sent("2026-11-18"), **closed("2026-11-19", Outcome.REJECTED)),
            (FollowUpCount(1, 1), NONE, NONE),
            id="a rejection is an answer, noted or not",
        ),
        pytest.param(
            card(HELD, sent("2026-11-18"), **closed("2026-11-19", Outcome.SILENT)),
            (FollowUpCount(1), NONE, NONE),
            id="closed as silent, nothing is waited for",
        ),
        pytest.param(
            card(HELD, *(sent(f"2026-11-{day:02}") for day in (4, 6, 9, 11))),
            (FollowUpCount(1), FollowUpCount(1), FollowUpCount(2)),
            id="the third and the fourth",
        ),
    ],
)
def test_how_many_follow_ups_were_answered(
    application: Application, counts: tuple[FollowUpCount, ...]
) -> None:
    """Each day of follow-ups counts once; an answer counts for the last one before it."""
    assert count_follow_ups([application], TODAY) == counts


def test_an_offer_that_was_only_logged_counts() -> None:
    """It is open until a form says more of it, they say no, or the card is closed with an answer."""
    logged = card(received("2026-11-14", ContactKind.OFFER))
    assert count_offers([logged], TODAY)[OfferState.OPEN] == 1
    hired = replace(logged, stage=Stage.CLOSED, outcome=Outcome.HIRED)
    assert count_offers([hired], TODAY)[OfferState.ACCEPTED] == 1
    withdrawn = replace(logged, stage=Stage.CLOSED, outcome=Outcome.WITHDRAWN)
    assert count_offers([withdrawn], TODAY)[OfferState.DECLINED] == 1
    rejected = card(received("2026-11-14", ContactKind.OFFER), received("2026-11-15", ContactKind.REJECTION))
    assert sum(count_offers([rejected], TODAY).values()) == 0


def test_a_follow_up_noted_after_their_message_of_the_same_moment_still_waits() -> None:
    """Which of two was first their ids say, where only the day was typed."""
    wrote = NORTHWIND.with_contact(received("2026-11-20 17:00"))
    followed_up = wrote.with_contact(sent("2026-11-20 17:00"))
    assert count_follow_ups([followed_up], TODAY)[0] == FollowUpCount(sent=1, waiting=1)
    answered = followed_up.with_contact(received("2026-11-20 17:00"))
    assert count_follow_ups([answered], TODAY)[0] == FollowUpCount(sent=1, answered=1)


def test_offers_are_counted_by_what_became_of_them() -> None:
    """One whose deadline passed has lapsed; how an application ended tells of an offer that was not noted."""
    offer = Offer(instant("2026-11-14"))
    cards = [
        card(offer=offer),
        card(offer=replace(offer, answer_by=instant("2026-11-20"))),
        card(offer=replace(offer, decision=OfferState.WITHDRAWN)),
        card(offer=replace(offer, decision=OfferState.ACCEPTED), **closed("2026-11-19", Outcome.HIRED)),
        card(**closed("2026-11-19", Outcome.DECLINED)),
        card(**closed("2026-11-19", Outcome.REJECTED)),
        card(),
    ]
    assert count_offers(cards, TODAY) == dict.fromkeys(OfferState, 1)


def test_those_who_never_answered_stand_beside_the_median() -> None:
    """The median of those who answered says nothing of the others."""
    cards = [card(HELD, received("2026-11-04")), card(HELD), card(HELD)]
    sentences = [sentence for chart in charts(statistics(cards, TODAY)) for sentence in chart.sentences]
    assert "2 interviews were never answered." in sentences
    assert "Last new application 21 days ago: time to look for others (R11)." in sentences


@given(st.lists(applications(), max_size=4))
def test_every_history_adds_up(cards: list[Application]) -> None:
    """Each date counts once at most; each follow-up was answered, is waited for, or neither."""
    late = count_lateness(cards, TODAY)
    told = sum(card.decision_date is not None for card in cards)
    assert len(late.days) + late.never + late.waiting <= told
    assert all(days >= 0 for days in late.days)
    counts = count_follow_ups(cards, TODAY)
    days = {
        (index, contact.at.local().date(), contact.at.utc)
        for index, card in enumerate(cards)
        for contact in card.contacts
        if contact.kind is ContactKind.FOLLOW_UP and contact.direction is Direction.SENT
    }
    assert sum(count.sent for count in counts) <= len(days)
    assert all(count.answered + count.waiting <= count.sent for count in counts)

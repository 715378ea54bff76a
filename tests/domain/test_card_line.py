"""The line on a card, and what comes first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.card_line import card_line
from followup_tui.domain.due import due_now
from followup_tui.domain.interview import Interview
from followup_tui.domain.look import Meaning
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from tests.samples import NORTHWIND, REFLECTION, ahead, held, instant, received, sent, today

NOW = "2026-11-23 14:02"
"""A Monday."""

JANA = Person("p1", "Jana Novák")
MET = replace(NORTHWIND, people=(JANA,), interviews=(replace(held("2026-11-23 10:00"), people=("p1",)),))
QUIET = replace(
    NORTHWIND,
    stage=Stage.WAITING,
    stage_since=instant("2026-11-13"),
    interviews=(replace(held("2026-11-12 10:00"), reflection=REFLECTION),),
    decision_date=date(2026, 12, 4),
)
OFFER = Offer(instant("2026-11-23 09:00"), answer_by=instant("2026-11-27 18:00"))

LINES = {
    "thank one person": (MET, "1 letter due · 19 h left"),
    "they wrote": (QUIET.with_contact(received("2026-11-21")), "answer them · 2 d"),
    "waiting for their date": (QUIET, "Fri 4 Dec · 11 d"),
    "in Overdue by hand, before their date": (
        replace(QUIET, stage=Stage.OVERDUE),
        "Fri 4 Dec · 11 d",
    ),
    "snoozed, and in Overdue by hand before their date": (
        replace(QUIET, stage=Stage.OVERDUE, snoozed_until=instant("2026-11-30")),
        "snoozed until Mon 30 Nov",
    ),
    "snoozed, and overdue": (
        replace(QUIET, decision_date=date(2026, 11, 20), snoozed_until=instant("2026-11-30")),
        "3 d overdue · snoozed",
    ),
    "an interview on Wednesday": (
        replace(QUIET, interviews=(*QUIET.interviews, ahead("2026-11-25 09:30", 2))),
        "interview Wed 09:30",
    ),
    "an interview tomorrow morning": (
        replace(QUIET, interviews=(*QUIET.interviews, ahead("2026-11-24 09:30", 2))),
        "prepare · interview Tue 09:30",
    ),
    "an offer": (replace(QUIET, offer=OFFER), "offer · answer by Fri 27 Nov · 4 d"),
    "an offer without a deadline": (
        replace(QUIET, offer=replace(OFFER, answer_by=None)),
        "offer · no deadline",
    ),
    "an offer whose deadline passed": (
        replace(QUIET, offer=replace(OFFER, answer_by=instant("2026-11-22 18:00"))),
        "offer lapsed Sun 22 Nov · ask them",
    ),
    "an offer accepted": (
        replace(QUIET, offer=replace(OFFER, decision=OfferState.ACCEPTED)),
        "offer accepted",
    ),
    "a promise due today": (
        QUIET.with_promise(Promise("", "Send references", due=date(2026, 11, 23))),
        "keep your promise · today",
    ),
    "a snoozed offer still shows its deadline": (
        replace(QUIET, offer=OFFER, snoozed_until=instant("2026-11-30")),
        "offer · answer by Fri 27 Nov · 4 d",
    ),
}


@pytest.mark.parametrize(("card", "words"), LINES.values(), ids=LINES)
def test_a_card_says_the_one_thing_that_matters_now(card: Application, words: str) -> None:
    """In the longest of its wordings."""
    assert card_line(card, today(NOW)).wordings[0] == words


def test_an_offer_that_is_not_due_is_good_news() -> None:
    """It is the user's to do once its deadline is near."""
    acknowledged = replace(QUIET, offer=replace(OFFER, answer_by=instant("2026-12-18"))).with_contact(
        sent("2026-11-23 12:00")
    )
    assert card_line(acknowledged, today(NOW)).look.meaning is Meaning.GOOD
    assert card_line(acknowledged, today("2026-12-17")).look.meaning is Meaning.YOURS


def card(application_id: str, **changes: Any) -> Application:  # noqa: ANN401 - any field
    """Return a card of another company."""
    return replace(QUIET, id=application_id, company=application_id.title(), **changes)


def test_what_is_due_first_stands_first() -> None:
    """An offer; deadlines of today; what is late, the latest first; then by the expected date."""
    cards = [
        card("expected-earlier", decision_date=date(2026, 11, 12)),
        card("expected-later", decision_date=date(2026, 11, 13)),
        card("message-of-friday").with_contact(received("2026-11-20")),
        card("message-of-sunday").with_contact(received("2026-11-22")),
        card("promise-today").with_promise(Promise("", "References", due=date(2026, 11, 23))),
        card(
            "thanks-today",
            interviews=(Interview("i1", ended_at=instant("2026-11-22 18:30")),),
            stage=Stage.INTERVIEWED,
            stage_since=None,
        ),
        card("offer", offer=OFFER),
    ]
    assert [due.application.id for due in due_now(cards, today(NOW))] == [
        "offer",
        "thanks-today",
        "promise-today",
        "message-of-sunday",
        "message-of-friday",
        "expected-earlier",
        "expected-later",
    ]

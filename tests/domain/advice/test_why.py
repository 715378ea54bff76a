"""When an advice changes if nobody does anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from followup_tui.domain.advice.answer import Move
from followup_tui.domain.advice.ending import R17
from followup_tui.domain.advice.letting_go import R10
from followup_tui.domain.advice.rules import NUMBERS, STANDARD, Rules
from followup_tui.domain.advice.why import change_words, explain, next_move_words, next_sentence
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.instant import Instant
from followup_tui.domain.offer import Offer
from followup_tui.domain.stages import Today, close_application
from tests.samples import NORTHWIND, REFLECTION, at, held, received, sent

DAY = date(2026, 11, 9)
"""A Monday."""

INTERVIEWED = replace(
    NORTHWIND,
    interviews=(replace(held("2026-11-09 14:00"), reflection=REFLECTION),),
    contacts=(sent("2026-11-09 15:00", ContactKind.THANK_YOU),),
)
"""They have been thanked; nothing was received."""


def on(text: str, rules: Rules = STANDARD, *, weekend: frozenset[int] = frozenset({5, 6})) -> Today:
    """Return a moment with the user's own numbers."""
    return Today(at(text), rules, Weekdays(weekend))


@pytest.mark.parametrize("days", [200, NUMBERS["close_after_days"].most])
def test_a_change_is_found_as_far_ahead_as_the_number_of_days_allows(days: int) -> None:
    """Silence that may last long ends all the same: the day on which closing is suggested is named."""
    why = explain(INTERVIEWED, on("2026-11-23", replace(STANDARD, close_after_days=days)))
    assert why.advice.move is Move.FOLLOW_UP
    assert why.changes_at is not None
    assert why.changes_at.date() == DAY + timedelta(days=days)
    assert why.then is not None
    assert (why.then.move, why.then.rule) == (Move.CLOSE, R10)


def test_a_change_is_found_as_far_ahead_as_business_days_reach() -> None:
    """With one business day a week, 250 of them are years: the answer says until when, and so does this."""
    rules = replace(STANDARD, close_after_business_days=NUMBERS["close_after_business_days"].most)
    followed_up = replace(
        INTERVIEWED, contacts=(*INTERVIEWED.contacts, sent("2026-11-18"), sent("2026-11-25"))
    )
    why = explain(followed_up, on("2026-11-25 13:00", rules, weekend=frozenset(range(1, 7))))
    assert why.changes_at is not None
    assert why.changes_at.date() == why.advice.until == date(2031, 9, 8)


def test_the_lapse_of_an_offer_is_named() -> None:
    """An answer is due before and after it; what changes is that the offer may be gone."""
    offer = Offer(Instant.of(at("2026-11-20 10:00")), Instant.of(at("2026-11-24 17:00")))
    offered = replace(INTERVIEWED, offer=offer)
    today = on("2026-11-23 09:00")
    then = "Yes, now. Next: ask whether their offer still stands (R13)."
    expected = f"From 17:00 tomorrow, when their offer lapses: {then}"
    assert change_words(explain(offered, today), today) == expected
    acknowledged = replace(offered, contacts=(*offered.contacts, sent("2026-11-20 11:00", ContactKind.REPLY)))
    assert change_words(explain(acknowledged, today), today) == expected
    at_midnight = replace(acknowledged, offer=replace(offer, answer_by=Instant.of(at("2026-11-24 23:59"))))
    expected = f"From the end of tomorrow, when their offer lapses: {then}"
    assert change_words(explain(at_midnight, today), today) == expected


def test_on_a_closed_card_an_offer_that_lapses_changes_nothing() -> None:
    """They withdrew from the rest: no deadline is named."""
    offer = Offer(Instant.of(at("2026-11-20 10:00")), Instant.of(at("2026-11-24 17:00")))
    closed = replace(INTERVIEWED, offer=offer, stage=Stage.CLOSED, outcome=Outcome.WITHDRAWN)
    assert explain(closed, on("2026-11-23 09:00")).changes_at is None


def test_a_day_they_named_years_ahead_changes_the_answer_the_day_after() -> None:
    """Up to that day it is too early; from the next on it is time to hold still, not yet to write."""
    why = explain(replace(INTERVIEWED, decision_date=date(2028, 11, 23)), on("2026-11-23"))
    assert why.changes_at is not None
    assert why.changes_at.date() == date(2028, 11, 24)


def test_no_change_is_made_up_at_the_end_of_time() -> None:
    """Where no day lies after the one they named, time alone changes nothing."""
    today = on("2026-11-23")
    why = explain(replace(INTERVIEWED, decision_date=date.max), today)
    assert (why.changes_at, why.then) == (None, None)
    assert change_words(why, today) == "When you do it, or they write; time alone changes nothing."


@pytest.mark.parametrize(
    ("moment", "application", "said"),
    [
        ("2026-11-09 14:30", replace(INTERVIEWED, contacts=()), ""),
        ("2026-11-09 15:30", replace(INTERVIEWED, interviews=(held("2026-11-09 14:00"),)),
         "Next: note how it went by 16:00 today."),
        ("2026-11-09 16:00", INTERVIEWED.with_contact(received("2026-11-09 15:30")), "Next: answer them."),
        ("2026-11-18 09:00", INTERVIEWED, ""),
        ("2026-12-30 09:00", INTERVIEWED, ""),
    ],
)  # fmt: skip
def test_the_next_move_is_said_where_the_reason_does_not_say_it(
    moment: str, application: Application, said: str
) -> None:
    """What to do, or by when, that the reason leaves open; never the same twice."""
    today = on(moment)
    assert next_sentence(explain(application, today).advice, today) == said


def test_of_an_offer_the_next_move_is_what_the_reason_ends_in() -> None:
    """Nothing is to be answered where they named no day, or where theirs has passed and they were asked."""
    offered = Offer(Instant.of(at("2026-11-09 10:00")))
    thanked = INTERVIEWED.with_contact(sent("2026-11-09 16:00", ContactKind.REPLY))
    today = on("2026-11-16 09:00")
    advice = explain(replace(thanked, offer=offered), today).advice
    assert next_move_words(advice, today) == "ask by when they need your answer"
    lapsed = replace(offered, answer_by=Instant.of(at("2026-11-09 15:30")))
    advice = explain(replace(thanked, offer=lapsed), today).advice
    assert next_move_words(advice, today) == "it is for them to say whether it stands"


def test_what_is_left_once_hired_begins_with_accepting_in_writing() -> None:
    """Until an answer is noted; the offer that was accepted asks for one."""
    today = on("2026-11-16 09:00")
    offered = replace(INTERVIEWED, offer=Offer(Instant.of(at("2026-11-13 10:00"))))
    hired = close_application(offered, Outcome.HIRED, today)
    later = on("2026-11-17 09:00")
    assert explain(hired, later).advice.reason.startswith("You are hired. Accept in writing, and thank ")
    answered = hired.with_contact(sent("2026-11-16 10:00", ContactKind.REPLY))
    assert explain(answered, later).advice.reason.startswith("You are hired. Thank those who ")
    assert explain(hired, on("2026-12-01 09:00")).advice.rule is R17
    assert explain(answered, on("2026-12-01 09:00")).advice.rule is None

"""Looking back: what is counted, and what is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Contact, ContactKind
from followup_tui.domain.interview import Interview, Lesson, LessonState, Reflection
from followup_tui.domain.person import Person
from followup_tui.domain.statistics import (
    FEW,
    AnswerCount,
    Statistics,
    median,
    percent,
    share,
    statistics,
)
from followup_tui.domain.statistics_charts import ChartKind, applications_behind, charts
from followup_tui.domain.statistics_path import Feeling, Reached, weeks_felt
from tests.samples import NORTHWIND, ahead, at, held, instant, received, sent, today
from tests.strategies import applications, instants

TODAY = today("2026-11-23 14:02")


def thanked(text: str, person: str | None = None) -> Contact:
    """Return a thank-you that was sent then."""
    return replace(sent(text, ContactKind.THANK_YOU), person=person)


def card(*parts: Interview | Contact, **changes: object) -> Application:
    """Return an application with these interviews and contacts, its interviews numbered."""
    interviews = [part for part in parts if isinstance(part, Interview)]
    return replace(
        NORTHWIND,
        interviews=tuple(replace(one, id=f"i{number}") for number, one in enumerate(interviews, start=1)),
        contacts=tuple(part for part in parts if isinstance(part, Contact)),
        **changes,
    )


@dataclass(frozen=True)
class Case:
    """One history, and what it counts as: days until the answer, then answered of held with and without."""

    card: Application
    days: tuple[float, ...]
    thanked: AnswerCount
    unthanked: AnswerCount
    too_early: int = 0


NONE = AnswerCount()
CLOSED = {"stage": Stage.CLOSED, "closed_at": instant("2026-11-20")}
FIRST, SECOND = held("2026-10-05"), held("2026-10-12")

CASES = {
    "nothing recorded": Case(card(), (), NONE, NONE),
    "held, and silence": Case(card(FIRST), (), NONE, AnswerCount(0, 1)),
    "held, thanked, and silence": Case(card(FIRST, thanked("2026-10-06")), (), AnswerCount(0, 1), NONE),
    "answered after two days": Case(card(FIRST, received("2026-10-07")), (2.0,), NONE, AnswerCount(1, 1)),
    "the first of two answers counts": Case(
        card(FIRST, received("2026-10-07"), received("2026-10-09")), (2.0,), NONE, AnswerCount(1, 1)
    ),
    "what came before it is no answer to it": Case(
        card(FIRST, received("2026-10-01")), (), NONE, AnswerCount(0, 1)
    ),
    "two thank-yous of one moment, to somebody and to nobody by name": Case(
        card(FIRST, thanked("2026-10-06"), thanked("2026-10-06", "p1")), (), AnswerCount(0, 1), NONE
    ),
    "a thank-you after the answer did not lead to it": Case(
        card(FIRST, received("2026-10-07"), thanked("2026-10-08")), (2.0,), NONE, AnswerCount(1, 1)
    ),
    "another interview is an answer, of no known day": Case(card(FIRST, SECOND), (), NONE, AnswerCount(1, 2)),
    "so is one that lies ahead": Case(card(FIRST, ahead("2026-12-01")), (), NONE, AnswerCount(1, 1)),
    "an answer after the next interview is to that one": Case(
        card(FIRST, SECOND, received("2026-10-14")), (2.0,), NONE, AnswerCount(2, 2)
    ),
    "two interviews of a day are one, from the end of the last": Case(
        card(held("2026-10-05 10:00"), held("2026-10-05 12:00"), received("2026-10-07")),
        (2.0,),
        NONE,
        AnswerCount(1, 1),
    ),
    "one that they did not come to is none": Case(card(replace(FIRST, missed=True)), (), NONE, NONE),
    "its time is not over: 5 business days and 1": Case(card(held("2026-11-13")), (), NONE, NONE, 1),
    "the day after it is": Case(card(held("2026-11-12")), (), NONE, AnswerCount(0, 1)),
    "answered at once, but the others still wait": Case(
        card(held("2026-11-20"), received("2026-11-21")), (1.0,), NONE, NONE, 1
    ),
    "they named a day that is still to come": Case(
        card(FIRST, decision_date=at("2026-11-30").date()), (), NONE, NONE, 1
    ),
    "they named a day two business days ago": Case(
        card(FIRST, decision_date=at("2026-11-19").date()), (), NONE, NONE, 1
    ),
    "they named a day three business days ago": Case(
        card(FIRST, decision_date=at("2026-11-18").date()), (), NONE, AnswerCount(0, 1)
    ),
    "a rejection is an answer, noted or not": Case(
        card(FIRST, outcome=Outcome.REJECTED, **CLOSED), (), NONE, AnswerCount(1, 1)
    ),
    "silence is none": Case(card(FIRST, outcome=Outcome.SILENT, **CLOSED), (), NONE, AnswerCount(0, 1)),
    "who withdraws did not wait": Case(card(FIRST, outcome=Outcome.WITHDRAWN, **CLOSED), (), NONE, NONE, 1),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_counts_as_an_answer(case: Case) -> None:
    """Each history counts as the table says."""
    found = statistics([case.card], TODAY)
    assert (found.answer_days, found.thanked, found.unthanked, found.too_early) == (
        case.days,
        case.thanked,
        case.unthanked,
        case.too_early,
    )


P1, P2 = Person("p1", "Jana Novák"), Person("p2", "Bob Lee")
MET_BOTH = replace(held("2026-10-05 10:00"), people=("p1", "p2"))


@pytest.mark.parametrize(
    ("parts", "hours"),
    [
        pytest.param((MET_BOTH,), (), id="none was sent"),
        pytest.param((MET_BOTH, thanked("2026-10-05 12:00", "p1")), (2.0,), id="one person"),
        pytest.param(
            (MET_BOTH, thanked("2026-10-05 12:00", "p1"), thanked("2026-10-06 10:00", "p2")),
            (2.0, 24.0),
            id="each person",
        ),
        pytest.param(
            (MET_BOTH, thanked("2026-10-05 12:00", "p1"), thanked("2026-10-05 18:00", "p1")),
            (2.0,),
            id="only the first to a person",
        ),
        pytest.param((MET_BOTH, thanked("2026-10-05 11:00")), (1.0,), id="one to the company"),
        pytest.param((MET_BOTH, thanked("2026-10-05 09:00", "p1")), (), id="before the interview"),
        pytest.param(
            (
                replace(held("2026-10-05 10:00"), people=("p1",)),
                replace(held("2026-10-05 14:00"), people=("p2",)),
                thanked("2026-10-05 15:00", "p1"),
            ),
            (5.0,),
            id="for the interview that the person held",
        ),
        pytest.param((MET_BOTH, sent("2026-10-05 11:00")), (), id="a follow-up is none"),
    ],
)
def test_thank_yous_count_from_the_interview_they_are_for(
    parts: tuple[Interview | Contact, ...], hours: tuple[float, ...]
) -> None:
    """Hours go from an interview's end to the first thank-you to each of its people."""
    found = statistics([card(*parts, people=(P1, P2))], TODAY)
    assert found.thank_you_hours == hours
    assert found.thanked_in_time == len(hours)


def test_feelings_lessons_and_ends() -> None:
    """The journal's feelings stand in the order of the interviews; lessons and ends are counted by kind."""
    lessons = (Lesson("a"), Lesson("b", LessonState.DONE), Lesson("c", LessonState.DONE))
    late = replace(SECOND, reflection=Reflection(instant("2026-10-12 18:00"), lessons=lessons, feeling=5))
    early = replace(FIRST, reflection=Reflection(instant("2026-10-13"), feeling=2))
    unsaid = replace(FIRST, reflection=Reflection(instant("2026-10-13")))
    found = statistics([card(late), card(early, outcome=Outcome.HIRED, **CLOSED), card(unsaid)], TODAY)
    assert [felt.feeling for felt in found.feelings] == [2, 5]
    assert found.lessons == {LessonState.OPEN: 1, LessonState.DONE: 2, LessonState.DROPPED: 0}
    assert found.outcomes[Outcome.HIRED] == 1
    assert found.live[Stage.OVERDUE] == 2


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "0 of 0"),
        (3, 7, "3 of 7"),
        (9, 9, "9 of 9"),
        (3, 10, "3 of 10 (30 %)"),
        (0, 10, "0 of 10 (0 %)"),
        (1, 1000, "1 of 1000 (<1 %)"),
        (999, 1000, "999 of 1000 (>99 %)"),
        (1000, 1000, "1000 of 1000 (100 %)"),
    ],
)
def test_a_share_of_few_cases_is_no_percentage(part: int, whole: int, said: str) -> None:
    """Under ten cases only the numbers are said; 0 % is none, and 100 % are all."""
    assert share(part, whole) == said
    assert bool(percent(part, whole)) is (whole >= FEW)


@pytest.mark.parametrize(
    ("values", "middle"), [((), None), ((7,), 7), ((9, 1), 5), ((1, 100, 2), 2), ((4, 1, 3, 2), 2.5)]
)
def test_the_median_is_the_middle_one(values: tuple[float, ...], middle: float | None) -> None:
    """In whatever order they come; of an even number the mean of two; of none there is none."""
    assert median(values) == middle


reflections = st.builds(
    Reflection,
    at=instants,
    lessons=st.lists(st.builds(Lesson, st.just("x"), st.sampled_from(LessonState)), max_size=2).map(tuple),
    feeling=st.none() | st.integers(1, 5),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Application]:
    """Draw applications, some of their interviews reflected on or missed."""
    return [
        replace(
            one,
            interviews=tuple(
                replace(known, reflection=draw(st.none() | reflections), missed=draw(st.booleans()))
                for known in one.interviews
            ),
        )
        for one in draw(st.lists(applications(), max_size=4))
    ]


def _adds_up(found: Statistics, cards: Sequence[Application]) -> None:
    assert sum(found.outcomes.values()) + sum(found.live.values()) == len(cards)
    assert found.thanked_in_time <= len(found.thank_you_hours)
    assert all(0 <= some.answered <= some.interviews for some in (found.thanked, found.unthanked))
    interviews = found.thanked.interviews + found.unthanked.interviews + found.too_early
    assert len(found.answer_days) <= interviews <= sum(len(one.interviews) for one in cards)


@given(histories())
def test_every_history_adds_up(cards: list[Application]) -> None:
    """Each application and each interview counts once, no span is negative, nothing is lost."""
    found = statistics(cards, TODAY)
    _adds_up(found, cards)
    assert all(hours >= 0 for hours in found.thank_you_hours)
    assert all(days >= 0 for days in found.answer_days)
    assert list(found.feelings) == sorted(found.feelings, key=lambda felt: felt.at.utc)
    assert found == statistics(cards, TODAY)
    feelings = [one.reflection.feeling for card in cards for one in card.interviews if one.reflection]
    assert len(found.feelings) == sum(feeling is not None for feeling in feelings)


@given(histories())
def test_every_figure_says_something(cards: list[Application]) -> None:
    """Whatever was recorded, each chart has something to say, and no percentage under ten cases."""
    for chart in charts(statistics(cards, TODAY)):
        texts = [*chart.facts, *chart.sentences]
        assert all(texts)
        assert texts or chart.days
        cases = [int(count) for text in texts for count in re.findall(r"of ([0-9]+) \([0-9]+ %\)", text)]
        assert len(cases) == "".join(texts).count("%")
        assert all(count >= FEW for count in cases)
        if sum(bar.count for bar in chart.bars) < FEW and chart.kind is not ChartKind.REACHED:
            assert not any("%" in bar.share for bar in chart.bars)


@given(histories())
def test_every_row_has_its_cards(cards: list[Application]) -> None:
    """A row that counts something has cards behind it; each card's own rows add up to the row."""
    cards = [replace(one, id=f"n{number}") for number, one in enumerate(cards)]
    own = [charts(statistics((one,), TODAY)) for one in cards]
    for place, chart in enumerate(charts(statistics(cards, TODAY))):
        for bar in chart.bars:
            behind = applications_behind(cards, TODAY, chart.kind, bar.label)
            counts = [
                sum(each.count for each in charts_of_one[place].bars if each.label == bar.label)
                for charts_of_one in own
            ]
            assert sum(counts) == bar.count
            assert [one.id for one in behind] == [
                one.id for one, count in zip(cards, counts, strict=True) if count
            ]


@given(st.lists(st.builds(Feeling, instants, st.integers(1, 5)), max_size=60))
def test_weeks_have_all_feelings_in_order(feelings: list[Feeling]) -> None:
    """Each feeling is in the week of its day, none is lost, and weeks begin on Mondays."""
    weeks = weeks_felt(feelings, TODAY.zone)
    assert sum(len(week.feelings) for week in weeks) == len(feelings)
    assert [week.monday for week in weeks] == sorted({week.monday for week in weeks})
    assert all(week.monday.weekday() == 0 for week in weeks)
    assert all(list(week.feelings) == sorted(week.feelings) for week in weeks)


@pytest.mark.parametrize(
    ("one", "furthest"),
    [
        pytest.param(card(), [], id="only recorded"),
        pytest.param(card(ahead("2026-12-01")), [], id="planned"),
        pytest.param(card(FIRST), ["interviewed"], id="interviewed"),
        pytest.param(card(FIRST, thanked("2026-10-06")), ["interviewed", "thanked"], id="thanked"),
        pytest.param(card(FIRST, received("2026-10-07")), ["interviewed", "heard back"], id="heard back"),
        pytest.param(
            card(FIRST, outcome=Outcome.REJECTED, **CLOSED), ["interviewed", "heard back"], id="rejected"
        ),
        pytest.param(
            card(FIRST, SECOND), ["interviewed", "heard back", "second round"], id="a second round was held"
        ),
        pytest.param(
            card(FIRST, ahead("2026-12-01")),
            ["interviewed", "heard back", "second round"],
            id="a second round is planned",
        ),
        pytest.param(
            card(held("2026-10-05 10:00"), held("2026-10-05 12:00")), ["interviewed"], id="two on one day"
        ),
        pytest.param(
            card(FIRST, outcome=Outcome.HIRED, **CLOSED),
            ["interviewed", "heard back", "offer", "hired"],
            id="hired",
        ),
    ],
)
def test_how_far_an_application_came(one: Application, furthest: list[str]) -> None:
    """Each history reaches what the table says."""
    reached = statistics([one], TODAY).reached
    assert [each.value for each, count in reached.items() if count] == furthest
    assert list(reached) == list(Reached)


def test_what_was_done_counts_by_day() -> None:
    """Interviews that were held and what was sent; not what was received, and nothing that lies ahead."""
    parts = (FIRST, ahead("2026-12-01"), thanked("2026-10-06"), sent("2026-10-06"), received("2026-10-07"))
    days = statistics([card(*parts), card(FIRST)], TODAY).days
    assert days == {at("2026-10-05").date(): 2, at("2026-10-06").date(): 2}


def test_few_cases_are_said_to_be_few() -> None:
    """Where there are under ten, the chart says how few."""
    reflected = replace(FIRST, reflection=Reflection(instant("2026-10-05 15:00"), feeling=4))
    shown = {each.kind: each for each in charts(statistics([card(reflected, received("2026-10-07"))], TODAY))}
    assert "Only 1 case: too few to rely on." in shown[ChartKind.FEELINGS].sentences
    assert "Too few to rely on: only 0 with a thank-you, 1 without." in shown[ChartKind.ANSWERED].sentences

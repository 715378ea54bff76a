"""As many more applications as are asked for, drawn from a few words; the same seed draws the same."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from followup_tui.domain.application import (
    Application,
    Channel,
    Contact,
    ContactKind,
    Direction,
    Instant,
    Interview,
    Lesson,
    LessonState,
    Outcome,
    Reflection,
    Stage,
)
from followup_tui.domain.people import parse_person

_Past = tuple[Instant, tuple[Interview, ...], tuple[Contact, ...], Stage, date | None]
"""When it began, its interviews, its contacts, where it stands, and the day they named."""

COMPANY_NAMES = (
    "Arden",
    "Bergwerk",
    "Calder",
    "Dunmore",
    "Elbe",
    "Fjordlys",
    "Granit",
    "Harbour",
    "Isar",
    "Juniper",
    "Kestrel",
    "Lumen",
    "Meridian",
    "Nordlicht",
    "Orchard",
    "Pelican",
    "Quarry",
    "Riverside",
    "Solstice",
    "Tamarind",
    "Umber",
    "Verdant",
    "Westwind",
    "Xylem",
    "Yarrow",
    "Zephyr",
)
"""The first words of made-up companies' names."""
_KINDS = (
    "Labs",
    "Systems",
    "Logistics",
    "Health",
    "Energy",
    "Foods",
    "Mobility",
    "Analytics",
    "Robotics",
    "Media",
)
_ROLES = (
    "Data engineer",
    "Backend",
    "Platform lead",
    "Site reliability",
    "Product designer",
    "Analyst",
    "Embedded",
    "Security",
)
_PEOPLE = (
    "Dr. Jana Novák, Head of Data <jana@one.example>",
    "Tom Reyes, Staff engineer <tom@one.example>",
    "Ms Priya Raman, Engineering manager",
    "Herr Jens Köhler, CTO",
    "Prof. Mei-Ling Chen, Research",
    "Rachael Rosen, Recruiter",
    "Carol Lindqvist, QA lead",
    "Yusuf Adeyemi, Architect",
    "小林 聡, Director",
)
_WELL = (
    "The first question: I had an example.",
    "Asked back before I answered.",
    "We found the bug together.",
    "Calm, even in the silences.",
    "The questions I had brought.",
    "",
)
_BADLY = (
    "Talked too long about my last job.",
    "Had no number for the salary.",
    "Lost the thread in the design question.",
    "Did not ask what happens next.",
    "The line was bad, and I did not say so.",
    "",
)
_LESSONS = (
    "Stop after three sentences",
    "Have a number for the salary",
    "Draw first, talk then",
    "Ask when they will decide",
    "Call from the quiet room",
    "Write all names down at once",
)
_SAID = (
    "Six people in the team; on call every sixth week.",
    "They decide once all were heard.",
    "Two days a week in the office.",
    "The last one left for a start-up.",
    "",
)


def drawn(count: int, seed: int, now: datetime) -> Iterable[Application]:
    """Draw applications as real ones are: two interviews, three people, five contacts each.

    What they are made of is made once and shared: ten thousand of them take a tenth of a second.
    """
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    # Drawn apart, so that what is written down of an interview changes nothing else.
    write = random.Random(seed)  # noqa: S311
    people = [
        tuple(
            replace(parse_person(text), id=f"p{number}")
            for number, text in enumerate(draw.sample(_PEOPLE, 3), start=1)
        )
        for _ in range(40)
    ]
    pasts = [
        _reflected(write, (*met, *_stands(draw, days, now)), now)
        for days in range(1, 121)
        for met in [_met(days, now)] * 3
    ]
    names = [(company, kind) for company in COMPANY_NAMES for kind in _KINDS]
    saved = Instant.of(now)
    chosen = zip(
        draw.choices(pasts, k=count),
        draw.choices(_ROLES, k=count),
        draw.choices(people, k=count),
        draw.choices(tuple(Outcome), k=count),
        draw.choices((True, False), (0.55, 0.45), k=count),
        strict=True,
    )
    for number, ((began, interviews, contacts, stage, decision), role, whom, outcome, over) in enumerate(
        chosen
    ):
        company, kind = names[number % len(names)]
        suffix = f" {number // len(names) + 1}" if number >= len(names) else ""
        closed = over or stage is Stage.CLOSED
        yield Application(
            id=f"{company}-{kind}{suffix}".lower().replace(" ", "-"),
            company=f"{company} {kind}{suffix}",
            role=role,
            created_at=began,
            updated_at=saved,
            stage=Stage.CLOSED if closed else stage,
            outcome=outcome if closed else None,
            closed_at=contacts[-1].at if closed else None,
            decision_date=decision,
            interviews=interviews,
            people=whom,
            contacts=contacts,
            revision=1,
        )


def _met(days: int, now: datetime) -> tuple[Instant, tuple[Interview, ...], tuple[Contact, ...]]:
    """Give when it began so many days ago, its interviews and its contacts."""
    last = days * 0.6
    began, ended = days_ago(days + 0.3, now), days_ago(last, now)
    kinds = (
        ContactKind.THANK_YOU,
        ContactKind.REPLY,
        ContactKind.THANK_YOU,
        ContactKind.THANK_YOU,
        ContactKind.OTHER,
    )
    whom = ("p1", "p1", "p2", "p3", None)
    when = (days, days * 0.8, last * 0.95, last * 0.94, last * 0.5)
    contacts = tuple(
        Contact(
            days_ago(ago, now),
            Direction.RECEIVED if kind is ContactKind.REPLY else Direction.SENT,
            kind,
            Channel.EMAIL,
            who,
        )
        for kind, who, ago in zip(kinds, whom, when, strict=True)
    )
    interviews = (
        Interview("i1", ended_at=began, people=("p1",)),
        Interview("i2", ended_at=ended, people=("p2", "p3")),
    )
    return began, interviews, contacts


def _stands(draw: random.Random, days: int, now: datetime) -> tuple[Stage, date | None]:
    """Draw where it stands after so many days, and the day they named."""
    stages = (Stage.INTERVIEWED, Stage.THANKED, Stage.WAITING, Stage.WAITING)
    stage = Stage.CLOSED if days > 45 else draw.choice(stages)
    decision = now.date() + timedelta(days=draw.randint(-10, 14)) if draw.random() < 0.6 else None
    return stage, decision


def _reflected(write: random.Random, past: _Past, now: datetime) -> _Past:
    """Write down what the last interview was like, but not yesterday's or today's: that is still to be done.

    Whatever is drawn for a past, what is drawn for the others stays the same.
    """
    began, (*others, last), contacts, stage, decision = past
    well, badly, lesson, said = (write.choice(words) for words in (_WELL, _BADLY, _LESSONS, _SAID))
    feeling = write.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))
    state = write.choice((LessonState.OPEN, LessonState.OPEN, LessonState.DONE, LessonState.DROPPED))
    ended = last.ended_at
    if ended is None or (now.date() - ended.utc.astimezone(now.tzinfo).date()).days <= 1:
        return past
    at = Instant(ended.utc + timedelta(hours=1), ended.zone)
    closed = None if state is LessonState.OPEN else Instant(ended.utc + timedelta(days=1), ended.zone)
    reflection = Reflection(at, well, badly, (Lesson(lesson, state, closed),), feeling, looked_back=True)
    return began, (*others, replace(last, reflection=reflection, said=said)), contacts, stage, decision


def days_ago(days: float, now: datetime) -> Instant:
    """Give the moment so many days ago, in office hours where that is a whole day or more."""
    moment = now - timedelta(days=days)
    if abs(days) >= 1:
        hour = 10 + int(abs(days) * 10) % 7
        moment = datetime.combine(weekday_before(moment.date()), time(hour, 30), tzinfo=now.tzinfo)
    return Instant.of(moment)


def weekday_before(day: date) -> date:
    """Give the day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))

"""Random applications for a sample of any size; the same seed draws the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, LessonState, Reflection
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person


class _History(NamedTuple):
    """What happened with an application. Many applications share one.

    Attributes:
        began: the end of its first interview.
    """

    began: Instant
    interviews: tuple[Interview, ...]
    contacts: tuple[Contact, ...]
    stage: Stage
    decision_date: date | None


_COMPANY_WORDS = (
    "Arden Bergwerk Calder Dunmore Elbe Fjordlys Granit Harbour Isar Juniper Kestrel Lumen Meridian"
    " Nordlicht Orchard Pelican Quarry Riverside Solstice Tamarind Umber Verdant Westwind Xylem Yarrow Zephyr"
)
_KIND_WORDS = "Labs Systems Logistics Health Energy Foods Mobility Analytics Robotics Media"

COMPANY_NAMES = tuple(_COMPANY_WORDS.split())
"""The first words of made-up companies' names."""

_KINDS = tuple(_KIND_WORDS.split())
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


def draw_applications(count: int, seed: int, now: datetime) -> Iterator[Application]:
    """Draw applications of a usual size: two interviews, three people, five contacts each.

    Their parts are made once and shared, so that ten thousand of them take a tenth of a second.
    """
    if count == 0:
        return
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    # A generator of its own: what is drawn for reflections changes nothing else of the sample.
    draw_reflections = random.Random(seed)  # noqa: S311 - as above
    people = [
        tuple(
            replace(parse_person(text), id=f"p{number}")
            for number, text in enumerate(draw.sample(_PEOPLE, 3), start=1)
        )
        for _ in range(40)
    ]
    histories = [
        _with_reflection(draw_reflections, history, now)
        for days in range(1, 121)
        for history in _draw_histories(draw, days, now)
    ]
    names = [(company, kind) for company in COMPANY_NAMES for kind in _KINDS]
    saved = Instant.of(now)
    draws = zip(
        draw.choices(histories, k=count),
        draw.choices(_ROLES, k=count),
        draw.choices(people, k=count),
        draw.choices(tuple(Outcome), k=count),
        draw.choices((True, False), (0.55, 0.45), k=count),
        strict=True,
    )
    for number, (history, role, colleagues, outcome, is_over) in enumerate(draws):
        company, kind = names[number % len(names)]
        suffix = f" {number // len(names) + 1}" if number >= len(names) else ""
        is_closed = is_over or history.stage is Stage.CLOSED
        application_id = f"{company}-{kind}{suffix}".lower().replace(" ", "-")
        yield Application(
            id=application_id,
            company=f"{company} {kind}{suffix}",
            role=role,
            created_at=history.began,
            updated_at=saved,
            stage=Stage.CLOSED if is_closed else history.stage,
            outcome=outcome if is_closed else None,
            closed_at=history.contacts[-1].at if is_closed else None,
            decision_date=history.decision_date,
            interviews=history.interviews,
            people=tuple(_at_company(person, f"{company}-{kind}".lower()) for person in colleagues),
            contacts=history.contacts,
            revision=1,
            uid=f"sample-{application_id}",
        )


def _at_company(person: Person, company: str) -> Person:
    """Return a person with an address at a company: the same one at many companies would be a recruiter."""
    return replace(person, email=person.email.replace("@one.", f"@{company}."))


def _draw_histories(draw: random.Random, days: int, now: datetime) -> Iterator[_History]:
    """Draw three histories that began so many days ago, with the same interviews and contacts."""
    last = days * 0.6
    began, ended = days_ago(days + 0.3, now), days_ago(last, now)
    kinds_people_days = (
        (ContactKind.THANK_YOU, "p1", days),
        (ContactKind.MESSAGE, "p1", days * 0.8),
        (ContactKind.THANK_YOU, "p2", last * 0.95),
        (ContactKind.THANK_YOU, "p3", last * 0.94),
        (ContactKind.OTHER, None, last * 0.5),
    )
    contacts = tuple(
        Contact(
            days_ago(ago, now),
            Direction.RECEIVED if kind is ContactKind.MESSAGE else Direction.SENT,
            kind,
            Channel.EMAIL,
            person,
            id=f"c{number}",
        )
        for number, (kind, person, ago) in enumerate(kinds_people_days, start=1)
    )
    interviews = (
        Interview("i1", ended_at=began, people=("p1",)),
        Interview("i2", ended_at=ended, people=("p2", "p3")),
    )
    for _ in range(3):
        stages = (Stage.INTERVIEWED, Stage.THANKED, Stage.WAITING, Stage.WAITING)
        stage = Stage.CLOSED if days > 45 else draw.choice(stages)
        decision_date = now.date() + timedelta(days=draw.randint(-10, 14)) if draw.random() < 0.6 else None
        yield _History(began, interviews, contacts, stage, decision_date)


def _with_reflection(draw: random.Random, history: _History, now: datetime) -> _History:
    """Add a reflection on the last interview, unless that was today or yesterday: it is still to be written.

    The same number of draws is made in either case.
    """
    *others, last = history.interviews
    well, badly, lesson, said = (draw.choice(words) for words in (_WELL, _BADLY, _LESSONS, _SAID))
    feeling = draw.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))
    state = draw.choice((LessonState.OPEN, LessonState.OPEN, LessonState.DONE, LessonState.DROPPED))
    ended = last.ended_at
    if ended is None or (now.date() - ended.utc.astimezone(now.tzinfo).date()).days <= 1:
        return history
    at = Instant(ended.utc + timedelta(hours=1), ended.zone)
    closed = None if state is LessonState.OPEN else Instant(ended.utc + timedelta(days=1), ended.zone)
    reflection = Reflection(at, well, badly, (Lesson(lesson, state, closed),), feeling, looked_back=True)
    return history._replace(interviews=(*others, replace(last, reflection=reflection, said=said)))


def days_ago(days: float, now: datetime) -> Instant:
    """Return the moment so many days ago, in office hours where that is a whole day or more."""
    moment = now - timedelta(days=days)
    if abs(days) >= 1:
        hour = 10 + int(abs(days) * 10) % 7
        moment = datetime.combine(weekday_before(moment.date()), time(hour, 30), tzinfo=now.tzinfo)
    return Instant.of(moment)


def weekday_before(day: date) -> date:
    """Return the day, or the Friday before it where it is on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))

"""A believable sample to try the program on, gone when it ends.

Thirteen told stories show every column and every kind of line a card can carry, each dated from today.
Above that, as many more as are asked for are drawn from the same words; the same seed draws the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from followup_tui.domain.application import (
    Application,
    Channel,
    Direction,
    Instant,
    Outcome,
    Round,
    Stage,
    Touch,
    TouchKind,
)
from followup_tui.domain.dates import Calendar
from followup_tui.domain.people import parse_person
from followup_tui.domain.rules import Rules
from followup_tui.domain.text import slug
from followup_tui.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Story:
    """One application of the sample, in days before today (negative: ahead)."""

    company: str
    role: str
    stage: Stage
    held: tuple[float, ...]
    people: tuple[str, ...] = ()
    decision: int | None = None
    thanked: float | None = None
    wrote: float | None = None
    answered: float | None = None
    outcome: Outcome | None = None
    closed: int = 0
    ahead: float | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""


STORIES = (
    Story(
        "Northwind",
        "Data engineer",
        Stage.INTERVIEWED,
        (0.8,),
        (
            "Dr. Jana Novák, Head of Data <jana@northwind.example>",
            "Tom Reyes, Staff engineer <tom@northwind.example>",
        ),
        decision=-4,
        tags=("python", "remote"),
        notes="Jana: the pipeline breaks every Monday.\nTom asked how I would test it.",
    ),
    Story(
        "Hooli",
        "Site reliability",
        Stage.INTERVIEWED,
        (),
        ("Ms Priya Raman, Engineering manager",),
        ahead=1.2,
    ),
    Story("Aperture", "Test engineer", Stage.INTERVIEWED, (3.1,), ("Carol Lindqvist, QA lead",)),
    Story(
        "Globex",
        "Platform lead",
        Stage.THANKED,
        (1.9,),
        ("Herr Jens Köhler, CTO <jens@globex.example>",),
        thanked=1.2,
    ),
    Story(
        "Vandelay",
        "Import analyst",
        Stage.THANKED,
        (2.2,),
        ("Art Vandelay, Partner",),
        decision=-2,
        thanked=1.6,
    ),
    Story(
        "Initech",
        "Backend",
        Stage.WAITING,
        (6.0,),
        ("Bill Lumbergh, Vice president",),
        decision=-4,
        thanked=5.4,
    ),
    Story(
        "Soylent",
        "Analytics",
        Stage.WAITING,
        (4.3,),
        ("Prof. Mei-Ling Chen, Research",),
        thanked=3.9,
        tags=("health",),
    ),
    Story(
        "Tyrell",
        "Embedded",
        Stage.WAITING,
        (8.0,),
        ("Rachael Rosen, Recruiter",),
        decision=-1,
        thanked=7.2,
        answered=0.6,
    ),
    Story(
        "Acme",
        "Staff engineer",
        Stage.WAITING,
        (16.0, 9.0),
        ("Wile E. Coyote, Principal", "Dr. Ada Byron, Director"),
        decision=3,
        thanked=8.5,
        tags=("relocation",),
    ),
    Story(
        "Cyberdyne",
        "Controls",
        Stage.WAITING,
        (24.0,),
        ("Miles Dyson, Director",),
        decision=15,
        thanked=23.4,
        wrote=8.0,
    ),
    Story(
        "Umbrella",
        "Research",
        Stage.CLOSED,
        (30.0,),
        ("Dr. Alex Wesker, Lab lead",),
        outcome=Outcome.DECLINED,
        closed=11,
    ),
    Story(
        "Stark",
        "Embedded",
        Stage.CLOSED,
        (70.0,),
        ("Ms Pepper Potts, Operations",),
        outcome=Outcome.SILENT,
        closed=23,
    ),
    Story(
        "Wayne",
        "Security",
        Stage.CLOSED,
        (80.0, 66.0),
        ("Lucius Fox, CEO",),
        outcome=Outcome.HIRED,
        closed=52,
    ),
    Story(
        "Wonka",
        "Process engineer",
        Stage.CLOSED,
        (40.0,),
        ("Willy Wonka, Founder",),
        outcome=Outcome.REJECTED,
        closed=20,
    ),
    Story("Oscorp", "Bioinformatics", Stage.CLOSED, (45.0,), (), outcome=Outcome.WITHDRAWN, closed=33),
)

_COMPANIES = (
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


def open_demo(
    folder: Path, size: int | None, seed: int, now: Callable[[], datetime], rules: Rules, calendar: Calendar
) -> Tracker:
    """Open the sample in a folder of its own.

    Args:
        folder: where its file goes; the caller throws it away.
        size: how many applications; None for the told stories alone.
        seed: draws the others; the same seed, the same ones.
        now: gives the present moment, aware, in the user's zone.
        rules: the user's numbers.
        calendar: the user's business days.

    Raises:
        DataError: the folder cannot be written in.
    """
    today = now()
    count = len(STORIES) if size is None else size
    tracker = Tracker.open(folder / "demo.json", folder, now, rules, calendar)
    told = [_told(story, today) for story in STORIES[:count]]
    tracker.fill([*told, *_drawn(count - len(told), seed, today)])
    return tracker


def _told(story: Story, now: datetime) -> Application:
    people = tuple(
        replace(parse_person(text), id=f"p{number}") for number, text in enumerate(story.people, start=1)
    )
    everybody = tuple(person.id for person in people)
    rounds = [
        Round(f"r{number}", ended_at=_ago(days, now), people=everybody)
        for number, days in enumerate(sorted(story.held, reverse=True), start=1)
    ]
    if story.ahead is not None:
        rounds.append(Round(f"r{len(rounds) + 1}", starts_at=_ago(-story.ahead, now), people=everybody))
    touches = []
    if story.thanked is not None:
        touches += [
            Touch(_ago(story.thanked, now), Direction.SENT, TouchKind.THANK_YOU, person=name)
            for name in everybody
        ]
    if story.wrote is not None:
        touches.append(
            Touch(_ago(story.wrote, now), Direction.SENT, TouchKind.FOLLOW_UP, person=everybody[0])
        )
    if story.answered is not None:
        note = "Could you send us two references?"
        touches.append(
            Touch(
                _ago(story.answered, now), Direction.RECEIVED, TouchKind.REPLY, person=everybody[0], note=note
            )
        )
    began = _ago(max((*story.held, 1.0)), now)
    return Application(
        id=slug(story.company),
        company=story.company,
        role=story.role,
        created_at=began,
        updated_at=began,
        stage=story.stage,
        outcome=story.outcome,
        closed_at=_ago(story.closed, now) if story.outcome else None,
        decision_date=_weekday(now.date() - timedelta(days=story.decision))
        if story.decision is not None
        else None,
        rounds=tuple(rounds),
        people=people,
        touches=tuple(touches),
        tags=story.tags,
        notes=story.notes,
    )


def _drawn(count: int, seed: int, now: datetime) -> Iterable[Application]:
    """Draw applications as real ones are: two rounds, three people, five contacts each.

    What they are made of is made once and shared: ten thousand of them take a tenth of a second.
    """
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    people = [
        tuple(
            replace(parse_person(text), id=f"p{number}")
            for number, text in enumerate(draw.sample(_PEOPLE, 3), start=1)
        )
        for _ in range(40)
    ]
    pasts = [_past(draw, days, now) for days in range(1, 121) for _ in range(3)]
    names = [(company, kind) for company in _COMPANIES for kind in _KINDS]
    outcomes = tuple(Outcome)
    for number in range(count):
        company, kind = names[number % len(names)]
        suffix = f" {number // len(names) + 1}" if number >= len(names) else ""
        began, rounds, touches, stage, decision = draw.choice(pasts)
        closed = draw.random() < 0.55 or stage is Stage.CLOSED
        yield Application(
            id=f"{company.lower()}-{kind.lower()}{suffix.replace(' ', '-')}",
            company=f"{company} {kind}{suffix}",
            role=draw.choice(_ROLES),
            created_at=began,
            updated_at=began,
            stage=Stage.CLOSED if closed else stage,
            outcome=draw.choice(outcomes) if closed else None,
            closed_at=touches[-1].at if closed else None,
            decision_date=decision,
            rounds=rounds,
            people=draw.choice(people),
            touches=touches,
        )


def _past(
    draw: random.Random, days: int, now: datetime
) -> tuple[Instant, tuple[Round, ...], tuple[Touch, ...], Stage, date | None]:
    last = days * 0.6
    rounds = (
        Round("r1", ended_at=_ago(days + 0.3, now), people=("p1",)),
        Round("r2", ended_at=_ago(last, now), people=("p2", "p3")),
    )
    kinds = (TouchKind.THANK_YOU, TouchKind.REPLY, TouchKind.THANK_YOU, TouchKind.THANK_YOU, TouchKind.OTHER)
    whom = ("p1", "p1", "p2", "p3", None)
    when = (days, days * 0.8, last * 0.95, last * 0.94, last * 0.5)
    touches = tuple(
        Touch(
            _ago(ago, now),
            Direction.RECEIVED if kind is TouchKind.REPLY else Direction.SENT,
            kind,
            Channel.EMAIL,
            who,
        )
        for kind, who, ago in zip(kinds, whom, when, strict=True)
    )
    stage = (
        Stage.CLOSED
        if days > 45
        else draw.choice((Stage.INTERVIEWED, Stage.THANKED, Stage.WAITING, Stage.WAITING))
    )
    decision = now.date() + timedelta(days=draw.randint(-10, 14)) if draw.random() < 0.6 else None
    return _ago(days + 0.3, now), rounds, touches, stage, decision


def _ago(days: float, now: datetime) -> Instant:
    """Give the moment so many days ago, in office hours where that is a whole day or more."""
    moment = now - timedelta(days=days)
    if abs(days) >= 1:
        hour = 10 + int(abs(days) * 10) % 7
        moment = datetime.combine(_weekday(moment.date()), time(hour, 30), tzinfo=now.tzinfo)
    return Instant.of(moment)


def _weekday(day: date) -> date:
    """Give the day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))

"""The told stories of the sample: every column, and every kind of line a card can carry."""

from __future__ import annotations

from dataclasses import dataclass

from followup_tui.domain.application import Outcome, Stage


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
    wrote: tuple[float, ...] = ()
    answered: float | None = None
    outcome: Outcome | None = None
    closed: int = 0
    ahead: float | None = None
    missed: bool = False
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
        thanked=6.9,
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
        wrote=(8.0,),
    ),
    Story(
        "Monarch",
        "Field engineer",
        Stage.WAITING,
        (4.2,),
        ("Ishiro Serizawa, Director",),
        thanked=3.9,
        ahead=-0.1,
        missed=True,
    ),
    Story(
        "Nakatomi", "Finance systems", Stage.THANKED, (0.06,), ("Ms Holly Gennero, Director",), thanked=0.02
    ),
    Story(
        "Weyland",
        "Robotics",
        Stage.WAITING,
        (40.0,),
        ("Charles Bishop, Engineer",),
        decision=31,
        thanked=39.5,
        wrote=(24.0, 7.0),
    ),
    Story("Gringotts", "Ledger systems", Stage.WAITING, (47.0,), ("Bogrod, Head of vaults",), thanked=46.5),
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

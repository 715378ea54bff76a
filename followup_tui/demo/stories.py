"""The written stories of the sample: every column, and every kind of line that a card can show."""

from __future__ import annotations

from dataclasses import dataclass

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.interview import LessonState


@dataclass(frozen=True, slots=True)
class StoryReflection:
    """What the user wrote down after an interview of a story.

    Attributes:
        said: what was said in it.
        lessons: what to change next time, each with its state.
    """

    feeling: int | None
    well: str = ""
    badly: str = ""
    said: str = ""
    lessons: tuple[tuple[str, LessonState], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One application of the sample. Times are days before today; `planned` and `decision` can be ahead.

    Attributes:
        held: the interviews.
        decision: the day they named; negative where it is ahead.
        thanked: the thank-yous for the last interview.
        thanked_first: those for the first of two.
        followed_up: the follow-ups.
        answered: what they wrote.
        planned: days until an interview ahead, or, negative, since one that was missed.
        missed: whether the planned interview did not happen.
        reflections: one for each interview, the earliest first; the last ones may still be missing.
    """

    company: str
    role: str
    stage: Stage
    held: tuple[float, ...]
    people: tuple[str, ...] = ()
    decision: int | None = None
    thanked: float | None = None
    thanked_first: float | None = None
    followed_up: tuple[float, ...] = ()
    answered: float | None = None
    outcome: Outcome | None = None
    closed: int = 0
    planned: float | None = None
    missed: bool = False
    tags: tuple[str, ...] = ()
    notes: str = ""
    reflections: tuple[StoryReflection, ...] = ()


OPEN, DONE, DROPPED = LessonState.OPEN, LessonState.DONE, LessonState.DROPPED

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
        planned=1.2,
    ),
    Story(
        "Aperture",
        "Test engineer",
        Stage.INTERVIEWED,
        (3.1,),
        ("Carol Lindqvist, QA lead",),
        reflections=(
            StoryReflection(
                4,
                "The exercise on flaky tests: I asked first what would count as done.",
                "I had no question left for the end.",
                lessons=(("Keep two questions for the end", OPEN),),
            ),
        ),
    ),
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
        reflections=(
            StoryReflection(
                3,
                "Calm from the beginning.",
                "I rambled about my last job.",
                lessons=(("Two minutes about me, no more", OPEN),),
            ),
        ),
    ),
    Story(
        "Initech",
        "Backend",
        Stage.WAITING,
        (6.0,),
        ("Bill Lumbergh, Vice president",),
        decision=-4,
        thanked=5.4,
        reflections=(
            StoryReflection(
                2,
                "The story of the migration.",
                "I guessed where I should have said that I do not know.",
                "Eight people, on call every fifth week.",
                (("Say “I do not know” and how I would find out", OPEN),),
            ),
        ),
    ),
    Story(
        "Soylent",
        "Analytics",
        Stage.WAITING,
        (4.3,),
        ("Prof. Mei-Ling Chen, Research",),
        thanked=3.9,
        tags=("health",),
        reflections=(
            StoryReflection(
                4,
                "They laughed at the right places.",
                "",
                "Hybrid, two days in the office. 62,000 to 68,000.",
            ),
        ),
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
        reflections=(
            StoryReflection(
                5,
                "Drew the protocol on the whiteboard; they drew on.",
                "Came two minutes late: the wrong entrance.",
                "Rachael: the team wants somebody by January. Start could be part-time.",
                (("Look up the entrance the day before", OPEN),),
            ),
        ),
    ),
    Story(
        "Acme",
        "Staff engineer",
        Stage.WAITING,
        (16.0, 9.0),
        ("Wile E. Coyote, Principal", "Dr. Ada Byron, Director"),
        decision=3,
        thanked=6.9,
        thanked_first=15.1,
        tags=("relocation",),
        reflections=(
            StoryReflection(
                3,
                "Good talk about failing safely.",
                "Had not read their last release notes.",
                "The next interview is with the director.",
                (("Read their last three release notes", DONE),),
            ),
            StoryReflection(
                4,
                "I had read everything, and it showed.",
                "Salary came up, and I had no number.",
                "Moving costs are paid.",
                (("Have a number for the salary", OPEN),),
            ),
        ),
    ),
    Story(
        "Cyberdyne",
        "Controls",
        Stage.WAITING,
        (24.0,),
        ("Miles Dyson, Director",),
        decision=15,
        thanked=23.4,
        followed_up=(8.0,),
        reflections=(
            StoryReflection(
                2,
                "",
                "Too long an answer to the first question, and then to all others.",
                lessons=(("Stop after three sentences and ask", OPEN),),
            ),
        ),
    ),
    Story(
        "Monarch",
        "Field engineer",
        Stage.WAITING,
        (4.2,),
        ("Ishiro Serizawa, Director",),
        thanked=3.9,
        planned=-0.1,
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
        followed_up=(24.0, 7.0),
        reflections=(
            StoryReflection(
                3,
                "The question about the arm's brake.",
                "Camera below my chin all the time.",
                "Six weeks until they decide, at least.",
                (("Camera at the height of my eyes", DONE),),
            ),
        ),
    ),
    Story("Gringotts", "Ledger systems", Stage.WAITING, (47.0,), ("Bogrod, Head of vaults",), thanked=46.5),
    Story(
        "Umbrella",
        "Research",
        Stage.CLOSED,
        (30.0,),
        ("Dr. Alex Wesker, Lab lead",),
        thanked=29.4,
        answered=13.0,
        outcome=Outcome.DECLINED,
        closed=11,
        reflections=(
            StoryReflection(
                1,
                "",
                "They would not say what the lab does.",
                "Shifts at night, no exceptions.",
                (("Ask about the hours before the first interview", OPEN),),
            ),
        ),
    ),
    Story(
        "Stark",
        "Embedded",
        Stage.CLOSED,
        (70.0,),
        ("Ms Pepper Potts, Operations",),
        thanked=68.2,
        outcome=Outcome.SILENT,
        closed=23,
        reflections=(
            StoryReflection(
                4,
                "The live coding went well: small steps, tests first.",
                "Forgot to thank the assistant.",
                lessons=(("Write all names down at the door", DROPPED),),
            ),
        ),
    ),
    Story(
        "Wayne",
        "Security",
        Stage.CLOSED,
        (80.0, 66.0),
        ("Lucius Fox, CEO",),
        thanked=65.5,
        thanked_first=79.0,
        answered=56.0,
        outcome=Outcome.HIRED,
        closed=52,
        reflections=(
            StoryReflection(
                3,
                "Answered with examples.",
                "Nervous for the first ten minutes.",
                "They have been hiring since spring.",
                (("Ten minutes' walk before it begins", DONE),),
            ),
            StoryReflection(
                5,
                "We planned the first month together.",
                "",
                "Start on the first of next month, 30 days off. Lucius: “Ask me anything.”",
            ),
        ),
    ),
    Story(
        "Wonka",
        "Process engineer",
        Stage.CLOSED,
        (40.0,),
        ("Willy Wonka, Founder",),
        answered=24.0,
        outcome=Outcome.REJECTED,
        closed=20,
        reflections=(
            StoryReflection(
                2,
                "The tour.",
                "Asked about pay in the first five minutes.",
                lessons=(("Pay only when they ask, or at the end", DONE),),
            ),
        ),
    ),
    Story(
        "Oscorp",
        "Bioinformatics",
        Stage.CLOSED,
        (45.0,),
        (),
        outcome=Outcome.WITHDRAWN,
        closed=33,
        reflections=(StoryReflection(None, "", "Not my field, and I said so."),),
    ),
)

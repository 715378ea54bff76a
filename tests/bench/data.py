"""As many applications as are asked for, the same ones each time, and a home folder with nothing else in it.

Each has two interviews, three people, five contacts and a reflection. They are told from one another by their
number alone, so that the first hundred of ten thousand are the same as the first hundred of a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from followup_tui.demo.generator import COMPANY_NAMES
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, LessonState, Reflection
from followup_tui.domain.person import Person
from followup_tui.tracker import Tracker
from tests.bench.frozen import NOW
from tests.pty.terminal import environment

ZONE = ZoneInfo("Europe/Berlin")

_SECOND = (
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
    "Care",
)
_ROLES = ("Data engineer", "Backend", "Platform lead", "Site reliability", "Product designer", "Analyst")
_NAMES = (
    "Dr. Jana Novák",
    "Tom Reyes",
    "Priya Raman",
    "Jens Köhler",
    "Mei-Ling Chen",
    "Rachael Rosen",
    "小林 聡",
)
_WELL = ("The first question: I had an example.", "Calm, even in the silences.", "We found the bug together.")
_BADLY = ("Talked too long about my last job.", "Had no number for the salary.")
_LESSONS = ("Stop after three sentences", "Draw first, talk then", "Ask when they will decide")

# As on the board of somebody who has looked for a while: of every twenty, fourteen are over.
_STAGES = (
    Stage.INTERVIEWED,
    *(Stage.CLOSED,) * 2,
    Stage.WAITING,
    *(Stage.CLOSED,) * 2,
    Stage.THANKED,
    *(Stage.CLOSED,) * 3,
    Stage.OVERDUE,
    *(Stage.CLOSED,) * 2,
    Stage.INTERVIEWED,
    *(Stage.CLOSED,) * 2,
    Stage.WAITING,
    *(Stage.CLOSED,) * 3,
)

_SETTINGS = """\
zone = "Europe/Berlin"
[mail]
from = "Ada King <ada@example.org>"
send = "true"
"""


def applications(count: int) -> Iterator[Application]:
    """Return so many applications."""
    now = datetime(*NOW, tzinfo=ZONE)
    return (_application(number, now) for number in range(count))


def make_home(folder: Path, count: int) -> dict[str, str]:
    """Make a home with so many applications in it.

    Args:
        folder: where; it is made, and its name should be as long each time, since it is shown.
        count: how many.

    Returns:
        The whole environment of a program that lives there.
    """
    folder.mkdir(parents=True)
    settings = folder / "config" / "followup" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, "utf-8")
    now = datetime(*NOW, tzinfo=ZONE)
    data_file = folder / "data" / "followup" / "followup.json"
    data_file.parent.mkdir(parents=True, mode=0o700)
    Tracker.open(data_file, folder / "state", lambda: now, STANDARD, Weekdays()).fill(applications(count))
    return home_of(folder)


def home_of(folder: Path) -> dict[str, str]:
    """Return the whole environment of a program that lives in a folder."""
    return environment(
        HOME=str(folder),
        XDG_DATA_HOME=str(folder / "data"),
        XDG_STATE_HOME=str(folder / "state"),
        XDG_CONFIG_HOME=str(folder / "config"),
        XDG_RUNTIME_DIR=str(folder),
        LANG="C.UTF-8",
        TZ="Europe/Berlin",
        COLORTERM="truecolor",
        VISUAL="touch",
    )


def _application(number: int, now: datetime) -> Application:
    stage = _STAGES[number % len(_STAGES)]
    turn = number // len(_STAGES)
    # Days since the last interview: what is live is some weeks old at most, what is closed some months.
    days = {
        Stage.INTERVIEWED: 1 + turn % 3,
        Stage.THANKED: 2 + turn % 4,
        Stage.WAITING: 5 + turn % 9,
        Stage.OVERDUE: 12 + turn % 9,
        Stage.CLOSED: 30 + number % 90,
    }[stage]
    last = _moment(now, days, number)
    first = _moment(now, days + 8, number + 1)
    open_still = number % 3 == 0
    lesson = Lesson(
        _LESSONS[number // 3 % 3],
        LessonState.OPEN if open_still else LessonState.DONE,
        None if open_still else _later(last, 40),
    )
    reflection = Reflection(
        _later(last, 2),
        _WELL[number % 3],
        _BADLY[number % 2],
        (lesson,),
        1 + number % 5,
        looked_back=True,
    )
    interviews = (
        Interview("i1", ended_at=first, people=("p1",)),
        Interview(
            "i2", ended_at=last, people=("p2", "p3"), reflection=reflection, said="Six people; on call."
        ),
    )
    return Application(
        id=f"{_company(number)}".lower().replace(" ", "-"),
        company=_company(number),
        role=_ROLES[number % len(_ROLES)],
        created_at=first,
        updated_at=last,
        stage=stage,
        outcome=tuple(Outcome)[turn % len(Outcome)] if stage is Stage.CLOSED else None,
        closed_at=_later(last, 200) if stage is Stage.CLOSED else None,
        decision_date=_decision(stage, turn, now),
        interviews=interviews,
        people=tuple(_person(number, place) for place in range(3)),
        contacts=_contacts(stage, first, last),
        tags=("remote",) if number % 3 == 0 else (),
        notes="They asked how I would test it." if number % 2 == 0 else "",
        unasked=("How do you decide what comes first?",) if number % 5 == 0 else (),
    )


def _company(number: int) -> str:
    first, second = COMPANY_NAMES[number * 7 % len(COMPANY_NAMES)], _SECOND[number % len(_SECOND)]
    again = number // (len(COMPANY_NAMES) * len(_SECOND))
    return f"{first} {second}" + (f" {again + 1}" if again else "")


def _person(number: int, place: int) -> Person:
    title, _, name = _NAMES[(number + place) % len(_NAMES)].rpartition(". ")
    return Person(
        f"p{place + 1}",
        name,
        f"{title}." if title else "",
        ("Head of Data", "Staff engineer", "Recruiter")[place],
        f"p{place + 1}@{number}.example",
    )


def _contacts(stage: Stage, first: Instant, last: Instant) -> tuple[Contact, ...]:
    """Return five: each thanked and answered; of the last interview only where the card stands past that."""
    sent, received, thank_you = Direction.SENT, Direction.RECEIVED, ContactKind.THANK_YOU
    kind, hours = (ContactKind.OTHER, -20) if stage is Stage.INTERVIEWED else (thank_you, 4)
    return (
        Contact(_later(first, 3), sent, thank_you, person="p1"),
        Contact(_later(first, 26), received, ContactKind.REPLY, person="p1"),
        Contact(_later(first, 60), sent, ContactKind.OTHER, person="p1", note="Sent the references."),
        Contact(_later(last, hours), sent, kind, person="p2"),
        Contact(_later(last, hours + 1), sent, kind, person="p3"),
    )


def _decision(stage: Stage, turn: int, now: datetime) -> date | None:
    ahead = {Stage.WAITING: 1 + turn % 9, Stage.THANKED: 3 + turn % 7, Stage.OVERDUE: -2 - turn % 6}.get(
        stage
    )
    return None if ahead is None else now.date() + timedelta(days=ahead)


def _moment(now: datetime, days: int, number: int) -> Instant:
    at = (now - timedelta(days=days)).replace(hour=9 + number % 8, minute=30)
    return Instant.of(at)


def _later(moment: Instant, hours: int) -> Instant:
    now = datetime(*NOW, tzinfo=ZONE).astimezone(UTC)
    return Instant(min(moment.utc + timedelta(hours=hours), now), moment.zone)

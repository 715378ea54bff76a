"""An interview that was moved, and what finds its old time in any text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.interviews import Details, add_interview, move_interview
from followup_tui.domain.person import Party
from followup_tui.domain.person_line import parse_people
from tests.samples import NORTHWIND, at, held, sent, today

OLD: Final = "2026-11-26 09:30"
NEW: Final = "2026-12-02 14:15"

MOMENTS: Final = (
    *("2026-11-24 08:00", "2026-11-26 09:31", "2026-11-26 12:00"),
    *("2026-11-27 10:00", "2026-11-30 18:00", "2026-12-02 10:00"),
)
"""Before the old time, right after it, on its day, and on the days until the new one."""

MOVED_ON: Final = "2026-11-23 14:02"

_HOUR = r"\b0?9:30|20261126T0830"
_OLD_HOUR = re.compile(_HOUR)
_OLD_TIME = re.compile(rf"{_HOUR}|26 Nov|2026-?11-?26|Nov(?:ember)? 26|26\. ?(?:Nov|11)|Thursday|Donnerstag")
_TALE = re.compile(r'[Mm]oved\s+from\s+Thu\s+26\s+Nov\s+09:30\s+by\s+them|"(?:moved_from|moves)": ?\[[^]]*\]')


def agreed() -> Application:
    """Return an application with an interview held, one planned, and a decision date that has passed."""
    card = replace(
        NORTHWIND,
        interviews=(replace(held("2026-11-12 10:00"), people=("p1",)),),
        people=(replace(*parse_people("Dr. Jana Novák, Head of Data <jana@northwind.example>"), id="p1"),),
        contacts=(sent("2026-11-12 12:00", ContactKind.THANK_YOU),),
        stage=Stage.WAITING,
        decision_date=date(2026, 11, 20),
    )
    details = Details(place="Room 4", people=parse_people("Bob Lee <bob@northwind.example>"))
    until = at(OLD) + timedelta(hours=1)
    return add_interview(card, at(OLD), today("2026-11-20 12:00"), until=until, details=details)


def moved(*, again: bool = False) -> Application:
    """Return it with the interview moved to `NEW` by them; `again`: moved back, and away again."""
    starts = (NEW, OLD, NEW) if again else (NEW,)
    application = agreed()
    for start in starts:
        application = move_interview(application, "i2", at(start), Party.THEM, today(MOVED_ON))
    return application


def old_times(text: str, moment: str) -> list[str]:
    """Return where a text of a moment names the old time, except where it tells that it was moved.

    On the old day itself only the hour gives it away: a page may say what day it is.
    """
    pattern = _OLD_HOUR if moment.startswith(OLD[:10]) else _OLD_TIME
    return pattern.findall(_TALE.sub("", text))

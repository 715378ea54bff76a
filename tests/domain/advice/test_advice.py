"""What now, and may I write: the answers day by day, as a person would look them up."""

# ruff: noqa: E501 - a table that a person can read has its rows in one line or two

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from followup_tui.domain import stages
from followup_tui.domain.advice.answer import Advice, Move, Until, Verdict
from followup_tui.domain.advice.contact_check import check_contact
from followup_tui.domain.advice.following_up import R8
from followup_tui.domain.advice.keeping_looking import days_since_newest
from followup_tui.domain.advice.next_move import RULES, advise
from followup_tui.domain.advice.rules import PRESETS, Rules
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.applications import at_company
from followup_tui.domain.business_days import Calendar, Weekdays, calendar_for
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import Today
from tests.samples import NORTHWIND, REFLECTION

CALENDARS: Mapping[str, tuple[str | None, str | None, frozenset[int] | None]] = {
    "Mon-Fri": (None, None, None),
    "Germany": ("DE", None, None),
    "Bavaria": ("DE", "BY", None),
    "Egypt": ("EG", None, None),
    "Sun-Thu": (None, None, frozenset({4, 5})),
}
"""Who works when. Egypt has its weekend on Friday and Saturday."""

ASKED: Mapping[str, tuple[ContactKind, Channel]] = {
    "follow-up": (ContactKind.FOLLOW_UP, Channel.EMAIL),
    "call": (ContactKind.FOLLOW_UP, Channel.PHONE),
    "thank-you": (ContactKind.THANK_YOU, Channel.EMAIL),
    "reply": (ContactKind.REPLY, Channel.EMAIL),
    "other": (ContactKind.OTHER, Channel.EMAIL),
}
"""What somebody asks the guard for."""

Expected = tuple[str, str, str | None, str | None]
"""Verdict, move, rule or None, until: a day, a moment, or None."""

Times = str | Sequence[str]
"""One moment or more, each `2026-11-20 14:00`, with the first names of whom it concerns after it."""


class Events(TypedDict, total=False):
    """What happened, each as moments. Interviews are reflected on unless they are `unreflected`.

    `told` are the days they named, one after the other, `told_on` when they did; `called` is a call to follow
    up, `rang` any other; `called_off` are interviews they cancelled. An offer is `offered` with the moment to
    `answer_by`; `promised` and `they_promised` are the days by which. `ended` is the outcome of what was
    `closed`. Those named `Petra` are one person wherever they are named.
    """

    held: Times
    unreflected: Times
    missed: Times
    ahead: Times
    thanked: Times
    followed: Times
    called: Times
    rang: Times
    noted: Times
    got: Times
    replied: Times
    invited: Times
    noticed: Times
    rejected: Times
    offered: Times
    called_off: Times
    told: Times
    told_on: str
    promised: Times
    they_promised: Times
    thanked_by_hand: str
    closed: str
    ended: str
    hired: str
    via: str
    answer_by: str
    verbal: bool
    offer_taken_back: str


class Situation(Events, total=False):
    """What happened, what happened with another application, and who asks what by which numbers.

    The `sister` is at the same company, the one `elsewhere` at Solvex.
    """

    sister: Events
    elsewhere: Events
    zone: str
    people: str
    preset: str
    ask: str
    used: int


CONTACTS: Mapping[str, tuple[Direction, ContactKind, Channel]] = {
    "thanked": (Direction.SENT, ContactKind.THANK_YOU, Channel.EMAIL),
    "followed": (Direction.SENT, ContactKind.FOLLOW_UP, Channel.EMAIL),
    "called": (Direction.SENT, ContactKind.FOLLOW_UP, Channel.PHONE),
    "rang": (Direction.SENT, ContactKind.OTHER, Channel.PHONE),
    "noted": (Direction.SENT, ContactKind.OTHER, Channel.EMAIL),
    "got": (Direction.RECEIVED, ContactKind.REPLY, Channel.EMAIL),
    "replied": (Direction.SENT, ContactKind.REPLY, Channel.EMAIL),
    "invited": (Direction.RECEIVED, ContactKind.INVITATION, Channel.EMAIL),
    "noticed": (Direction.RECEIVED, ContactKind.NOTICE, Channel.EMAIL),
    "rejected": (Direction.RECEIVED, ContactKind.REJECTION, Channel.EMAIL),
    "offered": (Direction.RECEIVED, ContactKind.OFFER, Channel.EMAIL),
}


def moment(text: str, zone: ZoneInfo) -> datetime:
    """Read `2026-11-20 14:00` as the wall clock shows it, or `2026-11-20 14:00-05:00` as it says."""
    read = datetime.fromisoformat(text)
    return read.replace(tzinfo=zone) if read.tzinfo is None else read.astimezone(zone)


def dated(times: Times, zone: ZoneInfo) -> list[tuple[Instant, tuple[str, ...]]]:
    """Read moments with the names after them."""
    read = []
    for text in [times] if isinstance(times, str) else times:
        day, clock, *names = text.split()
        read.append((Instant.of(moment(f"{day} {clock}", zone)), tuple(names)))
    return read


def card(events: Events, today: Today, name: str = "northwind") -> Application:
    """Build the application of which these things are true."""
    made = replace(NORTHWIND, id=name, via=events.get("via", ""))
    given = {key: times for key, times in events.items() if isinstance(times, (str, list, tuple))}
    for kind in ("held", "unreflected", "missed", "ahead", "called_off"):
        for at, names in dated(given.get(kind, ()), today.zone):
            made = _with_people(made, names)
            made = made.with_interview(_interview(f"i{len(made.interviews) + 1}", kind, at, names))
    for kind, (direction, what, channel) in CONTACTS.items():
        for at, names in dated(given.get(kind, ()), today.zone):
            made = _with_people(made, names)
            for person in names or (None,):
                made = made.with_contact(Contact(at, direction, what, channel, person))
    for day in _days(given.get("told", ())):
        made = replace(made, decision_date=day)
    if "told_on" in events:
        made = replace(made, decision_told_at=Instant.of(moment(events["told_on"], today.zone)))
    for key, party in (("promised", Party.ME), ("they_promised", Party.THEM)):
        for day in _days(given.get(key, ())):
            made = made.with_promise(Promise("", "Send it", party, day))
    return _in_its_stage(_with_offer(made, events, today), events, today)


def _days(texts: Times) -> list[date]:
    return [date.fromisoformat(text) for text in ([texts] if isinstance(texts, str) else texts)]


def _interview(number: str, kind: str, at: Instant, names: tuple[str, ...]) -> Interview:
    is_over = kind in ("held", "unreflected")
    return Interview(
        number,
        starts_at=None if is_over else at,
        ended_at=at if is_over else None,
        people=names,
        missed=kind == "missed",
        cancelled_by=Party.THEM if kind == "called_off" else None,
        reflection=REFLECTION if kind == "held" else None,
    )


def _with_offer(made: Application, events: Events, today: Today) -> Application:
    if "answer_by" not in events and "verbal" not in events:
        return made
    received_at = dated(events["offered"], today.zone)[0][0]
    until = Instant.of(moment(events["answer_by"], today.zone)) if "answer_by" in events else None
    offer = Offer(received_at, until, is_verbal=events.get("verbal", False))
    if "offer_taken_back" in events:
        at = Instant.of(moment(events["offer_taken_back"], today.zone))
        offer = replace(offer, decision=OfferState.WITHDRAWN, settled_at=at)
    return replace(made, offer=offer)


def _in_its_stage(made: Application, events: Events, today: Today) -> Application:
    if "thanked_by_hand" in events:
        then = today.at(moment(events["thanked_by_hand"], today.zone))
        made = stages.move_to_stage(made, Stage.THANKED, then)
    if "closed" in events:
        then = today.at(moment(events["closed"], today.zone))
        made = stages.close_application(made, Outcome(events.get("ended", "silent")), then)
    return made


def _with_people(made: Application, names: Sequence[str]) -> Application:
    for name in names:
        email = "petra@klein.example" if name == "Petra" else ""
        made = made.with_person(Person(name, name, email=email, at_agency=bool(email and made.via)))
    return made


@dataclass(frozen=True)
class Case:
    """A situation, the moment it is asked about, and what is to be answered."""

    name: str
    situation: Situation
    now: str
    expect: Expected

    @property
    def today(self) -> Today:
        """The moment, by whose numbers and calendar it is asked."""
        zone = ZoneInfo(self.situation.get("zone", "Europe/Berlin"))
        rules: Rules = PRESETS[self.situation.get("preset", "standard")]
        calendar: Calendar = calendar_for(*CALENDARS[self.situation.get("people", "Mon-Fri")])
        return Today(moment(self.now if " " in self.now else f"{self.now} 09:00", zone), rules, calendar)

    def answer(self) -> Advice:
        """Ask."""
        today = self.today
        mine = card(self.situation, today)
        company: tuple[Application, ...] = (mine,)
        if "sister" in self.situation:
            company = at_company(mine, [mine, card(self.situation["sister"], today, "northwind-2")])
        if "elsewhere" in self.situation:
            solvex = card(self.situation["elsewhere"], today, "solvex")
            company = (*company, replace(solvex, company="Solvex"))
        if "ask" not in self.situation:
            return advise(mine, today, company)
        return check_contact(mine, *ASKED[self.situation["ask"]], today, company)


def case(name: str, *, now: str, expect: Expected, **situation: Unpack[Situation]) -> Case:
    """Write one row: the situation in words and in dates, now (nine o'clock unless said), the answer."""
    return Case(name, situation, now, expect)


# The days most rows live in: Mondays are 9, 16, 23, 30 November, 7, 14, 21, 28 December 2026, 4 January 2027.
CASES = [
    # R1: thank each person of an interview within 24 hours, and late rather than never.
    case("an hour after the interview: thank her by tomorrow",
         held="2026-11-09 14:00 Jana", now="2026-11-09 15:00",
         expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("... still in the last minute",
         held="2026-11-09 14:00 Jana", now="2026-11-10 13:59",
         expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("... then it is late",
         held="2026-11-09 14:00 Jana", now="2026-11-10 14:00", expect=("act", "thank-you", "R1", None)),
    case("... and worth sending after days",
         held="2026-11-09 14:00 Jana", now="2026-11-12", expect=("act", "thank-you", "R1", None)),
    case("two people, one thanked",
         held="2026-11-09 14:00 Jana Tom", thanked="2026-11-09 18:00 Jana", now="2026-11-09 19:00",
         expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("two people, both thanked: their time",
         held="2026-11-09 14:00 Jana Tom", thanked="2026-11-09 18:00 Jana Tom", now="2026-11-09 19:00",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("two people, one letter to the company: their time",
         held="2026-11-09 14:00 Jana Tom", thanked="2026-11-09 18:00", now="2026-11-09 19:00",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("an interview without people deserves a letter too",
         held="2026-11-09 14:00", now="2026-11-09 15:00",
         expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("... one",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", now="2026-11-09 19:00",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("thanked after the first interview, met again in a second",
         held=["2026-11-09 14:00 Jana", "2026-11-16 14:00 Jana"], thanked="2026-11-09 18:00 Jana",
         now="2026-11-16 15:00", expect=("act", "thank-you", "R1", "2026-11-17 14:00")),
    case("two interviews in one day: she of the morning is not forgotten",
         held=["2026-11-09 10:00 Jana", "2026-11-09 14:00 Tom"], thanked="2026-11-09 18:00 Tom",
         now="2026-11-09 19:00", expect=("act", "thank-you", "R1", "2026-11-10 10:00")),
    case("an answer they asked for within the hour is no thank-you",
         held="2026-11-09 14:00 Jana", got="2026-11-09 15:00", replied="2026-11-09 16:00",
         now="2026-11-09 17:00", expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("moved by hand to Thanked: she counts as thanked, and their date may be asked",
         held="2026-11-09 14:00 Jana", thanked_by_hand="2026-11-09 18:00", now="2026-11-10",
         expect=("may", "follow-up", "R3", None)),
    case("... up to the assumed day",
         held="2026-11-09 14:00 Jana", thanked_by_hand="2026-11-09 18:00", now="2026-11-16",
         expect=("may", "follow-up", "R3", None)),
    case("... after it a follow-up is due",
         held="2026-11-09 14:00 Jana", thanked_by_hand="2026-11-09 18:00", now="2026-11-17",
         expect=("act", "follow-up", "R4", None)),
    case("may I thank her: she is owed it",
         held="2026-11-09 14:00 Jana", ask="thank-you", now="2026-11-09 15:00",
         expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("may I thank her again, before the day they named: never too much",
         held="2026-11-20 14:00 Jana", thanked="2026-11-20 18:00 Jana", told="2026-11-27", ask="thank-you",
         now="2026-11-23", expect=("may", "thank-you", "R1", None)),
    # R2: write down how it went, within two hours; overdue the next day.
    case("thanked at once: reflect while it is fresh",
         unreflected="2026-11-09 14:00", thanked="2026-11-09 14:30", now="2026-11-09 15:00",
         expect=("act", "reflect", "R2", "2026-11-09 16:00")),
    case("... two hours are over",
         unreflected="2026-11-09 14:00", thanked="2026-11-09 14:30", now="2026-11-09 16:00",
         expect=("act", "reflect", "R2", "2026-11-10 00:00")),
    case("... three hours after it is not late, until the day is over",
         unreflected="2026-11-09 14:00", thanked="2026-11-09 14:30", now="2026-11-09 17:00",
         expect=("act", "reflect", "R2", "2026-11-10 00:00")),
    case("... the next day it is",
         unreflected="2026-11-09 14:00", thanked="2026-11-09 14:30", now="2026-11-10 00:00",
         expect=("act", "reflect", "R2", None)),
    case("... to the last minute of the second day",
         unreflected="2026-11-09 14:00", thanked="2026-11-09 14:30", now="2026-11-11 23:59",
         expect=("act", "reflect", "R2", None)),
    case("... then it is not asked for any more",
         unreflected="2026-11-09 14:00", thanked="2026-11-09 14:30", now="2026-11-12 00:00",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("the thank-you comes before it",
         unreflected="2026-11-09 14:00", now="2026-11-09 15:00",
         expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("a further interview is agreed already: reflect on this one first",
         unreflected="2026-11-09 14:00", thanked="2026-11-09 14:30", ahead="2026-11-12 10:00",
         now="2026-11-09 15:00", expect=("act", "reflect", "R2", "2026-11-09 16:00")),
    # R3: no day named, five business days are assumed.
    case("nothing happened yet", now="2026-11-09", expect=("may", "none", None, None)),
    case("held Monday: assumed is the next, a follow-up is fine on Tuesday",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", now="2026-11-10",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("... on the assumed day they may still write",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", now="2026-11-16 23:59",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("... from Tuesday's first minute: write",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", now="2026-11-17 00:00",
         expect=("act", "follow-up", "R4", None), used=0),
    case("thanked late on Thursday: counts from there",
         held="2026-11-09 14:00", thanked="2026-11-12 18:00", now="2026-11-13",
         expect=("wait", "follow-up", "R3", "2026-11-20")),
    case("thanked on a Saturday: five business days are Friday, and one more is Monday",
         held="2026-11-13 14:00", thanked="2026-11-14 11:00", now="2026-11-16",
         expect=("wait", "follow-up", "R3", "2026-11-23")),
    case("their date was asked in the thank-you: no second question",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", ask="other", now="2026-11-11",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    # R4: hold still two business days after the day they named, one after an assumed day.
    case("assumed for Friday: hold still on Saturday",
         held="2026-11-13 14:00", thanked="2026-11-13 18:00", now="2026-11-21",
         expect=("wait", "follow-up", "R4", "2026-11-23")),
    case("... and write on Monday",
         held="2026-11-13 14:00", thanked="2026-11-13 18:00", now="2026-11-23",
         expect=("act", "follow-up", "R4", None)),
    case("they decided by Fri 27 Nov; it is Sat 28",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", now="2026-11-28 00:00",
         expect=("wait", "follow-up", "R4", "2026-12-01")),
    case("... Mon 30",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", now="2026-11-30",
         expect=("wait", "follow-up", "R4", "2026-12-01")),
    case("... Tue 1 Dec",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", now="2026-12-01 00:00",
         expect=("act", "follow-up", "R4", None)),
    case("they decided by Wed 25 Nov: Friday is fine",
         told="2026-11-25", held="2026-11-20 14:00", thanked="2026-11-20 18:00", now="2026-11-26",
         expect=("wait", "follow-up", "R4", "2026-11-27")),
    case("they named a Sunday: Tuesday is fine",
         told="2026-11-29", held="2026-11-20 14:00", thanked="2026-11-20 18:00", now="2026-11-30",
         expect=("wait", "follow-up", "R4", "2026-12-01")),
    # R5: two waves without an answer; a third is close to harassing.
    case("two follow-ups: no third; on Tue 22 Dec think of closing",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], now="2026-12-09",
         expect=("stop", "none", "R5", "2026-12-22"), used=2),
    case("a letter and a call are two",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed="2026-12-01 10:00", called="2026-12-08 10:00", now="2026-12-09",
         expect=("stop", "none", "R5", "2026-12-22"), used=2),
    case("a letter to three people on one day is one",
         told="2026-11-27", held="2026-11-20 14:00 Jana Tom Ada", thanked="2026-11-20 18:00",
         followed=["2026-12-01 09:00 Jana", "2026-12-01 12:00 Tom", "2026-12-01 23:00 Ada"], now="2026-12-02",
         expect=("wait", "follow-up", "R6", "2026-12-08"), used=1),
    case("a letter before midnight and one after are two",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 23:59", "2026-12-02 00:00"], now="2026-12-03",
         expect=("stop", "none", "R5", "2026-12-16"), used=2),
    case("used up, and they name a later day: closing is suggested after that day",
         told=["2026-11-27", "2027-01-08"], held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], now="2026-12-28",
         expect=("stop", "none", "R5", "2027-01-09"), used=2),
    case("may I follow up when it is long time to close: no, and no day makes it better",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], ask="follow-up", now="2027-01-04",
         expect=("stop", "none", "R5", None), used=2),
    # R6: between two waves the later of five business days and seven days.
    case("followed up on Tuesday: the next Tuesday is fine",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         now="2026-12-02", expect=("wait", "follow-up", "R6", "2026-12-08"), used=1),
    case("... and then it is time",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         now="2026-12-08", expect=("act", "follow-up", "R6", None), used=1),
    case("followed up on Saturday: five business days are Friday, seven days Saturday",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-05 10:00",
         now="2026-12-11", expect=("wait", "follow-up", "R6", "2026-12-12"), used=1),
    case("no day named: the follow-up itself puts the assumed day off",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", followed="2026-11-17 10:00", now="2026-11-24",
         expect=("wait", "follow-up", "R3", "2026-11-25"), used=1),
    case("... then the second is fine",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", followed="2026-11-17 10:00", now="2026-11-25",
         expect=("act", "follow-up", "R4", None), used=1),
    # R7: one call, after the expected day and after a letter that nobody answered.
    case("may I call before their day: no, and never without a letter",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", ask="call", now="2026-11-23",
         expect=("stop", "call", "R7", None), used=0),
    case("may I call after their day, without having written: write first",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", ask="call", now="2026-12-01",
         expect=("stop", "call", "R7", None), used=0),
    case("may I call the day after a letter: leave them time",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         ask="call", now="2026-12-02", expect=("wait", "call", "R6", "2026-12-08"), used=0),
    case("may I call a week after a letter that nobody answered: yes",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         ask="call", now="2026-12-08", expect=("may", "call", "R7", None), used=0),
    case("may I call a second time: no",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         called="2026-12-08 10:00", ask="call", now="2026-12-15", expect=("stop", "call", "R7", None), used=1),
    case("a call is one whatever it was for",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         rang="2026-12-08 10:00", ask="call", now="2026-12-15", expect=("stop", "call", "R7", None), used=1),
    case("may I call after two letters: that is a third wave",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], ask="call", now="2026-12-15",
         expect=("stop", "call", "R5", "2026-12-22"), used=0),
    case("no day named, a letter written: a call after the assumed day and a day's grace",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", followed="2026-11-17 10:00", ask="call",
         now="2026-11-18", expect=("stop", "call", "R7", "2026-11-25")),
    case("their answer resets the calls, and with them the letter before",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         called="2026-12-08 10:00", got="2026-12-09 10:00", replied="2026-12-09 12:00", ask="call",
         now="2026-12-10", expect=("stop", "call", "R7", None), used=0),
    # R8: before the day they named, anything but thanks, an answer and that question comes too early.
    case("they decide Fri 27 Nov; it is Mon 23",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", now="2026-11-23",
         expect=("stop", "follow-up", "R8", "2026-12-01")),
    case("... Friday is theirs to its last minute",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", now="2026-11-27 23:59",
         expect=("stop", "follow-up", "R8", "2026-12-01")),
    case("may I follow up before their day: too early",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", ask="follow-up",
         now="2026-11-26", expect=("stop", "follow-up", "R8", "2026-12-01")),
    case("may I write anything else before their day: too early",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", ask="other",
         now="2026-11-23", expect=("stop", "follow-up", "R8", "2026-12-01")),
    case("a follow-up went out before their day: it counts",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-11-23 10:00",
         now="2026-11-24", expect=("stop", "follow-up", "R8", "2026-12-01"), used=1),
    case("... the day before their day: the week after it counts longer than the grace",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-11-26 10:00",
         now="2026-11-30", expect=("wait", "follow-up", "R6", "2026-12-03"), used=1),
    case("a day that moves twice: the last one counts",
         told=["2026-11-20", "2026-11-27", "2026-12-04"], held="2026-11-13 14:00", thanked="2026-11-13 18:00",
         now="2026-12-01", expect=("stop", "follow-up", "R8", "2026-12-08")),
    case("... earlier again",
         told=["2026-11-27", "2026-12-04", "2026-11-25"], held="2026-11-13 14:00",
         thanked="2026-11-13 18:00", now="2026-11-27", expect=("act", "follow-up", "R4", None)),
    # R9: something received and not answered: your turn, and the counts begin again.
    case("they wrote: answer, before the day they named too",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", got="2026-11-23 10:00 Jana",
         now="2026-11-23 11:00", expect=("act", "reply", "R9", None)),
    case("may I answer before their day: answering is never harassing",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", got="2026-11-23 10:00",
         ask="reply", now="2026-11-24", expect=("act", "reply", "R9", None)),
    case("may I answer by phone: yes, when it is they who wrote",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", got="2026-11-23 10:00",
         ask="call", now="2026-11-24", expect=("act", "reply", "R9", None)),
    case("answered: their day counts again",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", got="2026-11-23 10:00",
         replied="2026-11-23 12:00", now="2026-11-24", expect=("stop", "follow-up", "R8", "2026-12-01")),
    case("used up, but their answer resets the count",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], got="2026-12-09 10:00", replied="2026-12-09 12:00",
         now="2026-12-10", expect=("wait", "follow-up", "R3", "2026-12-17"), used=0),
    case("a told day is spent by something received after it",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", got="2026-11-30 10:00",
         replied="2026-11-30 12:00", now="2026-12-01", expect=("wait", "follow-up", "R3", "2026-12-08")),
    case("... and by something received on it",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", got="2026-11-27 10:00",
         replied="2026-11-27 12:00", now="2026-12-01", expect=("wait", "follow-up", "R3", "2026-12-07")),
    case("... and by a later interview",
         told="2026-11-27", held=["2026-11-20 14:00", "2026-11-30 14:00"],
         thanked=["2026-11-20 18:00", "2026-11-30 18:00"], now="2026-12-02",
         expect=("wait", "follow-up", "R3", "2026-12-08")),
    # R10: used up and ten business days later, or 45 days after an interview with nothing heard.
    case("used up: the day before one does not think of closing",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], now="2026-12-21",
         expect=("stop", "none", "R5", "2026-12-22"), used=2),
    case("... ten business days after the last one does",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], now="2026-12-22",
         expect=("may", "close", "R10", None), used=2),
    case("44 days of silence: a follow-up is still the thing",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", now="2026-12-23",
         expect=("act", "follow-up", "R4", None)),
    case("45 days of silence: think of closing",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", now="2026-12-24",
         expect=("may", "close", "R10", None)),
    case("45 days, but they had written since",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", got="2026-11-10 10:00",
         replied="2026-11-10 12:00", now="2027-01-15", expect=("act", "follow-up", "R4", None)),
    case("45 days, but the day they named is still ahead",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", told="2027-01-15", now="2027-01-04",
         expect=("stop", "follow-up", "R8", "2027-01-19")),
    case("closed: nothing is due",
         held="2026-11-09 14:00", closed="2026-11-20 10:00", now="2026-11-23",
         expect=("may", "none", None, None)),
    case("closed: there is nothing to follow up",
         held="2026-11-09 14:00", closed="2026-11-20 10:00", ask="follow-up", now="2026-11-23",
         expect=("stop", "none", None, None)),
    case("... any other letter is fine",
         held="2026-11-09 14:00", closed="2026-11-20 10:00", ask="other", now="2026-11-23",
         expect=("may", "none", None, None)),
    # R12: the call that did not come.
    case("they were to call at ten: write the same day",
         missed="2026-11-16 10:00", now="2026-11-16 11:00",
         expect=("act", "follow-up", "R12", "2026-11-17 00:00")),
    case("... the next day it is late, and still worth it",
         missed="2026-11-16 10:00", now="2026-11-17", expect=("act", "follow-up", "R12", None)),
    case("... before any day they named",
         missed="2026-11-16 10:00", told="2026-11-27", ask="follow-up", now="2026-11-16 11:00",
         expect=("act", "follow-up", "R12", "2026-11-17 00:00")),
    case("... written: now it is their time",
         missed="2026-11-16 10:00", followed="2026-11-16 12:00", now="2026-11-17",
         expect=("wait", "follow-up", "R3", "2026-11-24"), used=1),
    case("... they wrote themselves: answer",
         missed="2026-11-16 10:00", got="2026-11-16 10:30", now="2026-11-16 11:00",
         expect=("act", "reply", "R9", None)),
    case("a call that did not come resets nothing, the interview before it did",
         held=["2026-11-02 14:00", "2026-11-13 14:00"], thanked=["2026-11-02 18:00", "2026-11-13 18:00"],
         followed="2026-11-10 10:00", missed="2026-11-16 10:00", noted="2026-11-16 12:00", now="2026-11-17",
         expect=("wait", "follow-up", "R3", "2026-11-24"), used=0),
    # An interview scheduled ahead: prepare, and write nothing.
    case("you meet them on Thursday",
         ahead="2026-11-26 10:00", now="2026-11-23", expect=("wait", "prepare", "R15", "2026-11-26 10:00")),
    case("... though the day they named is long past",
         told="2026-11-16", held="2026-11-09 14:00", thanked="2026-11-09 18:00", ahead="2026-11-26 10:00",
         now="2026-11-23", expect=("wait", "prepare", "R15", "2026-11-26 10:00")),
    case("... in the last 24 hours: prepare",
         ahead="2026-11-26 10:00", now="2026-11-25 10:00",
         expect=("act", "prepare", "R15", "2026-11-26 10:00")),
    case("... though the thank-you for the last one is still owed",
         held="2026-11-23 14:00 Jana", ahead="2026-11-26 10:00", now="2026-11-23 15:00",
         expect=("act", "thank-you", "R1", "2026-11-24 14:00")),
    case("... and when it has come, it asks for what follows",
         ahead="2026-11-26 10:00", now="2026-11-26 10:00",
         expect=("act", "thank-you", "R1", "2026-11-27 10:00")),
    # R1, second edition: for a week, or until the expected day; one letter through an agency.
    case("thanks are late and still worth it on the seventh day",
         held="2026-11-09 14:00 Jana", told="2026-12-04", now="2026-11-16 23:59",
         expect=("act", "thank-you", "R1", None)),
    case("... from the eighth they go into the follow-up",
         held="2026-11-09 14:00 Jana", told="2026-12-04", now="2026-11-17 00:00",
         expect=("stop", "follow-up", "R8", "2026-12-08")),
    case("... and from the expected day on, where that is earlier",
         held="2026-11-09 14:00 Jana", told="2026-11-12", now="2026-11-13",
         expect=("wait", "follow-up", "R4", "2026-11-16")),
    case("they decide today: the first 24 hours are for thanks all the same",
         held="2026-11-09 14:00 Jana", told="2026-11-09", now="2026-11-10 13:00",
         expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("through an agency: one letter, to the consultant",
         held="2026-11-09 14:00 Jana Tom", via="Klein", now="2026-11-09 15:00",
         expect=("act", "thank-you", "R1", "2026-11-10 14:00")),
    case("... sent",
         held="2026-11-09 14:00 Jana Tom", via="Klein", thanked="2026-11-09 16:00 Petra", now="2026-11-10",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("they cancelled: nobody is to be thanked",
         called_off="2026-11-09 14:00 Jana", now="2026-11-09 15:00", expect=("may", "none", None, None)),
    # R9, second edition: what needs an answer.
    case("a notice needs none, and leaves the day they named",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", noticed="2026-11-30 10:00",
         now="2026-11-30 11:00", expect=("wait", "follow-up", "R4", "2026-12-01")),
    case("a notice after a follow-up is no answer to it",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], noticed="2026-12-08 10:01", now="2026-12-09",
         expect=("stop", "none", "R5", "2026-12-22"), used=2),
    case("a notice after a message that is not answered answers nothing",
         held="2026-11-09 14:00", got="2026-11-10 10:00", noticed="2026-11-10 11:00", now="2026-11-11",
         expect=("act", "reply", "R9", None)),
    case("an interview held since has answered it",
         got="2026-11-05 10:00", held="2026-11-09 14:00", thanked="2026-11-09 18:00", now="2026-11-10",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("an invitation is to be answered",
         held="2026-11-02 14:00", invited="2026-11-05 10:00", now="2026-11-05 11:00",
         expect=("act", "reply", "R9", None)),
    case("... which planning the interview does",
         held="2026-11-02 14:00", thanked="2026-11-02 18:00", invited="2026-11-05 10:00",
         ahead="2026-11-12 10:00", now="2026-11-05 11:00",
         expect=("wait", "prepare", "R15", "2026-11-12 10:00")),
    case("... a plan that was cancelled before does not",
         called_off="2026-11-12 14:00", invited="2026-11-05 10:00", now="2026-11-05 11:00",
         expect=("act", "reply", "R9", None)),
    case("the day they named is spent by an invitation on a later day than it was told",
         told="2026-11-27", told_on="2026-11-20 15:00", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         invited="2026-11-23 10:00", replied="2026-11-23 12:00", now="2026-11-24",
         expect=("wait", "follow-up", "R3", "2026-12-01")),
    case("... not by the one that told it",
         told="2026-11-27", told_on="2026-11-23 10:05", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         invited="2026-11-23 10:00", replied="2026-11-23 12:00", now="2026-11-24",
         expect=("stop", "follow-up", "R8", "2026-12-01")),
    case("they said no: close it",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", rejected="2026-11-12 10:00", now="2026-11-30",
         expect=("may", "close", "R16", None)),
    case("... there is nothing to follow up",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", rejected="2026-11-12 10:00", now="2026-11-30",
         ask="follow-up", expect=("stop", "close", "R16", None)),
    # R12, second edition: up to three business days, and only where nothing else is agreed.
    case("missed on Monday: on Thursday still",
         missed="2026-11-16 10:00", now="2026-11-19", expect=("act", "follow-up", "R12", None)),
    case("... on Friday no more; a week after it a follow-up is fine",
         missed="2026-11-16 10:00", now="2026-11-20", expect=("wait", "follow-up", "R3", "2026-11-24")),
    case("... another one is planned: prepare for that",
         missed="2026-11-16 10:00", ahead="2026-11-20 10:00", now="2026-11-16 11:00",
         expect=("wait", "prepare", "R15", "2026-11-20 10:00")),
    # R13: an offer.
    case("an offer: thank them within a day",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-11-27 18:00", now="2026-11-16 11:00",
         expect=("act", "answer-offer", "R13", "2026-11-17 10:00")),
    case("... late, and still",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-11-27 18:00", now="2026-11-17 10:00", expect=("act", "answer-offer", "R13", None)),
    case("... thanked: take the time there is",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-11-27 18:00", replied="2026-11-16 12:00", now="2026-11-24 23:59",
         expect=("may", "answer-offer", "R13", "2026-11-27 18:00")),
    case("... two business days before the deadline: answer",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-11-27 18:00", replied="2026-11-16 12:00", now="2026-11-25 00:00",
         expect=("act", "answer-offer", "R13", "2026-11-27 18:00")),
    case("... the deadline has passed: ask whether it still stands",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-11-27 18:00", replied="2026-11-16 12:00", now="2026-11-27 18:00",
         expect=("act", "answer-offer", "R13", None)),
    case("... asked",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-11-27 18:00", replied="2026-11-28 12:00", now="2026-12-15",
         expect=("may", "answer-offer", "R13", None)),
    case("... no follow-up meanwhile",
         told="2026-11-20", held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-12-27 18:00", replied="2026-11-16 12:00", now="2026-12-01", ask="follow-up",
         expect=("stop", "answer-offer", "R13", None)),
    case("... nor a call for news",
         told="2026-11-20", held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-12-27 18:00", followed="2026-11-12 10:00", now="2026-12-01", ask="call",
         expect=("stop", "answer-offer", "R13", None)),
    case("... but what they ask meanwhile is answered first",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-12-27 18:00", replied="2026-11-16 12:00", got="2026-11-18 10:00", now="2026-11-18 11:00",
         expect=("act", "reply", "R9", None)),
    case("an offer that was only said: wait for the paper",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00", verbal=True,
         replied="2026-11-16 12:00", now="2026-11-17", expect=("wait", "answer-offer", "R13", None)),
    case("... but what they write meanwhile is answered",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00", verbal=True,
         replied="2026-11-16 12:00", got="2026-11-17 10:00", now="2026-11-17 11:00", ask="reply",
         expect=("act", "reply", "R9", None)),
    case("an offer that came, and is not filled in yet",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         replied="2026-11-16 12:00", now="2026-11-24", expect=("may", "answer-offer", "R13", None)),
    case("they took it back: close it",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", offered="2026-11-16 10:00",
         answer_by="2026-11-27 18:00", offer_taken_back="2026-11-18 10:00", replied="2026-11-16 12:00",
         now="2026-11-19", expect=("may", "close", "R13", None)),
    # R14: promises.
    case("a promise of yours is due on its day, before any follow-up",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", promised="2026-11-18", now="2026-11-18",
         expect=("act", "promise", "R14", "2026-11-19 00:00")),
    case("... not the day before",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", promised="2026-11-18", now="2026-11-17",
         expect=("act", "follow-up", "R4", None)),
    case("... late",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", promised="2026-11-18", now="2026-11-19",
         expect=("act", "promise", "R14", None)),
    case("... keeping it is fine before the day they named",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", promised="2026-11-25",
         ask="other", now="2026-11-23", expect=("may", "promise", "R14", None)),
    case("a promise of theirs that passed is a reason to ask the day after",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", they_promised="2026-11-11", now="2026-11-12",
         expect=("act", "follow-up", "R14", None)),
    case("... not on its day",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", they_promised="2026-11-11", now="2026-11-11",
         expect=("wait", "follow-up", "R3", "2026-11-17")),
    case("... not where they wrote on it",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", they_promised="2026-11-11",
         got="2026-11-11 10:00", replied="2026-11-11 11:00", now="2026-11-12",
         expect=("wait", "follow-up", "R3", "2026-11-19")),
    case("... one that lies ahead is waited for",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", they_promised="2026-11-24", now="2026-11-18",
         expect=("wait", "follow-up", "R14", "2026-11-25")),
    # R16 and R17: once it is over.
    case("rejected: a short thank-you is welcome for two days",
         held="2026-11-09 14:00", rejected="2026-11-12 10:00", closed="2026-11-12 11:00", ended="rejected",
         now="2026-11-14 09:59", expect=("may", "thank-you", "R16", "2026-11-14 10:00")),
    case("... then nothing",
         held="2026-11-09 14:00", rejected="2026-11-12 10:00", closed="2026-11-12 11:00", ended="rejected",
         now="2026-11-14 10:00", expect=("may", "none", None, None)),
    case("... nor once anything was sent",
         held="2026-11-09 14:00", rejected="2026-11-12 10:00", thanked="2026-11-12 12:00",
         closed="2026-11-12 11:00", ended="rejected", now="2026-11-12 13:00", expect=("may", "none", None, None)),
    case("closed, and they write: does it live again",
         held="2026-11-09 14:00", closed="2026-11-20 10:00", got="2026-11-24 10:00", now="2026-11-24 11:00",
         expect=("act", "reply", "R9", None)),
    case("... or an interview is planned",
         held="2026-11-09 14:00", closed="2026-11-20 10:00", ahead="2026-11-26 10:00", now="2026-11-24 11:00",
         expect=("act", "prepare", "R15", None)),
    case("... a notice or a late no is no new life",
         held="2026-11-09 14:00", closed="2026-11-20 10:00", noticed="2026-11-24 10:00",
         rejected="2026-11-25 10:00", now="2026-11-30", expect=("may", "none", None, None)),
    case("hired elsewhere on Wednesday: withdraw by Friday",
         held="2026-11-16 14:00", elsewhere={"closed": "2026-11-18 10:00", "ended": "hired"},
         now="2026-11-18 11:00", expect=("act", "none", "R17", "2026-11-21 00:00")),
    case("... withdrawn: close it",
         held="2026-11-16 14:00", elsewhere={"closed": "2026-11-18 10:00", "ended": "hired"},
         replied="2026-11-18 12:00", now="2026-11-19", expect=("may", "close", "R17", None)),
    case("... what they ask is answered all the same",
         held="2026-11-16 14:00", elsewhere={"closed": "2026-11-18 10:00", "ended": "hired"},
         got="2026-11-18 12:00", now="2026-11-19", expect=("act", "reply", "R9", None)),
    # R18 and R8: what happens at other companies.
    case("the same recruiter was written to yesterday about another company",
         held="2026-11-09 14:00 Petra", thanked="2026-11-09 18:00",
         elsewhere={"followed": "2026-11-17 10:00 Petra"}, now="2026-11-18",
         expect=("wait", "follow-up", "R18", "2026-11-24"), used=0),
    case("... then it is time",
         held="2026-11-09 14:00 Petra", thanked="2026-11-09 18:00",
         elsewhere={"followed": "2026-11-17 10:00 Petra"}, now="2026-11-24",
         expect=("act", "follow-up", "R18", None)),
    case("... not where she wrote since",
         held="2026-11-09 14:00 Petra", thanked="2026-11-09 18:00",
         elsewhere={"followed": "2026-11-17 10:00 Petra", "got": "2026-11-17 12:00 Petra"}, now="2026-11-18",
         expect=("act", "follow-up", "R4", None)),
    case("... nor where somebody else of the interview can be written to",
         held="2026-11-09 14:00 Petra Jana", thanked="2026-11-09 18:00",
         elsewhere={"followed": "2026-11-17 10:00 Petra"}, now="2026-11-18",
         expect=("act", "follow-up", "R4", None)),
    case("another offer whose deadline comes before their date is news they must know",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         elsewhere={"offered": "2026-11-23 10:00", "answer_by": "2026-11-26 18:00"}, now="2026-11-23 11:00",
         expect=("may", "follow-up", "R8", None)),
    case("... told once",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", noted="2026-11-23 12:00",
         elsewhere={"offered": "2026-11-23 10:00", "answer_by": "2026-11-26 18:00"}, now="2026-11-24",
         expect=("stop", "follow-up", "R8", "2026-12-01")),
    case("... not where they decide before it",
         told="2026-11-25", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         elsewhere={"offered": "2026-11-23 10:00", "answer_by": "2026-11-26 18:00"}, now="2026-11-23 11:00",
         expect=("stop", "follow-up", "R8", "2026-11-27")),
    case("... and then a letter may say so all the same",
         told="2026-11-25", held="2026-11-20 14:00", thanked="2026-11-20 18:00", ask="other",
         elsewhere={"offered": "2026-11-23 10:00", "answer_by": "2026-11-26 18:00"}, now="2026-11-23 11:00",
         expect=("may", "follow-up", "R8", None)),
    # Two applications at one company share the count.
    case("a follow-up for the other job there counts here",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         sister={"followed": "2026-12-01 10:00"}, now="2026-12-02",
         expect=("wait", "follow-up", "R6", "2026-12-08"), used=1),
    case("... both on one day are one",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 15:00",
         sister={"followed": "2026-12-01 10:00"}, now="2026-12-02",
         expect=("wait", "follow-up", "R6", "2026-12-08"), used=1),
    case("... one each on two days are two",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         sister={"followed": "2026-12-08 10:00"}, now="2026-12-09",
         expect=("stop", "none", "R5", "2026-12-22"), used=2),
    case("... what they answered there resets it here",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00",
         sister={"followed": ["2026-12-01 10:00", "2026-12-08 10:00"], "got": "2026-12-09 10:00"},
         now="2026-12-10", expect=("act", "follow-up", "R4", None), used=0),
    # Presets.
    case("slow: two weeks are assumed, and a week's grace",
         held="2026-11-09 14:00", thanked="2026-11-09 18:00", preset="slow", now="2026-11-17",
         expect=("wait", "follow-up", "R3", "2026-11-30")),
    case("slow: a week's grace after the day they named",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", preset="slow",
         now="2026-11-30", expect=("wait", "follow-up", "R4", "2026-12-04")),
    case("one-note: one is enough",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", followed="2026-12-01 10:00",
         preset="one-note", now="2026-12-02", expect=("stop", "none", "R5", "2026-12-15"), used=1),
    case("persistent: a third after a week",
         told="2026-11-27", held="2026-11-20 14:00", thanked="2026-11-20 18:00", preset="persistent",
         followed=["2026-12-01 10:00", "2026-12-08 10:00"], now="2026-12-09",
         expect=("wait", "follow-up", "R6", "2026-12-15"), used=2),
    # Holidays: Christmas in Germany, Epiphany in Bavaria alone, a Friday-Saturday weekend.
    case("they decided by Wed 23 Dec, holidays unknown: Friday",
         told="2026-12-23", held="2026-12-16 14:00", thanked="2026-12-16 18:00", now="2026-12-24",
         expect=("wait", "follow-up", "R4", "2026-12-25")),
    case("... in Germany Friday is Christmas: Monday",
         told="2026-12-23", held="2026-12-16 14:00", thanked="2026-12-16 18:00", people="Germany",
         now="2026-12-24", expect=("wait", "follow-up", "R4", "2026-12-28")),
    case("held Fri 18 Dec in Germany: assumed is Mon 28",
         held="2026-12-18 14:00", thanked="2026-12-18 18:00", people="Germany", now="2026-12-28",
         expect=("wait", "follow-up", "R3", "2026-12-29")),
    case("followed up on Mon 21 Dec in Germany: five business days are longer than a week",
         told="2026-12-16", held="2026-12-09 14:00", thanked="2026-12-09 18:00", followed="2026-12-21 10:00",
         people="Germany", now="2026-12-28", expect=("wait", "follow-up", "R6", "2026-12-29"), used=1),
    case("they decided by Tue 5 Jan, in Germany: Thursday",
         told="2027-01-05", held="2026-12-16 14:00", thanked="2026-12-16 18:00", people="Germany",
         now="2027-01-07", expect=("act", "follow-up", "R4", None)),
    case("... in Bavaria Wednesday is Epiphany: Friday",
         told="2027-01-05", held="2026-12-16 14:00", thanked="2026-12-16 18:00", people="Bavaria",
         now="2027-01-07", expect=("wait", "follow-up", "R4", "2027-01-08")),
    case("held Wed 30 Dec in Germany: New Year does not count",
         held="2026-12-30 14:00", thanked="2026-12-30 18:00", people="Germany", now="2027-01-04",
         expect=("wait", "follow-up", "R3", "2027-01-08")),
    case("... in Bavaria Epiphany does not either",
         held="2026-12-30 14:00", thanked="2026-12-30 18:00", people="Bavaria", now="2027-01-04",
         expect=("wait", "follow-up", "R3", "2027-01-11")),
    case("they decided by Wed 25 Nov in Egypt: Thursday counts, Sunday is the second",
         told="2026-11-25", held="2026-11-18 14:00", thanked="2026-11-18 18:00", people="Egypt",
         zone="Africa/Cairo", now="2026-11-27", expect=("wait", "follow-up", "R4", "2026-11-29")),
    case("... and so it is where only the weekend is set",
         told="2026-11-25", held="2026-11-18 14:00", thanked="2026-11-18 18:00", people="Sun-Thu",
         now="2026-11-29", expect=("act", "follow-up", "R4", None)),
    # The clocks change: hours are hours, days are days.
    case("the clocks go back in the night: 24 hours end at one o'clock",
         held="2026-10-24 14:00", now="2026-10-24 15:00",
         expect=("act", "thank-you", "R1", "2026-10-25 13:00")),
    case("the clocks go forward in the night: 24 hours end at three",
         held="2027-03-27 14:00", now="2027-03-28 14:30",
         expect=("act", "thank-you", "R1", "2027-03-28 15:00")),
    case("half past two comes twice: at the first of them, the second two o'clock is still ahead",
         unreflected="2026-10-25 01:00", thanked="2026-10-25 01:10", now="2026-10-25 02:30+02:00",
         expect=("act", "reflect", "R2", "2026-10-25 02:00+01:00")),
    case("... at the second it is past",
         unreflected="2026-10-25 01:00", thanked="2026-10-25 01:10", now="2026-10-25 02:30+01:00",
         expect=("act", "reflect", "R2", "2026-10-26 00:00")),
    case("they decided by the Friday before the clocks go back: Tuesday",
         told="2026-10-23", held="2026-10-16 14:00", thanked="2026-10-16 18:00", now="2026-10-26 23:59",
         expect=("wait", "follow-up", "R4", "2026-10-27")),
    case("they decided by the Friday before the clocks go forward: Tuesday's first minute",
         told="2027-03-26", held="2027-03-19 14:00", thanked="2027-03-19 18:00", now="2027-03-30 00:00",
         expect=("act", "follow-up", "R4", None)),
    # Another zone: days are the user's, moments are moments.
    case("met in New York on Monday evening, in Berlin since: that was Tuesday",
         held="2026-11-09 20:00-05:00", thanked="2026-11-09 21:00-05:00", now="2026-11-17",
         expect=("wait", "follow-up", "R3", "2026-11-18")),
    case("... still in New York it was Monday",
         held="2026-11-09 20:00-05:00", thanked="2026-11-09 21:00-05:00", zone="America/New_York",
         now="2026-11-17", expect=("act", "follow-up", "R4", None)),
    case("... and 24 hours are the same 24 hours",
         held="2026-11-09 20:00-05:00", now="2026-11-10 12:00",
         expect=("act", "thank-you", "R1", "2026-11-11 02:00")),
    # 29 February.
    case("they decide on 29 Feb 2028, a Tuesday: Thursday is fine",
         told="2028-02-29", held="2028-02-22 14:00", thanked="2028-02-22 18:00", now="2028-02-29",
         expect=("stop", "follow-up", "R8", "2028-03-02")),
    case("29 Feb is assumed: the day after is fine",
         held="2028-02-22 14:00", thanked="2028-02-22 18:00", now="2028-02-29",
         expect=("wait", "follow-up", "R3", "2028-03-01")),
    case("45 days over 29 Feb: not yet on 15 March",
         held="2028-01-31 14:00", thanked="2028-01-31 18:00", now="2028-03-15",
         expect=("act", "follow-up", "R4", None)),
    case("... on the 16th",
         held="2028-01-31 14:00", thanked="2028-01-31 18:00", now="2028-03-16",
         expect=("may", "close", "R10", None)),
]  # fmt: skip


def same(until: Until, said: str | None, zone: ZoneInfo) -> bool:
    """Say whether an advice is until what a row says: the same day, or the same moment."""
    if until is None or said is None:
        return until is None and said is None
    if isinstance(until, datetime):
        return " " in said and until.astimezone(UTC) == moment(said, zone).astimezone(UTC)
    return until.isoformat() == said


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{n}: {row.name}") for n, row in enumerate(CASES)])
def test_the_answer_is_the_one_of_the_table(row: Case) -> None:
    """Every situation gets the verdict, move, rule and date that the rules give it."""
    answer = row.answer()
    verdict, move, rule, until = row.expect
    assert (answer.verdict, answer.move) == (Verdict(verdict), Move(move)), answer
    assert (answer.rule and answer.rule.id) == rule, answer
    assert same(answer.until, until, row.today.zone), answer
    assert answer.used == row.situation.get("used", answer.used), answer
    assert answer.reason


def test_every_rule_that_advises_is_in_the_table() -> None:
    """The table has a row for each rule; R11 is a count in the header and no advice."""
    assert {row.expect[2] for row in CASES} - {None} == {rule.id for rule in RULES} - {"R11"}


@pytest.mark.parametrize(
    ("preset", "allowed", "calls"),
    [("standard", 2, 1), ("slow", 2, 0), ("japan", 2, 1), ("one-note", 1, 1), ("persistent", 3, 1)],
)
def test_a_preset_says_how_many_follow_ups_there_are(preset: str, allowed: int, calls: int) -> None:
    """What is allowed is the preset's numbers of follow-ups and calls."""
    events: Situation = {"held": "2026-11-09 14:00", "thanked": "2026-11-09 18:00", "preset": preset}
    plain = Case("", events, "2026-11-10", ("wait", "follow-up", "R3", None))
    call = Case("", {**events, "ask": "call"}, "2026-11-10", ("stop", "call", "R7", None))
    assert (plain.answer().allowed, call.answer().allowed) == (allowed, calls)


def test_an_advice_names_whom_it_concerns() -> None:
    """Those who were not thanked yet are named, in the order of their interviews; an answer, its sender."""
    owed = case("", held=["2026-11-09 10:00 Jana", "2026-11-09 14:00 Tom Ada"], thanked="2026-11-09 18:00 Ada",
                now="2026-11-09 19:00", expect=("act", "thank-you", "R1", None)).answer()  # fmt: skip
    assert [person.name for person in owed.people] == ["Jana", "Tom"]
    assert "Jana and Tom" in owed.reason
    wrote = case("", got="2026-11-09 10:00 Jana", now="2026-11-09 11:00", expect=("act", "reply", "R9", None))
    assert [person.name for person in wrote.answer().people] == ["Jana"]


def test_of_one_moment_what_was_logged_later_is_the_later() -> None:
    """Where two contacts have the moment in common, a day without an hour, their ids tell which came first."""
    today = Today(moment("2026-11-10 09:00", ZoneInfo("Europe/Berlin")), PRESETS["standard"], Weekdays())
    then = Instant.of(moment("2026-11-09 14:00", today.zone))
    received, replied = Contact(then, Direction.RECEIVED), Contact(then, Direction.SENT, ContactKind.REPLY)
    assert advise(NORTHWIND.with_contact(received).with_contact(replied), today).move is not Move.REPLY
    wrote_again = NORTHWIND.with_contact(replied).with_contact(received)
    assert advise(wrote_again, today).move is Move.REPLY
    assert advise(wrote_again.with_contact(replied), today).move is not Move.REPLY
    without_ids = replace(NORTHWIND, contacts=(replied, received))
    assert advise(without_ids, today).move is not Move.REPLY


def test_a_contact_that_is_corrected_keeps_its_place_among_those_of_its_moment() -> None:
    """Correcting the note of a message that was answered does not make it wait for an answer again."""
    today = Today(moment("2026-11-10 09:00", ZoneInfo("Europe/Berlin")), PRESETS["standard"], Weekdays())
    then = Instant.of(moment("2026-11-09 14:00", today.zone))
    received, replied = Contact(then, Direction.RECEIVED), Contact(then, Direction.SENT, ContactKind.REPLY)
    answered = NORTHWIND.with_contact(received).with_contact(replied)
    corrected = answered.with_contact(replace(answered.contacts[0], note="When could you start?"))
    assert [contact.id for contact in corrected.contacts] == ["c1", "c2"]
    assert advise(corrected, today).move is not Move.REPLY


def test_an_offer_of_the_moment_of_a_letter_is_acknowledged_by_what_is_logged_after_it() -> None:
    """A letter logged before the offer, at the same moment, has not thanked for it."""
    today = Today(moment("2026-11-10 09:00", ZoneInfo("Europe/Berlin")), PRESETS["standard"], Weekdays())
    then = Instant.of(moment("2026-11-09 14:00", today.zone))
    sent = Contact(then, Direction.SENT, ContactKind.FOLLOW_UP)
    offered = replace(NORTHWIND.with_contact(sent), offer=Offer(then)).with_contact(
        Contact(then, Direction.RECEIVED, ContactKind.OFFER)
    )
    assert advise(offered, today).verdict is Verdict.ACT
    assert advise(offered.with_contact(replace(sent, kind=ContactKind.REPLY)), today).verdict is Verdict.MAY


def test_the_end_of_time_is_no_reason_to_fail() -> None:
    """A day they named on which no calendar can count on is answered too."""
    today = Today(moment("2026-11-10 09:00", ZoneInfo("Europe/Berlin")), PRESETS["slow"], Weekdays())
    answer = advise(replace(NORTHWIND, decision_date=date.max), today)
    assert (answer.verdict, answer.rule, answer.until) == (Verdict.STOP, R8, date.max)


def test_keep_looking_counts_the_days_since_the_newest_live_application() -> None:
    """R11 is a count of days from the newest application that is not closed; None where all are."""
    zone = ZoneInfo("Europe/Berlin")
    today = Today(moment("2026-11-23 00:30", zone), PRESETS["standard"], Weekdays())

    def added(day: str, stage: Stage = Stage.WAITING) -> Application:
        at = datetime.combine(date.fromisoformat(day), time(23), zone)
        return replace(NORTHWIND, created_at=Instant.of(at), stage=stage)

    assert days_since_newest([added("2026-11-02"), added("2026-11-16")], today) == 7
    assert days_since_newest([added("2026-11-02"), added("2026-11-16", Stage.CLOSED)], today) == 21
    assert days_since_newest([added("2026-11-16", Stage.CLOSED)], today) is None

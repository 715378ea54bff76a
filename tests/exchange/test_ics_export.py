"""The iCalendar feed: what is in it, and that other programs read it as it is meant."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewKind
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import close_application
from followup_tui.exchange.ics_export import export_ics
from followup_tui.exchange.ics_text import LINE_BYTES, content_line, escape_text
from tests.samples import NORTHWIND, NOW, ahead, held, instant, received, sent, today
from tests.strategies import applications, several

TODAY = today("2026-11-23 14:02")

PLANNED = replace(
    ahead("2026-11-27 10:00"),
    ends_at=instant("2026-11-27 11:30"),
    kind=InterviewKind.VIDEO,
    link="https://meet.northwind.example/7",
    people=("p1",),
)
CARD = replace(NORTHWIND, uid="7f", revision=4, people=(Person("p1", "Jana Novák", "Dr.", "Head of Data"),))


def events(text: str) -> dict[str, Any]:
    """Read a calendar with icalendar; its entries by UID, without what they all begin and end with."""
    calendar = icalendar.Calendar.from_ical(text)
    read = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(read) == text.count("BEGIN:VEVENT"), "each UID is there once"
    return {uid.removesuffix("@followup").partition("+")[2]: event for uid, event in read.items()}


def feed(*cards: Application, at: str = "2026-11-23 14:02") -> dict[str, Any]:
    """Export applications, and read what comes out."""
    return events(export_ics(cards, today(at)))


def test_a_planned_interview_is_an_entry_with_alarms() -> None:
    """Start and end in UTC, place, link, people, a day and an hour before; one that takes the user's time."""
    event = feed(replace(CARD, interviews=(PLANNED,)))["i1"]
    assert event.decoded("DTSTART") == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 11, 27, 10, 30, tzinfo=UTC)
    assert event["SUMMARY"] == "Northwind: interview (video)"
    assert event["DESCRIPTION"] == (
        "Data engineer\nWith Dr. Jana Novák (Head of Data)\nhttps://meet.northwind.example/7"
    )
    assert (event["LOCATION"], event["URL"]) == (PLANNED.link, PLANNED.link)
    assert (event["STATUS"], event["TRANSP"], event["CLASS"]) == ("CONFIRMED", "OPAQUE", "PRIVATE")
    alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    assert alarms == [timedelta(days=-1), timedelta(hours=-1)]
    assert (event["SEQUENCE"], event.decoded("DTSTAMP")) == (4, NORTHWIND.updated_at.utc)


def test_a_place_goes_before_the_link() -> None:
    """Where both are known the place is where to go, and the link stays an address to open."""
    event = feed(replace(CARD, interviews=(replace(PLANNED, place="Hafenstr. 1, Kiel"),)))["i1"]
    assert (event["LOCATION"], event["URL"]) == ("Hafenstr. 1, Kiel", PLANNED.link)


@pytest.mark.parametrize(
    ("interview", "start", "end", "remark"),
    [
        (ahead("2026-11-27 10:00"), "09:00", "10:00", "end is not noted"),
        (held("2026-11-23 11:00"), "09:00", "10:00", "start is not noted"),
        (replace(ahead("2026-11-23 10:00"), ended_at=instant("2026-11-23 10:40")), "09:00", "09:40", ""),
        (replace(ahead("2026-11-27 10:00"), ends_at=instant("2026-11-27 09:00")), "09:00", "10:00", "end is"),
    ],
)
def test_what_is_not_noted_is_assumed_and_said(
    interview: Interview, start: str, end: str, remark: str
) -> None:
    """An hour, where start or end are not known or make no sense."""
    event = feed(replace(CARD, interviews=(interview,)))["i1"]
    assert f"{event.decoded('DTSTART'):%H:%M} {event.decoded('DTEND'):%H:%M}" == f"{start} {end}"
    assert remark in event["DESCRIPTION"]
    assert ("not noted" in event["DESCRIPTION"]) is bool(remark)


@pytest.mark.parametrize(
    ("interview", "outcome", "fate"),
    [
        (replace(PLANNED, cancelled_by=Party.THEM), None, "Cancelled by them."),
        (replace(PLANNED, cancelled_by=Party.ME), None, "Cancelled by you."),
        (replace(ahead("2026-11-23 10:00"), missed=True), None, "It did not take place."),
        (PLANNED, Outcome.REJECTED, "The application is closed: rejected."),
        (PLANNED, Outcome.WITHDRAWN, "The application is closed: withdrawn."),
    ],
)
def test_what_does_not_take_place_is_cancelled(
    interview: Interview, outcome: Outcome | None, fate: str
) -> None:
    """So that a calendar takes it away; without an alarm, and why."""
    card = replace(CARD, interviews=(interview,))
    event = feed(close_application(card, outcome, TODAY) if outcome else card)["i1"]
    assert (event["STATUS"], event["TRANSP"], event.walk("VALARM")) == ("CANCELLED", "TRANSPARENT", [])
    assert fate in event["DESCRIPTION"]


@pytest.mark.parametrize("outcome", [Outcome.HIRED, Outcome.SILENT])
def test_an_interview_with_who_hired_you_stays(outcome: Outcome) -> None:
    """It may well take place, and nobody is to miss it."""
    event = feed(close_application(replace(CARD, interviews=(PLANNED,)), outcome, TODAY))["i1"]
    assert event["STATUS"] == "CONFIRMED"
    assert event.walk("VALARM")


def test_what_else_has_a_date_is_an_entry() -> None:
    """Thanks, their date, promises of both sides, the deadline of an offer; days are days."""
    card = replace(
        CARD,
        interviews=(replace(held("2026-11-23 11:00"), people=("p1",)),),
        decision_date=date(2026, 12, 4),
        decision_told_at=instant("2026-11-23 11:30"),
        promises=(
            Promise("1", "send references", Party.ME, date(2026, 11, 25)),
            Promise("2", "call on Thursday", Party.THEM, date(2026, 11, 26)),
            Promise("3", "no day"),
            Promise("4", "kept", due=date(2026, 11, 25), done_at=instant("2026-11-23")),
        ),
    )
    read = feed(card)
    assert list(read) == [
        "i1",
        "decision",
        "promise-1",
        "promise-2",
        "thanks-i1",
        "follow-up",
    ]
    assert [str(event["SUMMARY"]).removeprefix("Northwind: ") for event in read.values()] == [
        *("interview", "they decide", "you promised: send references", "they promised: call on Thursday"),
        *("thank-you due", "from today a follow-up is fine"),
    ]
    assert read["thanks-i1"].decoded("DTSTART") == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    assert "To Dr. Jana Novák" in read["thanks-i1"]["DESCRIPTION"]
    days = [read[what].decoded("DTSTART") for what in ("decision", "promise-1", "promise-2")]
    assert days == [date(2026, 12, 4), date(2026, 11, 25), date(2026, 11, 26)]
    assert read["follow-up"].decoded("DTSTART") == date(2026, 12, 8)
    assert all(event["TRANSP"] == "TRANSPARENT" for what, event in read.items() if what != "i1")


def test_an_offer_is_to_be_answered_until_it_is() -> None:
    """At the moment of its deadline, with its terms; nothing once it is answered."""
    offer = Offer(instant("2026-11-20"), instant("2026-11-27 17:00"), ("salary 72,000", "start 1 March"))
    card = replace(CARD, offer=offer)
    event = feed(card)["offer"]
    assert event.decoded("DTSTART") == datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    assert event["DESCRIPTION"] == "Data engineer\nsalary 72,000\nstart 1 March"
    assert "offer" not in feed(replace(card, offer=replace(offer, decision=OfferState.DECLINED)))


def test_thanks_are_in_it_before_the_interview_is_over() -> None:
    """Nobody opens the program right after it: the calendar says all the same until when thanks are due."""
    read = feed(replace(CARD, interviews=(PLANNED,)))
    assert read["thanks-i1"].decoded("DTSTART") == datetime(2026, 11, 28, 10, 30, tzinfo=UTC)
    assert "follow-up" not in read


@pytest.mark.parametrize("now", ["2026-12-07 09:00", "2026-12-08 09:00", "2026-12-14 09:00"])
def test_a_day_stays_where_it_is_once_it_has_come(now: str) -> None:
    """The first day a follow-up is fine is the same before it, on it and after it, until it is sent."""
    thanked = sent("2026-11-23 15:00", ContactKind.THANK_YOU)
    card = replace(
        CARD, interviews=(held("2026-11-23 11:00"),), contacts=(thanked,), decision_date=date(2026, 12, 4)
    )
    assert feed(card, at=now)["follow-up"].decoded("DTSTART") == date(2026, 12, 8)
    followed = replace(card, contacts=(thanked, sent("2026-12-08 10:00")))
    assert feed(followed, at="2026-12-08 11:00")["follow-up"].decoded("DTSTART") == date(2026, 12, 15)
    answered = replace(card, contacts=(thanked, received("2026-12-07 08:00")))
    assert "follow-up" not in feed(answered, at=now)


def test_a_snooze_hides_advice_alone() -> None:
    """Thanks and the follow-up are advice; an interview and their date are facts."""
    card = replace(
        CARD,
        interviews=(held("2026-11-23 11:00"),),
        decision_date=date(2026, 12, 4),
        snoozed_until=instant("2026-12-01"),
    )
    assert list(feed(card)) == ["i1", "decision"]


def test_a_closed_application_has_interviews_alone() -> None:
    """What was to be done for it need not be done any more."""
    card = replace(
        CARD,
        interviews=(held("2026-11-23 11:00"),),
        decision_date=date(2026, 12, 4),
        promises=(Promise("1", "send references", due=date(2026, 11, 25)),),
    )
    assert list(feed(close_application(card, Outcome.HIRED, TODAY))) == ["i1"]


def test_what_is_long_over_is_left_out() -> None:
    """A week after it; the calendars that have it keep it."""
    card = replace(
        CARD,
        interviews=(held("2026-11-15 11:00"), held("2026-11-17 11:00", 2)),
        promises=(Promise("1", "send references", due=date(2026, 11, 10)),),
        stage=Stage.THANKED,
        stage_since=instant("2026-11-18"),
    )
    assert [what for what in feed(card) if what not in {"thanks-i2", "follow-up"}] == ["i2"]


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    """An import of the newer file moves the entry."""
    before = feed(replace(CARD, interviews=(PLANNED,)))["i1"]
    moved = replace(PLANNED, starts_at=instant("2026-11-30 10:00"), ends_at=None)
    after = feed(replace(CARD, interviews=(moved,), revision=5, updated_at=instant("2026-11-23 14:00")))["i1"]
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")


def test_what_others_change_raises_the_sequence_too() -> None:
    """The day of a follow-up depends on what went to the company about another job."""
    thanked = sent("2026-11-16 15:00", ContactKind.THANK_YOU)
    card = replace(CARD, interviews=(held("2026-11-16 11:00"),), contacts=(thanked,))
    other = replace(
        CARD, id="northwind-2", uid="80", role="Analyst", revision=9, contacts=(sent("2026-11-23 10:00"),)
    )
    alone, related = feed(card)["follow-up"], feed(other, card)["follow-up"]
    assert (alone["SEQUENCE"], related["SEQUENCE"]) == (4, 9)
    assert related.decoded("DTSTART") > alone.decoded("DTSTART")


def lines_of(text: str) -> list[bytes]:
    """Return the lines of a calendar as they stand in the file; each ends as it should."""
    encoded = text.encode()
    assert encoded.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", encoded)
    return encoded.split(b"\r\n")[:-1]


hostile = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="a\\;,:\n\r\t \"'=BEGIN:VEVENT\x00\x07\x1b\x7f\x85\u2028é👩🏽\u200d💻株", max_size=200),
)


@given(hostile)
@example("x" * 75)
@example("é" * 80)
@example("👩🏽\u200d💻" * 40)
@example("\\n\\;\\,\\\\")
@example("a\nEND:VEVENT\nBEGIN:VEVENT")
@example("\r\nATTACH:file:///etc/passwd")
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """Whatever stands in it: two parsers read it back, and no line is too long or ends inside a letter."""
    text = text.encode("utf-8", "ignore").decode()
    line = content_line("SUMMARY", escape_text(text))
    for part in f"{line}\r\n".encode().split(b"\r\n"):
        assert len(part) <= LINE_BYTES
        part.decode()
    wanted = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", " ", text)
    calendar = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        f"DTSTAMP:20261123T130200Z\r\nDTSTART:20261123T130200Z\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (event,) = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert str(event["SUMMARY"]) == wanted
    assert vobject.readOne(calendar).vevent.summary.value == wanted


@given(several(lambda one: applications(any_text=True, application_id=one)), st.sampled_from([0, 9]))
def test_any_feed_is_read_by_two_parsers(cards: list[Application], hours: int) -> None:
    """Of whatever a file can hold: the same entries, the same times, the same texts, and no line too long."""
    text = export_ics(cards, TODAY.at(NOW + timedelta(hours=hours)))
    assert all(len(line) <= LINE_BYTES for line in lines_of(text))
    read: dict[str, Any] = {
        str(event["UID"]): event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    }
    again = {event.uid.value: event for event in getattr(vobject.readOne(text), "vevent_list", [])}
    assert read.keys() == again.keys()
    assert len(read) == text.count("BEGIN:VEVENT")
    for uid, event in read.items():
        assert str(event["SUMMARY"]) == again[uid].summary.value
        assert str(event["DESCRIPTION"]) == again[uid].description.value
        assert event.decoded("DTSTART") == again[uid].dtstart.value
        assert {"SEQUENCE", "DTSTAMP", "STATUS", "TRANSP", "CLASS"} <= event.keys()


@given(applications(any_text=True))
def test_the_same_data_is_the_same_feed(card: Application) -> None:
    """To the byte, so that nothing is written anew without need."""
    assert export_ics([card], TODAY) == export_ics([card], TODAY)


def test_times_at_the_end_of_the_calendar_fit() -> None:
    """A date that somebody mistyped breaks nothing."""
    card = replace(
        CARD,
        interviews=(Interview("i1", Instant(datetime(9998, 12, 31, 23, 30, tzinfo=UTC), "UTC")),),
        decision_date=date.max,
        promises=(Promise("1", "x", due=date.max),),
    )
    assert feed(card)["decision"].decoded("DTSTART") == date.max


KHAL = os.environ.get("KHAL") or shutil.which("khal")


@pytest.mark.skipif(KHAL is None, reason="khal is not installed; KHAL can name it")
def test_khal_has_each_entry_once(tmp_path: Path) -> None:
    """Imported, changed and imported again: what was moved is moved, and what was cancelled is marked so."""
    (tmp_path / "calendar").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[jobs]]\npath = {tmp_path}/calendar\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n[default]\ndefault_calendar = jobs\n"
    )

    def khal(*arguments: str) -> str:
        done = subprocess.run(
            [str(KHAL), "-c", str(config), *arguments],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            env={**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        )
        return done.stdout

    def imported(*cards: Application) -> list[str]:
        file = tmp_path / "feed.ics"
        file.write_bytes(export_ics(cards, TODAY).encode())
        khal("import", "--batch", str(file))
        form = "{start-long-full} {title}{cancelled}"
        listed = khal("list", "--format", form, "--day-format", "", "2026-11-20", "30d")
        return [line.strip() for line in listed.splitlines() if line.strip()]

    card = replace(
        CARD,
        company="Northwind, Ltd; 株式会社",
        interviews=(PLANNED, ahead("2026-12-01 09:00", 2)),
        decision_date=date(2026, 12, 4),
    )
    first = imported(card)
    assert "2026-11-27 10:00 Northwind, Ltd; 株式会社: interview (video)" in first
    assert len([line for line in first if "interview" in line]) == 2
    moved = replace(PLANNED, starts_at=instant("2026-11-30 15:00"), ends_at=instant("2026-11-30 16:00"))
    cancelled = replace(card.interviews[1], cancelled_by=Party.THEM)
    second = imported(
        replace(card, interviews=(moved, cancelled), decision_date=date(2026, 12, 7), revision=5)
    )
    interviews = [line for line in second if "interview" in line]
    assert [line[:16] for line in interviews] == ["2026-11-30 15:00", "2026-12-01 09:00"]
    assert "ancelled" in interviews[1].lower() or "✗" in interviews[1] or "CANCELLED" in interviews[1]
    assert [line[:10] for line in second if "they decide" in line] == ["2026-12-07"]

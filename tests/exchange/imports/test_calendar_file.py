"""Invitations: what is read from the calendar files that programs write, and what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import UNKNOWN_ROLE
from followup_tui.domain.interview import Interview, InterviewKind, InterviewState
from followup_tui.domain.interviews import add_interview
from followup_tui.domain.person import Party, Person
from followup_tui.errors import CallError
from followup_tui.exchange.ics_export import export_ics
from followup_tui.exchange.imports.plan import ImportResult
from tests.exchange.imports.importing import TODAY, imported, planned
from tests.samples import NORTHWIND, at, held, instant

if TYPE_CHECKING:
    from followup_tui.domain.application import Application

ORGANIZER = "ORGANIZER;CN=Jana Novak:mailto:jana@northwind.example"
GUEST = "ATTENDEE;CN=mia@private.example;PARTSTAT=NEEDS-ACTION:mailto:Mia@Private.example"
ACME = replace(NORTHWIND, id="acme", company="Acme Ltd", role="Baker", uid="b" * 32, source_ids=())
TWO = {"northwind": NORTHWIND, "acme": ACME}

PRIVATE_ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(
    *lines: str, method: str = "REQUEST", zones: str = "", uid: str = "one@northwind.example"
) -> str:
    """Write a calendar with one event; what is not named is as most programs write it."""
    named = {line.partition(":")[0].partition(";")[0] for line in lines}
    usual = {
        "UID": f"UID:{uid}",
        "DTSTAMP": "DTSTAMP:20261120T080000Z",
        "DTSTART": "DTSTART;TZID=Europe/Berlin:20261202T140000",
        "SUMMARY": "SUMMARY:Interview (Data Engineer)",
        "ORGANIZER": ORGANIZER,
        "ATTENDEE": GUEST,
    }
    event = [*lines, *(line for name, line in usual.items() if name not in named)]
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//a program//EN",
            *([f"METHOD:{method}"] if method else []),
            *zones.splitlines(),
            "BEGIN:VEVENT",
            *event,
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def events(*each: str) -> str:
    """Write one calendar with the events of several."""
    bodies = [text.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0] for text in each]
    joined = "".join(f"BEGIN:VEVENT{body}END:VEVENT\r\n" for body in bodies)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{joined}END:VCALENDAR\r\n"


def interview_of(application: Application) -> Interview:
    """Return the one interview that is noted."""
    (interview,) = application.interviews
    return interview


def only(applications: dict[str, Application]) -> Interview:
    """Return the one interview of the one application."""
    (application,) = applications.values()
    return interview_of(application)


def test_an_invitation_brings_an_application_with_an_interview() -> None:
    """Its company from the organizer's domain, its role from the title; the user is none of the people."""
    (application,) = imported(calendar("DTEND;TZID=Europe/Berlin:20261202T150000")).values()
    assert (application.company, application.role) == ("Northwind", "Data Engineer")
    interview = interview_of(application)
    assert (interview.starts_at, interview.ends_at) == (
        instant("2026-12-02 14:00"),
        instant("2026-12-02 15:00"),
    )
    assert [(person.name, person.email) for person in application.people] == [
        ("Jana Novak", "jana@northwind.example")
    ]
    assert interview.people == ("p1",)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Interview: Mia Wolf <> Northwind (SRE)", "SRE"),
        ("AW: Vorstellungsgespräch Buchhalterin", "Buchhalterin"),
        ("Phone screen: Mia Wolf and Jana Novak", UNKNOWN_ROLE),
        ("Northwind interview for the Data Engineer role", "Data Engineer"),
        ("Coffee & chat", UNKNOWN_ROLE),
        ("Mia Wolf's Zoom Meeting", UNKNOWN_ROLE),
        ("Interview Northwind GmbH - Data Engineer (via Hays)", "Data Engineer"),
        ("Interview Northwind (moved)", UNKNOWN_ROLE),
        ("Vorstellungsgespräch Data Engineer (m/w/d)", "Data Engineer"),
        ("Einladung zum 2. Vorstellungsgespräch als Aktuar (w/m/d) bei der Northwind AG", "Aktuar"),
        ("Technical Interview - Mia Wolf for Backend Developer at Northwind", "Backend Developer"),
        (
            "Invitation: Onsite: Mia Wolf - Data Engineer @ Wed 2 Dec 2026 14:00 (CET) (mia@private.example)",
            "Data Engineer",
        ),
        ("Interview with Jana Novak, Head of Data", UNKNOWN_ROLE),
        ("HR interview", UNKNOWN_ROLE),
        ("Vorstellungsgespräch mit Frau Novak", UNKNOWN_ROLE),
    ],
)
def test_a_title_names_the_role_or_none(title: str, role: str) -> None:
    """A wrong role would stand in letters; one that is not known leaves a blank there."""
    (application,) = imported(calendar(f"SUMMARY:{title}")).values()
    assert application.role == role


@pytest.mark.parametrize(
    ("attendee", "name", "position"),
    [
        ('CN="Weiß, Karl":mailto:karl@northwind.example', "Karl Weiß", ""),
        ("CN=\"'Weiß, Karl'\":MAILTO:karl@northwind.example", "Karl Weiß", ""),
        ('CN="Weiß, Karl (People Team)":mailto:karl@northwind.example', "Karl Weiß", "People Team"),
        ("CN=Karl Weiß;ROLE=OPT-PARTICIPANT:mailto:karl@northwind.example", "Karl Weiß", ""),
        ("CN=Karl Weiß;EMAIL=karl@northwind.example:urn:uuid:1", "Karl Weiß", ""),
        ('CN="Karl Weiß/Berlin/NORTHWIND":mailto:karl@northwind.example', "Karl Weiß", ""),
        ('CN="Weiß, Karl - Northwind GmbH":mailto:karl@northwind.example', "Karl Weiß", ""),
        ("CN=Karl Weiß | Northwind:mailto:karl@northwind.example", "Karl Weiß", ""),
        (
            "CN=Karl Weiß | Talent Acquisition:mailto:karl@northwind.example",
            "Karl Weiß",
            "Talent Acquisition",
        ),
        ("CN=EXT Karl Weiß:mailto:karl@northwind.example", "Karl Weiß", ""),
        ("CN=Karl Weiß (he/him):mailto:karl@northwind.example", "Karl Weiß", ""),
        ("CN=Karl.Weiß:mailto:karl@northwind.example", "Karl Weiß", ""),
    ],
)
def test_people_are_read_as_calendars_write_them(attendee: str, name: str, position: str) -> None:
    """Family name first, quoted, with a department, with the address in a parameter."""
    (application,) = imported(calendar(f"ATTENDEE;{attendee}")).values()
    person = application.people[1]
    assert (person.name, person.position, person.email) == (name, position, "karl@northwind.example")


@pytest.mark.parametrize(
    "attendee",
    [
        "CUTYPE=ROOM;CN=Spree 2:mailto:spree@northwind.example",
        "CUTYPE=RESOURCE;CN=Spree 2:mailto:c_1@resource.northwind.example",
        "ROLE=NON-PARTICIPANT;CN=Karl Weiß:mailto:karl@northwind.example",
        "CN=Talent Team:mailto:talent@northwind.example",
        "CN=karl@northwind.example:mailto:karl@northwind.example",
        "CN=Calendly:mailto:notifications@calendly.com",
        "CN=Mia Wolf:mailto:mia+jobs@private.example",
        "CN=MIA:MAILTO:MIA@PRIVATE.EXAMPLE",
        "CN=Mia Wolf:mailto:mia@another.example",
        "CN=Hiring:mailto:no-reply@us.greenhouse-mail.io",
        "CN=kweiss:mailto:kw@northwind.example",
        "CN=Microsoft Bookings:mailto:NorthwindTermine@northwind.example",
        "CN=Northwind GmbH:mailto:x1@northwind.example",
        "CN=Northwind Recruiting:mailto:northwind-recruiting@northwind.example",
    ],
)
def test_rooms_mailboxes_services_and_the_user_are_no_people(attendee: str) -> None:
    """Only the organizer is left."""
    (application,) = imported(calendar(f"ATTENDEE;{attendee}")).values()
    assert [person.name for person in application.people] == ["Jana Novak"]


@pytest.mark.parametrize(
    ("start", "zones", "expected"),
    [
        ("DTSTART:20261202T130000Z", "", "2026-12-02 14:00"),
        ("DTSTART:20261202T140000", "", "2026-12-02 14:00"),
        ("DTSTART;TZID=America/New_York:20261202T080000", "", "2026-12-02 14:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20261202T140000", "", "2026-12-02 14:00"),
        ('DTSTART;TZID="Eastern Standard Time":20261202T080000', "", "2026-12-02 14:00"),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20261202T140000",
            "",
            "2026-12-02 14:00",
        ),
        ('DTSTART;TZID="(UTC-08:00) Pacific Time (US & Canada)":20261202T050000', "", "2026-12-02 14:00"),
        ('DTSTART;TZID="(UTC+10:00) Canberra, Melbourne, Sydney":20261203T000000', "", "2026-12-02 14:00"),
        ('DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rom":20270702T140000', "", "2027-07-02 14:00"),
        ("DTSTART;TZID=GMT-0500:20261202T080000", "", "2026-12-02 14:00"),
        ("DTSTART;TZID=Mitteleuropäische Zeit:20261202T140000", "", "2026-12-02 14:00"),
        (
            'DTSTART;TZID="Mitteleuropäische Zeit":20261202T140000',
            PRIVATE_ZONE.format(name="Mitteleuropäische Zeit", summer="+0200", winter="+0100"),
            "2026-12-02 14:00",
        ),
        (
            "DTSTART;TZID=tzone://Microsoft/Custom:20261202T080000",
            PRIVATE_ZONE.format(name="tzone://Microsoft/Custom", summer="-0400", winter="-0500"),
            "2026-12-02 14:00",
        ),
    ],
)
def test_times_are_right_in_every_zone_that_programs_write(start: str, zones: str, expected: str) -> None:
    """UTC, none, IANA, Windows, of a vendor, and one that only the file describes."""
    interview = only(imported(calendar(start, zones=zones)))
    assert interview.starts_at is not None
    assert interview.starts_at.utc == instant(expected).utc


def test_a_private_zone_of_one_file_is_not_that_of_the_next() -> None:
    """Both call it Custom, and mean two zones; the library would keep the first for the whole process."""
    starts = []
    for winter, summer in (("+0100", "+0200"), ("-0500", "-0400"), ("+0100", "+0200")):
        zones = PRIVATE_ZONE.format(name="Custom", summer=summer, winter=winter)
        starts.append(only(imported(calendar("DTSTART;TZID=Custom:20261202T140000", zones=zones))).starts_at)
    assert starts == [instant("2026-12-02 14:00"), instant("2026-12-02 20:00"), instant("2026-12-02 14:00")]


def test_a_zone_that_nothing_explains_is_said() -> None:
    """Its time is taken for the user's."""
    plan = planned(calendar("DTSTART;TZID=Zone of ours:20261202T140000"))
    (item,) = plan.items
    assert item.remarks == ("its zone Zone of ours is not known: 14:00 is taken for your time",)


def test_a_line_folded_inside_a_letter_is_whole() -> None:
    """Lines are folded by bytes: the second byte of the umlaut stands on the next line."""
    data = calendar("ATTENDEE;CN=Jörg Weiß:mailto:joerg@northwind.example").encode()
    middle = data.index("ö".encode()) + 1
    (application,) = imported(data[:middle] + b"\r\n " + data[middle:]).values()
    assert application.people[1].name == "Jörg Weiß"


@pytest.mark.parametrize(
    ("lines", "place", "link", "kind"),
    [
        (["LOCATION:Spreeufer 1\\, Berlin"], "Spreeufer 1, Berlin", "", InterviewKind.ON_SITE),
        (
            ["LOCATION:Café Mlýn\\nNa Příkopě 1\\, Praha"],
            "Café Mlýn, Na Příkopě 1, Praha",
            "",
            InterviewKind.ON_SITE,
        ),
        (["LOCATION:https://meet.acme.example/x"], "", "https://meet.acme.example/x", InterviewKind.VIDEO),
        (
            [
                "LOCATION:Microsoft Teams Meeting\\; Room 3",
                "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.x.example/l",
            ],
            "Room 3",
            "https://teams.x.example/l",
            None,
        ),
        (
            ["DESCRIPTION:Join: https://zoom.us/j/1?pwd=a.1\\nCancel: https://zoom.us/cancel/1"],
            "",
            "https://zoom.us/j/1?pwd=a.1",
            InterviewKind.VIDEO,
        ),
        (["DESCRIPTION:Cancel: https://calendly.example/cancellations/x"], "", "", None),
        (["LOCATION:Phone call"], "", "", InterviewKind.PHONE),
    ],
)
def test_place_and_link_are_kept(lines: list[str], place: str, link: str, kind: InterviewKind | None) -> None:
    """Without the words that only name a program, and never a link to cancel."""
    interview = only(imported(calendar(*lines)))
    assert (interview.place, interview.link, interview.kind) == (place, link, kind)


FIRST = calendar("SEQUENCE:0")
MOVED = calendar("SEQUENCE:1", "DTSTART;TZID=Europe/Berlin:20261203T100000")
CANCELLED = calendar("SEQUENCE:2", "DTSTART;TZID=Europe/Berlin:20261203T100000", method="CANCEL")
AGAIN = calendar("SEQUENCE:3", "DTSTART;TZID=Europe/Berlin:20261204T100000")


@pytest.mark.parametrize(
    ("files", "start", "state"),
    [
        ([FIRST, FIRST], "2026-12-02 14:00", InterviewState.PLANNED),
        ([FIRST, MOVED], "2026-12-03 10:00", InterviewState.PLANNED),
        ([MOVED, FIRST], "2026-12-03 10:00", InterviewState.PLANNED),
        ([FIRST, CANCELLED], "2026-12-02 14:00", InterviewState.CANCELLED),
        ([FIRST, MOVED, CANCELLED], "2026-12-03 10:00", InterviewState.CANCELLED),
        ([FIRST, CANCELLED, MOVED, FIRST], "2026-12-02 14:00", InterviewState.CANCELLED),
        ([FIRST, CANCELLED, AGAIN], "2026-12-04 10:00", InterviewState.PLANNED),
    ],
)
def test_versions_of_an_invitation_move_and_cancel_it(
    files: list[str], start: str, state: InterviewState
) -> None:
    """In any order: an older version changes nothing."""
    applications: dict[str, Application] = {}
    for file in files:
        applications = imported(file, applications)
    interview = only(applications)
    assert (interview.starts_at, interview.state(TODAY.now)) == (instant(start), state)


def test_a_move_is_theirs_and_keeps_the_agreed_time() -> None:
    """As if the user had noted it."""
    interview = only(imported(MOVED, imported(FIRST)))
    assert [(moved.starts_at, moved.by) for moved in interview.moved_from] == [
        (instant("2026-12-02 14:00"), Party.THEM)
    ]


ONE_OF_SERIES = ("SEQUENCE:1", "RECURRENCE-ID;TZID=Europe/Berlin:20261202T140000")


def test_what_becomes_of_the_first_of_a_series_becomes_of_its_interview() -> None:
    """In a file of its own or in the same, in either order; the series again changes nothing."""
    series = calendar("RRULE:FREQ=WEEKLY;COUNT=3")
    cancelled = calendar(*ONE_OF_SERIES, method="CANCEL")
    moved = calendar(*ONE_OF_SERIES, "DTSTART;TZID=Europe/Berlin:20261203T100000")
    after = imported(series, imported(cancelled, imported(series)))
    assert only(after).cancelled_by is Party.THEM
    for data in (moved, events(moved, series), series):
        after = imported(data, imported(moved, imported(series)))
        assert only(after).starts_at == instant("2026-12-03 10:00")
    assert only(imported(events(moved, series))).starts_at == instant("2026-12-03 10:00")


def test_whoever_has_the_address_of_somebody_noted_is_that_one() -> None:
    """However a calendar writes their name."""
    noted = replace(NORTHWIND, people=(Person("p1", "Jana", email="jana@northwind.example"),), interviews=())
    organizer = 'ORGANIZER;CN="CN=J. Novak/OU=Berlin/O=NORTHWIND":mailto:Jana@northwind.example'
    after = imported(calendar(organizer), {"northwind": noted})["northwind"]
    assert [person.name for person in after.people] == ["Jana"]
    assert interview_of(after).people == ("p1",)


def test_of_one_sequence_the_later_stamp_is_the_newer() -> None:
    """Some programs never raise SEQUENCE."""
    later = calendar("DTSTAMP:20261121T080000Z", "DTSTART;TZID=Europe/Berlin:20261205T140000")
    assert only(imported(later, imported(FIRST))).starts_at == instant("2026-12-05 14:00")
    assert only(imported(FIRST, imported(later))).starts_at == instant("2026-12-05 14:00")


def test_a_cancellation_of_nothing_changes_nothing() -> None:
    """It says so."""
    plan = planned(CANCELLED, TWO)
    assert (plan.changed, [item.reason for item in plan.items]) == (
        {},
        ["cancelled, and no interview of it is noted"],
    )


def test_an_interview_that_was_held_is_not_cancelled_by_a_late_mail() -> None:
    """The user noted how it was."""
    application = next(iter(imported(FIRST).values()))
    noted = replace(
        interview_of(application), said="They have two teams", starts_at=instant("2026-11-20 10:00")
    )
    (item,) = planned(CANCELLED, {application.id: application.with_interview(noted)}).items
    assert item.result is ImportResult.SKIPPED
    assert "noted as held" in item.reason


def test_what_the_user_planned_by_hand_is_the_same_interview() -> None:
    """At that time: it gets the place, and no second one is made; the next version moves it."""
    by_hand = add_interview(replace(NORTHWIND, interviews=()), at("2026-12-02 14:00"), TODAY)
    after = imported(calendar("LOCATION:Room 1"), {"northwind": by_hand})
    assert interview_of(after["northwind"]).place == "Room 1"
    assert interview_of(imported(MOVED, after)["northwind"]).starts_at == instant("2026-12-03 10:00")


@pytest.mark.parametrize(
    ("lines", "application_id"),
    [
        (["ORGANIZER;CN=Rob:mailto:rob@acme.example"], "acme"),
        (["ORGANIZER;CN=Calendly:mailto:x@calendly.com", "ATTENDEE;CN=Rob:mailto:rob@acme.co.uk"], "acme"),
        (["ORGANIZER;CN=Rob:mailto:rob@gmail.com", "SUMMARY:Talk with Acme"], "acme"),
        (["ORGANIZER;CN=Rob:mailto:rob@gmail.com", "SUMMARY:Talk", "UID:x@acme.example"], "acme"),
        ([], "northwind"),
    ],
)
def test_an_invitation_names_its_application(lines: list[str], application_id: str) -> None:
    """By an address, a domain, the title, or at last the domain of its UID."""
    assert list(planned(calendar(*lines), TWO).changed) == [application_id]


def test_of_two_applications_at_a_company_the_title_or_the_user_chooses() -> None:
    """The role in the title, a person who is noted; else it is asked, and an option answers."""
    two = {
        "northwind": replace(NORTHWIND, role="Data Engineer"),
        "northwind-2": replace(
            NORTHWIND, id="northwind-2", role="Baker", people=(Person("p1", "Karl Weiß"),)
        ),
    }
    assert list(planned(calendar(), two).changed) == ["northwind"]
    assert list(
        planned(
            calendar("SUMMARY:Talk with Karl Weiss", "ORGANIZER;CN=Karl Weiß:mailto:k@northwind.example"), two
        ).changed
    ) == ["northwind-2"]
    (question,) = planned(calendar("SUMMARY:Talk"), two).questions
    assert [choice.value for choice in question.choices] == ["northwind", "northwind-2", "new"]
    assert list(planned(calendar("SUMMARY:Talk"), two, answers={question.key: "northwind-2"}).changed) == [
        "northwind-2"
    ]
    assert list(planned(calendar("SUMMARY:Talk"), two, target_id="northwind").changed) == ["northwind"]
    assert list(planned(calendar("SUMMARY:Talk"), two, target_id="new").changed) == ["northwind-3"]


def test_a_whole_day_is_asked_for_its_time() -> None:
    """Nothing is guessed."""
    day = calendar("DTSTART;VALUE=DATE:20261210")
    (question,) = planned(day).questions
    assert question.text == "At what time on Thu 10 Dec 2026 is Interview (Data Engineer)?"
    assert only(imported(day, answers={"time": "9:30"})).starts_at == instant("2026-12-10 09:30")


def test_a_whole_calendar_gives_only_what_names_an_application() -> None:
    """Nobody is asked about each of their appointments."""
    own = calendar("SUMMARY:Dentist", "ORGANIZER;CN=Mia:mailto:mia@private.example", method="", uid="d@x")
    talk = calendar("SUMMARY:Talk", uid="t@x")
    plan = planned(events(own, talk), TWO)
    assert [item.reason for item in plan.items] == ["it names no application", ""]
    assert list(plan.changed) == ["northwind"]


def test_a_past_invitation_is_an_interview_that_was_held() -> None:
    """It starts the advice as any other."""
    interview = only(imported(calendar("DTSTART:20261119T100000Z", "DTEND:20261119T110000Z")))
    assert (interview.state(TODAY.now), interview.ended_at) == (
        InterviewState.HELD,
        instant("2026-11-19 12:00"),
    )


def test_events_that_are_none_or_damaged_are_said() -> None:
    """An answer to an invitation; a start that is no date."""
    assert [item.reason for item in planned(calendar(method="REPLY")).items] == [
        "an answer to an invitation, not an invitation"
    ]
    assert [item.reason for item in planned(calendar("DTSTART:soon")).items] == ["its start cannot be read"]
    with pytest.raises(CallError, match="cut off"):
        planned("BEGIN:VCALENDAR\nBEGIN:VEVENT\n")


@given(st.data())
def test_no_file_breaks_the_reader(data: st.DataObject) -> None:
    """Any piece of a calendar may be missing, doubled or changed: it is read or refused in a sentence."""
    original = data.draw(st.sampled_from([FIRST, MOVED, CANCELLED, calendar(zones=PRIVATE_ZONE)])).encode()
    start = data.draw(st.integers(15, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 40)))
    mutated = original[:start] + data.draw(st.binary(max_size=8)) + original[end:]
    try:
        plan = planned(mutated, {"northwind": replace(NORTHWIND, interviews=(held("2026-11-12"),))})
    except CallError:
        return
    assert plan.items or plan.questions or not plan.changed


@pytest.mark.parametrize("address", ["hrvoje.horvat@northwind.example", "jane.doe@google.com"])
def test_somebody_is_no_mailbox_and_no_service(address: str) -> None:
    """A first name may begin like a mailbox, and services employ people."""
    (application,) = imported(calendar(f"ATTENDEE;CN=Somebody Else:mailto:{address}")).values()
    assert [person.email for person in application.people] == ["jana@northwind.example", address]


def test_a_service_is_no_company() -> None:
    """The mail comes from it, and the company is that of the people."""
    service = "ORGANIZER;CN=Hiring:mailto:no-reply@us.greenhouse-mail.io"
    interviewer = "ATTENDEE;CN=Eva Green:mailto:eva@fabrikam.example"
    (application,) = imported(calendar(service, interviewer)).values()
    assert application.company == "Fabrikam"


def test_an_agency_is_no_company_where_one_is_there() -> None:
    """It stands between the user and the company."""
    agency = "ORGANIZER;CN=Bob Smith:mailto:bob@hays.com"
    interviewer = "ATTENDEE;CN=Eva Green:mailto:eva@fabrikam.example"
    (application,) = imported(calendar(agency, interviewer)).values()
    assert (application.company, application.via) == ("Fabrikam", "Hays")


def test_a_number_in_the_place_is_a_phone_call() -> None:
    """It is where to call, and nowhere to go."""
    interview = only(imported(calendar("LOCATION:+49 30 5550199")))
    assert (interview.kind, interview.place) == (InterviewKind.PHONE, "+49 30 5550199")


def test_a_series_begins_with_what_is_left_of_it() -> None:
    """Its first appointment was taken out."""
    lines = (
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "DTEND;TZID=Europe/Berlin:20261202T150000",
        "EXDATE;TZID=Europe/Berlin:20261202T140000",
    )
    interview = only(imported(calendar(*lines)))
    assert (interview.starts_at, interview.ends_at) == (
        instant("2026-12-09 14:00"),
        instant("2026-12-09 15:00"),
    )


def test_a_calendar_of_followups_own_changes_nothing() -> None:
    """What it says is noted: its entries are counted, and that is all."""
    applications = imported(calendar())
    plan = planned(export_ics(applications.values(), TODAY), applications)
    (item,) = plan.items
    assert not plan.changed
    assert item.reason == "followup wrote them itself: nothing in them is new"


def test_the_user_is_told_that_they_may_be_among_the_people() -> None:
    """Where the settings do not say who they are."""
    (item,) = planned(calendar(), own_addresses=frozenset()).items
    assert item.remarks == ("you may be among its people: your address is not in the settings, [mail] from",)


def test_a_large_calendar_is_read_in_parts_and_brings_nothing_of_its_own() -> None:
    """Each part has the zones of the whole; meetings that name no application are none."""
    zones = PRIVATE_ZONE.format(name="Ours", summer="+0200", winter="+0100")
    each = [
        calendar(
            "DTSTART;TZID=Ours:20261202T140000", "SUMMARY:Stand-up", ORGANIZER, uid=f"{number}", method=""
        )
        for number in range(450)
    ]
    text = events(*each).replace("VERSION:2.0\r\n", "VERSION:2.0\r\n" + zones.replace("\n", "\r\n"))
    told: list[int] = []
    plan = planned(text, {"acme": ACME}, progress=lambda _, done, total: told.append(total))
    assert (len(plan.items), plan.changed, told[:3]) == (450, {}, [3, 3, 3])
    assert not any(item.remarks for item in plan.items)

"""Tables of applications: the columns that are understood, and what becomes of each row."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import InterviewKind
from followup_tui.errors import CallError
from followup_tui.exchange.csv_export import export_csv
from followup_tui.exchange.imports.columns import match_columns
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import Incoming
from followup_tui.exchange.imports.kinds import read_files
from followup_tui.exchange.imports.people_cells import read_people
from followup_tui.exchange.imports.plan import ImportResult
from tests.exchange.imports.importing import TODAY, imported, options, planned

if TYPE_CHECKING:
    from collections.abc import Mapping

TEAL = (
    "\ufeffid,company_name,role,location,url,source,min_salary,max_salary,salary_currency,salary_pay_period,"
    "applied_at,archived_at,status,statusName\r\n"
    '0a,"Kettle, Inc.","Analyst, Risk",Graz,https://kettle.example/1,Indeed,50000,60000,EUR,yearly,'
    '2026-10-02T08:00:00.000Z,,"{""id"":4,""name"":""interviewing""}",interviewing\r\n'
    '0b,Lamp,Clerk,,,,,,,,,,"{""name"":""bookmarked""}",bookmarked\r\n'
    '0c,Mill,Clerk,,,,,,,,,2026-10-15T08:00:00.000Z,"{""name"":""interviewing""}",interviewing\r\n'
    '0d,Oven,Clerk,,,,,,,,,2026-10-15T08:00:00.000Z,"{""name"":""applied""}",applied\r\n'
    '0e,Pier,Clerk,,,,,,,,,,"{""name"":""negotiating""}",\r\n'
    ",Quay,Clerk,,,,,,,,,,,applied\r\n"
)
HUNTR = (
    "listName,companyName,title,location,htmlDescription,requirements\n"
    'Onsite 🤞,Kettle,Analyst,Graz,"<p>one,\n""two""</p>",\nWishlist,Lamp,Clerk,,,\nRejected,Mill,Clerk,,,\n'
)
HUNTR_BOARD = (
    "List,Employer,Job Title,URL,Location,Salary,Date Saved,Notes\n"
    "Interview,Kettle,Analyst,https://kettle.example/1,,,2026-10-01,by phone\nWishlist,Lamp,Clerk,,,,,\n"
)
SIMPLIFY = (
    "Notes,Company Name,Job Title,Status,Status Date,Applied Date,Archived,Date Archived,Job URL\n"
    ",Kettle,Analyst,INTERVIEWING,2026-11-10,2026-10-20,false,,https://kettle.example/1\n"
    ",Lamp,Clerk,SAVED,2026-11-01,,false,,\n"
    ",Mill,Clerk,REJECTED,2026-11-01,2026-10-01,true,2026-11-02,\n"
    '"mail, then call",Oven,Clerk,OFFER,2026-11-20,2026-10-05,false,,\n'
    ",Pier,Clerk,INTERVIEWING,2026-11-20,2026-10-05,TRUE,2026-11-21,\n"
)
JOBSYNC = (
    "index,createdAt,applied,appliedDate,Company,JobTitle,jobType,workplaceType,Location,JobSource,Status\r\n"
    "1,2026-10-01,Yes,2026-10-02,Kettle,Analyst,Full Time,Hybrid,Graz,Indeed,Interview\r\n"
    "2,2026-10-03,No,N/A,Lamp,Clerk,Unknown,Not specified,N/A,N/A,New\n"
    "3,2026-10-04,Yes,2026-10-05,N/A,Clerk,Contract,Remote,N/A,Other,Rejected\r\n"
    "4,2026-10-06,Yes,N/A,Oven,Clerk,Full Time,Remote,N/A,N/A,Archived"
)
JOBHUNTER = (
    '\ufeff"ID";"Firma";"Stelle";"Ort";"Status";"Beworben am";"Gespräch am";"Erstellt am";"Notizen"\r\n'
    '"7";"Kessel AG";"Koch; Süßes";"Graz";"interview";"01.10.2026";"24.11.2026 14:30";"30.09.2026";"a\nb"\r\n'
    '"8";"Lampe";"Koch";"";"beworben";"02.10.2026";"";"01.10.2026";""\r\n'
    '"9";"Mühle";"Köchin";"";"absage";"02.09.2026";"15.09.2026 09:00";"01.09.2026";"=1+1"\r\n'
)
NOTION = (
    "\ufeffName,Company,Stage,Contact,Interview date,Applied,Files\n"
    "Analyst,Kettle (https://notion.example/Kettle-0a1b),"
    '"Interview, Onsite","Ada Byron (https://notion.example/Ada-1), Grace Hopper (https://notion.example/G-2)",'
    '"November 24, 2026 2:30 PM (GMT+1) → 3:30 PM","October 20, 2026",cv.pdf\n,,,,,,\n'
)


def read(data: str | bytes, **more: object) -> Incoming:
    """Read a file of one kind."""
    content = Content(data.encode() if isinstance(data, str) else data, "x.csv")
    (incoming,) = read_files([content], options(**more))
    return incoming


def said(applications: Mapping[str, Application]) -> dict[str, str]:
    """Say how far each application is."""
    return {
        application.company: ", ".join(filter(None, (application.stage.value, application.outcome)))
        for application in applications.values()
    }


@pytest.mark.parametrize(
    ("text", "kind", "stages", "skipped"),
    [
        (
            TEAL,
            "teal",
            {"Kettle, Inc.": "interviewed", "Mill": "closed, silent", "Pier": "interviewed"},
            [
                "bookmarked: no interview yet",
                "applied, archived: no interview yet",
                "applied: no interview yet",
            ],
        ),
        (
            HUNTR,
            "huntr",
            {"Kettle": "interviewed", "Mill": "closed, rejected"},
            ["Wishlist: no interview yet"],
        ),
        (HUNTR_BOARD, "huntr-board", {"Kettle": "interviewed"}, ["Wishlist: no interview yet"]),
        (
            SIMPLIFY,
            "simplify",
            {
                "Kettle": "interviewed",
                "Mill": "closed, rejected",
                "Oven": "interviewed",
                "Pier": "closed, silent",
            },
            ["SAVED: no interview yet"],
        ),
        (
            JOBSYNC,
            "jobsync",
            {"Kettle": "interviewed"},
            [
                "New: no interview yet",
                "no company is named",
                "Archived: not said whether an interview was held",
            ],
        ),
        (
            JOBHUNTER,
            "jobhunter-csv",
            {"Kessel AG": "interviewed", "Mühle": "closed, rejected"},
            ["beworben: no interview yet"],
        ),
        (NOTION, "csv", {"Kettle": "interviewed"}, ["empty row"]),
    ],
)
def test_what_is_taken_of_trackers(text: str, kind: str, stages: dict[str, str], skipped: list[str]) -> None:
    """Rows from the first interview on are taken, the others listed with a reason; a second time none."""
    assert read(text).kind == kind
    assert said(imported(text)) == stages
    plan = planned(text)
    assert [item.reason for item in plan.items if item.result is ImportResult.SKIPPED] == skipped
    everything = said(imported(text, takes_all=True))
    assert stages.items() <= everything.items()


def test_details_of_trackers() -> None:
    """What stands beside company and role comes along: ids, dates, links, notes, tags."""
    kettle, _, pier = imported(TEAL).values()
    assert kettle.source_ids == ("teal:0a",)
    assert kettle.links == ("https://kettle.example/1",)
    assert kettle.notes == "location: Graz\nsource: Indeed\nSalary: 50000\u201360000 EUR yearly"
    assert str(kettle.created_at.utc.date()) == "2026-10-02"
    assert pier.tags == ("offer",)
    applications = {each.company: each for each in imported(SIMPLIFY).values()}
    assert applications["Oven"].tags == ("offer",)
    assert applications["Oven"].notes == "mail, then call"
    mill = applications["Mill"]
    assert mill.closed_at
    assert mill.closed_at.local().date() == date(2026, 11, 1)
    kessel, muehle = imported(JOBHUNTER).values()
    assert [
        str(each.starts_at and each.starts_at.local()) for each in (*kessel.interviews, *muehle.interviews)
    ] == [
        "2026-11-24 14:30:00+01:00",
        "2026-09-15 09:00:00+02:00",
    ]
    assert kessel.notes == "a\nb\nOrt: Graz"
    assert "<p>" not in "".join(each.notes for each in imported(HUNTR).values())


def test_our_own_table_is_known_by_what_it_says() -> None:
    """What `followup export csv` wrote comes back: stages, people, interviews, tags, links, notes."""
    before = imported(JOBHUNTER) | imported(NOTION)
    after = imported(export_csv(before.values(), TODAY))
    assert said(after) == said(before)
    (kettle,) = (each for each in after.values() if each.company == "Kettle")
    assert [each.name for each in kettle.people] == ["Ada Byron", "Grace Hopper"]
    assert [str(each.starts_at and each.starts_at.local()) for each in kettle.interviews] == [
        "2026-11-24 14:30:00+01:00"
    ]


def test_notion() -> None:
    """Relations lose their links, a select can have several values, a date a zone and an end."""
    (kettle,) = imported(NOTION).values()
    assert (kettle.company, kettle.role) == ("Kettle", "Analyst")
    assert [person.name for person in kettle.people] == ["Ada Byron", "Grace Hopper"]
    (interview,) = kettle.interviews
    assert interview.ends_at
    assert str(interview.ends_at.local()) == "2026-11-24 15:30:00+01:00"


def test_a_zip_is_read_with_all_its_tables_and_nothing_else() -> None:
    """Of an archive only tables of applications are taken, and where one is of a tracker, only its."""
    files = {"readme.txt": "Hello", "contacts.csv": "name,email\nAda,a@x.example\n", "a/jobs.csv": HUNTR}
    assert said(imported(zipped(files))) == {"Kettle": "interviewed", "Mill": "closed, rejected"}
    others = {
        "contacts.csv": files["contacts.csv"],
        "jobs.csv": "Firma;Stelle;Status\nKessel;Köchin;Gespräch\n",
    }
    assert said(imported(zipped(others))) == {"Kessel": "interviewed"}
    with pytest.raises(CallError, match="does not know what kind of file"):
        planned(zipped({"contacts.csv": files["contacts.csv"]}))


def zipped(files: dict[str, str]) -> bytes:
    """Return an archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Company|Role|Status|Date Applied|Notes", "company role status applied notes"),
        ("FIRMA|Stellenbezeichnung|Ansprechpartner/in|Bewerbungsdatum", "company role person applied"),
        ("Arbeitgeber|Position|Gespräch am|Zweitgespräch", "company role interview interview"),
        ("Position|Job Title|Company", "ignore role company"),
        ("Name|Company|Stage", "role company status"),
        ("Name|Position", "company role"),
        ("Company|Title|Contact Title|E-Mail|Telefon", "company role person-position email phone"),
        ("applied|appliedDate|company_name|role", "ignore applied company role"),
        (
            "Applied?|Date|2nd Interview|Runde 3|Interviewer 2",
            "ignore applied interview interview interviewer",
        ),
        ("id|Created at|Stage", "ignore ignore status"),
    ],
)
def test_headings(headings: str, fields: str) -> None:
    """Each column is taken for what its heading says; of two for one field the plainer counts."""
    names = headings.split("|")
    matched = match_columns(names, {})
    assert [matched.get(place, "ignore") for place in range(len(names))] == fields.split()


def test_yes_below_interview_says_that_there_was_one() -> None:
    """A table of ticks; `Applied?` holds no date."""
    text = "Company,Role,Applied?,Interview?\nKessel,Cook,Yes,Yes\nAcme,Baker,Yes,No\n"
    (kessel,) = imported(text).values()
    assert (kessel.company, kessel.stage, kessel.interviews) == ("Kessel", Stage.INTERVIEWED, ())


def test_headings_that_are_repeated_are_no_row() -> None:
    """Below each month of a table, say; with all rows, too."""
    text = "Company,Role,Status\nKessel,Cook,Interview\nCompany,Role,Status\nAcme,Baker,Interview\n"
    plan = planned(text, takes_all=True)
    assert [each.company for each in plan.changed.values()] == ["Kessel", "Acme"]
    assert plan.items[2].reason == "the line of headings again"


def test_map_says_what_a_column_holds() -> None:
    """A column is what the user says, however its heading is spelled; an empty field leaves it out."""
    text = "Betrieb X,Was,Status,Notes\nKessel,Köchin,Gespräch,secret\n"
    with pytest.raises(CallError) as refused:
        planned(text)
    assert "which column holds the company and which the role" in refused.value.happened
    assert "Betrieb X, Was, Status, Notes" in refused.value.happened
    assert '--map "Betrieb X=company"' in refused.value.next_step
    told = {"betrieb x": "company", "Was": "Role", "Notes": ""}
    (kessel,) = imported(text, columns=told).values()
    assert (kessel.company, kessel.role, kessel.notes) == ("Kessel", "Köchin", "")
    assert read(text, columns=told).columns == (
        ("Betrieb X", "company"),
        ("Was", "role"),
        ("Status", "status"),
        ("Notes", "ignore"),
    )
    for columns, message in (({"Was": "colour"}, "no field"), ({"Wo": "role"}, "No column is called")):
        with pytest.raises(CallError, match=message):
            planned(text, columns=columns)


def test_rows_of_a_spreadsheet() -> None:
    """Dates, people, sums and words of a spreadsheet, in one table."""
    text = (
        "My search,,,,,,,\n"
        "Company,Role,Phone interview,Status,Contact Person,Contact Email,Outcome,Decision by\n"
        "Kettle,Analyst,24.11.2026 10:00,🟣 Applied,Ada Byron (CTO),ada@kettle.example,,2.12.2026\n"
        "Lamp,Clerk,yes,applied,jobs@lamp.example,,,\n"
        "Mill,Clerk,no,,,,❌ Rejected,31.02.2026\n"
        "Total,3,,,,,,\n"
    )
    kettle, lamp, mill = imported(text).values()
    assert kettle.stage is Stage.INTERVIEWED
    assert kettle.interviews[0].kind is InterviewKind.PHONE
    assert kettle.decision_date == date(2026, 12, 2)
    assert [(each.name, each.position, each.email) for each in kettle.people] == [
        ("Ada Byron", "CTO", "ada@kettle.example")
    ]
    assert (lamp.stage, lamp.interviews, lamp.notes) == (
        Stage.INTERVIEWED,
        (),
        "Contact Person: jobs@lamp.example",
    )
    assert mill.outcome is Outcome.REJECTED
    remarks = [item.remarks for item in planned(text).items if item.title.startswith("Mill")]
    assert remarks == [("31.02.2026 is no day: left empty",)]


def test_dates_that_stay_open_are_asked_before_anything_is_planned() -> None:
    """Nothing of such a file is planned before the answer."""
    text = "Company,Role,Status,Date Applied\nKettle,Analyst,Interview,10/4/2026\n"
    plan = planned(text)
    assert [question.key for question in plan.questions] == ["dates"]
    assert (plan.items, plan.changed) == ((), {})
    (kettle,) = imported(text, answers={"dates": "month-first"}).values()
    assert kettle.created_at.local().date() == date(2026, 10, 4)


def test_what_is_noted_stays() -> None:
    """A table adds to what is noted: a stage never goes back, a doubt closes nothing, no person twice."""
    heading = "Company,Role,Status,Contact\n"
    before = imported(f"{heading}Kettle GmbH,Analyst,Interview,Ada Byron\n")
    for row in ("KETTLE,analyst,Applied,", "Kettle,Analyst,Archived,Ada Byron"):
        plan = planned(f"{heading}{row}\n", before)
        assert [item.result for item in plan.items] == [ImportResult.EXISTING]
    after = imported(f"{heading}Kettle,Analyst,Rejected,Ada Byron <ada@kettle.example>\n", before)
    (kettle,) = after.values()
    assert (kettle.outcome, [each.email for each in kettle.people]) == (
        Outcome.REJECTED,
        ["ada@kettle.example"],
    )


@pytest.mark.parametrize(
    ("cell", "people", "others"),
    [
        ("Ada Byron", ["Ada Byron"], ""),
        ("Ada Byron (CTO); Grace Hopper", ["Ada Byron, CTO", "Grace Hopper"], ""),
        ("Ada Byron, Grace Hopper", ["Ada Byron", "Grace Hopper"], ""),
        ("Ada Byron (HR, Berlin), Grace Hopper (CTO)", ["Ada Byron, HR, Berlin", "Grace Hopper, CTO"], ""),
        ("Ada Byron, Head of Data", ["Ada Byron, Head of Data"], ""),
        ("Fr. Dr. Öz", ["Frau Dr. Öz"], ""),
        ("Hr. Weiß und Frau Klein", ["Herr Weiß", "Frau Klein"], ""),
        ("Ada & Grace", ["Ada", "Grace"], ""),
        ("Ada Byron <a@x.example>, Grace Hopper <g@x.example>", ["Ada Byron", "Grace Hopper"], ""),
        ("Ada Byron\nGrace Hopper", ["Ada Byron", "Grace Hopper"], ""),
        ("Ada Byron +49 30 5550100", ["Ada Byron"], ""),
        ("jobs@x.example", [], "jobs@x.example"),
        ("Mia <mia@private.example>", [], ""),
        ("Ada (https://notion.example/Ada-1)", ["Ada"], ""),
        ("HR", ["HR"], ""),
    ],
)
def test_people_of_a_cell(cell: str, people: list[str], others: str) -> None:
    """A cell can have several people; what is nobody is kept as it stands, and the user is not theirs."""
    found, left = read_people(cell, frozenset({"mia@private.example"}))
    shown = [", ".join(filter(None, (each.name and each.full_name, each.position))) for each in found]
    assert (shown, left) == (people, others)


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                (
                    "",
                    "Kettle",
                    "Interview",
                    "Ada & Bob, CTO <a@b",
                    "31.02.2026",
                    "10/4/26",
                    '"',
                    "x\ty",
                    "Rejected",
                    "=1",
                )
            )
            | st.text(max_size=12),
            max_size=9,
        ),
        max_size=6,
    ),
    st.sampled_from(
        [TEAL, HUNTR, SIMPLIFY, JOBSYNC, JOBHUNTER, NOTION, "Firma;Stelle;Status;Kontakt;Gespräch\n"]
    ),
    st.sampled_from(",;\t"),
)
def test_any_rows_are_planned_or_refused_with_a_sentence(
    rows: list[list[str]], text: str, separator: str
) -> None:
    """Whatever stands in a table, each row becomes an entry, and a second import changes nothing."""
    text += "".join(f"{separator.join(row)}\n" for row in rows)
    try:
        applications = imported(text, answers={"dates": "day-first"}, takes_all=True)
    except CallError:
        return
    for application in applications.values():
        assert application.company
        assert application.role
        assert all(isinstance(each.starts_at, Instant) for each in application.interviews)


def test_the_address_beside_an_interviewer_is_theirs() -> None:
    """Where no other column names people."""
    headings = "Company,Role,Status,Interviewer,Interviewer email"
    table = f"{headings}\nNorthwind,Baker,Interview,Jana Roth,jana@n.example\n"
    (application,) = imported(table).values()
    assert [(person.name, person.email) for person in application.people] == [("Jana Roth", "jana@n.example")]

"""Other trackers' files: what each becomes, with the traps of its format."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.person import Person
from followup_tui.errors import CallError
from followup_tui.exchange.imports.card_title import TitleOrder, company_and_role
from tests.exchange.imports.importing import imported, planned
from tests.samples import NORTHWIND, instant

if TYPE_CHECKING:
    from followup_tui.exchange.imports.plan import ImportPlan


def outcomes(plan: ImportPlan) -> list[str]:
    """Say what becomes of each entry."""
    return [item.reason or f"{item.result}: {item.title}" for item in plan.items]


GHOSTED: list[dict[str, Any]] = [
    {
        "id": "g1",
        "company": "Acme Ltd",
        "position": "Baker",
        "status": "interview",
        "date_applied": "2026-10-01T00:00:00Z",
        "contact_name": "Rosa Diaz",
        "contact_email": "rosa@acme.example",
        "job_url": "https://acme.example/jobs/7",
        "interviews": [
            {
                "date": "2026-11-18T14:00:00Z",
                "type": "video",
                "with_whom": "Rosa Diaz (Head Baker)",
                "notes": "fine",
            },
            {"date": "0001-01-01T00:00:00Z", "type": "onsite", "with_whom": "Rosa & Tom"},
        ],
        "next_follow_up": "2026-12-01T00:00:00Z",
    },
    {"id": "g2", "company": "Globex", "position": "Cook", "status": "applied"},
    {"id": "g3", "company": "Initech", "position": "Clerk", "status": "rejected"},
]


def test_ghosted() -> None:
    """People of several fields are one; an interview without a date is none, and kept in the notes."""
    after = imported(json.dumps(GHOSTED))
    acme = after["acme-ltd"]
    assert [(person.name, person.position, person.email) for person in acme.people] == [
        ("Rosa Diaz", "Head Baker", "rosa@acme.example"),
        ("Tom", "", ""),
    ]
    (interview,) = acme.interviews
    assert interview.starts_at is not None
    assert (interview.starts_at.utc, interview.said) == (instant("2026-11-18 15:00").utc, "fine")
    assert acme.notes == "Interview without a date: onsite, Rosa & Tom"
    assert (acme.stage, acme.contacts, acme.source_ids) == (Stage.INTERVIEWED, (), ("ghosted:g1",))
    assert after["initech"].outcome is Outcome.REJECTED
    assert outcomes(planned(json.dumps(GHOSTED)))[1] == "applied: no interview yet"


TRELLO: dict[str, Any] = {
    "lists": [
        {"id": "1", "name": "Applied"},
        {"id": "2", "name": "🎤 Interviewing"},
        {"id": "3", "name": "Old", "closed": True},
        {"id": "4", "name": "Rejected"},
    ],
    "cards": [
        {
            "id": "a",
            "idList": "2",
            "name": "Acme Ltd | Baker",
            "desc": "See https://acme.example/7",
            "due": "2026-12-01",
        },
        {"id": "b", "idList": "2", "name": "Cook at Globex"},
        {"id": "c", "idList": "2", "name": "Initech - Clerk", "closed": True},
        {"id": "d", "idList": "3", "name": "Hooli - Nurse"},
        {"id": "e", "idList": "4", "name": "Umbrella: Doctor"},
        {"id": "f", "idList": "2", "name": "Buy paper"},
        {"id": "g", "idList": "1", "name": "Soylent - Cook"},
    ],
    "actions": [
        {"type": "commentCard", "data": {"text": "later", "card": {"id": "a"}}},
        {"type": "commentCard", "data": {"text": "earlier", "card": {"id": "a"}}},
        {"type": "updateCard", "data": {"card": {"id": "a"}}},
    ],
}


def test_trello() -> None:
    """Company and role share the title; archived cards and lists are left; comments become notes."""
    after = imported(json.dumps(TRELLO))
    assert [(each.company, each.role) for each in after.values()] == [
        ("Acme Ltd", "Baker"),
        ("Globex", "Cook"),
        ("Umbrella", "Doctor"),
    ]
    acme = after["acme-ltd"]
    assert acme.notes == "See https://acme.example/7\n\nearlier\n\nlater"
    assert (acme.links, acme.decision_date) == (("https://acme.example/7",), None)
    assert after["umbrella"].outcome is Outcome.REJECTED
    reasons = [item.reason for item in planned(json.dumps(TRELLO)).items if item.reason]
    assert reasons == [
        "Applied: no interview yet",
        "archived card",
        "its list is archived",
        "its title names no company and role, as in Contoso | Data Engineer",
    ]


@pytest.mark.parametrize(
    ("title", "order", "expected"),
    [
        ("Acme Ltd | Baker", None, ("Acme Ltd", "Baker")),
        ("Baker @ Acme Ltd", None, ("Acme Ltd", "Baker")),
        ("Head of Data - Acme Ltd", None, ("Acme Ltd", "Head of Data")),
        ("Acme - Head of Data", None, ("Acme", "Head of Data")),
        ("Acme", None, ("", "")),
        ("- Acme", None, ("", "")),
        ("Acme - Baker", TitleOrder.ROLE_FIRST, ("Baker", "Acme")),
        ("Baker - Acme", TitleOrder.COMPANY_FIRST, ("Baker", "Acme")),
    ],
)
def test_a_title_names_company_and_role(
    title: str, order: TitleOrder | None, expected: tuple[str, str]
) -> None:
    """By a mark between them, by "at", by what reads like a position, or as the user says."""
    assert company_and_role(title, order) == expected


KANBAN = [
    {"task_id": 1, "title": "Acme Ltd - Baker", "column": 3, "creation_date": "2026-10-20T08:00:00"},
    {"task_id": 2, "title": "Buy paper", "column": 1},
]


def test_kanban_tui() -> None:
    """Nothing is taken before the user says what a title is; a column is a number."""
    (question,) = planned(json.dumps(KANBAN)).questions
    assert question.choices[0].label == "Acme Ltd is the company, Baker the role"
    plan = planned(json.dumps(KANBAN), answers={question.key: "company-role"})
    assert plan.changed == {}
    columns = {"title": "company-role", "3": "interviewed"}
    (acme,) = imported(json.dumps(KANBAN), columns=columns).values()
    assert (acme.company, acme.role, acme.stage) == ("Acme Ltd", "Baker", Stage.INTERVIEWED)


CAREER_OPS = """# Applications

| # | Date | Company | Via | Role | Score | Status | PDF | Report | Notes |
|---|------|---------|-----|------|-------|--------|-----|--------|-------|
| 1 | 2026-10-20 | Acme Ltd | Hays | **Baker** | 4.5/5 | Entrevista | ✅ | [1](r/1.md) | a --- b \\| c |
| 2 | 2026-10-21 | Globex | — | Cook | 3/5 | SKIP | ❌ | — | no |
| 3 | 2026-09-01 | Initech | — | Clerk | N/A | reddedildi | ❌ | — | fast
| 4 | 2026-09-01 | Hooli | — | Nurse | Interview | ✅ | — | short |

Notes below.
"""


def test_career_ops() -> None:
    """Columns by name, statuses of three languages; a row with a cell too few says so."""
    after = imported(CAREER_OPS)
    acme = after["acme-ltd"]
    assert (acme.role, acme.via, acme.notes, acme.stage) == (
        "Baker",
        "Hays",
        "a --- b | c",
        Stage.INTERVIEWED,
    )
    assert after["initech"].outcome is Outcome.REJECTED
    assert outcomes(planned(CAREER_OPS))[1:] == [
        "SKIP: no interview yet",
        "new: Initech, Clerk",
        "row 4 has 9 cells, the header 10",
    ]


def test_contacts_of_career_ops() -> None:
    """Without headings; they join the application at their company."""
    contacts = (
        "# name\tcompany\ttype\ttitle\tphone\temail\tlinkedin\ttracker\tnotes\n"
        "Rosa Diaz\tNorthwind\trecruiter\tTalent Partner\t+49 30 1\trosa@northwind.example\t\t1\tkind\n"
        "Tom Lee\tGlobex\tpeer\t\t\t\t\t-\t\n"
    )
    plan = planned(contacts, {"northwind": replace(NORTHWIND, people=())})
    (rosa,) = plan.changed["northwind"].people
    assert (rosa.name, rosa.position, rosa.phone) == ("Rosa Diaz", "Talent Partner", "+49 30 1")
    assert plan.items[1].reason == "no application at Globex"


JOBHUNTER = {
    "version": "1.2",
    "jobs": [{"id": 7, "company": "Acme GmbH", "title": "Bäcker", "url": "https://acme.example/7"}],
    "applications": [
        {"id": 1, "job_id": 7, "status": "interview", "interview_at": "2026-11-24T13:30:00+00:00"},
        {"id": 2, "job_id": 9, "status": "interview"},
    ],
}


def test_jobhunter() -> None:
    """Applications are joined with their jobs."""
    plan = planned(json.dumps(JOBHUNTER))
    (acme,) = plan.changed.values()
    assert (acme.company, acme.role, len(acme.interviews)) == ("Acme GmbH", "Bäcker", 1)
    assert plan.items[1].reason == "its job is not in the file"


APPLICATIONS = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
    "Question And Answers\n"
    '"11/3/26, 9:05\u202fAM",mia@private.example,,"Acme, Inc.",Baker,https://l.example/1,cv.pdf,"Years?: 6"\n'
    ",,,,,,,\n"
    '"3/11/26, 2:15 PM",mia@private.example,,Globex,Cook,https://l.example/2,,\n'
)
CONNECTIONS = (
    'Notes:\n"When exporting, some ""addresses"" may be missing, see help"\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    'Rosa 🌍,"Diaz, PhD, PMP",https://l.example/r,rosa@northwind.example,"Northwind, Inc.",Head Baker,'
    "05 Mar 2024\n"
    ",,,,,,02 Jan 2023\n"
    "Tom,Lee,https://l.example/t,,,,02 Jan 2023\n"
)
SAVED = "Saved Date,Job Url,Job Title,Company Name\n11/3/26,https://l.example/9,Cook,Hooli\n"


def test_linkedin_applications_are_listed_and_taken_only_with_all() -> None:
    """The month comes first; the address in them is the user's own."""
    assert planned(APPLICATIONS).changed == {}
    after = imported(APPLICATIONS, takes_all=True)
    assert [each.created_at for each in after.values()] == [
        instant("2026-11-03 09:05"),
        instant("2026-03-11 14:15"),
    ]
    assert [(each.people, each.interviews) for each in after.values()] == [((), ()), ((), ())]
    of_another_language = APPLICATIONS.replace("11/3/26, 9:05\u202fAM", "24.10.26, 09:05")
    (first, _) = imported(of_another_language, takes_all=True).values()
    assert first.created_at == instant("2026-10-24 09:05")


def test_linkedin_connections_complete_people_and_add_nobody() -> None:
    """Without emoji and degrees."""
    noted = {"northwind": replace(NORTHWIND, people=(Person("p1", "Rosa Diaz"),))}
    (rosa,) = imported(CONNECTIONS, noted)["northwind"].people
    assert (rosa.name, rosa.position, rosa.email) == ("Rosa Diaz", "Head Baker", "rosa@northwind.example")
    assert planned(CONNECTIONS, {"northwind": replace(NORTHWIND, people=())}).changed == {}


def test_a_degree_without_a_comma_is_no_part_of_the_name() -> None:
    """Several of them."""
    noted = {"northwind": replace(NORTHWIND, people=(Person("p1", "Rosa Diaz"),))}
    text = CONNECTIONS.replace('"Diaz, PhD, PMP"', "Diaz Ph.D. MBA")
    assert imported(text, noted)["northwind"].people[0].position == "Head Baker"


def archive(**files: str | bytes) -> bytes:
    """Pack files into a zip, below a folder."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(f"Export/{name}.csv", content)
    return target.getvalue()


def test_an_archive_is_read_without_what_is_none_of_ours() -> None:
    """Each file by its own kind."""
    data = archive(a=APPLICATIONS, b=CONNECTIONS, c=SAVED, d="Profile\x00", e="Skills\nBaking\n")
    assert len(planned(data, takes_all=True).changed) == 2


def test_archives_that_cannot_be_read_are_a_sentence() -> None:
    """Cut off, too large when unpacked, with nothing of ours."""
    for data, sentence in (
        (archive(a=APPLICATIONS)[:-40], "damaged archive"),
        (archive(a=b"\0" * (65 << 20)), "more than 64 MB, unpacked"),
        (archive(a="nothing"), "what kind of file"),
    ):
        with pytest.raises(CallError, match=sentence):
            planned(data)


def test_an_import_never_takes_back_what_is_noted() -> None:
    """A stage never moves backwards, filled fields stay, an ended one stays ended."""
    noted = replace(
        NORTHWIND,
        id="acme-ltd",
        company="Acme Ltd.",
        role="baker",
        stage=Stage.CLOSED,
        outcome=Outcome.REJECTED,
        closed_at=instant("2026-11-20"),
        via="Randstad",
        interviews=(),
        people=(),
        notes="mine",
    )
    acme = imported(json.dumps(GHOSTED), {"acme-ltd": noted})["acme-ltd"]
    assert (acme.stage, acme.outcome, acme.via) == (Stage.CLOSED, Outcome.REJECTED, "Randstad")
    assert acme.notes.startswith("mine\n")
    assert len(acme.interviews) == 1


@pytest.mark.parametrize("text", ["Rosa Diaz", "rosa@acme.example", "Head Baker", "Rosa & Tom", "fine", "g1"])
@pytest.mark.parametrize("sign", ["\x7f", "\u200b", "\u202e", "\x00", "\x9f"])
def test_signs_that_are_not_kept_make_nothing_another(text: str, sign: str) -> None:
    """A name, an address or an id with one is known the second time: `imported` checks it."""
    changed = json.dumps(GHOSTED).replace(text, f"{text[:3]}{json.dumps(sign)[1:-1]}{text[3:]}")
    imported(changed)


FILES = [json.dumps(GHOSTED), json.dumps(TRELLO), json.dumps(KANBAN), CAREER_OPS, json.dumps(JOBHUNTER)]
FILES += [APPLICATIONS, CONNECTIONS, SAVED]


@given(st.data())
def test_no_file_breaks_a_reader(data: st.DataObject) -> None:
    """Any piece of it may be missing, doubled or changed; what is then imported is there the second time."""
    original = data.draw(st.sampled_from(FILES))
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 40)))
    piece = data.draw(st.text(max_size=6) | st.sampled_from(["null", "[]", "{}", '"x"', "1e999", "|", "\t"]))
    mutated = original[:start] + piece + original[end:]
    try:
        plan = planned(mutated, takes_all=True)
    except CallError:
        return
    again = planned(mutated, plan.changed, takes_all=True)
    assert again.changed == {}

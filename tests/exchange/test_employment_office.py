"""The table for an employment office: what was done, by day; nothing that is the user's own business."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Channel, ContactKind
from followup_tui.domain.interview import InterviewKind
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.exchange.employment_office import export_employment_office
from tests.every_field import whole_applications
from tests.samples import NORTHWIND, NOW, ahead, held, instant, received, sent, today

TODAY = today(f"{NOW:%Y-%m-%d %H:%M}")

SEARCH = [
    replace(
        NORTHWIND,
        via="Hays",
        stage=Stage.CLOSED,
        outcome=Outcome.REJECTED,
        closed_at=instant("2026-11-21"),
        people=(Person("p1", "Jana Novák", "Dr."),),
        interviews=(
            replace(held("2026-11-02 10:00"), people=("p1",), kind=InterviewKind.VIDEO, said="72,000"),
            replace(held("2026-11-05 10:00", 2), missed=True),
            replace(held("2026-11-06 10:00", 3), cancelled_by=Party.THEM),
        ),
        contacts=(
            replace(sent("2026-11-03", ContactKind.THANK_YOU), person="p1", note="Private"),
            replace(received("2026-11-04"), note="Please send references"),
            replace(sent("2026-11-12"), channel=Channel.PHONE),
        ),
        promises=(
            Promise("1", "send references", done_at=instant("2026-11-07")),
            Promise("2", "call on Tuesday", Party.THEM, done_at=instant("2026-11-08")),
        ),
        notes="Private",
    ),
    replace(NORTHWIND, id="acme", company="=Acme", interviews=(ahead("2026-11-30 10:00"),)),
    replace(
        NORTHWIND,
        id="solvex",
        company="Solvex",
        offer=Offer(
            instant("2026-11-09"),
            decision=OfferState.DECLINED,
            settled_at=instant("2026-11-10"),
            terms=("90",),
        ),
        contacts=(sent("2026-10-31", ContactKind.OTHER),),
    ),
]


def rows(text: str, separator: str = ",") -> list[list[str]]:
    """Return the rows as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator))


def test_each_thing_done_is_a_row() -> None:
    """Interviews held, what was sent, promises and answers, by day; not what they did, nor what is ahead."""
    role, rejected = "Data engineer (via Hays)", "rejected, 2026-11-21"
    assert rows(export_employment_office(SEARCH, TODAY)) == [
        ["Date", "Company", "Role", "What was done", "Outcome"],
        ["2026-10-31", "Solvex", "Data engineer", "Message (by email)", "open"],
        ["2026-11-02", "Northwind", role, "Interview (by video, Dr. Jana Novák)", rejected],
        ["2026-11-03", "Northwind", role, "Thank-you (by email, Dr. Jana Novák)", rejected],
        ["2026-11-05", "Northwind", role, "Interview, which they did not keep", rejected],
        ["2026-11-07", "Northwind", role, "Kept a promise: send references", rejected],
        ["2026-11-10", "Solvex", "Data engineer", "Offer declined", "open"],
        ["2026-11-12", "Northwind", role, "Follow-up (by phone)", rejected],
    ]


def test_it_is_in_german_where_the_letters_are() -> None:
    """Words, dates and the separator are those that a spreadsheet there expects."""
    text = export_employment_office(SEARCH, TODAY, "de-informal", date(2026, 11, 12), date(2026, 11, 12))
    assert text.startswith("\ufeff")
    assert rows(text, ";") == [
        ["Datum", "Arbeitgeber", "Stelle", "Was unternommen wurde", "Ergebnis"],
        [
            "12.11.2026",
            "Northwind",
            "Data engineer (über Hays)",
            "Nachfrage zum Stand der Bewerbung (telefonisch)",
            "Absage, 21.11.2026",
        ],
    ]


def test_both_days_are_listed() -> None:
    """A month from its first to its last day."""
    listed = rows(export_employment_office(SEARCH, TODAY, "en", date(2026, 11, 3), date(2026, 11, 7)))
    assert [row[0] for row in listed[1:]] == ["2026-11-03", "2026-11-05", "2026-11-07"]


def test_what_stands_ahead_is_the_outcome_of_today() -> None:
    """An open offer before an interview; a formula stays a text."""
    now = replace(SEARCH[1], contacts=(sent("2026-11-20"),))
    assert rows(export_employment_office([now], TODAY))[1] == [
        *("2026-11-20", "'=Acme", "Data engineer", "Follow-up (by email)", "interview on 2026-11-30")
    ]
    offered = replace(now, offer=Offer(instant("2026-11-20")))
    assert rows(export_employment_office([offered], TODAY))[1][4] == "offer received"


@given(whole_applications())
def test_every_application_makes_whole_rows(application: Application) -> None:
    """Five cells a row in either language, whatever there is, and no text of the user's own."""
    private = replace(application, notes="SECRET", unasked=("SECRET",))
    for language, separator in (("en", ","), ("de", ";")):
        text = export_employment_office([private], TODAY, language)
        assert {len(row) for row in rows(text, separator)} == {5}
        assert "SECRET" not in text

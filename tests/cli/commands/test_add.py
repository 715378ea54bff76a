"""`followup add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import shown

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


def test_an_interview_is_recorded_with_people_and_date(followup: Followup) -> None:
    """One call records the whole of it, and the confirmation says what was understood."""
    result = followup(
        *("add", "Northwind", "Data engineer", "--at", "10:00", "--decision", "fri"),
        *("--person", "Dr. Jana Novák, Head of Data <jana@northwind.example>", "--person", "Bob Lee"),
    )
    assert result.code == 0
    assert result.err == ""
    assert result.out == (
        "Recorded Northwind, Data engineer. Its id is northwind.\n"
        "Interview ended today 10:00, with Dr. Jana Novák, Bob Lee.\n"
        "They decide by Fri 27 Nov (in 4 days).\n"
        "While it is fresh: followup checklist northwind\n"
    )
    application = shown(followup)
    assert application["decision_date"] == "2026-11-27"
    assert application["interviews"] == [
        {
            "id": "i1",
            "kind": None,
            "state": "held",
            "starts_at": None,
            "ends_at": None,
            "ended_at": "2026-11-23T10:00:00+01:00",
            "moved_from": [],
            "cancelled_by": None,
            "place": None,
            "link": None,
            "people": ["p1", "p2"],
            "said": None,
            "reflection": None,
            "missed": False,
            "cancelled_at": None,
            "moves": [],
            "calendar": None,
            "zones": {"ended_at": "Europe/Berlin"},
        }
    ]
    assert [person["email"] for person in application["people"]] == ["jana@northwind.example", None]


@pytest.mark.parametrize(
    ("when", "message", "moment"),
    [
        (None, "ended today 14:02.", "2026-11-23T14:02:00+01:00"),
        ("today", "ended today 14:02.", "2026-11-23T14:02:00+01:00"),
        ("yesterday", "ended yesterday 17:00 (no time given: 17:00 is taken).", "2026-11-22T17:00:00+01:00"),
        ("fri", "starts Fri 27 Nov 09:00 (no time given: 09:00 is taken).", "2026-11-27T09:00:00+01:00"),
        ("-3d", "ended Fri 20 Nov 17:00 (no time given: 17:00 is taken).", "2026-11-20T17:00:00+01:00"),
        ("tomorrow 14:30", "starts tomorrow 14:30.", "2026-11-24T14:30:00+01:00"),
        (
            "2026-11-20T10:00-05:00",
            "ended Fri 20 Nov 16:00, 10:00 UTC-5 = 16:00 your time (Europe/Berlin).",
            "2026-11-20T16:00:00+01:00",
        ),
        (
            "fri 2pm PST",
            "starts Fri 27 Nov 23:00, 2pm PST = 23:00 your time (Europe/Berlin).",
            "2026-11-27T23:00:00+01:00",
        ),
        (
            "Thu Nov 26, 2026 2pm \N{EN DASH} 3pm (CET)",
            "starts Thu 26 Nov 14:00, until 15:00.",
            "2026-11-26T14:00:00+01:00",
        ),
        ("today 13-14 Uhr", "started today 13:00, until 14:00.", "2026-11-23T14:00:00+01:00"),
        (
            "tomorrow afternoon",
            "starts tomorrow 15:00 (no time given: 15:00 is taken).",
            "2026-11-24T15:00:00+01:00",
        ),
    ],
)
def test_a_day_without_a_time_is_taken_as_said(
    followup: Followup, when: str | None, message: str, moment: str
) -> None:
    """What was assumed about the time stands in the confirmation."""
    result = followup("add", "A", "B", *(() if when is None else ("--at", when)))
    assert f"Interview {message}" in result.out
    (interview,) = shown(followup, "a")["interviews"]
    assert (interview["ended_at"] or interview["starts_at"]) == moment
    assert (interview["ended_at"] is None) == ("starts" in message)


def test_two_of_one_company_get_two_ids(northwind: Followup) -> None:
    """The second application has a number, and the beginning both share is the first one's id."""
    northwind("add", "Northwind", "Analyst")
    assert shown(northwind, "northwind-2")["role"] == "Analyst"
    assert shown(northwind, "northwind")["role"] == "Data engineer"
    refused = northwind("show", "north")
    assert (refused.code, refused.out) == (2, "")
    assert "northwind, northwind-2" in refused.err

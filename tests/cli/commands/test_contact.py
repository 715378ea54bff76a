"""`followup contact`, and what is said of a contact that came too early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import shown

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup


DAY = 86_400


def test_a_contact_is_noted(northwind: Followup) -> None:
    """Kind and channel have defaults, may be abbreviated, and a weekday is the latest one."""
    result = northwind("contact", "northwind", "rec", "--by", "ph", "mess", "--at", "sat", "--person", "bob")
    assert result.out == (
        "Northwind: a call received from Bob Lee, Sat 21 Nov 17:00 (no time given: 17:00 is taken).\n"
    )
    northwind("contact", "northwind", "sent")
    assert shown(northwind)["contacts"] == [
        {
            "id": "c1",
            "at": "2026-11-21T17:00:00+01:00",
            "direction": "received",
            "kind": "message",
            "channel": "phone",
            "person": "p2",
            "note": None,
            "needs_answer": False,
        },
        {
            "id": "c2",
            "at": "2026-11-23T14:02:00+01:00",
            "direction": "sent",
            "kind": "other",
            "channel": "email",
            "person": None,
            "note": None,
            "needs_answer": False,
        },
    ]


def test_a_contact_that_lies_ahead_or_with_nobody_is_refused(northwind: Followup) -> None:
    """Only what happened is a contact, and only with somebody who is noted."""
    assert northwind("contact", "northwind", "sent", "--at", "tomorrow").code == 2
    refused = northwind("contact", "northwind", "sent", "--person", "Zoe")
    assert refused.code == 2
    assert "There is Dr. Jana Novák, Bob Lee" in refused.err
    assert shown(northwind)["contacts"] == []


def test_a_contact_that_comes_too_early_is_noted_and_said(thanked: Followup) -> None:
    """It is in the file, stderr says why it was early, from when it is fine, and how to take it back."""
    result = thanked("contact", "northwind", "sent", "follow-up")
    assert result.code == 0
    assert result.out.startswith("Northwind: a follow-up sent by email, today 14:02.")
    assert result.err == (
        "followup: Noted, but the guard speaks against it. They decide by Fri 27 Nov; before that it is too "
        "early. If nothing comes, from Tue 1 Dec a follow-up is fine. followup undo takes the note back\n"
    )
    assert len(thanked("show", "northwind", "--json").json["contacts"]) == 2
    assert "a follow-up sent" in thanked("undo").out


@pytest.mark.parametrize(
    ("contact", "message"),
    [
        (("sent", "follow-up"), "Leave them time: from Wed 9 Dec a follow-up is fine."),
        (("sent", "--by", "phone"), "Leave them time"),
        (("sent", "thank-you"), ""),
        (("received",), ""),
        (
            ("sent", "follow-up", "--at", "2026-11-25 12:00"),
            "As of Wed 25 Nov 12:00: They decide by Fri 27 Nov; ",
        ),
        (("sent", "follow-up", "--at", "2026-12-01 12:00"), ""),
    ],
)
def test_the_guard_is_asked_as_of_the_contact(
    overdue: Followup, clock: time_machine.Traveller, contact: tuple[str, ...], message: str
) -> None:
    """Kind and way count, and of what is noted later only what had happened by then."""
    first = overdue("contact", "northwind", "sent", "follow-up")
    assert first.err == ""
    assert first.out.startswith("Northwind: a follow-up sent")
    clock.shift(DAY)
    result = overdue("contact", "northwind", *contact)
    assert result.code == 0
    assert message in result.err
    assert bool(message) == bool(result.err)


def test_one_too_many_is_never_fine_by_waiting(overdue: Followup, clock: time_machine.Traveller) -> None:
    """Where only they can change the answer, no day is named."""
    overdue("contact", "northwind", "sent", "follow-up")
    clock.shift(8 * DAY)
    assert overdue("contact", "northwind", "sent", "follow-up").err == ""
    clock.shift(2 * DAY)
    third = overdue("contact", "northwind", "sent", "follow-up", "--json")
    assert "close to harassing" in third.err
    assert "No day by itself makes it fine." in third.err
    assert len(third.json["contacts"]) == 4


def test_before_an_interview_the_day_after_it_is_named(followup: Followup) -> None:
    """The answer at the end of a wait can be another wait: it is followed to the day on which it is fine."""
    followup("add", "Acme", "Backend", "--at", "tomorrow 15:00")
    result = followup("contact", "acme", "sent", "follow-up")
    assert "You meet them tomorrow 15:00" in result.err

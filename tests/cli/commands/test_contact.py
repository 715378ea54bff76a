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
    """Kind and way have defaults, may be abbreviated, and a weekday is the latest one."""
    result = northwind("contact", "northwind", "rec", "--by", "ph", "not", "--at", "sat", "--person", "bob")
    assert result.out == (
        "Northwind: Bob Lee called with a notice, Sat 21 Nov 17:00 (no time given: 17:00 is taken).\n"
    )
    northwind("contact", "northwind", "sent")
    assert shown(northwind)["contacts"] == [
        {
            "id": "c1",
            "at": "2026-11-21T17:00:00+01:00",
            "direction": "received",
            "kind": "notice",
            "channel": "phone",
            "person": "p2",
            "note": None,
            "needs_answer": False,
            "settled": False,
            "message_id": None,
            "zones": {"at": "Europe/Berlin"},
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
            "settled": False,
            "message_id": None,
            "zones": {"at": "Europe/Berlin"},
        },
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("received",), "Northwind: they wrote by email, today 14:02."),
        (("received", "notice"), "Northwind: a notice came by email, today 14:02."),
        (("received", "--by", "phone", "--person", "jana"), "Northwind: Dr. Jana Novák called, today 14:02."),
        (("received", "invitation"), "To plan the interview: followup interview northwind --at WHEN"),
        (
            ("received", "invitation", "--person", "jana"),
            'followup interview northwind --at WHEN --person "Dr. Jana Novák"',
        ),
        (("received", "rejection", "--by", "letter"), "Northwind: a rejection came by letter, today 14:02."),
        (("received", "rejection"), "To close it: followup close northwind rejected"),
        (("received", "offer"), "To note what they offer: followup offer northwind --answer-by WHEN"),
        (("received", "message"), "If it needs no answer: followup contact northwind --settled c1"),
        (("sent", "--by", "phone"), "Northwind: you called them, today 14:02."),
        (
            ("sent", "thank-you", "--person", "jana", "--person", "bob"),
            "to Dr. Jana Novák and Bob Lee by email, today 14:02.\nIt stands in Thanked now.",
        ),
    ],
)
def test_what_was_noted_is_said_and_what_can_be_done_about_it(
    northwind: Followup, words: tuple[str, ...], said: str
) -> None:
    """Who did what by which channel; then one line with the command that may come next."""
    result = northwind("contact", "northwind", *words)
    assert result.code == 0
    assert said in result.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("received", "reply"), "It is one of message, notice, invitation, rejection, offer"),
        (("sent", "invitation"), "It is one of thank-you, follow-up, reply, other"),
        ((), "Something is missing: sent or received"),
        (("--edit", "c1", "thank-you", "notice"), "is not sent or received"),
        (("--edit", "c1", "thank-you"), "It is one of message, notice, invitation, rejection, offer"),
        (("--edit", "c9"), "There is no contact 'c9' at Northwind. The latest are c1"),
        (("--edit", "c1", "--person", "jana", "--person", "bob"), "A contact is with one person"),
        (("--edit", "c1", "--remove", "c1"), "not allowed with"),
        (("--remove", "c1", "--note", "x"), "take nothing but the contact"),
        (("--settled", "c1", "--by", "phone"), "take nothing but the contact"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_does(
    northwind: Followup, words: tuple[str, ...], sentence: str
) -> None:
    """Nothing is noted or changed."""
    northwind("contact", "northwind", "received")
    before = shown(northwind)["contacts"]
    refused = northwind("contact", "northwind", *words)
    assert refused.code == 2
    assert sentence in refused.err
    assert shown(northwind)["contacts"] == before


def test_a_contact_for_each_person_is_one_step(northwind: Followup) -> None:
    """Each has its own; one undo takes all of them back."""
    northwind("contact", "northwind", "sent", "thank-you", "--person", "jana", "--person", "bob")
    assert [(each["id"], each["person"]) for each in shown(northwind)["contacts"]] == [
        ("c1", "p1"),
        ("c2", "p2"),
    ]
    northwind("undo")
    assert shown(northwind)["contacts"] == []


def test_only_what_is_given_is_corrected(northwind: Followup) -> None:
    """The rest stays; another direction takes its usual kind; a person can be taken off."""

    def contact(*words: str) -> tuple[object, ...]:
        result = northwind("contact", "northwind", "--edit", "c1", *words)
        assert result.code == 0, result.err
        (only,) = shown(northwind)["contacts"]
        return tuple(only[key] for key in ("direction", "kind", "channel", "person", "note", "at"))

    northwind("contact", "northwind", "received", "--note", "Soon", "--person", "bob")
    noon = "2026-11-23T14:02:00+01:00"
    assert contact("--by", "phone") == ("received", "message", "phone", "p2", "Soon", noon)
    assert contact("invitation") == ("received", "invitation", "phone", "p2", "Soon", noon)
    assert contact("received", "notice", "--note", "") == ("received", "notice", "phone", "p2", None, noon)
    assert contact("sent") == ("sent", "other", "phone", "p2", None, noon)
    earlier = "2026-11-23T09:00:00+01:00"
    assert contact("--at", "9:00", "--person", "") == ("sent", "other", "phone", None, None, earlier)
    assert "Nothing changed" in northwind("contact", "northwind", "--edit", "c1", "sent").out


def test_a_contact_is_settled_and_removed(northwind: Followup) -> None:
    """A message needs no answer without one being invented; a contact can go, not only as the last step."""
    northwind("contact", "northwind", "received")
    northwind("contact", "northwind", "sent", "thank-you")
    assert shown(northwind)["stage"] == "thanked"
    settled = northwind("contact", "northwind", "--settled", "c1")
    assert settled.out == "Northwind: no answer needed (they wrote by email).\n"
    removed = northwind("contact", "northwind", "--remove", "c2")
    assert removed.out == (
        "Northwind: contact removed (you sent a thank-you by email).\nIt stands in Interviewed now.\n"
    )
    assert [each["id"] for each in shown(northwind)["contacts"]] == ["c1"]
    northwind("contact", "northwind", "received", "notice")
    refused = northwind("contact", "northwind", "--settled", "c2")
    assert (refused.code, "c2 waits for no answer" in refused.err) == (2, True)


def test_something_received_on_a_closed_card_says_how_it_lives_again(northwind: Followup) -> None:
    """Nothing is refused silently; a rejection only confirms that it is closed."""
    northwind("close", "northwind", "silent")
    assert "followup reopen northwind" in northwind("contact", "northwind", "received").out
    assert "followup reopen northwind" in northwind("contact", "northwind", "received", "invitation").out
    rejection = northwind("contact", "northwind", "received", "rejection").out
    assert "reopen" not in rejection
    assert "followup close" not in rejection


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
    assert result.out.startswith("Northwind: you sent a follow-up by email, today 14:02.")
    assert result.err == (
        "followup: Noted. The day they named has not come yet."
        " That was early: from Tue 1 Dec it would have been fine. followup undo takes the note back\n"
    )
    assert len(thanked("show", "northwind", "--json").json["contacts"]) == 2
    assert "you sent a follow-up" in thanked("undo").out


@pytest.mark.parametrize(
    ("contact", "message"),
    [
        (
            ("sent", "follow-up"),
            "You followed up not long ago. That was early: from Wed 9 Dec it would have been fine.",
        ),
        (("sent", "--by", "phone"), "That was early: from Wed 9 Dec it would have been fine."),
        (("sent", "thank-you"), ""),
        (("received",), ""),
        (
            ("sent", "follow-up", "--at", "2026-11-25 12:00"),
            "That was early: from Tue 1 Dec it would have been fine.",
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
    assert first.out.startswith("Northwind: you sent a follow-up")
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
    assert "One more is more likely to hurt than to help." in third.err
    assert "fine" not in third.err
    assert len(third.json["contacts"]) == 4


def test_before_an_interview_the_day_after_it_is_named(followup: Followup) -> None:
    """The answer at the end of a wait can be another wait: it is followed to the day on which it is fine."""
    followup("add", "Acme", "Backend", "--at", "tomorrow 15:00")
    result = followup("contact", "acme", "sent", "follow-up")
    assert "from 15:00 tomorrow it would have been fine" in result.err

"""What speaks against one contact, and from when nothing would."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from tests.samples import NORTHWIND, ahead, held, instant, received, sent, today

EMAIL, PHONE = Channel.EMAIL, Channel.PHONE
FOLLOW_UP, OTHER = ContactKind.FOLLOW_UP, ContactKind.OTHER

THANKED = replace(
    NORTHWIND,
    stage=Stage.WAITING,
    decision_date=date(2026, 11, 27),
    interviews=(held("2026-11-23 10:00"),),
    contacts=(sent("2026-11-23 13:00", ContactKind.THANK_YOU),),
)
ONCE = THANKED.with_contact(sent("2026-12-02"))
TWICE = ONCE.with_contact(sent("2026-12-11"))
MEETING = replace(NORTHWIND, interviews=(ahead("2026-11-24 15:00"),))
CHOSEN = replace(MEETING, decision_date=date(2026, 11, 27))
EARLY = "The day they named has not come yet. That is early: from"


def contact(text: str, kind: ContactKind = FOLLOW_UP, channel: Channel = EMAIL) -> Contact:
    """Return a contact that the user made then."""
    return Contact(instant(text), Direction.SENT, kind, channel)


@pytest.mark.parametrize(
    ("application", "contact", "said", "fine"),
    [
        pytest.param(THANKED, contact("2026-11-23 14:00"), EARLY, "Tue 1 Dec", id="their date lies ahead"),
        pytest.param(
            THANKED, contact("2026-11-28"), "only just passed", "Tue 1 Dec", id="their date has passed"
        ),
        pytest.param(THANKED, contact("2026-11-30"), "only just passed", "tomorrow", id="a day early"),
        pytest.param(THANKED, contact("2026-12-01"), "", "", id="in time"),
        pytest.param(THANKED, contact("2026-11-24", OTHER), EARLY, "Sat 28 Nov", id="another letter"),
        pytest.param(THANKED, contact("2026-11-28", OTHER), "", "", id="another letter, after their date"),
        pytest.param(THANKED, contact("2026-11-24", ContactKind.THANK_YOU), "", "", id="a thank-you"),
        pytest.param(THANKED, contact("2026-11-24", ContactKind.REPLY), "", "", id="an answer"),
        pytest.param(THANKED, received("2026-11-24"), "", "", id="what they sent"),
        pytest.param(
            THANKED, contact("2026-11-24", OTHER, PHONE), "Write first, and call only if", "", id="a call"
        ),
        pytest.param(THANKED, contact("2026-12-02", OTHER, PHONE), "Write first", "", id="a late call"),
        pytest.param(ONCE, contact("2026-12-03"), "not long ago", "Wed 9 Dec", id="too soon after one"),
        pytest.param(
            ONCE, contact("2026-12-03", OTHER, PHONE), "not long ago", "Wed 9 Dec", id="a call after one"
        ),
        pytest.param(TWICE, contact("2026-12-21"), "more likely to hurt", "", id="one too many"),
        pytest.param(
            MEETING, contact("2026-11-23"), "You meet them", "15:00 tomorrow", id="before an interview"
        ),
        pytest.param(CHOSEN, contact("2026-11-23"), "You meet them", "Tue 1 Dec", id="a wait after a wait"),
        pytest.param(TWICE, contact("2026-11-24"), EARLY, "Tue 1 Dec", id="what came later does not count"),
        pytest.param(
            THANKED.with_contact(received("2026-11-24 09:00")), contact("2026-11-24"), "", "", id="it is owed"
        ),
        pytest.param(
            THANKED.with_contact(received("2026-11-24 13:00")),
            contact("2026-11-24"),
            EARLY,
            "Tue 1 Dec",
            id="not yet",
        ),
        pytest.param(
            replace(THANKED, stage=Stage.CLOSED), contact("2026-11-24"), "closed", "", id="it is over"
        ),
        pytest.param(
            replace(THANKED, stage=Stage.CLOSED), contact("2026-11-24", OTHER), "", "", id="nothing at stake"
        ),
    ],
)
def test_what_speaks_against_a_contact(
    application: Application, contact: Contact, said: str, fine: str
) -> None:
    """The reason as of the contact, and the day on which it would be fine, named once."""
    now = today("2026-11-23").at(contact.at.local())
    found = contact_warning(application, contact, (application,), now)
    assert said in found
    assert bool(found) == bool(said)
    assert found.count(fine) == 1 or not fine, found
    dates = [day for day in ("Nov", "Dec", "tomorrow", "yesterday") if day in found]
    assert len(dates) <= 1, found
    assert contact_warning(application, contact, (), now) == found


def test_a_contact_noted_later_is_judged_as_of_then() -> None:
    """One date, as of today: from when it would have been fine."""
    late, now = contact("2026-11-30"), today("2026-12-12")
    assert contact_warning(TWICE, late, (TWICE,), now) == (
        "That was early: from Tue 1 Dec it would have been fine."
    )


def test_what_went_to_the_company_before_counts() -> None:
    """A follow-up for another application counts from when it was sent, not before."""
    other = replace(ONCE, id="northwind-2")
    assert "not long ago" in contact_warning(
        THANKED, contact("2026-12-03"), (THANKED, other), today("2026-12-03")
    )
    assert contact_warning(THANKED, contact("2026-12-01"), (THANKED, other), today("2026-12-03")) == ""

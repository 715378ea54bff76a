"""`followup offer`: noted, changed, shown, answered; and the letters about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import shown

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup


@pytest.fixture
def offered(northwind: Followup) -> Followup:
    """The program, with an offer that Bob made by phone."""
    result = northwind(
        *("offer", "northwind", "--answer-by", "fri", "--term", "salary 72,000"),
        *("--term", "start 1 March", "--by", "phone", "--person", "bob"),
    )
    assert result.code == 0, result.err
    return northwind


def test_an_offer_is_noted_with_its_contact(offered: Followup) -> None:
    """A day means its end; by phone means that it is not in writing."""
    card = shown(offered)
    assert card["offer"] == {
        "received_at": "2026-11-23T14:02:00+01:00",
        "answer_by": "2026-11-27T23:59:00+01:00",
        "terms": ["salary 72,000", "start 1 March"],
        "state": "open",
        "verbal": True,
        "decision": "open",
        "settled_at": None,
        "zones": {"received_at": "Europe/Berlin", "answer_by": "Europe/Berlin"},
    }
    assert [(c["kind"], c["channel"], c["person"]) for c in card["contacts"]] == [("offer", "phone", "p2")]


def test_an_offer_is_changed_and_shown(offered: Followup) -> None:
    """The same label replaces a term; without options the offer is shown, with what to do."""
    changed = offered("offer", "northwind", "--term", "salary 75,000", "--written")
    assert changed.out.splitlines()[0] == (
        "Northwind: offer changed. Open, answer by Fri 27 Nov, in 4 days. salary 75,000, start 1 March."
    )
    assert offered("offer", "northwind").out == (
        "Northwind: Open, answer by Fri 27 Nov, in 4 days.\n  salary 75,000\n  start 1 March\n"
        "Thank them: followup draft northwind offer-thanks\n"
    )
    assert len(shown(offered)["contacts"]) == 1
    assert offered("offer", "northwind", "--answer-by", "unknown").code == 0
    assert shown(offered)["offer"]["answer_by"] is None


def test_a_verbal_offer_warns(offered: Followup) -> None:
    """Until it is in writing, each word about it says so."""
    assert "Do not resign from your job before it is" in offered("offer", "northwind").out
    assert "Do not resign from your job before it is" in offered("offer", "northwind", "--accepted").out


def test_accepting_prints_the_list_with_its_commands(offered: Followup) -> None:
    """Each line is a command that works, and the list is there again whenever it is asked for."""
    offered("add", "Acme", "Backend", "--at", "-3d", "--person", "Ann Roe")
    accepted = offered("offer", "northwind", "--accepted", "--written").out
    assert accepted == (
        "Northwind: offer accepted; closed as hired.\n"
        "Accept in writing (to Bob Lee): followup draft northwind accept\n"
        "Withdraw from Acme (to Ann Roe): followup draft acme withdraw, then followup close acme withdrawn\n"
        "Thank Dr. Jana Novák, if they helped: followup draft northwind hired-thanks --person p1\n"
        "Thank Bob Lee, if they helped: followup draft northwind hired-thanks --person p2\n"
        "For your first day: followup dossier northwind\n"
    )
    assert shown(offered)["outcome"] == "hired"
    assert accepted.partition("\n")[2] in offered("offer", "northwind").out
    letter = offered("draft", "northwind", "accept")
    assert "To: Bob Lee" in letter.out
    assert "[[the terms, as they said them: salary 72,000; start 1 March]]" in letter.out
    assert "followup: do not resign from your job before you have it in writing\n" in letter.err
    thanks = offered("draft", "northwind", "hired-thanks", "--person", "p1")
    assert "I have accepted the role of Data engineer and look forward to working at Northwind." in thanks.out
    offered("close", "acme", "withdrawn")
    assert "Acme" not in offered("offer", "northwind").out


def test_declined_and_withdrawn(offered: Followup) -> None:
    """Declining closes as declined; what they withdraw closes nothing, and says what would."""
    withdrawn = offered("offer", "northwind", "--withdrawn").out
    assert "followup close northwind rejected" in withdrawn
    assert shown(offered)["stage"] != "closed"
    assert offered("undo").code == 0
    declined = offered("offer", "northwind", "--declined").out
    assert "followup draft northwind decline" in declined
    assert shown(offered)["outcome"] == "declined"
    assert "decided not to accept" in offered("draft", "northwind").out


def test_a_lapsed_offer_says_so_and_asks(offered: Followup, clock: time_machine.Traveller) -> None:
    """The moment passed: the letter asks whether it still stands."""
    clock.shift(5 * 86_400)
    assert "Lapsed, an answer was due yesterday" in offered("offer", "northwind").out
    assert "If the offer still stands" in offered("draft", "northwind").out
    assert offered("draft", "northwind", "negotiate").code == 2


def test_the_letters_are_answers_to_whoever_offered(offered: Followup) -> None:
    """The first one says by when the answer comes, and asks for the offer in writing."""
    first = offered("draft", "northwind")
    assert first.out.startswith("To: Bob Lee")
    assert "will answer by Friday 27 November." in first.out
    assert "send it to me in writing" in first.out
    asked = offered("draft", "northwind", "ask-for-time")
    assert "My answer is due by Friday 27 November." in asked.out
    terms = "You offer [[the terms, as they said them: salary 72,000; start 1 March]]."
    assert terms in offered("draft", "northwind", "negotiate").out


def test_what_does_not_fit_is_refused(northwind: Followup) -> None:
    """No letter accepts what was not offered, and a closed card is put back first."""
    refused = northwind("draft", "northwind", "accept")
    assert (refused.code, "No offer from Northwind is noted" in refused.err) == (2, True)
    assert northwind("offer", "northwind").out.startswith("No offer from Northwind is noted.")
    assert northwind("offer", "northwind", "--accepted", "--declined").code == 2
    assert northwind("offer", "northwind", "--term", " ").code == 2
    assert northwind("offer", "northwind", "--answer-by", "").code == 2
    northwind("close", "northwind", "rejected")
    closed = northwind("offer", "northwind", "--answer-by", "fri")
    assert (closed.code, "followup reopen northwind, puts it back" in closed.err) == (2, True)

"""`followup why`: what now, and may I write?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.cells import text_width
from followup_tui.cli.width import wrap

if TYPE_CHECKING:
    from pathlib import Path

    import time_machine

    from tests.cli.conftest import Followup

DAY = 86_400


def test_why_is_a_document_for_scripts(northwind: Followup, clock: time_machine.Traveller) -> None:
    """A moment carries its offset, a day is a day, and what no time bounds is null."""
    keys = ["id", "verdict", "move", "rule", "until", "used", "allowed", "reason"]
    thanks = northwind("why", "north", "--json").json
    assert list(thanks) == keys
    assert thanks == {
        "id": "northwind",
        "verdict": "act",
        "move": "thank-you",
        "rule": "R1",
        "until": "2026-11-24T10:00:00+01:00",
        "used": 0,
        "allowed": 2,
        "reason": "Thank Dr. Jana Novák and Bob Lee by 10:00 tomorrow.",
    }
    northwind("contact", "northwind", "sent", "thank-you")
    clock.shift(3 * DAY)
    early = northwind("why", "northwind", "--json").json
    assert (early["verdict"], early["rule"], early["until"]) == ("stop", "R8", "2026-12-01")
    northwind("close", "northwind", "silent")
    closed = northwind("why", "northwind", "--json").json
    assert (closed["verdict"], closed["move"], closed["until"]) == ("may", "none", None)
    assert closed["rule"] is None


def test_why_names_no_rule_where_none_applies(northwind: Followup) -> None:
    """A closed application is answered without a rule and without a source."""
    northwind("close", "northwind", "silent")
    assert northwind("why", "northwind").out == (
        "Northwind, Data engineer (northwind)\n"
        "\n"
        "May I write now? You may, but nothing is due.\n"
        "It is closed: nothing is due.\n"
        "May I call? Better not. It is closed (silent): there is nothing to follow up. Reopen it first, if "
        "it goes on after all.\n"
        "\n"
        "What was counted\n"
        "  The last interview was today at 10:00.\n"
        "  They said they would decide by Fri 27 Nov 2026.\n"
        "  Follow-ups since 10:00 today: 0 of 2.\n"
        "\n"
        "When the answer changes\n"
        "  When you do it, or they write; time alone changes nothing.\n"
    )


def test_why_says_it_in_words(thanked: Followup, clock: time_machine.Traveller) -> None:
    """The answer, the rule with the user's numbers, what was counted, who says so, and what comes then."""
    clock.shift(5 * DAY)
    assert thanked("why", "northwind").out == (
        "Northwind, Data engineer (northwind)\n"
        "\n"
        "May I write now? Not yet.\n"
        "The day they named was yesterday. Overdue is not rejected; from Tue 1 Dec "
        "a follow-up is fine.\n"
        "May I call? Better not. Write first: a call only follows a letter that nobody answered.\n"
        "\n"
        "Rule R4: hold still after their date\n"
        "  After the expected day has passed, hold still before a follow-up: 2 business days where they "
        "named it, 1 where it was assumed.\n"
        "  Yours to change in the settings: grace_told_business_days, grace_assumed_business_days\n"
        "\n"
        "What was counted\n"
        "  The last interview was Mon 23 Nov at 10:00.\n"
        "  You last wrote Mon 23 Nov at 13:00 (thank-you).\n"
        "  They said they would decide by Fri 27 Nov 2026.\n"
        "  Follow-ups since Mon 23 Nov at 10:00: 0 of 2.\n"
        "\n"
        "Who says so\n"
        "  next day: careernetwork; 1 to 2 business days: Indeed; 2 to 3: Seattle Times; a week: Georgetown,"
        " UW Bothell\n"
        "\n"
        "When the answer changes\n"
        "  From Tue 1 Dec: Yes, now. Next: write a follow-up (R4).\n"
    )


def test_why_uses_the_users_numbers(
    thanked: Followup, settings_file: Path, clock: time_machine.Traveller
) -> None:
    """Rule and dates are those of the settings."""
    clock.shift(3 * DAY)
    settings_file.write_text('preset = "slow"\n[rules]\ngrace_told_business_days = 4\n')
    assert thanked("why", "northwind", "--json").json["until"] == "2026-12-03"


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ((), ("Yes, now.", "Bob Lee by 10:00 tomorrow.", "thank_you_hours")),
        ((("contact", "northwind", "received"),), ("Yes, now.", "answer them.", "Rule R9")),
        (
            (
                ("contact", "northwind", "sent", "thank-you"),
                ("interview", "northwind", "--at", "wed 15:00"),
            ),
            ("Next: note how it went", "Rule R2"),
        ),
        (
            (("close", "northwind", "silent"),),
            ("You may, but nothing is due.", "It is closed: nothing is due."),
        ),
        ((("snooze", "northwind", "wed"),), ("It is snoozed until Wed 25 Nov",)),
    ],
)
def test_why_answers_in_every_situation(
    northwind: Followup, steps: tuple[tuple[str, ...], ...], message: tuple[str, ...]
) -> None:
    """A word for the verdict, and the move with its date."""
    for step in steps:
        northwind(*step)
    result = northwind("why", "northwind")
    assert (result.code, result.err) == (0, "")
    assert all(words in result.out for words in message), result.out


def test_before_an_interview_one_prepares(followup: Followup) -> None:
    """While an interview lies ahead nothing is to be sent; preparing is due a day before, then the thanks."""
    followup("add", "Acme", "Backend", "--at", "tomorrow 15:00")
    output = followup("why", "acme").out
    assert "Nothing to send now. Prepare." in output
    assert "Next:" not in output
    assert "From 15:00 today it is due: prepare for the interview tomorrow at 15:00 (R15)." in output


def test_where_no_day_was_named_one_may_ask_for_it(
    northwind: Followup, clock: time_machine.Traveller
) -> None:
    """The one question that is never too early is offered, and not called a follow-up."""
    northwind("decision", "northwind", "unknown")
    northwind("move", "northwind", "thanked")
    clock.shift(3 * DAY)
    output = northwind("why", "northwind").out
    assert "You may; you need not." in output
    assert "One short question is fine: when will they decide?" in output
    assert "follow-up, from" not in output


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_why_fits_the_terminal(thanked: Followup, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line is wider than the terminal, nor than what is good to read, and no word is lost."""
    whole = thanked("why", "northwind").out
    monkeypatch.setenv("COLUMNS", str(columns))
    fitted = thanked("why", "northwind").out
    assert all(text_width(line) <= min(columns, 88) for line in fitted.splitlines())
    if columns >= 40:
        assert fitted.split() == whole.split()


def test_a_word_too_wide_for_a_line_is_cut() -> None:
    """Wrapping never makes a line wider than it may be."""
    assert wrap("a bcdefgh ij", 5, " ") == " a\n bcd…\n ij"


def test_the_answer_counts_per_company(overdue: Followup) -> None:
    """What was sent for one application counts for the other at the same company, in all that shows it."""
    overdue("add", "NORTHWIND", "Analyst", "--at", "-9d", "--decision", "fri")
    overdue("decision", "northwind-2", "-5d")
    overdue("move", "northwind-2", "waiting")
    overdue("contact", "northwind", "sent", "follow-up")
    other = overdue("why", "northwind-2", "--json").json
    assert (other["verdict"], other["rule"], other["used"]) == ("wait", "R6", 1)
    assert "over 2 applications" in overdue("why", "northwind-2").out
    assert "1 of 2" in overdue("show", "northwind-2").out
    assert overdue("list").out.count("1 of 2") == 2

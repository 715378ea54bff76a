"""What now, and may I write: why, due, snooze, and what is said of a contact that came too early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.cli.notify import notification, notify
from followup_tui.cli.width import text_width, wrap

if TYPE_CHECKING:
    from pathlib import Path

    import time_machine

    from tests.cli.conftest import Followup

DAY = 86_400


@pytest.fixture
def thanked(northwind: Followup) -> Followup:
    """The program, with one interview that was thanked for; they decide on Friday."""
    northwind("contact", "northwind", "sent", "thank-you", "--at", "13:00")
    northwind("move", "northwind", "waiting")
    return northwind


@pytest.fixture
def overdue(thanked: Followup, clock: time_machine.Traveller) -> Followup:
    """The same, nine days later, when a follow-up is due: a Wednesday."""
    clock.shift(9 * DAY)
    return thanked


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
        "reason": "Thank Dr. Jana Novák and Bob Lee by tomorrow 10:00.",
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
        "Next: nothing to send.\n"
        "\n"
        "What was counted\n"
        "  The last interview was today 10:00.\n"
        "  They said they decide by Fri 27 Nov 2026.\n"
        "  Follow-ups since today 10:00: 0 of 2.\n"
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
        "The day they named was yesterday. Overdue is not rejected; hold still: "
        "from Tue 1 Dec a follow-up is fine.\n"
        "Next: write a follow-up, from Tue 1 Dec on.\n"
        "\n"
        "Rule R4: hold still after their date\n"
        "  After the expected day has passed, hold still before a follow-up: 2 business days where they "
        "named it, 1 where it was assumed.\n"
        "  Yours to change in the settings: grace_told_business_days, grace_assumed_business_days\n"
        "\n"
        "What was counted\n"
        "  The last interview was Mon 23 Nov 10:00.\n"
        "  You last wrote Mon 23 Nov 13:00 (thank-you).\n"
        "  They said they decide by Fri 27 Nov 2026.\n"
        "  Follow-ups since Mon 23 Nov 10:00: 0 of 2.\n"
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
    ("steps", "said"),
    [
        ((), ("Yes, now.", "thank them, by tomorrow 10:00", "thank_you_hours")),
        ((("contact", "northwind", "received"),), ("Yes, now.", "answer them.", "Rule R9")),
        (
            (
                ("contact", "northwind", "sent", "thank-you"),
                ("interview", "northwind", "--at", "tomorrow 15:00"),
            ),
            ("Next: write down how it went.", "Rule R2"),
        ),
        ((("close", "northwind", "silent"),), ("You may, but nothing is due.", "nothing to send.")),
        ((("snooze", "northwind", "wed"),), ("You hid this advice until Wed 25 Nov 00:00",)),
    ],
)
def test_why_answers_in_every_situation(
    northwind: Followup, steps: tuple[tuple[str, ...], ...], said: tuple[str, ...]
) -> None:
    """A word for the verdict, and the move with its date."""
    for step in steps:
        northwind(*step)
    result = northwind("why", "northwind")
    assert (result.code, result.err) == (0, "")
    assert all(words in result.out for words in said), result.out


def test_before_an_interview_one_prepares(followup: Followup) -> None:
    """While an interview lies ahead nothing is to be sent, and the answer changes when it starts."""
    followup("add", "Acme", "Backend", "--at", "tomorrow 15:00")
    said = followup("why", "acme").out
    assert "Not yet." in said
    assert "Next: nothing to send before tomorrow 15:00." in said
    assert "From tomorrow 15:00: Yes, now." in said


def test_where_no_day_was_named_one_may_ask_for_it(
    northwind: Followup, clock: time_machine.Traveller
) -> None:
    """The one question that is never too early is offered, and not called a follow-up."""
    northwind("decision", "northwind", "unknown")
    northwind("move", "northwind", "thanked")
    clock.shift(3 * DAY)
    said = northwind("why", "northwind").out
    assert "You may; you need not." in said
    assert "Next: ask when they decide, if you want to." in said


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


def test_nothing_due_is_one_sentence(followup: Followup) -> None:
    """Without anything to do it is no error, and JSON says it with an empty list."""
    nothing = followup("due")
    assert (nothing.code, nothing.out.count("\n"), nothing.err) == (0, 1, "")
    assert followup("due", "--json").json == []


def test_quiet_is_quiet(followup: Followup, settings_file: Path) -> None:
    """Nothing due: no output at all, not even of a wrong setting, and 1; else the lines, and 0."""
    settings_file.write_text('theme = "blue"')
    for options in ((), ("--json",), ("--notify",)):
        nothing = followup("due", "--quiet", *options)
        assert (nothing.code, nothing.out, nothing.err) == (1, "", "")
    followup("add", "Northwind", "Data engineer")
    something = followup("due", "--quiet")
    assert (something.code, something.out) == (0, followup("due").out)
    assert "theme" in something.err


def test_due_is_a_list_of_the_same_objects(northwind: Followup) -> None:
    """Each is what `why --json` gives, with company and role; the most urgent comes first."""
    northwind("add", "Acme", "Backend", "--at", "9:00")
    northwind("add", "Umbrella", "Lab", "--at", "8:00")
    northwind("close", "umbrella", "withdrawn")
    due = northwind("due", "--json").json
    assert [item["id"] for item in due] == ["acme", "northwind"]
    for item in due:
        assert item.pop("company") == {"acme": "Acme", "northwind": "Northwind"}[item["id"]]
        assert item.pop("role") in {"Backend", "Data engineer"}
        assert item == northwind("why", item["id"], "--json").json
    northwind("contact", "northwind", "received")
    assert northwind("due").out == (
        "Northwind  They wrote today 14:02: it is your turn. Answering is never harassing.\n"
        "Acme       Thank them by tomorrow 09:00.\n"
    )


def test_two_at_one_company_are_told_apart(northwind: Followup) -> None:
    """Where a company comes twice, its lines say the role too."""
    northwind("add", "Northwind", "Analyst")
    assert [line.split("  ")[0] for line in northwind("due").out.splitlines()] == [
        "Northwind, Data engineer",
        "Northwind, Analyst",
    ]


@pytest.mark.parametrize("columns", [10, 30, 40, 60, 80, 120])
def test_due_fits_the_terminal_and_still_says_what_to_do(
    overdue: Followup, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """A line each; where the reason has no room, the part that says what to do is kept."""
    overdue("add", "株式会社株式会社株式会社 Ünïcødé & Söhne", "👩🏽\u200d💻", "--person", "Dr. Jana Novák")
    overdue("add", "Acme", "Backend")
    overdue("contact", "acme", "received")
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = overdue("due").out.splitlines()
    assert len(lines) == 3
    assert all(text_width(line) <= columns for line in lines)
    if columns >= 40:
        assert any("follow" in line for line in lines)
        assert any("turn" in line or "answer" in line for line in lines)
        assert not any("…" in line for line in lines if "株" not in line)


def test_snoozing_hides_and_shows_again(northwind: Followup, clock: time_machine.Traveller) -> None:
    """A day means its beginning; `off` takes it back; time takes it back too."""
    hidden = northwind("snooze", "northwind", "wed")
    assert hidden.out == "Northwind: its advice is hidden until Wed 25 Nov 00:00.\n"
    assert northwind("due", "--json").json == []
    assert northwind("snooze", "north", "OFF").out == "Northwind: its advice is shown again.\n"
    assert "Nothing changed" in northwind("snooze", "northwind", "off").out
    assert len(northwind("due", "--json").json) == 1
    assert northwind("snooze", "northwind", "in 1 hour", "--json").json["id"] == "northwind"
    assert northwind("due", "--quiet").code == 1
    clock.shift(3601)
    assert len(northwind("due", "--json").json) == 1


def test_overdue_is_never_hidden(overdue: Followup) -> None:
    """Snoozed, the card still stands in Overdue, and the command says so."""
    assert "It stays in Overdue.\n" in overdue("snooze", "northwind", "fri").out
    assert overdue("show", "northwind", "--json").json["stage"] == "overdue"


@pytest.mark.parametrize("when", ["yesterday", "today", "now", "", "someday", "2026-11-23 14:00"])
def test_a_snooze_that_does_not_lie_ahead_is_refused(northwind: Followup, when: str) -> None:
    """One sentence, exit 2, and nothing changed."""
    refused = northwind("snooze", "northwind", when)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert len(northwind("history", "--json").json) == 1


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
    ("contact", "said"),
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
    overdue: Followup, clock: time_machine.Traveller, contact: tuple[str, ...], said: str
) -> None:
    """Kind and way count, and of what is noted later only what had happened by then."""
    first = overdue("contact", "northwind", "sent", "follow-up")
    assert first.err == ""
    assert first.out.startswith("Northwind: a follow-up sent")
    clock.shift(DAY)
    result = overdue("contact", "northwind", *contact)
    assert result.code == 0
    assert said in result.err
    assert bool(said) == bool(result.err)


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


def test_a_notification_has_a_count_in_it_and_nothing_else() -> None:
    """Both ways there are, and the bell; through tmux each is wrapped, its escapes doubled."""
    assert notification(1, in_tmux=False) == (
        "\x1b]9;followup: 1 thing to do\a\x1b]777;notify;followup;1 thing to do\a\a"
    )
    assert notification(3, in_tmux=True) == (
        "\x1bPtmux;\x1b\x1b]9;followup: 3 things to do\a\x1b\\"
        "\x1bPtmux;\x1b\x1b]777;notify;followup;3 things to do\a\x1b\\\a"
    )


def test_without_a_terminal_nothing_rings(northwind: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe, or without any outputs at all, `--notify` adds nothing."""
    result = northwind("due", "--notify")
    assert (result.out, result.err) == (northwind("due").out, "")
    monkeypatch.setattr("sys.stderr", None)
    monkeypatch.setattr("sys.stdout", None)
    notify(1, {"TERM": "xterm"})

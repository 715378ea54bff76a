"""Every command: what it says, what it leaves in the file, what it refuses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from followup_tui.cli import commands

if TYPE_CHECKING:
    from pathlib import Path

    import time_machine

    from tests.cli.conftest import Followup


def shown(followup: Followup, name: str = "northwind") -> Any:  # noqa: ANN401 - an object of JSON
    """Give the application as scripts see it."""
    return followup("show", name, "--json").json


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
    )
    application = shown(followup)
    assert application["decision_date"] == "2026-11-27"
    assert application["interviews"] == [
        {
            "id": "i1",
            "starts_at": None,
            "ended_at": "2026-11-23T10:00:00+01:00",
            "people": ["p1", "p2"],
            "missed": False,
            "said": None,
            "reflection": None,
        }
    ]
    assert [person["email"] for person in application["people"]] == ["jana@northwind.example", None]


@pytest.mark.parametrize(
    ("when", "said", "moment"),
    [
        (None, "ended today 14:02.", "2026-11-23T14:02:00+01:00"),
        ("today", "ended today 14:02.", "2026-11-23T14:02:00+01:00"),
        ("yesterday", "ended yesterday 17:00 (no time given: 17:00 is taken).", "2026-11-22T17:00:00+01:00"),
        ("fri", "starts Fri 27 Nov 09:00 (no time given: 09:00 is taken).", "2026-11-27T09:00:00+01:00"),
        ("-3d", "ended Fri 20 Nov 17:00 (no time given: 17:00 is taken).", "2026-11-20T17:00:00+01:00"),
        ("tomorrow 14:30", "starts tomorrow 14:30.", "2026-11-24T14:30:00+01:00"),
        ("2026-11-20T10:00-05:00", "ended Fri 20 Nov 16:00.", "2026-11-20T16:00:00+01:00"),
    ],
)
def test_a_day_without_a_time_is_taken_as_said(
    followup: Followup, when: str | None, said: str, moment: str
) -> None:
    """What was assumed about the time stands in the confirmation."""
    result = followup("add", "A", "B", *(() if when is None else ("--at", when)))
    assert f"Interview {said}" in result.out
    (interview,) = shown(followup, "a")["interviews"]
    assert (interview["ended_at"] or interview["starts_at"]) == moment
    assert (interview["ended_at"] is None) == ("starts" in said)


def test_two_of_one_company_get_two_ids(northwind: Followup) -> None:
    """The second application has a number, and the beginning both share is the first one's id."""
    northwind("add", "Northwind", "Analyst")
    assert shown(northwind, "northwind-2")["role"] == "Analyst"
    assert shown(northwind, "northwind")["role"] == "Data engineer"
    refused = northwind("show", "north")
    assert (refused.code, refused.out) == (2, "")
    assert "northwind, northwind-2" in refused.err


def test_an_empty_list_says_how_to_begin(followup: Followup) -> None:
    """Nothing recorded is no error, and JSON says it with an empty list."""
    assert "followup add COMPANY ROLE" in followup("list").out
    assert followup("list", "--json").json == []
    assert followup("list").code == 0


def test_the_list_groups_by_todays_stage(northwind: Followup, clock: time_machine.Traveller) -> None:
    """A card whose day has passed stands in Overdue without anybody having moved it."""
    northwind("add", "Acme", "Backend", "--at", "12:00")
    northwind("move", "acme", "thanked")
    lines = northwind("list").out.splitlines()
    assert lines[0] == "Interviewed 1"
    assert lines[3] == "Thanked 1"
    clock.shift(86_400 * 7)
    assert [line for line in northwind("list", "--stage", "overdue").out.splitlines() if "northwind" in line]
    assert [item["id"] for item in northwind("list", "--stage", "over", "--json").json] == ["northwind"]
    assert northwind("list", "--stage", "closed").out == "Nothing stands in Closed.\n"


@pytest.mark.parametrize("columns", [12, 24, 40, 59, 60, 80, 120])
def test_the_list_fits_the_terminal(
    northwind: Followup, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """No line is wider than the terminal, and the columns stand under each other, wide letters too."""
    from followup_tui.cli.width import text_width

    northwind(
        "add",
        "株式会社株式会社株式会社 Ünïcødé & Söhne GmbH",
        "👩🏽\u200d💻 Principal engineer of everything",
    )
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = northwind("list").out.splitlines()
    assert all(text_width(line) <= columns for line in lines)
    if columns >= 80:
        ends = {
            text_width(line[: line.index(role)])
            for line in lines
            for role in ("Data engi", "👩")
            if role in line
        }
        assert len(ends) == 1


def test_in_a_pipe_nothing_is_cut(northwind: Followup) -> None:
    """A script that reads the list finds whole names."""
    northwind("add", "A" * 90, "B" * 90)
    assert f"{'A' * 90}  {'B' * 90}" in northwind("list").out


def test_the_story_tells_everything(northwind: Followup) -> None:
    """People, interviews, contacts and notes are all in it."""
    northwind("contact", "northwind", "sent", "thank-you", "--person", "jana", "--note", "Asked\n\nabout it")
    northwind("interview", "northwind", "--at", "tomorrow 10:00", "--person", "Carl")
    assert northwind("show", "northwind").out == (
        "Northwind, Data engineer (northwind)\n"
        "Interviewed: 1 letter due · 19 h left\n"
        "They decide by Fri 27 Nov (in 4 days).\n"
        "\n"
        "People\n"
        "  Dr. Jana Novák, Head of Data, jana@northwind.example (spelling not checked)\n"
        "  Bob Lee (spelling not checked)\n"
        "  Carl (spelling not checked)\n"
        "\n"
        "Interviews\n"
        "  today 10:00: interview 1 with Dr. Jana Novák and Bob Lee\n"
        "  tomorrow 10:00: interview 2 planned with Carl\n"
        "\n"
        "Contacts\n"
        "  today 14:02: you sent a thank-you to Dr. Jana Novák by email\n"
        "    Asked\n"
        "\n"
        "    about it\n"
    )
    assert shown(northwind)["next_interview"] == "2026-11-24T10:00:00+01:00"


def test_the_story_tells_what_was_said_what_stayed_unasked_and_what_did_not_happen(
    northwind: Followup, data_file: Path
) -> None:
    """What the board notes after an interview is told and exported here too."""
    northwind("interview", "northwind", "--at", "today 9:00", "--person", "Carl")
    document = json.loads(data_file.read_text(encoding="utf-8"))
    (application,) = [card for card in document["applications"].values() if card["id"] == "northwind"]
    early, late = application["interviews"]
    early["missed"], late["said"] = True, "They promised\n\na laptop"
    application["unasked"] = ["How big is the team?"]
    data_file.write_text(json.dumps(document), encoding="utf-8")
    assert (
        "Interviews\n"
        "  today 09:00: interview 1 with Carl did not happen\n"
        "  today 10:00: interview 2 with Dr. Jana Novák and Bob Lee\n"
        "    They promised\n"
        "\n"
        "    a laptop\n"
        "\n"
        "Left unasked\n"
        "  How big is the team?\n"
    ) in northwind("show", "northwind").out
    card = shown(northwind)
    assert card["unasked"] == ["How big is the team?"]
    assert [(held["missed"], held["said"]) for held in card["interviews"]] == [
        (True, None),
        (False, "They promised\n\na laptop"),
    ]


def test_moving_goes_both_ways_and_says_where(northwind: Followup) -> None:
    """A stage may be abbreviated, and moving to where it stands changes nothing."""
    assert northwind("move", "northwind", "th").out == "Northwind: moved to Thanked.\n"
    again = northwind("move", "northwind", "thanked")
    assert (again.code, again.out) == (0, "Nothing changed: Northwind is like that already, in Thanked.\n")
    assert northwind("move", "northwind", "interviewed", "--json").json["stage"] == "interviewed"
    assert northwind("move", "northwind", "sideways").code == 2


def test_moving_to_closed_asks_how_it_ended(northwind: Followup) -> None:
    """Closing has its own command; a closed card moved to closed stays as it is."""
    refused = northwind("move", "northwind", "closed")
    assert refused.code == 2
    assert "followup close northwind hired|declined|rejected|withdrawn|silent" in refused.err
    assert northwind("close", "northwind", "rej").out == "Northwind: closed, rejected.\n"
    assert shown(northwind)["outcome"] == "rejected"
    assert "Nothing changed" in northwind("move", "northwind", "closed").out
    assert "Nothing changed" in northwind("close", "northwind", "rejected").out
    northwind("move", "northwind", "waiting")
    assert (shown(northwind)["stage"], shown(northwind)["outcome"]) == ("waiting", None)


def test_an_ambiguous_word_is_refused(northwind: Followup) -> None:
    """An abbreviation that fits none or more than one names those there are."""
    assert "other" in northwind("contact", "northwind", "sent", "nothing").err
    assert northwind("contact", "northwind", "sideways").code == 2
    assert northwind("close", "northwind", "").code == 2
    assert northwind("export", "xml").code == 2


def test_a_person_is_added_and_changed(northwind: Followup) -> None:
    """The one of that name is changed; what is not said again stays; what is said outright counts."""
    northwind("person", "northwind", "Jana Novák", "--phone", "+420 1", "--checked")
    jana = shown(northwind)["people"][0]
    assert jana == {
        "id": "p1",
        "name": "Jana Novák",
        "form_of_address": "Dr.",
        "position": "Head of Data",
        "email": "jana@northwind.example",
        "phone": "+420 1",
        "checked": True,
        "family_name": None,
    }
    assert northwind("person", "northwind", "jana novák, CTO").code == 0
    northwind("person", "northwind", "Jana Novák", "--unchecked", "--phone", "")
    jana = shown(northwind)["people"][0]
    assert (jana["position"], jana["checked"], jana["phone"]) == ("CTO", False, None)
    northwind("person", "northwind", "Ada King")
    assert [person["id"] for person in shown(northwind)["people"]] == ["p1", "p2", "p3"]
    assert northwind("person", "northwind", "<x@y.z>").code == 2
    assert northwind("person", "northwind", "Ada", "--checked", "--unchecked").code == 2


def test_the_decision_date_is_set_and_taken_back(northwind: Followup) -> None:
    """`unknown` takes it back, and a day that is past is taken, but said."""
    assert northwind("decision", "northwind", "in 2 weeks").out == (
        "Northwind: they decide by Mon 7 Dec (in 14 days).\n"
    )
    past = northwind("decision", "northwind", "-3d")
    assert past.code == 0
    assert "they decide by Fri 20 Nov (3 days ago). That day is past already." in past.out
    assert northwind("decision", "northwind", "Unknown").out == "Northwind: no decision date is noted.\n"
    assert shown(northwind)["decision_date"] is None
    assert "Nothing changed" in northwind("decision", "northwind", "unknown").out
    assert northwind("decision", "northwind", "30.2.").code == 2
    assert northwind("decision", "northwind", "").code == 2


def test_a_new_date_takes_the_card_out_of_overdue(northwind: Followup, clock: time_machine.Traveller) -> None:
    """Where a change moves the card by itself, the command says so."""
    northwind("move", "northwind", "waiting")
    clock.shift(86_400 * 7)
    northwind("move", "northwind", "overdue")
    northwind("undo")
    assert shown(northwind)["stage"] == "overdue"
    assert "It stands in Waiting now." in northwind("decision", "northwind", "fri").out


def test_a_contact_is_noted(northwind: Followup) -> None:
    """Kind and channel have defaults, may be abbreviated, and a weekday is the latest one."""
    said = northwind("contact", "northwind", "rec", "--by", "ph", "rep", "--at", "sat", "--person", "bob")
    assert said.out == (
        "Northwind: an answer received from Bob Lee by phone, Sat 21 Nov 17:00 "
        "(no time given: 17:00 is taken).\n"
    )
    northwind("contact", "northwind", "sent")
    assert shown(northwind)["contacts"] == [
        {
            "at": "2026-11-21T17:00:00+01:00",
            "direction": "received",
            "kind": "reply",
            "channel": "phone",
            "person": "p2",
            "note": None,
        },
        {
            "at": "2026-11-23T14:02:00+01:00",
            "direction": "sent",
            "kind": "other",
            "channel": "email",
            "person": None,
            "note": None,
        },
    ]


def test_a_contact_that_lies_ahead_or_with_nobody_is_refused(northwind: Followup) -> None:
    """Only what happened is a contact, and only with somebody who is noted."""
    assert northwind("contact", "northwind", "sent", "--at", "tomorrow").code == 2
    refused = northwind("contact", "northwind", "sent", "--person", "Zoe")
    assert refused.code == 2
    assert "There is Dr. Jana Novák, Bob Lee" in refused.err
    assert shown(northwind)["contacts"] == []


def test_undo_redo_and_history_agree(northwind: Followup) -> None:
    """What was done is listed latest first, and goes back and forth."""
    northwind("move", "northwind", "thanked")
    assert (
        northwind("history").out
        == "today 14:02  Northwind: moved to Thanked\ntoday 14:02  Northwind: recorded\n"
    )
    assert northwind("undo").out == "Undone: Northwind: moved to Thanked.\n"
    assert northwind("undo", "--json").json == {
        "number": 1,
        "label": "Northwind: recorded",
        "at": "2026-11-23T14:02:00+01:00",
        "undone": True,
        "ids": ["northwind"],
    }
    assert northwind("list", "--json").json == []
    nothing = northwind("undo")
    assert (nothing.code, nothing.err) == (2, "followup: Nothing to undo\n")
    assert northwind("redo", "--json").json["number"] == 1
    steps = northwind("history", "--json").json
    assert [(step["number"], step["undone"]) for step in steps] == [(2, True), (1, False)]
    assert list(steps[0]) == ["number", "label", "at", "undone", "ids"]
    assert northwind("redo").out == "Done again: Northwind: moved to Thanked.\n"
    assert northwind("redo").code == 2
    assert "(undone)" not in northwind("history").out


def test_an_empty_history_says_so(followup: Followup) -> None:
    """Nothing done yet is no error."""
    assert followup("history").out == "Nothing was done yet.\n"
    assert followup("history", "--json").json == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "Acme", "Backend"),
        ("move", "northwind", "waiting"),
        ("interview", "northwind"),
        ("person", "northwind", "Ada King"),
        ("decision", "northwind", "fri"),
        ("contact", "northwind", "sent"),
        ("close", "northwind", "hired"),
        ("show", "northwind"),
    ],
)
def test_changes_print_the_application_for_scripts(northwind: Followup, arguments: tuple[str, ...]) -> None:
    """With --json a command prints what `show --json` would, whether something changed or not."""
    result = northwind(*arguments, "--json")
    assert result.json == shown(northwind, result.json["id"])


def test_the_data_file_is_named_before_or_after_the_command(
    followup: Followup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--data` means the same in both places and goes before FOLLOWUP_DATA."""
    other = str(tmp_path / "other.json")
    assert followup("add", "A", "B", "--data", other).code == 0
    assert [item["id"] for item in followup("--data", other, "list", "--json").json] == ["a"]
    assert followup("list", "--json").json == []
    monkeypatch.setenv("FOLLOWUP_DATA", other)
    assert len(followup("list", "--json").json) == 1
    assert followup("list", "--json", "--data", str(tmp_path / "none.json")).json == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("list", 0),
        ("list --json", 0),
        ("due", 0),
        ("due --quiet", 1),
        ("stats", 0),
        ("export json", 0),
        ("show northwind", 2),
    ],
)
def test_a_data_file_that_is_not_there_is_named(
    northwind: Followup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, code: int
) -> None:
    """Whoever mistypes it, or names none of theirs in FOLLOWUP_DATA, sees which file was looked in."""
    missing = tmp_path / "mistyped.json"
    by_argument = northwind(*line.split(), "--data", str(missing))
    monkeypatch.setenv("FOLLOWUP_DATA", str(missing))
    for result in (by_argument, northwind(*line.split())):
        assert result.code == code
        assert (f"followup: There is no file {missing}\n" in result.err) is (code != 1)
        assert (f"recorded yet in {missing}." in result.out) is (line == "list")
    assert northwind("add", "A", "B").err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lst",), "There is no command 'lst'. Did you mean list?"),
        (("frobnicate",), "followup --help"),
        (("add",), "COMPANY, ROLE"),
        (("list", "--stag", "x"), "This is not understood: --stag x"),
        (("list", "--\x1b[31m"), "--?[31m"),
        (("add", "A", "B", "--at"), "--at: expected one argument"),
        (("add", "A", "B", "--at", "someday"), '"someday"'),
        (("add", "", "B"), "The company is missing"),
        (("add", "A", "\x07"), "The role is missing"),
        (("add", "A" * 300, "B"), "300 characters"),
        (("show", "nothere"), "There is no application 'nothere'"),
        (("show", ""), "There is no application"),
        (("show", "\x1b[31m"), "There is no application"),
        (("list", "--data", ""), "--data names no file"),
        (("demo", "--size", "0"), "no number from 1"),
        (("demo", "--size", "x"), "no number from 1"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_changes_nothing(
    followup: Followup, data_file: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2, one line on stderr, nothing on stdout, and no file made."""
    result = followup(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("followup: ")
    assert result.err.count("\n") == 1
    assert said in result.err
    assert "\x1b" not in result.err
    assert not data_file.exists()


def test_help_and_version_are_answers(followup: Followup) -> None:
    """Asked for help, the program exits 0 and names every command it has, the most used first."""
    result = followup("--help")
    assert result.code == 0
    listed = re.findall(r"^    ([a-z]+)  ", result.out, re.MULTILINE)
    assert sorted(listed) == commands.names()
    assert listed[:3] == ["demo", "add", "list"]
    assert followup("--version").out.startswith("followup 0.")


@pytest.mark.parametrize("name", commands.names())
def test_each_command_says_what_it_does(followup: Followup, name: str) -> None:
    """Its help has a sentence, `--data` and, if it prints for scripts, `--json`; its place is its own."""
    command = commands.load(name)
    assert re.fullmatch(r"[a-z].*[^.]", command.help)
    result = followup(name, "--help")
    assert result.code == 0
    assert result.out.startswith(f"usage: followup {name} ")
    assert "--data FILE" in result.out
    assert ("--json" in result.out) is command.has_json
    assert [other.order for other in commands.load_all().values()].count(command.order) == 1


@pytest.mark.parametrize(
    ("arguments", "note", "kind"),
    [
        (("sent", "--note", "x", "reply"), "x", "reply"),
        (("--note", "x", "sent", "reply"), "x", "reply"),
        (("sent", "--note", "-3 degrees"), "-3 degrees", "other"),
        (("sent", "--note=--", "reply"), "--", "reply"),
        (("sent", "--note=-x"), "-x", "other"),
        (("--note", "x", "--", "sent", "reply"), "x", "reply"),
    ],
)
def test_options_stand_anywhere_and_values_may_begin_with_a_dash(
    northwind: Followup, arguments: tuple[str, ...], note: str, kind: str
) -> None:
    """Words may stand behind options, and what begins with a dash and a figure is no option."""
    result = northwind("contact", "northwind", *arguments, "--json") if "--" not in arguments else None
    if result is None:
        result = northwind("contact", "--json", "northwind", *arguments)
    assert result.code == 0, result.err
    (contact,) = result.json["contacts"]
    assert (contact["note"], contact["kind"]) == (note, kind)


def test_two_dashes_end_the_options_and_are_a_word_behind_that(followup: Followup) -> None:
    """Whatever stands behind the first `--` is taken as it is, another `--` and `--json` too."""
    assert followup("add", "--", "--", "--json").code == 0
    (application,) = followup("list", "--json").json
    assert (application["company"], application["role"]) == ("--", "--json")
    assert "'-3'" in followup("demo", "--size", "-3").err
    assert followup("show", "-3d").err.startswith("followup: There is no application '-3d'")
    assert followup("-3d").err.startswith("followup: There is no command '-3d'")

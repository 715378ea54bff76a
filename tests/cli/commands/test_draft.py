"""Letters on the command line: which fit, to whom, how they leave, and that nothing is noted as sent."""

from __future__ import annotations

import json
import re
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followup_tui.domain.letter import LetterKind
from followup_tui.letters.template_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    import time_machine

    from tests.cli.conftest import Followup

DAY = 86_400
KEYS = [
    *("id", "kind", "language", "person", "to", "subject", "body", "words", "open", "notes", "mailto", "eml"),
]
BEGUN = (
    "Subject: Thank you: {{ role }}\n\n{{ greeting }}\n\nThank you{% if day %} for {{ day }}{% endif %}.\n\n"
    "[[what was said]]\n\nKind regards\n{{ my_name }}\n"
)
WHOLE = "Subject: {{ role }}\n\n{{ greeting }}\n\nThank you.\n\nKind regards\n{{ my_name }}\n"


@pytest.fixture
def changed(data_file: Path) -> Callable[..., None]:
    """Change what stands in the one application of the data file, as an editor would."""

    def change(**fields: object) -> None:
        document = json.loads(data_file.read_text(encoding="utf-8"))
        (application,) = document["applications"].values()
        application.update(fields)
        data_file.write_text(json.dumps(document), encoding="utf-8")

    return change


def letters(followup: Followup, *arguments: str) -> Any:  # noqa: ANN401 - a list of objects
    """Return the letters as scripts see them."""
    result = followup("draft", "northwind", "--json", *arguments)
    assert result.code == 0, result.err
    return result.json


def greeted(documents: Any) -> list[str]:  # noqa: ANN401 - a list of objects
    """Give whom the letters go to, by their names."""
    return [document["person"]["name"] for document in documents]


THANKED = (("contact", "northwind", "sent", "thank-you"), ("move", "northwind", "waiting"))
UNKNOWN = ("decision", "northwind", "unknown")
WROTE = ("contact", "northwind", "sent", "follow-up")


@pytest.mark.parametrize(
    ("steps", "days", "kind", "people"),
    [
        # the story so far, days later, what fits then, to whom
        ((), 0, "thank-you", ["Jana Novák", "Bob Lee"]),
        ((), 3, "thank-you", ["Jana Novák", "Bob Lee"]),
        ((("contact", "northwind", "sent", "thank-you", "--person", "jana"),), 0, "thank-you", ["Bob Lee"]),
        (THANKED, 0, "follow-up", ["Jana Novák"]),
        (THANKED, 9, "follow-up", ["Jana Novák"]),
        ((("move", "northwind", "thanked"), UNKNOWN), 3, "ask-date", ["Jana Novák"]),
        ((*THANKED, WROTE), 9, "second-follow-up", ["Jana Novák"]),
        ((*THANKED, ("contact", "northwind", "received", "--person", "bob")), 9, "reply", ["Bob Lee"]),
    ],
)
def test_without_a_kind_the_letters_that_fit_are_written(
    northwind: Followup,
    clock: time_machine.Traveller,
    steps: tuple[tuple[str, ...], ...],
    days: int,
    kind: str,
    people: list[str],
) -> None:
    """Thanks where they are owed, one a person; else the one letter that fits, to whoever should get it."""
    for step in steps:
        assert northwind(*step).code == 0
    clock.shift(days * DAY)
    written = letters(northwind)
    assert {document["kind"] for document in written} == {kind}
    assert greeted(written) == people


def test_while_an_interview_is_ahead_nobody_is_asked_for_news(northwind: Followup) -> None:
    """The thank-you looks forward to it instead of asking when they decide, and no other letter does."""
    northwind(*UNKNOWN)
    northwind("interview", "northwind", "--at", "tomorrow 10:00")
    assert not any("expect to decide" in letter["body"] for letter in letters(northwind))
    assert "look forward to the next one on Tuesday 24 November at 10:00" in letters(northwind)[0]["body"]
    for step in THANKED:
        northwind(*step)
    assert letters(northwind) == []
    for kind in ("follow-up", "second-follow-up", "ask-date"):
        assert "You meet Northwind tomorrow: ask them then" in northwind("draft", "northwind", kind).err


def test_a_call_that_did_not_come_is_quoted(
    followup: Followup, clock: time_machine.Traveller, changed: Callable[..., None]
) -> None:
    """The letter that fits names the agreed time, and no thanks are owed for what did not happen."""
    followup("add", "Northwind", "Data engineer", "--at", "15:00", "--person", "Jana Novák")
    (interview,) = followup("show", "northwind", "--json").json["interviews"]
    assert interview["starts_at"]
    clock.shift(DAY / 12)
    document = {"id": "i1", "starts_at": {"utc": "2026-11-23T14:00:00Z", "zone": "Europe/Berlin"}}
    changed(interviews=[{**document, "people": ["p1"], "missed": True}])
    (letter,) = letters(followup)
    assert letter["kind"] == "missed-call"
    assert "15:00" in letter["subject"] + letter["body"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("thank-you", "thank-you"),
        ("t", "thank-you"),
        ("follow-up", "follow-up"),
        ("FOLLOW", "follow-up"),
        ("second", "second-follow-up"),
        ("ask-d", "ask-date"),
        ("missed", "missed-call"),
        ("w", "withdraw"),
        ("dec", "decline"),
        ("acc", "accept"),
        ("offer", "offer-thanks"),
        ("neg", "negotiate"),
    ],
)
def test_a_kind_may_be_asked_for_by_its_beginning(northwind: Followup, word: str, kind: str) -> None:
    """To one person unless it thanks; options may stand before it."""
    northwind("offer", "northwind", "--written")
    written = letters(northwind, word, "--anyway")
    assert [document["kind"] for document in written] == [kind] * (2 if kind == "thank-you" else 1)
    assert northwind("draft", "--json", "--anyway", "north", word).json == written


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("missed-call", "Northwind missed no appointment"),
        ("ask-date", "Northwind named a day: Fri 27 Nov"),
        ("second", "No follow-up to Northwind waits for an answer"),
        ("reply", "Northwind has not written yet"),
        ("hired", "You are not hired by Northwind yet"),
        ("accept", "No offer from Northwind is noted"),
    ],
)
def test_a_letter_that_would_not_be_true_is_refused(northwind: Followup, kind: str, message: str) -> None:
    """Exit 2, and the sentence says why; it is written only where the user says so."""
    refused = northwind("draft", "northwind", kind)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert message in refused.err
    assert "--anyway writes it all the same" in refused.err
    assert northwind("draft", "northwind", kind, "--anyway").code == 0


def test_before_the_first_interview_no_letter_is_written_unasked(followup: Followup) -> None:
    """A line says why; a kind that is named is written."""
    followup("add", "Acme", "SRE", "--at", "tomorrow 10:00")
    none = followup("draft", "acme")
    assert (none.code, none.out) == (0, "")
    assert none.err.startswith("followup: No letter fits now. You meet them tomorrow at 10:00.")
    assert followup("draft", "acme", "--json").json == []
    assert "I cannot keep our appointment" in followup("draft", "acme", "reschedule").out


def test_a_number_to_call_comes_from_the_settings(followup: Followup, settings_file: Path) -> None:
    """Into the letter after an appointment they missed; without it there is a blank."""
    followup("add", "Acme", "SRE")
    blank = followup("draft", "acme", "missed-call", "--anyway").out
    assert "You can reach me at [[your phone number]]" in blank
    settings_file.write_text('[mail]\nphone = "+49 30 901820"')
    assert "You can reach me at +49 30 901820" in followup("draft", "acme", "missed-call", "--anyway").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("acme",), "There is no application"),
        (("northwind", "a"), "could be ask-date, ask-for-time, accept"),
        (("northwind", ""), "is not a kind of letter"),
        (("northwind", "love\x1b"), "is not a kind of letter. It is one of thank-you, follow-up"),
        (("northwind", "--person", "Zoe"), "There is Dr. Jana Novák, Bob Lee"),
        (("northwind", "--person", "o"), "Nobody called 'o'"),
        (("northwind", "--person", ""), "Nobody called"),
        (("northwind", "--eml", " "), "--eml names no folder"),
        (("northwind", "--eml"), "--eml"),
        (("northwind", "--send"), "not understood"),
        (("northwind", "thank-you", "more"), "not understood: more"),
        ((), "Something is missing: ID"),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(
    northwind: Followup, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, nothing printed, and the sentence says which."""
    refused = northwind("draft", *arguments)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert message in refused.err
    assert "\x1b" not in refused.err


def test_the_letters_stand_under_their_headers_with_a_line_between(
    northwind: Followup, own_template: Callable[[str, str], Path]
) -> None:
    """To, subject, an empty line, the letter; open places stay visible; what to look at is on stderr."""
    own_template("en/thank-you", BEGUN)
    result = northwind("draft", "northwind")
    assert result.out == (
        "To: Dr. Jana Novák <jana@northwind.example>\n"
        "Subject: Thank you: Data engineer\n"
        "\n"
        "Dear Dr. Novák,\n"
        "\n"
        "Thank you for today.\n"
        "\n"
        "[[what was said]]\n"
        "\n"
        "Kind regards\n"
        "[[your name]]\n"
        "\n"
        "------------------------------------------------------------\n"
        "\n"
        "To: Bob Lee (no address is noted yet)\n"
        "Subject: Thank you: Data engineer\n"
        "\n"
        "Dear Bob Lee,\n"
        "\n"
        "Thank you for today.\n"
        "\n"
        "[[what was said]]\n"
        "\n"
        "Kind regards\n"
        "[[your name]]\n"
    )
    assert result.err.splitlines() == [
        f"followup: To {name}: is {name} spelled right? "
        f"If so: followup person northwind --who {person_id} --checked"
        for name, person_id in (("Dr. Jana Novák", "p1"), ("Bob Lee", "p2"))
    ]


def test_the_document_has_its_keys_in_their_order(
    northwind: Followup, settings_file: Path, own_template: Callable[[str, str], Path]
) -> None:
    """Scripts rely on the names; the person is as in show, and what is unknown is null."""
    own_template("en/thank-you", BEGUN)
    own_template("en/follow-up", WHOLE)
    settings_file.write_text('[mail]\nfrom = "Ada King <ada@example.org>"')
    jana, bob = letters(northwind)
    people = northwind("show", "northwind", "--json").json["people"]
    assert list(jana) == list(bob) == KEYS
    assert [jana["person"], bob["person"]] == people
    assert (jana["id"], jana["kind"], jana["language"]) == ("northwind", "thank-you", "en")
    assert jana["to"] == "Dr. Jana Novák <jana@northwind.example>"
    assert jana["subject"] == "Thank you: Data engineer"
    assert jana["body"] == (
        "Dear Dr. Novák,\n\nThank you for today.\n\n[[what was said]]\n\nKind regards\nAda King"
    )
    assert (jana["words"], jana["open"]) == (14, ["what was said"])
    assert jana["notes"] == [
        "is Dr. Jana Novák spelled right? If so: followup person northwind --who p1 --checked"
    ]
    # No link while a place is open: a mail program would send it as it stands.
    assert (jana["mailto"], bob["mailto"]) == (None, None)
    jana_too, bob_too = letters(northwind, "follow-up", "--person", "jana", "--person", "bob")
    assert jana_too["mailto"].startswith("mailto:jana@northwind.example?subject=Data%20engineer")
    assert bob_too["mailto"].startswith("mailto:?subject=")
    assert (jana["eml"], bob["eml"]) == (None, None)


def test_where_nobody_is_known_the_letter_goes_to_them_all(followup: Followup, tmp_path: Path) -> None:
    """One letter to whoever reads it: the document has no person, the draft no address."""
    followup("add", "Northwind", "Data engineer")
    (letter,) = letters(followup)
    assert (letter["person"], letter["to"]) == (None, None)
    assert "To: Northwind (nobody is noted there yet)\n" in followup("draft", "northwind").out
    path = followup("draft", "northwind", "--eml", str(tmp_path)).out.strip()
    assert path == str(tmp_path / "northwind-thank-you-them.eml")
    assert message_from_bytes(Path(path).read_bytes(), policy=SMTP)["To"] is None


@pytest.mark.parametrize(
    ("named", "people"),
    [
        (("bob",), ["Bob Lee"]),
        (("bob", "jana"), ["Bob Lee", "Jana Novák"]),
        (("jana", "Dr. Jana Novák", "p1"), ["Jana Novák"]),
        (("nov",), ["Jana Novák"]),
    ],
)
@pytest.mark.parametrize("kind", ["thank-you", "follow-up"])
def test_the_people_can_be_named(
    northwind: Followup, named: tuple[str, ...], people: list[str], kind: str
) -> None:
    """A letter to each, in that order, once, whatever the kind; somebody who was thanked already too."""
    northwind("contact", "northwind", "sent", "thank-you", "--person", "bob")
    persons = [word for name in named for word in ("--person", name)]
    written = letters(northwind, kind, *persons)
    assert greeted(written) == people
    assert {document["kind"] for document in written} == {kind}


def test_drafting_writes_nothing_down(
    northwind: Followup, home: Path, tmp_path: Path, data_file: Path
) -> None:
    """The data file keeps its bytes, no contact and no step is added, and no other file is made."""
    before, files = data_file.read_bytes(), sorted(home.rglob("*"))
    for arguments in ((), ("follow-up",), ("--json",), ("--eml", str(tmp_path / "out")), ("withdraw",)):
        assert northwind("draft", "northwind", *arguments).code == 0
    assert data_file.read_bytes() == before
    assert sorted(home.rglob("*")) == files
    assert len(northwind("history", "--json").json) == 1


def test_the_guard_has_its_say_before_and_stops_nothing(northwind: Followup) -> None:
    """One line on stderr with the day on which it is fine; the letter is written all the same."""
    for step in THANKED:
        northwind(*step)
    early = northwind("draft", "northwind", "follow-up")
    assert early.code == 0
    assert "Subject: " in early.out
    assert early.err.splitlines()[0] == (
        "followup: Better not send this now. The day they named has not come yet. That is early: from Tue 1 "
        "Dec it is fine."
    )
    assert northwind("draft", "northwind", "follow-up", "--json").err == f"{early.err.splitlines()[0]}\n"
    assert "guard" not in northwind("draft", "northwind", "thank-you").err


def test_what_is_to_be_looked_at_is_said_once_each(
    northwind: Followup, settings_file: Path, own_template: Callable[[str, str], Path]
) -> None:
    """A wrong template, too many words, letters that are alike, and nothing where all is well."""
    settings_file.write_text('[mail]\nfrom = "Ada King <ada@example.org>"')
    for name in ("Jana Novák", "Bob Lee"):
        northwind("person", "northwind", name, "--checked")
    file = own_template("en/thank-you", "Subject: x\n\n{{ compny }}")
    wrong = northwind("draft", "northwind")
    assert wrong.err == (
        f'followup: {file}, line 3: there is no "compny"; did you mean company?; the shipped one is used\n'
    )
    assert wrong.out.count("\nDear ") == 2
    own_template("en/thank-you", f"Subject: x\n\n{{{{ greeting }}}} {'word ' * 150}")
    long = northwind("draft", "northwind").err
    assert "followup: To Dr. Jana Novák: 153 words: over 150, it is hardly read to its end\n" in long
    own_template("en/thank-you", WHOLE)
    alike = letters(northwind)
    assert [document["notes"] for document in alike] == [
        ["very like the one to Bob Lee: they may compare"],
        ["very like the one to Dr. Jana Novák: they may compare"],
    ]
    assert letters(northwind, "--person", "bob")[0]["notes"] == []
    assert northwind("draft", "northwind", "--person", "bob").err == ""


def test_a_letter_that_is_not_shown_is_not_compared(northwind: Followup, settings_file: Path) -> None:
    """The question for their date goes to one of two: nobody is said to get a copy."""
    northwind("decision", "northwind", "unknown")
    settings_file.write_text('[mail]\nfrom = "Ada King <ada@example.org>"')
    assert "very like" not in northwind("draft", "northwind", "ask-date").err


def test_letters_come_in_the_language_that_is_set(
    northwind: Followup, settings_file: Path, own_template: Callable[[str, str], Path]
) -> None:
    """Shipped or one's own set, and the document says which."""
    settings_file.write_text('language = "de"')
    (letter,) = letters(northwind, "withdraw")
    assert letter["language"] == "de"
    assert letter["body"].startswith("Guten Tag Dr. Jana Novák,")
    settings_file.write_text('language = "mine"')
    own_template("mine/withdraw", "Subject: No\n\n{{ greeting }} no.")
    (letter,) = letters(northwind, "withdraw")
    assert (letter["language"], letter["subject"], letter["body"]) == ("mine", "No", "Dear Dr. Novák, no.")


def test_what_was_written_in_the_app_is_what_is_shown(
    northwind: Followup, half_written: Callable[..., None]
) -> None:
    """Not a fresh template, for the kind and person it was written for; the other letters begin anew."""
    half_written("thank-you", p2_body="Dear Bob,\n\nmine", p2_subject="Two\nlines")
    jana, bob = letters(northwind)
    assert (bob["subject"], bob["body"], bob["open"]) == ("Two lines", "Dear Bob,\n\nmine", [])
    assert jana["open"] != []
    assert "Subject: Two lines\n\nDear Bob,\n\nmine\n" in northwind("draft", "northwind").out
    assert "mine" not in northwind("draft", "northwind", "withdraw").out


def test_a_letter_begun_to_somebody_else_is_not_forgotten(
    northwind: Followup, half_written: Callable[..., None]
) -> None:
    """Where another gets the letter by default, the one that was begun is named, and can be had."""
    half_written("follow-up", p2_body="Dear Bob,\n\nmine", p9_body="to nobody who is there")
    assert letters(northwind, "follow-up")[0]["person"]["name"] == "Jana Novák"
    assert northwind("draft", "northwind", "follow-up").err.count("You began one to Bob Lee too") == 1
    assert letters(northwind, "follow-up", "--person", "bob")[0]["body"] == "Dear Bob,\n\nmine"


def test_a_letter_that_was_being_sent_says_so(northwind: Followup, half_written: Callable[..., None]) -> None:
    """The line dropped in between: nobody should send it a second time unawares."""
    half_written("follow-up", p1_sending="14:01")
    (letter,) = letters(northwind, "follow-up")
    assert "it was being sent at 14:01: look whether it went" in letter["notes"]


def test_the_unasked_questions_go_in_where_asked_for(
    northwind: Followup, changed: Callable[..., None], half_written: Callable[..., None]
) -> None:
    """Only with --questions; where they have no place, a line says so."""
    assert "There are no unasked questions" in northwind("draft", "northwind", "--questions").err
    changed(unasked=["How big is the team?", "Who leads it?"])
    assert "How big" not in northwind("draft", "northwind").out
    asked = northwind("draft", "northwind", "--questions")
    assert asked.out.count("- How big is the team?\n- Who leads it?\n") == 2
    assert "questions" not in asked.err
    assert "Not all of your questions" in northwind("draft", "northwind", "withdraw", "--questions").err
    half_written("thank-you", p1_body="mine")
    assert "Not all of your questions" in northwind("draft", "northwind", "--questions").err


def test_a_letter_greets_by_the_first_name_where_the_user_says_so(
    northwind: Followup, settings_file: Path
) -> None:
    """Per person, by the settings, or by the set; German then comes in the words for friends."""
    northwind("person", "northwind", "Frau Dr. Jana Novák", "--who", "p1")
    northwind("edit", "northwind", "--letters", "de")

    def body(*options: str) -> str:
        return str(letters(northwind, "thank-you", "--person", "Jana", *options)[0]["body"])

    assert body().startswith("Sehr geehrte Frau Dr. Novák,")
    noted = northwind("person", "northwind", "--who", "p1", "--first-name", "--json")
    assert noted.json["people"][0]["by_first_name"] is True
    assert body().startswith("Hallo Jana,")
    assert "dass du dir" in body()
    assert letters(northwind, "thank-you", "--person", "Jana")[0]["language"] == "de-informal"
    northwind("edit", "northwind", "--letters", "en")
    assert body().startswith("Dear Jana,")
    settings_file.write_text("first_names = true\n", "utf-8")
    northwind("person", "northwind", "--who", "p1", "--no-first-name")
    assert body().startswith("Dear Dr. Novák,")
    northwind("person", "northwind", "Ms Ada King")
    ada = letters(northwind, "thank-you", "--person", "Ada")[0]
    assert str(ada["body"]).startswith("Dear Ada,")
    northwind("edit", "northwind", "--letters", "de-informal")
    assert body().startswith("Sehr geehrte Frau Dr. Novák,")
    assert "dass Sie sich" in body()


def test_a_family_name_is_noted_and_greeted_with(northwind: Followup) -> None:
    """Where the name does not show which it is; an empty one is forgotten; other changes keep it."""
    northwind("person", "northwind", "Dr. Ana María López")
    assert letters(northwind, "withdraw", "--person", "María")[0]["body"].startswith(
        "Dear Dr. Ana María López,"
    )
    noted = northwind("person", "northwind", "Ana María López", "--family-name", " López\x1b ", "--json")
    assert noted.json["people"][2]["family_name"] == "López"
    northwind("person", "northwind", "Ana María López, CTO", "--phone", "+34 1")
    assert letters(northwind, "withdraw", "--person", "María")[0]["body"].startswith("Dear Dr. López,")
    gone = northwind("person", "northwind", "Ana María López", "--family-name", "", "--json")
    assert gone.json["people"][2]["family_name"] is None
    assert northwind("person", "northwind", "Ana María López", "--family-name", "x" * 201).code == 2


def test_the_docs_show_a_template_that_works_and_all_of_its_words(
    northwind: Followup, own_template: Callable[[str, str], Path], changed: Callable[..., None]
) -> None:
    """Whoever copies it gets a letter; docs/letters.md has every word a template can show."""
    page, words, commands = (
        (Path(__file__).parents[3] / "docs" / f"{name}.md").read_text("utf-8")
        for name in ("writing-letters", "letters", "command-line")
    )
    example = re.search(r"```\n(Subject: .*?)```", page, re.DOTALL)
    assert example is not None
    own_template("en/thank-you", example[1])
    changed(unasked=["How big is the team?"])
    (letter, _) = letters(northwind, "--questions")
    assert letter["subject"] == "Thank you, Northwind"
    assert "for the conversation today." in letter["body"]
    assert "\n- How big is the team?\n" in letter["body"]
    assert letter["notes"] == letters(northwind, "withdraw")[0]["notes"]
    assert all(f"`{word}`" in page for word in LetterKind)
    assert all(f"`{key}`" in commands for key in KEYS)
    assert all(f"| `{word}` |" in words for word in (*WORDS, *LetterKind))


def test_a_letter_to_a_position_names_the_address_alone(followup: Followup) -> None:
    """Nobody is called "the CTO"."""
    followup("add", "Northwind", "Engineer", "--person", "?, CTO <cto@northwind.example>")
    assert followup("draft", "northwind").out.startswith("To: cto@northwind.example\n")


def test_a_hand_in_says_that_nothing_is_attached(followup: Followup) -> None:
    """It names what was promised without the verb."""
    followup("add", "Northwind", "Engineer", "--person", "Ada King <ada@northwind.example>")
    followup("promise", "northwind", "send two references", "--due", "tomorrow")
    result = followup("draft", "northwind", "hand-in")
    assert "I am sending you [[what you hand in: two references]]" in result.out
    assert "nothing is attached: do that in your mail program" in result.err

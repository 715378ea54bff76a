"""`followup checklist`, and the questions that stayed unasked, from the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Followup, shown

FIRST, SECOND = "When do you decide, and how will I hear?", "What would I do in the first three months?"


def test_the_checklist_shows_what_is_noted_and_how_to_note_more(northwind: Followup) -> None:
    """Their date, names, what was said, and each question, ticked where it stayed unasked."""
    northwind("reflect", "northwind", "--said", "72,000 and a laptop", "--unasked", "2")
    out = northwind("checklist", "northwind").out
    assert "They decide by: Fri 27 Nov" in out
    assert "Dr. Jana Novák, Head of Data <jana@northwind.example> (spelling not checked)" in out
    assert "72,000 and a laptop" in out
    assert f"[ ] 1 {FIRST}" in out
    assert f"[x] 2 {SECOND}" in out
    assert northwind("checklist", "northwind", "--json").json["questions"][1] == {
        "number": 2,
        "text": SECOND,
        "unasked": True,
    }


def test_questions_are_noted_by_number_or_in_words_and_taken_back(northwind: Followup) -> None:
    """Each is taken; noted twice it stands once; asked after all it is gone; one step of undo each."""
    northwind("checklist", "northwind", "--unasked", "1", "--unasked", "Who is on call?", "--unasked", "1")
    assert shown(northwind)["unasked"] == [FIRST, "Who is on call?"]
    result = northwind("checklist", "northwind", "--asked", "who is on CALL?", "--asked=1", "--unasked", "2")
    assert result.out == "Northwind: 1 unasked question.\n"
    assert shown(northwind)["unasked"] == [SECOND]
    northwind("undo")
    assert shown(northwind)["unasked"] == [FIRST, "Who is on call?"]


def test_questions_are_noted_at_capture(followup: Followup) -> None:
    """`add` takes them too, in the same step; nothing was left unasked in an interview that lies ahead."""
    result = followup("add", "Acme", "SRE", "--at", "10:00", "--unasked", "1", "--unasked", "Remote?")
    assert "followup checklist acme" in result.out
    assert shown(followup, "acme")["unasked"] == [FIRST, "Remote?"]
    assert "checklist" not in followup("add", "Globex", "SRE", "--at", "fri").out
    followup("undo")
    followup("undo")
    assert followup("list", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--unasked", "99"), "There is no question 99; the checklist has 7"),
        (("--unasked", "0"), "There is no question 0"),
        (("--unasked", " "), "The question is empty"),
        (("--unasked", "x" * 300), "300 characters"),
        (("--asked", "Never noted?"), "'Never noted?' is none of the questions that stayed unasked"),
        (("--asked", "3"), "none of the questions that stayed unasked"),
    ],
)
def test_what_is_no_question_is_refused(
    northwind: Followup, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, a sentence, and nothing noted, not even what was right beside it."""
    result = northwind("checklist", "northwind", "--unasked", "1", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert shown(northwind)["unasked"] == []

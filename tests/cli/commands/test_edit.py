"""`followup edit`, `followup remove` and `followup reopen`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import shown

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


def test_everything_on_a_card_is_edited_in_one_step(northwind: Followup) -> None:
    """What is named is changed, the rest stays, and one undo takes all of it back."""
    edited = northwind(
        *("edit", "northwind", "--company", "Northwind GmbH", "--role", "Data lead", "--via", "Hays"),
        *("--tag", "remote, python", "--tag", "berlin", "--notes", "A line", "--letters", "de"),
    )
    assert edited.code == 0
    card = shown(northwind)
    assert (card["company"], card["role"], card["via"]) == ("Northwind GmbH", "Data lead", "Hays")
    assert (card["tags"], card["notes"]) == (["remote", "python", "berlin"], "A line")
    assert "Data lead via Hays" in northwind("list").out
    northwind("edit", "northwind", "--untag", "Python", "--via", "")
    assert (shown(northwind)["tags"], shown(northwind)["via"]) == (["remote", "berlin"], None)
    northwind("undo")
    northwind("undo")
    assert shown(northwind)["company"] == "Northwind"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "There is nothing to change"),
        (("--role", " "), "The role is missing"),
        (("--company", ""), "The company is missing"),
        (("--untag", "remote"), "There is no tag 'remote'"),
        (("--letters", "klingon"), "There is no set of letters"),
        (("--merge", "northwind"), "is the application itself"),
        (("--same-company-as", "zoe"), "There is no application"),
        (("--same-company-as", "x", "--other-company-than", "y"), "not allowed with"),
    ],
)
def test_a_wrong_edit_is_refused(northwind: Followup, arguments: tuple[str, ...], sentence: str) -> None:
    """Exit 2, a sentence, and nothing changed."""
    before = shown(northwind)
    refused = northwind("edit", "northwind", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.err
    assert shown(northwind) == before


def test_a_company_that_is_known_is_said_and_can_be_another(northwind: Followup) -> None:
    """Follow-ups count for one company, unless the user says that it is another."""
    northwind("close", "northwind", "rejected")
    again = northwind("add", "NORTHWIND Inc.", "Platform", "--at", "today 09:00")
    assert "You know Northwind: rejected today, Data engineer. Same company?" in again.out
    assert "followup edit northwind-inc --other-company-than northwind" in again.out
    assert northwind("edit", "northwind-inc", "--other-company-than", "northwind").code == 0
    assert "Nothing changed" in northwind("edit", "northwind-inc", "--other-company-than", "northwind").out
    other = northwind("add", "Northwind", "SRE", "--other-company-than", "northwind")
    assert "You know" not in other.out
    assert northwind("add", "Zoom", "SRE", "--other-company-than", "northwind").code == 2


def test_two_cards_of_one_job_become_one(northwind: Followup) -> None:
    """People, interviews and contacts come together, the second card is gone, one undo brings it back."""
    northwind("add", "Northwind Inc", "Data engineer", "--at", "today 10:00", "--person", "Bob Lee, CTO")
    northwind("contact", "northwind-inc", "sent", "thank-you", "--person", "Bob", "--at", "today 12:00")
    assert "one card with northwind-inc" in northwind("edit", "northwind", "--merge", "northwind-inc").out
    card = shown(northwind)
    assert [(person["name"], person["position"]) for person in card["people"]] == [
        ("Jana Novák", "Head of Data"),
        ("Bob Lee", "CTO"),
    ]
    assert [interview["people"] for interview in card["interviews"]] == [["p1", "p2"]]
    assert [contact["person"] for contact in card["contacts"]] == ["p2"]
    assert northwind("show", "northwind-inc").code == 2
    northwind("undo")
    assert northwind("show", "northwind-inc").code == 0
    assert shown(northwind)["contacts"] == []


def test_an_application_is_removed_and_brought_back(northwind: Followup) -> None:
    """It is gone from the list, and one undo brings back all of it."""
    before = shown(northwind)
    assert "followup undo brings it back" in northwind("remove", "northwind").out
    assert northwind("show", "northwind").code == 2
    northwind("undo")
    after = shown(northwind)
    stamps = {"updated_at": None, "revision": None}
    assert {**after, **stamps} == {**before, **stamps}
    assert northwind("remove", "northwind", "--json").json["id"] == "northwind"


def test_a_closed_application_lives_again_where_it_belongs(northwind: Followup) -> None:
    """A day that lies ahead makes nothing overdue; one that lives is not reopened."""
    assert northwind("reopen", "northwind").code == 2
    northwind("close", "northwind", "cancelled")
    assert shown(northwind)["outcome"] == "cancelled"
    assert "Interviewed now" in northwind("reopen", "northwind").out
    northwind("contact", "northwind", "sent", "thank-you", "--at", "today 11:00")
    northwind("close", "northwind", "silent")
    assert "Thanked now" in northwind("reopen", "northwind").out
    northwind("contact", "northwind", "sent", "reply", "--at", "today 12:00")
    northwind("close", "northwind", "withdrawn")
    assert "Waiting now" in northwind("reopen", "northwind").out
    assert shown(northwind)["outcome"] is None


@pytest.mark.parametrize(
    ("outcome", "fitting", "refused"),
    [
        ("rejected", "after-rejection", "follow-up"),
        ("withdrawn", "withdraw", "thank-you"),
        ("declined", "decline", "accept"),
        ("hired", "hired-thanks", "follow-up"),
        ("cancelled", "after-rejection", "ask-date"),
    ],
)
def test_letters_about_a_closed_application_fit_its_end(
    northwind: Followup, outcome: str, fitting: str, refused: str
) -> None:
    """Any other is refused with what fits, unless asked for anyway; none asks a closed one for its date."""
    northwind("close", "northwind", outcome)
    letters = northwind("draft", "northwind", "--json").json
    assert {letter["kind"] for letter in letters} == {fitting}
    assert not any("expect to decide" in letter["body"] for letter in letters)
    wrong = northwind("draft", "northwind", refused)
    assert (wrong.code, wrong.out) == (2, "")
    assert f"Northwind is closed, {outcome}: what fits is" in wrong.err
    assert northwind("draft", "northwind", refused, "--anyway").code == 0


def test_nothing_is_left_to_write_to_who_never_answered(northwind: Followup) -> None:
    """There is nobody to withdraw from."""
    northwind("close", "northwind", "silent")
    drafted = northwind("draft", "northwind", "withdraw")
    assert (drafted.code, drafted.out) == (2, "")
    assert "Northwind is closed, silent: nothing is left to write" in drafted.err


def test_through_an_agency_the_consultant_gets_the_letter(northwind: Followup) -> None:
    """One thank-you to the consultant, who passes it on; any other letter goes to them first."""
    northwind("person", "northwind", "Petra Klein <petra@hays.example>", "--agency")
    northwind("edit", "northwind", "--via", "Hays")
    for kind in ("thank-you", "withdraw"):
        letters = northwind("draft", "northwind", kind, "--json").json
        assert [letter["person"]["name"] for letter in letters] == ["Petra Klein"]

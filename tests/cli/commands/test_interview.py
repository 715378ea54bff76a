"""`followup interview`: another one is recorded or planned; one that is there is moved or corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


@pytest.fixture
def planned(northwind: Followup) -> Followup:
    """The program, with an interview of today and one planned for Thursday, half past nine to ten."""
    northwind("interview", "northwind", "--at", "thu 9:30", "--until", "10:00", "--person", "Carl")
    return northwind


def interview(followup: Followup, interview_id: str = "i2") -> dict[str, Any]:
    """Return what `show --json` says of an interview."""
    document: dict[str, Any]
    (document,) = [
        each
        for each in followup("show", "northwind", "--json").json["interviews"]
        if each["id"] == interview_id
    ]
    return document


def test_one_is_planned_with_all_that_is_known(northwind: Followup) -> None:
    """Kind, place, link and end come at once, and are told and exported."""
    result = northwind(
        *("interview", "northwind", "--at", "thu 9:30", "--until", "11:00", "--kind", "on-site"),
        *("--place", "Room 4", "--link", "https://meet.example/7", "--person", "Carl"),
    )
    assert result.out.splitlines() == [
        "Northwind: another interview.",
        "Interview starts Thu 26 Nov 09:30, until 11:00, with Carl.",
    ]
    document = interview(northwind)
    assert (document["kind"], document["place"], document["link"]) == (
        "on-site",
        "Room 4",
        "https://meet.example/7",
    )
    assert document["ends_at"] == "2026-11-26T11:00:00+01:00"
    told = "interview 2 (on site) planned with Carl"
    where = "until 11:00, Room 4, https://meet.example/7"
    assert f"{told} (i2)\n    {where}\n" in northwind("show", "northwind").out
    assert f"{told}; {where}" in northwind("export", "csv").out
    assert f"(on site): Thu 26 Nov 2026 09:30, {where}." in northwind("prep", "northwind").out


def test_without_an_id_the_next_planned_one_is_moved_and_the_time_before_is_told(planned: Followup) -> None:
    """Who moved it and from when stay in the story; it lasts as long as before."""
    result = planned("interview", "northwind", "--move", "fri 14:00")
    assert result.out == "Northwind: interview 2 moved to Fri 27 Nov 14:00 by them.\n"
    planned("interview", "northwind", "--move", "fri 15:00", "--by", "me", "--kind", "video")
    document = interview(planned)
    assert document["starts_at"] == "2026-11-27T15:00:00+01:00"
    assert document["ends_at"] == "2026-11-27T15:30:00+01:00"
    assert document["moved_from"] == ["2026-11-26T09:30:00+01:00", "2026-11-27T14:00:00+01:00"]
    story = planned("show", "northwind").out
    assert (
        "Fri 27 Nov 15:00: interview 2 (video) planned with Carl, moved from Thu 26 Nov 09:30 by them,"
        " moved from Fri 27 Nov 14:00 by you (i2)"
    ) in story


@pytest.mark.parametrize(
    ("by", "told", "next_step"),
    [
        ((), "cancelled by them", "If they wrote: followup contact northwind received"),
        (("--by", "me"), "cancelled by you", "If that ends it: followup close northwind withdrawn"),
    ],
)
def test_a_cancelled_one_stays_in_the_story(
    planned: Followup, by: tuple[str, ...], told: str, next_step: str
) -> None:
    """It is not planned any more, and what can follow is named."""
    result = planned("interview", "northwind", "--cancel", *by)
    assert result.out.splitlines() == [f"Northwind: interview 2 {told}.", next_step]
    assert interview(planned)["state"] == "cancelled"
    assert f"interview 2 with Carl, {told}" in planned("show", "northwind").out
    assert planned("show", "northwind", "--json").json["next_interview"] is None


def test_a_missed_one_is_a_reason_to_write(planned: Followup, clock: Any) -> None:  # noqa: ANN401
    """Once its time has passed; corrected, it took place after all."""
    clock.shift(4 * 86_400)
    planned("interview", "northwind", "--which", "i2", "--missed")
    assert interview(planned)["state"] == "missed"
    assert planned("why", "northwind", "--json").json["rule"] == "R12"
    result = planned("interview", "northwind", "--which", "i2", "--correct", "26 Nov 9:45")
    assert result.out == "Northwind: interview 2 corrected to Thu 26 Nov 09:45.\n"
    document = interview(planned)
    assert (document["state"], document["moved_from"]) == ("held", [])
    assert document["ended_at"] == "2026-11-26T10:15:00+01:00"


def test_one_that_was_noted_by_mistake_is_removed_and_undo_brings_it_back(planned: Followup) -> None:
    """Removing is a step like every other."""
    assert planned("interview", "northwind", "--remove").out == "Northwind: interview 2 removed.\n"
    assert len(planned("show", "northwind", "--json").json["interviews"]) == 1
    planned("undo")
    assert interview(planned)["starts_at"] == "2026-11-26T09:30:00+01:00"


def test_more_is_noted_of_one_that_is_there(planned: Followup) -> None:
    """With `--which` and no time nothing is recorded anew."""
    result = planned("interview", "northwind", "--which", "i2", "--place", "Room 4", "--until", "11:00")
    assert result.out == "Northwind: interview 2 edited.\n"
    document = interview(planned)
    assert (document["place"], document["ends_at"]) == ("Room 4", "2026-11-26T11:00:00+01:00")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--move|yesterday", "can only be moved ahead"),
        ("--move|", "--move needs a time"),
        ("--correct| ", "--correct needs a time"),
        ("--move|thu 9:30", "planned for Thu 26 Nov 09:30 already"),
        ("--which|i1|--move|fri", "Interview 1 is noted as held"),
        ("--which|i1|--cancel", "Interview 1 is noted as held"),
        ("--missed", "Interview 2 lies ahead"),
        ("--which|i9|--remove", "There is i1 (today 10:00), i2 (Thu 26 Nov 09:30)"),
        ("--which|i2", "Nothing says what to change in interview 2"),
        ("--which|i2|--at|fri", "--at records another interview"),
        ("--move|fri|--cancel", "--move and --cancel do not go together"),
        ("--cancel|--place|Room 4", "--place does not go with --cancel"),
        ("--by|me", "--by says who moved or cancelled it"),
        ("--cancel|--by|bob", "one of me, them"),
        ("--at|fri 10:00|--until|9:00", "ends after its start"),
        ("--at|fri 10:00|--until|sat", "is a time of day"),
        ("--at|fri 10:00|--kind|telepathy", "It is one of phone, video, on-site, panel, assessment"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    planned: Followup, options: str, sentence: str
) -> None:
    """Each refusal is a sentence that says why, and the file stays as it is."""
    before = planned("show", "northwind", "--json").out
    result = planned("interview", "northwind", *options.split("|"))
    assert result.code == 2
    assert sentence in result.err
    assert planned("show", "northwind", "--json").out == before


def test_one_that_was_written_about_cannot_be_put_ahead(planned: Followup) -> None:
    """What was learned in it would be about an interview that never was."""
    planned("reflect", "northwind", "--well", "Calm")
    result = planned("interview", "northwind", "--which", "i1", "--correct", "fri")
    assert result.code == 2
    assert "You wrote about interview 1, so it cannot lie ahead" in result.err
    assert planned("interview", "northwind", "--which", "i1", "--correct", "yesterday 10:00").code == 0


def test_what_did_not_take_place_is_not_reflected_on_and_nobody_was_met_in_it(planned: Followup) -> None:
    """A reflection would make lessons of nothing; the dossier would name people the user never saw."""
    assert "Met in interview 2" not in planned("dossier", "northwind").out
    planned("interview", "northwind", "--cancel")
    result = planned("reflect", "northwind", "--interview", "2", "--well", "Calm")
    assert result.code == 2
    assert "did not take place. Where it did: followup interview northwind --which i2 --correct" in result.err
    dossier = planned("dossier", "northwind").out
    assert "Met in interview 1" in dossier
    assert "Met in interview 2" not in dossier


def test_somebody_named_by_their_id_is_called_by_their_name(followup: Followup) -> None:
    """What is printed names whom the interview is with, and not what was typed."""
    followup("add", "Northwind", "Engineer", "--person", "Ms Jana Novák")
    result = followup("interview", "northwind", "--at", "2026-11-27 10:00", "--person", "p1")
    assert "with Ms Jana Novák." in result.out

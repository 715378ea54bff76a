"""`followup promise`: noted, listed, kept, dropped, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import shown

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


def test_promises_are_noted_and_settled(northwind: Followup) -> None:
    """Yours and theirs, each by its number."""
    mine = northwind("promise", "northwind", "send references", "--due", "fri")
    assert mine.out == "Northwind: you promised: send references, due Fri 27 Nov (in 4 days) (promise 1).\n"
    northwind("promise", "northwind", "call", "--theirs", "--due", "tomorrow")
    assert northwind("promise", "northwind").out == (
        "1  you promised: send references, due Fri 27 Nov\n2  they promised: call, due tomorrow\n"
    )
    assert northwind("promise", "northwind", "--move", "1", "--due", "mon").out == (
        "Northwind: send references: due Mon 30 Nov (in 7 days).\n"
    )
    assert northwind("promise", "northwind", "--done", "1").out == "Northwind: send references: done.\n"
    assert northwind("promise", "northwind", "--drop", "2").code == 0
    assert [(p["id"], p["whose"], p["due"], bool(p["done_at"])) for p in shown(northwind)["promises"]] == [
        ("1", "mine", "2026-11-30", True),
        ("2", "theirs", "2026-11-24", False),
    ]


def test_half_a_call_is_refused(northwind: Followup) -> None:
    """Nothing is noted where it is not plain what is meant."""
    for options in (
        ["--due", "fri"],
        ["--done", "1"],
        ["--move", "1"],
        ["x", "--due", ""],
        ["x", "--done", "1"],
    ):
        assert northwind("promise", "northwind", *options).code == 2
    assert shown(northwind)["promises"] == []
    assert northwind("promise", "northwind").out.startswith("Nothing promised is noted at Northwind.")


def test_a_line_that_reads_like_a_promise_comes_with_the_command_that_keeps_it(northwind: Followup) -> None:
    """From a reflection, a contact and the notes; once it is noted, no more. Nothing is noted by itself."""
    command = "To keep it as a promise: followup promise northwind"
    reflected = northwind("reflect", "northwind", "--said", "HR will call Tuesday", "--well", "calm")
    assert f"{command} 'HR will call Tuesday' --theirs\n" in reflected.out
    contact = northwind("contact", "northwind", "sent", "other", "--note", "I'll send my references")
    assert f"{command} 'I'\"'\"'ll send my references'\n" in contact.out
    assert f"{command} 'I will think'" in northwind("edit", "northwind", "--notes", "I will think").out
    assert shown(northwind)["promises"] == []
    northwind("promise", "northwind", "Bob will write", "--theirs")
    assert "promise" not in northwind("edit", "northwind", "--notes", "Bob will write").out

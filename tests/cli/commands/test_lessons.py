"""`followup lessons`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup


def test_lessons_are_open_until_somebody_says_otherwise(
    reflected: Followup, clock: time_machine.Traveller
) -> None:
    """Done, dropped and open again: each is one step that can be taken back."""
    assert reflected("lessons").out == (
        "acme/i1/1  Speak slower (Acme, Thu 12 Nov)\nacme/i1/2  Ask about pay (Acme, Thu 12 Nov)\n"
    )
    assert reflected("lessons", "--done", "acme/i1/1").out == "Acme: lesson done: Speak slower.\n"
    assert [item["id"] for item in reflected("lessons", "--json").json] == ["acme/i1/2"]
    assert "Nothing changed" in reflected("lessons", "--done", "acme/i1/1").out
    dropped = reflected("lessons", "--drop", "acme/i1/2", "--json").json
    assert [one["state"] for one in dropped["interviews"][0]["reflection"]["change"]] == ["done", "dropped"]
    assert reflected("lessons").out == "No lesson is open. followup lessons --all shows the others.\n"
    assert reflected("lessons", "--all").out == (
        "acme/i1/1  Speak slower (Acme, Thu 12 Nov, done today)\n"
        "acme/i1/2  Ask about pay (Acme, Thu 12 Nov, dropped today)\n"
    )
    assert "Ask about pay (dropped)" in reflected("journal").out
    assert reflected("lessons", "--reopen", "acme/i1/2").out == "Acme: lesson open again: Ask about pay.\n"
    reflected("undo")
    assert reflected("lessons", "--json").json == []
    for arguments in (("--done", "acme"), ("--done", "acme/i1/9"), ("--done", "a", "--drop", "b")):
        assert reflected("lessons", *arguments).code == 2

"""Promises: noted, kept, dropped, moved; and lines that read like one."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from followup_tui.domain.person import Party
from followup_tui.domain.promises import (
    WrittenPromise,
    add_promise,
    drop_promise,
    keep_promise,
    move_promise,
    open_promises,
    promise_in,
    promise_words,
    written_promise,
)
from followup_tui.errors import CallError
from tests.samples import NORTHWIND, held, instant, today

MONDAY = today("2026-11-23 14:02")
NOW = instant("2026-11-23 14:02")
TWO = add_promise(
    add_promise(NORTHWIND, "send references", Party.ME, date(2026, 11, 27)),
    "HR will call",
    Party.THEM,
    date(2026, 11, 24),
)


@pytest.mark.parametrize(
    ("line", "party"),
    [
        ("I will send the references on Friday", Party.ME),
        ("I'll send my code by Monday", Party.ME),
        ("Ich schicke die Zeugnisse bis Freitag", Party.ME),
        ("ich muss noch die Referenzen nennen", Party.ME),
        ("they will call on Tuesday", Party.THEM),
        ("HR will call Tuesday", Party.THEM),
        ("Jana will send the task", Party.THEM),
        ("Sie melden sich bis Mittwoch", Party.THEM),
        ("wollen sich nächste Woche melden", Party.THEM),
        ("sie rufen mich am Dienstag an", Party.THEM),
        ("the team is nice", None),
        ("I was calm", None),
        ("They need Python", None),
        ("", None),
    ],
)
def test_a_line_reads_like_a_promise(line: str, party: Party | None) -> None:
    """Whose it is follows from who acts in it."""
    assert promise_in(line) is party


def test_only_a_new_line_is_offered_and_only_until_it_is_noted() -> None:
    """What stood there before was offered before."""
    before = replace(NORTHWIND, notes="they will call on Tuesday")
    assert written_promise(before, replace(before, notes=f"{before.notes}\nnice people")) is None
    after = before.with_interview(replace(held("2026-11-23 10:00"), said="  I will send references  "))
    assert written_promise(before, after) == WrittenPromise("northwind", "I will send references", Party.ME)
    noted = add_promise(after, "I will send references", Party.ME, None)
    assert written_promise(before, noted) is None


def test_promises_have_numbers_and_the_first_due_comes_first() -> None:
    """Those without a day come last."""
    three = add_promise(TWO, "think about it", Party.ME, None)
    assert [promise.id for promise in three.promises] == ["1", "2", "3"]
    assert [promise.id for promise in open_promises(three)] == ["2", "1", "3"]


def test_kept_dropped_and_moved() -> None:
    """Each is taken back by moving it to a day."""
    assert [promise.id for promise in open_promises(keep_promise(TWO, "1", NOW))] == ["2"]
    assert [promise.id for promise in open_promises(drop_promise(TWO, "2", NOW))] == ["1"]
    again = move_promise(drop_promise(TWO, "1", NOW), "1", date(2026, 11, 30))
    assert open_promises(again)[1].due == date(2026, 11, 30)


def test_a_number_that_is_not_there_is_refused_with_those_that_are() -> None:
    """Nothing is guessed."""
    with pytest.raises(CallError, match="There is 1 send references, 2 HR will call"):
        keep_promise(TWO, "3", NOW)
    with pytest.raises(CallError):
        add_promise(NORTHWIND, "  ", Party.ME, None)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-23", "you promised: send references, due Fri 27 Nov"),
        ("2026-11-28", "you promised: send references, due yesterday: 1 day late"),
        ("2026-11-30", "you promised: send references, due Fri 27 Nov: 3 days late"),
    ],
)
def test_a_promise_in_words(day: str, words: str) -> None:
    """Whose it is, by when, and how late."""
    assert promise_words(TWO.promises[0], today(day)) == words


def test_a_promise_that_is_over_in_words() -> None:
    """It says how it ended."""
    kept = keep_promise(TWO, "2", NOW).promises[1]
    assert promise_words(kept, MONDAY) == "they promised: HR will call, done today"
    assert promise_words(drop_promise(TWO, "1", NOW).promises[0], MONDAY).endswith(", dropped")

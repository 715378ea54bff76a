"""After a move or a cancellation the old time is no longer agreed: no advice, agenda or export says so."""

from __future__ import annotations

import pytest

from followup_tui.domain.advice.answer import Move
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.advice.why import explain
from followup_tui.domain.agenda import coming_up, due_now
from followup_tui.domain.application import Stage
from followup_tui.domain.card_line import card_line
from followup_tui.domain.interviews import cancel_interview
from followup_tui.domain.person import Party
from followup_tui.domain.stages import stage_on
from followup_tui.exchange.dossier_markdown import dossier_markdown
from followup_tui.exchange.formats import EXPORTS
from tests.moved_interview import MOMENTS, NEW, agreed, moved, old_times
from tests.samples import at, today


def test_before_the_move_the_old_time_is_found() -> None:
    """What the other tests look for is there while it is agreed."""
    moment = "2026-11-24 08:00"
    assert old_times(explain(agreed(), today(moment), [agreed()]).advice.reason, moment)
    assert all(old_times(export([agreed()], today(moment)), moment) for export in EXPORTS.values())


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("again", [False, True], ids=["moved", "moved back and away"])
def test_no_advice_names_the_old_time(moment: str, again: bool) -> None:
    """The next move is to prepare for the new time; nothing is overdue, owed or missed for the old one."""
    application, now = moved(again=again), today(moment)
    why = explain(application, now, [application])
    advice = why.advice
    assert advice.move not in (Move.THANK_YOU, Move.FOLLOW_UP, Move.REFLECT, Move.CALL)
    assert stage_on(application, now) is Stage.WAITING
    assert not old_times(" ".join([advice.reason, str(advice.until), *why.counted]), moment)
    assert not old_times(" ".join(card_line(application, now).wordings), moment)
    assert not any(old_times(due.advice.reason, moment) for due in due_now([application], now))


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_agenda_has_the_new_time_and_not_the_old(moment: str) -> None:
    """From seven days before on."""
    application, now = moved(), today(moment)
    comings = coming_up([application], now, {application.id: advise(application, now)})
    whens = [coming.when for coming in comings if "interview" in coming.words]
    assert whens == ([at(NEW)] if moment >= "2026-11-25" else [])


@pytest.mark.parametrize("word", EXPORTS)
def test_no_export_has_the_old_time_as_agreed(word: str) -> None:
    """Where it stands at all it is told as what was moved."""
    moment = "2026-11-27 10:00"
    assert not old_times(EXPORTS[word]([moved(again=True)], today(moment)), moment)
    assert not old_times(dossier_markdown(moved(), today(moment)), moment)


@pytest.mark.parametrize("by", Party)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_cancelled_interview_is_neither_ahead_nor_missed(moment: str, by: Party) -> None:
    """Nobody prepares for it, thanks for it, reflects on it, or asks where they were."""
    application, now = cancel_interview(agreed(), "i2", by), today(moment)
    advice = advise(application, now)
    assert not old_times(f"{advice.reason} {advice.until}", moment)
    assert advice.move not in (Move.THANK_YOU, Move.REFLECT, Move.PREPARE)
    assert advice.rule is None or advice.rule.id not in ("R12", "R15")
    comings = coming_up([application], now, {application.id: advice})
    assert not any("interview" in coming.words for coming in comings)

"""After a move or a cancellation the old time is no longer agreed: no advice, agenda or export says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.advice.answer import Move
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.advice.why import explain
from followup_tui.domain.agenda import coming_up
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.card_line import card_line
from followup_tui.domain.due import due_now
from followup_tui.domain.instant import Instant
from followup_tui.domain.interviews import add_interview, cancel_interview, move_interview
from followup_tui.domain.person import Party
from followup_tui.domain.stages import Today, stage_on
from followup_tui.exchange.dossier_markdown import dossier_markdown
from followup_tui.exchange.formats import EXPORTS
from tests.moved_interview import MOMENTS, NEW, agreed, moved, old_times
from tests.samples import ZONE, at, today
from tests.strategies import applications, instants


def test_before_the_move_the_old_time_is_found() -> None:
    """What the other tests look for is there while it is agreed."""
    moment = "2026-11-24 08:00"
    assert old_times(explain(agreed(), today(moment), [agreed()]).advice.reason, moment)
    # An address book tells nothing of interviews.
    telling = [export for word, export in EXPORTS.items() if word != "vcf"]
    assert all(old_times(export([agreed()], today(moment)), moment) for export in telling)


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


@given(applications(), instants, st.integers(1, 500), st.integers(1, 500), st.sampled_from(Party))
def test_of_any_application_the_moved_interview_is_ahead_at_its_new_time_only(
    card: Application, now: Instant, agreed_in: int, moved_to: int, by: Party
) -> None:
    """Whatever else it holds: until the new time it is planned then, and at no moment for the old one."""
    assume(agreed_in != moved_to)
    at_first = Today(now.seen_from(ZONE), STANDARD, Weekdays())
    old, new = (at_first.now + timedelta(hours=hours) for hours in (agreed_in, moved_to))
    planned = add_interview(replace(card, interviews=()), old, at_first)
    changed = move_interview(planned, "i1", new, by, at_first)
    between = Today(max(at_first.now, min(old, new - timedelta(minutes=1))), STANDARD, Weekdays())
    assert [each.starts_at for each in changed.planned_interviews(between.utc)] == [Instant.of(new)]
    assert changed.last_appointment(between.utc) is None
    advice = advise(changed, between)
    assert advice.until != old
    assert stage_on(changed, between) is stage_on(replace(changed, decision_date=None), between)
    assert advice.rule is None or advice.rule.id not in ("R1", "R2", "R12")


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
    application, now = cancel_interview(agreed(), "i2", by, today(MOMENTS[0])), today(moment)
    advice = advise(application, now)
    assert not old_times(f"{advice.reason} {advice.until}", moment)
    assert advice.move not in (Move.THANK_YOU, Move.REFLECT, Move.PREPARE)
    assert advice.rule is None or advice.rule.id not in ("R12", "R15")
    comings = coming_up([application], now, {application.id: advice})
    assert not any("interview" in coming.words for coming in comings)

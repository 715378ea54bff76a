"""How each answer looks: one table for every screen and command."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.advice.answer import Move, Verdict
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import CLOSED, Application, Stage
from followup_tui.domain.card_line import card_line
from followup_tui.domain.look import Meaning, Sign, look, look_of
from followup_tui.domain.turn import is_snoozed
from followup_tui.domain.urgency import is_due
from tests.samples import today
from tests.strategies import applications

TODAY = today("2026-11-23 14:02")

TABLE = """
act   thank-you     yours-bold    none       Yes, now.
act   follow-up     yours-bold    none       Yes, now.
act   call          yours-bold    none       Yes, now.
act   reply         yours-bold    none       Yes, now.
act   reflect       yours-bold    none       Nothing to send now. First note how it went.
act   prepare       yours-bold    interview  Nothing to send now. Prepare.
act   answer-offer  yours-bold    good       Yes, now.
act   promise       yours-bold    sent       Yes, now.
may   follow-up     yours         none       You may; you need not.
may   answer-offer  good          good       You may; you need not.
may   close         quiet         none       Nothing to send. Close it, if you want to.
may   none          quiet         none       You may, but nothing is due.
wait  follow-up     theirs        date       Not yet.
wait  prepare       theirs        interview  Nothing to send now. Prepare.
wait  answer-offer  good          good       Not yet.
stop  follow-up     theirs        date       Too early.
stop  none          overdue-bold  stop       Better not.
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_an_answer_looks_as_the_table_says(row: str) -> None:
    """Its colour and weight, its sign, and its words."""
    verdict, move, style, sign, answer = row.split(maxsplit=4)
    looks = look(Verdict(verdict), Move(move))
    assert (looks.style, looks.sign, looks.answer) == (style, Sign[sign.upper()], answer)


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("move", Move)
def test_bold_is_your_turn_or_stop(verdict: Verdict, move: Move) -> None:
    """So both are seen without colours. Before their date it is their time; and every answer has words."""
    looks = look(verdict, move)
    is_stop = verdict is Verdict.STOP and move is not Move.FOLLOW_UP
    assert looks.is_bold == (verdict is Verdict.ACT or is_stop)
    assert (looks.meaning is Meaning.OVERDUE) == (looks.sign is Sign.STOP) == is_stop
    assert looks.answer


def _live(application: Application) -> Application:
    """Return an application with an advice to look at: neither closed nor with an offer."""
    stage = Stage.INTERVIEWED if application.stage is CLOSED else application.stage
    return replace(application, stage=stage, outcome=None, closed_at=None, offer=None)


@given(applications(any_text=True).map(_live))
def test_a_card_looks_as_its_advice_does(application: Application) -> None:
    """On the board as on every other screen, unless it says something else than its advice."""
    assert not is_snoozed(application, TODAY.utc)
    advice, line = advise(application, TODAY), card_line(application, TODAY)
    assert is_due(application, TODAY, advice) == (advice.verdict is Verdict.ACT)
    assert line.look == look_of(advice) or line.look.sign in {Sign.INTERVIEW, Sign.GOOD}

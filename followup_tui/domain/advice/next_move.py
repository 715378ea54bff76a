"""What next? The rules in the order in which they are asked; the first with something to say answers.

A new rule is a `Rule` and a function, here or in the module of its subject, with a line in `NEXT_MOVE` and
one in `RULES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.calling import R7
from followup_tui.domain.advice.following_up import FOLLOW_UP, R3, R4, R5, R6, R8
from followup_tui.domain.advice.interviewing import (
    R2,
    R12,
    prepare_for_interview,
    reflect_on_interview,
    write_after_missed_appointment,
)
from followup_tui.domain.advice.keeping_looking import R11
from followup_tui.domain.advice.letting_go import R10, close_after_last_follow_up, close_after_silence
from followup_tui.domain.advice.replying import R9, answer_them
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import RuleFunction, Situation, first_answer, situation_of
from followup_tui.domain.advice.thanking import R1, thank_them
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.stages import Today


def nothing_once_closed(situation: Situation) -> Advice | None:
    """Say of a closed application that nothing is due."""
    if situation.application.stage is not Stage.CLOSED:
        return None
    return situation.advice(Verdict.MAY, Move.NONE, None, None, "It is closed: nothing is due.")


NEXT_MOVE: Final[tuple[RuleFunction[Situation], ...]] = (
    nothing_once_closed,
    answer_them,
    write_after_missed_appointment,
    thank_them,
    reflect_on_interview,
    prepare_for_interview,
    close_after_last_follow_up,
    close_after_silence,
    *FOLLOW_UP,
)
"""The rules in the order in which they are asked for the next move. The last of them always answers."""

RULES: Final[tuple[Rule, ...]] = (R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12)
"""All rules, as the README and the settings file list them."""


def advise(application: Application, today: Today, company: Sequence[Application] = ()) -> Advice:
    """Say what the next move is, and whether it may be made now.

    `company` is all applications at the same company, for what counts per company; this one alone if empty.
    """
    return first_answer(NEXT_MOVE, situation_of(application, today, company))

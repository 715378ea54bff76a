"""What next? The rules in the order in which they are asked; the first with something to say answers.

A new rule is a `Rule` and a function, here or in the module of its subject, with a line in `NEXT_MOVE` and
one in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.calling import R7
from followup_tui.domain.advice.ending import (
    R16,
    R17,
    after_the_end,
    close_after_rejection,
    withdraw_after_hire,
)
from followup_tui.domain.advice.following_up import FOLLOW_UP, R3, R4, R5, R6, R8, R18
from followup_tui.domain.advice.interviewing import (
    R2,
    R12,
    R15,
    prepare_for_interview,
    prepare_within_the_day,
    reflect_on_interview,
    write_after_missed_appointment,
)
from followup_tui.domain.advice.keeping_looking import R11
from followup_tui.domain.advice.letting_go import R10, close_after_last_follow_up, close_after_silence
from followup_tui.domain.advice.offering import R13, answer_offer, close_after_offer, consider_offer
from followup_tui.domain.advice.promising import R14, keep_promise
from followup_tui.domain.advice.replying import R9, answer_them
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import RuleFunction, Situation, first_answer
from followup_tui.domain.advice.thanking import R1, thank_them
from followup_tui.domain.application import CLOSED, Application
from followup_tui.domain.stages import Today

TO_DO: Final[tuple[RuleFunction[Situation], ...]] = (
    after_the_end,
    answer_offer,
    answer_them,
    close_after_rejection,
    withdraw_after_hire,
    write_after_missed_appointment,
    keep_promise,
    prepare_within_the_day,
    thank_them,
    reflect_on_interview,
    consider_offer,
    prepare_for_interview,
)
"""The rules that come before all waiting, in order: what is due, and what makes a follow-up out of place."""

WAITING: Final[tuple[RuleFunction[Situation], ...]] = (
    close_after_offer,
    close_after_last_follow_up,
    close_after_silence,
    *FOLLOW_UP,
)
"""The rules for letting go, following up and waiting, in order. The last of them always answers."""

NEXT_MOVE: Final[tuple[RuleFunction[Situation], ...]] = (*TO_DO, *WAITING)
"""The rules in the order in which they are asked for the next move. The last of them always answers."""

RULES: Final[tuple[Rule, ...]] = (
    *(R1, R2, R3, R4, R5, R6, R7, R8, R9),
    *(R10, R11, R12, R13, R14, R15, R16, R17, R18),
)
"""All rules, as docs/rules.md and the settings file list them."""

STANDS_BEFORE_WAITING: Final = tuple(
    rule for rule in TO_DO if rule not in (keep_promise, thank_them, reflect_on_interview)
)
"""While one of these has something to say, no follow-up is due beside it, and nothing is let go."""


def advise(application: Application, today: Today, related: Sequence[Application] = ()) -> Advice:
    """Say what the next move is, and whether it may be made now.

    `related` is all applications that this depends on, as `relations.related_to` returns them; this one alone
    if empty.
    """
    return first_answer(NEXT_MOVE, Situation(application, today, related))


def advise_all(
    applications: Iterable[tuple[Application, Sequence[Application]]], today: Today
) -> dict[str, Advice]:
    """Return what `advise` says of each application with those related to it, by its id.

    Each rule is asked of all in turn: that is quicker than to ask all rules of one, then of the next.
    """
    asked = [Situation(application, today, related) for application, related in applications]
    advice: dict[str, Advice] = {}
    for rule in NEXT_MOVE:
        unanswered: list[Situation] = []
        for situation in asked:
            if (answer := rule(situation)) is None:
                unanswered.append(situation)
            else:
                advice[situation.application.id] = answer
        asked = unanswered
    return advice


def advise_also(
    application: Application, today: Today, related: Sequence[Application] = ()
) -> tuple[Advice, ...]:
    """Return what else may be done, beside what `advise` says with the same arguments, in order.

    Nothing for a closed application.
    """
    if application.stage is CLOSED:
        return ()
    situation = Situation(application, today, related)
    to_do = {rule: advice for rule in TO_DO if (advice := rule(situation)) is not None}
    answers = list(to_do.values())
    if not any(rule in to_do for rule in STANDS_BEFORE_WAITING):
        answers.append(first_answer(WAITING, situation))
    return tuple(
        advice
        for advice in answers[1:]
        if advice.verdict in (Verdict.ACT, Verdict.MAY)
        and advice.move is not Move.NONE
        and (advice.rule, advice.move) != (answers[0].rule, answers[0].move)
    )

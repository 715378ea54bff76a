"""Which key does what an advice says: for every row that asks for something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.ending import R17
from followup_tui.ui.keys import SHIPPED_KEYS

WHY: Final = "card.why"

_KEYS: Final = {
    Move.THANK_YOU: "card.thank",
    Move.FOLLOW_UP: "card.follow-up",
    Move.REPLY: "card.follow-up",
    Move.CALL: "card.contact",
    Move.REFLECT: "card.reflect",
    Move.PREPARE: "card.prep",
    Move.ANSWER_OFFER: "card.offer",
    Move.PROMISE: "card.open",
    Move.CLOSE: "card.close",
}
"""The key of each move, by its id in `keys.py`."""


def advice_key_id(advice: Advice) -> str:
    """Return the id of the key that does what an advice says; where nothing is to do, of the one for why."""
    if advice.rule is R17 and advice.verdict is Verdict.ACT:
        return "card.follow-up"
    if advice.rule is R17 and advice.move is Move.NONE:
        return "card.offer"  # the list of what is left to do once hired
    may_do_it = advice.verdict in (Verdict.ACT, Verdict.MAY) or advice.move is Move.PREPARE
    return _KEYS.get(advice.move, WHY) if may_do_it else WHY


def shown_key(key_id: str, user_keys: Mapping[str, str]) -> str:
    """Return a key as a person reads it: the user's own, else the shipped one."""
    return user_keys.get(key_id, SHIPPED_KEYS.get(key_id, "")).partition(",")[0]

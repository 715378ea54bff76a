"""The title of a card on a board of anything: the company and the role in it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from followup_tui.domain.positions import is_position_word

_AT: Final = re.compile(r"\s+(?:@|at|bei)\s+", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[|/]\s*|\s+[-\u2013\u2014\u00b7]\s+|\s*[:,]\s+")


class TitleOrder(StrEnum):
    """Which part of a title is the company."""

    COMPANY_FIRST = "company-role"
    ROLE_FIRST = "role-company"


def company_and_role(title: str, order: TitleOrder | None = None) -> tuple[str, str]:
    """Return the company and the role in a title; both empty where it does not have both.

    Args:
        title: `Contoso GmbH | Data Engineer`, `Data Engineer at Contoso GmbH`.
        order: which part is the company; None where only the words tell it: it stands first unless what does
            reads like a position, and what follows does not.
    """
    role, at, company = _split(title, _AT)
    if at and order is None:
        return company, role
    first, between, second = (company, at, role) if at else _split(title, _BETWEEN)
    if at:  # the user said which is which
        first, second = role, company
    if not between:
        return "", ""
    is_role_first = order is TitleOrder.ROLE_FIRST or (
        order is None and _reads_like_position(first) and not _reads_like_position(second)
    )
    return (second, first) if is_role_first else (first, second)


def _split(title: str, between: re.Pattern[str]) -> tuple[str, str, str]:
    """Split a title in two where there is something on both sides."""
    match = between.search(title)
    if not match or not title[: match.start()].strip() or not title[match.end() :].strip():
        return "", "", ""
    return title[: match.start()].strip(), match[0], title[match.end() :].strip()


def _reads_like_position(text: str) -> bool:
    return any(map(is_position_word, text.split()))

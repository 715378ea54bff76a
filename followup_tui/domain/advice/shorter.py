"""A sentence, and an advice, in ever fewer words, for the row it must fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup_tui.domain.advice.answer import Advice, Move
from followup_tui.domain.wording import join_with_and

_MARKS = (". ", "; ", ": ", ", ")
"""Where a sentence may end early, the mildest cut first."""


def shorter_reasons(advice: Advice) -> Iterator[str]:
    """Yield the reason of an advice, and then the same in ever fewer words.

    People are counted before they are left out: with `Thank Dr. Jana Novák and 4 more by 18:30.` one knows
    of all of them, and of the deadline.
    """
    reason, names = advice.reason, [person.full_name for person in advice.people]
    if len(names) < 2:
        # After the colon of an answer that is owed stands what to do.
        is_reply = advice.move is Move.REPLY
        yield from shorter_sentences(reason, (". ", "; ") if is_reply else _MARKS)
        if is_reply:
            yield f"Answer {names[0]}." if names else "Answer them."
        return
    together = join_with_and(names)
    yield reason
    for count in range(len(names) - 1, 0, -1):
        yield reason.replace(together, f"{', '.join(names[:count])} and {len(names) - count} more")
    yield from shorter_sentences(reason.replace(together, f"{len(names)} people"), _MARKS[:-1])


def shorter_sentences(text: str, marks: Sequence[str] = _MARKS) -> Iterator[str]:
    """Yield a text, then without its last sentences, then without its last clauses."""
    yield text
    for mark in marks:
        parts = _split(text, mark)
        for count in range(len(parts) - 1, 0, -1):
            yield mark.join(parts[:count]).rstrip(".,;:") + "."


def _split(text: str, mark: str) -> list[str]:
    """Split a text at a mark, but not after `Dr.` and other abbreviations."""
    from followup_tui.domain.forms_of_address import FORMS_OF_ADDRESS  # only what does not fit needs it

    parts: list[str] = []
    for part in text.split(mark):
        last_word = parts[-1].rpartition(" ")[2] if parts else ""
        is_abbreviation = last_word.casefold() in FORMS_OF_ADDRESS or "." in last_word or len(last_word) == 1
        if mark == ". " and is_abbreviation:
            parts[-1] += mark + part
        else:
            parts.append(part)
    return parts

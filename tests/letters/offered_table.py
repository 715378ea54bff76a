"""Which letters are offered in which state of an application, and why the others are not, as a table to read.

`python -m tests.letters.offered_table tests/letters/offered.txt` writes it anew: read what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from followup_tui.domain.letter import LetterKind
from followup_tui.domain.letter_choice import fitting_letter
from followup_tui.domain.letter_fit import why_unfitting
from tests.letters.application_states import NOW, STATES, ApplicationState
from tests.samples import today

_INTRODUCTION = """\
# Each state of an application, on Wednesday 25 November 2026 at 17:00, and the letters there are.
# + is offered, * is what the program suggests; below, in front of the others, why they are not offered."""


def offered_table() -> str:
    """Write the table."""
    return "\n\n".join([_INTRODUCTION, *("\n".join(_lines(state)) for state in STATES)]) + "\n"


def _lines(state: ApplicationState) -> Iterator[str]:
    application, now = state.application, today(NOW)
    related = (application, *state.related)
    suggested = fitting_letter(application, related, now)
    refused: dict[str, list[str]] = defaultdict(list)
    offered = []
    for kind in LetterKind:
        reason = why_unfitting(kind, application, now, related)
        if reason:
            refused[reason.replace(f"kind {kind.value} ", "kind … ")].append(kind.value)
        else:
            offered.append(f"{'*' if kind is suggested else '+'}{kind.value}")
    yield f"## {state.name}"
    yield " ".join(offered) or "none"
    for reason, kinds in refused.items():
        yield f"  {reason}: {', '.join(kinds)}"


if __name__ == "__main__":
    import sys
    from pathlib import Path

    Path(sys.argv[1]).write_text(offered_table(), encoding="utf-8")

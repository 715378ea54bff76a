"""The rules as Markdown: the section of docs/rules.md, from the table that every advice is given by.

`python -m followup_tui.exchange.rules_markdown docs/rules.md` writes the section anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from followup_tui.domain.advice.next_move import RULES
from followup_tui.domain.advice.rules import NUMBERS, PRESETS, STANDARD, Rules
from followup_tui.errors import CallError
from followup_tui.exchange.markdown_text import inline

BEGIN: Final = "<!-- rules: made by python -m followup_tui.exchange.rules_markdown docs/rules.md -->"
END: Final = "<!-- end of rules -->"
"""Between these two lines stands what is made."""

_FOR: Final[Mapping[str, str]] = {
    "standard": "most",
    "slow": "German-speaking countries, public service",
    "japan": "Japan",
    "one-note": "those who would rather write too little",
    "persistent": "sales",
}


def rules_markdown() -> str:
    """Write the rules with the standard numbers, and the presets, a table each."""
    rules = _table(
        ("", "rule", "it says", "who says so", "settings"),
        (
            (
                rule.id,
                inline(rule.title),
                inline(rule.text(STANDARD)),
                inline(rule.source),
                "<br>".join(f"`{name}`" for name in rule.settings),
            )
            for rule in RULES
        ),
    )
    presets = _table(
        ("preset", "for", "its numbers, where they differ"),
        ((f"`{name}`", _FOR.get(name, ""), _differing(preset)) for name, preset in PRESETS.items()),
    )
    return f"{rules}\n\n{presets}"


def with_rules(document: str) -> str:
    """Return a document with the section in it as it is now.

    Raises:
        CallError: the document has no place for it.
    """
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise CallError("There is no place for the rules", f"Put these two lines there: {BEGIN} and {END}")
    return f"{before}{begin}\n\n{rules_markdown()}\n\n{end}{after}"


def _differing(preset: Rules) -> str:
    return ", ".join(
        f"`{name} = {getattr(preset, name)}`"
        for name in NUMBERS
        if getattr(preset, name) != getattr(STANDARD, name)
    )


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    import sys
    from pathlib import Path

    file = Path(sys.argv[1])
    file.write_text(with_rules(file.read_text(encoding="utf-8")), encoding="utf-8")

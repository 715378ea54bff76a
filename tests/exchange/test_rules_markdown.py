"""The rules in docs/rules.md are those that advice is given by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from followup_tui.domain.advice.next_move import RULES
from followup_tui.domain.advice.rules import PRESETS, STANDARD
from followup_tui.errors import CallError
from followup_tui.exchange.rules_markdown import BEGIN, END, rules_markdown, with_rules

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "rules.md"
ANEW = "python -m followup_tui.exchange.rules_markdown docs/rules.md"


def test_the_page_has_the_rules_as_they_are() -> None:
    """Its section is what the table makes; where it is not, one command makes it anew."""
    text = PAGE.read_text("utf-8")
    assert with_rules(text) == text, f"The rules in docs/rules.md are not those of the program. Run: {ANEW}"


def test_every_rule_and_preset_is_a_row() -> None:
    """Number, words with the standard numbers, source, the settings' names; and for each preset, whom for."""
    lines = rules_markdown().splitlines()
    for rule in RULES:
        (row,) = (line for line in lines if line.startswith(f"| {rule.id} |"))
        assert rule.text(STANDARD) in row
        assert rule.source in row
        assert all(f"`{name}`" in row for name in rule.settings)
    for name in PRESETS:
        (row,) = (line for line in lines if line.startswith(f"| `{name}` |"))
        assert row.split("|")[2].strip(), "say whom it is for"


def test_it_is_two_tables_in_markdown() -> None:
    """A reader of Markdown sees a row a rule and a row a preset, and no stray column."""
    page = MarkdownIt("commonmark").enable("table").render(rules_markdown())
    assert page.count("<table>") == 2
    assert page.count("<tr>") == 2 + len(RULES) + len(PRESETS)
    assert page.count("<td>") == 5 * len(RULES) + 3 * len(PRESETS)


def test_a_stale_section_is_made_anew(tmp_path: Path) -> None:
    """What stands around it stays, and a second time changes nothing."""
    file = tmp_path / "page.md"
    file.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    for _ in range(2):
        command = [sys.executable, "-m", "followup_tui.exchange.rules_markdown", str(file)]
        subprocess.run(command, check=True, cwd=ROOT)
        assert file.read_text("utf-8") == f"before\n{BEGIN}\n\n{rules_markdown()}\n\n{END}\nafter\n"


def test_a_page_without_a_place_for_it_is_refused() -> None:
    """Nothing is written where nobody would look for it."""
    with pytest.raises(CallError, match="no place"):
        with_rules(f"{END} {BEGIN}")

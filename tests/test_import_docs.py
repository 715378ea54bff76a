"""docs/import.md: it names each kind, each field and each option there is, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from followup_tui.cli.parser import parse
from followup_tui.exchange.imports.columns import FIELD_WORDS
from followup_tui.exchange.imports.kinds import KINDS

TEXT = (Path(__file__).parents[1] / "docs" / "import.md").read_text("utf-8")


def rows(heading: str) -> list[str]:
    """Return the first cell of each row of the table below a heading of its own or of its columns."""
    table = TEXT[TEXT.index(heading) :].partition("\n\n")[0]
    return [line.split("|")[1] for line in table.splitlines()[2:]]


def test_it_has_a_row_for_each_kind() -> None:
    """As `--as` calls them."""
    words = [word for cell in rows("| kind |") for word in re.findall("`([^`]*)`", cell)]
    assert sorted(words) == sorted(kind.word for kind in KINDS)


def test_it_has_each_field() -> None:
    """As `--map` calls them."""
    words = [word for cell in rows("| field |") for word in re.findall("`([^`]*)`", cell)]
    assert sorted([*words, "ignore"]) == sorted(FIELD_WORDS)


def test_it_has_each_option() -> None:
    """Beside those that every command has."""
    _, options = parse(["import", "x"])
    names = {"--as": "kind", "--to": "target", "--map": "columns"}
    words = [word for cell in rows("| option |") for word in re.findall("`(--[a-z-]*)", cell)]
    assert {names.get(word, word.removeprefix("--").replace("-", "_")) for word in words} == set(
        vars(options)
    ) - {"files", "json", "data", "command"}

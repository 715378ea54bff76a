"""The formats that applications can be exported in: the command, its help and the tests are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from followup_tui.domain.application import Application
from followup_tui.domain.stages import Today
from followup_tui.exchange.csv_export import export_csv
from followup_tui.exchange.ics_export import export_ics
from followup_tui.exchange.json_export import export_json
from followup_tui.exchange.markdown_export import export_markdown

EXPORTS: Final[Mapping[str, Callable[[Iterable[Application], Today], str]]] = {
    "json": export_json,
    "csv": export_csv,
    "markdown": export_markdown,
    "ics": export_ics,
}
"""The writers by the word for their format. Each returns a whole document that ends in a newline."""

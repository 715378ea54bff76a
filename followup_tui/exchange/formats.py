"""The formats that applications can be exported in: the command, its help and the tests are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from followup_tui.domain.application import Application
from followup_tui.domain.stages import Today
from followup_tui.exchange.csv_export import export_csv
from followup_tui.exchange.employment_office import export_employment_office
from followup_tui.exchange.ics_export import export_ics
from followup_tui.exchange.json_export import export_json
from followup_tui.exchange.markdown_export import export_markdown
from followup_tui.exchange.vcard_export import export_vcf

EMPLOYMENT_OFFICE: Final = "employment-office"
"""The format that takes a language and the days from and until which it lists."""

EXPORTS: Final[Mapping[str, Callable[[Iterable[Application], Today], str]]] = {
    "json": export_json,
    "csv": export_csv,
    "markdown": export_markdown,
    "ics": export_ics,
    "vcf": export_vcf,
    EMPLOYMENT_OFFICE: export_employment_office,
}
"""The writers by the word for their format. Each returns a whole document that ends in a newline."""

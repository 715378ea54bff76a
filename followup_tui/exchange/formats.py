"""The formats that applications can be exported in: the command, its help and the tests are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

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


class Format(NamedTuple):
    """A format that applications can be exported in.

    Attributes:
        write: returns all applications as one document, which ends in a newline.
        about: what is in it, for the help; its lines are short.
    """

    write: Callable[[Iterable[Application], Today], str]
    about: str


FORMATS: Final[Mapping[str, Format]] = {
    "json": Format(export_json, "all that is noted; followup import reads it back"),
    "csv": Format(export_csv, "a table, a row an application"),
    "markdown": Format(export_markdown, "to read, a section an application"),
    "ics": Format(export_ics, "interviews and deadlines, for a calendar"),
    "vcf": Format(export_vcf, "the people, for a phone or a mail program"),
    EMPLOYMENT_OFFICE: Format(
        export_employment_office,
        "what you did, a row each, as CSV; without your notes, and in\nGerman where your letters are",
    ),
}
"""The formats by their words."""

EXPORTS: Final = {word: each.write for word, each in FORMATS.items()}
"""The functions that write them, by the same words."""

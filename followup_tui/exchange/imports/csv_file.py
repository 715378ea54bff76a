"""Any table of applications: its columns are understood by their headings, and shown to be changed."""

from __future__ import annotations

from msgspec.structs import replace

from followup_tui.exchange.imports.columns import match_columns, require_company_and_role
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.headings import IGNORE
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming
from followup_tui.exchange.imports.table_applications import read_applications


def is_csv(content: Content) -> bool:
    """Return whether a content looks like a table."""
    return bool(content.headings)


def names_applications(content: Content) -> bool:
    """Return whether a content looks like a table with columns for the company and the role."""
    return {"company", "role"} <= set(match_columns(content.headings, {}).values())


def read_csv(content: Content, options: ImportOptions) -> Incoming:
    """Read a table.

    Raises:
        CallError: it is none; what its columns hold cannot be told; or the user named one that is not there.
    """
    table = content.table
    fields = match_columns(table.headings, options.columns)
    require_company_and_role(table.headings, fields, content.name)
    columns = tuple(
        (heading, fields.get(place, IGNORE)) for place, heading in enumerate(table.headings) if heading
    )
    incoming = read_applications(table, fields, options)
    return replace(incoming, kind="csv", title="a table", columns=columns)

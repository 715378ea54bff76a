"""Reading what `jrnl --export json` wrote."""

from __future__ import annotations

from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming
from followup_tui.exchange.jrnl import read_jrnl


def is_jrnl(content: Content) -> bool:
    """Return whether a content looks like an export of jrnl."""
    return isinstance(content.document, dict) and isinstance(content.document.get("entries"), list)


def read_jrnl_file(content: Content, _: ImportOptions) -> Incoming:
    """Read the entries.

    Raises:
        CallError: the content is something else.
    """
    return Incoming(kind="jrnl", title="jrnl", journal=tuple(read_jrnl(content.data)))

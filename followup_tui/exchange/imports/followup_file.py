"""Reading what `followup export json` wrote."""

from __future__ import annotations

from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming
from followup_tui.exchange.json_import import is_followup_json, read_followup_json


def is_followup(content: Content) -> bool:
    """Return whether a content looks like an export of followup's."""
    return is_followup_json(content.data)


def read_followup_file(content: Content, _: ImportOptions) -> Incoming:
    """Read the applications.

    Raises:
        CallError: something in it is wrong; the sentence says in which application and at which key.
    """
    return Incoming(kind="followup", title="followup", exported=read_followup_json(content.data))

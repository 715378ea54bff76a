"""`followup search`: find words in everything that is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from followup_tui.cells import text_width
from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.width import available_columns, column_widths, pad, shorten
from followup_tui.domain.dates import say_day
from followup_tui.domain.search import passage, search_words
from followup_tui.domain.search_entries import SearchHit, search_everything
from followup_tui.errors import CallError

_GAP: Final = "  "


def _add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help="the beginnings of words; all must be in one entry"
    )


def _run(call: Call) -> None:
    text = " ".join(call.options.words)
    words = search_words(text)
    if not words:
        raise CallError("There are no words to search for", "Write followup search WORDS")
    today = call.tracker.today()
    hits = search_everything(call.tracker.applications.values(), words, today.zone)
    if call.options.json:
        write_json([_document(hit) for hit in hits])
    elif hits:
        write_line("\n".join(_in_columns(hits, words, today.day)))
    else:
        write_line("Nothing has these words. All of them must be in one entry: try fewer words.")


def _document(hit: SearchHit) -> dict[str, object]:
    """Return a hit as `search --json` writes it."""
    return {
        "id": hit.application.id,
        "company": hit.application.company,
        "role": hit.application.role,
        "kind": hit.entry.kind.value,
        "entry": hit.entry.id or None,
        "date": hit.day.isoformat() if hit.day else None,
        "line": hit.line,
    }


def _in_columns(hits: Sequence[SearchHit], words: tuple[str, ...], today: date) -> Iterator[str]:
    """Return a line for each hit: the application's id, what it is, its date, the line that matches."""
    rows = [
        (
            hit.application.id,
            f"{hit.entry.kind.value} {hit.entry.id}".strip(),
            say_day(hit.day, today) if hit.day else "",
        )
        for hit in hits
    ]
    widths = column_widths(rows)
    columns = available_columns()
    for row, hit in zip(rows, hits, strict=True):
        cells = [pad(cell, width) for cell, width in zip(row, widths, strict=True)]
        before = _GAP.join((*cells, ""))
        room = None if columns is None else max(columns - text_width(before), 1)
        line = passage(hit.line, words, partial(shorten, width=room))
        yield shorten(f"{before}{line}", columns)


COMMAND = Command(
    help="find words in everything: people, notes, contacts, what was said, the journal",
    order=245,
    add_arguments=_add_arguments,
    run=_run,
    description=(
        "Find words in everything: companies, people, tags, notes, links, contacts, what was said, "
        "the journal, promises, offers. Capitals and accents do not matter, the beginning of a "
        "word is enough, and all words must be in one entry."
    ),
    is_paged=True,
)

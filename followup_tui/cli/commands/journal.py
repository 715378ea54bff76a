"""`followup journal`: read and search the journal, or write it to files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.command import Call, Command
from followup_tui.cli.export_file import write_file, write_or_print
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.width import available_columns, wrap
from followup_tui.domain import journal
from followup_tui.domain.choices import parse_choice
from followup_tui.domain.dates import say_instant
from followup_tui.domain.interview import LessonState
from followup_tui.domain.journal import JournalEntry
from followup_tui.domain.reflection_text import PROMPTS, text_of_reflection
from followup_tui.domain.search import fold, has_words, search_text, search_words
from followup_tui.domain.stages import Today
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError, DataError
from followup_tui.exchange.journal_json import entry_document
from followup_tui.exchange.journal_markdown import DAY_HEADING, by_day, journal_markdown
from followup_tui.exchange.jrnl import write_jrnl
from followup_tui.files import make_private_folder

_INDENT: Final = "  "
_FORMATS: Final = ("markdown", "jrnl")


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("words", metavar="WORDS", nargs="*", help="only entries in which all of these occur")
    parser.add_argument("--company", metavar="NAME", help="only entries of companies with this in the name")
    parser.add_argument("--tag", metavar="TAG", help="only entries of applications with this tag")
    parser.add_argument("--open", action="store_true", help="only entries with open lessons")
    parser.add_argument(
        "--export",
        metavar="|".join(_FORMATS),
        help="write them as Markdown, or as what jrnl --import reads",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="where to: a file, or for Markdown a folder, which gets a file a day (default: print it)",
    )


def _run(call: Call) -> None:
    options = call.options
    all_entries = journal.journal_entries(call.tracker.applications.values())
    entries = [entry for entry in all_entries if _matches(entry, call)]
    if options.export is not None or options.output is not None:
        if options.json:
            raise CallError("--json prints, and goes with neither --export nor -o", "Leave one of them out")
        _export(call, entries)
    elif options.json:
        write_json([entry_document(entry) for entry in entries])
    elif entries:
        today = call.tracker.today()
        write_line("\n\n".join("\n".join(_lines(entry, today)) for entry in entries))
    elif all_entries:
        write_line("No entry fits.")
    else:
        write_line("Nothing is in the journal yet. After an interview: followup reflect ID")


def _matches(entry: JournalEntry, call: Call) -> bool:
    options, card = call.options, entry.application
    text = journal.searchable_text(entry)
    return (
        has_words(text, search_words(" ".join(options.words)))
        and (options.company is None or has_words(search_text(card.company), search_words(options.company)))
        and (options.tag is None or fold(options.tag) in map(fold, card.tags))
        and (not options.open or any(one.state is LessonState.OPEN for one in entry.reflection.lessons))
    )


def _lines(entry: JournalEntry, today: Today) -> Iterator[str]:
    """Return an entry as lines that fit the terminal."""
    card, columns = entry.application, available_columns()
    people = [person.full_name for person in card.people_of(entry.interview)]
    who = f", with {', '.join(people)}" if people else ""
    when = say_instant(entry.moment.utc, today.now)
    yield wrap(f"{when}  {card.company}, {card.role}, interview {entry.number}{who}", columns)
    for line in entry.reflection.notes.splitlines():
        yield wrap(line, columns, _INDENT) if line else ""
    written = text_of_reflection(entry.reflection, entry.interview.said)
    states = {lesson.text: lesson.state for lesson in entry.reflection.lessons}
    for name, (prompt, _) in PROMPTS.items():
        text = getattr(written, name)
        if text and name == "feeling":
            yield wrap(f"{prompt}: {text} of 5", columns, _INDENT)
        elif text:
            yield wrap(prompt, columns, _INDENT)
            for line in text.split("\n"):
                state = states.get(line, LessonState.OPEN) if name == "change" else LessonState.OPEN
                closed = f" ({state.value})" if state is not LessonState.OPEN else ""
                yield wrap(f"{line}{closed}", columns, _INDENT * 2) if line else ""


def _export(call: Call, entries: Sequence[JournalEntry]) -> None:
    options, today = call.options, call.tracker.today()
    word = options.export or "markdown"
    file_format = parse_choice(_FORMATS, word, "a format the journal can be written in")
    output = options.output or "-"
    in_folder = output.endswith("/") or (output != "-" and Path(output).is_dir())
    if file_format == "jrnl":
        if in_folder:
            raise CallError("jrnl reads one file, and no folder", "Write -o FILE")
        write_or_print(call, write_jrnl(entries))
        return
    if in_folder:
        _write_days(call, by_day(entries, today))
    else:
        write_or_print(call, journal_markdown(entries, today))


def _write_days(call: Call, days: Mapping[str, str]) -> None:
    """Write a file a day into a folder, in the place of such files alone.

    Raises:
        CallError: somebody else's file has one of the names; nothing is written.
        DataError: one could not be read or written.
    """
    folder = Path(call.options.output)
    try:
        make_private_folder(folder)
        for name in days:
            file = folder / name
            # People keep diaries under such names.
            is_ours = file.is_file() and file.read_bytes().startswith(DAY_HEADING.encode())
            if file.exists() and not is_ours:
                raise CallError(
                    f"{file} is there already, and not from followup; nothing was written",
                    "Choose another folder",
                )
    except OSError as error:
        raise DataError(
            f"{folder} could not be written to: {error.strerror}", "Look at it, or choose another"
        ) from error
    for name, text in days.items():
        write_file(call, str(folder / name), text)
    write_line(f"{say_count(len(days), 'day')} written to {safe_line(folder)}")


COMMAND = Command(
    help="read and search your journal, or write it to a file",
    order=240,
    add_arguments=_add_arguments,
    run=_run,
    is_paged=True,
)

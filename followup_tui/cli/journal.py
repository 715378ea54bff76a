"""The journal on the command line: reading it, its lessons, and what is made of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from followup_tui.cli.output import shown, write_document, write_line
from followup_tui.cli.report import Call, report
from followup_tui.cli.width import room, width_of, wrap
from followup_tui.domain import journal as entries_of
from followup_tui.domain.application import Instant, LessonState
from followup_tui.domain.choices import parse_choice
from followup_tui.domain.dates import say_day, say_instant
from followup_tui.domain.reflection_text import PROMPTS, text_of_reflection
from followup_tui.errors import CallError, DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from followup_tui.domain.application import Application
    from followup_tui.domain.journal import JournalEntry, LearnedLesson
    from followup_tui.domain.stages import Today

_INDENT: Final = "  "


class JournalFormat(StrEnum):
    """What `journal --export` can write."""

    MARKDOWN = "markdown"
    JRNL = "jrnl"


def journal(call: Call) -> None:
    """Show the entries that were asked for, the newest first, or write them in another program's format."""
    options = call.options
    everything = entries_of.journal_entries(call.tracker.applications.values())
    found = [entry for entry in everything if _asked_for(entry, call)]
    if options.export is not None or options.output is not None:
        if options.json:
            raise CallError("--json prints, and goes with neither --export nor -o", "Leave one of them out")
        _export(call, found)
    elif options.json:
        from followup_tui.exchange.journal_json import entry_document  # only JSON needs it
        from followup_tui.exchange.json_export import json_text

        write_document(json_text([entry_document(entry) for entry in found]))
    elif found:
        today = call.tracker.today()
        write_line("\n\n".join("\n".join(_told(entry, today)) for entry in found))
    elif everything:
        write_line("Nothing in the journal is like that.")
    else:
        write_line("Nothing is in the journal yet. After an interview: followup reflect ID")


def lessons(call: Call) -> None:
    """Show what to change next time, or say of one what came of it."""
    options = call.options
    states = {
        LessonState.DONE: options.done,
        LessonState.DROPPED: options.drop,
        LessonState.OPEN: options.reopen,
    }
    for state, name in states.items():
        if name is not None:
            _close(call, name, state)
            return
    every = entries_of.lessons_of(entries_of.journal_entries(call.tracker.applications.values()))
    found = [kept for kept in every if options.all or kept.lesson.state is LessonState.OPEN]
    if options.json:
        from followup_tui.exchange.journal_json import lesson_document  # only JSON needs it
        from followup_tui.exchange.json_export import json_text

        write_document(json_text([lesson_document(kept) for kept in found]))
    elif found:
        write_line("\n".join(lesson_lines(found, call.tracker.today())))
    elif every:
        write_line("No lesson is open. followup lessons --all shows the others.")
    else:
        write_line('Nothing to change is noted yet. After an interview: followup reflect ID --change "..."')


def prep(call: Call) -> None:
    """Show what to have in mind before the next interview."""
    application, today = call.application(), call.tracker.today()
    found = entries_of.prepare(application, call.tracker.applications.values(), Instant.of(today.now))
    if call.options.json:
        from followup_tui.exchange.journal_json import prep_document  # only JSON needs it
        from followup_tui.exchange.json_export import json_text

        _hand_out(call, json_text(prep_document(found)))
        return
    from followup_tui.exchange.prep_markdown import prep_markdown

    _hand_out(call, prep_markdown(found, today))


def dossier(call: Call) -> None:
    """Write the day-one dossier."""
    from followup_tui.exchange.dossier_markdown import dossier_markdown

    application = call.application()
    text = dossier_markdown(
        application,
        call.tracker.today(),
        with_reflections=call.options.with_reflections,
        language=call.context.settings.language,
    )
    _hand_out(call, text)


def lesson_lines(found: Sequence[LearnedLesson], today: Today) -> Iterator[str]:
    """Give a line for each lesson: its id, what to change, where it was learned, what came of it."""
    width = max(width_of(kept.id) for kept in found) + len(_INDENT)
    columns = room()
    for kept in found:
        lesson, entry = kept.lesson, kept.entry
        notes = [entry.application.company, say_day(entry.moment.day(today.zone), today.day)]
        if lesson.state is not LessonState.OPEN:
            on = f" {say_day(lesson.closed_at.day(today.zone), today.day)}" if lesson.closed_at else ""
            notes.append(f"{lesson.state.value}{on}")
        said = f"{lesson.text} ({', '.join(notes)})"
        if columns is not None and width > columns // 2:
            yield f"{wrap(kept.id, columns)}\n{wrap(said, columns, _INDENT)}"
        else:
            gap = " " * (width - width_of(kept.id))
            yield f"{kept.id}{gap}{wrap(said, columns, ' ' * width)[width:]}"


def _asked_for(entry: JournalEntry, call: Call) -> bool:
    options, card = call.options, entry.application
    text = entries_of.searchable_text(entry)
    return (
        all(word.casefold() in text for word in options.words)
        and (options.company is None or options.company.casefold() in card.company.casefold())
        and (options.tag is None or options.tag.casefold() in map(str.casefold, card.tags))
        and (not options.open or any(one.state is LessonState.OPEN for one in entry.reflection.lessons))
    )


def _told(entry: JournalEntry, today: Today) -> Iterator[str]:
    """Tell an entry as text, as wide as the terminal lets it be."""
    card, columns = entry.application, room()
    people = [person.full_name for person in card.people_of(entry.held)]
    who = f", with {', '.join(people)}" if people else ""
    when = say_instant(entry.moment.utc, today.now)
    yield wrap(f"{when}  {card.company}, {card.role}, interview {entry.number}{who}", columns)
    for line in entry.reflection.notes.splitlines():
        yield wrap(line, columns, _INDENT) if line else ""
    written = text_of_reflection(entry.reflection, entry.held.said)
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


def _export(call: Call, found: Sequence[JournalEntry]) -> None:
    options, today = call.options, call.tracker.today()
    word = options.export or JournalFormat.MARKDOWN
    chosen = parse_choice(JournalFormat, word, "a format the journal can be written in")
    output = options.output or "-"
    in_folder = output.endswith("/") or (output != "-" and Path(output).is_dir())
    if chosen is JournalFormat.JRNL:
        from followup_tui.exchange.jrnl import write_jrnl

        if in_folder:
            raise CallError("jrnl reads one file, and no folder", "Write -o FILE")
        _hand_out(call, write_jrnl(found))
        return
    from followup_tui.exchange.journal_markdown import by_day, journal_markdown

    if in_folder:
        _write_days(call, by_day(found, today))
    else:
        _hand_out(call, journal_markdown(found, today))


def _write_days(call: Call, days: Mapping[str, str]) -> None:
    """Write a file a day into a folder, in the place of such files alone.

    Raises:
        CallError: somebody else's file has one of the names; nothing is written.
        DataError: one could not be read or written.
    """
    from followup_tui.cli.export_file import write_file
    from followup_tui.exchange.journal_markdown import DAY_HEADING
    from followup_tui.storage.folders import make_private_folder

    folder = Path(call.options.output)
    try:
        make_private_folder(folder)
        for name in days:
            file = folder / name
            # People keep diaries under such names.
            if file.exists() and not file.read_bytes().startswith(DAY_HEADING.encode()):
                raise CallError(
                    f"{file} is there already, and not from followup; nothing was written",
                    "Choose another folder",
                )
    except OSError as error:
        raise DataError(
            f"{folder} could not be written to: {error.strerror}", "Look at it, or choose another"
        ) from error
    for name, text in days.items():
        write_file(str(folder / name), text, call.context.paths.data_file)
    count = len(days)
    write_line(f"{count} day{'' if count == 1 else 's'} written to {shown(str(folder))}")


def _close(call: Call, name: str, state: LessonState) -> None:
    """Say of a lesson that it was done, or drop it, or open it again."""
    kept = _find(call, name)
    interview_id, text = kept.entry.held.id, kept.lesson.text
    said = {LessonState.DONE: "done", LessonState.DROPPED: "dropped", LessonState.OPEN: "open again"}[state]

    def close(application: Application, today: Today) -> Application:
        if kept.lesson.state is state:
            return application
        return entries_of.set_lesson_state(application, interview_id, text, state, Instant.of(today.now))

    change = call.tracker.change(kept.entry.application.id, f"lesson {said}: {text}", close)
    report(call, change, kept.entry.application.id, f"{change.label}.")


def _find(call: Call, name: str) -> LearnedLesson:
    """Find the lesson somebody means, by its id.

    Raises:
        CallError: there is none.
    """
    every = entries_of.lessons_of(entries_of.journal_entries(call.tracker.applications.values()))
    found = next((kept for kept in every if kept.id == name.strip()), None)
    if found is None:
        raise CallError(
            f"There is no lesson {name[:60]!r}", "followup lessons --all lists them, each with its id"
        )
    return found


def _hand_out(call: Call, text: str) -> None:
    """Print a document, or write it to the file that was asked for."""
    output = call.options.output
    if output is None or output == "-":
        write_document(text)
        return
    from followup_tui.cli.export_file import write_file

    write_file(output, text, call.context.paths.data_file)
    write_line(f"Written to {shown(output)}")


def _reflect(call: Call) -> None:
    from followup_tui.cli.reflect import reflect  # reading needs none of it

    reflect(call)


def _stats(call: Call) -> None:
    from followup_tui.cli.stats import stats  # the journal needs none of it

    stats(call)


def _import(call: Call) -> None:
    from followup_tui.cli.importing import import_file  # the journal needs none of it

    import_file(call)


RUN: Final[Mapping[str, Callable[[Call], None]]] = {
    "journal": journal,
    "lessons": lessons,
    "prep": prep,
    "dossier": dossier,
    "reflect": _reflect,
    "stats": _stats,
    "import": _import,
}
"""The commands by name."""

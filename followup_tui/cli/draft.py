"""The letters about one application: printed, as JSON, or as files that mail programs open as drafts."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from followup_tui.cli.output import complain, shown, write_document, write_line
from followup_tui.cli.width import room
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.advice.thanking import thanks_owed
from followup_tui.domain.application import Contact, Direction, Instant, Stage
from followup_tui.domain.applications import at_company
from followup_tui.domain.choices import parse_choice
from followup_tui.domain.letter import CONTACT_KINDS, LetterKind, fitting_follow_up
from followup_tui.domain.people import find_person
from followup_tui.domain.text import slug
from followup_tui.errors import CallError, DataError, FollowupError
from followup_tui.letters.compose import LetterSettings
from followup_tui.letters.drafts import LetterDraft, LetterDrafts
from followup_tui.storage.drafts import Drafts, letters_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from followup_tui.cli.report import Call
    from followup_tui.domain.application import Application, Person
    from followup_tui.domain.stages import Today

_RULE_WIDTH: Final = 60

_NO_LINKS: Final = frozenset({"", "dumb", "unknown", "linux"})
"""Terminals that show no links, or would show the sequence itself."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """What was asked for.

    Attributes:
        letter_drafts: the letters that are to be shown, and no others.
        language: the set of templates they began with.
        sender: the user; None where the settings do not say.
    """

    letter_drafts: LetterDrafts
    language: str
    sender: Person | None

    @property
    def application(self) -> Application:
        return self.letter_drafts.application

    @property
    def drafts(self) -> list[LetterDraft]:
        return self.letter_drafts.drafts


def draft(call: Call) -> None:
    """Show the letters about an application, one a person. Nothing is sent, and nothing is noted as sent."""
    options, today = call.options, call.tracker.today()
    if options.eml is not None and not options.eml.strip():
        raise CallError("--eml names no folder", "Write --eml DIR, or leave it out to print the letters")
    application = call.application()
    company = at_company(application, call.tracker.applications.values())
    kind = _kind(options.kind, application, company, today)
    letters = _written(call, application, kind, today)
    files = _draft_files(letters) if options.eml is not None else []
    contact = Contact(Instant.of(today.now), Direction.SENT, CONTACT_KINDS[kind])
    if against := contact_warning(application, contact, company, today):
        complain(f"The guard speaks against sending this now. {against}")
    elif options.kind is None and application.stage is Stage.CLOSED:
        complain(f"{application.company} is closed: no letter is due. Write KIND for the one you want")
    paths: list[str] = []
    for name, content in files:
        paths.append(str(_put(Path(options.eml), name, content)))
        if not options.json:
            write_line(shown(paths[-1]))
    if options.json:
        _print_document(letters, paths)
    elif not files:
        _print(letters)
    for line in _to_be_looked_at(letters, in_files=bool(files), in_document=options.json):
        complain(line)
    if options.questions:
        _say_questions(letters)


def _kind(
    asked: str | None, application: Application, company: Sequence[Application], today: Today
) -> LetterKind:
    """Give the kind that was asked for; else the one that fits now."""
    if asked is not None:
        return parse_choice(LetterKind, asked, "a kind of letter")
    if thanks_owed(application, today) is not None:
        return LetterKind.THANK_YOU
    return fitting_follow_up(application, company, today)


def _written(call: Call, application: Application, kind: LetterKind, today: Today) -> _Letters:
    """Write the letters that were asked for. What was half-written in the app goes before the templates."""
    options = call.options
    settings = call.context.settings
    letter_settings = LetterSettings(
        call.context.paths.templates_folder,
        settings.language,
        settings.sender.full_name if settings.sender else "",
    )
    people = dict.fromkeys(find_person(application, name) for name in options.person)
    letter_drafts = LetterDrafts(application, kind, today, letter_settings, questions=options.questions)
    there = {draft.key: draft for draft in letter_drafts.drafts}
    if people:
        # Somebody who was thanked already can be named too.
        named = [person for person in people if person.id not in there]
        for person in named:
            there[person.id] = LetterDraft.compose(
                application, kind, person, today, letter_settings, questions=options.questions
            )
        letter_drafts.drafts = [there[person.id] for person in people]
    elif kind is not LetterKind.THANK_YOU:
        letter_drafts.drafts = letter_drafts.drafts[:1]
    typed = _half_written(call, application, kind)
    letter_drafts.restore(typed)
    for draft in letter_drafts.drafts:
        draft.subject = " ".join(draft.subject.split())  # what was kept on disk could have been changed there
    left_out = there.keys() & {name.rpartition(".")[0] for name in typed}
    for key in sorted(left_out - {draft.key for draft in letter_drafts.drafts}):
        complain(f"You began one to {_whom(there[key], application)} too; --person shows it")
    return _Letters(letter_drafts, application.letters or settings.language, settings.sender)


def _half_written(call: Call, application: Application, kind: LetterKind) -> Mapping[str, str]:
    """Return what the user wrote in the app, by the names of `LetterDrafts.edits`."""
    try:
        drafts = Drafts(call.context.paths.drafts_folder)
        # The board may be open, and the letter in front of the user.
        kept = drafts.find(letters_name(application.id, kind), to_read=True)
    except OSError:  # the folder may not be looked into: the templates are there all the same
        return {}
    return kept.fields if kept else {}


def _print(letters: _Letters) -> None:
    """Print the letters, a line between them."""
    width = min(room() or _RULE_WIDTH, _RULE_WIDTH)
    linked = _shows_links()
    for index, draft in enumerate(letters.drafts):
        if index:
            write_line(f"\n{'-' * width}\n")
        write_line(f"To: {_to(draft, letters.application)}\nSubject: {draft.subject}\n\n{draft.body}")
        if linked and (link := draft.link):
            write_line(f"\n\x1b]8;;{link}\x1b\\Open in your mail program\x1b]8;;\x1b\\")


def _print_document(letters: _Letters, paths: list[str]) -> None:
    """Print the letters as one JSON document."""
    from followup_tui.exchange.json_export import json_text, person_document  # only JSON needs it

    documents: list[dict[str, object]] = []
    for index, draft in enumerate(letters.drafts):
        letter, person = draft.letter, draft.person
        documents.append(
            {
                "id": letters.application.id,
                "kind": letter.kind.value,
                "language": letters.language,
                "person": person_document(person) if person else None,
                "to": _to(draft, letters.application) if person else None,
                "subject": letter.subject,
                "body": letter.body,
                "words": letter.words,
                "open": list(letter.blanks),
                "notes": [_text(note) for note in _notes(letters, index)],
                "mailto": draft.link or None,
                "eml": _text(paths[index]) if paths else None,
            }
        )
    write_document(json_text(documents))


def _to_be_looked_at(letters: _Letters, *, in_files: bool, in_document: bool) -> Iterator[str]:
    """Say, each once, what is to be looked at before a letter goes out. A document says it itself."""
    lines: dict[str, None] = {}
    for index, draft in enumerate(letters.drafts):
        whom = _whom(draft, letters.application)
        notes = () if in_document else _notes(letters, index)
        # A wrong template is one, however many letters it would have begun.
        lines |= dict.fromkeys(note if note == draft.problem else f"To {whom}: {note}" for note in notes)
        if in_files and (blanks := draft.letter.blanks):
            lines[f"To {whom}: still open: {'; '.join(blanks)}"] = None
    yield from lines


def _notes(letters: _Letters, index: int) -> list[str]:
    draft, warnings = letters.drafts[index], letters.letter_drafts.warnings(index)
    says = f"followup person {letters.application.id} NAME --checked says so"
    notes = [f"{note} {says}" if note.endswith("spelled right?") else note for note in warnings]
    if draft.sending:
        notes.append(f"it was being sent at {draft.sending}: look whether it went")
    return notes


def _say_questions(letters: _Letters) -> None:
    """Say where questions that were asked for do not stand in a letter."""
    unasked = letters.application.unasked
    if not unasked:
        complain("There are no unasked questions to put in")
    elif any(len(letters.letter_drafts.questions_in(draft)) < len(unasked) for draft in letters.drafts):
        complain(
            "Not all of your questions are in: this kind has no place for them, or you wrote it yourself"
        )


def _draft_files(letters: _Letters) -> list[tuple[str, bytes]]:
    """Give the letters as mail programs open them, each with the beginning of a file's name."""
    from followup_tui.letters.message import eml_file  # printing needs no mail

    name = re.sub(r"[^\w-]", "_", letters.application.id)[:40]
    files = []
    for draft in letters.drafts:
        whom = slug(draft.person.name) if draft.person else "them"
        try:
            content = eml_file(draft.letter, letters.sender)
        except FollowupError as error:
            advice = f"followup person {letters.application.id} notes another; yours stands in the settings"
            raise CallError(error.happened, advice) from error
        files.append((f"{name}-{draft.letter.kind}-{whom}", content))
    return files


def _put(folder: Path, name: str, content: bytes) -> Path:
    """Write a draft file, its owner's only, whole or not at all, and in the place of no other.

    Where another file has the name, a number is added; where the same letter lies there already, it stays.

    Raises:
        DataError: it could not be written.
    """
    import tempfile  # only files need it
    from itertools import count

    from followup_tui.storage.folders import make_private_folder, sync_folder

    try:
        make_private_folder(folder)
        descriptor, unfinished = tempfile.mkstemp(prefix=f".{name[:20]}.", suffix=".new", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                os.fchmod(stream.fileno(), 0o600)  # the umask may have taken even that away
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            names = (f"{name}.eml" if number == 1 else f"{name}-{number}.eml" for number in count(1))
            file = next(path for path in map(folder.joinpath, names) if _taken(path, unfinished, content))
        finally:
            Path(unfinished).unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise DataError(
            f"{folder} could not be written to: {error.strerror}",
            "Look at the folder and its permissions, or choose another",
        ) from error
    return file


def _taken(path: Path, unfinished: str, content: bytes) -> bool:
    """Put the finished file in this place, or say that another has it."""
    try:
        # A link is refused where a name is taken, and a rename would take its place.
        path.hardlink_to(unfinished)
    except FileExistsError:
        return path.is_file() and not path.is_symlink() and path.read_bytes() == content
    except OSError:
        if os.path.lexists(path):
            return False
        # A file system without hard links, as on memory cards.
        Path(unfinished).rename(path)
    return True


def _to(draft: LetterDraft, application: Application) -> str:
    if draft.person is None:
        return f"{application.company} (nobody is noted there yet)"
    mail = draft.person.email
    return f"{draft.person.full_name} {f'<{mail}>' if mail else '(no address is noted yet)'}"


def _whom(draft: LetterDraft, application: Application) -> str:
    return draft.person.full_name if draft.person else application.company


def _shows_links() -> bool:
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return terminal and os.environ.get("TERM", "") not in _NO_LINKS


def _text(text: str) -> str:
    """Give what UTF-8 can hold of a text with a file's name in it."""
    return text.encode("utf-8", "replace").decode()

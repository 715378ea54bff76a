"""`followup draft`: the letters about an application, printed, as JSON, or as files for mail programs."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id, words_of
from followup_tui.cli.command import Call, Command
from followup_tui.cli.draft_files import write_draft_file
from followup_tui.cli.half_written import drafts_of
from followup_tui.cli.output import write_error, write_json, write_line
from followup_tui.cli.terminal import PLAIN_TERMINALS, is_terminal
from followup_tui.cli.width import available_columns
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application
from followup_tui.domain.choices import parse_choice
from followup_tui.domain.contact import Contact, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.letter import CONTACT_KINDS, LetterKind
from followup_tui.domain.letter_choice import fitting_letter
from followup_tui.domain.letter_fit import kinds_for, why_unfitting
from followup_tui.domain.people import find_person
from followup_tui.domain.person import Person
from followup_tui.domain.relations import related_to
from followup_tui.domain.stages import Today
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import join_with_or
from followup_tui.errors import CallError, FollowupError

if TYPE_CHECKING:
    from followup_tui.letters.compose import LetterSettings
    from followup_tui.letters.drafts import LetterDrafts
    from followup_tui.letters.letter_draft import LetterDraft

_RULE_WIDTH: Final = 60

_TERMINALS_WITHOUT_LINKS: Final = PLAIN_TERMINALS | {"linux"}
"""Values of TERM for terminals that show no links, or would show the escape sequence itself."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters that were asked for.

    Attributes:
        letter_drafts: the letters that are shown, and no others.
        settings: what they are written with.
        sender: the user; None where the settings do not say who that is.
    """

    letter_drafts: LetterDrafts
    settings: LetterSettings
    sender: Person | None

    def language_of(self, person: Person | None) -> str:
        """Return the set of templates that the letter to somebody is written from."""
        return self.settings.set_for(self.application, person)

    @property
    def application(self) -> Application:
        return self.letter_drafts.application

    @property
    def drafts(self) -> list[LetterDraft]:
        return self.letter_drafts.drafts


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "kind",
        metavar="KIND",
        nargs="?",
        help=f"what for: {words_of(LetterKind)} (default: what fits now)",
    )
    parser.add_argument(
        "--person",
        metavar="NAME",
        action="append",
        default=[],
        help="to whom; a part of the name is enough; repeat it for each (default: a thank-you for each you "
        "owe one, any other letter to whoever should get it first)",
    )
    parser.add_argument("--anyway", action="store_true", help="also a KIND that does not fit the situation")
    parser.add_argument(
        "--questions", action="store_true", help="put in the questions you did not get to ask (thank-you)"
    )
    parser.add_argument(
        "--eml",
        metavar="DIR",
        help="put each letter in a file there, which your mail program opens as a draft; "
        "no file of yours is written over",
    )


def _run(call: Call) -> None:
    options, today = call.options, call.tracker.today()
    if options.eml is not None and not options.eml.strip():
        raise CallError("--eml names no folder", "Write --eml DIR, or leave it out to print the letters")
    application = call.application()
    related = related_to(application, call.tracker.applications)
    kind = _kind(options.kind, application, related, today, anyway=options.anyway)
    if kind is None:
        _say_that_none_fits(call, application, related)
        return
    letters = _write_letters(call, application, kind, related)
    drafts = letters.drafts
    recipient = drafts[0].key if len(drafts) == 1 and drafts[0].person else None
    contact = Contact(Instant.of(today.now), Direction.SENT, CONTACT_KINDS[kind], person=recipient)
    if warning := contact_warning(application, contact, related, today):
        write_error(f"Better not send this now. {warning}")
    paths, refused = _write_files(letters, options) if options.eml is not None else ({}, None)
    if options.json:
        _print_document(letters, paths)
    elif options.eml is None:
        _print(letters)
    for line in _warnings(letters, in_files=bool(paths), in_document=options.json):
        write_error(line)
    if options.questions:
        _warn_of_questions(letters)
    if refused is not None:
        raise refused


def _kind(
    word: str | None, application: Application, related: Sequence[Application], today: Today, *, anyway: bool
) -> LetterKind | None:
    """Return the kind that was asked for; else the one that fits now, None where none does.

    Raises:
        CallError: the kind asked for does not fit, and it is not to be written anyway.
    """
    if word is None:
        return fitting_letter(application, related, today)
    kind = parse_choice(LetterKind, word, "a kind of letter")
    refusal = "" if anyway else why_unfitting(kind, application, today, related)
    if refusal:
        raise CallError(refusal, "--anyway writes it all the same")
    return kind


def _say_that_none_fits(call: Call, application: Application, related: Sequence[Application]) -> None:
    today = call.tracker.today()
    reason = advise(application, today, related).reason
    kinds = kinds_for(application, today, related)
    others = f" What can be written: {join_with_or([kind.value for kind in kinds])}" if kinds else ""
    write_error(f"No letter fits now. {reason}{others}")
    if call.options.json:
        write_json([])


def _write_letters(
    call: Call, application: Application, kind: LetterKind, related: Sequence[Application]
) -> _Letters:
    """Write the letters that were asked for. What is half-written in the app goes before the templates."""
    # Help on this command does not need the templates.
    from followup_tui.letters.compose import LetterSettings
    from followup_tui.letters.drafts import LetterDrafts

    options, settings, today = call.options, call.context.settings, call.tracker.today()
    letter_settings = LetterSettings(
        call.context.paths.templates_folder,
        settings.language,
        settings.sender.full_name if settings.sender else "",
        settings.phone,
        settings.first_names,
    )
    people = dict.fromkeys(find_person(application, name) for name in options.person)
    letter_drafts = LetterDrafts(
        application, kind, today, letter_settings, related, questions=options.questions
    )
    drafts = {draft.key: draft for draft in letter_drafts.drafts}
    if people:
        # Somebody who was thanked already can be named too.
        for person in people:
            if person.id not in drafts:
                drafts[person.id] = letter_drafts.compose(person, today)
        letter_drafts.drafts = [drafts[person.id] for person in people]
    half_written, begun_from = _half_written(call, application, kind)
    letter_drafts.restore(half_written, begun_from)
    for draft in letter_drafts.drafts:
        draft.subject = " ".join(draft.subject.split())  # a draft's file could have been changed by hand
    begun = {name.rpartition(".")[0] for name in half_written}
    for key in sorted(begun - {draft.key for draft in letter_drafts.drafts}):
        if (other := application.person(key)) is not None:
            write_error(f"You began one to {other.full_name} too; --person shows it")
    return _Letters(letter_drafts, letter_settings, settings.sender)


def _half_written(
    call: Call, application: Application, kind: LetterKind
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return what the user wrote in the app, and what it was begun from, by the names of `edits`."""
    from followup_tui.storage.drafts import letters_draft_name

    try:
        # The board may be open, and the letter in front of the user.
        form_draft = drafts_of(call).find(letters_draft_name(application, kind), of_any_process=True)
    except OSError:  # the folder cannot be read; the templates are there all the same
        return {}, {}
    if form_draft is None:
        return {}, {}
    return form_draft.fields, form_draft.before


def _print(letters: _Letters) -> None:
    """Print the letters, a line between them."""
    width = min(available_columns() or _RULE_WIDTH, _RULE_WIDTH)
    has_links = is_terminal(sys.stdout) and os.environ.get("TERM", "") not in _TERMINALS_WITHOUT_LINKS
    for index, draft in enumerate(letters.drafts):
        if index:
            write_line(f"\n{'-' * width}\n")
        write_line(f"To: {_to(draft, letters.application)}\nSubject: {draft.subject}\n\n{draft.body}")
        if has_links and (link := draft.link):
            write_line(f"\n\x1b]8;;{link}\x1b\\Open in your mail program\x1b]8;;\x1b\\")


def _print_document(letters: _Letters, paths: Mapping[str, str]) -> None:
    from followup_tui.exchange.json_export import person_document

    documents: list[dict[str, object]] = []
    for index, draft in enumerate(letters.drafts):
        letter, person = draft.letter, draft.person
        documents.append(
            {
                "id": letters.application.id,
                "kind": letter.kind.value,
                "language": letters.language_of(person),
                "person": person_document(person) if person else None,
                "to": _to(draft, letters.application) if person else None,
                "subject": letter.subject,
                "body": letter.body,
                "words": letter.words,
                "open": list(letter.blanks),
                "notes": [_encodable(note) for note in _notes(letters, index)],
                "mailto": draft.link or None,
                "eml": _encodable(paths[draft.key]) if draft.key in paths else None,
            }
        )
    write_json(documents)


def _warnings(letters: _Letters, *, in_files: bool, in_document: bool) -> list[str]:
    """Return, each once, what to look at before a letter goes out. A JSON document has it in `notes`."""
    from followup_tui.letters.drafts import ATTACHING, RESIGNING

    lines: dict[str, None] = {}
    for index, draft in enumerate(letters.drafts):
        whom = draft.person.full_name if draft.person else letters.application.company
        notes = () if in_document else _notes(letters, index)
        # A wrong template is one, however many letters it would have begun.
        about_none = (draft.problem, RESIGNING, ATTACHING)
        lines |= dict.fromkeys(note if note in about_none else f"To {whom}: {note}" for note in notes)
        if in_files and (blanks := draft.letter.blanks):
            lines[f"To {whom}: still open: {'; '.join(blanks)}"] = None
    return list(lines)


def _notes(letters: _Letters, index: int) -> list[str]:
    draft, warnings = letters.drafts[index], letters.letter_drafts.warnings(index)
    person = f" --who {draft.person.id}" if draft.person else ""
    advice = f"If so: followup person {letters.application.id}{person} --checked"
    notes = [f"{note} {advice}" if note.endswith("spelled right?") else note for note in warnings]
    if draft.sending:
        notes.append(f"it was being sent at {draft.sending}: look whether it went")
    return notes


def _warn_of_questions(letters: _Letters) -> None:
    unasked = letters.application.unasked
    if not unasked:
        write_error("There are no unasked questions to put in")
    elif any(len(letters.letter_drafts.questions_in(draft)) < len(unasked) for draft in letters.drafts):
        write_error(
            "Not all of your questions are in: this kind has no place for them, or you wrote it yourself"
        )


def _write_files(letters: _Letters, options: SimpleNamespace) -> tuple[dict[str, str], CallError | None]:
    """Write the letters as mail programs open them. One wrong address does not keep the others back.

    Returns:
        The paths by recipient, and what is wrong with the first letter that could not be written.

    Raises:
        CallError: none of them could be written.
    """
    from followup_tui.letters.message import eml_file

    name = re.sub(r"[^\w-]", "_", letters.application.id)[:40]
    paths: dict[str, str] = {}
    refused: CallError | None = None
    for draft in letters.drafts:
        try:
            content = eml_file(draft.letter, letters.sender)
        except FollowupError as error:
            advice = f"followup person {letters.application.id} notes another; yours stands in the settings"
            refused = refused or CallError(error.happened, advice)
            continue
        file = write_draft_file(
            Path(options.eml), f"{name}-{draft.letter.kind}-{draft.recipient_slug}", content
        )
        paths[draft.key] = str(file)
        if not options.json:
            write_line(safe_line(paths[draft.key]))
    if refused is not None and not paths:
        raise refused
    return paths, refused


def _to(draft: LetterDraft, application: Application) -> str:
    if draft.person is None:
        return f"{application.company} (nobody is noted there yet)"
    mail = draft.person.email
    if mail and not draft.person.name:
        return mail  # nobody is called "the CTO"
    return f"{draft.person.full_name} {f'<{mail}>' if mail else '(no address is noted yet)'}"


def _encodable(text: str) -> str:
    """Return a text that may hold a path, with ? for what UTF-8 cannot encode."""
    return text.encode("utf-8", "replace").decode()


COMMAND = Command(
    help="write the letters about it, for you to finish; nothing is sent or noted as sent",
    order=190,
    add_arguments=_add_arguments,
    run=_run,
    is_paged=True,
)

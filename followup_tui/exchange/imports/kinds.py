"""The kinds of files that can be imported. Which kind a file is, its content tells, never its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from followup_tui.domain.wording import join_with_or
from followup_tui.errors import CallError
from followup_tui.exchange.imports.calendar_file import is_calendar, read_calendar
from followup_tui.exchange.imports.career_ops_file import (
    is_applications,
    is_contacts,
    read_applications,
    read_contacts,
)
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.csv_file import is_csv, names_applications, read_csv
from followup_tui.exchange.imports.followup_file import is_followup, read_followup_file
from followup_tui.exchange.imports.ghosted_file import is_ghosted, read_ghosted
from followup_tui.exchange.imports.incoming import Choice, ImportOptions, Incoming, Question
from followup_tui.exchange.imports.jobhunter_file import is_jobhunter, read_jobhunter
from followup_tui.exchange.imports.jrnl_file import is_jrnl, read_jrnl_file
from followup_tui.exchange.imports.kanban_tui_file import is_kanban_tui, read_kanban_tui
from followup_tui.exchange.imports.linkedin_file import (
    is_linkedin_applications,
    is_linkedin_connections,
    is_linkedin_saved,
    read_linkedin_applications,
    read_linkedin_connections,
    read_linkedin_saved,
)
from followup_tui.exchange.imports.mail_file import is_mail, read_mails
from followup_tui.exchange.imports.tracker_tables import TRACKER_TABLES
from followup_tui.exchange.imports.trello_file import is_trello, read_trello
from followup_tui.exchange.imports.vcard_file import is_vcard, read_vcards


class Kind(NamedTuple):
    """A kind of file.

    Attributes:
        word: what `--as` calls it: `teal`.
        title: what the user calls it: `Teal`.
        recognizes: whether a content looks like it.
        read: reads it. It raises `CallError` for what cannot be read.
        recognizes_in_archive: the same for a file in an archive without any of another kind; only of kinds
            that others have more particular forms of: an archive holds files that are none of ours.
    """

    word: str
    title: str
    recognizes: Callable[[Content], bool]
    read: Callable[[Content, ImportOptions], Incoming]
    recognizes_in_archive: Callable[[Content], bool] | None = None


KINDS: Final = (
    Kind("ics", "calendar files", is_calendar, read_calendar),
    Kind("vcf", "vCards", is_vcard, read_vcards),
    Kind("mail", "mails", is_mail, read_mails),
    Kind("followup", "followup", is_followup, read_followup_file),
    Kind("jrnl", "jrnl", is_jrnl, read_jrnl_file),
    Kind("trello", "Trello", is_trello, read_trello),
    Kind("ghosted", "ghosted", is_ghosted, read_ghosted),
    Kind("kanban-tui", "kanban-tui", is_kanban_tui, read_kanban_tui),
    Kind("jobhunter-json", "JobHunter", is_jobhunter, read_jobhunter),
    Kind("career-ops", "career-ops", is_applications, read_applications),
    Kind("career-ops-contacts", "career-ops", is_contacts, read_contacts),
    Kind("linkedin-applications", "LinkedIn", is_linkedin_applications, read_linkedin_applications),
    Kind("linkedin-saved", "LinkedIn", is_linkedin_saved, read_linkedin_saved),
    Kind("linkedin-connections", "LinkedIn", is_linkedin_connections, read_linkedin_connections),
    *(Kind(table.word, table.title, table.recognizes, table.read) for table in TRACKER_TABLES),
    Kind("csv", "any table of applications", is_csv, read_csv, names_applications),
)
"""All kinds, in the order in which they are tried: the most particular first."""


class UnknownKindError(CallError):
    """What kind a file is cannot be told from what is in it.

    Attributes:
        question: asks the user; None where it holds nothing that could be read as any.
    """

    def __init__(self, content: Content) -> None:
        name = content.name
        titles = list(dict.fromkeys(kind.title for kind in KINDS))
        # What holds no text is of no kind, whatever the user says.
        unless_told = "; --as KIND says which it is" if content.text else ""
        super().__init__(
            f"followup does not know what kind of file {name} is",
            f"It reads {join_with_or(titles)}{unless_told}",
        )
        choices = tuple(Choice(kind.word, f"{kind.title} ({kind.word})") for kind in KINDS)
        text = f"followup does not know what kind of file {name} is. What is it?"
        self.question = Question("file", text, choices, "--as KIND") if content.text else None


def read_files(contents: Iterable[Content], options: ImportOptions) -> list[Incoming]:
    """Read files, and those in archives.

    Raises:
        UnknownKindError: one is of no kind there is, or does not look like it.
        CallError: one cannot be read; the sentence says which and why.
    """
    incoming = []
    for content in contents:
        files = [(file, kind) for file in content.files() if (kind := _kind_of(file, options))]
        if not any(file is content for file, _ in files):
            files = _of_archive(files)
        read = [kind.read(file, options) for file, kind in files]
        if not read:
            raise UnknownKindError(content)
        incoming += read
    return incoming


def _of_archive(files: Sequence[tuple[Content, Kind]]) -> list[tuple[Content, Kind]]:
    """Return the files of an archive that are read: those of a particular kind, or else of a general one."""
    particular = [(file, kind) for file, kind in files if kind.recognizes_in_archive is None]
    general = [(file, kind, kind.recognizes_in_archive) for file, kind in files]
    return particular or [
        (file, kind) for file, kind, recognizes in general if recognizes and recognizes(file)
    ]


def _kind_of(content: Content, options: ImportOptions) -> Kind | None:
    if options.kind:
        return next(kind for kind in KINDS if kind.word == options.kind)
    return next((kind for kind in KINDS if kind.recognizes(content)), None)

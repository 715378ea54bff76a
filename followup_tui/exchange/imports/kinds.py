"""The kinds of files that can be imported. Which kind a file is, its content tells, never its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from followup_tui.domain.wording import join_with_or
from followup_tui.errors import CallError
from followup_tui.exchange.imports.calendar_file import is_calendar, read_calendar
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming
from followup_tui.exchange.imports.jrnl_file import is_jrnl, read_jrnl_file
from followup_tui.exchange.imports.mail_file import is_mail, read_mails
from followup_tui.exchange.imports.vcard_file import is_vcard, read_vcards


class Kind(NamedTuple):
    """A kind of file.

    Attributes:
        word: what `--as` calls it: `teal`.
        title: what the user calls it: `Teal`.
        recognizes: whether a content looks like it.
        read: reads it. It raises `CallError` for what cannot be read.
    """

    word: str
    title: str
    recognizes: Callable[[Content], bool]
    read: Callable[[Content, ImportOptions], Incoming]


KINDS: Final = (
    Kind("ics", "calendar files", is_calendar, read_calendar),
    Kind("vcf", "vCards", is_vcard, read_vcards),
    Kind("mail", "mails", is_mail, read_mails),
    Kind("jrnl", "jrnl", is_jrnl, read_jrnl_file),
)
"""All kinds, in the order in which they are tried: the most particular first."""


def read_files(contents: Iterable[Content], options: ImportOptions) -> list[Incoming]:
    """Read files, and those in archives.

    Raises:
        CallError: one cannot be read or is of no kind there is; the sentence says which and why.
    """
    incoming = []
    for content in contents:
        files = list(content.files())
        read = [kind.read(file, options) for file in files if (kind := _kind_of(file, options))]
        if not read:
            raise CallError(
                f"followup does not know what kind of file {content.name} is",
                f"It reads {join_with_or([kind.title for kind in KINDS])}; --as KIND says which it is",
            )
        incoming += read
    return incoming


def _kind_of(content: Content, options: ImportOptions) -> Kind | None:
    if options.kind:
        return next(kind for kind in KINDS if kind.word == options.kind)
    return next((kind for kind in KINDS if kind.recognizes(content)), None)

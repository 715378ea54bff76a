"""Writing in the user's own editor, for anything longer than a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from textual.app import SuspendNotSupported

from followup_tui.domain.text import normalize_newlines, remove_controls
from followup_tui.storage.edited_text import edit_text
from followup_tui.ui.program import Program


def write_in_editor(program: Program, text: str, name: str, *, about: str, title: str = "") -> str:
    """Let the user write a text in their editor, and return what they saved.

    Args:
        program: the program, which leaves the terminal to the editor meanwhile.
        text: what the editor begins with.
        name: the name of the file it edits; its ending tells the editor what it is.
        about: what tells this text from others, as `edited_text.subject` gives it.
        title: what the text is called where it is offered because the editor wrote it later.

    Raises:
        CallError: there is no editor, it could not be started, it failed, or it came back at once. What was
            written in it is kept, in the file the sentence names.
    """
    with written_in_editor(program, text, name, about=about, title=title) as written:
        return written


@contextmanager
def written_in_editor(
    program: Program, text: str, name: str, *, about: str, title: str = ""
) -> Iterator[str]:
    """Do as `write_in_editor`, for a block that may refuse what was written: then its file is kept, too."""
    context, suspended = program.context, partial(_suspended, program)
    folder = context.paths.edited_texts_folder
    with edit_text(
        text, name, about=about, folder=folder, command=context.editor, title=title, suspended=suspended
    ) as written:
        program.refresh(layout=True)
        yield remove_controls(normalize_newlines(written))


@contextmanager
def _suspended(program: Program) -> Iterator[None]:
    """Leave the terminal to another program.

    Raises:
        OSError: this terminal cannot be left.
    """
    try:
        with program.suspend():
            yield
    except SuspendNotSupported as error:
        raise OSError(str(error)) from error

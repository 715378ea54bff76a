"""The user's editor, as a command: whether it is there, and whether it waits until the text is written."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

from followup_tui.errors import CallError

_WAIT_OPTIONS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"), "--wait"),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor", "atom", "pulsar", "mate", "bbedit"), "--wait"),
    **dict.fromkeys(("gedit", "xed", "idea", "pycharm"), "--wait"),
    **dict.fromkeys(("gvim", "mvim"), "--nofork"),
    "gnome-text-editor": "--standalone",
    "kate": "--block",
    "open": "-W",
}
"""The option with which a graphical editor comes back only once the text is written, from its manual."""

_WAITING = {
    *("vi", "vim", "nvim", "view", "ex", "ed", "nano", "pico", "rnano", "micro", "emacs"),
    *("emacsclient", "mg", "zile", "jed", "joe", "jmacs", "jstar", "jpico", "ne", "hx", "helix"),
    *("kak", "mcedit", "tilde", "dte"),
}
"""Editors that come back only once they are left, in the terminal or not."""

_NOT_WAITING = {"vi": {"-g"}, "vim": {"-g"}, "view": {"-g"}, "emacsclient": {"-n", "--no-wait"}}
"""The options with which some of these do not."""

_WAIT_WORDS = {*_WAIT_OPTIONS.values(), "-w", "-f"}


def editor_words(command: str) -> list[str]:
    """Return the words of the command that starts the editor; where none is set, of one that is installed.

    Raises:
        CallError: the command cannot be read, or what it names is not there.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise CallError(f"$EDITOR cannot be read: {command[:60]!r}", "Close its quotation marks") from error
    words = words or [editor for editor in ("nano", "vi") if shutil.which(editor)][:1]
    if not words:
        raise CallError("There is no editor", "Set $EDITOR, for example to nano")
    if shutil.which(words[0]) is None:
        raise CallError(f"The editor {words[0]!r} is not there", "Set $EDITOR to one that is")
    return words


def may_write_later(words: Sequence[str]) -> bool:
    """Return whether an editor that came back at once may still have the text open."""
    editor, options = Path(words[0]).name, set(words[1:])
    if editor in _WAITING:
        return not options.isdisjoint(_NOT_WAITING.get(editor, ()))
    return options.isdisjoint(_WAIT_WORDS)


def waiting_command(words: Sequence[str]) -> str:
    """Return the command with which the editor waits; where its option is not known, an example."""
    editor = Path(words[0]).name
    if editor in _WAIT_OPTIONS:
        return shlex.join([*words, _WAIT_OPTIONS[editor]])
    if editor in _NOT_WAITING:
        return shlex.join([word for word in words if word not in _NOT_WAITING[editor]])
    return "code --wait"

"""The completion scripts of the shells, made by shtab from the parsers of the commands.

shtab knows which words a command takes; `VALUES` says what completes each value. What the data file knows
is asked of followup when tab is pressed, with the functions of the shell that stand here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

import shtab

from followup_tui.cli.candidates import SOURCES
from followup_tui.cli.parser import full_parser
from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.contact import Channel
from followup_tui.domain.interview import InterviewKind
from followup_tui.domain.letter import LetterKind


class Live(NamedTuple):
    """A value that the data file knows; the source is one of `candidates.SOURCES`."""

    source: str


class Words(NamedTuple):
    """A value that is one of these words."""

    words: tuple[str, ...]


class Files(NamedTuple):
    """A value that is the path of a file, or of a folder only."""

    folders_only: bool = False


Value = Live | Words | Files | None
"""What completes a value; None for what only the user knows."""


def _one_of(choices: Iterable[StrEnum]) -> Words:
    return Words(tuple(choice.value for choice in choices))


VALUES: Final[Mapping[str, Value]] = {
    "ID": Live("applications"),
    "PERSON": Live("people"),
    "CONTACT": Live("contacts"),
    "SET": Live("template-sets"),
    "STAGE": _one_of(Stage),
    "OUTCOME": _one_of(Outcome),
    "HOW": _one_of(Channel),
    "1..5": Words(("1", "2", "3", "4", "5")),
    "FILE": Files(),
    "PATH": Files(),
    "COPY": Files(),
    "REMOTE": Files(folders_only=True),
    "DIR": Files(folders_only=True),
    **dict.fromkeys(
        (
            "WHEN",
            "DATE",
            "TEXT",
            "WORDS",
            "COMPANY",
            "ROLE",
            "NAME",
            "WHO",
            "AGENCY",
            "TAG",
            "QUESTION",
            "LINE",
        ),
        None,
    ),
    **dict.fromkeys(("TERM", "NUMBER", "URL", "N", "HEADER=FIELD", "TIME", '"NAME, POSITION <mail>"'), None),
}
"""What completes a value, by the word that help has for it; `sent|received` says it itself."""

OF_COMMAND: Final[Mapping[tuple[str, str], Value]] = {
    ("contact", "kind"): Live("contact-kinds"),
    ("contact", "person"): Live("people"),
    ("draft", "kind"): _one_of(LetterKind),
    ("draft", "person"): Live("people"),
    ("edit", "untag"): Live("tags"),
    ("interview", "kind"): _one_of(InterviewKind),
    ("interview", "which"): Live("interviews"),
    ("lessons", "done"): Live("lessons"),
    ("lessons", "drop"): Live("lessons"),
    ("lessons", "reopen"): Live("closed-lessons"),
    ("offer", "person"): Live("people"),
    ("promise", "done"): Live("promises"),
    ("promise", "drop"): Live("promises"),
    ("promise", "move"): Live("promises"),
}
"""What completes a value of one command, where the word that help has for it says too little."""

_FUNCTIONS: Final = {
    "bash": r"""
# $1=what is asked for, $2=the word that is being typed
_followup_candidates() {
  local program=followup word _
  type -P followup >/dev/null || program=${COMP_WORDS[0]/#\~\//$HOME/}
  # Not `compgen -W`, which would expand and run what it is given.
  while IFS=$'\t' read -r word _; do
    [[ $word == "$2"* ]] && printf '%s\n' "$word"
  done < <(command "$program" completion --candidates "$1" -- "${COMP_WORDS[@]:0:COMP_CWORD}" \
    </dev/null 2>/dev/null)
}

_followup_files() {
  compgen -f -- "$1"
}

_followup_dirs() {
  compgen -d -- "$1"
}
""",
    "zsh": r"""
# $1=what is asked for
_followup_candidates() {
  local program=followup line
  local -a described
  (( $+commands[followup] )) || program=${_followup_line[1]/#\~\//$HOME/}
  for line in ${(f)"$(command $program completion --candidates $1 -- "${_followup_line[@]}" \
    </dev/null 2>/dev/null)"}; do
    described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  _describe -t $1 $1 described
}

# The line as it was typed: what completes a command sees only the words behind it.
_followup_with_line() {
  local -a _followup_line=("${(@Q)words[1,CURRENT-1]}")
  _shtab_followup "$@"
}
""",
    "fish": r"""
# $argv[1]=what is asked for
function _followup_candidates
  set -l line (commandline -opc)
  set -l program followup
  command -q followup; or set program (string replace -r '^~/' "$HOME/" -- $line[1])
  command $program completion --candidates $argv[1] -- $line </dev/null 2>/dev/null
end

# Not `__fish_complete_path`, which knows no ~: fish's own, for a command of which it knows nothing.
function _followup_files
  complete -C "'' "(commandline -ct)
end
""",
}

_ZSH_REPLACEMENTS: Final = (
    # Read with `source`, too, it is to register itself, and not to complete what is not being typed.
    ("if [[ $zsh_eval_context[-1] == eval ]]", "if [[ $zsh_eval_context[-1] == (eval|file|filecode) ]]"),
    ("compdef _shtab_followup -N followup", "compdef _followup_with_line followup"),
    ('  _shtab_followup "$@"\nfi', '  _followup_with_line "$@"\nfi'),
)
"""What is changed in what shtab writes for zsh, and into what."""

_HEADING: Final = """\
# Completion of followup for {shell}. Made from its commands by shtab (https://github.com/tqdm/shtab):
# `python -m tests.shell` in followup's source writes it anew.
"""


def completion_script(shell: str) -> str:
    """Return a shell's completion script."""
    parser = full_parser()
    for command, each in parsers_of(parser).items():
        each.description = None  # the sentence of the list will do
        for action in valued(each):
            _complete(action, value_of(command, action))
    functions = _FUNCTIONS[shell]
    if shell == "bash":
        functions += "".join(
            f'\n{_bash_function(source)}() {{\n  _followup_candidates {source} "$1"\n}}\n'
            for source in SOURCES
        )
    script = shtab.complete(parser, shell, preamble=functions.strip("\n"))
    if shell == "zsh":
        for old, new in _ZSH_REPLACEMENTS:
            script = _replaced(script, old, new)
    first, _, rest = script.partition("# AUTOMATICALLY GENERATED")
    _, _, rest = rest.partition("\n\n")
    return f"{first}{_HEADING.format(shell=shell)}\n{rest.strip()}\n"


def value_of(command: str, action: argparse.Action) -> Value:
    """Return what completes a value of a command.

    Raises:
        LookupError: nobody has said it yet.
    """
    if action.choices is not None:
        return Words(tuple(map(str, action.choices)))
    metavar = str(action.metavar)
    if (command, action.dest) in OF_COMMAND:
        return OF_COMMAND[command, action.dest]
    if "|" in metavar:
        return Words(tuple(metavar.split("|")))
    if metavar not in VALUES:
        raise LookupError(f"what completes {metavar} of followup {command} stands nowhere in {__file__}")
    return VALUES[metavar]


def parsers_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, and that of the program itself under the empty name."""
    (choice,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return {"": parser, **choice.choices}


def valued(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return the arguments of a parser that take a value."""
    return [
        action
        for action in parser._actions
        if action.nargs != 0
        and action.help != argparse.SUPPRESS
        and not isinstance(action, argparse._SubParsersAction)
    ]


def _complete(action: argparse.Action, value: Value) -> None:
    """Say to shtab what completes a value: the words themselves, or what each shell runs for them."""
    match value:
        case Words(words):
            action.choices = words
        case Live(source):
            call = f"_followup_candidates {source}"
            # A space keeps zsh from putting options of its own before the argument.
            vars(action)["complete"] = {
                "bash": _bash_function(source),
                "zsh": f" {call}",
                "fish": f"({call})",
            }
        case Files(folders_only=True):
            vars(action)["complete"] = {**shtab.DIRECTORY, "bash": "_followup_dirs"}
        case Files():
            vars(action)["complete"] = {**shtab.FILE, "bash": "_followup_files", "fish": "(_followup_files)"}
        case None:
            pass


def _bash_function(source: str) -> str:
    return f"_followup_{source.replace('-', '_')}"


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"shtab writes something else now: {old!r} stands there {text.count(old)} times")
    return text.replace(old, new)

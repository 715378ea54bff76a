"""Letter templates: the user's own where there is one, else the shipped one; none of them can do harm.

A template is a text file, `letters/en/thank-you.txt` in the settings folder. It begins with `Subject:` and
an empty line, and may contain `{{ words }}`, `{% if %}` and `{% for %}`. It can show the words of
`template_words.py` and nothing else: no calls, no arithmetic, no other files. So it needs no trust, wherever
it was copied from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Template as CompiledTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from followup_tui.domain.letter import LetterKind
from followup_tui.domain.text import TEXT_LIMIT, clean_line, clean_text
from followup_tui.domain.wording import quoted
from followup_tui.errors import CallError
from followup_tui.letters.languages import language_of
from followup_tui.letters.template_sets import shipped_set
from followup_tui.letters.template_words import WORDS, ShownPerson, WordType, not_text

SUBJECT_LIMIT: Final = 500
"""The most characters of a subject: a role of 200, and what the template says around it."""

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If, nodes.For),
    *(nodes.CondExpr, nodes.Const, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or),
)
"""What a template may consist of. Without calls, filters and arithmetic it can only show."""

_TAG = re.compile(r"\{%.*?%\}")
_LAST_TAG = re.compile(r"(?<![+-])%\}$")

_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "person": frozenset(part.name for part in fields(ShownPerson)),
    "loop": frozenset({"index", "first", "last"}),
}
"""The names that can stand behind a dot, by the name before it."""

_LISTS: Final = frozenset(name for name, word in WORDS.items() if word.type is WordType.LIST)
"""The words that a loop can go over."""

_CONSTRUCTS: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Call: "a call",
    nodes.Filter: "a filter such as |upper",
    nodes.FilterBlock: "a filter",
    nodes.Test: "a test with is",
    nodes.Getitem: "something in square brackets",
    nodes.Include: "another file",
    nodes.Import: "another file",
    nodes.FromImport: "another file",
    nodes.Extends: "another file",
    nodes.Macro: "a macro",
    nodes.Assign: "setting a word",
    nodes.AssignBlock: "setting a word",
    nodes.Tuple: "a list",
    nodes.List: "a list",
    nodes.Dict: "a table",
    nodes.BinExpr: "arithmetic",
    nodes.UnaryExpr: "arithmetic",
    nodes.Concat: "~",
}
"""The constructs of Jinja that a template must not contain, in words."""

_TEMPLATE_ERRORS: Final = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError),
    *(SyntaxError, TypeError, ValueError),
)
"""The errors that a wrong template can raise: Jinja compiles it to Python code."""


@dataclass(frozen=True, slots=True)
class Template:
    """The source of a template.

    Attributes:
        where: the file it was read from, for error messages.
        source: its text.
    """

    where: str
    source: str


def shipped_template(template_set: str, kind: LetterKind) -> Template:
    """Return the template that comes with the program, of the set that fills in for a set."""
    name = f"{shipped_set(template_set)}/{kind}.txt"
    text = files(__package__).joinpath("shipped", *name.split("/")).read_text(encoding="utf-8")
    return Template(f"the shipped {name}", text)


def own_template_file(folder: Path, template_set: str, kind: LetterKind) -> Path:
    """Return where the user's own template of a set is, or would be: always in the folder."""
    is_name = template_set.isprintable() and template_set not in ("", ".", "..") and "/" not in template_set
    return folder / (template_set if is_name else language_of(template_set).code) / f"{kind}.txt"


def render(
    folder: Path, template_set: str, kind: LetterKind, words: Mapping[str, Any]
) -> tuple[str, str, str]:
    """Render a template: the user's own, or the shipped one where there is none or it is wrong.

    Args:
        folder: the folder `letters` beside the settings.
        template_set: the name of the set, `en`.
        kind: what the letter is for.
        words: what it can show, by the names in `WORDS`.

    Returns:
        The subject, the body, and a sentence on what is wrong with the user's own template: empty where
        nothing is.
    """
    own, problem = own_template_file(folder, template_set, kind), ""
    try:
        return (*_rendered(Template(str(own), _read(own)), words), "")
    except FileNotFoundError:
        pass
    except OSError as error:
        problem = f"{own} could not be read ({error.strerror}); the shipped one is used"
    except UnicodeDecodeError:
        problem = f"{own} is not UTF-8 text; the shipped one is used"
    except CallError as error:
        problem = f"{error.happened}; the shipped one is used"
    return (*_rendered(shipped_template(template_set, kind), words), problem)


def _read(file: Path) -> str:
    """Read the user's own template, at most as much as fits a letter, without waiting where it is a pipe.

    Raises:
        OSError: it cannot be read, or does not exist.
        UnicodeDecodeError: it is not UTF-8.
        CallError: it is too long.
    """
    most = TEXT_LIMIT * 4
    with open(file, "rb", opener=lambda path, flags: os.open(path, flags | os.O_NONBLOCK)) as stream:
        data = stream.read(most + 1) or b""
    text = "" if len(data) > most else data.decode("utf-8-sig")
    if len(data) > most or len(text) > TEXT_LIMIT:
        raise CallError(f"{file} is longer than {TEXT_LIMIT:,} characters")
    return text


def _rendered(template: Template, words: Mapping[str, Any]) -> tuple[str, str]:
    """Return the subject and the body that a template makes of the words.

    Raises:
        CallError: the template is wrong; the sentence says its file and line.
    """
    try:
        text = _joined(_compiled(template).generate(words), template.where)
    except TemplateSyntaxError as error:
        raise CallError(f"{template.where}, line {error.lineno}: {_message(error.message)}") from error
    except _TEMPLATE_ERRORS as error:
        raise CallError(f"{template.where} cannot be filled in: {quoted(str(error))}") from error
    first, _, rest = text.lstrip().partition("\n")
    label, _, subject = first.partition(":")
    subject = clean_line(subject, "The subject", TEXT_LIMIT * 4)
    if label.strip().casefold() != "subject" or not subject:
        raise CallError(f"{template.where}, line 1: a template begins with Subject: and what it is about")
    body = clean_text(rest, "The letter", TEXT_LIMIT * 4)
    if not body:
        raise CallError(f"{template.where} has no letter under its subject")
    if len(body) > TEXT_LIMIT or len(subject) > SUBJECT_LIMIT:
        raise CallError(f"{template.where} makes too long a letter")
    return subject, _without_repeated_blank_lines(body)


@lru_cache(maxsize=16)
def _compiled(template: Template) -> CompiledTemplate:
    """Compile a template: once for the letters to each of several people, it takes longer than filling in.

    Raises:
        CallError: it contains what a template must not.
        TemplateError: it cannot be read, or another of `_TEMPLATE_ERRORS`.
    """
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=())
    environment.globals.clear()
    tree = environment.parse(_with_line_breaks(template.source))
    _check(tree, template.where)
    return environment.from_string(tree)


def _with_line_breaks(source: str) -> str:
    """Mark each tag at the end of a line with other words so that Jinja keeps the line break behind it."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, line in enumerate(map(str.rstrip, lines)):
        is_beside_words = line.endswith("%}") and _TAG.sub("", line).strip()
        lines[at] = _LAST_TAG.sub("+%}", line) if is_beside_words else line
    return "\n".join(lines)


def _joined(parts: Iterator[str], where: str) -> str:
    """Join the parts of a text, and stop where it gets longer than a letter.

    Raises:
        CallError: it is longer.
    """
    text = ""
    for part in parts:
        text += part
        if len(text) > TEXT_LIMIT:
            raise CallError(f"{where} makes too long a letter")
    return text


def _message(message: str | None) -> str:
    """Return Jinja's own message about a mistake, short and safe to show."""
    return clean_line((message or "it cannot be read")[:200].rstrip("."), "It", TEXT_LIMIT)


def _check(node: nodes.Node, where: str, names: frozenset[str] = frozenset(WORDS)) -> None:
    """Check that a template consists of what is allowed, and shows only words that exist.

    Raises:
        CallError: it does not; the sentence names the line.
    """
    place = f"{where}, line {node.lineno}"
    if not isinstance(node, _ALLOWED):
        constructs = (words for kind, words in _CONSTRUCTS.items() if isinstance(node, kind))
        what = next(constructs, type(node).__name__.lower())
        raise CallError(f"{place}: a template only shows words; {what} has no place in it")
    match node:
        case nodes.Output(nodes=expressions):
            for expression in expressions:
                _check_shows_text(expression, where, names)
        case nodes.Name(name=name, ctx="load") if name not in names:
            near = get_close_matches(name, sorted(names), n=1)
            advice = f"did you mean {near[0]}?" if near else "docs/letters.md lists the words there are"
            raise CallError(f"{place}: there is no {quoted(name)}; {advice}")
        case nodes.Getattr(node=owner, attr=attr):
            parts = _PARTS.get(owner.name, frozenset()) if isinstance(owner, nodes.Name) else frozenset()
            if attr not in parts:
                raise CallError(f"{place}: there is no {quoted(attr)} behind a dot")
        case nodes.For(target=target, iter=iterated):
            # Loops over anything else, or in each other, could go on for hours.
            if not isinstance(iterated, nodes.Name) or iterated.name not in _LISTS or "loop" in names:
                raise CallError(f"{place}: a loop goes over a list such as questions, and stands in no other")
            names |= {target.name, "loop"} if isinstance(target, nodes.Name) else set()
    for child in node.iter_child_nodes():
        _check(child, where, names)


def _check_shows_text(expression: nodes.Node, where: str, names: frozenset[str]) -> None:
    """Check that what an expression shows is text: a person shown whole would show more than the name.

    Raises:
        CallError: it may show something else; the sentence says how that is used.
    """
    for name in _names_shown(expression):
        if name.name in names and (usage := not_text(name.name)):
            raise CallError(f"{where}, line {name.lineno}: {name.name} is no text; {usage}")


def _names_shown(expression: nodes.Node | None) -> Iterator[nodes.Name]:
    """Yield each name whose own value an expression could show: `person` and `role` for `person or role`."""
    match expression:
        case nodes.Name():
            yield expression
        case nodes.And(left=one, right=other) | nodes.Or(left=one, right=other):
            yield from (*_names_shown(one), *_names_shown(other))
        case nodes.CondExpr(expr1=one, expr2=other):
            yield from (*_names_shown(one), *_names_shown(other))


def _without_repeated_blank_lines(body: str) -> str:
    """Return a text with one empty line where there were several."""
    lines = body.split("\n")
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))

"""A reflection as one Markdown text, with the prompts as headings, for the user's editor."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Lesson, Reflection
from followup_tui.domain.sanitize import clean_reflection
from followup_tui.domain.text import TEXT_LIMIT, clean_line, clean_text
from followup_tui.errors import CallError

PROMPTS: Final = {
    "well": ("What went well", ""),
    "badly": ("What did not", "such as a question answered badly, and the answer you wish you had given"),
    "change": ("Change next time", "one a line; each comes back before your next interview"),
    "said": ("What was said", "promises, numbers, names, what they care about; what you told them, and whom"),
    "feeling": ("How it felt", "1 bad, 5 good"),
}
"""The prompts by the name of their field: each with its heading, and a hint on what belongs there."""


class ReflectionText(Struct, frozen=True):
    """The texts under the prompts.

    Attributes:
        well: what went well, in lines.
        badly: what did not go well, in lines.
        change: one lesson a line.
        said: what was said in the interview.
        feeling: `1` to `5`, or empty.
        notes: the text under no prompt.
    """

    well: str = ""
    badly: str = ""
    change: str = ""
    said: str = ""
    feeling: str = ""
    notes: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written under any prompt, nor under none."""
        return self == ReflectionText()

    def reflection(self, at: Instant) -> Reflection:
        """Return the reflection, written at a moment; without what was said, which belongs to the interview.

        Raises:
            CallError: the feeling is no number from 1 to 5, or a text is too long.
        """
        if self.feeling and self.feeling not in {"1", "2", "3", "4", "5"}:
            shown = clean_line(self.feeling[:20], "It")
            raise CallError(f"How it felt is a number from 1 to 5, not {shown!r}", "Leave it out to skip it")
        return clean_reflection(
            Reflection(
                at,
                self.well,
                self.badly,
                tuple(Lesson(line) for line in map(_without_bullet, self.change.splitlines()) if line),
                int(self.feeling) if self.feeling else None,
                notes=self.notes,
            )
        )


def text_of_reflection(reflection: Reflection | None, said: str) -> ReflectionText:
    """Return the texts of a reflection under their prompts."""
    if reflection is None:
        return ReflectionText(said=said)
    return ReflectionText(
        reflection.well,
        reflection.badly,
        "\n".join(lesson.text for lesson in reflection.lessons),
        said,
        str(reflection.feeling or ""),
        reflection.notes,
    )


def to_markdown(texts: ReflectionText, title: str) -> str:
    """Return the Markdown that the user's editor begins with."""
    parts = [f"<!-- {title} -->\n"]
    if texts.notes:
        parts.append(f"{_escape_headings(texts.notes)}\n")
    for name, (prompt, hint) in PROMPTS.items():
        comment = f"<!-- {hint} -->\n" if hint else ""
        text = _escape_headings(getattr(texts, name))
        parts.append(f"## {prompt}\n{comment}\n{text}\n" if text else f"## {prompt}\n{comment}\n")
    return "\n".join(parts)


def parse_markdown(text: str, *, headings_end_prompts: bool = False) -> ReflectionText:
    """Parse Markdown with the prompts as headings. What stands under no prompt becomes the notes.

    With `headings_end_prompts` so does the text under another heading. In text from the editor it stays under
    its prompt: there a line such as `#1` is a line like any other.

    Raises:
        CallError: the text is too long.
    """
    text = clean_text(text, "The text", 6 * TEXT_LIMIT)
    names = {prompt.casefold(): name for name, (prompt, _) in PROMPTS.items()}
    comments = {f"<!-- {hint} -->" for _, hint in PROMPTS.values() if hint}
    lines_by_name: dict[str, list[str]] = {name: [] for name in ("notes", *PROMPTS)}
    current = "notes"
    for number, line in enumerate(text.split("\n")):
        heading = re.fullmatch(r"#{1,6}\s*(.*?)\s*#*", line)
        if heading and heading[1].rstrip(":?").casefold() in names:
            current = names[heading[1].rstrip(":?").casefold()]
        elif line in comments or (number == 0 and re.fullmatch("<!--.*-->", line)):
            continue
        else:
            if heading and headings_end_prompts:
                current = "notes"
            lines_by_name[current].append(re.sub(r"^\\(\\*#)", r"\1", line))
    return ReflectionText(**{name: "\n".join(lines).strip() for name, lines in lines_by_name.items()})


def _escape_headings(text: str) -> str:
    # A line of the user's that begins like a heading gets a backslash in front, as in Markdown.
    return re.sub(r"^(\\*#)", r"\\\1", text, flags=re.MULTILINE)


def _without_bullet(line: str) -> str:
    return re.sub(r"^\s*[-*+]\s+", "", line).strip()

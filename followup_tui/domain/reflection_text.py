"""A reflection as one Markdown text with the prompts as headings, as somebody writes it in their editor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from followup_tui.domain.application import Instant, Lesson, Reflection
from followup_tui.domain.sanitize import clean_reflection
from followup_tui.domain.text import TEXT_LIMIT, clean_line, clean_text
from followup_tui.errors import CallError

PROMPTS: Final = {
    "well": ("What went well", ""),
    "badly": ("What did not", ""),
    "change": ("Change next time", "one a line; each comes back before your next interview"),
    "said": ("What was said", "promises, numbers, names, what they care about; what you told them, and whom"),
    "feeling": ("How it felt", "1 bad, 5 good"),
}
"""The prompts by the name of their field: each with what it is called, and a word on what belongs there."""


@dataclass(frozen=True, slots=True)
class ReflectionText:
    """What somebody wrote under the prompts.

    Attributes:
        change: one lesson a line.
        feeling: `1` to `5`, or empty.
        notes: what stands under no prompt.
    """

    well: str = ""
    badly: str = ""
    change: str = ""
    said: str = ""
    feeling: str = ""
    notes: str = ""

    def reflection(self, at: Instant) -> Reflection:
        """Give it as a reflection written at a moment; what was said belongs to the interview itself.

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
                tuple(Lesson(line) for line in map(_bare, self.change.splitlines()) if line),
                int(self.feeling) if self.feeling else None,
                notes=self.notes,
            )
        )


def text_of_reflection(reflection: Reflection | None, said: str) -> ReflectionText:
    """Give what stands under the prompts of a reflection."""
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


def to_markdown(written: ReflectionText, title: str) -> str:
    """Give the text that somebody's editor begins with."""
    parts = [f"<!-- {title} -->\n"]
    if written.notes:
        parts.append(f"{_as_text(written.notes)}\n")
    for name, (prompt, hint) in PROMPTS.items():
        remark = f"<!-- {hint} -->\n" if hint else ""
        text = _as_text(getattr(written, name))
        parts.append(f"## {prompt}\n{remark}\n{text}\n" if text else f"## {prompt}\n{remark}\n")
    return "\n".join(parts)


def parse_markdown(text: str, *, headings_end_prompts: bool = False) -> ReflectionText:
    """Read such a text again. What stands under no prompt becomes the notes: nothing is lost.

    Args:
        text: the text.
        headings_end_prompts: whether what stands under a heading that is no prompt becomes notes too. In the
            editor it stays under its prompt: there a line such as `#1` is a line like any other.

    Raises:
        CallError: the text is too long.
    """
    text = clean_text(text, "The text", 6 * TEXT_LIMIT)
    names = {prompt.casefold(): name for name, (prompt, _) in PROMPTS.items()}
    remarks = {f"<!-- {hint} -->" for _, hint in PROMPTS.values() if hint}
    found: dict[str, list[str]] = {name: [] for name in ("notes", *PROMPTS)}
    place = "notes"
    for number, line in enumerate(text.split("\n")):
        heading = re.fullmatch(r"#{1,6}\s*(.*?)\s*#*", line)
        if heading and heading[1].rstrip(":?").casefold() in names:
            place = names[heading[1].rstrip(":?").casefold()]
        elif line in remarks or (number == 0 and re.fullmatch("<!--.*-->", line)):
            continue
        else:
            if heading and headings_end_prompts:
                place = "notes"
            found[place].append(re.sub(r"^\\(\\*#)", r"\1", line))
    return ReflectionText(**{name: "\n".join(lines).strip() for name, lines in found.items()})


def _as_text(text: str) -> str:
    # A line that begins like a heading is the user's own; as in Markdown a backslash says so.
    return re.sub(r"^(\\*#)", r"\\\1", text, flags=re.MULTILINE)


def _bare(line: str) -> str:
    return re.sub(r"^\s*[-*+]\s+", "", line).strip()

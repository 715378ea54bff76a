"""What every writer of Markdown needs: texts shown as they were typed, sections, days and hours.

A name like `<b>` or `[/b]` is a name, never markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from followup_tui.domain.dates import say_date
from followup_tui.domain.instant import Instant
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import Today

# Everything that can mean something in the middle of a line, in CommonMark and what GitHub adds to it.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>&#|~$!])")
# What means something only where a line begins: lists, rules, underlined headings.
_AT_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")


def inline(text: str) -> str:
    """Write a one-line text so that it is shown as typed wherever it stands in a line."""
    text = _MARKUP.sub(r"\\\1", text)
    first = _AT_START.match(text)
    if first is None:
        return text
    # A backslash before a figure would be shown; the mark after the figure is what makes a list of it.
    end = first.end()
    return f"{text[:end]}\\{text[end:]}" if first[1][0].isdigit() else f"\\{text}"


def block(text: str, indent: str = "") -> str:
    """Write a text of many lines so that its lines and paragraphs are kept."""
    paragraphs = [paragraph.strip("\n") for paragraph in re.split(r"\n\s*\n", text)]
    blocks = []
    for paragraph in filter(None, paragraphs):
        lines = [_with_leading_spaces(line) for line in paragraph.split("\n")]
        blocks.append(f"\\\n{indent}".join(lines))
    return f"\n\n{indent}".join(blocks)


def section(title: str, lines: Iterable[str], level: int = 2, bullet: str = "- ") -> Iterator[str]:
    """Yield a heading of a level and a list of lines, in Markdown, under it; nothing where there are none."""
    items = "\n".join(f"{bullet}{line}" for line in lines)
    if items:
        yield f"{'#' * level} {title}"
        yield items


def tags_line(tags: Iterable[str]) -> Iterator[str]:
    """Yield a line with the tags; nothing where there are none."""
    listed = ", ".join(map(inline, tags))
    if listed:
        yield f"Tags: {listed}"


def day_text(moment: Instant, today: Today) -> str:
    """Return the day of a moment in the user's zone: `Fri 27 Nov 2026`."""
    return say_date(moment.day(today.zone))


def moment_text(moment: Instant | None, today: Today) -> str:
    """Return the day and the hour of a moment in the user's zone: `Fri 27 Nov 2026 14:02`."""
    return f"{day_text(moment, today)} {moment.seen_from(today.zone):%H:%M}" if moment else "No time noted"


def promise_text(promise: Promise, today: Today) -> str:
    """Return a promise with its day, and that on which it was kept: `send references, by Fri 27 Nov 2026`."""
    due = f", by {say_date(promise.due)}" if promise.due else ""
    done = f", done {day_text(promise.done_at, today)}" if promise.done_at else ""
    return f"{inline(promise.text)}{due}{done}"


def _with_leading_spaces(line: str) -> str:
    # Four spaces would make code of it, and fewer would be dropped.
    bare = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(bare)) + inline(bare.rstrip(" "))

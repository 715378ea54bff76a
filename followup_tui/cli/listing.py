"""The applications in columns, fitted to the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup_tui.cli.width import fit, pad, room, width_of
from followup_tui.domain.agenda import group_by_company
from followup_tui.domain.application import Stage
from followup_tui.domain.card_line import card_line
from followup_tui.domain.stages import stage_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_tui.domain.application import Application
    from followup_tui.domain.stages import Today

_GAP: Final = 2
_INDENT: Final = 2
_NARROW: Final = 60
_LEAST: Final = 8

Row = tuple[str, str, str, str]
"""Id, what matters now, company, role."""


def listing(chosen: Iterable[Application], today: Today, applications: Iterable[Application]) -> str:
    """Show chosen applications stage by stage, the most urgent first.

    Columns are as wide as the terminal lets them be; under 60 columns an application takes two lines. In a
    pipe nothing is cut, unless `COLUMNS` says how much room there is.

    Args:
        chosen: what is shown.
        today: the moment, the user's numbers and calendar.
        applications: all there are, for what counts per company.
    """
    by_stage: dict[Stage, list[tuple[tuple[int, float], Row]]] = {stage: [] for stage in Stage}
    companies = group_by_company(applications)
    for application in chosen:
        line = card_line(application, today, companies[application.company.casefold()])
        row = (application.id, line.wordings[0], application.company, application.role)
        by_stage[stage_on(application, today)].append((line.urgency, row))
    groups = [(stage, [row for _, row in sorted(rows)]) for stage, rows in by_stage.items() if rows]
    columns = room()
    widths = _widths([row for _, rows in groups for row in rows], columns)
    lines: list[str] = []
    for stage, rows in groups:
        if lines:
            lines.append("")
        heading = f"{stage.value.title()} {len(rows)}"
        lines.append(heading if columns is None else fit(heading, columns))
        for row in rows:
            lines += (
                _narrow(row, columns) if columns is not None and columns < _NARROW else [_wide(row, widths)]
            )
    return "\n".join(lines)


def _widths(rows: list[Row], columns: int | None) -> list[int]:
    """How wide each column is. The widest gives way first, so that no short one loses anything to it."""
    widths = [max(width_of(row[column]) for row in rows) for column in range(4)]
    if columns is None:
        return widths
    over = sum(widths) + 3 * _GAP + _INDENT - columns
    while over > 0 and max(widths) > _LEAST:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        over -= 1
    return widths


def _wide(row: Row, widths: list[int]) -> str:
    cells = [pad(fit(cell, width), width) for cell, width in zip(row, widths, strict=True)]
    return f"{' ' * _INDENT}{(' ' * _GAP).join(cells)}".rstrip()


def _narrow(row: Row, columns: int) -> list[str]:
    name, now, company, role = row
    first, second = f"{' ' * _INDENT}{name}{' ' * _GAP}{now}", f"{' ' * _INDENT * 2}{company}, {role}"
    return [fit(first, columns), fit(second, columns)]

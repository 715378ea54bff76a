"""Reading the tasks of kanban-tui: titles in columns that have only a number."""

from __future__ import annotations

from typing import Final

from followup_tui.exchange.imports.card_title import TitleOrder, company_and_role
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.file_dates import FileDates
from followup_tui.exchange.imports.incoming import (
    Choice,
    ImportOptions,
    Incoming,
    IncomingApplication,
    Question,
    SkippedEntry,
)
from followup_tui.exchange.imports.json_values import has_objects_with, objects, text
from followup_tui.exchange.imports.status_words import LEFT_OPEN, read_status

_TITLE: Final = "title"
"""The heading for `--map "title=company-role"`."""


def is_kanban_tui(content: Content) -> bool:
    """Return whether a content is a list of tasks of kanban-tui."""
    document = content.document
    tasks = document.get("tasks") if isinstance(document, dict) else document
    return has_objects_with(tasks, "task_id", "title", "column")


def read_kanban_tui(content: Content, options: ImportOptions) -> Incoming:
    """Read the tasks. Which part of a title is the company has to be said, and what a column holds.

    `--map "3=interviewed"` says what column 3 holds; a task in another is taken with `--all` only.
    """
    document = content.document
    tasks = list(objects(document.get("tasks") if isinstance(document, dict) else document))
    answer = options.columns.get(_TITLE) or options.answers.get(_TITLE, "")
    if answer not in set(TitleOrder):
        example = next((title for task in tasks if company_and_role(title := text(task, "title"))[0]), "")
        return Incoming(kind="kanban-tui", title="kanban-tui", questions=(_question(example),))
    dates = FileDates((text(task, "creation_date") for task in tasks), options)
    applications, skipped = [], []
    for task in tasks:
        title, where = text(task, "title"), f"task {text(task, 'task_id')}"
        company, role = company_and_role(title, TitleOrder(answer))
        if not company:
            skipped.append(SkippedEntry(where, title, "its title names no company and role"))
            continue
        column = text(task, "column")
        status = read_status(options.columns[column]) if column in options.columns else LEFT_OPEN
        if status.doubt:
            doubt = f'--map "{column}=interviewed" says what column {column} holds'
            status = status._replace(doubt=doubt)
        remarks: list[str] = []
        applications.append(
            IncomingApplication(
                where=where,
                company=company,
                role=role,
                status=status,
                status_word=f"column {column}",
                applied_on=dates.moment(text(task, "creation_date"), remarks),
                notes=text(task, "description"),
                source_ids=(f"kanban-tui:{text(task, 'task_id')}",),
                remarks=tuple(remarks),
            )
        )
    return Incoming(
        kind="kanban-tui", title="kanban-tui", applications=tuple(applications), skipped=tuple(skipped)
    )


def _question(example: str) -> Question:
    choices = []
    for order in TitleOrder:
        company, role = company_and_role(example, order)
        label = f"{company} is the company, {role} the role" if company else order.replace("-", ", then the ")
        choices.append(Choice(order, label))
    return Question(
        _TITLE,
        "Which part of a title is the company?",
        tuple(choices),
        " or ".join(f'--map "{_TITLE}={order}"' for order in TitleOrder),
    )

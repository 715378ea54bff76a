"""`followup why`: whether the user may write or call now, and why, in words a nervous person understands."""

from __future__ import annotations

from typing import Final

from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.width import available_columns, wrap
from followup_tui.domain import dates
from followup_tui.domain.advice.why import (
    Why,
    call_words,
    change_words,
    explain,
    next_sentence,
    verdict_words,
)
from followup_tui.domain.application import Application
from followup_tui.domain.find_application import find_application
from followup_tui.domain.relations import related_to
from followup_tui.domain.stages import Today
from followup_tui.domain.turn import is_snoozed

_INDENT: Final = "  "
_WIDEST: Final = 88
"""Longer lines are tiring to read."""


def _run(call: Call) -> None:
    applications, today = call.read_applications(lazily=True), call.today()
    application = find_application(applications, call.options.id)
    why = explain(application, today, related_to(application, applications))
    if call.options.json:
        from followup_tui.exchange.json_export import advice_document

        write_json(advice_document(application, why.advice))
    else:
        write_line(_explanation(application, why, today))


def _explanation(application: Application, why: Why, today: Today) -> str:
    """Return the answer, what it stands on, and when it changes."""
    advice, rule = why.advice, why.advice.rule
    columns = available_columns()
    width = None if columns is None else min(columns, _WIDEST)

    def section(title: str, *sentences: str) -> str:
        return "\n".join([wrap(title, width), *(wrap(sentence, width, _INDENT) for sentence in sentences)])

    answer = [
        f"May I write now? {verdict_words(advice)}",
        advice.reason,
        *filter(None, (next_sentence(advice, today),)),
        *(f"Also: {also.reason}" for also in why.also),
        f"May I call? {call_words(why)}",
    ]
    if application.snoozed_until is not None and is_snoozed(application, today.utc):
        until = dates.say_snooze_end(application.snoozed_until.utc, today.now)
        answer.append(f"It is snoozed until {until}: followup snooze {application.id} off")
    parts = [
        wrap(f"{application.company}, {application.job} ({application.id})", width),
        "\n".join(wrap(sentence, width) for sentence in answer),
    ]
    if rule is not None:
        own = [f"Yours to change in the settings: {', '.join(rule.settings)}"] if rule.settings else []
        parts.append(section(f"Rule {rule.id}: {rule.title}", rule.text(today.rules), *own))
    parts.append(section("What was counted", *why.counted))
    if rule is not None:
        parts.append(section("Who says so", rule.source))
    parts.append(section("When the answer changes", change_words(why, today)))
    return "\n\n".join(parts)


COMMAND = Command(
    help="say whether you may write or call now, and why",
    order=220,
    add_arguments=add_id,
    run=_run,
    is_paged=True,
)
